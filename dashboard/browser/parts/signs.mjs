/* The signs that stand both on the map and in the legend, made of our own style alone: no fact is in this markup. */
export const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
export const bits = (text) => {
  const bytes = bytesOf(text);
  return (row) => Boolean(bytes[row >> 3] & (128 >> (row & 7)));
};

export const BLACK = "#000000",
  YELLOW = "#F0E442"; // fills that need an edge of another colour
// How well the place of a site is known, told by the shape of its sign: a disc where two sources agree, a diamond where it is approximate,
// a square where a town, a district or a neighbouring place stands in.
export const PLACES = ["exact", "approximate", "rough"];
export const placeOf = (precision) =>
  ({ surveyed: "exact", approximate: "approximate" })[precision] ?? "rough";
const SHAPES = {
  exact: "<circle cx='10' cy='10' r='8.4'",
  approximate: "<path d='M10 -.6L20.6 10L10 20.6L-.6 10z'",
  rough: "<rect x='2' y='2' width='16' height='16' rx='2'",
};
const HALVES = {
  exact: "M10 1.6a8.4 8.4 0 0 1 0 16.8z",
  approximate: "M10 -.6L20.6 10L10 20.6z",
  rough: "M10 2H18V18H10z",
};
export const siteSign = (c, how, [fill, ink], place = "exact") => {
  const solid = how === "fill" || how === "cross",
    edge = solid || fill === BLACK || fill === YELLOW ? c.site_edge : fill;
  return (
    `${SHAPES[place]} stroke-linejoin='round' fill='${solid ? fill : c.site_paper}' stroke='${edge}' stroke-width='${solid ? 1 : 2}' ${how === "dash" ? "stroke-dasharray='2.6 2'" : ""}/>` +
    (how === "half" ? `<path d='${HALVES[place]}' fill='${fill}'/>` : "") +
    (how === "cross" ? `<path d='M4 4L16 16' stroke='${c.site_paper}' stroke-width='2'/>` : "") +
    `<text x='10' y='13.4' text-anchor='middle' font-size='10' font-weight='700' fill='${solid ? ink : c.ink}'></text>`
  );
};
// How the goods of a site can leave: a small sign at the corner of its own, told apart by shape and colour.
export const outSign = (c, { shape, colour }) => {
  const edge = `stroke='${c.site_paper}' stroke-width='1.2'`,
    fill = `fill='${c.out[colour]}'`;
  return {
    dot: `<circle cx='17' cy='3' r='4.6' ${fill} ${edge}/>`,
    ring: `<circle cx='17' cy='3' r='4' fill='${c.site_paper}' stroke='${c.out[colour]}' stroke-width='2'/>`,
    triangle: `<path d='M17 -3L22.4 7H11.6z' ${fill} ${edge}/>`,
    cross: `<path d='M13 -1L21 7M21 -1L13 7' stroke='${c.site_paper}' stroke-width='4.6'/><path d='M13 -1L21 7M21 -1L13 7' stroke='${c.out[colour]}' stroke-width='2.4'/>`,
    bars: `<path d='M12 -2h10v4H12zM12 4h10v4H12z' ${fill} ${edge}/>`,
    diamond: `<path d='M17 -2.4L22.4 3L17 8.4L11.6 3z' ${fill} ${edge}/>`,
  }[shape];
};

export const bubbleRadius = (size, usd) =>
  usd === null
    ? 5
    : Math.min(
        size.usd_most,
        Math.max(size.usd_least, size.usd_radius * Math.sqrt(usd / size.usd_reference)),
      );
/* A disc for money to the region, the outline of a square of the same area for what is none; a diamond, within the square, for an amount that nobody knows. */
export const bubbleSign = (c, colour, dash, r, known, shape = "disc") => {
  const mid = r + 2,
    edge = `stroke='${colour}' stroke-width='1.8' stroke-dasharray='${dash.join(" ")}'/>`;
  const square = (half) =>
    `<rect x='${mid - half}' y='${mid - half}' width='${2 * half}' height='${2 * half}' fill='none' ${edge}`;
  const diamond = (half) =>
    `<path d='M${mid} ${mid - half}L${mid + half} ${mid}L${mid} ${mid + half}L${mid - half} ${mid}z' fill='${c.panel}' ${edge}`;
  if (shape === "square")
    return known ? square((Math.sqrt(Math.PI) / 2) * r) : square(6.5) + diamond(4);
  return known
    ? `<circle cx='${mid}' cy='${mid}' r='${r}' fill='${colour}' fill-opacity='.28' ${edge}`
    : diamond(6);
};
