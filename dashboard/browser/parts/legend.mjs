/* What the signs on the map mean, with counts. */
import { kinds, part, rows, style } from "./core.mjs";
import { html } from "./html.mjs";
import { bits, tally } from "./rows.mjs";
import * as signs from "./symbology.mjs";

// What each view is about: its parts stand first and open, the first one also while it is empty, so
// that no filter moves what is beneath it. The overview is about all but what is folded there.
const ABOUT = {
  routes: ["chosen", "route", "corridor", "route_status"],
  resources: ["way_out", "sites", "site_place", "site_status"],
  pledges: ["pledges"],
};
const FOLDED = ["site_status", "participants", "nodes"];
const { width, status, route_status, way_out, site_status, group_order, flow, size } = style;
const WORDS = { "site.way_out": "way_out.", "site.place": "legend.place_" }; // where a code is no fact's own

const line = (colour, thick, dash = [], opacity = 1, core = null) => {
  const light = html`<path d="M1 6H39" stroke="${core}" stroke-width="${thick - 1.6}"/>`;
  const drawn = html`<path d="M1 6H39" stroke="${colour}" stroke-width="${thick}"
    stroke-opacity="${opacity}" stroke-dasharray="${dash.join(" ")}"/>${core && light}`;
  return signs.picture(40, 12, drawn);
};
/** @type {(c: Colours, how?: any) => Markup} */
const disc = (c, { colour = c.pledge.other, dash = [], r = 7, known, shape } = {}) =>
  signs.picture(2 * r + 4, 2 * r + 4, signs.bubbleSign(c, colour, dash, r, known, shape));
const dot = (r, fill, edge) => {
  const look = html`fill="${fill}" stroke="${edge}" stroke-width="1.4"`;
  return signs.picture(12, 12, html`<circle cx="6" cy="6" r="${r}" ${look}/>`);
};
const patch = (fill, edge) => {
  const look = html`rx="2" fill="${fill}" stroke="${edge}"`;
  return signs.picture(22, 14, html`<rect x="1" y="1" width="20" height="12" ${look}/>`);
};
/** @type {(sign: Markup, text: string | Markup, count?: number, across?: string) => Markup} */
const entry = (sign, text, count, across) =>
  html`<li class="${across}"><span class="swatch">${sign}</span><span>${text}</span>
    ${count !== undefined && html`<small>${count}</small>`}</li>`;

// ---- the parts by their keys: what is always the same, and what is there of a column, with its count
const ofRoutes = ({ c, fixed, counted, data }) => {
  const byMode = (code) => line(c.mode[code] ?? c.mode.other, 3, style.mode[code]?.dash);
  const byStatus = (code) => {
    const { dash, opacity, hollow } = status[code];
    return line(c.mode.rail, 3, dash, opacity, hollow && c.casing);
  };
  const route = counted("leg.mode", byMode);
  const chosen = fixed({
    chosen_way: line(c.route, width.route),
    other_way: line(c.route_other, width.route_other),
    not_running: line(c.route, width.route, route_status.planned),
    not_confirmed: line(c.route, width.route, route_status.unknown),
    access: line(c.route, 2.5, style.access_dash),
  });
  const corridor = fixed({
    main: line(c.mode.rail, width.main),
    side: line(c.mode.rail, width.side),
    other: line(c.quiet, width.other),
  });
  return {
    chosen: data.route ? chosen : [],
    route,
    corridor: route.length ? corridor : [],
    route_status: counted("leg.status", byStatus, Object.keys(status)),
  };
};
const ofSites = ({ c, counted, count }) => {
  const site = (how, colours, place = "exact", letter = "") =>
    signs.picture(20, 20, signs.siteSign(c, how, colours, place, letter));
  const plain = [c.group.other[0], c.ink];
  const byWay = (code) => {
    const sign = signs.outSign(c, way_out[code]);
    return signs.picture(16, 16, html`<g transform="translate(-9 5)">${sign}</g>`);
  };
  const found = count("site.resource");
  const groupOf = (code) => rows.resources[code]?.group;
  const rank = (code) => group_order.indexOf(groupOf(code));
  const byGroup = Object.keys(found).sort((a, b) => rank(a) - rank(b) || found[b] - found[a]);
  const byResource = (code) =>
    site("fill", c.group[groupOf(code)] ?? c.group.other, "exact", rows.resources[code]?.letter);
  const byStatus = (code) => site(site_status[code], plain);
  const byPlace = (place) => site("fill", plain, place);
  return {
    way_out: counted("site.way_out", byWay, Object.keys(way_out)),
    sites: counted("site.resource", byResource, byGroup),
    site_status: counted("site.status", byStatus, Object.keys(site_status)),
    site_place: counted("site.place", byPlace, signs.PLACES),
  };
};
const ofPledges = ({ c, say, fixed, count, nameOf, data }) => {
  const flows = count("pledge.flow");
  const codes = Object.keys(flow).filter((code) => flows[code]);
  const away = codes.filter((code) => flow[code] !== "disc");
  const sum = (some) => some.reduce((all, code) => all + flows[code], 0);
  const directions = away.map(
    (code) => html`<span class="flow">${nameOf("pledge.flow", code)} ${flows[code]}</span>`,
  );
  const called = html`${say("legend.pledge_away")}${directions}`;
  const compact = new Intl.NumberFormat(data.lang, { notation: "compact" }).format;
  const sizes = size.usd_steps.map(
    (usd) => html`<span class="size">${disc(c, { r: signs.bubbleRadius(size, usd) })}
      <small>${compact(usd)}</small></span>`,
  );
  const to = sum(codes) - sum(away);
  const pledges = [
    entry(disc(c), say("legend.pledge_to_region"), to, "across"),
    away.length > 0 && entry(disc(c, { shape: "square" }), called, sum(away), "across"),
    ...fixed({
      pledge_japan: disc(c, { colour: c.pledge.JPN }),
      pledge_other: disc(c),
      pledge_firm: disc(c),
      pledge_open: disc(c, { dash: [3, 3] }),
      pledge_none: disc(c, { r: 5, known: false }),
      pledge_country: html`<span class="pill">3</span>`,
    }),
    html`<li class="sizes"><span>${say("legend.size")}</span>${sizes}</li>`,
  ];
  return { pledges: codes.length ? pledges : [] };
};
const ofGround = ({ c, say, fixed }) => ({
  participants: ["participant", "host", "transit"].map((role) =>
    entry(patch(c.land[role], c.border), say(`legend.${role}`)),
  ),
  nodes: fixed({ port: dot(4.5, c.node, "none"), place: dot(3, c.node_fill, c.node) }),
});
/** The entries of all parts. */
const entries = ({ data, say }) => {
  const ways = Object.keys(way_out);
  const derived = {
    "site.place": (row) => signs.placeOf(row[kinds.site.columns.indexOf("precision")]),
    "site.way_out": (_, at) => ways[data.out[at]],
  };
  const count = (of) => {
    const [kind, column] = of.split(".");
    const isOn = bits(data.show[kind]);
    const place = kinds[kind].columns.indexOf(column);
    const codes = kinds[kind].rows.map(derived[of] ?? ((row) => row[place] ?? "unknown"));
    return tally(codes.filter((_, at) => isOn(at)));
  };
  const nameOf = (of, code) => {
    if (of in WORDS) return say(WORDS[of] + code);
    return rows.names[data.lang][of][code] ?? (code === "unknown" ? say("legend.unknown") : code);
  };
  const counted = (of, sign, order = Object.keys(count(of))) => {
    const counts = count(of);
    const codes = order.filter((code) => counts[code]);
    return codes.map((code) => entry(sign(code), nameOf(of, code), counts[code]));
  };
  const fixed = (drawn) =>
    Object.entries(drawn).map(([key, sign]) => entry(sign, say(`legend.${key}`)));
  const c = style[data.dark ? "dark" : "light"];
  const told = { c, data, say, nameOf, count, counted, fixed };
  return { ...ofRoutes(told), ...ofSites(told), ...ofPledges(told), ...ofGround(told) };
};
export default (component) => {
  const mine = part(component, "legend");
  const { box, data, say } = mine;
  for (const { dataset, open } of box.querySelectorAll("details")) mine.open[dataset.part] = open;
  mine.open = mine[data.view] ??= {}; // as the reader left it, per view
  const fold = (key, title, inside, isOpen) => html`<details data-part="${key}"
    ${(mine.open[key] ?? isOpen) && "open"}><summary>${title}</summary>${inside}</details>`;
  const about = ABOUT[data.view] ?? [];
  const all = entries(mine);
  const drawn = [...new Set([...about, ...Object.keys(all)])].map((key) => {
    const isThere = all[key].length > 0;
    if (!isThere && key !== about[0]) return null;
    const list = isThere ? html`<ul>${all[key]}</ul>` : html`<p>${say("legend.none")}</p>`;
    const isAbout = about.length ? about.includes(key) : !FOLDED.includes(key);
    return fold(key, say(`legend.${key}`, { end: data.end }), list, isAbout);
  });
  // Beside an open record the legend is one line, so that the page below keeps its place.
  box.classList.toggle("folded", data.folded);
  const title = say("legend.title");
  const whole = data.folded ? fold("all", title, drawn, false) : html`<h3>${title}</h3>${drawn}`;
  box.innerHTML = whole.text;
};
