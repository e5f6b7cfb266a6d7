/* The pledges behind a figure, listed when they are asked for: which bring an amount the server says, why another does not its own row. */
import { cell, rowLink } from "./book.mjs";
import { el, kinds } from "./core.mjs";

const PLACES = { 0: () => "NONE", 1: ([only]) => only };
export const country = (number) => {
  const named = cell(number, "beneficiaries");
  return named.includes("REGION") ? "REGION" : (PLACES[named.length] ?? (() => "SEVERAL"))(named);
};
const title = (number) => cell(number, "title");
const whyNot = (number, { among, flows }, say) => {
  if (cell(number, "amount") === null) return null; // the row itself says so
  const flow = cell(number, "flow");
  if (!flows.includes(flow)) return say(`reason.${flow}`);
  if (cell(number, "amount_high") !== null) return say("reason.range");
  let top = number;
  while (cell(top, "whole") !== null) top = cell(top, "whole");
  const maybe = cell(top, "maybe_whole");
  if (maybe !== null && among(maybe))
    return top === number
      ? `${say("ledger.maybe")} ${title(maybe)}`
      : `${say("reason.whole-may-overlap")}: ${title(top)}`;
  return top === number ? null : `${say("ledger.part")}: ${title(cell(number, "whole"))}`;
};
/* A count that opens the rows behind it. `among` are the rows looked through, `shown` and `divided` those with an amount, `flows` those that are counted. */
export const behind = (id, text, matches, sets, { lang, say, open }) => {
  const { among, shown, divided } = sets,
    list = el("ul", {});
  const fill = () =>
    list.replaceChildren(
      ...kinds.pledge.ids
        .map((_, number) => number)
        .filter((number) => among(number) && matches(number))
        .map((number) => {
          const line = rowLink(number, lang, say, open),
            note = shown(number)
              ? divided(number)
                ? say("pledges.behind_rest")
                : null
              : whyNot(number, sets, say);
          if (note) line.append(el("small", { class: "why" }, ` (${note})`));
          return line;
        }),
    );
  return el(
    "details",
    {
      class: "behind",
      "data-part": id,
      ontoggle: (event) => event.target.open && !list.children.length && fill(),
    },
    el("summary", { title: say("pledges.behind") }, el("small", {}, text)),
    list,
  );
};
