/* Sites, pledges and nodes as marks, legs as lines; what each says when it is pointed at or chosen. */
import { html } from "../parts/html.mjs";
import {
  bubbleRadius,
  bubbleSign,
  outSign,
  picture,
  placeOf,
  siteSign,
} from "../parts/symbology.mjs";
import { report } from "./host.mjs";
import { add, colours, dashed, icon, named, say, scene, style } from "./scene.mjs";

const PANE_OF = { node: "nodes", pledge: "bubbles", site: "sites" };
const FAN_PX = 12;
const HITS_AFTER_MS = 200;
const AT_ONCE = 40; // lines between two pauses
const PAUSE_MS = 30;

// ---- words
const number = (value, options) => new Intl.NumberFormat(scene.lang, options).format(value);
/** @type {Record<Kind, (feature: Feature) => (string | undefined)[]>} */
const SAID = {
  site: (site) => [
    `${named(site, "resource")} · ${named(site, "iso3")}`,
    named(site, "status"),
    site.out && `${say("map.way_out")}: ${say(`way_out.${site.out}`)}`,
  ],
  pledge: (pledge) => [
    `${named(pledge, "donor")} → ${named(pledge, "beneficiaries")}`,
    named(pledge, "status"),
    `${say("map.flow")}: ${named(pledge, "flow")}`,
    pledge.row.amount_usd === null
      ? say("map.no_amount")
      : say("map.usd", { n: number(pledge.row.amount_usd, { notation: "compact" }) }),
  ],
  leg: (leg) => [
    `${named(leg, "mode")} · ${named(leg, "status")}`,
    `${say("map.corridor")}: ${named(leg, "corridor")}`,
    `${number(leg.row.drawn_km, { maximumFractionDigits: 1 })} ${say("unit.km")}`,
  ],
  node: (node) => [named(node, "kind"), named(node, "iso3")],
};
/** What a feature is called, then what is said of it. @type {(feature: Feature) => string[]} */
const said = (feature) => {
  const { kind, row } = feature;
  const rough = (row.precision ?? "surveyed") !== "surveyed" && named(feature, "precision");
  return [row.name ?? row.title, ...SAID[kind](feature), rough].filter(Boolean);
};
const card = (feature) => {
  const [title, ...lines] = said(feature);
  const more = lines.map((line) => html`<div>${line}</div>`);
  return html`<div class="card"><strong>${title}</strong>${more}</div>`.text;
};
/** Let a layer speak for its feature. @type {<T extends L.Layer>(layer: T, feature: Feature) => T} */
const talk = (layer, feature) => {
  const choose = () => report({ sel: feature.key });
  return layer
    .bindTooltip(() => card(feature), { sticky: feature.kind === "leg", className: "tip" })
    .bindPopup(() => card(feature), { autoPanPadding: [30, 30], className: "pop" })
    .on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && choose())
    .on("click", () => layer.closeTooltip())
    .on("click", choose);
};

// ---- marks
/** Where a mark stands from its place: those of one place fan out, so none hides another at any zoom. */
const fan = ({ stack }) => {
  const away = FAN_PX * Math.sqrt(stack);
  return L.point(away * Math.cos(2.4 * stack), away * Math.sin(2.4 * stack));
};
const radius = (row) => bubbleRadius(style().size, row.amount_usd);
const wayOut = ({ out }) => (out ? outSign(colours(), style().way_out[out]) : "");

/** @type {Record<string, (feature: Feature) => L.DivIcon>} */
const ICONS = {
  node: ({ row }) => {
    const side = style().main_ports[row.id];
    const name = side && html`<span class="${side}">${row.name.split(" (")[0]}</span>`;
    const dot = html`<div class="dot ${row.kind} ${side && "named"}">${name}</div>`;
    return icon("node", dot, { iconSize: [10, 10], iconAnchor: [5, 5] });
  },
  site: (site) => {
    const { resource, status, precision } = site.row;
    const { letter, group } = scene.rows.resources[resource] ?? { letter: "?", group: "other" };
    const c = colours();
    const how = style().site_status[status ?? "unknown"] ?? "dash";
    const sign = siteSign(c, how, c.group[group] ?? c.group.other, placeOf(precision), letter);
    const out = html`<g class="out">${wayOut(site)}</g>`;
    const drawn = html`<svg viewBox="0 0 20 20" aria-hidden="true">${sign}${out}</svg>`;
    return icon("site", drawn, { iconAnchor: fan(site).multiplyBy(-1) });
  },
  pledge: (pledge) => {
    const { donor, status, amount_usd, flow } = pledge.row;
    const c = colours();
    const colour = donor === "JPN" ? c.pledge.JPN : c.pledge.other;
    const r = radius(pledge.row);
    const size = 2 * r + 4;
    const dash = style().pledge_dash[status] ?? [];
    const sign = bubbleSign(c, colour, dash, r, amount_usd !== null, style().flow[flow]);
    const iconAnchor = L.point(size / 2, size / 2).subtract(fan(pledge));
    return icon("bubble", picture(size, size, sign), { iconSize: [size, size], iconAnchor });
  },
};
/** How far a mark stands above others: named ports high, small pledges above large ones. */
const height = ({ kind, row }) => {
  if (kind === "pledge") return -Math.round(40 * radius(row));
  return kind === "node" && style().main_ports[row.id] ? 2000 : 0;
};
/** Say a mark's name to screen readers: it is no picture that could have a text. */
const label = (mark) => {
  mark.layers[0].getElement().ariaLabel = said(mark).join(", ");
};
/** @param {Feature} mark */
export const drawMark = (mark) => {
  const { kind, points } = mark;
  const place = { pane: PANE_OF[kind], zIndexOffset: height(mark), icon: ICONS[kind](mark) };
  const layer = add(talk(L.marker(points[0], { ...place, riseOnHover: true }), mark));
  mark.layers.push(layer);
  label(mark);
  /** @type {HTMLElement} */ (layer.getElement()).dataset.id = mark.key;
};
/** Put each site's way out at its corner; none where the view does not tell it. @param {string} ways */
export const showWaysOut = (ways) => {
  const codes = Object.keys(style().way_out);
  document.body.classList.toggle("leaving", ways !== "");
  scene.rows.kinds.site.ids.forEach((id, at) => {
    const site = scene.features[`site:${id}`];
    const out = codes[Number(ways[at])];
    if (site.out === out || !site.layers.length) return;
    site.out = out;
    const corner = /** @type {Element} */ (site.layers[0].getElement()?.querySelector(".out"));
    corner.innerHTML = html`${wayOut(site)}`.text;
    label(site);
  });
};

// ---- legs: a line, a casing under the main ones, a light core in what is not built
const lineOf = ({ points }, options) =>
  add(L.polyline(points, { smoothFactor: 0.6, lineCap: "butt", ...options }));
/** @param {Feature} leg */
export const drawLeg = (leg) => {
  const { corridor, mode, status } = leg.row;
  const c = colours();
  const { width, main_corridors, side_corridors, mode: modes, status: states } = style();
  const main = main_corridors.includes(corridor);
  const side = side_corridors.includes(corridor);
  const weight = width[main ? "main" : side ? "side" : "other"];
  const { dash, hollow, opacity } = states[status] ?? states.unknown;
  const color = main || side ? (c.mode[mode] ?? c.mode.other) : c.quiet;
  const dashArray = dashed(dash ?? modes[mode]?.dash);
  const draw = (options) =>
    leg.layers.push(lineOf(leg, { pane: "legs", interactive: false, ...options }));
  const pale = { color: c.casing, opacity: 0.9 };
  if (main) draw({ ...pale, weight: width.casing });
  draw({ color, weight, opacity, dashArray });
  if (hollow) draw({ ...pale, weight: Math.max(1, weight - 1.6) });
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
