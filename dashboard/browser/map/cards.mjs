/* What a feature says when it is pointed at or chosen, and lists of pledges that have no place. */
import { html } from "../parts/html.mjs";
import { report } from "./host.mjs";
import { add, countryName, icon, named, say, scene, style } from "./scene.mjs";

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
    pledge.row.amount_usd === null
      ? say("map.no_amount")
      : say("map.usd", { n: number(pledge.row.amount_usd, { notation: "compact" }) }),
  ],
  leg: (leg) => [
    `${named(leg, "mode")} · ${named(leg, "status")}`,
    `${say("map.corridor")}: ${named(leg, "corridor")}`,
    `${number(leg.row.drawn_km, { maximumFractionDigits: 1 })} ${say("unit.km")}`,
  ],
  node: (node) => [named(node, "kind"), named(node, "iso3")],
};

/** @param {Feature} feature */
export const title = ({ row }) => row.name ?? row.title;
/** @param {Feature} feature */
export const lines = (feature) => {
  const rough = (feature.row.precision ?? "surveyed") !== "surveyed";
  return [...SAID[feature.kind](feature), rough && named(feature, "precision")].filter(Boolean);
};
const card = (feature) =>
  html`<div class="card"><strong>${title(feature)}</strong>${lines(feature).map(
    (line) => html`<div>${line}</div>`,
  )}</div>`.text;
/** Let a layer speak for its feature. @type {<T extends L.Layer>(layer: T, feature: Feature) => T} */
export const talk = (layer, feature) =>
  layer
    .bindTooltip(() => card(feature), { sticky: feature.kind === "leg", className: "tip" })
    .bindPopup(() => card(feature), { autoPanPadding: [30, 30], className: "pop" })
    .on(
      "keypress",
      ({ originalEvent }) => originalEvent.key === "Enter" && report({ sel: feature.key }),
    )
    .on("click", () => {
      layer.closeTooltip();
      report({ sel: feature.key });
    });

// ---- pledges without a place: how many each country has, at its name; those to the region, in a corner
const LIST = { className: "pop", maxHeight: 260 };
const listed = (heading, pledges) =>
  html`<div class="card"><strong>${heading}</strong>${pledges.map((pledge) => {
    const away = style().flow[pledge.row.flow] !== "disc"; // no money to those whose list this is
    const called = away ? `${title(pledge)} · ${named(pledge, "flow")}` : title(pledge);
    return html`<button class="entry" data-choose="${pledge.key}">${called}</button>`;
  })}</div>`;
const showBadge = (country, pledges) => {
  if (!pledges.length && !country.badge) return;
  const text = say("map.country_pledges", { name: countryName(country.id) });
  const count = html`<span>${pledges.length}</span>`;
  const drawn = icon(`badge ${pledges.length ? "" : "off"}`, count);
  const options = { pane: "badges", riseOnHover: true, icon: drawn };
  country.badge ??= add(L.marker(country.label, options)).bindPopup("", LIST);
  country.badge.setIcon(drawn).setPopupContent(listed(text, pledges).text);
  if (!pledges.length) country.badge.closePopup();
  country.badge.getElement().ariaLabel = `${text}: ${pledges.length}`;
};
const showRegion = (pledges) => {
  const box = /** @type {HTMLElement} */ (document.querySelector(".region"));
  const isTarget = ({ key }) => key === style().target;
  const list = [...pledges.filter(isTarget), ...pledges.filter((one) => !isTarget(one))];
  box.hidden = pledges.length === 0;
  box.innerHTML = html`<summary>${say("map.region_count", { n: pledges.length })}</summary>
    <div>${pledges.some(isTarget) && html`<p>${say("map.target")}</p>`}
    ${listed(say("map.region"), list)}</div>`.text;
};
export const showUnplaced = () => {
  const pledges = Object.values(scene.features).filter(
    ({ kind, shown, points }) => kind === "pledge" && shown && !points.length,
  );
  const to = (code) => pledges.filter(({ row }) => row.beneficiaries.includes(code));
  for (const country of Object.values(scene.countries)) showBadge(country, to(country.id));
  showRegion(to("REGION"));
};
