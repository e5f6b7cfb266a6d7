/* What the frame holds: Leaflet's map, rows and shapes, what is drawn of them, and how it is to look. */
import { speaker } from "../parts/rows.mjs";

/** @type {Scene} */
export const scene = /** @type {any} */ ({ lang: "en", dark: false, base: "plain" });

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
/** @param {number[]} [dashes] */
export const dashed = (dashes = []) => dashes.join(" ") || undefined;
/** Put a layer on the map, until all is drawn anew. @type {<T extends L.Layer>(layer: T) => T} */
export const add = (layer) => {
  scene.drawn.addLayer(layer);
  return layer;
};
/** A mark that is drawn by markup, its size by the style. @type {(className: string, markup: Markup, options?: L.DivIconOptions) => L.DivIcon} */
export const icon = (className, { text: html }, options = {}) =>
  L.divIcon({ className, html, iconSize: /** @type {any} */ (null), ...options });
