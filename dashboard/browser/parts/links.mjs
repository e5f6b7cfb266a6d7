/* Addresses as links: no other scheme than the web's is ever followed. */
import { el } from "./core.mjs";

export const web = (url) => (/^https?:\/\//i.test(url) ? url : undefined);
export const sources = (links = []) =>
  links.map(({ label, url }) =>
    el("a", { href: web(url), target: "_blank", rel: "noopener noreferrer" }, label),
  );
