/* What the signs on the map mean, with counts. */
import { el, frame, held, kinds, rows, speech, style } from "./core.mjs";
import { bits, bubbleRadius, bubbleSign, outSign, PLACES, placeOf, siteSign } from "./signs.mjs";

/* What each view is about: its parts stand first and open, the first one also while it is empty, so that no filter moves what is beneath it.
   The other parts stand folded. The overview is about everything. */
const ABOUT = {
  routes: ["chosen", "route", "corridor", "route_status"],
  resources: ["way_out", "sites", "site_place", "site_status"],
  pledges: ["pledges"],
};
const OPEN = [
  "chosen",
  "way_out",
  "route",
  "corridor",
  "route_status",
  "sites",
  "site_place",
  "pledges",
];
const svg = (width, height, inner) => {
  const holder = el("span", { class: "swatch" });
  holder.innerHTML = `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${inner}</svg>`;
  return holder;
};
const counted = (kind, on, column) => {
  const at = kinds[kind].columns.indexOf(column),
    counts = {};
  kinds[kind].rows.forEach((row, index) => {
    if (on(index)) counts[row[at] ?? "unknown"] = (counts[row[at] ?? "unknown"] ?? 0) + 1;
  });
  return counts;
};
const siteMark = (c, how, colours, letter = "", place = "exact") => {
  const drawn = svg(20, 20, siteSign(c, how, colours, place));
  drawn.querySelector("text").textContent = letter;
  return drawn;
};
const line = (colour, width, dash = [], opacity = 1, core = null) =>
  svg(
    40,
    12,
    `<path d='M1 6H39' stroke='${colour}' stroke-width='${width}' stroke-opacity='${opacity}' stroke-dasharray='${dash.join(" ")}'/>` +
      (core
        ? `<path d='M1 6H39' stroke='${core}' stroke-width='${Math.max(1, width - 1.6)}'/>`
        : ""),
  );
// Codes in the order of the style, which goes from built to unknown.
const inOrder = (counts, styled) =>
  Object.keys(styled)
    .filter((code) => counts[code])
    .map((code) => [code, counts[code]]);
const rank = (first, { dataset: { part } }) =>
  first.includes(part) ? first.indexOf(part) : first.length;
export const legend = (component) => {
  const { data } = component,
    c = style[data.dark ? "dark" : "light"],
    say = speech(data.lang);
  const on = Object.fromEntries(
    Object.entries(data.show).map(([kind, text]) => [kind, bits(text)]),
  );
  const names = rows.names[data.lang],
    box = frame(component, "legend"),
    mine = held.get(component.parentElement) ?? { open: {} };
  held.set(component.parentElement, mine);
  for (const d of box.querySelectorAll("details"))
    mine.open[`${mine.view}.${d.dataset.part}`] = d.open; // as the reader left it, per view
  mine.view = data.view;
  const row = (swatch, text, count) =>
    el(
      "li",
      {},
      swatch,
      el("span", {}, text),
      count === undefined ? null : el("small", {}, String(count)),
    );
  const first = ABOUT[data.view] ?? [],
    about = ABOUT[data.view] ?? OPEN;
  const part = (key, entries, fill = {}) =>
    entries.length === 0 && key !== first[0]
      ? null
      : el(
          "details",
          { open: mine.open[`${data.view}.${key}`] ?? about.includes(key), "data-part": key },
          el("summary", {}, say(`legend.${key}`, fill)),
          entries.length ? el("ul", {}, ...entries) : el("p", {}, say("legend.none")),
        );
  const legs = counted("leg", on.leg, "mode"),
    states = counted("leg", on.leg, "status");
  const resources = counted("site", on.site, "resource"),
    conditions = counted("site", on.site, "status");
  const byGroup = Object.entries(resources).sort(
    ([a, n], [b, m]) =>
      style.group_order.indexOf(rows.resources[a]?.group) -
        style.group_order.indexOf(rows.resources[b]?.group) || m - n,
  );
  const patch = (colour) =>
    svg(
      22,
      14,
      `<rect x='1' y='1' width='20' height='12' rx='2' fill='${colour}' stroke='${c.border}'/>`,
    );
  const disc = (colour, dash, r = 7, known = true, shape = "disc") =>
    svg(2 * r + 4, 2 * r + 4, bubbleSign(c, colour, dash, r, known, shape));
  const sizes = style.size.usd_steps.map((usd) => [usd, bubbleRadius(style.size, usd)]);
  const flows = inOrder(counted("pledge", on.pledge, "flow"), style.flow),
    sum = (list) => list.reduce((all, [, n]) => all + n, 0);
  const [toRegion, away] = ["disc", "square"].map((shape) =>
    flows.filter(([code]) => style.flow[code] === shape),
  );
  const places = {};
  for (const [code, n] of Object.entries(counted("site", on.site, "precision")))
    places[placeOf(code)] = (places[placeOf(code)] ?? 0) + n;
  const ways = Object.keys(style.way_out),
    outs = {};
  [...data.out].forEach((at) => {
    if (at !== "-") outs[ways[at]] = (outs[ways[at]] ?? 0) + 1;
  });
  const parts = [
    part(
      "chosen",
      !data.route
        ? []
        : [
            row(line(c.route, style.width.route), say("legend.chosen_way")),
            row(line(c.route_other, style.width.route_other), say("legend.other_way")),
            row(
              line(c.route, style.width.route, style.route_status.planned),
              say("legend.not_running"),
            ),
            row(
              line(c.route, style.width.route, style.route_status.unknown),
              say("legend.not_confirmed"),
            ),
            row(line(c.route, 2.5, style.access_dash), say("legend.access")),
          ],
    ),
    part(
      "way_out",
      inOrder(outs, style.way_out).map(([code, n]) =>
        row(
          svg(16, 16, `<g transform='translate(-9 5)'>${outSign(c, style.way_out[code])}</g>`),
          say(`way_out.${code}`),
          n,
        ),
      ),
      { end: data.end },
    ),
    part(
      "route",
      Object.entries(legs).map(([mode, n]) =>
        row(
          line(c.mode[mode] ?? c.mode.other, 3, style.mode[mode]?.dash),
          names["leg.mode"][mode] ?? mode,
          n,
        ),
      ),
    ),
    part(
      "corridor",
      Object.keys(legs).length === 0
        ? []
        : [
            row(line(c.mode.rail, style.width.main), say("legend.main")),
            row(line(c.mode.rail, style.width.side), say("legend.side")),
            row(line(c.quiet, style.width.other), say("legend.other")),
          ],
    ),
    part(
      "route_status",
      inOrder(states, style.status).map(([code, n]) => {
        const how = style.status[code] ?? style.status.unknown;
        return row(
          line(c.mode.rail, 3, how.dash, how.opacity, how.hollow ? c.casing : null),
          code === "unknown" ? say("legend.unknown") : (names["leg.status"][code] ?? code),
          n,
        );
      }),
    ),
    part(
      "sites",
      byGroup.map(([code, n]) =>
        row(
          siteMark(
            c,
            "fill",
            c.group[rows.resources[code]?.group] ?? c.group.other,
            rows.resources[code]?.letter,
          ),
          names["site.resource"][code] ?? code,
          n,
        ),
      ),
    ),
    part(
      "site_status",
      inOrder(conditions, style.site_status).map(([code, n]) =>
        row(
          siteMark(c, style.site_status[code] ?? "dash", [c.group.other[0], c.ink]),
          code === "unknown"
            ? (names["site.status"].unknown ?? say("legend.unknown"))
            : (names["site.status"][code] ?? code),
          n,
        ),
      ),
    ),
    part(
      "site_place",
      PLACES.filter((place) => places[place]).map((place) =>
        row(
          siteMark(c, "fill", [c.group.other[0], c.ink], "", place),
          say(`legend.place_${place}`),
          places[place],
        ),
      ),
    ),
    part(
      "pledges",
      flows.length === 0
        ? []
        : [
            el(
              "li",
              { class: "across" },
              disc(c.pledge.other, []),
              el("span", {}, say("legend.pledge_to_region")),
              el("small", {}, String(sum(toRegion))),
            ),
            away.length === 0
              ? null
              : el(
                  "li",
                  { class: "across" },
                  disc(c.pledge.other, [], 7, true, "square"),
                  el(
                    "span",
                    {},
                    say("legend.pledge_away"),
                    ...away.map(([code, n]) =>
                      el("span", { class: "flow" }, `${names["pledge.flow"][code] ?? code} ${n}`),
                    ),
                  ),
                  el("small", {}, String(sum(away))),
                ),
            row(disc(c.pledge.JPN, []), say("legend.pledge_japan")),
            row(disc(c.pledge.other, []), say("legend.pledge_other")),
            row(disc(c.pledge.other, [], 7), say("legend.pledge_firm")),
            row(disc(c.pledge.other, [3, 3], 7), say("legend.pledge_open")),
            row(disc(c.pledge.other, [], 5, false), say("legend.pledge_none")),
            row(el("span", { class: "pill" }, "3"), say("legend.pledge_country")),
            el(
              "li",
              { class: "sizes" },
              el("span", {}, say("legend.size")),
              ...sizes.map(([usd, r]) =>
                el(
                  "span",
                  { class: "size" },
                  disc(c.pledge.other, [], r),
                  el(
                    "small",
                    {},
                    new Intl.NumberFormat(data.lang, { notation: "compact" }).format(usd),
                  ),
                ),
              ),
            ),
          ].filter(Boolean),
    ),
    part(
      "participants",
      ["participant", "host", "transit"].map((role) =>
        row(patch(c.land[role]), say(`legend.${role}`)),
      ),
    ),
    part("nodes", [
      row(svg(12, 12, `<circle cx='6' cy='6' r='4.5' fill='${c.node}'/>`), say("legend.port")),
      row(
        svg(
          12,
          12,
          `<circle cx='6' cy='6' r='3' fill='${c.node_fill}' stroke='${c.node}' stroke-width='1.4'/>`,
        ),
        say("legend.place"),
      ),
    ]),
  ]
    .filter(Boolean)
    .sort((a, b) => rank(first, a) - rank(first, b));
  // Beside an open record the legend is one line, so that the page below keeps its place.
  box.classList.toggle("folded", data.folded);
  box.replaceChildren(
    data.folded
      ? el(
          "details",
          { "data-part": "all", open: mine.open[`${data.view}.all`] },
          el("summary", {}, say("legend.title")),
          ...parts,
        )
      : el("div", {}, el("h3", {}, say("legend.title")), ...parts),
  );
};
