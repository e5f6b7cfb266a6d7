/* What the parts share: the rows that the browser keeps, words, a place to draw in; everything from outside is text. */
import { CSS, ROWS } from "./files.mjs"; // made when the files are published
import { speaker } from "./rows.mjs";

await import(new URL(`../${ROWS}`, import.meta.url).href);
export const rows = globalThis.ATLAS_ROWS;
export const { kinds, style } = rows;
export const opened = { row: null, back: null }; // the row that a reader has opened, and the one to return to

// One style for all parts, read once.
const sheet = new CSSStyleSheet();
sheet.replaceSync(CSS);
const parts = new WeakMap();
const boxed = (parentElement, kind) => {
  const box = Object.assign(document.createElement("div"), { className: `atlas ${kind}` });
  const root = parentElement.getRootNode();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
  parentElement.append(box);
  return box;
};
/** What a part keeps from run to run: its box, its line to the server, and whatever a reader sets in it. */
export const part = (component, kind) => {
  const { data, parentElement } = component;
  const here = parts.get(parentElement) ?? {};
  let mine = here[kind];
  if (mine?.box.parentNode !== parentElement) {
    const box = boxed(parentElement, kind);
    mine = { box, ask: (request) => mine.component.setTriggerValue("request", request) };
    parts.set(parentElement, { ...here, [kind]: mine });
  }
  return Object.assign(mine, { component, data, say: speaker(rows.words[data.lang]) });
};

/** @type {Record<string, Promise<any>>} */
const kept = {};
/** A file of data that the browser keeps, by its name. @type {(file: string) => Promise<any>} */
export const keptAs = (file) => {
  kept[file] ??= fetch(new URL(`../${file}`, import.meta.url)).then((answer) => answer.json());
  kept[file].catch(() => delete kept[file]); // a line that broke is tried again at the next run
  return kept[file];
};

const places = new Map();
/** Let a place do its part in what all of them do, as long as it stands on the page. */
export const join = (place, acts) => places.set(place, acts);
/** Let all places do something; what they give back. */
export const all = (act) => {
  const given = [];
  for (const [place, acts] of places)
    place.isConnected ? given.push(acts[act]?.()) : places.delete(place);
  return given;
};
// Paper: each part shows all that it has, and gives what takes that back.
const undo = /** @type {(undefined | (() => void))[]} */ ([]);
const toPaper = () => undo.push(...all("print"));
const toScreen = () => {
  for (const back of undo.splice(0).reverse()) back?.();
};
addEventListener("beforeprint", toPaper);
addEventListener("afterprint", toScreen);
matchMedia("print").addEventListener("change", ({ matches }) => (matches ? toPaper() : toScreen()));
