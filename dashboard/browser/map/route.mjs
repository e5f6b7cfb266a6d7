/* The route: the way shown, other ways beneath it, straight lines to loading points, its two ends. */
import { html } from "../parts/html.mjs";
import { add, colours, dashed, scene, style } from "./scene.mjs";

/** @type {L.Layer[]} */
let drawn = [];
let last = { key: "", ends: "" };

const BARE = { pane: "ways", interactive: false };
const line = (points, options) =>
  L.polyline(points, { ...BARE, lineCap: "round", smoothFactor: 0.6, ...options });
const labelled = (layer, text, options) =>
  layer.bindTooltip(html`${text}`.text, { permanent: true, pane: "ends", ...options });

/** The lines of the ways, lowest first. @param {MapRoute} route */
const waysOf = ({ ways, chosen }) => {
  const c = colours();
  const { width, route_status } = style();
  // What is not built never looks built.
  const dash = ({ row }) => dashed(route_status[row.status ?? "unknown"]);
  const legs = ways.map((way) => way.map((at) => scene.legs[at]));
  const others = legs.filter((_, at) => at !== chosen).flat();
  const pale = { color: c.route_other, weight: width.route_other, opacity: 0.9 };
  const casing = { color: c.casing, weight: width.route + 4, opacity: 0.9 };
  const own = { color: c.route, weight: width.route };
  return [
    ...others.map((leg) => line(leg.points, { ...pale, dashArray: dash(leg) })),
    ...legs[chosen].map((leg) => line(leg.points, casing)),
    ...legs[chosen].map((leg) => {
      const dashArray = dash(leg);
      return line(leg.points, { ...own, dashArray, lineCap: dashArray ? "butt" : "round" });
    }),
  ];
};
/** @param {MapRoute} route */
const endsOf = ({ access, stops }) => {
  const { casing, route } = colours();
  const straight = { color: route, weight: 2.5, dashArray: dashed(style().access_dash) };
  const dot = { ...BARE, radius: 7, weight: 3, color: casing, fillColor: route, fillOpacity: 1 };
  const beside = { direction: "center", className: "tip access" };
  const above = { direction: "top", offset: [0, -6], className: "tip end" };
  return [
    ...access.map(([site, node, text]) => labelled(line([site, node], straight), text, beside)),
    ...stops.map(([lat, lng, name]) => labelled(L.circleMarker([lat, lng], dot), name, above)),
  ];
};
/** Move the map for a pair that is newly asked for, and for a way out of sight; never for a filter. */
/** @type {(route: MapRoute, held: boolean) => void} */
const move = ({ ways, chosen, access, ends }, held) => {
  const points = ways[chosen].flatMap((at) => scene.legs[at].points);
  const bounds = L.latLngBounds([...points, ...access.map(([site]) => site)]);
  if (held || !bounds.isValid()) return;
  const asked = ends && ends !== last.ends;
  if (asked || (last.key && !scene.map.getBounds().intersects(bounds)))
    scene.map.fitBounds(bounds, { padding: [30, 30], animate: false });
};
/** Draw a route, if it is news. ``held``: the reader's link says where the map is. */
/** @type {(route: MapRoute | null, held: boolean) => void} */
export const showRoute = (route, held) => {
  const key = route ? JSON.stringify([route, scene.lang, scene.dark, scene.base]) : "";
  if (key === last.key) return;
  for (const layer of drawn) scene.drawn.removeLayer(layer);
  drawn = route ? [...waysOf(route), ...endsOf(route)].map(add) : [];
  document.body.classList.toggle("routing", Boolean(route));
  document.body.dataset.way = route ? String(route.ways[route.chosen].length) : "";
  if (route) move(route, held);
  last = { key, ends: route?.ends ?? "" };
};
