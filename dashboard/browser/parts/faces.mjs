/* On a phone: which of map, list and filters is seen, and how far the sheet over the map's foot is drawn up. What
   only the browser knows stands as attributes of the page. */
import { onMapReady, tellMap } from "./channel.mjs";
import { join, part } from "./core.mjs";
import { html } from "./html.mjs";
import { follow } from "./links.mjs";

const FACES = ["map", "list", "filters"];
const page = document.documentElement.dataset;
const cover = () => {
  const sheet = document.querySelector(".st-key-read");
  const isSheet = sheet && getComputedStyle(sheet).position === "absolute" && page.face === "map";
  tellMap({ atlas: "cover", bottom: isSheet && page.sheet !== "up" ? sheet.clientHeight : 0 });
};
const SHEET_PX = 700; // of paper, across
/** The map is printed as it was seen: a frame has no time to draw itself for the sheet. */
const print = () => {
  if (matchMedia("print").matches) return; // measured already
  const { clientWidth: wide = 1, clientHeight: high = 1 } =
    document.querySelector(".st-key-map") ?? {};
  const { style } = document.documentElement;
  style.setProperty("--seen-width", `${wide}px`);
  style.setProperty("--seen-height", `${high}px`);
  style.setProperty("--scale", String(Math.min(1, SHEET_PX / wide)));
};
page.face ??= "map";
page.sheet ??= "down";
addEventListener("resize", cover);
onMapReady(cover);

export default (component) => {
  const mine = part(component, "faces");
  const { box, data, say } = mine;
  const draw = () => {
    const face = (name) => {
      const count = name === "list" && html` <small>${data.n}</small>`;
      return html`<button data-act="face" data-face="${name}"
        aria-pressed="${String(page.face === name)}">${say(`app.face_${name}`)}${count}</button>`;
    };
    const isUp = page.sheet === "up";
    box.innerHTML = html`<button class="grip" data-act="pull" aria-expanded="${String(isUp)}"
        aria-label="${say(isUp ? "app.sheet_down" : "app.sheet_up")}"><span></span></button>
      <nav aria-label="${say("app.faces")}">${FACES.map(face)}</nav>`.text;
  };
  const set = (change) => {
    Object.assign(page, change);
    draw();
    cover();
  };
  follow(box, () => {}, {
    face: (button) => set({ face: button.dataset.face, sheet: "down" }),
    pull: () => set({ sheet: page.sheet === "up" ? "down" : "up" }),
  });
  // A finger that drags the grip draws the sheet up or down.
  box.onpointerdown = ({ target, clientY }) => {
    mine.from = target.closest(".grip") ? clientY : null;
  };
  box.onpointermove = ({ clientY }) => {
    if (mine.from === null || mine.from === undefined || Math.abs(clientY - mine.from) < 24) return;
    set({ sheet: clientY < mine.from ? "up" : "down" });
    mine.from = null;
  };
  join(box, { print, face: () => set({ face: "map", sheet: "down" }) });
  draw();
  cover();
};
