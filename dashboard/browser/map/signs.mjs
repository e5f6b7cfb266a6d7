/* How sites and pledges are drawn, on the map and in its legend. */

// How well the place of a site is known, told by the shape of its sign: a disc where two sources
// agree, a diamond where it is approximate, a square where a town or a neighbouring place stands in.
const PRECISE = { surveyed: "exact", approximate: "approximate" };
export const PLACES = ["exact", "approximate", "rough"];
/** @type {(precision: string | null) => string} */
export const placeOf = (precision) => PRECISE[precision ?? ""] ?? "rough";

/** Pixels, for an amount in dollars: the area grows with it, within bounds. @type {(size: Style["size"], usd: number) => number} */
export const ringRadius = (size, usd) => {
  const r = size.usd_radius * Math.sqrt(usd / size.usd_reference);
  return Math.min(size.usd_most, Math.max(size.usd_least, r));
};

const TURN = 2 * Math.PI;
const OUTLINES = {
  exact: (path, r) => path.arc(0, 0, r, 0, TURN),
  approximate: (path, r) =>
    path.addPath(
      new Path2D(
        `M0 ${-1.25 * r}l${1.25 * r} ${1.25 * r}l${-1.25 * r} ${1.25 * r}l${-1.25 * r} ${-1.25 * r}z`,
      ),
    ),
  rough: (path, r) => path.rect(-0.88 * r, -0.88 * r, 1.76 * r, 1.76 * r),
};
const outline = (place, r) => {
  const path = new Path2D();
  OUTLINES[place](path, r);
  path.closePath();
  return path;
};
/** A site: its family by colour; with room also its state by how it is filled, its place by shape, its letter. */
/** @param {CanvasRenderingContext2D} pen @param {{x: number, y: number, r: number, fill: string, ink?: string, c: Colours, how?: string, place?: string, letter?: string, out?: string}} sign */
export const drawSite = (
  pen,
  { x, y, r, fill, ink = "", c, how = "fill", place = "exact", letter = "", out = "" },
) => {
  const solid = how === "fill" || how === "cross";
  const path = outline(place, r);
  pen.save();
  pen.translate(x, y);
  pen.fillStyle = solid ? fill : c.site_paper;
  pen.fill(path);
  pen.lineWidth = solid ? 1 : 2;
  pen.strokeStyle = solid ? c.site_edge : fill;
  pen.setLineDash(how === "dash" ? [2.6, 2] : []);
  pen.stroke(path);
  pen.setLineDash([]);
  if (how === "half") {
    pen.clip(path);
    pen.fillStyle = fill;
    pen.fillRect(0, -2 * r, 2 * r, 4 * r);
  }
  if (how === "cross") {
    pen.strokeStyle = c.site_paper;
    pen.stroke(new Path2D(`M${-0.7 * r} ${-0.7 * r}L${0.7 * r} ${0.7 * r}`));
  }
  if (out) {
    pen.lineWidth = 2;
    pen.strokeStyle = out;
    pen.stroke(outline("exact", r + 2.2));
  }
  pen.fillStyle = solid ? ink : c.ink;
  pen.font = `680 ${1.15 * r}px sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(letter, 0, 0.08 * r);
  pen.restore();
};
/** The cross in the ring of a closed place, for a radius of 1. */
export const CROSS = "M-0.71 -0.71L0.71 0.71M0.71 -0.71L-0.71 0.71";
/** A closed place: a ring that is crossed. */
/** @param {CanvasRenderingContext2D} pen @param {{x: number, y: number, r: number, ink: string, paper: string}} sign */
export const drawClosed = (pen, { x, y, r, ink, paper }) => {
  pen.save();
  pen.translate(x, y);
  pen.scale(r, r);
  const ring = new Path2D();
  ring.arc(0, 0, 1, 0, TURN);
  pen.fillStyle = paper;
  pen.fill(ring);
  ring.addPath(new Path2D(CROSS));
  pen.lineWidth = 2.2 / r;
  pen.strokeStyle = ink;
  pen.stroke(ring);
  pen.restore();
};
/** A pledge: a ring for money to the region, a square of the same area for what is none; dashed while it is open. */
/** @param {CanvasRenderingContext2D} pen @param {{x: number, y: number, r: number, colour: string, dash: number[], away: boolean}} sign */
export const drawRing = (pen, { x, y, r, colour, dash, away }) => {
  const half = (Math.sqrt(Math.PI) / 2) * r;
  const path = new Path2D();
  if (away) path.rect(x - half, y - half, 2 * half, 2 * half);
  else path.arc(x, y, r, 0, TURN);
  pen.save();
  pen.globalAlpha = 0.13;
  pen.fillStyle = colour;
  pen.fill(path);
  pen.globalAlpha = 1;
  pen.lineWidth = 1.6;
  pen.strokeStyle = colour;
  pen.setLineDash(dash);
  pen.stroke(path);
  pen.restore();
};
