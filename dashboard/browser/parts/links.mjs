/* Links: out of the page, where no other scheme than the web's is ever followed, and within it. */
import { html } from "./html.mjs";

export const out = ({ label, url, publisher = "" }) =>
  html`<a ${/^https?:\/\//i.test(url) && html`href="${url}"`} target="_blank" rel="noopener noreferrer"
    title="${publisher}">${label}</a>`;

/** An address of the page with some keys changed; an empty value drops its key. @type {(address: Record<string, string[]>, change?: Record<string, string>) => string} */
export const addressOf = (address, change = {}) => {
  const kept = Object.entries({ ...address, ...change }).flatMap(([key, values]) =>
    [values].flat().flatMap((value) => (value ? [[key, value]] : [])),
  );
  const query = new URLSearchParams(kept).toString();
  return `?${query.replaceAll("%7E", "~").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
};
/** What a link, button or row asks for, as keys of an address. @param {Record<string, string>} request */
export const requests = (request) => html`data-request="${JSON.stringify(request)}"`;
/** A button of a block, a row or a hint; one that can be on or off says which it is. */
export const action = ({ label, request, pressed, said }) => {
  const isOn = typeof pressed === "boolean" && html`aria-pressed="${String(pressed)}"`;
  const named = said && html`title="${said}" aria-label="${said}"`;
  return html`<button class="act ${said && "sign"}" ${requests(request)} ${isOn} ${named}>${label}</button>`;
};
/** Let what is clicked in a box ask for its request or do its act; a link may also be opened beside the page. */
export const follow = (box, ask, acts = {}) => {
  box.onclick = (event) => {
    const pressed = event.target.closest("[data-request], [data-act], a, summary");
    const { act, request } = pressed?.dataset ?? {};
    const isBeside = pressed?.href && (event.ctrlKey || event.metaKey || event.shiftKey);
    if (event.defaultPrevented || isBeside || !(act in acts || request)) return;
    event.preventDefault(); // also tells a box around this one
    if (act in acts) acts[act](pressed);
    else ask(JSON.parse(request), pressed);
  };
};
/** Copy what stands beside a button, in a field or as text, and say so. */
export const copy = async (button) => {
  const copied = button.closest(".quoted").querySelector("input, pre");
  await navigator.clipboard.writeText(copied.value ?? copied.textContent);
  button.textContent = button.dataset.done;
};
/** The button that does. @param {Say} say */
export const copier = (say) =>
  html`<button class="act" data-act="copy" data-done="${say("app.copied")}">${say("app.copy")}</button>`;
/** Draw links that make requests here, or are opened beside the page. */
export const navigation = ({ box, data, ask }, items, link) => {
  const links = items.map((item, at) => {
    const { request, change = request, mark, text } = link(item, at);
    const href = addressOf(data.address, change);
    return html`<a href="${href}" ${mark} ${requests(request)}>${text}</a>`;
  });
  box.innerHTML = html`<nav aria-label="${data.label}">${links}</nav>`.text;
  follow(box, ask);
};
