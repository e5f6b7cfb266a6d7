/* The pledges behind a figure, listed when they are asked for: which bring an amount the server says, why another does not its own row. */
import { cell, rowLink } from "./book.mjs";
import { el, kinds } from "./core.mjs";

const PLACES = { 0: () => "NONE", 1: ([only]) => only };
export const country = (number) => {
  const named = cell(number, "beneficiaries");
  return named.includes("REGION") ? "REGION" : (PLACES[named.length] ?? (() => "SEVERAL"))(named);
};
const HELD = [["whole", "part-of-another-row"], ["maybe_whole", "may-overlap"]];
const whyNot = (number, flows, say) => {
  if (cell(number, "amount") === null) return say("reason.no-amount");
  const flow = cell(number, "flow");
  if (!flows.includes(flow)) return say(`reason.${flow}`);
  if (cell(number, "amount_high") !== null) return say("reason.range");
  const held = HELD.find(([column]) => cell(number, column) !== null);
  return held ? `${say(held[0] === "whole" ? "ledger.part" : "ledger.maybe")}: ${cell(cell(number, held[0]), "title")}` : null;
};
/* A count that opens the rows behind it. `among` are the rows looked through, `shown` and `divided` those with an amount, `flows` those that are counted. */
export const behind = (id, text, matches, { among, shown, divided, flows }, { lang, say, open }) => {
  const list = el("ul", {});
  const fill = () => list.replaceChildren(...kinds.pledge.ids.map((_, number) => number).filter((number) => among(number) && matches(number)).map((number) => {
    const line = rowLink(number, lang, say, open), note = shown(number) ? (divided(number) ? say("pledges.behind_rest") : null) : whyNot(number, flows, say);
    if (note) line.append(el("small", { class: "why" }, ` (${note})`));
    return line;
  }));
  return el("details", { class: "behind", "data-part": id, ontoggle: (event) => event.target.open && !list.children.length && fill() }, el("summary", { title: say("pledges.behind") }, el("small", {}, text)), list);
};
