/* The filters: a bar of menus with live counts. What is chosen goes to the server as it stands in an address:
   codes of a list, first and last of a range, empty for all. */
import { onMapReady, tellMap } from "./channel.mjs";
import { part, rows } from "./core.mjs";
import { fold } from "./fold.mjs";
import { html } from "./html.mjs";
import { menu, placeMenus } from "./menu.mjs";
import { rove } from "./rove.mjs";
import { select } from "./selection.mjs";

const FEW = 8; // a filter of more options has a search
const PATIENCE_MS = 2500; // a line that is slower than this is taken for broken
const KEYS = Object.keys(rows.options);
const isRange = (key) => rows.ranges.includes(key);

// ---- what stands on the page
const list = (key, say, lang) => {
  const names = rows.names[lang][`facet.${key}`];
  const options = rows.options[key].map(
    (code) => html`<label class="option" data-code="${code}">
      <input type="checkbox" name="${key}" value="${code}"><span>${names[code]}</span><small></small>
    </label>`,
  );
  const search = say("filter.search");
  const field = html`<input type="search" placeholder="${search}" aria-label="${search}">`;
  return html`${options.length > FEW && field}<div class="options">${options}</div>`;
};
const range = (key, say) => {
  const codes = rows.options[key].map((code) => html`<option>${code}</option>`);
  const end = (name) =>
    html`<select name="${key}" aria-label="${say(`filter.${key}_${name}`)}">${codes}</select>`;
  return html`<div class="range">${end("first")}–${end("last")}</div>`;
};
const form = (lang, say) => {
  const facet = (key) => {
    const [name, help] = [say(`filter.${key}`), `filter.${key}_help`];
    const inside = html`${isRange(key) ? range(key, say) : list(key, say, lang)}
      ${help in rows.words.en && html`<p>${say(help)}</p>`}`;
    return menu(key, name, inside, html`data-facet="${key}"`);
  };
  return html`<button class="fold" aria-expanded="false"></button>
    <div class="menus">${KEYS.map(facet)}<button class="clear"
      title="${say("app.clear")}">${say("filter.clear")}</button></div>
    <small class="shown" role="status"></small>`;
};

// ---- what is chosen
const whole = (key) => (isRange(key) ? `${rows.options[key][0]}..${rows.options[key].at(-1)}` : "");
const read = (box) => {
  const chosen = KEYS.map((key) => {
    const codes = [...box.querySelectorAll(`[name="${key}"]:is(:checked, select)`)];
    const text = codes.map(({ value }) => value).join(isRange(key) ? ".." : "~");
    return [key, text === whole(key) ? "" : text];
  });
  return Object.fromEntries(chosen);
};
/** Its name on the button, which has room for a word or two. */
const short = (key, say) =>
  say(`filter.${key}${`filter.${key}_short` in rows.words.en ? "_short" : ""}`);
/** A filter's button says what is set. */
const named = (box, key, value, say) => {
  const button = box.querySelector(`[data-facet="${key}"] .menu`);
  const names = [...box.querySelectorAll(`[name="${key}"]:checked + span`)];
  const set = isRange(key)
    ? value.replace("..", "–")
    : names.map((name) => name.textContent).join(", ");
  button.textContent = set ? `${short(key, say)}: ${set}` : short(key, say);
  button.title = set || say(`filter.${key}`);
  button.classList.toggle("set", Boolean(set));
};
const write = ({ box, say }, values) => {
  for (const control of box.querySelectorAll("[name]")) {
    const codes = (values[control.name] || whole(control.name)).split(/~|\.\./);
    if (isRange(control.name)) control.value = codes.at(control.nextElementSibling ? 0 : -1);
    else control.checked = codes.includes(control.value);
  }
  for (const key of KEYS) named(box, key, values[key], say);
  const set = KEYS.filter((key) => values[key]).length;
  box.querySelector(".fold").textContent = `${say("app.face_filters")}${set ? ` ${set}` : ""}`;
  box.querySelector(".clear").hidden = set === 0;
};
/** Broken only before a dot, so that what finds no room is left out whole. */
const unbroken = (text) => text.replace(/ (?!·)/g, "\u00a0");
const count = ({ box, say }, { counts, shown, lang }) => {
  for (const [key, found] of Object.entries(counts))
    box.querySelectorAll(`[data-facet="${key}"] .option`).forEach((option, at) => {
      option.querySelector("small").textContent = found[at];
      option.classList.toggle("none", found[at] === 0);
    });
  const [sites, pledges, legs] = shown.map((n) => n.toLocaleString(lang));
  box.querySelector(".shown").textContent = unbroken(say("filter.shown", { sites, pledges, legs }));
};
const listen = (mine) => {
  const { box } = mine;
  placeMenus(box);
  box.onchange = ({ target }) => {
    if (!target.name) return;
    const { firstElementChild: first, lastElementChild: last } = target.parentElement;
    if (first.selectedIndex > last.selectedIndex) first.value = last.value = target.value;
    choose(mine, read(box));
  };
  box.oninput = ({ target }) => {
    if (target.type !== "search") return;
    const wanted = fold(target.value);
    for (const option of target.parentElement.querySelectorAll(".option"))
      option.hidden = !fold(option.textContent).includes(wanted);
  };
  const folded = box.querySelector(".fold");
  folded.onclick = () => {
    folded.ariaExpanded = String(box.classList.toggle("open"));
  };
  const none = Object.fromEntries(KEYS.map((key) => [key, ""]));
  box.querySelector(".clear").onclick = () => choose(mine, none);
};

// ---- the map follows a click before the server answers; its answer overrules
const ask = (mine, values, isFirst) => {
  try {
    mine.ask({ ...values, n: mine.sent });
  } catch {
    /* no line: asked again below */
  }
  clearTimeout(mine.waiting);
  // What nobody answers is asked once more; then what the server last said stands again, here and on the map.
  mine.waiting = setTimeout(() => {
    if (mine.answered === mine.sent) return;
    if (isFirst) return ask(mine, values, false);
    mine.sent = mine.answered = mine.data.n;
    write(mine, mine.data.values);
    tellMap({ atlas: "revert" });
  }, PATIENCE_MS);
};
const choose = (mine, values) => {
  write(mine, values);
  mine.sent += 1;
  const [n, show, country] = [mine.sent, select(rows, values), values.country.split("~")];
  mine.expected = { atlas: "preview", n, show, country };
  tellMap(mine.expected);
  ask(mine, values, true);
};

/** @param {Component<{n: number, values: Record<string, string>, counts: Record<string, number[]>, shown: number[]}>} component */
export default (component) => {
  const mine = part(component, "filters");
  const { box, data, say } = mine;
  if (mine.sent === undefined)
    onMapReady(() => {
      if (mine.answered !== mine.sent) tellMap(mine.expected);
    });
  // An answer may also come to what was given up meanwhile.
  mine.sent = Math.max(mine.sent ?? 0, data.n);
  mine.answered = data.n;
  const waiting = mine.answered !== mine.sent; // an answer to an earlier click leaves what was chosen since then
  const chosen = waiting ? read(box) : data.values;
  if (mine.lang !== data.lang) {
    mine.lang = data.lang;
    box.innerHTML = form(data.lang, say).text;
    listen(mine);
  }
  write(mine, chosen);
  count(mine, data);
  rove(box, ".menu, .clear");
};
