/* Three steps for a first visit. They never come back, and where nothing can be remembered they never come. */
import { onMapKey, onMapPointer } from "./channel.mjs";
import { part } from "./core.mjs";
import { html } from "./html.mjs";

const SEEN = "atlas.hint";
const STEPS = ["mark", "filter", "find"];
const USING = ["Escape", "/"]; // keys that do something by themselves
const isFirst = () => {
  try {
    const isNew = !localStorage.getItem(SEEN);
    localStorage.setItem(SEEN, "seen");
    return isNew;
  } catch {
    return false;
  }
};
/** Whatever is used closes it: a press anywhere, on itself once it is lifted, or the map beneath would meet it. */
const listen = (card) => {
  const close = () => card.hidePopover();
  const isWithin = (event) => event.composedPath().includes(card);
  card.onclick = close;
  addEventListener("pointerdown", (event) => isWithin(event) || close());
  addEventListener("keydown", ({ key }) => USING.includes(key) && close());
  onMapKey(close);
  onMapPointer(close);
};
const write = (card, say) => {
  const steps = STEPS.map((step) => html`<li>${say(`hint.${step}`)}</li>`);
  const close = say("hint.close");
  card.innerHTML = html`<h3 id="hint">${say("hint.title")}</h3><ol>${steps}</ol>
    <button class="act" title="${close}" aria-label="${close}">✕</button>`.text;
};

export default (component) => {
  const { box, data, say } = part(component, "hint");
  const card = box.firstElementChild;
  if (card) {
    if (data.plain) write(card, say);
    else card.hidePopover();
  } else if (data.plain && isFirst()) {
    box.innerHTML = html`<section popover="manual" aria-labelledby="hint"></section>`.text;
    write(box.firstElementChild, say);
    listen(box.firstElementChild);
    box.firstElementChild.showPopover();
  }
};
