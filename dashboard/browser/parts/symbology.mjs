/* The signs that stand both on the map and in the legend. */
import { html } from "./html.mjs";

// How well the place of a site is known, told by the shape of its sign: a disc where two sources
// agree, a diamond where it is approximate, a square where a town or a neighbouring place stands in.
const PRECISE = { surveyed: "exact", approximate: "approximate" };
export const PLACES = ["exact", "approximate", "rough"];
/** @type {(precision: string | null) => string} */
export const placeOf = (precision) => PRECISE[precision ?? ""] ?? "rough";

const OUTLINES = {
  exact: html`circle cx="10" cy="10" r="8.4"`,
  approximate: html`path d="M10 -.6L20.6 10L10 20.6L-.6 10z"`,
  rough: html`rect x="2" y="2" width="16" height="16" rx="2"`,
};
const HALVES = {
  exact: "M10 1.6a8.4 8.4 0 0 1 0 16.8z",
  approximate: "M10 -.6L20.6 10L10 20.6z",
  rough: "M10 2H18V18H10z",
};
const NEEDS_EDGE = ["#000000", "#F0E442"]; // black and yellow do not stand out by themselves

/** A site: its state by how it is filled, its commodity by colour and letter. @type {(c: Colours, how: string, colours: [string, string], place?: string, letter?: string) => Markup} */
export const siteSign = (c, how, [fill, ink], place = "exact", letter = "") => {
  const solid = how === "fill" || how === "cross";
  const edge = solid || NEEDS_EDGE.includes(fill) ? c.site_edge : fill;
  const dash = how === "dash" && html`stroke-dasharray="2.6 2"`;
  return html`<${OUTLINES[place]} stroke-linejoin="round" fill="${solid ? fill : c.site_paper}"
      stroke="${edge}" stroke-width="${solid ? 1 : 2}" ${dash}/>
    ${how === "half" && html`<path d="${HALVES[place]}" fill="${fill}"/>`}
    ${how === "cross" && html`<path d="M4 4L16 16" stroke="${c.site_paper}" stroke-width="2"/>`}
    <text x="10" y="13.4" text-anchor="middle" font-size="10" font-weight="700"
      fill="${solid ? ink : c.ink}">${letter}</text>`;
};

const WAYS = {
  dot: "M12.4 3a4.6 4.6 0 1 1 9.2 0a4.6 4.6 0 1 1-9.2 0z",
  ring: "M12 3a5 5 0 1 1 10 0a5 5 0 1 1-10 0zM14 3a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
  triangle: "M17 -3L22.4 7H11.6z",
  cross:
    "M13.7-1.7L17 1.6L20.3-1.7L21.7-.3L18.4 3L21.7 6.3L20.3 7.7L17 4.4L13.7 7.7L12.3 6.3L15.6 3L12.3-.3z",
  bars: "M12 -2h10v4H12zM12 4h10v4H12z",
  diamond: "M17 -2.4L22.4 3L17 8.4L11.6 3z",
};
/** How the goods of a site can leave: a small sign at the corner of its own. @type {(c: Colours, sign: {shape: string, colour: string}) => Markup} */
export const outSign = (c, { shape, colour }) =>
  html`<path d="${WAYS[shape]}" fill="${c.out[colour]}" stroke="${c.site_paper}" stroke-width="1.2"/>`;

/** Pixels, for an amount in dollars: the area grows with it, within bounds. @type {(size: Style["size"], usd: number | null) => number} */
export const bubbleRadius = (size, usd) => {
  if (usd === null) return 5;
  const r = size.usd_radius * Math.sqrt(usd / size.usd_reference);
  return Math.min(size.usd_most, Math.max(size.usd_least, r));
};
/** A disc for money to the region, a square of the same area for what is none; a diamond, alone or in
 * the square, for an amount that nobody knows. @type {(c: Colours, colour: string, dash: number[], r: number, known?: boolean, shape?: string) => Markup} */
export const bubbleSign = (c, colour, dash, r, known = true, shape = "disc") => {
  const mid = r + 2;
  const edge = html`stroke="${colour}" stroke-width="1.8" stroke-dasharray="${dash.join(" ")}"`;
  const square = (half) => html`<rect x="${mid - half}" y="${mid - half}" width="${2 * half}"
    height="${2 * half}" fill="none" ${edge}/>`;
  const diamond = (half) => {
    const path = `M${mid} ${mid - half}l${half} ${half}l-${half} ${half}l-${half} -${half}z`;
    return html`<path d="${path}" fill="${c.panel}" ${edge}/>`;
  };
  if (shape === "square")
    return known ? square((Math.sqrt(Math.PI) / 2) * r) : html`${square(6.5)}${diamond(4)}`;
  if (!known) return diamond(6);
  return html`<circle cx="${mid}" cy="${mid}" r="${r}" fill="${colour}" fill-opacity=".28" ${edge}/>`;
};

/** @type {(width: number, height: number, inner: Markup) => Markup} */
export const picture = (width, height, inner) =>
  html`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${inner}</svg>`;
