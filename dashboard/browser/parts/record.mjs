/* The open record, over the list: what it is, its figures, where it leads, what is known, what disagrees, sources. */
import { onMapKey, tellMap } from "./channel.mjs";
import { all, opened, part, style } from "./core.mjs";
import { html } from "./html.mjs";
import { action, copier, copy, follow, out, requests } from "./links.mjs";
import { strips } from "./strips.mjs";

const TAKES_ESCAPE = "input, select, [popover], [role=dialog]";
const MOST = 30; // of the records that it hangs together with; the rest are in the lists
const source = (entry) => {
  const { number, title, publisher, published, url, note } = entry;
  const more = [title && publisher, published].filter(Boolean).map((text) => `, ${text}`);
  return html`<li value="${number}">${out({ ...entry, label: title ?? publisher })}<span>${more}</span>
    <small>${url}</small>${note && html`<small>${note}</small>`}</li>`;
};
const conflict = ({ conflict: said, claims }, say, cite) => {
  const rows = claims.map(({ aspect, value, said_by, sources }) => {
    const by = html`<td>${said_by}${cite(sources)}</td>`;
    return html`<tr><td>${aspect}</td><th scope="row">${value}</th>${by}</tr>`;
  });
  return html`<div class="conflict"><strong>${say("record.conflict")}</strong><p>${said}</p>
    ${rows.length > 0 && html`<table class="claims"><tbody>${rows}</tbody></table>`}</div>`;
};
const related = (all, say) => {
  const items = all.slice(0, MOST).map(([sel, label]) => {
    const asks = html`data-id="${sel}" ${requests({ sel })}`;
    return html`<li><button class="open" ${asks}>${label}</button></li>`;
  });
  const rest = all.length - items.length;
  return html`<h4>${say("record.related")}</h4><ul class="related">${items}</ul>
    ${rest > 0 && html`<small>${say("record.whole_list", { n: rest })}</small>`}`;
};
const unknown = (fields, say) => html`<details class="unknown">
  <summary>${say("record.unknown_fields", { n: fields.length })}</summary>
  <p>${fields.map(({ label }) => label).join(" · ")}</p></details>`;
/** How a site is left: the way as a strip with its stops, or why none is told; the sources behind it. */
const way = ({ strips: drawn, says, links }, { rests }) => html`${drawn && strips(drawn, style)}
  ${says.map((text) => html`<p class="said">${text}</p>`)}
  ${
    rests &&
    html`<details class="unknown"><summary>${rests}</summary>
    <ul>${links.map((link) => html`<li>${out({ ...link, publisher: link.url })}</li>`)}</ul></details>`
  }`;
const figure = ({ label, value, note }, cited) =>
  html`<div><b>${value}</b><small ${note && html`title="${note}"`}>${label}${cited}</small></div>`;
const draw = ({ record: shown, said, link, leaving }, say) => {
  const cited = (n) => out({ ...shown.sources[n - 1], label: `[${n}]` });
  const cite = (numbers) => numbers.length > 0 && html`<sup>${numbers.map(cited)}</sup>`;
  const known = shown.fields.filter(({ value }) => value !== null);
  const figures = known.filter(({ leads }) => leads).map((one) => figure(one, cite(one.sources)));
  if (leaving?.days) figures.push(figure(leaving.days, false));
  const actions = [leaving?.action, ...shown.actions].filter(Boolean);
  const look = html`<button class="act" data-act="look">${say("record.show")}</button>`;
  const fields = known
    .filter(({ leads }) => !leads)
    .map(({ label, value, sources }) => {
      return html`<dt>${label}</dt><dd>${value}${cite(sources)}</dd>`;
    });
  const missing = shown.fields.filter(({ value }) => value === null);
  const isCited = shown.sources.length > 0;
  return html`<button class="close" ${requests({ sel: "" })}>← ${say("record.close")}</button>
    <small class="kind">${shown.kind}</small>
    <h3 tabindex="-1">${shown.title}</h3>
    <p class="summary">${shown.summary}</p>
    ${figures.length > 0 && html`<div class="figures">${figures}</div>`}
    ${leaving && way(leaving, said)}
    <div class="acts">${shown.is_placed && look}${actions.map(action)}</div>
    ${shown.conflict && conflict(shown, say, cite)}
    <h4>${say("record.known")}</h4><dl>${fields}</dl>
    ${missing.length > 0 && unknown(missing, say)}
    ${shown.related.length > 0 && related(shown.related, say)}
    <h4>${said.sources}${isCited && html`<small> · ${said.publishers}</small>`}</h4>
    ${isCited ? html`<ol>${shown.sources.map(source)}</ol>` : html`<p>${say("record.no_sources")}</p>`}
    <h4>${say("record.link")}</h4>
    <div class="link quoted"><input readonly value="${link}" aria-label="${say("record.link")}">
      ${copier(say)}</div>`;
};
/** @type {any} */
let open = null;
const close = () => {
  if (open?.box.isConnected) open.ask({ sel: "" });
};
onMapKey((key) => key === "Escape" && close());
addEventListener("keydown", (event) => {
  // In a field, a menu or a dialog the key is theirs.
  const isTaken = event
    .composedPath()
    .some((one) => one instanceof Element && one.matches(TAKES_ESCAPE));
  if (event.key === "Escape" && !event.defaultPrevented && !isTaken) close();
});

export default (component) => {
  const mine = part(component, "record");
  const { box, data, say, ask } = mine;
  open = mine;
  /** Bring the map to the record; first the map into sight, where the column or its sheet lies over it. */
  const look = () => {
    const map = document.querySelector(".st-key-map");
    if (map && getComputedStyle(map).visibility === "hidden") ask({ width: "narrow" });
    all("face");
    tellMap({ atlas: "look", key: data.sel });
  };
  const told = JSON.stringify(data);
  if (mine.told === told) return; // what is open stays open
  mine.told = told;
  box.innerHTML = draw(data, say).text;
  box.querySelector("input").onfocus = ({ target }) => target.select();
  follow(box, ask, { copy, look });
  // A row opens its record here: bring the reader to it, and back when it is closed.
  if (!opened.row || opened.row !== data.sel) return;
  opened.back = opened.row;
  opened.row = null;
  box.querySelector("h3").focus({ preventScroll: true });
};
