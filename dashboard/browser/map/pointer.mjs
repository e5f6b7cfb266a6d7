/* What a reader points at, clicks, or walks to: one test for the whole map. */
import { html } from "../parts/html.mjs";
import { tellPage } from "./channel.mjs";
import { drawDots, hits } from "./dots.mjs";
import { report } from "./host.mjs";
import { lightLegs, openCountry } from "./lines.mjs";
import { colours, familyOf, named, say, scene, style } from "./scene.mjs";

const CROWD = 6; // more marks than this under a finger: come nearer instead of listing

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
    say("map.usd", { n: number(pledge.row.amount_usd, { notation: "compact" }) }),
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
  return html`<strong>${title}</strong>${lines.map((line) => html`<div>${line}</div>`)}`.text;
};

// ---- hover
const tip = L.tooltip({ className: "tip", offset: [0, -6], direction: "top" });
let lit = /** @type {string | null} */ (null);
/** Light a mark, or legs (`~` between them), here or because the page says so. @param {string | null} key */
export const light = (key) => {
  if (scene.lit === key) return;
  scene.lit = key;
  lightLegs((key ?? "").split("~"));
  document.body.dataset.lit = key ?? "";
  drawDots();
};
const point = (feature, latlng) => {
  const key = feature?.key ?? null;
  const text = feature ? card(feature) : "";
  scene.map.getContainer().style.cursor = feature ? "pointer" : "";
  if (feature)
    tip
      .setLatLng(feature.points.length === 1 ? feature.points[0] : latlng)
      .setContent(text)
      .addTo(scene.map);
  else tip.remove();
  if (key === lit) return;
  lit = key;
  light(key);
  tellPage({ atlas: "hover", key });
};

// ---- click
const choose = ({ key }) => report({ sel: key });
const offer = (found, latlng) => {
  const c = colours();
  const items = found.map((feature) => {
    const { key, kind, row } = feature;
    const fill =
      kind === "site" ? c.family[familyOf(row.resource)] : (c.pledge[row.donor] ?? c.pledge.other);
    return html`<button class="entry" data-choose="${key}"><span style="background:${fill}"></span>${row.name ?? row.title}</button>`;
  });
  const content = html`<strong>${say("map.here", { n: found.length })}</strong>${items}`.text;
  tip.remove();
  L.popup({ className: "pop", maxHeight: 260, autoPanPadding: [20, 60], closeButton: false })
    .setLatLng(latlng)
    .setContent(content)
    .openOn(scene.map);
};
const press = ({ containerPoint, latlng, originalEvent }) => {
  const isTouch = originalEvent.pointerType === "touch";
  const found = hits(containerPoint, isTouch);
  if (found.length > CROWD && isTouch) scene.map.setZoomAround(latlng, scene.map.getZoom() + 1.5);
  else if (found.length > 1) offer(found, latlng);
  else if (found.length) choose(found[0]);
  else openCountry();
  scene.under = null;
};

// ---- keys
let walked = -1;
const order = () => {
  const rank = ({ feature: { kind, row } }) =>
    kind === "node" ? style().stops.indexOf(row.id) : 99;
  return scene.marks
    .filter(({ feature }) => feature.kind !== "node" || scene.main.has(feature.row.id))
    .toSorted((a, b) => rank(a) - rank(b) || a.true_at.x - b.true_at.x);
};
const walk = (step) => {
  const all = order();
  if (!all.length) return;
  walked = (walked + step + all.length) % all.length;
  const { feature } = all[walked];
  scene.map.panInside(feature.points[0], {
    paddingTopLeft: [60, 60],
    paddingBottomRight: [60, 60 + scene.cover],
    animate: false,
  });
  point(feature, feature.points[0]);
  /** @type {HTMLElement} */ (document.querySelector(".spoken")).textContent =
    said(feature).join(", ");
};
/** @type {Record<string, () => void>} */
const KEYS = {
  ArrowRight: () => walk(1),
  ArrowDown: () => walk(1),
  ArrowLeft: () => walk(-1),
  ArrowUp: () => walk(-1),
  "+": () => scene.map.zoomIn(),
  "-": () => scene.map.zoomOut(),
  Enter: () => scene.features[lit ?? ""] && choose(scene.features[lit ?? ""]),
  Escape: () => {
    scene.map.closePopup();
    point(null, null);
    tellPage({ atlas: "key", key: "Escape" });
  },
  "/": () => tellPage({ atlas: "key", key: "/" }),
};
const onKey = (event) => {
  const isMap = event.target === scene.map.getContainer();
  const act = KEYS[event.key];
  if (!act || (!isMap && !["/", "Escape"].includes(event.key))) return;
  event.preventDefault();
  act();
};

export const listen = () => {
  const { map } = scene;
  const root = map.getContainer();
  root.tabIndex = 0;
  root.role = "application";
  root.insertAdjacentHTML("beforeend", '<div class="spoken" role="status"></div>');
  let next = 0;
  let isListing = false; // what a list names needs no words beside it
  map.on("zoomstart", () => point(null, null));
  map.on("popupopen popupclose", ({ type }) => {
    isListing = type === "popupopen";
    cancelAnimationFrame(next);
  });
  map.on("click", press).on("mousemove", (event) => {
    if (isListing) return;
    cancelAnimationFrame(next);
    next = requestAnimationFrame(() => point(hits(event.containerPoint)[0] ?? null, event.latlng));
  });
  root.addEventListener("mouseleave", () => {
    cancelAnimationFrame(next);
    point(null, null);
  });
  root.addEventListener("blur", () => point(null, null));
  root.addEventListener("click", ({ target }) => {
    const entry = /** @type {HTMLElement} */ (target).closest("[data-choose]");
    if (!(entry instanceof HTMLElement)) return;
    map.closePopup();
    report({ sel: entry.dataset.choose ?? "" });
  });
  addEventListener("pointerdown", () => tellPage({ atlas: "pointer" }));
  addEventListener("keydown", onKey);
};
