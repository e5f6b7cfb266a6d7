/* Links: out of the page, where no other scheme than the web's is ever followed, and within it. */
import { el } from "./core.mjs";
import { html } from "./html.mjs";

export const web = (url) => (/^https?:\/\//i.test(url) ? url : undefined);
export const sources = (links = []) =>
  links.map(({ label, url }) =>
    el("a", { href: web(url), target: "_blank", rel: "noopener noreferrer" }, label),
  );

/** An address of the page with some keys changed; an empty value drops its key. */
/** @type {(address: Record<string, string[]>, change?: Record<string, string>) => string} */
export const addressOf = (address, change = {}) => {
  const kept = Object.entries({ ...address, ...change }).flatMap(([key, values]) =>
    [values].flat().flatMap((value) => (value ? [[key, value]] : [])),
  );
  const query = new URLSearchParams(kept).toString();
  return `?${query.replaceAll("%7E", "~").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
};
/** What a link or button asks for, as keys of an address. @param {Record<string, string>} ask */
export const asks = (ask) => html`data-ask="${JSON.stringify(ask)}"`;
/** Let the links and buttons of a part ask; a link may also be opened beside the page. */
/** @type {(box: HTMLElement, request: (ask: Record<string, string>) => void) => void} */
export const follow = (box, request) => {
  box.onclick = (event) => {
    const asking = /** @type {HTMLElement} */ (event.target).closest("[data-ask]");
    if (!(asking instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    event.preventDefault();
    request(JSON.parse(asking.dataset.ask ?? ""));
  };
};
