/* A search whose text stands in the address: what is typed is shown at once, and asked for after a pause. */
import { el } from "./core.mjs";

const PAUSE_MS = 700;
export const searching = (q) => ({ q, answered: q, pending: [] }); // what a part holds of its search
/* Whether a search comes from outside (a link, the back button), and is no answer to what was typed here. */
export const heard = (mine, q) => {
  if (q === mine.answered) return false;
  const at = mine.pending.indexOf(q),
    outside = at < 0;
  mine.answered = q;
  mine.pending.splice(0, outside ? mine.pending.length : at + 1);
  if (outside) mine.q = q;
  return outside;
};
const send = (mine, ask) => {
  const wanted = mine.q.trim();
  if (wanted === (mine.pending.at(-1) ?? mine.answered)) return;
  mine.pending.push(wanted);
  ask({ q: wanted });
};
/* Make a field searching, or one that already stands there. */
export const listen = (field, mine, ask, again) => {
  field.oninput = () => {
    mine.q = field.value;
    clearTimeout(mine.timer);
    mine.timer = setTimeout(() => field.isConnected && send(mine, ask), PAUSE_MS); // not once another part stands there
    again();
  };
  field.onkeydown = (event) => {
    if (event.key === "Enter") {
      clearTimeout(mine.timer);
      send(mine, ask);
    }
  };
  return field;
};
/* The search in the long tables of a part: one for all of them, wherever they stand on the page. */
const shared = { ...searching(""), tables: new Set() };
const follow = () => {
  for (const table of shared.tables)
    table.body.isConnected ? table.fill() : shared.tables.delete(table);
};
export const tell = (q) => {
  if (heard(shared, q)) follow();
};
export const wanted = () => shared.q.trim();
export const join = (input, body, fill, ask) => {
  shared.tables.add({ body, fill });
  listen(input, shared, ask, follow);
};
export const field = (label) =>
  el("input", { type: "search", maxlength: "100", placeholder: label, "aria-label": label });
