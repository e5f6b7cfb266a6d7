/* Sites, pledges and stops on one canvas: a mark is a place and a radius, found again by where it was drawn. */

import { all, colours, familyOf, isOn, scene, style } from "./scene.mjs";
import { drawClosed, drawRing, drawSite, placeOf, ringRadius } from "./signs.mjs";

const PAD = 0.2; // of the window on each side, so that a map that is dragged has its dots
const NEAR_PX = 4;
const FINGER_PX = 14;
const LINE_PX = 6;
export const CLOSED_PX = 6.5;

const canvas = document.createElement("canvas");
canvas.className = "leaflet-zoom-hide dots";

/** The zoom counted from the opening one. */
const level = () => scene.map.getZoom() - scene.opening;
const siteRadius = () => {
  const { radius, growth, beside } = style().site_size;
  return radius * growth ** level() * (scene.isPledged ? beside : 1);
};
/** Where a mark stands from its place, in pixels: those of one place fan out, so that none hides another. */
const fan = ({ stack }, r) => {
  const away = 2.6 * r * Math.sqrt(stack);
  return L.point(away * Math.cos(2.4 * stack), away * Math.sin(2.4 * stack));
};
const isClosed = ({ id }) => scene.closed.includes(id);
const radiusOf = ({ kind, row }) => {
  if (kind === "pledge") return ringRadius(style().size, row.amount_usd ?? 0);
  if (kind === "site") return siteRadius();
  if (isClosed(row)) return CLOSED_PX;
  return scene.main.has(row.id) ? 5 : Math.max(2, 0.7 * siteRadius());
};
/** A mark with its place in the window; null for what is not drawn. @type {(feature: Feature) => Mark | null} */
const markOf = (feature) => {
  const { kind, row, points, shown } = feature;
  const isThere = {
    site: () => shown && isOn("sites"),
    pledge: () => shown && isOn("pledges") && row.amount_usd !== null,
    node: () =>
      isClosed(row) ||
      (row.kind !== "sea-waypoint" && (scene.main.has(row.id) || (shown && level() > 1.5))),
    leg: () => false,
  };
  // The mark of the open record is there whatever is filtered.
  const isOpen = feature.key === scene.sel && kind !== "leg";
  if (!points.length || !(isOpen || isThere[kind]())) return null;
  const r = radiusOf(feature);
  const true_at = scene.map.latLngToContainerPoint(points[0]);
  return {
    feature,
    r,
    at: true_at.add(kind === "node" ? [0, 0] : fan(feature, Math.min(r, 8))),
    true_at,
  };
};
/** All marks that are drawn, lowest first. @type {() => Mark[]} */
const marks = () =>
  /** @type {Kind[]} */ (["pledge", "node", "site"]).flatMap((kind) => {
    const found = /** @type {Mark[]} */ (all(kind).map(markOf).filter(Boolean));
    return kind === "pledge" ? found.sort((a, b) => b.r - a.r) : found;
  });

const PENS = {
  site: (pen, { feature: { row, out, key }, r, x, y }) => {
    const c = colours();
    const family = familyOf(row.resource);
    const isNear = r >= style().site_size.letter;
    const near = isNear && {
      how: style().site_status[row.status ?? "unknown"] ?? "dash",
      place: placeOf(row.precision),
      letter: scene.rows.resources[row.resource]?.letter ?? "?",
    };
    const way = out ? c.out[style().way_out[out].colour] : "";
    const isAside = (scene.isRouting || scene.isPledged) && key !== scene.sel;
    pen.globalAlpha = isAside ? (scene.isRouting ? 0.3 : 0.6) : 1;
    drawSite(pen, {
      x,
      y,
      r,
      c,
      fill: c.family[family],
      ink: c.family_ink[family],
      out: way,
      ...near,
    });
    pen.globalAlpha = 1;
  },
  pledge: (pen, { feature: { row }, r, x, y }) => {
    const c = colours();
    const colour = row.donor === "JPN" ? c.pledge.JPN : c.pledge.other;
    const away = style().flow[row.flow] !== "disc";
    drawRing(pen, { x, y, r, colour, dash: style().pledge_dash[row.status] ?? [], away });
  },
  node: (pen, { feature: { row }, r, x, y }) => {
    const c = colours();
    const isStop = scene.main.has(row.id);
    ring(pen, x, y, r, isStop ? c.line.main : c.ink_quiet, isStop ? 2.2 : 1.2, c.casing);
  },
};
const ring = (pen, x, y, r, colour, width, fill = "") => {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  if (fill) {
    pen.fillStyle = fill;
    pen.fill();
  }
  pen.lineWidth = width;
  pen.strokeStyle = colour;
  pen.stroke();
};
/** Where what is closed is told: at a place, in the middle of a leg. */
export const closedPlaces = () => [
  ...scene.marks
    .filter(({ feature: { kind, row } }) => kind === "node" && isClosed(row))
    .map(({ at }) => at),
  ...all("leg")
    .filter(({ row, layers }) => isClosed(row) && layers.length)
    .map(({ layers }) => scene.map.latLngToContainerPoint(layers[0].getCenter())),
];
/** Find out where the marks are, where the map is now. */
export const placeMarks = () => {
  scene.marks = marks();
};
/** Draw them. */
export const drawDots = () => {
  const size = scene.map.getSize();
  const pad = size.multiplyBy(PAD).round();
  const scale = devicePixelRatio;
  const [width, height] = [size.x + 2 * pad.x, size.y + 2 * pad.y];
  Object.assign(canvas, { width: width * scale, height: height * scale });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  scene.map.getPane("dots")?.append(canvas);
  L.DomUtil.setPosition(canvas, scene.map.containerPointToLayerPoint(pad.multiplyBy(-1)));
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(scale, scale);
  placeMarks();
  const c = colours();
  for (const mark of scene.marks) {
    const { x, y } = mark.at.add(pad);
    if (mark.at.distanceTo(mark.true_at) > 1) {
      const { x: to_x, y: to_y } = mark.true_at.add(pad);
      pen.lineWidth = 0.6;
      pen.strokeStyle = c.site_edge;
      pen.stroke(new Path2D(`M${to_x} ${to_y}L${x} ${y}`));
    }
    PENS[mark.feature.kind](pen, { ...mark, x, y });
  }
  for (const [lat, lng] of scene.stops) {
    const { x, y } = scene.map.latLngToContainerPoint([lat, lng]).add(pad);
    ring(pen, x, y, 6, c.route, 3, c.casing);
  }
  for (const at of closedPlaces()) {
    const { x, y } = at.add(pad);
    drawClosed(pen, { x, y, r: CLOSED_PX, ink: c.ink, paper: c.casing });
  }
  for (const [key, colour, width] of [
    [scene.sel, c.select, 3],
    [scene.lit, c.ink, 2.5],
  ]) {
    const mark = scene.marks.find(({ feature }) => feature.key === key);
    if (mark) ring(pen, mark.at.x + pad.x, mark.at.y + pad.y, mark.r + 4, colour, width);
  }
};

/** What lies under a point of the window, what is drawn highest first; a line only where no mark is. */
/** @type {(point: L.Point, isTouch?: boolean) => Feature[]} */
export const hits = (point, isTouch = false) => {
  const near = isTouch ? FINGER_PX : NEAR_PX;
  const found = scene.marks
    .map((mark) => ({ ...mark, away: mark.at.distanceTo(point) }))
    .filter(({ r, away, feature }) => away <= (feature.kind === "pledge" ? r : r + near));
  const rank = ({ feature: { kind }, r, away }) => (kind === "pledge" ? 1e3 + r : away);
  if (found.length) return found.sort((a, b) => rank(a) - rank(b)).map(({ feature }) => feature);
  const at = scene.map.containerPointToLayerPoint(point);
  const lines = all("leg")
    .filter(({ row, layers }) => isOn(row.layer) && layers.length)
    .map((leg) => ({
      leg,
      away:
        /** @type {any} */ (leg.layers.at(-1)?.closestLayerPoint(at))?.distance ??
        Number.POSITIVE_INFINITY,
    }))
    .filter(({ away }) => away <= LINE_PX + (isTouch ? near : 0));
  return lines
    .sort((a, b) => a.away - b.away)
    .slice(0, 1)
    .map(({ leg }) => leg);
};
