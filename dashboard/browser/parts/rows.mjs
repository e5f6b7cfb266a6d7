/* Reads what the browser keeps: rows, which of them are shown, and sentences. */

/** What the map draws, in this order. @type {Kind[]} */
export const KINDS = ["leg", "node", "pledge", "site"];

/** One object per row of a table. @type {(table: Table) => Row[]} */
export const records = ({ ids, columns, rows }) =>
  rows.map((row, at) => {
    return { id: ids[at], ...Object.fromEntries(columns.map((column, i) => [column, row[i]])) };
  });
/** @type {(text: string) => Uint8Array} */
export const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
/** @type {(bytes: Uint8Array) => string} */
export const packed = (bytes) => btoa(String.fromCharCode(...bytes));
/** Whether a row is on: eight rows a byte, the first in the highest bit. @type {(text: string) => (row: number) => boolean} */
export const bits = (text) => {
  const bytes = bytesOf(text);
  return (row) => Boolean(bytes[row >> 3] & (128 >> (row & 7)));
};
/** Sentences of a language, by key, with what is filled in. @type {(words: Words) => Say} */
export const speaker =
  (words) =>
  (key, fill = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (sign, name) => String(fill[name] ?? sign));

/** How often each code is there. @type {(codes: string[]) => Record<string, number>} */
export const tally = (codes) => {
  const counts = /** @type {Record<string, number>} */ ({});
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};
