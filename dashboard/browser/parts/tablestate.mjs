/* What a reader does to the long tables of a part: the text that is searched for, and the order. All of them
   follow it at once; the server is told, and writes it into the address. */
import { all } from "./core.mjs";

const PAUSE_MS = 700; // after the last letter
const made = () => ({ value: "", answered: "", pending: /** @type {string[]} */ ([]), timer: 0 });
const shared = { q: made(), sort: made() };
/** @type {string | null} */
let selected = null;

/** Whether a value comes from outside (a link, the back button), and is no answer to what was done here. */
const heard = (mine, value) => {
  if (value === mine.answered) return false;
  const at = mine.pending.indexOf(value);
  mine.answered = value;
  mine.pending.splice(0, at < 0 ? mine.pending.length : at + 1);
  if (at < 0) mine.value = value;
  return at < 0;
};
/** Take what the server says of the tables, and of the row that is open. */
export const tell = ({ q, sort, sel }) => {
  const news = [heard(shared.q, q), heard(shared.sort, sort)].some(Boolean);
  const isOther = sel !== selected;
  selected = sel;
  if (news) all("fill");
  else if (isOther) all("mark");
};
export const chosen = () => selected;
/** @param {keyof typeof shared} name */
export const wanted = (name) => shared[name].value;
/** Set one of them, in all tables at once; the server is told now, or once the reader pauses. */
export const want = (name, value, request, pause = false) => {
  const mine = shared[name];
  mine.value = value.replace(/[\s\p{C}]+/gu, " "); // pasted text holds what no address may hold
  all("fill");
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
