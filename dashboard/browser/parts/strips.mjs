/* Strips: ways as bars of their pieces, one beneath another on one axis, each with what it comes to. */
import { html } from "./html.mjs";
import { action, requests } from "./links.mjs";

const PIECES = 5; // of an axis, at most
const AT_END = 0.85; // what stands farther right has its text before it

/** Round numbers that part an axis. @type {(most: number) => number[]} */
export const ticks = (most) => {
  const unit = 10 ** Math.floor(Math.log10(most / PIECES));
  const step = unit * ([1, 2, 5].find((one) => one * unit * PIECES >= most) ?? 10);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, at) =>
    Number((at * step).toPrecision(6)),
  );
};
const part = (value, most) => `${((100 * value) / most).toFixed(2)}%`;
const axis = ({ most, unit }) => {
  const all = ticks(most);
  const tick = (value) => {
    const isLast = value === all.at(-1);
    const isAtEnd = value > most * AT_END && value > 0;
    const text = isLast ? `${value} ${unit}` : value;
    return html`<span class="${isAtEnd && "end"}" style="left:${part(value, most)}">${text}</span>`;
  };
  return html`<div class="scale" aria-hidden="true">${all.map(tick)}</div>`;
};
const piece = ({ kind, value, label, note, shade }) =>
  html`<span class="piece" style="flex-grow:${value}" title="${note}">
    <span class="${kind}" style="--shade:${shade}"></span>${label && html`<small>${label}</small>`}</span>`;
const whisker = ({ low, high }, most) => {
  const isRange = typeof low === "number" && typeof high === "number" && low < high;
  const place = `left:${part(low, most)};width:${part(high - low, most)}`;
  return isRange && html`<span class="whisker" style="${place}"></span>`;
};
/** The line by which the map draws a way. */
const swatch = ([line, said], { light, dark, width }) => {
  const look = `background:light-dark(${light[line]},${dark[line]});height:${width[line]}px`;
  return html`<span class="line" role="img" aria-label="${said}" title="${said}" style="${look}"></span>`;
};
const strip = (told, most, style) => {
  const { pieces, title, value, note, request, pressed, actions = [], line } = told;
  const whole = pieces.reduce((sum, one) => sum + one.value, 0);
  const said = pieces
    .map((one) => one.note || one.label)
    .filter(Boolean)
    .join("; ");
  const isOn = typeof pressed === "boolean" && html`aria-pressed="${String(pressed)}"`;
  const name = request ? html`<button ${requests(request)} ${isOn}>${title}</button>` : title;
  const head = title || value;
  return html`<div class="strip ${request && "asks"}" ${request && requests(request)}>
    ${head && html`<div class="head">${line && swatch(line, style)}<b>${name}</b><span>${value}</span>${actions.map(action)}</div>`}
    <div class="drawn" role="img" aria-label="${said}">
      <span class="pieces" style="width:${part(whole, most)}">${pieces.map(piece)}</span>
      ${whisker(told, most)}</div>
    ${note && html`<small>${note}</small>`}</div>`;
};
const key = (kinds) => {
  const entry = ([kind, name]) => html`<li><span class="${kind}"></span>${name}</li>`;
  const entries = Object.entries(kinds).map(entry);
  return html`${entries.length > 0 && html`<ul class="kinds">${entries}</ul>`}`;
};
/** Draw strips as the server tells them. */
export const strips = ({ strips: all, most, unit, kinds = {} }, style) =>
  html`<div class="strips">${unit && axis({ most, unit })}${all.map((one) => strip(one, most, style))}
    ${key(kinds)}</div>`;
