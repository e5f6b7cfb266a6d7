/* The open record: fields, sources, what disagrees, its own link. */
import { opened, part } from "./core.mjs";
import { html } from "./html.mjs";
import { follow, out, requests } from "./links.mjs";

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
const draw = ({ record: shown, said, link }, say) => {
  const cited = (n) => out({ ...shown.sources[n - 1], label: `[${n}]` });
  const cite = (numbers) => numbers.length > 0 && html`<sup>${numbers.map(cited)}</sup>`;
  const unknown = html`<i>${say("record.unknown")}</i>`;
  const fields = shown.fields.map(({ label, value, sources }) => {
    return html`<dt>${label}</dt><dd>${value ?? unknown}${cite(sources)}</dd>`;
  });
  const isCited = shown.sources.length > 0;
  const close = say("record.close");
  return html`<div class="top"><small class="kind">${shown.kind}</small>
      <button class="close" aria-label="${close}" title="${close}" ${requests({ sel: "" })}>×</button></div>
    <h3 tabindex="-1">${shown.title}</h3>
    ${shown.conflict && conflict(shown, say, cite)}
    <dl>${fields}</dl>
    <h4>${said.sources}${isCited && html`<small> · ${said.publishers}</small>`}</h4>
    ${isCited ? html`<ol>${shown.sources.map(source)}</ol>` : html`<p>${say("record.no_sources")}</p>`}
    ${shown.related.length > 0 && related(shown.related, say)}
    <h4>${say("record.link")}</h4>
    <input readonly value="${link}" aria-label="${say("record.link")}">`;
};
export default (component) => {
  const { box, data, say, ask } = part(component, "record");
  box.innerHTML = draw(data, say).text;
  box.querySelector("input").onfocus = ({ target }) => target.select();
  follow(box, ask);
  // A row far below opens its record here: bring the reader to it, and back when it is closed.
  if (!opened.row || opened.row !== data.sel) return;
  opened.back = opened.row;
  opened.row = null;
  box.querySelector("h3").focus({ preventScroll: true });
  box.scrollIntoView({ block: "nearest" });
};
