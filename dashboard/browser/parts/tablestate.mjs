/* What a reader does to the long tables of a part: the text that is searched for, and the order. All of them
   follow it at once; the server is told, and writes it into the address. */
const PAUSE_MS = 700; // after the last letter

const made = () => ({ value: "", answered: "", pending: /** @type {string[]} */ ([]), timer: 0 });
const shared = { q: made(), sort: made() };
/** @typedef {keyof typeof shared} Name */
/** @type {Set<{ place: Element, fill: () => void, mark: () => void }>} */
const tables = new Set();
/** @type {string | null} */
let selected = null;

const follow = (/** @type {"fill" | "mark"} */ how) => {
  for (const table of tables) table.place.isConnected ? table[how]() : tables.delete(table);
};
/** Whether a value comes from outside (a link, the back button), and is no answer to what was done here. */
const heard = (/** @type {Name} */ name, /** @type {string} */ value) => {
  const mine = shared[name];
  if (value === mine.answered) return false;
  const at = mine.pending.indexOf(value);
  mine.answered = value;
  mine.pending.splice(0, at < 0 ? mine.pending.length : at + 1);
  if (at < 0) mine.value = value;
  return at < 0;
};
/**
 * Take what the server says of the tables.
 * @param {{ q: string, sort: string, sel: string | null }} told
 */
export const tell = ({ q, sort, sel }) => {
  const news = [heard("q", q), heard("sort", sort)].some(Boolean);
  const isOther = sel !== selected;
  selected = sel;
  if (news) follow("fill");
  else if (isOther) follow("mark");
};
export const chosen = () => selected;
export const wanted = (/** @type {Name} */ name) => shared[name].value;
/**
 * Set one of them, in all tables at once; the server is told now, or once the reader pauses.
 * @param {Name} name
 * @param {string} value
 * @param {(request: Record<string, string>) => void} request
 */
export const want = (name, value, request, pause = false) => {
  const mine = shared[name];
  mine.value = value.replace(/[\s\p{C}]+/gu, " "); // pasted text holds what no address may hold
  follow("fill");
  clearTimeout(mine.timer);
  const send = () => {
    const text = mine.value.trim();
    if (text === (mine.pending.at(-1) ?? mine.answered)) return;
    mine.pending.push(text);
    request({ [name]: text });
  };
  if (pause) mine.timer = window.setTimeout(send, PAUSE_MS);
  else send();
};
/**
 * Let a table follow, as long as it stands on the page.
 * @param {Element} place
 * @param {() => void} fill draws its rows
 * @param {() => void} mark shows which of them is open
 */
export const join = (place, fill, mark) => tables.add({ place, fill, mark });
