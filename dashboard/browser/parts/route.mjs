/* What a reader asks of the network: two ends, what is best, what to avoid, what is closed. Each control is
   a key of the address. The ends are the platform's own field with suggestions; what is no place is sent as
   it was written, and answered with what may be meant. */
import { part, rows } from "./core.mjs";
import { html } from "./html.mjs";
import { action, follow, requests } from "./links.mjs";
import { idOf, nameOf, placesIn } from "./places.mjs";

const OFTEN = ["RUS", "IRN", "BLR", "CHN", "AFG"]; // always offered; the rest are in a list
const PICKED = "insertReplacementText"; // from the list of suggestions

const pill = (name, type, value, label, checked = false) =>
  html`<label class="option" data-code="${value}">
    <input type="${type}" name="${name}" value="${value}" ${checked && "checked"}>
    <span>${label}</span></label>`;
const group = (label, inner) => html`<div class="group" role="group" aria-label="${label}">
    <span class="label">${label}</span><div class="pills">${inner}</div></div>`;

/** All that stays as it is in a language. */
const form = ({ say, places, data: { only_to, countries, lang } }) => {
  const end = (key) => html`<div class="end"><label for="end-${key}">${say(`route.${key}`)}</label>
    <input id="end-${key}" name="${key}" list="places" autocomplete="off" spellcheck="false"></div>`;
  const swap = html`<button class="swap" title="${say("route.swap")}"
    aria-label="${say("route.swap")}">⇄</button>`;
  const options = places.map(
    ({ value, label }) => html`<option value="${value}" label="${label}">`,
  );
  const prefer = ["time", "distance", "co2"].map((code) =>
    pill("prefer", "radio", code, say(`route.prefer_${code}`)),
  );
  const more = Object.entries(countries)
    .sort(([, a], [, b]) => a.localeCompare(b, lang))
    .map(([code, name]) => html`<option value="${code}">${name}</option>`);
  const avoid = html`<span class="pills avoided"></span>
    <select name="avoid" aria-label="${say("route.avoid_more")}">
      <option value="">${say("route.avoid_more")} …</option>${more}</select>`;
  return html`<datalist id="places">${options}</datalist>
    <div class="ends">${only_to ? "" : [end("from"), swap]}${end("to")}</div>
    <div class="rules">
      ${group(say("route.prefer"), prefer)}
      ${group(say("route.avoid"), avoid)}
      <div class="group">${pill("planned", "checkbox", "yes", say("route.planned"))}</div>
      ${group(say("route.closed"), html`<span class="pills shut"></span>`)}
    </div>
    <div class="hints" role="status"></div>`;
};
/** What is closed, each with a button that opens it again. */
const chips = ({ closed, none_closed }, say) => {
  const ids = Object.keys(closed);
  const chip = (id) => {
    const reopen = say("route.reopen", { name: closed[id] });
    const left = ids.filter((other) => other !== id).join("~");
    return html`<button class="chip" data-id="${id}" title="${reopen}" aria-label="${reopen}"
      ${requests({ way: "", closed: left })}>${closed[id]}<span aria-hidden="true"> ×</span></button>`;
  };
  const none = html`<small>${none_closed || say("route.closed_none")}</small>`;
  return html`${ids.length ? ids.map(chip) : none}`;
};
const hint = ({ text, actions }) =>
  html`<div class="hint"><span>${text}</span>${actions.map(action)}</div>`;

/** Let the controls ask: each change but the ends' at once, an end when a place is picked or Enter pressed. */
const listen = (mine) => {
  const { box } = mine;
  const send = (request) => mine.ask({ way: "", ...request });
  const said = (key) => nameOf(mine.places, mine.data[key]);
  const take = ({ name, value }) => {
    mine.editing = null;
    const text = value.trim();
    if (text !== said(name)) send({ [name]: idOf(mine.places, text) ?? text });
  };
  box.onchange = ({ target: { name, value, checked } }) => {
    const avoided = [...box.querySelectorAll("[name=avoid]:is(:checked, select)")];
    const codes = avoided.map((control) => control.value).filter(Boolean);
    if (name === "prefer") send({ prefer: value });
    if (name === "planned") send({ planned: checked ? "yes" : "" });
    if (name === "avoid") send({ avoid: codes.join("~") || "none" });
  };
  follow(box, mine.ask);
  for (const input of box.querySelectorAll("[list]")) {
    input.onfocus = () => input.select();
    input.oninput = ({ inputType = PICKED }) => {
      mine.editing = input.name;
      if (inputType === PICKED) take(input);
    };
    input.onkeydown = ({ key }) => {
      if (key === "Enter") take(input);
      if (key === "Escape") input.value = said(input.name);
    };
    input.onblur = () => {
      mine.editing = null;
      if (input.value.trim() === "") take(input);
      else input.value = said(input.name);
    };
  }
};

export default (component) => {
  const mine = part(component, "route");
  const { box, say } = mine;
  const data = Object.assign(mine.data, mine.data.form);
  const find = (selector) => box.querySelector(selector);
  const kind = `${data.lang} ${data.only_to}`; // two views ask, one of them for an end alone
  if (mine.kind !== kind) {
    mine.kind = kind;
    mine.places = placesIn(rows, data.lang);
    box.innerHTML = form(mine).text;
    listen(mine);
  }
  for (const input of box.querySelectorAll("[list]")) {
    if (mine.editing !== input.name) input.value = nameOf(mine.places, data[input.name]);
    input.placeholder = nameOf(mine.places, data.example[input.name]) || say("route.choose");
  }
  find(`[name=prefer][value=${data.prefer}]`).checked = true;
  find("[name=planned]").checked = data.planned;
  find("select").value = "";
  const swapped = { way: "", from: data.to ?? "", to: data.from ?? "" };
  find(".swap")?.setAttribute("data-request", JSON.stringify(swapped));
  const codes = [...new Set([...OFTEN, ...data.avoid])];
  const avoided = codes.map((code) =>
    pill("avoid", "checkbox", code, data.countries[code] ?? code, data.avoid.includes(code)),
  );
  find(".avoided").innerHTML = html`${avoided}`.text;
  find(".shut").innerHTML = chips(data, say).text;
  find(".hints").innerHTML = html`${data.hints.map(hint)}`.text;
};
