// @ts-nocheck
/* The order of a table's rows: by the text of a column, or by its numbers as the language writes them. What is not known stands last. */
const marks = (lang) =>
  Object.fromEntries(
    new Intl.NumberFormat(lang).formatToParts(12345.6).map(({ type, value }) => [type, value]),
  );
// The number that a cell says: of low, typical and high the middle one, of several the first.
export const numberOf = (text, lang) => {
  const { group, decimal } = marks(lang);
  const plain = text
    .replaceAll("−", "-")
    .replace(new RegExp(`(?<=\\d)[${group}\\s](?=\\d{3})`, "g"), "")
    .replaceAll(decimal, ".");
  const found = plain.match(/[+-]?\d+(\.\d+)?/g)?.map(Number) ?? [];
  return found.length === 3 && text.includes(" – ") ? found[1] : (found[0] ?? null);
};
export const key = (row, { by, number }, lang) => {
  const text = row.cells[by];
  if (text === null || text === undefined || text === "–") return null;
  return number ? numberOf(text, lang) : text;
};
export const sorted = (rows, order, lang) => {
  if (!order) return rows;
  const collator = new Intl.Collator(lang, { numeric: true }),
    sign = order.down ? -1 : 1;
  return rows
    .map((row) => [key(row, order, lang), row])
    .sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      return sign * (typeof a === "number" ? a - b : collator.compare(a, b));
    })
    .map(([, row]) => row);
};
// Once up, once down, then as it came.
export const turned = (order, by, number) =>
  order?.by !== by ? { by, number, down: false } : order.down ? null : { ...order, down: true };
