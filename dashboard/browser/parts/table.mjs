/* A table as the server has finished it: its order, its search, what opens beneath a row. On a narrow page the
   same rows stand in two lines. */
import { join, opened } from "./core.mjs";
import { axis, drawn, meaning } from "./dots.mjs";
import { html } from "./html.mjs";
import { action, follow, out, requests } from "./links.mjs";
import { found, sorted, textOf, turned } from "./order.mjs";
import { chosen, want, wanted } from "./tablestate.mjs";

const [FEW, FIRST, STEP] = [30, 25, 200]; // a table of more than FEW rows shows its FIRST until asked for STEP more
const [SHORT, LONG] = [12, 16]; // letters of a text that stay on one line, and of a number that may not
const isNumber = ({ kind }) => ["number", "amount", "quantity"].includes(kind);
const isBeneath = ({ isIn, line }) => !isIn || line === 0; // in full, or only of a row of two lines

const content = (cell, say, most) => {
  const { tags = [], share } = cell ?? {};
  const full = html`<span style="width:${100 * share}%"></span>`;
  const bar = share !== undefined && html`<span class="share" aria-hidden="true">${full}</span>`;
  const marks = tags.map((tag) => html`<span class="mark">${tag}</span>`);
  return html`${textOf(cell) ?? html`<i>${say("record.unknown")}</i>`}${marks}${bar}${drawn(cell, most)}`;
};
const classed = (column, cell) => {
  const { kind, line } = column;
  const { length } = textOf(cell) ?? "";
  // In a row of two lines a figure is named where neither its unit nor its place says what it is.
  const bare = (kind === "number" || (isNumber(column) && line === 2)) && "bare";
  // What is not known has its name in the record; nameless in a row it would say nothing.
  const isNameless = textOf(cell) === null && line === 2 && !bare;
  const none = (textOf(cell) === "–" || isNameless) && "none";
  const short = (kind === "date" || length < SHORT) && "short";
  const width = isNumber(column) ? `number ${length > LONG ? "long" : ""}` : short;
  return html`line${line} ${bare} ${none} ${width}`;
};

/** All columns, and what stands in a row, in order: its columns, with its sources and its buttons between. */
const columnsOf = (told, say) => {
  // Where no column is told from another none is left out.
  const isLined = told.columns.some(({ line }) => line > 0);
  const columns = told.columns.map((column, at) => {
    const line = isLined ? column.line : at === 0 ? 1 : 2;
    return { ...column, line, at, name: column.key || String(at), isIn: told.in.includes(at) };
  });
  const shown = columns.filter(({ isIn }) => isIn);
  const any = (field) => told.rows.some((row) => row[field]?.length);
  const sources = { kind: "sources", label: told.linked || say("route.sources") };
  const label = html`<span class="unseen">${say("route.details")}</span>`;
  if (any("links")) shown.splice(told.linked ? 1 : shown.length, 0, sources);
  if (any("actions")) shown.splice(1, 0, { kind: "acts", label });
  return { columns, shown };
};
const headOf = (column, { rows, say }) => {
  const { name, label, line, mixed, most } = column;
  const told = html`data-sort="${name}" ${mixed && html`title="${say("table.by_unit")}"`}`;
  const turn = html`<button class="turn" data-act="turn" ${told}>${label}</button>`;
  const inside = name && rows.length > 1 ? turn : label;
  return html`<th scope="col" class="line${line} ${isNumber(column) && "number"}">${inside}${axis(most)}</th>`;
};
const rowOf = (row, place, { columns, shown, opens, say }) => {
  const { request, strong, details, links = [], actions = [], lights = request?.sel } = row;
  const isBased = details || columns.some(({ isIn }) => !isIn);
  const says = opens || say("route.details");
  const toggle = html`<button class="act details ${!isBased && "narrow"}" data-act="details"
    aria-expanded="false" aria-label="${says}" title="${says}"></button>`;
  const cells = shown.map((column) => {
    if (column.kind === "acts") return html`<td class="acts">${actions.map(action)}</td>`;
    if (column.kind === "sources") return html`<td class="sources">${links.map(out)}</td>`;
    const cell = row.cells[column.at];
    const inside = content(cell, say, column.most);
    const said = html`data-label="${column.label}" ${cell?.note && html`title="${cell.note}"`}`;
    if (column.at > 0) return html`<td class="${classed(column, cell)}" ${said}>${inside}</td>`;
    const more = (isBased || (!request?.sel && columns.some(isBeneath))) && toggle;
    const name = request ? html`<button class="open">${inside}</button>` : inside;
    return html`<th scope="row" class="first ${isBased && "based"}" ${said}>${more}${name}</th>`;
  });
  const asks = request && requests(request);
  return html`<tr class="${request && "opens"} ${strong && "strong"}" data-at="${place}"
    ${lights && html`data-id="${lights}"`} ${asks}>${cells}</tr>`;
};
/** What opens beneath a row: the columns that are not in it, then the blocks that it rests on. */
const beneath = (row, { columns, say }) => {
  const applies = ({ at }) => textOf(row.cells[at]) !== "–";
  const told = columns.filter((column) => isBeneath(column) && applies(column));
  const rest = told.map(({ isIn, label, at, most }) => {
    const said = html`<dt>${label}</dt><dd>${content(row.cells[at], say, most)}</dd>`;
    return html`<div class="${isIn && "narrow"}">${said}</div>`;
  });
  return html`<tr class="under" hidden><td colspan="99"><dl class="rest">${rest}</dl></td></tr>`;
};
const frame = (told) => {
  const { columns, shown, shares, choosable, key, say } = told;
  const search = html`<input type="search" maxlength="100" placeholder="${say("table.search")}"
    aria-label="${say("table.search")}" data-open="search.${key}">`;
  const choices = columns.map(({ key, label, isIn, at }) => {
    const name = html`value="${key}" data-open="columns.${key}"`;
    const state = html`${isIn && "checked"} ${at === 0 && "disabled"}`;
    return key && html`<label><input type="checkbox" ${name} ${state}>${label}</label>`;
  });
  const chooser = html`<details class="columns" data-block="columns">
    <summary>${say("table.columns")}</summary><div class="options">${choices}</div></details>`;
  return html`<div class="bar">${shares && search}<small role="status"></small>${choosable && chooser}</div>
    ${meaning(told.rows, say)}
    <div class="scroll" tabindex="0"><table>
      <thead><tr>${shown.map((column) => headOf(column, told))}</tr></thead><tbody></tbody></table></div>
    <p>${say("table.none")} <button class="act" data-act="clear">${say("route.clear")}</button></p>
    <button class="act more" data-act="more"></button>`;
};

/** Draw a table at a place within a block, as the server sends it with its rows; ``draw`` draws blocks beneath a row. */
export const table = (place, sent, mine, draw) => {
  const { say, ask, data } = mine;
  const { rows, order: first } = sent;
  const { block: key } = place.closest("[data-block]").dataset;
  const long = rows.length > FEW && !place.closest(".under");
  const shares = sent.searched && (long || sent.choosable || Boolean(sent.file)); // a link to a list holds however few rows are left
  const told = { ...sent, ...columnsOf(sent, say), key, shares, say };
  mine.tables[key] ??= { order: "", limit: 0 };
  const own = mine.tables[key];
  place.innerHTML = frame(told).text;
  const limitNow = () => own.limit || sent.first || (long ? FIRST : rows.length);
  const find = (selector) => place.querySelector(selector);
  const [search, body, none, more] = ["[type=search]", "tbody", "p", ".more"].map(find);
  const orderNow = () => (shares ? wanted("sort") : own.order) || first;
  let list = rows;
  /* Show which row is open; once its record is closed, bring the reader back to it. */
  const mark = () => {
    for (const row of body.querySelectorAll("tr[data-id]")) {
      row.ariaSelected = String(row.dataset.id === chosen());
      if (chosen() || row.dataset.id !== opened.back) continue;
      opened.back = null;
      row.querySelector(".open")?.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
  };
  const fill = () => {
    const q = shares ? wanted("q") : "";
    const order = orderNow();
    const name = order.replace(/^-/, "");
    const column = told.columns.find((one) => one.name === name);
    list = found(rows, q);
    if (column) list = sorted(list, column.at, order !== name, data.lang);
    const n = Math.min(list.length, limitNow());
    body.innerHTML = html`${list.slice(0, n).map((row, at) => rowOf(row, at, told))}`.text;
    for (const { dataset, parentElement: head } of place.querySelectorAll(".turn"))
      head.ariaSort = dataset.sort !== name ? null : order === name ? "ascending" : "descending";
    if (search && search.value.trim() !== q.trim()) search.value = q;
    const grouped = column?.mixed ? ` · ${say("table.by_unit")}` : "";
    const status = find("[role=status]");
    status.textContent = say("table.shown", { n: list.length, all: rows.length }) + grouped;
    status.hidden = !long && !shares && !grouped;
    more.textContent = say("route.more", { n: Math.min(STEP, list.length - n) });
    more.hidden = list.length === n;
    none.hidden = list.length > 0 || !search;
    find(".scroll").hidden = !none.hidden;
    mark();
  };
  const enlarge = (limit) => {
    own.limit = limit;
    fill();
  };
  const open = (toggle) => {
    const line = toggle.closest("tr");
    const row = list[line.dataset.at];
    if (!line.nextElementSibling?.matches(".under")) {
      line.insertAdjacentHTML("afterend", beneath(row, told).text);
      draw(line.nextElementSibling.firstElementChild, row.details ?? [], mine);
    }
    const under = line.nextElementSibling;
    under.hidden = !under.hidden;
    toggle.ariaExpanded = String(!under.hidden);
  };
  const turn = ({ dataset: { sort } }) => {
    const order = turned(orderNow(), sort, first);
    if (shares && Number.isNaN(Number(sort)))
      return want("sort", order === first ? "" : order, ask);
    own.order = order;
    fill();
  };
  const clear = () => {
    want("q", "", ask);
    search.focus();
  };
  follow(place, mine.asked, { details: open, more: () => enlarge(limitNow() + STEP), turn, clear });
  place.oninput = ({ target }) => {
    if (target === search) want("q", search.value, ask, true);
  };
  place.onkeydown = ({ target, key }) => {
    if (target === search && key === "Enter") want("q", search.value, ask);
  };
  place.onchange = ({ target }) => {
    const cols = [...place.querySelectorAll(".columns :checked")].map(({ value }) => value);
    if (target.closest(".columns")) ask({ cols: cols.join("~") });
  };
  const print = () => {
    const { limit } = own;
    if (limitNow() < rows.length) enlarge(rows.length);
    const toggles = ":scope > tr > .based > .details[aria-expanded=false]";
    const isWhole = told.columns.every(({ isIn }) => isIn);
    const closed = isWhole ? [] : [...body.querySelectorAll(toggles)];
    closed.forEach(open);
    return () => (own.limit === limit ? closed.forEach(open) : enlarge(limit));
  };
  join(place, { fill: shares ? fill : mark, mark, print });
  fill();
};
