/* Links: to sources, of no other scheme than the web's, and within the page, so that it can be opened beside. */
import { el, frame } from "./core.mjs";

export const web = (url) => (/^https?:\/\//i.test(url) ? url : undefined);
export const sources = (links = []) =>
  links.map(({ label, url }) =>
    el("a", { href: web(url), target: "_blank", rel: "noopener noreferrer" }, label),
  );

/** The query of an address, with what a request sets in it; an empty value is the default. */
export const search = (address, request = {}) => {
  const query = new URLSearchParams(
    Object.entries(address).flatMap(([key, values]) => values.map((value) => [key, value])),
  );
  for (const [key, value] of Object.entries(request))
    value === "" ? query.delete(key) : query.set(key, value);
  return `?${query.toString().replaceAll("%7E", "~").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
};
/** A link that makes a request here, or with Ctrl in a page beside this one. */
export const anchor = ({ data, setTriggerValue }, request, options, ...children) => {
  const onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("ask", request);
  };
  return el("a", { href: search(data.address, request), onclick, ...options }, ...children);
};
export const navigation = (component, kind, links) =>
  frame(component, kind).replaceChildren(
    el("nav", { "aria-label": component.data.label }, ...links),
  );
