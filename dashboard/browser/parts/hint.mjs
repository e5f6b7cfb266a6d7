/* Three steps for a first visit. They never come back, and where nothing can be remembered they never come. */
import { onMapKey, onMapPointer } from "./channel.mjs";
import { part } from "./core.mjs";
import { html } from "./html.mjs";

const SEEN = "atlas.hint";
const SMALL = "(max-width: 640px), (max-height: 450px)";
const STEPS = ["mark", "filter", "find"];
const isFirst = () => {
  try {
    const isNew = !localStorage.getItem(SEEN);
    localStorage.setItem(SEEN, "seen");
    return isNew;
  } catch {
    return false;
  }
};

export default (component) => {
  const { box, data, say } = part(component, "hint");
  if (matchMedia(SMALL).matches) return; // it would lie over all of the map
  if (box.dataset.lang === data.lang || !(box.dataset.lang || isFirst())) return;
  box.dataset.lang = data.lang;
  const steps = STEPS.map((step) => html`<li>${say(`hint.${step}`)}</li>`);
  box.innerHTML =
    html`<section popover="manual" aria-labelledby="hint"><h3 id="hint">${say("hint.title")}</h3>
    <ol>${steps}</ol><button class="act">${say("hint.close")}</button></section>`.text;
  const card = box.firstElementChild;
  const close = () => card.hidePopover();
  card.showPopover();
  card.querySelector("button").onclick = close;
  addEventListener("keydown", ({ key, defaultPrevented }) => {
    if (key === "Escape" && !defaultPrevented) close();
  });
  onMapKey((key) => key === "Escape" && close());
  onMapPointer(close);
};
