/* Names on the map: by rank, each where it stands over no mark and no other name; what finds no room is left out. */
import { html } from "../parts/html.mjs";
import { CLOSED_PX, closedPlaces } from "./dots.mjs";
import { all, countryName, isOn, placeName, say, scene, style } from "./scene.mjs";

const GAP_PX = 4;
const PHONE_PX = 640;
const INNER = 100; // of a country's places, the roomiest first
const SHARES = { small: [0.5, 0.25, 0.75] };
const STEP_PX = 8; // between the spots of the hero's line that a country's name keeps free
const SAME_M = 2000; // an end of a route this near to a stop is that stop
const FONTS = {
  participant: { font: '620 14px "FONT"', spacing: 1.5, isUpper: true },
  close: { font: '620 12.5px "FONT"', spacing: 0.4, isUpper: true },
  small: { font: '620 12.5px "FONT"', spacing: 0 },
  country: { font: '400 12.5px "FONT"', spacing: 0.3 },
  water: { font: 'italic 400 12.5px "FONT"', spacing: 0 },
  stop: { font: '620 12.5px "FONT"', spacing: 0 },
};
const pen = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d")
);
/** @type {(text: string, kind: string, second?: string) => [number, number]} */
const sizeOf = (text, kind, second) => {
  const { font, spacing, isUpper } = FONTS[kind];
  pen.font = font.replace('"FONT"', style().font);
  const wide = (line) =>
    pen.measureText(isUpper ? line.toUpperCase() : line).width + spacing * line.length;
  return [Math.max(wide(text), second ? wide(second) : 0) + 4, second ? 34 : 18];
};
const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Places of a box beside a mark, the best first. */
const around = ({ x, y }, r, [w, h]) => {
  const off = r + GAP_PX;
  return [
    [x + off, y - h / 2],
    [x - off - w, y - h / 2],
    [x - w / 2, y - off - h],
    [x - w / 2, y + off],
    [x + off * 0.7, y - off * 0.7 - h],
    [x + off * 0.7, y + off * 0.7],
    [x - off * 0.7 - w, y - off * 0.7 - h],
    [x - off * 0.7 - w, y + off * 0.7],
  ];
};
/** Over a place, or where there is no room with most of it to one side. */
const centred = (places, [w, h], shares = [0.5]) =>
  shares.flatMap((share) =>
    places.map((place) => {
      const { x, y } = scene.map.latLngToContainerPoint(place);
      return [x - share * w, y - h / 2];
    }),
  );

// ---- where a participant's name should stand: within its country, and off the hero's line
/** The outline of a country, in pixels of the window. */
const borderOf = ({ layer }) => {
  const path = new Path2D();
  const draw = (points) => {
    if (Array.isArray(points[0])) return points.forEach(draw);
    points.forEach((point, at) => {
      const { x, y } = scene.map.latLngToContainerPoint(point);
      if (at) path.lineTo(x, y);
      else path.moveTo(x, y);
    });
    path.closePath();
  };
  layer.eachLayer((part) => draw(part.getLatLngs()));
  return path;
};
/** Whether a box is within an outline, but for a share of its width at either end. */
const isWithin = (path, { x, y, w, h }, beyond = 0) =>
  [beyond, 1 - beyond].every((at) => pen.isPointInPath(path, x + at * w, y + h / 2, "evenodd"));
/** Boxes along the hero's line. */
const heroBoxes = () => {
  const spot = ({ x, y }) => ({ x: x - 4, y: y - 4, w: 8, h: 8 });
  const isHero = ({ row }) => row.trunk && isOn(row.layer);
  return all("leg")
    .filter(isHero)
    .flatMap(({ points }) => {
      const line = points.map((point) => scene.map.latLngToContainerPoint(point));
      return line.flatMap((to, at) => {
        const from = line[at - 1] ?? to;
        const steps = Math.ceil(from.distanceTo(to) / STEP_PX) || 1;
        const shares = Array.from({ length: steps }, (_, step) => (step + 1) / steps);
        return shares.map((share) => spot(from.add(to.subtract(from).multiplyBy(share))));
      });
    });
};

// ---- what is named, by rank
const unplaced = (code) =>
  all("pledge").filter(
    ({ shown, points, row }) => shown && !points.length && row.beneficiaries.includes(code),
  ).length;
const ofCountry = (id, kinds, hero = []) => {
  const country = scene.shapes.countries.find((one) => one.id === id);
  if (!country?.names.length) return [];
  const text = countryName(id);
  const isOver = kinds.length > 1;
  const n = isOn("pledges") && isOver ? unplaced(id) : 0;
  const form = (second) => (kind) => ({ kind, second, size: sizeOf(text, kind, second) });
  const forms = kinds.map(form(""));
  const counted = n > 0 ? kinds.map(form(say("map.unplaced", { n }))) : [];
  // A name with its count only well inside; the smallest form also with most of it to one side.
  const places = ({ kind, size, second }) =>
    centred(second ? country.names.slice(0, INNER) : country.names, size, SHARES[kind]);
  if (!isOver) return [{ text, forms, places }];
  const path = borderOf(scene.countries[id]);
  const isIn = (box) => isWithin(path, box);
  const isBest = (box) => isIn(box) && !hero.some((spot) => overlaps(box, spot));
  const isMostly = (box) => isWithin(path, box, 0.2);
  const wishes = [isBest, isIn, isMostly];
  const tries = [counted, forms].map((those) => [those, wishes]);
  return [{ text, forms: [...counted, ...forms], places, isOver, tries }];
};
const ofWater = (id) => {
  const text = say(`map.water_${id}`);
  const size = sizeOf(text, "water");
  return {
    text,
    forms: [{ kind: "water", size }],
    places: () => centred(style().waters[id], size),
    isOver: true,
  };
};
const ofStop = (text, place, r) => {
  const size = sizeOf(text, "stop");
  const at = scene.map.latLngToContainerPoint(place);
  return { text, forms: [{ kind: "stop", size }], places: () => around(at, r, size) };
};
/** Countries in the order of how far their names are from the stops of the way that is shown, if one is. */
const byWay = (countries) => {
  if (!scene.stops.length) return countries;
  const away = ({ names: [place] }) =>
    place
      ? Math.min(...scene.stops.map(([lat, lng]) => L.latLng(lat, lng).distanceTo(place)))
      : Number.MAX_VALUE;
  return countries
    .map((country) => ({ country, m: away(country) }))
    .sort((one, other) => one.m - other.m)
    .map(({ country }) => country);
};
const wanted = () => {
  const isEnd = ({ points }) =>
    scene.stops.some(([lat, lng]) => L.latLng(points[0]).distanceTo([lat, lng]) < SAME_M);
  const stops = style()
    .stops.flatMap((id) => scene.features[`node:${id}`] ?? [])
    .filter((node) => !isEnd(node));
  const named = stops.map((node) => ofStop(placeName(node), node.points[0], 5));
  const closed = all("node")
    .filter(({ row }) => scene.closed.includes(row.id) && !style().stops.includes(row.id))
    .map((node) => ofStop(placeName(node), node.points[0], CLOSED_PX));
  const chosen = scene.stops.map(([lat, lng, name]) => ({
    ...ofStop(name, [lat, lng], 7),
    isOver: true,
  }));
  const those = (role) =>
    scene.shapes.countries.filter((one) => one.role === role).map(({ id }) => id);
  const hero = heroBoxes();
  const participants = those("participant").flatMap((id) =>
    ofCountry(id, ["participant", "close", "small"], hero),
  );
  const { neighbours } = style();
  const others = byWay(scene.shapes.countries)
    .map(({ id }) => id)
    .filter((id) => !neighbours.includes(id));
  const rest = [...neighbours, ...others.filter((id) => !those("participant").includes(id))];
  return [
    ...chosen,
    ...closed,
    ...named.slice(0, 4).map((stop) => ({ ...stop, isOver: true })),
    ofWater("caspian"),
    ...participants,
    ...rest.slice(0, neighbours.length).flatMap((id) => ofCountry(id, ["country"])),
    ofWater("black"),
    ...named.slice(4),
    ...rest.slice(neighbours.length).flatMap((id) => ofCountry(id, ["country"])),
  ];
};

// ---- where they stand
const boxOf = (element) => {
  const { x, y, width: w, height: h } = element.getBoundingClientRect();
  return { x, y, w, h };
};
const standing = ({ text, forms, places, isOver = false, tries = [] }, marks, taken) => {
  const { x: width, y: height } = scene.map.getSize();
  const isFree = (box, under) =>
    box.x > 2 &&
    box.y > 2 &&
    box.x + box.w < width - 2 &&
    box.y + box.h < height - 2 - scene.cover &&
    !taken.some((other) => overlaps(box, other)) &&
    !under.some((mark) => overlaps(box, mark));
  // On a phone some names would rather stand over marks than go.
  const unders = isOver && width < PHONE_PX ? [marks, []] : [marks];
  const found = (those, isWished, under) => {
    for (const form of those)
      for (const [x, y] of places(form)) {
        const { kind, size, second } = form;
        const box = { x, y, w: size[0], h: size[1] };
        if (isWished(box) && isFree(box, under)) return { text, kind, second, box };
      }
    return null;
  };
  // With its count within its borders, or without it, or anywhere.
  for (const [those, wishes] of [...tries, [forms, [() => true]]])
    for (const isWished of wishes)
      for (const under of unders) {
        const stands = found(those, isWished, under);
        if (stands) return stands;
      }
  return null;
};
/** Place all names anew, where the map is now. */
export const placeNames = () => {
  const pane = /** @type {HTMLElement} */ (scene.map.getPane("names"));
  const marks = [
    ...scene.marks.filter(({ feature }) => feature.kind !== "pledge"),
    ...closedPlaces().map((at) => ({ at, r: CLOSED_PX })),
  ].map(({ at, r }) => ({ x: at.x - r - 1, y: at.y - r - 1, w: 2 * r + 2, h: 2 * r + 2 }));
  const taken = [...document.querySelectorAll(".leaflet-control")].map(boxOf);
  const names = [];
  let hidden = 0;
  for (const name of wanted()) {
    const stands = standing(name, marks, taken);
    if (stands) {
      names.push(stands);
      taken.push(stands.box);
    } else if (
      name
        .places(name.forms[0])
        .some(([x, y]) => scene.map.getSize().contains(L.point(x, y)) && x > 0 && y > 0)
    )
      hidden += 1;
  }
  scene.unnamed = hidden;
  const move = scene.map.containerPointToLayerPoint([0, 0]);
  const spans = names.map(({ text, kind, second, box }) => {
    const at = html`left:${box.x + move.x}px;top:${box.y + move.y}px;width:${box.w}px`;
    return html`<span class="name ${kind}" style="${at}">${text}${second && html`<small>${second}</small>`}</span>`;
  });
  pane.innerHTML = html`<div class="leaflet-zoom-hide">${spans}</div>`.text;
};
