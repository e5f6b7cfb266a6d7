/* The legend is the switch: each line hides or shows its layer, each family filters for its commodities. */
import { html } from "../parts/html.mjs";
import { rove } from "../parts/rove.mjs";
import { tally } from "../parts/rows.mjs";
import { report } from "./host.mjs";
import { all, colours, corner, familyOf, isOn, named, say, scene, style } from "./scene.mjs";
import { CROSS, drawSite, PLACES, placeOf, ringRadius } from "./signs.mjs";

const NARROW_PX = 840;
const SHORT_PX = 700; // where what it opens with is short
const LOW_PX = 420;
const LINES = ["main", "ferry", "branches", "planned", "feeders", "corridors"];
/** @type {HTMLElement} */
let box;
let current = /** @type {MapMessage | null} */ (null);
/** Whether the reader has folded it; null while it is as the window has room. @type {boolean | null} */
let folded = null;

// ---- signs
const svg = (inside) =>
  html`<svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true">${inside}</svg>`;
const lineSign = (colour, width, dash = []) =>
  svg(
    html`<path d="M1 6H25" stroke="${colour}" stroke-width="${width}" stroke-dasharray="${dash.join(" ")}"/>`,
  );
const disc = (look) => svg(html`<circle cx="13" cy="6" r="5" ${look}/>`);
const closedSign = () => {
  const { ink, casing } = colours();
  return svg(html`<circle cx="13" cy="6" r="4.8" fill="${casing}" stroke="${ink}" stroke-width="1.8"/>
    <path d="${CROSS}" transform="translate(13 6) scale(4.8)" stroke="${ink}" stroke-width="0.38"/>`);
};
const layerSign = (layer) => {
  const c = colours();
  const { width, dash } = style();
  if (layer === "pledges")
    return disc(html`fill="none" stroke="${c.pledge.other}" stroke-width="1.6"`);
  if (layer === "sites") return disc(html`fill="${c.ink_quiet}"`);
  return lineSign(c.line[layer], Math.min(5, width[layer]), dash[layer]);
};
/** Signs as pictures, by what they show: they are the same until the page is dark. @type {Record<string, Markup>} */
const images = {};
const siteImage = (sign) => {
  const name = JSON.stringify([sign, scene.dark]);
  images[name] ??= drawnImage(sign);
  return images[name];
};
const drawnImage = (sign) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(2, 2);
  const c = colours();
  drawSite(pen, { x: 10, y: 10, r: 6, c, fill: c.ink_quiet, ...sign });
  return html`<img src="${canvas.toDataURL()}" width="20" height="20" alt="">`;
};

// ---- entries
const entry = (sign, text, count) => html`<li><span class="sign">${sign}</span><span>${text}</span>
  ${count !== undefined && html`<small>${count}</small>`}</li>`;
const button = (data, isPressed, sign, text, count) => html`<li><button ${data}
  aria-pressed="${String(isPressed)}"><span class="sign">${sign}</span><span>${text}</span>
  <small>${count}</small></button></li>`;
const counts = (kind, of) =>
  tally(
    all(kind)
      .filter(({ shown }) => shown)
      .map(of),
  );
const layers = () => {
  const legs = counts("leg", ({ row }) => row.layer);
  const placed = all("pledge").filter(
    ({ shown, points, row }) => shown && points.length && row.amount_usd !== null,
  );
  const sites = all("site").filter(({ shown }) => shown);
  const found = { ...legs, pledges: placed.length, sites: sites.length };
  // The families are its switches, until an address hides them all.
  const lines = isOn("sites") ? [...LINES, "pledges"] : [...LINES, "pledges", "sites"];
  return lines.map((layer) =>
    button(
      html`data-layer="${layer}"`,
      isOn(layer),
      layerSign(layer),
      say(`legend.layer_${layer}`),
      found[layer] ?? 0,
    ),
  );
};
const families = () => {
  const c = colours();
  const found = counts("site", ({ row }) => familyOf(row.resource));
  const chosen = current?.resource ?? [];
  const has = (family) => chosen.some((code) => familyOf(code) === family);
  return Object.keys(style().families).map((family) => {
    const sign = disc(html`fill="${c.family[family]}" stroke="${c.site_edge}"`);
    return button(
      html`data-family="${family}"`,
      has(family),
      sign,
      say(`legend.family_${family}`),
      found[family] ?? 0,
    );
  });
};
/** What a view is about, first. @type {Record<string, () => Markup[]>} */
const ABOUT = {
  routes: () => {
    const c = colours();
    const { width, route_status, access_dash } = style();
    const signs = {
      chosen_way: lineSign(c.route, width.route),
      ...(Number.isInteger(current?.route?.beside) && {
        beside_way: lineSign(c.route_beside, width.route_beside),
      }),
      other_way: lineSign(c.route_other, width.route_other),
      not_running: lineSign(c.route, 4, route_status.planned),
      not_confirmed: lineSign(c.route, 4, route_status.unknown),
      access: lineSign(c.route, 2.5, access_dash),
    };
    return current?.route
      ? Object.entries(signs).map(([key, sign]) => entry(sign, say(`legend.${key}`)))
      : [];
  },
  resources: () => {
    const c = colours();
    const { way_out } = style();
    const found = counts("site", ({ out }) => out ?? "");
    const codes = Object.keys(way_out).filter((code) => found[code]);
    const sign = (code) =>
      disc(html`fill="none" stroke="${c.out[way_out[code].colour]}" stroke-width="2.4"`);
    return codes.map((code) => entry(sign(code), say(`way_out.${code}`), found[code]));
  },
  pledges: () => {
    const c = colours();
    const ring = (colour, dash = "") =>
      disc(html`fill="none" stroke="${colour}" stroke-width="1.6" stroke-dasharray="${dash}"`);
    const square = svg(html`<rect x="8.5" y="1.5" width="9" height="9" fill="none"
      stroke="${c.pledge.other}" stroke-width="1.6"/>`);
    const sizes = style().size.usd_steps.map((usd) => {
      const r = ringRadius(style().size, usd);
      const text = new Intl.NumberFormat(scene.lang, { notation: "compact" }).format(usd);
      return html`<span class="size"><svg width="${2 * r + 2}" height="${2 * r + 2}" aria-hidden="true"><circle
        cx="${r + 1}" cy="${r + 1}" r="${r}" fill="none" stroke="${c.pledge.other}"/></svg>${text}</span>`;
    });
    const nowhere = all("pledge").filter(({ shown, points }) => shown && !points.length).length;
    return [
      entry(ring(c.pledge.JPN), say("legend.pledge_japan")),
      entry(ring(c.pledge.other), say("legend.pledge_other")),
      entry(ring(c.pledge.other, "3 3"), say("legend.pledge_open")),
      entry(square, say("legend.pledge_away")),
      html`<li class="sizes"><span>${say("legend.size")}</span><span>${sizes}</span></li>`,
      html`<li class="quiet">${say("legend.nowhere", { n: nowhere })}</li>`,
    ];
  },
};
const more = () => {
  const states = counts("site", (site) => site.row.status ?? "unknown");
  const ofState = Object.entries(style().site_status).map(([code, how]) => {
    const name =
      code === "unknown"
        ? say("legend.unknown")
        : named(/** @type {any} */ ({ kind: "site", row: { status: code } }), "status");
    return entry(siteImage({ how }), name, states[code] ?? 0);
  });
  const places = counts("site", ({ row }) => placeOf(row.precision));
  const ofPlace = PLACES.map((place) =>
    entry(siteImage({ place }), say(`legend.place_${place}`), places[place] ?? 0),
  );
  return html`<p class="quiet">${say("legend.near")}</p><ul>${ofState}</ul><ul>${ofPlace}</ul>`;
};
const part = (key, inside, isOpen) =>
  html`<details data-part="${key}" ${isOpen && "open"}><summary>${say(`legend.${key}`)}</summary>${inside}</details>`;

/** @param {MapMessage | null} message */
export const showLegend = (message = current) => {
  current = message;
  const page = current?.page ?? "overview";
  const opened = new Map(
    [...box.querySelectorAll("details")].map(({ dataset, open }) => [dataset.part, open]),
  );
  const isNew = box.dataset.page !== page;
  const open = (key, first) => (isNew ? first : (opened.get(key) ?? first));
  const about = ABOUT[page]?.() ?? [];
  const { x, y } = scene.map.getSize();
  const isFolded = folded ?? (x < (page === "pledges" ? SHORT_PX : NARROW_PX) || y < LOW_PX);
  box.dataset.page = page;
  const isPlain = about.length === 0;
  const head = html`<div class="head"><strong>${say("legend.title")}</strong>
    <button data-fold aria-expanded="${String(!isFolded)}">${say(isFolded ? "legend.show" : "legend.hide")}</button></div>`;
  const names =
    scene.unnamed > 0 && html`<p class="quiet">${say("legend.unnamed", { n: scene.unnamed })}</p>`;
  const closed =
    scene.closed.length > 0 &&
    html`<ul>${entry(closedSign(), say("legend.closed"), scene.closed.length)}</ul>`;
  const body = () => html`${closed}${!isPlain && html`<ul>${about}</ul>`}
    ${isPlain ? html`<ul>${layers()}</ul>` : part("layers", html`<ul>${layers()}</ul>`, open("layers", false))}
    ${isPlain || page === "resources" ? html`<ul>${families()}</ul>` : part("families", html`<ul>${families()}</ul>`, open("families", false))}
    ${part("more", more(), open("more", false))}${names}`;
  const held = box.contains(document.activeElement) ? document.activeElement : null;
  const line = held?.getAttributeNames().find((name) => name.startsWith("data-"));
  const same = line && `[${line}="${held?.getAttribute(line)}"]`;
  box.innerHTML = html`${head}${!isFolded && body()}`.text;
  // What the keyboard stood on is drawn anew.
  if (same) /** @type {HTMLElement | null} */ (box.querySelector(same))?.focus();
  rove(box, "button, summary");
};
const toggled = (list, code) =>
  list.includes(code) ? list.filter((one) => one !== code) : [...list, code];
const switchLayer = (layer) => {
  const { hide = [], show_too: show = [] } = current ?? {};
  const [back, other] = isOn(layer) ? ["show", "hide"] : ["hide", "show"];
  const lists = { hide, show };
  // What the reader has switched before is taken back; else the other list says what differs from the view's own.
  const key = lists[back].includes(layer) ? back : other;
  report({ [key]: toggled(lists[key], layer).join("~") });
};
const filterFamily = (family) => {
  const chosen = current?.resource ?? [];
  const codes = scene.rows.options.resource.filter((code) => familyOf(code) === family);
  const kept = chosen.filter((code) => familyOf(code) !== family);
  report({ resource: (kept.length < chosen.length ? kept : [...kept, ...codes]).join("~") });
};
export const makeLegend = (after) => {
  box = corner("topleft", "legend");
  box.onclick = ({ target }) => {
    const pressed = /** @type {HTMLElement} */ (target).closest("button");
    const { layer, family, fold } = pressed?.dataset ?? {};
    if (layer) switchLayer(layer);
    if (family) filterFamily(family);
    if (fold === undefined) return;
    folded = pressed?.ariaExpanded === "true";
    showLegend();
    after();
  };
};
