/* What a table draws in its cells: a dot per site by its way out, with a key above; days from low to high on the
   axis at the column's head. */
import { style } from "./core.mjs";
import { html } from "./html.mjs";

const dot = (status) => {
  const { shape, colour } = style.way_out[status];
  const both = html`--light:${style.light.out[colour]};--dark:${style.dark.out[colour]}`;
  return html`<span class="dot ${shape}" style="${both}"></span>`;
};
const dots = (kinds) => kinds.map(([status, n]) => Array.from({ length: n }, () => dot(status)));
/** @type {(cell: any, most: number) => Markup | false} */
export const drawn = (cell, most) => {
  if (cell?.dots) return html`<span class="dots" aria-hidden="true">${dots(cell.dots)}</span>`;
  if (!cell?.span) return false;
  const [low, high] = cell.span.map((end) => (100 * end) / most);
  const line = html`<span style="left:${low}%;width:${high - low}%"></span>`;
  return html`<span class="whisker" aria-hidden="true">${line}</span>`;
};
/** @type {(most: number) => Markup | false} */
export const axis = (most) =>
  most > 0 &&
  html`<span class="axis" aria-hidden="true">
    ${[0, most / 2, most].map((tick) => html`<span>${tick}</span>`)}</span>`;
/** What the dots of rows mean. @type {(rows: any[], say: Say) => Markup | false} */
export const meaning = (rows, say) => {
  const kinds = rows.flatMap(({ cells }) => cells.flatMap((cell) => cell?.dots ?? []));
  const seen = new Set(kinds.map(([status]) => status));
  const named = Object.keys(style.way_out).filter((status) => seen.has(status));
  const item = (status) => html`<li>${dot(status)} ${say(`way_out.${status}`)}</li>`;
  return named.length > 0 && html`<ul class="dotkey">${named.map(item)}</ul>`;
};
