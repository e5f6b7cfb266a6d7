/* The filters: language and a field per filter with live counts. What is chosen goes to the server as it
   stands in an address: codes of a list, first and last of a range, empty for all. */
import { onMapReady, tellMap } from "./channel.mjs";
import { part, rows } from "./core.mjs";
import { fold } from "./fold.mjs";
import { html } from "./html.mjs";
import { select } from "./selection.mjs";

const FEW = 8; // a filter of more options is a list to search in
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
  if (options.length <= FEW) return html`<div class="pills">${options}</div>`;
  const search = say("filter.search");
  return html`<details class="pick"><summary></summary>
    <input type="search" placeholder="${search}" aria-label="${search}">
    <div class="options">${options}</div></details>`;
};
const range = (key, say) => {
  const codes = rows.options[key].map((code) => html`<option>${code}</option>`);
  const end = (name) =>
    html`<select name="${key}" aria-label="${say(`filter.${key}_${name}`)}">${codes}</select>`;
  return html`<div class="range">${end("first")}–${end("last")}</div>`;
};
const form = (lang, say) => {
  const languages = Object.keys(rows.words).map(
    (code) => html`<label><input type="radio" name="lang" value="${code}">
      <span lang="${code}">${say(`lang.${code}`)}</span></label>`,
  );
  const group = (key) => {
    const help = `filter.${key}_help`;
    const more = html`<details class="help"><summary aria-label="${say("filter.help")}">?</summary>
      <p>${say(help)}</p></details>`;
    const fields = isRange(key) ? range(key, say) : list(key, say, lang);
    return html`<div role="group" data-facet="${key}" aria-labelledby="label-${key}">
      <div class="head"><span class="label" id="label-${key}">${say(`filter.${key}`)}</span>
        ${help in rows.words.en && more}</div>${fields}</div>`;
  };
  return html`<div class="lang" role="radiogroup" aria-label="${say("app.language")}">${languages}</div>
    ${KEYS.map(group)}<button class="clear">${say("app.clear")}</button>`;
};

// ---- what is chosen
const whole = (key) => (isRange(key) ? `${rows.options[key][0]}..${rows.options[key].at(-1)}` : "");
const read = (box) => {
  const chosen = ["lang", ...KEYS].map((key) => {
    const codes = [...box.querySelectorAll(`[name="${key}"]:is(:checked, select)`)];
    const text = codes.map(({ value }) => value).join(isRange(key) ? ".." : "~");
    return [key, text === whole(key) ? "" : text];
  });
  return Object.fromEntries(chosen);
};
const write = ({ box, say }, values) => {
  for (const control of box.querySelectorAll("[name]")) {
    const codes = (values[control.name] || whole(control.name)).split(/~|\.\./);
    if (isRange(control.name)) control.value = codes.at(control.nextElementSibling ? 0 : -1);
    else control.checked = codes.includes(control.value);
  }
  for (const pick of box.querySelectorAll(".pick")) {
    const names = [...pick.querySelectorAll(":checked + span")].map((name) => name.textContent);
    pick.querySelector("summary").textContent = names.join(", ") || say("filter.any");
    pick.classList.toggle("set", names.length > 0);
  }
  box.querySelector(".clear").disabled = KEYS.every((key) => values[key] === "");
};
const count = (box, counts) => {
  for (const [key, found] of Object.entries(counts))
    box.querySelectorAll(`[data-facet="${key}"] .option`).forEach((option, at) => {
      option.querySelector("small").textContent = found[at];
      option.classList.toggle("none", found[at] === 0);
    });
};
const listen = (mine) => {
  const { box } = mine;
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
  const none = Object.fromEntries(KEYS.map((key) => [key, ""]));
  box.querySelector(".clear").onclick = () => choose(mine, { ...read(box), ...none });
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

/** @param {Component<{n: number, values: Record<string, string>, counts: Record<string, number[]>}>} component */
export default (component) => {
  const mine = part(component, "filters");
  const { box, data, say } = mine;
  if (mine.sent === undefined)
    onMapReady(() => {
      if (mine.answered !== mine.sent) tellMap(mine.expected);
    });
  mine.sent ??= data.n;
  mine.answered = data.n;
  const waiting = mine.answered !== mine.sent; // an answer to an earlier click leaves what was chosen since then
  const chosen = waiting ? read(box) : data.values;
  if (mine.lang !== data.lang) {
    mine.lang = data.lang;
    box.innerHTML = form(data.lang, say).text;
    listen(mine);
  }
  write(mine, chosen);
  count(box, data.counts);
};
