/* A button that says what is set, and the menu that it opens beneath itself, over the map. */
import { onMapPointer } from "./channel.mjs";
import { html } from "./html.mjs";

/** Both, in a box that may be marked. @type {(key: string, label: string, inside: unknown, mark?: Markup) => Markup} */
export const menu = (key, label, inside, mark) =>
  html`<div ${mark}><button class="menu" popovertarget="menu-${key}"></button>
    <div popover id="menu-${key}" role="group" aria-label="${label}">${inside}</div></div>`;

/** Put what opens beneath its button, and within the window. */
const place = ({ target: opened, newState }) => {
  if (newState !== "open") return;
  const { left, bottom } = opened.previousElementSibling.getBoundingClientRect();
  const room = document.documentElement.clientWidth - opened.offsetWidth - 8;
  Object.assign(opened.style, {
    left: `${Math.max(8, Math.min(left, room))}px`,
    top: `${bottom + 4}px`,
  });
};
const heard = new WeakSet();
/** Let the menus of a box open in their place, again after it was drawn anew; a press in the map closes them. */
export const placeMenus = (box) => {
  for (const one of box.querySelectorAll("[popover]")) one.addEventListener("toggle", place);
  if (!heard.has(box)) onMapPointer(() => box.querySelector(":popover-open")?.hidePopover());
  heard.add(box);
};
