/* Ways past the head of the page for those who walk it by key: seen once the cursor is on them. */
import { part } from "./core.mjs";
import { html } from "./html.mjs";
import { follow } from "./links.mjs";

const focus = (place) => {
  const there = /** @type {HTMLElement | null} */ (document.querySelector(place));
  if (there?.tabIndex === -1) there.tabIndex = -1; // a box takes the cursor only if it says so
  there?.focus();
};
export default (component) => {
  const { box, say } = part(component, "skip");
  const link = (place) => html`<button data-act="${place}">${say(`skip.${place}`)}</button>`;
  box.innerHTML =
    html`<nav aria-label="${say("skip.label")}">${["map", "list"].map(link)}</nav>`.text;
  follow(box, () => {}, {
    map: () => focus(".st-key-map iframe"),
    list: () => focus(".st-key-record, .st-key-list"),
  });
};
