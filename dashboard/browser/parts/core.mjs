/* What the parts share: tables, legend, record and the rest are drawn from the rows that the browser keeps; everything from outside is text. */
import { CSS, ROWS } from "./files.mjs"; // made when the files are published
import { speaker } from "./rows.mjs";

export { fold } from "./fold.mjs";

await import(new URL(`../${ROWS}`, import.meta.url).href);
export const rows = globalThis.ATLAS_ROWS;
export const { kinds, style } = rows;
export const opened = { row: null, back: null }; // the row that a reader has opened, and the one to return to
export const held = new WeakMap(); // what a reader has set in a part: open tab, search, order

export const el = (tag, options = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name.startsWith("on")) made[name] = value;
    else if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};
export const speech = (lang) => speaker(rows.words[lang], lang);
export const frame = (component, kind) => {
  const { parentElement } = component;
  let box = [...parentElement.children].find((child) => child.classList.contains("atlas")); // also in a shadow root
  if (!box) {
    box = el("div", { class: `atlas ${kind}` });
    parentElement.append(el("style", {}, CSS), box);
  }
  return box;
};
