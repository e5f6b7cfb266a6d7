/* What stands in the map's other corners: zoom, fit and link, background, credit and scale. */
import { html } from "../parts/html.mjs";
import { rove } from "../parts/rove.mjs";
import { report } from "./host.mjs";
import { add, corner, say, scene } from "./scene.mjs";

const TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";
const BASES = ["plain", "osm"];
const LINK = html`<svg width="17" height="17" viewBox="0 0 24 24" fill="none" stroke="currentColor"
  stroke-width="2.2" stroke-linecap="round"><path d="M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1.5
  1.5M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1.5-1.5"/></svg>`;
const FIT = html`<svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.2"
  stroke-linecap="round"><path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/></svg>`;
const SIGNS = { zoom_in: "+", zoom_out: "−", fit: FIT, link: LINK };

/** @type {Record<string, HTMLElement>} */
const boxes = {};
/** @type {L.Control.Scale} */
let scale;
const link = () => {
  const { lat, lng } = scene.map.getCenter();
  report({ map: [scene.map.getZoom().toFixed(2), lat.toFixed(4), lng.toFixed(4)].join("/") });
  note(say("map.linked"));
};
let quiet = 0;
/** Say something at the map's foot for a while. @param {string} text */
export const note = (text, ms = 4000) => {
  const line = /** @type {HTMLElement} */ (boxes.credit.querySelector(".note"));
  line.textContent = text;
  clearTimeout(quiet);
  if (ms) quiet = window.setTimeout(() => (line.textContent = ""), ms);
};
/** @param {() => void} fit */
export const makeCorners = (fit) => {
  boxes.tools = corner("topright", "tools");
  scale = L.control.scale({ position: "bottomright", imperial: false }).addTo(scene.map);
  boxes.credit = corner("bottomright", "credit");
  scene.map.on("move", nameUnit);
  const acts = {
    zoom_in: () => scene.map.zoomIn(),
    zoom_out: () => scene.map.zoomOut(),
    fit,
    link,
  };
  const press = ({ target }) => {
    const { act, base } = target.closest("button")?.dataset ?? {};
    acts[act]?.();
    if (base) report({ base });
  };
  for (const box of Object.values(boxes)) box.addEventListener("click", press);
};
const nameUnit = () => {
  const line = /** @type {Element} */ (scale.getContainer()?.firstElementChild);
  line.textContent = line.textContent.replace(/km$/, say("unit.km"));
};
const tiles = () =>
  L.tileLayer(TILES, {
    maxZoom: 19,
    pane: "tiles",
    referrerPolicy: "strict-origin-when-cross-origin",
  }).on("tileerror", () => note(say("map.no_tiles"), 0));
/** Words, background and credit, as they are to be today. */
export const paintCorners = () => {
  const isPlain = scene.base === "plain";
  const tool = (name) => {
    const says = say(`map.${name}`);
    return html`<button data-act="${name}" title="${says}" aria-label="${says}">${SIGNS[name]}</button>`;
  };
  const basis = (base) => html`<button data-base="${base}" title="${say("app.base_help")}"
    aria-pressed="${String(base === scene.base)}">${say(`base.${base}`)}</button>`;
  boxes.tools.innerHTML = html`${Object.keys(SIGNS).map(tool)}`.text;
  boxes.credit.innerHTML =
    html`<span class="note" role="status"></span><span class="bases">${BASES.map(basis)}</span>
    <span class="from">${say("map.attribution")}${!isPlain && ` · ${say("map.tiles")}`}</span>`.text;
  for (const box of Object.values(boxes)) rove(box, "button");
  nameUnit();
  if (!isPlain) add(tiles()); // until all is drawn anew
};
