/* At the end of the head: how much of the window is read, the language, and the way to share what is seen. */
import { part, rows } from "./core.mjs";
import { html } from "./html.mjs";
import { follow, requests } from "./links.mjs";
import { rove } from "./rove.mjs";

const SHADED = { narrow: [13, 5], half: [10, 8], whole: [2, 16] }; // where the column stands in its picture
const SHARE = html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none"
  stroke="currentColor" stroke-width="1.4"><path d="M8 10V1.5M5 4.5l3-3 3 3M5 7H3v7.5h10V7h-2"/></svg>`;

export default (component) => {
  const { box, data, say, ask } = part(component, "tools");
  const width = (name) => {
    const [x, wide] = SHADED[name];
    const picture = html`<svg viewBox="0 0 20 16" width="20" height="16" aria-hidden="true">
      <rect x="1" y="1" width="18" height="14" rx="2" fill="none" stroke="currentColor"/>
      <rect x="${x}" y="1" width="${wide}" height="14" fill="currentColor"/></svg>`;
    const says = say(`app.width_${name}`);
    return html`<button title="${says}" aria-label="${says}" aria-pressed="${String(name === data.width)}"
      ${requests({ width: name === data.own ? "" : name })}>${picture}</button>`;
  };
  const language = (code) =>
    html`<option value="${code}" lang="${code}" ${code === data.lang && "selected"}>${say(`lang.${code}`)}</option>`;
  box.innerHTML =
    html`<div class="widths" role="group" aria-label="${say("app.width")}">${data.widths.map(width)}</div>
    <select aria-label="${say("app.language")}">${Object.keys(rows.words).map(language)}</select>
    <button class="share" data-act="share">${SHARE}<span>${say("app.share")}</span></button>`.text;
  box.onchange = ({ target }) => ask({ lang: target.value });
  rove(box, ".widths button");
  follow(box, ask, { share: () => ask({ share: true }) });
};
