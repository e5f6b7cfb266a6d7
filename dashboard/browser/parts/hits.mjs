/* Which names a text finds, and in what order. */
import { fold } from "./fold.mjs";

const MOST = 5; // of a kind
const DENSE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u; // written without blanks between words

/** A name as its words, however it is written. @param {string} text */
const plain = (text) =>
  fold(text)
    .replace(/['’‘ʻʼ`]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(" ");
const holds = (text, word) =>
  (DENSE.test(word) ? text : ` ${text}`).includes(DENSE.test(word) ? word : ` ${word}`);

/** Names as they are kept, made ready to be looked through. @type {(kept: Record<string, Entry[]>) => Found[]} */
export const namesIn = (kept) =>
  Object.entries(kept).flatMap(([kind, entries]) =>
    entries.map(({ name, also, note, request }) => {
      const names = [name, ...also].map(plain);
      return { kind, name, also, note, request, names, said: [...names, plain(note)] };
    }),
  );
/** How near a name is: 0 the text itself, 1 begins with it, 1.5 has it from a later word on, 2 each word begins one
    of its own; else 3. */
const distance = ({ names, said }, text) => {
  if (names.includes(text)) return 0;
  if (names.some((name) => name.startsWith(text))) return 1;
  if (names.some((name) => name.includes(` ${text}`))) return 1.5;
  const words = text.split(" ");
  const isNamed = words.some((word) => names.some((name) => holds(name, word)));
  return isNamed && words.every((word) => said.some((one) => holds(one, word))) ? 2 : 3;
};
/** What a text finds: the nearest of each kind, the kind with the nearest name first; from which word on makes no difference to a kind. @type {(names: Found[], written: string) => Hits[]} */
export const hitsOf = (names, written) => {
  const text = plain(written);
  /** @type {Record<string, {hit: Found, far: number}[]>} */
  const kinds = {};
  for (const hit of text ? names : []) {
    const far = distance(hit, text);
    kinds[hit.kind] ??= [];
    if (far < 3) kinds[hit.kind].push({ hit, far });
  }
  const ranked = Object.entries(kinds)
    .filter(([, found]) => found.length > 0)
    .map(([kind, found]) => ({ kind, found: found.toSorted((a, b) => a.far - b.far) }));
  return ranked
    .toSorted((a, b) => Math.floor(a.found[0].far) - Math.floor(b.found[0].far))
    .map(({ kind, found }) => {
      return { kind, all: found.length, hits: found.slice(0, MOST).map(({ hit }) => hit) };
    });
};
