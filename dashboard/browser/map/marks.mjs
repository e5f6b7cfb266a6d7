/* The marks of sites, pledges and nodes. */
import { html } from "../parts/html.mjs";
import { bubbleRadius, bubbleSign, outSign, picture, placeOf, siteSign } from "../parts/signs.mjs";
import { lines, talk, title } from "./cards.mjs";
import { add, colours, icon, scene, style } from "./scene.mjs";

const PANE_OF = { node: "nodes", pledge: "bubbles", site: "sites" };
const FAN_PX = 12;

/** Where a mark stands from its place: those of one place fan out, so none hides another at any zoom. */
/** @type {(stack: number) => [x: number, y: number]} */
const fan = (stack) => {
  const away = FAN_PX * Math.sqrt(stack);
  return [away * Math.cos(2.4 * stack), away * Math.sin(2.4 * stack)];
};
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
    const [x, y] = fan(site.stack);
    return icon("site", drawn, { iconAnchor: [-x, -y] });
  },
  pledge: ({ row, stack }) => {
    const c = colours();
    const colour = row.donor === "JPN" ? c.pledge.JPN : c.pledge.other;
    const dash = style().pledge_dash[row.status] ?? [];
    const r = bubbleRadius(style().size, row.amount_usd);
    const size = 2 * r + 4;
    const sign = bubbleSign(c, colour, dash, r, row.amount_usd !== null, style().flow[row.flow]);
    const [x, y] = fan(stack);
    const iconAnchor = L.point(size / 2 - x, size / 2 - y);
    return icon("bubble", picture(size, size)(sign), { iconSize: [size, size], iconAnchor });
  },
};
/** How far a mark stands above others: named ports high, small pledges above large ones. */
const height = ({ kind, row }) => {
  if (kind === "pledge") return -Math.round(40 * bubbleRadius(style().size, row.amount_usd));
  return kind === "node" && style().main_ports[row.id] ? 2000 : 0;
};

/** Say a mark's name to screen readers: it is no picture that could have a text. */
const label = (feature) => {
  const node = feature.layers[0].getElement();
  node.ariaLabel = [title(feature), ...lines(feature)].join(", ");
  node.dataset.id = feature.key;
};
/** @param {Feature} feature */
export const drawMark = (feature) => {
  const { kind, points } = feature;
  const options = { riseOnHover: true, pane: PANE_OF[kind], zIndexOffset: height(feature) };
  feature.layers = [
    add(talk(L.marker(points[0], { ...options, icon: ICONS[kind](feature) }), feature)),
  ];
  label(feature);
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
