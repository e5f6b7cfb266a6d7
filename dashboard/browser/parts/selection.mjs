/* What filters keep, by the server's own table of matches; knows no page. A choice is its text in an address, empty for no filter. */
import { bytesOf, packed } from "./rows.mjs";

/** Codes that a choice means: those listed, or all between the ends of a range. @type {(text: string, options: string[], isRange: boolean) => string[]} */
export const codesOf = (text, options, isRange) => {
  if (!isRange) return text.split("~").filter((code) => options.includes(code));
  const [first, last = first] = text.split("..");
  return options.slice(options.indexOf(first), options.indexOf(last) + 1);
};

/** Rows that are shown, per kind as bits in base64: what the server's `Index.select` gives for the same choice. @type {(facts: Pick<Rows, "options" | "ranges" | "matches">, values: Record<string, string>) => Record<Kind, string>} */
export const select = ({ options, ranges, matches }, values) => {
  const kept = (match, key) =>
    codesOf(values[key], options[key], ranges.includes(key))
      .map((code) => bytesOf(match.options[key][options[key].indexOf(code)]))
      .reduce(
        (mask, bytes) => mask.map((byte, at) => byte | bytes[at]),
        bytesOf(match.always[key]),
      );
  const shown = ([kind, match]) => {
    const masks = Object.keys(match.options)
      .filter((key) => values[key])
      .map((key) => kept(match, key));
    const both = masks.reduce(
      (mask, bytes) => mask.map((byte, at) => byte & bytes[at]),
      bytesOf(match.all),
    );
    return [kind, packed(both)];
  };
  return Object.fromEntries(Object.entries(matches).map(shown));
};
