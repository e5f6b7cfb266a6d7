/* What stands in the map's corners: zoom and link, background, the region's pledges, credit and scale. */
import { html } from "../parts/html.mjs";
import { report } from "./host.mjs";
import { add, say, scene } from "./scene.mjs";

const TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
const BASES = ["plain", "osm"];
const CORNERS = {
  topleft: html`<div class="tools"></div>`,
  topright: html`<div class="bases"></div>`,
  bottomleft: html`<details class="region" hidden></details>`,
  bottomright: html`<span class="note"></span><span class="credit"></span>`,
};
const LINK = html`<svg width="17" height="17" viewBox="0 0 24 24" fill="none" stroke="currentColor"
  stroke-width="2.2" stroke-linecap="round"><path d="M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1.5
  1.5M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1.5-1.5"/></svg>`;

/** What a button does, by its class. @type {Record<string, () => void>} */
const ACTS = {
  zoom_in: () => scene.map.zoomIn(),
  zoom_out: () => scene.map.zoomOut(),
  link: () => {
    const { lat, lng } = scene.map.getCenter();
    report({ map: [scene.map.getZoom().toFixed(2), lat.toFixed(4), lng.toFixed(4)].join("/") });
  },
  plain: () => report({ base: "plain" }),
  osm: () => report({ base: "osm" }),
};
/** @type {(event: MouseEvent) => void} */
const act = ({ target }) => {
  const button = /** @type {Element} */ (target).closest("button");
  if (button?.dataset.choose) report({ sel: button.dataset.choose });
  else ACTS[button?.className ?? ""]?.();
};

/** @type {L.Control.Scale} */
let scale;
const nameUnit = () => {
  const line = /** @type {Element} */ (scale.getContainer()?.firstElementChild);
  line.textContent = line.textContent.replace(/km$/, say("unit.km"));
};
export const drawCorners = () => {
  for (const [position, markup] of Object.entries(CORNERS)) {
    const box = L.DomUtil.create("div");
    box.innerHTML = markup.text;
    L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
    const control = new L.Control({ position: /** @type {L.ControlPosition} */ (position) });
    Object.assign(control, { onAdd: () => box }).addTo(scene.map);
  }
  document.addEventListener("click", act);
  scale = L.control.scale({ position: "bottomright", imperial: false }).addTo(scene.map);
  scene.map.on("move", nameUnit);
};

const part = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
const tool = (name, help, sign) =>
  html`<button class="${name}" title="${say(help)}" aria-label="${say(`map.${name}`)}">${sign}</button>`;
const basis = (base) =>
  html`<button class="${base}" title="${say("app.base_help")}">${say(`base.${base}`)}</button>`;
const nameTools = () => {
  const zooms = [tool("zoom_in", "map.zoom_in", "+"), tool("zoom_out", "map.zoom_out", "−")];
  part(".tools").innerHTML = html`${zooms}${tool("link", "map.link_help", LINK)}`.text;
  part(".bases").innerHTML = html`${BASES.map(basis)}`.text;
  nameUnit();
};
const tiles = () =>
  L.tileLayer(TILES, {
    maxZoom: 19,
    pane: "tiles",
    referrerPolicy: "strict-origin-when-cross-origin",
  }).on("tileerror", () => {
    part(".note").textContent = say("map.no_tiles");
  });
/** Words, background and credit, as they are to be today. */
export const paintCorners = () => {
  const root = scene.map.getContainer();
  if (root.lang !== scene.lang) nameTools();
  root.lang = scene.lang;
  const isPlain = scene.base === "plain";
  for (const base of BASES) part(`.bases .${base}`).ariaPressed = String(base === scene.base);
  part(".note").textContent = "";
  part(".credit").textContent = say("map.attribution") + (isPlain ? "" : ` · ${say("map.tiles")}`);
  if (!isPlain) add(tiles()); // until all is drawn anew
};
