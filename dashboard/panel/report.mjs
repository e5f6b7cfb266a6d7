/* Blocks of a view: sentences, figures, tables and buttons, drawn as they are told; what a row rests on opens beneath it.
   A long table has a search; its text stands in the address and holds for all long tables of the part. */
import { el, fold, frame, held, speech } from "./core.mjs";
import { field, join, wanted } from "./search.mjs";

const MOST = 16, FEW = 24, STEP = 200; // a table of more than FEW rows shows MOST until asked for STEP more
const SHORT = 34; // letters that stay on one line
const link = (url) => (/^https?:\/\//i.test(url) ? url : undefined); // no other scheme is ever followed
const sources = (links = []) => links.map(({ label, url }) => el("a", { href: link(url), target: "_blank", rel: "noopener noreferrer" }, label));
const table = (shown, mine, key) => {
  const { columns, rows } = shown, say = speech(mine.lang), any = (field) => rows.some((row) => row[field]?.length);
  const [cited, acted, based] = [any("links"), any("actions"), rows.some((row) => row.details)];
  const width = columns.length + cited + (acted || based);
  const drawn = (row) => {
    const first = row.ask ? el("button", { class: "open" }, row.cells[0] ?? "") : row.cells[0];
    const cells = row.cells.map((text, i) => el(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : undefined, class: columns[i].number ? "number" : i === 0 ? ((text ?? "").length > 3 ? "first" : "short") : (text ?? "").length < SHORT ? "short" : "long" },
      i === 0 ? first : text ?? el("i", {}, say("record.unknown"))));
    if (cited) cells.splice(shown.linked ? 1 : cells.length, 0, el("td", { class: shown.linked ? "sources linked" : "sources" }, ...sources(row.links)));
    const under = row.details ? el("tr", { class: "under", hidden: true }, el("td", { colspan: String(width) }, el("h5", {}, row.details.title), table(row.details, mine, "details"))) : null;
    const toggle = under ? el("button", { class: "act", "aria-expanded": "false", onclick: (event) => { under.hidden = !under.hidden; event.target.setAttribute("aria-expanded", String(!under.hidden)); } }, row.details.opens || say("route.details")) : null;
    if (acted || based) cells.splice(1, 0, el("td", { class: "acts" }, toggle, ...(row.actions ?? []).map(({ label, ask }) => el("button", { class: "act", onclick: () => { quiet(mine); mine.ask(ask); } }, label))));
    const open = (event) => { if (!event.target.closest("a, .act")) mine.ask(row.ask); };
    return [el("tr", { class: [row.ask && "opens", row.strong && "strong"].filter(Boolean).join(" ") || undefined, "data-ask": row.ask ? Object.values(row.ask).join() : undefined, onclick: row.ask ? open : undefined }, ...cells), under].filter(Boolean);
  };
  const heads = columns.map(({ label, number }) => el("th", { scope: "col", class: number ? "number" : undefined }, label));
  if (acted || based) heads.splice(1, 0, el("th", { scope: "col" }, el("span", { class: "unseen" }, say("route.details"))));
  if (cited) heads.splice(shown.linked ? 1 : heads.length, 0, el("th", { scope: "col" }, shown.linked || say("route.sources")));
  const long = rows.length > FEW && key !== "details", body = el("tbody"), scroll = el("div", { class: "scroll", tabindex: "0" }, el("table", {}, el("thead", {}, el("tr", {}, ...heads)), body));
  if (!long) body.append(...rows.flatMap(drawn));
  return el("div", {}, ...(long ? paged(rows, drawn, body, scroll, mine, say, shown.searched) : [scroll]));
};
const texts = new WeakMap(); // what a row is found by
const text = (row) => {
  if (!texts.has(row)) texts.set(row, fold([...row.cells, ...(row.links ?? []).flatMap(({ label, url }) => [label, url])].filter(Boolean).join("\n")));
  return texts.get(row);
};
const paged = (rows, drawn, body, scroll, mine, say, isSearched) => {
  let limit = MOST;
  const input = field(say("table.search"));
  const status = el("small", { role: "status" }), none = el("p", {}, `${say("table.none")} `, el("button", { class: "act", onclick: () => { input.value = ""; input.dispatchEvent(new Event("input")); input.focus(); } }, say("route.clear")));
  const more = el("button", { class: "act more", onclick: () => { limit += STEP; fill(); } });
  const fill = () => {
    const part = isSearched ? fold(wanted()) : "", found = part ? rows.filter((row) => text(row).includes(part)) : rows, left = found.length - limit;
    if (input.value.trim() !== wanted()) input.value = wanted();
    body.replaceChildren(...found.slice(0, limit).flatMap(drawn));
    status.textContent = say("table.shown", { n: found.length, all: rows.length });
    more.textContent = say("route.more", { n: Math.min(STEP, left) });
    [more.hidden, none.hidden, scroll.hidden] = [left <= 0, found.length > 0, found.length === 0];
  };
  if (isSearched) join(input, body, fill, (wish) => mine.ask(wish));
  fill();
  return [isSearched ? el("div", { class: "bar" }, input, status) : "", scroll, none, more];
};
// A button sends a whole list, so a second one waits for the list that the first has made.
const quiet = (mine) => {
  for (const button of mine.box.querySelectorAll(".act:not([aria-expanded])")) button.disabled = true;
  setTimeout(() => { for (const button of mine.box.querySelectorAll(".act")) button.disabled = false; }, 3000);
};
const block = (mine) => ({ key, title, says, numbers, table: rows, notes, actions }) => el("section", { "data-block": key },
  ...[title ? el("h3", {}, title) : null, ...says.map((text) => el("p", {}, text)),
    numbers.length ? el("div", { class: "numbers" }, ...numbers.map(({ label, value, note }) => el("div", { title: note, tabindex: "0" }, el("small", {}, label), el("b", {}, value)))) : null,
    rows ? table(rows, mine, key) : null, ...notes.map((text) => el("p", {}, el("small", {}, text))),
    actions.length ? el("div", { class: "acts" }, ...actions.map(({ label, ask }) => el("button", { class: "act", onclick: () => mine.ask(ask) }, label))) : null].filter(Boolean));

export const report = (component) => {
  const { data, parentElement, setTriggerValue } = component, mine = held.get(parentElement) ?? {}, told = JSON.stringify(data.blocks) + data.lang;
  held.set(parentElement, mine);
  Object.assign(mine, { box: frame(component, "report"), ask: (wish) => setTriggerValue("ask", wish), lang: data.lang });
  if (mine.told === told) return; // what is open stays open
  mine.told = told;
  frame(component, "report").replaceChildren(...data.blocks.map(block(mine)));
};
