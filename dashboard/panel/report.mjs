/* Blocks of a view: sentences, figures, tables and buttons, drawn as they are told; what a row rests on opens beneath it. */
import { el, frame, held, speech } from "./core.mjs";

const MOST = 16, FEW = 24; // a table of more than FEW rows shows MOST until asked for the rest
const SHORT = 34; // letters that stay on one line
const link = (url) => (/^https?:\/\//i.test(url) ? url : undefined); // no other scheme is ever followed
const sources = (links) => links.map(({ label, url }) => el("a", { href: link(url), target: "_blank", rel: "noopener noreferrer" }, label));
const table = (shown, mine, key) => {
  const { columns, rows } = shown, say = speech(mine.lang), any = (field) => rows.some((row) => row[field]?.length);
  const [cited, acted, based] = [any("links"), any("actions"), rows.some((row) => row.details)];
  const width = columns.length + cited + (acted || based);
  const drawn = (row) => {
    const first = row.ask ? el("button", { class: "open" }, row.cells[0] ?? "") : row.cells[0];
    const cells = row.cells.map((text, i) => el(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : undefined, class: columns[i].number ? "number" : i === 0 ? ((text ?? "").length > 3 ? "first" : "short") : (text ?? "").length < SHORT ? "short" : "long" },
      i === 0 ? first : text ?? el("i", {}, say("record.unknown"))));
    if (cited) cells.push(el("td", { class: "sources" }, ...sources(row.links)));
    const under = row.details ? el("tr", { class: "under", hidden: true }, el("td", { colspan: String(width) }, el("h5", {}, row.details.title), table(row.details, mine, "details"))) : null;
    const toggle = under ? el("button", { class: "act", "aria-expanded": "false", onclick: (event) => { under.hidden = !under.hidden; event.target.setAttribute("aria-expanded", String(!under.hidden)); } }, say("route.details")) : null;
    if (acted || based) cells.splice(1, 0, el("td", { class: "acts" }, toggle, ...row.actions.map(({ label, ask }) => el("button", { class: "act", onclick: () => mine.ask(ask) }, label))));
    const open = (event) => { if (!event.target.closest("a, .act")) mine.ask(row.ask); };
    return [el("tr", { class: [row.ask && "opens", row.strong && "strong"].filter(Boolean).join(" ") || undefined, "data-ask": row.ask ? Object.values(row.ask).join() : undefined, onclick: row.ask ? open : undefined }, ...cells), under].filter(Boolean);
  };
  const heads = columns.map(({ label, number }) => el("th", { scope: "col", class: number ? "number" : undefined }, label));
  if (acted || based) heads.splice(1, 0, el("th", { scope: "col" }, el("span", { class: "unseen" }, say("route.details"))));
  if (cited) heads.push(el("th", { scope: "col" }, say("route.sources")));
  const many = rows.length > FEW && key !== "details", body = el("tbody", {}, ...rows.slice(0, many ? MOST : rows.length).flatMap(drawn));
  const more = many ? el("button", { class: "act more", onclick: () => { body.append(...rows.slice(MOST).flatMap(drawn)); more.remove(); } }, say("route.more", { n: rows.length - MOST })) : "";
  return el("div", {}, el("div", { class: "scroll", tabindex: "0" }, el("table", {}, el("thead", {}, el("tr", {}, ...heads)), body)), more);
};
const block = (mine) => ({ key, title, says, numbers, table: rows, notes, actions }) => el("section", { "data-block": key },
  ...[title ? el("h3", {}, title) : null, ...says.map((text) => el("p", {}, text)),
    numbers.length ? el("div", { class: "numbers" }, ...numbers.map(({ label, value, note }) => el("div", { title: note, tabindex: "0" }, el("small", {}, label), el("b", {}, value)))) : null,
    rows ? table(rows, mine, key) : null, ...notes.map((text) => el("p", {}, el("small", {}, text))),
    actions.length ? el("div", { class: "acts" }, ...actions.map(({ label, ask }) => el("button", { class: "act", onclick: () => mine.ask(ask) }, label))) : null].filter(Boolean));

export const report = (component) => {
  const { data, parentElement, setTriggerValue } = component, mine = held.get(parentElement) ?? {}, told = JSON.stringify(data.blocks) + data.lang;
  held.set(parentElement, mine);
  Object.assign(mine, { ask: (wish) => setTriggerValue("ask", wish), lang: data.lang });
  if (mine.told === told) return; // what is open stays open
  mine.told = told;
  frame(component, "report").replaceChildren(...data.blocks.map(block(mine)));
};
