/* What a reader asks of the network: two ends, what is best, what to avoid, what is closed. Each control is
   a key of the address. The ends are the platform's own field with suggestions; what is no place is sent as
   it was written, and answered with what may be meant. */
import { part, rows } from "./core.mjs";
import { html } from "./html.mjs";
import { action, follow, requests } from "./links.mjs";
import { menu, placeMenus } from "./menu.mjs";
import { idOf, nameOf, placesIn } from "./places.mjs";

const OFTEN = ["RUS", "IRN", "BLR", "CHN", "AFG"]; // the first of the list
const PICKED = "insertReplacementText"; // from the list of suggestions
const PREFER = ["time", "distance", "co2"];

const select = (name, label, options) =>
  html`<select class="pill" name="${name}" aria-label="${label}">${options.map(([value, text]) => html`<option value="${value}">${text}`)}</select>`;
/** All that stays as it is in a language. */
const form = ({ say, places, data: { only_to, countries, lang } }) => {
  const end = (key) => html`<div class="end"><label for="end-${key}">${say(`route.${key}`)}</label>
    <input id="end-${key}" name="${key}" list="places" autocomplete="off" spellcheck="false"></div>`;
  const swap = html`<button class="swap" title="${say("route.swap")}"
    aria-label="${say("route.swap")}">⇄</button>`;
  const options = places.map(
    ({ value, label }) => html`<option value="${value}" label="${label}">`,
  );
  const rank = (code) => (OFTEN.includes(code) ? OFTEN.indexOf(code) : OFTEN.length);
  const byName = ([, a], [, b]) => a.localeCompare(b, lang);
  const avoidable = Object.entries(countries)
    .sort(byName)
    .sort((one, other) => rank(one[0]) - rank(other[0]))
    .map(
      ([code, name]) => html`<label class="option" data-code="${code}">
        <input type="checkbox" name="avoid" value="${code}"><span>${name}</span></label>`,
    );
  const prefer = PREFER.map((code) => [code, say(`route.prefer_${code}`)]);
  const planned = ["no", "yes"].map((code) => [code, say(`route.planned_${code}`)]);
  return html`<datalist id="places">${options}</datalist>
    <div class="ends">${only_to ? "" : [end("from"), swap]}${end("to")}</div>
    <div class="rules">${select("prefer", say("route.prefer"), prefer)}${menu("avoid", say("route.avoid"), avoidable)}
      ${menu("closed", say("route.closing"), "")}${select("planned", say("route.planned"), planned)}</div>
    <div class="hints" role="status"></div>`;
};
/** What is closed, each struck through, with a button that opens it again. */
const chips = ({ closed, none_closed }, say) => {
  const ids = Object.keys(closed);
  const chip = (id) => {
    const reopen = say("route.reopen", { name: closed[id] });
    const left = ids.filter((other) => other !== id).join("~");
    return html`<button class="chip" data-id="${id}" title="${reopen}" aria-label="${reopen}"
      ${requests({ way: "", closed: left })}>⊘ <s>${closed[id]}</s></button>`;
  };
  const all = html`<button class="act" ${requests({ way: "", closed: "" })}>${say("route.open_all")}</button>`;
  return html`${ids.map(chip)}${ids.length > 1 && all}<p>${(ids.length === 0 && none_closed) || say("route.closed_hint")}</p>`;
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
  box.onchange = ({ target: { name, value } }) => {
    const avoided = [...box.querySelectorAll("[name=avoid]:checked")];
    if (name === "prefer") send({ prefer: value });
    if (name === "planned") send({ planned: value === "yes" ? "yes" : "" });
    if (name === "avoid") send({ avoid: avoided.map((one) => one.value).join("~") || "none" });
  };
  placeMenus(box);
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
  const tell = (key, text, isSet) => {
    const control = find(`.menu[popovertarget=menu-${key}], select[name=${key}]`);
    if (text !== null) control.textContent = control.title = text;
    control.classList.toggle("set", isSet);
  };
  const named = (all) => new Intl.ListFormat(data.lang, { type: "unit" }).format(all);
  find("[name=prefer]").value = data.prefer;
  find("[name=planned]").value = data.planned ? "yes" : "no";
  const swapped = { way: "", from: data.to ?? "", to: data.from ?? "" };
  find(".swap")?.setAttribute("data-request", JSON.stringify(swapped));
  for (const control of box.querySelectorAll("[name=avoid]"))
    control.checked = data.avoid.includes(control.value);
  const avoided = named(data.avoid.map((code) => data.countries[code] ?? code));
  const closed = Object.values(data.closed);
  tell("prefer", null, data.prefer !== PREFER[0]);
  tell("planned", null, data.planned);
  tell(
    "avoid",
    say(avoided ? "route.avoiding" : "route.avoid_none", { names: avoided }),
    Boolean(avoided),
  );
  const names = closed.length > 0 ? named(closed) : say("route.closed_none");
  tell("closed", say("route.closed", { names }), closed.length > 0);
  find("#menu-closed").innerHTML = chips(data, say).text;
  find(".hints").innerHTML = html`${data.hints.map(hint)}`.text;
};
