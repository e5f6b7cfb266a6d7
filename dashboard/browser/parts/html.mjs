/* Markup from a template: what is put into it is text, unless it is such markup itself. */
const CODES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @type {(value: unknown) => string} */
const written = (value) => {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(written).join("");
  if (value === null || value === undefined || value === false) return "";
  return String(value).replace(/[&<>"']/g, (sign) => CODES[sign]);
};

/** @type {(strings: TemplateStringsArray, ...values: unknown[]) => Markup} */
export const html = (strings, ...values) =>
  new Markup(String.raw({ raw: strings }, ...values.map(written)));
