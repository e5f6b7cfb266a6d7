/* The order and the search of a table's rows, by what the server has put into their cells. */
import { fold } from "./fold.mjs";

/** @type {(cell: Cell) => string | null} */
export const textOf = (cell) => (typeof cell === "string" ? cell : (cell?.t ?? null));
/** @type {(cell: Cell) => Key} */
const keyOf = (cell) => (typeof cell === "string" ? cell : (cell?.k ?? null));

/** Rows in the order of a column. What is not known stands last either way, and amounts in unlike units stand
 * in groups of one unit whichever way they are turned. @type {<R extends { cells: Cell[] }>(rows: R[], at: number, down: boolean, lang: string) => R[]} */
export const sorted = (rows, at, down, lang) => {
  const { compare } = new Intl.Collator(lang, { numeric: true });
  const sign = down ? -1 : 1;
  /** @type {(x: Key, y: Key) => number} */
  const byKey = (x, y) => {
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (Array.isArray(x) && Array.isArray(y)) return compare(x[0], y[0]) || sign * (x[1] - y[1]);
    if (typeof x === "number" && typeof y === "number") return sign * (x - y);
    return sign * compare(String(x), String(y));
  };
  return rows.toSorted((one, other) => byKey(keyOf(one.cells[at]), keyOf(other.cells[at])));
};

const texts = new WeakMap();
const textOfRow = (row) => {
  if (!texts.has(row)) {
    const links = (row.links ?? []).flatMap(({ label, url }) => [label, url]);
    texts.set(row, fold([...row.cells.map(textOf), ...links].filter(Boolean).join("\n")));
  }
  return texts.get(row);
};
/** The rows that hold a text anywhere, however it is written. @type {<R extends { cells: Cell[] }>(rows: R[], wanted: string) => R[]} */
export const found = (rows, wanted) => {
  const part = fold(wanted.trim());
  return part ? rows.filter((row) => textOfRow(row).includes(part)) : rows;
};

/** The order once a head is pressed: up, down, then as the table came; to and fro where it came down by it. */
export const turned = (order, key, own = "") =>
  order === key ? `-${key}` : order === `-${key}` && order !== own ? "" : key;
