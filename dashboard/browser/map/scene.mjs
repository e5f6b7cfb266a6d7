/* What the frame holds: Leaflet's map, rows and shapes, what is drawn of them, and how it is to look. */
import { speaker } from "../parts/rows.mjs";

/** @type {Scene} */
export const scene = /** @type {any} */ ({
  lang: "en",
  dark: false,
  base: "plain",
  cover: 0,
  closed: [],
});

export const style = () => scene.rows.style;
export const colours = () => style()[scene.dark ? "dark" : "light"];
/** @type {Say} */
export const say = (key, fill) => speaker(scene.rows.words[scene.lang])(key, fill);
/** What the codes in a column of a feature are called. @type {(feature: Feature, column: string) => string} */
export const named = ({ kind, row }, column) => {
  const names = scene.rows.names[scene.lang][`${kind}.${column}`] ?? {};
  const codes = [row[column] ?? []].flat();
  return codes.map((code) => names[code] ?? code).join(", ") || say("table.unknown");
};
export const countryName = (id) => scene.rows.names[scene.lang].country[id];
export const placeName = ({ row }) =>
  (scene.rows.words[scene.lang][`place.${row.id}`] ?? row.name).split(" (")[0];
export const familyOf = (resource) => {
  const { group } = scene.rows.resources[resource] ?? {};
  const found = Object.entries(style().families).find(([, groups]) => groups.includes(group));
  return found ? found[0] : "rare";
};
export const isOn = (layer) => !scene.hidden.includes(layer);
/** Features of a kind, in the order of its table. @type {(kind: Kind) => Feature[]} */
export const all = (kind) => scene.kinds[kind] ?? [];
/** @param {number[]} [dashes] */
export const dashed = (dashes = []) => dashes.join(" ") || undefined;
/** Put a layer on the map, until all is drawn anew. @type {<T extends L.Layer>(layer: T) => T} */
export const add = (layer) => {
  scene.drawn.addLayer(layer);
  return layer;
};
/** A box over the map that takes its own clicks. @type {(position: L.ControlPosition, className: string) => HTMLElement} */
export const corner = (position, className) => {
  const box = L.DomUtil.create("div", className);
  L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
  const control = new L.Control({ position });
  control.onAdd = () => box;
  control.addTo(scene.map);
  return box;
};
