/* Countries and legs: the hero on its casing, its branches, what leads to it, what is not built; and the way that
   is shown over them. */
import { report } from "./host.mjs";
import { add, all, colours, dashed, isOn, scene, style } from "./scene.mjs";

const SEA = ["sea", "sea-ferry"];
const PLAIN = { interactive: false, smoothFactor: 0.6, lineCap: "butt" };
// Lowest first.
const ORDER = ["corridors", "feeders", "planned", "branches", "ferry", "main"];
const line = (points, pane, options) => L.polyline(points, { ...PLAIN, pane, ...options });

export const drawCountries = () => {
  const far = L.canvas({ pane: "world" });
  const { land, border: color } = colours();
  const fillOpacity = scene.base === "plain" ? 1 : 0.12;
  for (const drawn of scene.shapes.countries) {
    const { id, role, shape } = drawn;
    const look = { fillColor: land[role], fillOpacity, color, weight: 0.8 };
    const isFar = role === "other"; // one picture for all that nobody clicks
    const options = isFar ? { pane: "world", renderer: far, interactive: false } : { pane: "land" };
    const layer = add(L.geoJSON(shape, { ...options, style: look }));
    if (!isFar) {
      // Leaflet tells the map of the click next, which looks for marks first.
      layer.on("click", () => {
        scene.under = id;
      });
      scene.countries[id] = { ...drawn, layer };
    }
  }
};
/** Open the country that was clicked, where no mark was. */
export const openCountry = () => {
  if (scene.under) report({ sel: `country:${scene.under}` });
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

/** @param {Feature} leg */
const drawLeg = (leg) => {
  const { layer, trunk, mode, status } = leg.row;
  const c = colours();
  const { width, dash } = style();
  const isSea = SEA.includes(mode);
  const isHero = trunk && layer !== "planned";
  const weight = layer === "ferry" && !isHero ? width.branches : width[layer];
  const dashes =
    layer === "planned" ? dash.planned : isSea && (isHero ? dash.ferry : dash.ferry_side);
  const look = { color: c.line[layer], weight, dashArray: dashed(dashes || undefined) };
  const casing = { color: c.casing, weight: weight + width.casing, lineCap: "round" };
  if (isHero) leg.layers.push(add(line(leg.points, "casing", casing)));
  const round = !look.dashArray && isHero ? "round" : "butt";
  const opacity = status === "suspended" || status === "limited" ? 0.75 : 1;
  leg.layers.push(add(line(leg.points, "legs", { ...look, opacity, lineCap: round })));
};
export const drawLegs = () => {
  const rank = ({ row }) => ORDER.indexOf(row.layer) + Number(row.trunk);
  for (const leg of all("leg").toSorted((a, b) => rank(a) - rank(b))) drawLeg(leg);
};
/** Hide the layers that are switched off; dim what the selection leaves out, so that the route never goes. */
export const showLegs = () => {
  for (const leg of all("leg"))
    for (const layer of leg.layers) {
      layer.getElement()?.classList.toggle("off", !isOn(leg.row.layer));
      layer.getElement()?.classList.toggle("dim", !leg.shown);
    }
};

/** @type {L.Layer[]} */
let overLegs = [];
/** Light legs by their keys, over the way that is shown too. @param {string[]} keys */
export const lightLegs = (keys) => {
  for (const layer of overLegs) scene.drawn.removeLayer(layer);
  const legs = keys.map((key) => scene.features[key]).filter((one) => one?.kind === "leg");
  overLegs = legs.map(({ points }) => add(line(points, "ways", { className: "lit" })));
};

// ---- the way that is shown
/** @type {L.Layer[]} */
let drawn = [];
let last = { key: "", ends: "" };

/** The lines of the ways, lowest first. @param {MapRoute} route */
const waysOf = ({ ways, chosen, beside, ghost = [] }) => {
  const c = colours();
  const { width, dash: dashes, route_status } = style();
  // What is not built never looks built.
  const dash = ({ row }) =>
    dashed(route_status[row.status ?? "unknown"] ?? (SEA.includes(row.mode) ? dashes.ferry : []));
  const legs = ways.map((way) => way.map((at) => all("leg")[at]));
  const others = legs.filter((_, at) => at !== chosen && at !== beside).flat();
  const second = legs[beside ?? -1] ?? [];
  const pale = { color: c.route_other, weight: width.route_other };
  const thin = { color: c.route_beside, weight: width.route_beside };
  const under = (weight) => ({ color: c.casing, weight: weight + width.casing, lineCap: "round" });
  const own = { color: c.route, weight: width.route };
  const former = { color: c.route, weight: 2, dashArray: "2 6" };
  return [
    ...others.map((leg) => line(leg.points, "ways", { ...pale, dashArray: dash(leg) })),
    ...ghost.map((at) => line(all("leg")[at].points, "ways", former)),
    ...second.map((leg) => line(leg.points, "ways", under(width.route_beside))),
    ...legs[chosen].map((leg) => line(leg.points, "ways", under(width.route))),
    ...legs[chosen].map((leg) => {
      const dashArray = dash(leg);
      return line(leg.points, "ways", { ...own, dashArray, lineCap: dashArray ? "butt" : "round" });
    }),
    // Thin, over the chosen one, so that it is also seen where both run together.
    ...second.map((leg) => line(leg.points, "ways", { ...thin, dashArray: dash(leg) })),
  ];
};
/** @param {MapRoute} route */
const accessOf = ({ access }) => {
  const straight = { color: colours().route, weight: 2.5, dashArray: dashed(style().access_dash) };
  return access.map(([site, node]) => line([site, node], "ways", straight));
};
/** The area of a way, where the map is to move to it: for a pair that is newly asked for, and for a way out of
 * sight; never for a filter. @type {(route: MapRoute) => L.LatLngBounds | null} */
const areaOf = ({ ways, chosen, access, ends }) => {
  const points = ways[chosen].flatMap((at) => all("leg")[at].points);
  const bounds = L.latLngBounds([...points, ...access.map(([site]) => site)]);
  const isOut = last.key && !scene.map.getBounds().intersects(bounds);
  return bounds.isValid() && ((ends && ends !== last.ends) || isOut) ? bounds : null;
};
/** Draw a route, if it is news; give the area that is then to be seen. @type {(route: MapRoute | null) => L.LatLngBounds | null} */
export const showRoute = (route) => {
  const key = route ? JSON.stringify([route, scene.lang, scene.dark, scene.base]) : "";
  if (key === last.key) return null;
  for (const layer of drawn) scene.drawn.removeLayer(layer);
  drawn = route ? [...waysOf(route), ...accessOf(route)].map(add) : [];
  scene.stops = route?.stops ?? [];
  document.body.classList.toggle("routing", Boolean(route));
  document.body.dataset.way = route ? String(route.ways[route.chosen].length) : "";
  const area = route ? areaOf(route) : null;
  last = { key, ends: route?.ends ?? "" };
  return area;
};
