/* What filters keep, by the server's own table of matches; knows no page. A choice is its text in an address, empty for no filter. */
import { bytesOf, packed } from "./rows.mjs";

/**
 * Codes that a choice means: those listed, or all between the ends of a range.
 * @param {string} text
 * @param {string[]} options
 * @param {boolean} isRange
 */
export const codesOf = (text, options, isRange) => {
  if (!isRange) return text.split("~").filter((code) => options.includes(code));
  const [first, last = first] = text.split("..");
  return options.slice(options.indexOf(first), options.indexOf(last) + 1);
};

/**
 * Rows that are shown, per kind as bits in base64: what the server's `Index.select` gives for the same choice.
 * @param {{ options: Record<string, string[]>, ranges: string[], matches: Record<string, any> }} facts
 * @param {Record<string, string>} values
 */
export const select = ({ options, ranges, matches }, values) => {
  const any = (mask, bytes) => mask.map((byte, at) => byte | bytes[at]);
  const both = (mask, bytes) => mask.map((byte, at) => byte & bytes[at]);
  const kept = (match, key) =>
    codesOf(values[key], options[key], ranges.includes(key))
      .map((code) => bytesOf(match.options[key][options[key].indexOf(code)]))
      .reduce(any, bytesOf(match.always[key]));
  const shown = (match) =>
    Object.keys(match.options)
      .filter((key) => values[key])
      .map((key) => kept(match, key))
      .reduce(both, bytesOf(match.all));
  return Object.fromEntries(
    Object.entries(matches).map(([kind, match]) => [kind, packed(shown(match))]),
  );
};
