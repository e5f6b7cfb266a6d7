/* The order and the search of a table's rows, by what the server has put into their cells. */
import { fold } from "./fold.mjs";

/**
 * A cell: plain text, null for what is not known, or a text with the key by which it is sorted.
 * @typedef {{ t: string | null, k?: Key, note?: string, tags?: string[], share?: number }} Keyed
 * @typedef {string | number | [string, number] | null} Key
 * @typedef {string | null | Keyed} Cell
 * @typedef {{ cells: Cell[], links?: { label: string, url: string }[] }} Row
 */

/** @param {Cell} cell */
export const textOf = (cell) => (cell === null || typeof cell === "string" ? cell : cell.t);
/** @param {Cell} cell */
export const keyOf = (cell) =>
  cell === null || typeof cell === "string" ? cell : (cell.k ?? null);

/**
 * Rows in the order of a column. What is not known stands last either way, and amounts in unlike units
 * stand in groups of one unit whichever way they are turned.
 * @template {Row} R
 * @param {R[]} rows
 * @param {number} at
 * @param {boolean} down
 * @param {string} lang
 */
export const sorted = (rows, at, down, lang) => {
  const collator = new Intl.Collator(lang, { numeric: true });
  const sign = down ? -1 : 1;
  /** @type {(x: Key, y: Key) => number} */
  const compare = (x, y) => {
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (Array.isArray(x) && Array.isArray(y))
      return collator.compare(x[0], y[0]) || sign * (x[1] - y[1]);
    if (typeof x === "number" && typeof y === "number") return sign * (x - y);
    return sign * collator.compare(String(x), String(y));
  };
  const keyed = rows.map((row) => ({ row, key: keyOf(row.cells[at]) }));
  return keyed.sort((one, other) => compare(one.key, other.key)).map(({ row }) => row);
};

/** @type {WeakMap<Row, string>} */
const texts = new WeakMap();
/** @param {Row} row */
const textOfRow = (row) => {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const links = (row.links ?? []).flatMap(({ label, url }) => [label, url]);
  const text = fold([...row.cells.map(textOf), ...links].filter(Boolean).join("\n"));
  texts.set(row, text);
  return text;
};
/**
 * The rows that hold a text anywhere, however it is written.
 * @template {Row} R
 * @param {R[]} rows
 * @param {string} wanted
 */
export const found = (rows, wanted) => {
  const part = fold(wanted.trim());
  return part ? rows.filter((row) => textOfRow(row).includes(part)) : rows;
};

/**
 * Once up, once down, then as the table came; where it came down by this column, to and fro.
 * @param {string} order a column's key, "-" before it for the other way round
 * @param {string} key
 * @param {string} own the order in which the table came
 */
export const turned = (order, key, own = "") =>
  order === key ? `-${key}` : order === `-${key}` && order !== own ? "" : key;
