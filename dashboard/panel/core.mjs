/* Tables, legend and record: drawn from the rows that the browser keeps; everything from outside is text. */
const rows = await (await fetch(new URL(ROWS, import.meta.url))).json();
const { kinds, style } = rows;
const held = new WeakMap(); // what a reader has set in a part: open tab, search, order

const el = (tag, options = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name.startsWith("on")) made[name] = value;
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const bits = (text) => {
  const bytes = bytesOf(text);
  return (row) => Boolean(bytes[row >> 3] & (128 >> (row & 7)));
};
const speech = (lang) => (key, fill = {}) =>
  Object.entries(fill).reduce((text, [name, value]) => text.replace(`{${name}}`, value), rows.words[lang][key] ?? key);
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const frame = (component, kind) => {
  const { parentElement } = component;
  let box = [...parentElement.children].find((child) => child.classList.contains("atlas")); // also in a shadow root
  if (!box) {
    box = el("div", { class: `atlas ${kind}` });
    parentElement.append(el("style", {}, CSS), box);
  }
  return box;
};
