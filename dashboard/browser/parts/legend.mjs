/* What the signs on the map mean, with counts. */
import { frame, held, kinds, rows, speech, style } from "./core.mjs";
import { html } from "./html.mjs";
import { bits, records, tally } from "./rows.mjs";
import { bubbleRadius, bubbleSign, outSign, PLACES, picture, placeOf, siteSign } from "./signs.mjs";

// What each view is about: its parts stand first and open, the first one also while it is empty, so
// that no filter moves what is beneath it. The overview is about all but what is folded there.
const ABOUT = {
  routes: ["chosen", "route", "corridor", "route_status"],
  resources: ["way_out", "sites", "site_place", "site_status"],
  pledges: ["pledges"],
};
const FOLDED = ["site_status", "participants", "nodes"];
const COUNTED = {
  leg: records(kinds.leg),
  site: records(kinds.site),
  pledge: records(kinds.pledge),
};

const line = (colour, width, dash = [], opacity = 1, core = null) =>
  picture(
    40,
    12,
  )(html`<path d="M1 6H39" stroke="${colour}" stroke-width="${width}"
      stroke-opacity="${opacity}" stroke-dasharray="${dash.join(" ")}"/>
    ${core && html`<path d="M1 6H39" stroke="${core}" stroke-width="${width - 1.6}"/>`}`);
/** @type {(c: Colours, colour: string, how?: {dash?: number[], r?: number, known?: boolean, shape?: string}) => Markup} */
const disc = (c, colour, { dash = [], r = 7, known = true, shape = "disc" } = {}) =>
  picture(2 * r + 4, 2 * r + 4)(bubbleSign(c, colour, dash, r, known, shape));
const site = (c, how, colours, { letter = "", place = "exact" } = {}) =>
  picture(20, 20)(siteSign(c, how, colours, place, letter));
const patch = (c, role) =>
  picture(
    22,
    14,
  )(html`<rect x="1" y="1" width="20" height="12" rx="2" fill="${c.land[role]}"
    stroke="${c.border}"/>`);
const dot = (r, fill, stroke) =>
  picture(
    12,
    12,
  )(html`<circle cx="6" cy="6" r="${r}" fill="${fill}" stroke="${stroke}"
    stroke-width="1.4"/>`);

/** @type {(sign: Markup, text: string | Markup, count?: number, across?: string) => Markup} */
const entry = (sign, text, count, across) =>
  html`<li class="${across}"><span class="swatch">${sign}</span><span>${text}</span>
    ${count !== undefined && html`<small>${count}</small>`}</li>`;
/** Codes that are there, in the order of the style, which goes from built to unknown. */
/** @type {(counts: Record<string, number>, styled: object) => [string, number][]} */
const inOrder = (counts, styled) =>
  Object.keys(styled)
    .filter((code) => counts[code])
    .map((code) => [code, counts[code]]);

// ---- the parts, by their keys; each takes the colours, words, names and counts of what is shown
const ofRoutes = ({ c, say, named, count, data }) => {
  const { width, route_status, access_dash, mode, status } = style;
  const modes = Object.entries(count("leg", "mode"));
  const way = (text, dash, colour = c.route, thick = width.route) =>
    entry(line(colour, thick, dash), say(`legend.${text}`));
  const chosen = [
    way("chosen_way"),
    way("other_way", [], c.route_other, width.route_other),
    way("not_running", route_status.planned),
    way("not_confirmed", route_status.unknown),
    way("access", access_dash, c.route, 2.5),
  ];
  const corridor = [
    way("main", [], c.mode.rail, width.main),
    way("side", [], c.mode.rail, width.side),
    way("other", [], c.quiet, width.other),
  ];
  return {
    chosen: data.route ? chosen : [],
    route: modes.map(([code, n]) =>
      entry(line(c.mode[code] ?? c.mode.other, 3, mode[code]?.dash), named("leg.mode", code), n),
    ),
    corridor: modes.length ? corridor : [],
    route_status: inOrder(count("leg", "status"), status).map(([code, n]) => {
      const { dash, opacity, hollow } = status[code];
      const drawn = line(c.mode.rail, 3, dash, opacity, hollow && c.casing);
      return entry(drawn, named("leg.status", code), n);
    }),
  };
};
const ofSites = ({ c, say, named, count, data }) => {
  const { way_out, site_status, group_order } = style;
  const ways = Object.keys(way_out);
  const outs = tally([...data.out].flatMap((at) => ways[Number(at)] ?? []));
  const plain = [c.group.other[0], c.ink];
  const places = tally(data.sites.map(({ precision }) => placeOf(precision)));
  const group = (code) => rows.resources[code]?.group;
  const resources = Object.entries(count("site", "resource")).sort(
    ([a, n], [b, m]) => group_order.indexOf(group(a)) - group_order.indexOf(group(b)) || m - n,
  );
  return {
    way_out: inOrder(outs, way_out).map(([code, n]) => {
      const sign = html`<g transform="translate(-9 5)">${outSign(c, way_out[code])}</g>`;
      return entry(picture(16, 16)(sign), say(`way_out.${code}`), n);
    }),
    sites: resources.map(([code, n]) => {
      const letter = rows.resources[code]?.letter;
      const drawn = site(c, "fill", c.group[group(code)] ?? c.group.other, { letter });
      return entry(drawn, named("site.resource", code), n);
    }),
    site_status: inOrder(count("site", "status"), site_status).map(([code, n]) =>
      entry(site(c, site_status[code], plain), named("site.status", code), n),
    ),
    site_place: PLACES.filter((place) => places[place]).map((place) =>
      entry(site(c, "fill", plain, { place }), say(`legend.place_${place}`), places[place]),
    ),
  };
};
const ofPledges = ({ c, say, named, count, compact }) => {
  const { flow, size } = style;
  const { JPN, other } = c.pledge;
  const flows = inOrder(count("pledge", "flow"), flow);
  const to = flows.filter(([code]) => flow[code] === "disc");
  const away = flows.filter(([code]) => flow[code] !== "disc");
  const sum = (list) => list.reduce((all, [, n]) => all + n, 0);
  const directions = away.map(
    ([code, n]) => html`<span class="flow">${named("pledge.flow", code)} ${n}</span>`,
  );
  const sizes = size.usd_steps.map(
    (usd) => html`<span class="size">${disc(c, other, { r: bubbleRadius(size, usd) })}
      <small>${compact(usd)}</small></span>`,
  );
  const text = (key) => say(`legend.pledge_${key}`);
  const pledges = [
    entry(disc(c, other), text("to_region"), sum(to), "across"),
    away.length > 0 &&
      entry(
        disc(c, other, { shape: "square" }),
        html`${text("away")}${directions}`,
        sum(away),
        "across",
      ),
    entry(disc(c, JPN), text("japan")),
    entry(disc(c, other), text("other")),
    entry(disc(c, other), text("firm")),
    entry(disc(c, other, { dash: [3, 3] }), text("open")),
    entry(disc(c, other, { r: 5, known: false }), text("none")),
    entry(html`<span class="pill">3</span>`, text("country")),
    html`<li class="sizes"><span>${say("legend.size")}</span>${sizes}</li>`,
  ];
  return { pledges: flows.length ? pledges : [] };
};
const ofGround = ({ c, say }) => ({
  participants: ["participant", "host", "transit"].map((role) =>
    entry(patch(c, role), say(`legend.${role}`)),
  ),
  nodes: [
    entry(dot(4.5, c.node, "none"), say("legend.port")),
    entry(dot(3, c.node_fill, c.node), say("legend.place")),
  ],
});

/** The legend of a view as ``page/legend.py`` tells it. */
const told = (data) => {
  const shown = (kind) => {
    const on = bits(data.show[kind]);
    return COUNTED[kind].filter((_, at) => on(at));
  };
  const say = speech(data.lang);
  return {
    data: { ...data, sites: shown("site") },
    c: style[data.dark ? "dark" : "light"],
    say,
    named: (column, code) =>
      rows.names[data.lang][column][code] ?? (code === "unknown" ? say("legend.unknown") : code),
    count: (kind, column) => tally(shown(kind).map((row) => row[column] ?? "unknown")),
    compact: (n) => new Intl.NumberFormat(data.lang, { notation: "compact" }).format(n),
  };
};
/** @param {Component<any>} component */
export const legend = (component) => {
  const { data, parentElement } = component;
  const box = frame(component, "legend");
  const mine = held.get(parentElement) ?? { open: {}, view: "" };
  held.set(parentElement, mine);
  for (const { dataset, open } of box.querySelectorAll("details"))
    mine.open[`${mine.view}.${dataset.part}`] = open; // as the reader left it, per view
  mine.view = data.view;
  const say = speech(data.lang);
  const about = ABOUT[data.view] ?? [];
  const part = (key, entries) => {
    if (!entries.length && key !== about[0]) return null;
    const isAbout = about.length ? about.includes(key) : !FOLDED.includes(key);
    const open = mine.open[`${data.view}.${key}`] ?? isAbout;
    const list = entries.length ? html`<ul>${entries}</ul>` : html`<p>${say("legend.none")}</p>`;
    return html`<details data-part="${key}" ${open && "open"}>
      <summary>${say(`legend.${key}`, { end: data.end })}</summary>${list}</details>`;
  };
  const all = told(data);
  const parts = { ...ofRoutes(all), ...ofSites(all), ...ofPledges(all), ...ofGround(all) };
  const keys = [...new Set([...about, ...Object.keys(parts)])];
  const drawn = keys.map((key) => part(key, parts[key]));
  // Beside an open record the legend is one line, so that the page below keeps its place.
  box.classList.toggle("folded", data.folded);
  const open = mine.open[`${data.view}.all`] && "open";
  box.innerHTML = data.folded
    ? html`<details data-part="all" ${open}><summary>${say("legend.title")}</summary>${drawn}</details>`
        .text
    : html`<h3>${say("legend.title")}</h3>${drawn}`.text;
};
