/* Draws what the server decides and reports clicks. The frame keeps all rows and shapes; a message says which to show. */
import { bits, KINDS, records } from "../parts/rows.mjs";
import { hearPage, tellPage } from "./channel.mjs";
import { drawCorners, paintCorners } from "./corners.mjs";
import { drawCountries, outlineCountries, showUnplaced } from "./countries.mjs";
import { drawHits, drawLeg, drawMark, showWaysOut } from "./features.mjs";
import { CSS, ROWS, SHAPES } from "./files.mjs"; // made when the files are published
import { forgetLayers, placeMarksPlainly } from "./host.mjs";
import { showRoute } from "./route.mjs";
import { colours, say, scene, style } from "./scene.mjs";

const NARROW_PX = 600;
// From low to high.
const PANES = "tiles world land legs ways hits bubbles sites nodes names badges ends".split(" ");

/** What the server said last. @type {MapMessage | null} */
let told = null;
/** What the page expects of the answer to its last click: an optimistic update. @type {Preview | null} */
let expected = null;
let isLoaded = false;
// What was done last, so that it happens once: the message shown, how it looks, where the reader was brought to.
const done = { message: "", looks: "", sel: "", view: "" };

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
const drawFeatures = () => {
  const stacks = {};
  for (const kind of KINDS)
    records(scene.rows.kinds[kind]).forEach((row, at) => {
      const points = scene.shapes[kind][at];
      const spot = `${kind}${points}`;
      const stack = stacks[spot] ?? 0;
      stacks[spot] = stack + 1;
      const key = `${kind}:${row.id}`;
      /** @type {Feature} */
      const feature = { kind, key, row, points, stack, layers: [], shown: true, out: undefined };
      scene.features[key] = feature;
      if (kind === "leg") drawLeg(feature);
      else if (points.length && row.kind !== "sea-waypoint") drawMark(feature);
    });
};
const draw = () => {
  document.body.classList.toggle("dark", scene.dark);
  for (const [name, value] of Object.entries({ ...colours(), font: style().font }))
    if (typeof value === "string") document.body.style.setProperty(`--${name}`, value);
  scene.drawn.clearLayers();
  Object.assign(scene, { features: {}, countries: {} });
  drawCountries();
  drawFeatures();
  paintCorners();
  scene.map.getContainer().ariaLabel = say("map.label");
  scene.legs = Object.values(scene.features).filter(({ kind }) => kind === "leg");
  drawHits(scene.legs);
  document.body.classList.add("drawn");
};
const start = () => {
  Object.assign(scene, { rows: window.ATLAS_ROWS, shapes: window.ATLAS_SHAPES });
  drawCorners();
  isLoaded = true;
  show();
  tellPage({ atlas: "ready" });
};

// ---- showing: nothing is drawn again, only shown or hidden
const showRows = (rows) => {
  const counts = KINDS.map((kind) => {
    const on = bits(rows[kind]);
    const features = scene.rows.kinds[kind].ids.map((id) => scene.features[`${kind}:${id}`]);
    features.forEach((feature, at) => {
      if (feature.shown === on(at)) return;
      feature.shown = on(at);
      for (const layer of feature.layers) {
        layer.getElement()?.classList.toggle("off", !feature.shown);
        if (!feature.shown) layer.closePopup();
      }
    });
    return `${kind}:${features.filter((feature) => feature.shown).length}`;
  });
  document.body.dataset.shown = counts.join(" ");
};
const select = (sel) => {
  for (const node of document.querySelectorAll(".chosen")) node.classList.remove("chosen");
  const feature = scene.features[sel];
  if (!feature) return;
  for (const layer of feature.layers) layer.getElement()?.classList.add("chosen");
  const bounds = L.latLngBounds(feature.points);
  if (bounds.isValid() && sel !== done.sel && !scene.map.getBounds().contains(bounds))
    scene.map.panTo(bounds.getCenter());
  done.sel = sel;
};
const moveTo = (view) => {
  const [zoom, ...centre] = view ?? [];
  if (view && String(view) !== done.view) scene.map.setView(centre, zoom, { animate: false });
  done.view = String(view);
};
const show = () => {
  if (!isLoaded || !told) return;
  const { show: rows, country } = expected ?? told;
  const message = { ...told, show: rows, country, asked: 0 };
  const { lang, dark, base, out, sel, route, view } = message;
  const [text, looks] = [JSON.stringify(message), String([lang, dark, base])];
  if (text === done.message) return; // most answers are what was expected
  Object.assign(scene, { lang, dark, base });
  if (looks !== done.looks) draw();
  Object.assign(done, { message: text, looks });
  showRows(rows);
  showWaysOut(out);
  outlineCountries(message);
  showUnplaced();
  select(sel);
  showRoute(route, Boolean(view));
  moveTo(view);
};

// ---- the map itself
const sizeByZoom = () => {
  const zoom = scene.map.getZoom();
  document.body.style.setProperty("--site", `${zoom < 4.5 ? 14 : zoom < 6 ? 17 : 21}px`);
  document.body.classList.toggle("near", zoom >= 5.5);
};
const makeMap = (place) => {
  // One finger scrolls the page on a touch screen, two move the map; a wheel needs the map in use.
  const still = { dragging: !L.Browser.mobile, scrollWheelZoom: false };
  const zooms = { minZoom: 2, maxZoom: 12, zoomSnap: 0.25, zoomControl: false };
  const map = L.map(place, { ...still, ...zooms, worldCopyJump: true, attributionControl: false });
  for (const [at, name] of PANES.entries()) map.createPane(name).style.zIndex = String(400 + at);
  return map
    .on("focus click", () => map.scrollWheelZoom.enable())
    .on("blur mouseout", () => map.scrollWheelZoom.disable())
    .on("zoomend", sizeByZoom);
};

window.Atlas = {
  boot(place) {
    styled();
    placeMarksPlainly();
    scene.map = makeMap(place);
    scene.drawn = L.layerGroup().addTo(scene.map);
    const isNarrow = scene.map.getSize().x < NARROW_PX;
    const [south, west, north, east] = isNarrow ? [35, 41, 50, 82] : [36, 33, 54, 87];
    scene.map.fitBounds(L.latLngBounds([south, west], [north, east]), { animate: false });
    sizeByZoom();
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
};
hearPage((message) => {
  expected = message.atlas === "preview" ? message : null;
  show();
});
