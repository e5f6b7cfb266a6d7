/* Countries, and legs: a line, a casing under the main ones, a light core in what is not built. */
import { html } from "../parts/html.mjs";
import { talk } from "./cards.mjs";
import { report } from "./host.mjs";
import { add, colours, countryName, dashed, icon, scene, style } from "./scene.mjs";

const HITS_AFTER_MS = 200;
const AT_ONCE = 40; // lines between two pauses
const PAUSE_MS = 30;

export const drawCountries = () => {
  const far = L.canvas({ pane: "world" });
  const { land, border } = colours();
  for (const drawn of scene.shapes.countries) {
    const { id, role, shape } = drawn;
    const look = {
      fillColor: land[role],
      fillOpacity: scene.base === "plain" ? 1 : 0.12,
      color: border,
      weight: 0.8,
    };
    const isFar = role === "other"; // one picture for all that nobody clicks
    const options = isFar ? { pane: "world", renderer: far, interactive: false } : { pane: "land" };
    const layer = add(L.geoJSON(shape, { ...options, style: look }));
    if (isFar) continue;
    layer
      .bindTooltip(() => countryName(id), { sticky: true, className: "tip" })
      .on("click", () => report({ sel: `country:${id}` }));
    const label = style().label_at[id] ?? drawn.label;
    const late = style().label_near.includes(id) ? "late" : "";
    const name = icon(`name ${role} ${late}`, html`<span>${countryName(id)}</span>`);
    add(L.marker(label, { pane: "names", interactive: false, keyboard: false, icon: name }));
    scene.countries[id] = { ...drawn, label, layer };
  }
};
/** Outline the countries that are filtered for or chosen. @param {MapMessage} message */
export const outlineCountries = ({ country: filtered, sel }) => {
  const { edge, border } = colours();
  for (const { id, layer } of Object.values(scene.countries)) {
    const chosen = filtered.includes(id) || sel === `country:${id}`;
    layer.setStyle(chosen ? { color: edge, weight: 2.2 } : { color: border, weight: 0.8 });
    if (chosen) layer.bringToFront();
  }
};

const lineOf = ({ points }, options) =>
  add(L.polyline(points, { smoothFactor: 0.6, lineCap: "butt", ...options }));
/** @param {Feature} leg */
export const drawLeg = (leg) => {
  const { corridor, mode, status } = leg.row;
  const c = colours();
  const main = style().main_corridors.includes(corridor);
  const side = style().side_corridors.includes(corridor);
  const weight = style().width[main ? "main" : side ? "side" : "other"];
  const { dash, hollow, opacity } = style().status[status] ?? style().status.unknown;
  const color = main || side ? (c.mode[mode] ?? c.mode.other) : c.quiet;
  const dashArray = dashed(dash ?? style().mode[mode]?.dash);
  const bare = { pane: "legs", interactive: false };
  const pale = { ...bare, color: c.casing, opacity: 0.9 };
  if (main) leg.layers.push(lineOf(leg, { ...pale, weight: style().width.casing }));
  leg.layers.push(lineOf(leg, { ...bare, color, weight, opacity, dashArray }));
  if (hollow) leg.layers.push(lineOf(leg, { ...pale, weight: Math.max(1, weight - 1.6) }));
};
let later = 0;
/** Draw what a finger can hit of the legs: it is not seen, so it waits until all that is seen is there. */
/** @param {Feature[]} legs */
export const drawHits = (legs, wait_ms = HITS_AFTER_MS) => {
  clearTimeout(later); // of what has been drawn anew since
  later = window.setTimeout(() => {
    for (const leg of legs.slice(0, AT_ONCE)) {
      const options = { weight: 12, opacity: 0, pane: "hits", className: leg.shown ? "" : "off" };
      leg.layers.push(talk(lineOf(leg, options), leg));
    }
    if (legs.length > AT_ONCE) drawHits(legs.slice(AT_ONCE), PAUSE_MS);
  }, wait_ms);
};
