/* Pieces of the column that the server tells of in few bytes, one beneath the other: told as one, as the head is. */
import blocks from "./blocks.mjs";
import { part } from "./core.mjs";
import parts from "./parts.mjs";

const DRAW = { blocks, parts };

export default (component) => {
  const mine = part(component, "column");
  const { box, data } = mine;
  const before = mine.places ?? {};
  const placed = ({ key }) => [key, before[key] ?? document.createElement("div")];
  mine.places = Object.fromEntries(data.pieces.map(placed));
  for (const [key, place] of Object.entries(before)) if (!mine.places[key]) place.remove();
  data.pieces.forEach(({ panel, key, ...told }, at) => {
    const parentElement = mine.places[key];
    // What stands where it should is not touched: it would lose the cursor.
    if (box.children[at] !== parentElement) box.insertBefore(parentElement, box.children[at]);
    DRAW[panel]({ ...component, data: { lang: data.lang, ...told }, parentElement });
  });
};
