/* Blocks of a page, drawn as they are told: sentences, figures, tables and buttons; what is explained stands
   folded behind what it explains. Long tables are kept by the browser; a block then says which rows stand. */
import { hoverMap, onMapHover } from "./channel.mjs";
import { all, join, keptAs, opened, part, style } from "./core.mjs";
import { html } from "./html.mjs";
import { action, copier, copy, follow, out } from "./links.mjs";
import { bits } from "./rows.mjs";
import { strips } from "./strips.mjs";
import { table } from "./table.mjs";

const [WAIT_MS, NEAR_PX] = [3000, 8];
/** The tables of blocks in the order in which they stand; also those beneath their rows, if all are meant. */
const tablesIn = (blocks, isAll = false) =>
  blocks.flatMap(({ table: told, figures = [], folded = [] }) => {
    const rows = isAll ? (told?.rows ?? []) : [];
    const within = [figures, rows].map((all) => all.flatMap(({ details = [] }) => details));
    const [before, beneath, after] = [...within, folded].map((all) => tablesIn(all, isAll));
    return [...before, ...(told ? [told] : []), ...beneath, ...after];
  });
/** Put the rows that the browser keeps into a table that names them. */
const fill = async (told) => {
  if (!told.file) return;
  const { columns, rows } = await keptAs(told.file);
  const isShown = bits(told.show);
  Object.assign(told, { columns, rows: rows.filter((_, at) => isShown(at)) });
};

const sentence = (text) => html`<p>${text}</p>`;
const fold = ({ title, count, ...rest }, say) => {
  const many = count !== undefined && html`<small> ${count}</small>`;
  return html`<details data-block="${rest.key}" ${rest.table?.file && "data-rows"}><summary>${title}${many}</summary>
    ${inside(rest, say)}</details>`;
};
/** Sources as numbers behind what rests on them; one source has one number in a block. */
const cite = (links, numbers) => {
  const numbered = links.map((link) => {
    if (!numbers.has(link.url)) numbers.set(link.url, numbers.size + 1);
    return out({ ...link, publisher: link.label, label: `[${numbers.get(link.url)}]` });
  });
  return html`<sup>${numbered}</sup>`;
};
const figure = ({ label, value, note, says = [], details = [], links = [], aside }, say, numbers) =>
  html`<div class="figure ${aside && "aside"}" ${note && html`title="${note}"`}>
    <b>${value}</b><small>${label}${links.length > 0 && cite(links, numbers)}</small>${says.map(sentence)}
    ${details.map((told) => fold(told, say))}</div>`;
const quote = ({ label, text }, say) =>
  html`<figure class="quoted"><figcaption>${label} ${copier(say)}</figcaption>
    <pre>${text.replaceAll("{page}", location.origin + location.pathname)}</pre></figure>`;
const choice = ({ label, options }) =>
  html`<div class="switch" role="group" aria-label="${label}"><span>${label}</span>
    ${options.map(action)}</div>`;
const inside = (told, say) => {
  const { title, printed, switches = [], says = [], cited = [], figures = [] } = told;
  const { quotes = [] } = told;
  const { folded = [], notes = [], actions = [] } = told;
  const numbers = new Map();
  const each = (draw, all) => all.map((one) => draw(one, say));
  return html`${title && html`<h3>${title}</h3>`}
    ${printed && html`<button class="act print" data-act="print">${say("app.print")}</button>`}
    ${switches.map(choice)}${says.map(sentence)}
    ${cited.map(({ text, links }) => sentence(html`${text}${cite(links, numbers)}`))}
    ${figures.length > 0 && html`<div class="numbers">${figures.map((one) => figure(one, say, numbers))}</div>`}
    ${told.strips && strips(told.strips, style)}
    ${each(quote, quotes)}${told.table && html`<div class="tabled"></div>`}${each(fold, folded)}
    ${notes.map((text) => sentence(html`<small>${text}</small>`))}
    ${actions.length > 0 && html`<div class="acts">${actions.map(action)}</div>`}`;
};
/** Draw blocks at the end of a place. */
const draw = (place, all, mine) => {
  const block = (told) =>
    html`<section data-block="${told.key}">${inside(told, mine.say)}</section>`;
  place.insertAdjacentHTML("beforeend", html`${all.map(block)}`.text);
  const tables = tablesIn(all);
  for (const one of place.querySelectorAll(".tabled")) table(one, tables.shift(), mine, draw);
};
/** The sources of tables with their addresses, for paper. */
const references = (tables, { say, data }) => {
  const links = tables.flatMap(({ rows }) => rows.flatMap((row) => row.links ?? []));
  const known = [...new Map(links.map(({ label, url }) => [url, label]))];
  const items = known
    .sort(([, a], [, b]) => a.localeCompare(b, data.lang))
    .map(([url, label]) => html`<li>${label}: <span>${url}</span></li>`);
  const list = html`<h3>${say("route.sources")}</h3><ul>${items}</ul>`;
  return html`${known.length > 0 && html`<section class="paper references">${list}</section>`}`;
};

const nameOf = ({ dataset }) => dataset.open ?? dataset.sort ?? dataset.request;
/** Draw all anew; what a reader has opened stays open, and the cursor where it is. */
const redraw = (mine, ready) => {
  const { box } = mine;
  const active = box.getRootNode().activeElement;
  const open = [...box.querySelectorAll("details[open]")].map((one) => one.dataset.block);
  const [name, at] = active ? [nameOf(active), active.selectionStart] : [];
  box.replaceChildren();
  draw(box, ready, mine);
  for (const one of box.querySelectorAll("details")) one.open = open.includes(one.dataset.block);
  const fields = [...box.querySelectorAll("button, input")];
  const field = name && fields.find((one) => nameOf(one) === name);
  field?.focus({ preventScroll: true });
  if (typeof at === "number") field?.setSelectionRange?.(at, at);
};
// A row under the pointer lights its mark on the map, and a mark its row.
/** @type {string | null} */
let lit = null;
onMapHover((key) => {
  lit = key;
  all("light");
});
const hover = ({ target }) => {
  const key = target.closest("[data-id]")?.dataset.id ?? null;
  if (key !== lit) hoverMap(key);
  lit = key;
};
const isNear = (one, other) => Math.hypot(one.x - other.x, one.y - other.y) < NEAR_PX;
/** Whether this is a second press where a place was closed: another has come under a pointer that rests, or that
 * is a finger, which cannot rest. */
const isSecond = (mine, { closed }) => {
  const { press, last } = mine;
  mine.press = null;
  if (!press) return false; // by key
  if (closed !== undefined) mine.last = press;
  const isLate = press.pointerType === "touch" && press.timeStamp - last?.timeStamp > WAIT_MS;
  return last && isNear(press, last) && !isLate;
};
export default async (component) => {
  const mine = part(component, "blocks");
  const { box, data } = mine;
  const told = JSON.stringify([data.file ?? data.blocks, data.lang]);
  if (mine.told === told) return; // what is open stays open
  mine.told = told;
  const ready = structuredClone(data.file ? await keptAs(data.file) : data.blocks);
  await Promise.all(tablesIn(ready, true).map(fill));
  if (mine.told !== told) return; // a later run came first
  let quiet = 0; // a button sends a whole list, so a second one waits for the list that the first has made
  const asked = (request, { tagName }) => {
    if (isSecond(mine, request)) return;
    if (tagName === "TR") opened.row = request.sel ?? null;
    else if (Date.now() < quiet) return;
    else quiet = Date.now() + WAIT_MS;
    mine.ask(request);
  };
  box.onpointerdown = (press) => {
    mine.press = press;
  };
  box.onpointermove = (move) => {
    if (mine.last && !isNear(move, mine.last)) mine.last = null;
  };
  box.onpointerover = box.onpointerleave = hover;
  const light = () => {
    for (const row of box.querySelectorAll("[data-id]"))
      row.classList.toggle("lit", row.dataset.id.split("~").includes(lit));
  };
  Object.assign(mine, { asked, tables: mine.tables ?? {} });
  follow(box, asked, { print: () => window.print(), copy });
  const print = () => {
    // Rows that the ledger has anyway would fill a hundred sheets.
    const folded = [...box.querySelectorAll("details:not(.columns, [open], [data-rows])")];
    const turn = (isOpen) => {
      for (const one of folded) one.open = isOpen;
    };
    turn(true);
    box.insertAdjacentHTML("beforeend", references(tablesIn(ready, true), mine).text);
    return () => {
      turn(false);
      box.querySelector(".references")?.remove();
    };
  };
  join(box, { print, light });
  redraw(mine, ready);
};
