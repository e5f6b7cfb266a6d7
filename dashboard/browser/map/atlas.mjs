/* Draws what the server decides and reports clicks. The frame keeps all rows and shapes; a message says which to show. */
import { bits, KINDS, records } from "../parts/rows.mjs";
import { hearPage, tellPage } from "./channel.mjs";
import { makeCorners, paintCorners } from "./corners.mjs";
import { drawDots, hits, placeMarks } from "./dots.mjs";
import { CSS, ROWS, SHAPES } from "./files.mjs"; // made when the files are published
import { forgetLayers, hearTheme } from "./host.mjs";
import { makeLegend, showLegend } from "./legend.mjs";
import { drawCountries, drawLegs, outlineCountries, showLegs, showRoute } from "./lines.mjs";
import { placeNames } from "./names.mjs";
import { light, listen } from "./pointer.mjs";
import { all, colours, say, scene, style } from "./scene.mjs";

// From low to high.
const PANES = ["tiles", "world", "land", "casing", "legs", "ways", "dots", "names"];
const MARGIN = L.point(14, 14);
const BESIDE_PX = 14; // a mark so near to the legend has no room for its name
const NEAREST = 2.5; // levels from the opening zoom to which a selection brings the map
const CLOSE = 3.5; // and to which a record does, so that marks have letter and state

/** What the server said last. @type {MapMessage | null} */
let told = null;
/** What the page expects of the answer to its last click: an optimistic update. @type {Preview | null} */
let expected = null;
/** Whether the page is dark, where it has said so. @type {boolean | null} */
let isDark = null;
let isLoaded = false;
let isMoved = false; // by the reader: from then on a new size of the window leaves the map where it is
// What was done last, so that it happens once: the message shown, how it looks, where the reader was brought to.
const done = { message: "", looks: "", sel: "", view: "", area: "" };
/** Where the map was before a filter moved it. @type {{ centre: L.LatLng, zoom: number, isMoved: boolean, size: L.Point } | null} */
let before = null;

// ---- files: as scripts, which also a frame that is shut off from its host may load
const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
const load = (name) =>
  new Promise((onload, onerror) => {
    const src = new URL(name, here).href;
    document.body.append(Object.assign(document.createElement("script"), { src, onload, onerror }));
  });
const loading = Promise.all([ROWS, SHAPES].map(load));
const styled = () =>
  document.head.append(Object.assign(document.createElement("style"), { textContent: CSS }));

// ---- drawing: once, and anew in another theme, language or over another background
const makeFeatures = () => {
  const stacks = {};
  const made = (kind) => (row, at) => {
    const points = scene.shapes[kind][at];
    const spot = `${kind}${points}`;
    const stack = stacks[spot] ?? 0;
    stacks[spot] = stack + 1;
    const key = `${kind}:${row.id}`;
    return { kind, key, row, points, stack, layers: [], shown: true, out: undefined };
  };
  for (const kind of KINDS) {
    scene.kinds[kind] = records(scene.rows.kinds[kind]).map(made(kind));
    for (const feature of scene.kinds[kind]) scene.features[feature.key] = feature;
  }
};
const draw = () => {
  document.body.classList.toggle("dark", scene.dark);
  for (const [name, value] of Object.entries({ ...colours(), font: style().font }))
    if (typeof value === "string") document.body.style.setProperty(`--${name}`, value);
  scene.drawn.clearLayers();
  Object.assign(scene, { features: {}, kinds: {}, countries: {} });
  drawCountries();
  makeFeatures();
  drawLegs();
  paintCorners();
  const root = scene.map.getContainer();
  Object.assign(root, { ariaLabel: say("map.label"), lang: scene.lang });
  document.body.classList.add("drawn");
};
let isHeld = false;
/** Marks and names, where the map is now. */
const settle = () => {
  if (!isLoaded || isHeld) return;
  drawDots();
  const { unnamed } = scene;
  placeNames();
  if (unnamed !== scene.unnamed) showLegend();
};

/** Do something that may move the map more than once; marks and names are drawn when it is over. */
const hold = (act) => {
  const outer = isHeld;
  isHeld = true;
  act();
  isHeld = outer;
  settle();
};

// ---- where the map is
const legend = () => /** @type {HTMLElement} */ (document.querySelector(".legend"));
/** How many marks are under the legend, or so near to it. */
const covered = (near = 0) => {
  const { right, bottom } = legend().getBoundingClientRect();
  return scene.marks.filter(({ at }) => at.x < right + near && at.y < bottom + near).length;
};
/** Bring an area into the part of the map that nothing covers, as near as leaves no mark under the legend. */
/** @type {(area: L.LatLngBounds, nearest?: number) => void} */
const fit = (area, nearest) =>
  hold(() => {
    const wide = legend().offsetWidth;
    const tries = [0, 0.25, 0.5, 0.75, 1].map((share) => {
      const paddingTopLeft = MARGIN.add([share * wide, 0]);
      const paddingBottomRight = MARGIN.add([0, scene.cover]);
      const options = { paddingTopLeft, paddingBottomRight, maxZoom: nearest, animate: false };
      scene.map.fitBounds(area, options);
      placeMarks();
      const [hidden, crowded] = [covered(), covered(BESIDE_PX)];
      return { options, zoom: scene.map.getZoom(), hidden, crowded };
    });
    const [best] = tries.sort(
      (a, b) => a.hidden - b.hidden || b.zoom - a.zoom || a.crowded - b.crowded,
    );
    scene.map.fitBounds(area, best.options);
    isMoved = false;
  });
const trunk = () => all("leg").filter(({ row }) => row.trunk);
const boundsOf = (features) => L.latLngBounds(features.flatMap(({ points }) => points));
const opening = () => boundsOf([...all("site"), ...trunk()]);
const open = () => {
  scene.opening = scene.map.getBoundsZoom(opening(), false, MARGIN.multiplyBy(2));
  fit(opening());
  scene.opening = scene.map.getZoom();
};
/** Fit the map to what is selected; once nothing is, bring back where it was. */
const follow = ({ country, show: { site } }) => {
  const sites = all("site").filter(({ shown, points }) => shown && points.length);
  const isAll = sites.length === all("site").filter(({ points }) => points.length).length;
  const area = isAll && !country.some(Boolean) ? "" : String([country, site]);
  if (area === done.area) return;
  const { map } = scene;
  const size = map.getSize();
  if (!done.area) before = { centre: map.getCenter(), zoom: map.getZoom(), isMoved, size };
  done.area = area;
  // What the opening view was in a window of another size it is no more.
  if (!area && before && !before.isMoved && !before.size.equals(size)) return open();
  if (!area && before) {
    map.setView(before.centre, before.zoom, { animate: false });
    isMoved = before.isMoved;
    return;
  }
  const bounds = boundsOf(country.some(Boolean) ? [] : sites);
  for (const id of country)
    if (scene.countries[id]) bounds.extend(scene.countries[id].layer.getBounds());
  if (bounds.isValid()) fit(bounds, scene.opening + NEAREST);
};

// ---- showing: nothing is drawn again, only shown or hidden
const showRows = (rows) => {
  const counts = KINDS.map((kind) => {
    const on = bits(rows[kind]);
    all(kind).forEach((feature, at) => {
      feature.shown = on(at);
    });
    return `${kind}:${all(kind).filter(({ shown }) => shown).length}`;
  });
  document.body.dataset.shown = counts.join(" ");
};
/** @param {string} ways */
const showWaysOut = (ways) => {
  const codes = Object.keys(style().way_out);
  all("site").forEach((site, at) => {
    site.out = codes[Number(ways[at])];
  });
};
const select = (sel) => {
  for (const node of document.querySelectorAll("path.chosen")) node.classList.remove("chosen");
  scene.sel = sel;
  const feature = scene.features[sel];
  for (const layer of feature?.layers ?? []) layer.getElement()?.classList.add("chosen");
  if (!feature?.points.length || sel === done.sel) return;
  done.sel = sel;
  const bounds = boundsOf([feature]);
  const paddingTopLeft = L.point(feature.kind === "leg" ? 0 : legend().offsetWidth + 20, 40);
  if (bounds.isValid())
    scene.map.panInside(bounds.getCenter(), {
      paddingTopLeft,
      paddingBottomRight: [40, 40 + scene.cover],
      animate: false,
    });
};
/** Bring the map to a record, from near by. @param {string} key */
const look = (key) => {
  const country = scene.countries[key.replace("country:", "")];
  const feature = scene.features[key];
  const bounds = country ? country.layer.getBounds() : boundsOf(feature ? [feature] : []);
  if (!bounds.isValid()) return;
  fit(bounds, scene.opening + CLOSE);
  isMoved = true;
};
const moveTo = (view) => {
  const [zoom, ...centre] = view ?? [];
  if (view && String(view) !== done.view) scene.map.setView(centre, zoom, { animate: false });
  done.view = String(view);
};
const show = () => {
  if (!isLoaded || !told) return;
  const { show: rows, country } = expected ?? told;
  const message = { ...told, show: rows, country, dark: isDark ?? told.dark, asked: 0 };
  const { lang, dark, base, out, sel, route, view, hidden, closed } = message;
  const [text, looks] = [JSON.stringify(message), String([lang, dark, base])];
  if (text === done.message) return; // most answers are what was expected
  const isFirst = done.message === "";
  hold(() => {
    const isPledged = message.page === "pledges";
    Object.assign(scene, {
      lang,
      dark,
      base,
      hidden,
      closed,
      isPledged,
      isRouting: Boolean(route),
    });
    document.body.classList.toggle("pledged", isPledged);
    if (looks !== done.looks) draw();
    Object.assign(done, { message: text, looks });
    showRows(rows);
    showWaysOut(out);
    showLegs();
    outlineCountries(message);
    showLegend(message);
    if (isFirst) open();
    const area = showRoute(route);
    if (!view) {
      follow(message);
      if (area) fit(area);
    }
    moveTo(view);
    select(sel);
  });
};

// ---- the map itself
const start = () => {
  Object.assign(scene, { rows: window.ATLAS_ROWS, shapes: window.ATLAS_SHAPES });
  scene.main = new Set(style().stops);
  makeLegend(settle);
  makeCorners(() => fit(opening()));
  listen();
  isLoaded = true;
  show();
  tellPage({ atlas: "ready" });
};
const makeMap = (place) => {
  const zooms = { minZoom: 2, maxZoom: 12, zoomSnap: 0.25, zoomDelta: 0.5, zoomControl: false };
  const own = { worldCopyJump: true, attributionControl: false, keyboard: false };
  const map = L.map(place, {
    ...zooms,
    ...own,
    zoomAnimation: !matchMedia("(prefers-reduced-motion)").matches,
  });
  for (const [at, name] of PANES.entries()) map.createPane(name).style.zIndex = String(400 + at);
  return map.on("moveend", settle).on("dragstart zoomstart", () => {
    isMoved = true;
  });
};
const sized = () => {
  scene.map.invalidateSize({ animate: false });
  if (!isLoaded || !told) return;
  const isFree = !isMoved && !done.area && !told.view && !told.route;
  hold(() => {
    showLegend();
    if (isFree) open();
  });
};

window.Atlas = {
  boot(place) {
    styled();
    scene.map = makeMap(place);
    Object.assign(scene, {
      drawn: L.layerGroup().addTo(scene.map),
      marks: [],
      stops: [],
      features: {},
      kinds: {},
      opening: 4,
    });
    scene.map.setView([43, 62], 4, { animate: false });
    new ResizeObserver(sized).observe(scene.map.getContainer());
    loading.then(start).catch((fault) => {
      document.body.classList.add("failed");
      throw fault;
    });
    return scene.map;
  },
  apply(message) {
    forgetLayers();
    told = message;
    if (expected?.n === message.asked) expected = null;
    show();
    return L.layerGroup();
  },
  at: (key) => scene.marks.find(({ feature }) => feature.key === key)?.at ?? null,
  marks: () => scene.marks,
  trunk: () => trunk().map(({ key }) => key),
  hits,
};
hearPage((message) => {
  if (message.atlas === "hover") return isLoaded && light(message.key);
  if (message.atlas === "look") return isLoaded && look(message.key);
  if (message.atlas === "cover") {
    const isNews = message.bottom !== scene.cover;
    scene.cover = message.bottom;
    document.body.style.setProperty("--cover", `${message.bottom}px`);
    if (isNews) sized();
    return;
  }
  expected = message.atlas === "preview" ? message : null;
  show();
});
hearTheme((dark) => {
  isDark = dark;
  show();
});
