/* Countries, and the pledges without a place: how many each country has, at its name; those to the region, in a
   corner. */
import { html } from "../parts/html.mjs";
import { report } from "./host.mjs";
import { add, colours, icon, named, say, scene, style } from "./scene.mjs";

const LIST = { className: "pop", maxHeight: 260 };
const nameOf = (id) => scene.rows.names[scene.lang].country[id];

export const drawCountries = () => {
  const far = L.canvas({ pane: "world" });
  const { land, border: color } = colours();
  const fillOpacity = scene.base === "plain" ? 1 : 0.12;
  for (const drawn of scene.shapes.countries) {
    const { id, role, shape } = drawn;
    const look = { fillColor: land[role], fillOpacity, color, weight: 0.8 };
    const isFar = role === "other"; // one picture for all that nobody clicks
    const options = isFar ? { pane: "world", renderer: far, interactive: false } : { pane: "land" };
    const layer = add(L.geoJSON(shape, { ...options, style: look }));
    if (isFar) continue;
    layer
      .bindTooltip(() => html`${nameOf(id)}`.text, { sticky: true, className: "tip" })
      .on("click", () => report({ sel: `country:${id}` }));
    const label = style().label_at[id] ?? drawn.label;
    const late = style().label_near.includes(id) ? "late" : "";
    const name = icon(`name ${role} ${late}`, html`<span>${nameOf(id)}</span>`);
    add(L.marker(label, { pane: "names", interactive: false, keyboard: false, icon: name }));
    scene.countries[id] = { ...drawn, label, layer };
  }
};
/** Outline the countries that are filtered for or chosen. @param {MapMessage} message */
export const outlineCountries = ({ country: filtered, sel }) => {
  const { edge, border } = colours();
  for (const { id, layer } of Object.values(scene.countries)) {
    const chosen = filtered.includes(id) || sel === `country:${id}`;
    layer.setStyle(chosen ? { color: edge, weight: 2.2 } : { color: border, weight: 0.8 });
    if (chosen) layer.bringToFront();
  }
};

const listed = (heading, pledges) =>
  html`<div class="card"><strong>${heading}</strong>${pledges.map((pledge) => {
    const { flow, title } = pledge.row;
    const away = style().flow[flow] !== "disc"; // no money to those whose list this is
    const called = away ? `${title} · ${named(pledge, "flow")}` : title;
    return html`<button class="entry" data-choose="${pledge.key}">${called}</button>`;
  })}</div>`;
const unplaced = (code) =>
  Object.values(scene.features).filter(
    ({ kind, shown, points, row }) =>
      kind === "pledge" && shown && !points.length && row.beneficiaries.includes(code),
  );
const makeBadge = ({ id, label }, text) => {
  const options = { pane: "badges", riseOnHover: true, icon: icon("badge", html`<span></span>`) };
  return add(L.marker(label, options)).bindPopup(() => listed(text, unplaced(id)).text, LIST);
};
const showBadge = (country) => {
  const count = unplaced(country.id).length;
  if (!count && !country.badge) return;
  const text = say("map.country_pledges", { name: nameOf(country.id) });
  country.badge ??= makeBadge(country, text);
  const sign = country.badge.getElement();
  sign.firstElementChild.textContent = count;
  sign.classList.toggle("off", !count);
  sign.ariaLabel = `${text}: ${count}`;
  if (count) country.badge.getPopup().update();
  else country.badge.closePopup();
};
const showRegion = () => {
  const pledges = unplaced("REGION");
  const box = /** @type {HTMLElement} */ (document.querySelector(".region"));
  const isTarget = ({ key }) => key === style().target;
  const list = pledges.toSorted((a, b) => Number(isTarget(b)) - Number(isTarget(a)));
  box.hidden = pledges.length === 0;
  box.innerHTML = html`<summary>${say("map.region_count", { n: pledges.length })}</summary>
    <div>${pledges.some(isTarget) && html`<p>${say("map.target")}</p>`}
    ${listed(say("map.region"), list)}</div>`.text;
};
export const showUnplaced = () => {
  Object.values(scene.countries).forEach(showBadge);
  showRegion();
};
