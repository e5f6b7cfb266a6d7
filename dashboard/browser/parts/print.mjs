/* Paper: the page without what only a screen needs, every row with its details, its address and day, and its sources with their addresses. */
import { el, speech } from "./core.mjs";
import { PAPER } from "./files.mjs"; // made when the files are published

document.head.append(el("style", {}, PAPER)); // the page around the parts, which hold their own in panel.css
const waiting = new Map(); // where a part stands, and what it shows before the page is printed
const all = () => {
  for (const [place, show] of waiting) place.isConnected ? show() : waiting.delete(place);
};
addEventListener("beforeprint", all);
matchMedia("print").addEventListener("change", ({ matches }) => {
  if (matches) all();
});
export const onPrint = (place, show) => waiting.set(place, show);
const linked = (blocks) =>
  blocks.flatMap(({ table, folded = [], figures = [] }) => [
    ...(table?.rows ?? []).flatMap(({ links = [], details = [] }) => [
      ...links,
      ...linked(details),
    ]),
    ...figures.flatMap(({ details = [] }) => linked(details)),
    ...linked(folded),
  ]);
export const references = (blocks, lang) => {
  const known = new Map(linked(blocks).map(({ label, url }) => [url, label]));
  if (known.size === 0) return "";
  const order = [...known].sort(([, a], [, b]) => a.localeCompare(b, lang));
  return el(
    "section",
    { class: "paper references" },
    el("h3", {}, speech(lang)("route.sources")),
    el("ul", {}, ...order.map(([url, label]) => el("li", {}, `${label}: `, el("span", {}, url)))),
  );
};
// The head of the paper: which page this is, at which address, on which day.
export const head = (lang) => {
  const place = el("p", { class: "paper" });
  onPrint(place, () => {
    place.textContent = `${speech(lang)("app.title")} · ${location.href} · ${new Intl.DateTimeFormat(lang, { dateStyle: "long" }).format(new Date())}`;
  });
  return place;
};
