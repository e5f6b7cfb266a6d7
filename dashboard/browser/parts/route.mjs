/* What a reader asks of the network: two ends, what is best, what to avoid, what is closed. Each control is
   a key of the address. The ends are the platform's own field with suggestions; what is no place is sent as
   it was written, and answered with what may be meant. */
import { frame, held, rows, speech } from "./core.mjs";
import { html } from "./html.mjs";
import { asks, follow } from "./links.mjs";
import { idOf, nameOf, placesIn } from "./places.mjs";

const OFTEN = ["RUS", "IRN", "BLR", "CHN", "AFG"]; // always offered; the rest are in a list
const PICKED = "insertReplacementText"; // from the list of suggestions

const pill = (name, type, value, label, checked = false) =>
  html`<label class="option" data-code="${value}">
    <input type="${type}" name="${name}" value="${value}" ${checked && "checked"}>
    <span>${label}</span></label>`;
const group = (key, label, inner) =>
  html`<div class="group" role="group" aria-label="${label}" data-key="${key}">
    <span class="label">${label}</span><div class="pills">${inner}</div></div>`;

/** All that stays as it is in a language. */
const form = ({ only_to, countries, lang }, say, places) => {
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
  return html`<datalist id="places">${options}</datalist>
    <div class="ends">${only_to ? "" : [end("from"), swap]}${end("to")}</div>
    <div class="rules">
      ${group("prefer", say("route.prefer"), prefer)}
      ${group(
        "avoid",
        say("route.avoid"),
        html`<span class="pills avoided"></span>
          <select name="avoid" aria-label="${say("route.avoid_more")}">
            <option value="">${say("route.avoid_more")} …</option>${more}</select>`,
      )}
      <div class="group" data-key="planned">
        ${pill("planned", "checkbox", "yes", say("route.planned"))}</div>
      ${group("closed", say("route.closed"), html`<span class="pills shut"></span>`)}
    </div>
    <div class="hints" role="status"></div>`;
};
/** What is closed, each with a button that opens it again. */
const chips = ({ closed, closed_none }, say) => {
  const ids = Object.keys(closed);
  if (!ids.length) return html`<small>${closed_none ?? say("route.closed_none")}</small>`;
  const chip = (id) => {
    const reopen = say("route.reopen", { name: closed[id] });
    const ask = { way: "", closed: ids.filter((other) => other !== id).join("~") };
    const options = html`class="chip" data-id="${id}" title="${reopen}" aria-label="${reopen}"`;
    return html`<button ${options} ${asks(ask)}>${closed[id]}<span aria-hidden="true"> ×</span></button>`;
  };
  return html`${ids.map(chip)}`;
};
const hint = ({ text, actions }) =>
  html`<div class="hint"><span>${text}</span>${actions.map(
    ({ label, ask }) => html`<button class="act" ${asks(ask)}>${label}</button>`,
  )}</div>`;

/** Let the controls ask: each change but the ends' at once, an end when a place is picked or Enter pressed. */
const listen = (box, mine) => {
  const said = (key) => nameOf(mine.places, mine.data[key]);
  const take = ({ name, value }) => {
    mine.editing = null;
    const text = value.trim();
    if (text !== said(name)) mine.send({ [name]: idOf(mine.places, text) ?? text });
  };
  const avoided = () => [...box.querySelectorAll("[name=avoid]:is(:checked, select)")];
  const CHANGED = {
    prefer: ({ value }) => ({ prefer: value }),
    planned: ({ checked }) => ({ planned: checked ? "yes" : "" }),
    avoid: () => ({
      avoid:
        avoided()
          .map(({ value }) => value)
          .filter(Boolean)
          .join("~") || "none",
    }),
  };
  box.onchange = ({ target }) => {
    if (target.name in CHANGED) mine.send(CHANGED[target.name](target));
  };
  follow(box, (ask) => mine.ask(ask));
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

/** @param {Component<any>} component */
export const route = ({ data, parentElement, setTriggerValue }) => {
  const box = frame({ parentElement }, "route");
  const say = speech(data.lang);
  const mine = held.get(parentElement) ?? {};
  held.set(parentElement, mine);
  mine.data = data;
  mine.ask = (wish) => setTriggerValue("ask", wish);
  mine.send = (wish) => mine.ask({ way: "", ...wish });
  if (mine.lang !== data.lang) {
    mine.lang = data.lang;
    mine.places = placesIn(rows, data.lang);
    box.innerHTML = form(data, say, mine.places).text;
    listen(box, mine);
  }
  for (const input of box.querySelectorAll("[list]")) {
    if (mine.editing !== input.name) input.value = nameOf(mine.places, data[input.name]);
    input.placeholder = data.example
      ? nameOf(mine.places, data.example[input.name])
      : say("route.choose");
  }
  box.querySelector(`[name=prefer][value=${data.prefer}]`).checked = true;
  box.querySelector("[name=planned]").checked = data.planned;
  box.querySelector("select").value = "";
  const swapped = JSON.stringify({ way: "", from: data.to ?? "", to: data.from ?? "" });
  box.querySelector(".swap")?.setAttribute("data-ask", swapped);
  const codes = [...new Set([...OFTEN, ...data.avoid])];
  const avoided = codes.map((code) =>
    pill("avoid", "checkbox", code, data.countries[code] ?? code, data.avoid.includes(code)),
  );
  box.querySelector(".avoided").innerHTML = html`${avoided}`.text;
  box.querySelector(".shut").innerHTML = chips(data, say).text;
  box.querySelector(".hints").innerHTML = html`${data.hints.map(hint)}`.text;
};
