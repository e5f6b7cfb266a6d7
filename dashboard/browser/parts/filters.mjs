/* The filters: language and a field per filter with live counts. What is chosen goes to the server as it
   stands in an address: codes of a list, first and last of a range, empty for all. */
import { onMapReady, tellMap } from "./channel.mjs";
import { frame, held, rows, speech } from "./core.mjs";
import { fold } from "./fold.mjs";
import { html } from "./html.mjs";
import { select } from "./selection.mjs";

const FEW = 8; // a filter of more options is a list to search in
const PATIENCE_MS = 2500; // a line that is slower than this is taken for broken
const KEYS = Object.keys(rows.options);
const NONE = Object.fromEntries(KEYS.map((key) => [key, ""]));
const isRange = (key) => rows.ranges.includes(key);

// ---- what stands on the page
const list = (key, say, names) => {
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
  const [first, last] = ["first", "last"].map((end) => {
    const label = say(`filter.${key}_${end}`);
    return html`<select name="${key}" aria-label="${label}">${codes}</select>`;
  });
  return html`<div class="range">${first}–${last}</div>`;
};
const group = (key, say, names) => {
  const help = `filter.${key}_help`;
  const more = html`<details class="help"><summary aria-label="${say("filter.help")}">?</summary>
    <p>${say(help)}</p></details>`;
  return html`<div role="group" data-facet="${key}" aria-labelledby="label-${key}">
    <div class="head"><span class="label" id="label-${key}">${say(`filter.${key}`)}</span>
      ${help in rows.words.en && more}</div>
    ${isRange(key) ? range(key, say) : list(key, say, names)}</div>`;
};
const form = (lang) => {
  const say = speech(lang);
  const languages = Object.keys(rows.words).map(
    (code) => html`<label><input type="radio" name="lang" value="${code}">
      <span lang="${code}">${say(`lang.${code}`)}</span></label>`,
  );
  const groups = KEYS.map((key) => group(key, say, rows.names[lang][`facet.${key}`]));
  return html`<div class="lang" role="radiogroup" aria-label="${say("app.language")}">${languages}</div>
    ${groups}<button class="clear">${say("app.clear")}</button>`;
};

// ---- what is chosen
const controls = (box, key) => [...box.querySelectorAll(`[name="${key}"]`)];
const whole = (key) => [rows.options[key][0], rows.options[key].at(-1)].join("..");
const read = (box) => {
  const chosen = (key) => {
    const all = controls(box, key);
    const ends = all.map(({ value }) => value).join("..");
    if (isRange(key)) return ends === whole(key) ? "" : ends;
    return all.flatMap(({ checked, value }) => (checked ? [value] : [])).join("~");
  };
  return Object.fromEntries(["lang", ...KEYS].map((key) => [key, chosen(key)]));
};
const write = (box, values, say) => {
  for (const key of ["lang", ...KEYS]) {
    const codes = (values[key] || (isRange(key) ? whole(key) : "")).split(
      isRange(key) ? ".." : "~",
    );
    controls(box, key).forEach((control, end) => {
      if (isRange(key)) control.value = codes[end] ?? codes[0];
      else control.checked = codes.includes(control.value);
    });
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
    controls(box, key).forEach((control, at) => {
      const option = control.closest(".option");
      if (!option) return;
      option.querySelector("small").textContent = found[at];
      option.classList.toggle("none", found[at] === 0);
    });
};
const listen = (box, choose) => {
  box.onchange = ({ target }) => {
    if (target.type === "search") return;
    const [first, last] = isRange(target.name) ? controls(box, target.name) : [];
    if (first?.selectedIndex > last?.selectedIndex) first.value = last.value = target.value;
    choose(read(box));
  };
  box.oninput = ({ target }) => {
    if (target.type !== "search") return;
    for (const option of target.parentElement.querySelectorAll(".option"))
      option.hidden = !fold(option.textContent).includes(fold(target.value));
  };
  box.onclick = ({ target }) => {
    if (target.matches(".clear")) choose({ ...read(box), ...NONE });
  };
};

// ---- the map follows a click before the server answers; its answer overrules
const send = (mine, values) => {
  mine.sent += 1;
  const n = mine.sent;
  const country = values.country.split("~");
  mine.expected = { atlas: "preview", n, show: select(rows, values), country };
  tellMap(mine.expected);
  const ask = () => {
    try {
      mine.component.setTriggerValue("ask", { ...values, n });
    } catch {
      /* no line: asked again below */
    }
  };
  const unheard = (then) =>
    setTimeout(() => {
      if (mine.answered !== mine.sent) then();
    }, PATIENCE_MS);
  ask();
  // What nobody answers is asked once more; then what the server last said stands again, here and on the map.
  clearTimeout(mine.waiting);
  mine.waiting = unheard(() => {
    ask();
    mine.waiting = unheard(() => {
      mine.sent = mine.answered = mine.component.data.n;
      mine.write(mine.component.data.values);
      tellMap({ atlas: "revert" });
    });
  });
};

/** @param {Component<{n: number, values: Record<string, string>, counts: Record<string, number[]>}>} component */
export const filters = (component) => {
  const { data, parentElement } = component;
  const box = frame(component, "filters");
  const mine = held.get(parentElement) ?? { sent: data.n };
  if (!held.has(parentElement))
    onMapReady(() => {
      if (mine.answered !== mine.sent) tellMap(mine.expected);
    });
  held.set(parentElement, mine);
  mine.component = component;
  mine.write = (values) => write(box, values, speech(data.lang));
  mine.answered = data.n;
  const waiting = mine.answered !== mine.sent; // an answer to an earlier click leaves what was chosen since then
  const chosen = waiting && mine.lang ? read(box) : data.values;
  if (mine.lang !== data.lang) {
    mine.lang = data.lang;
    box.innerHTML = form(data.lang).text;
    listen(box, (values) => {
      mine.write(values);
      send(mine, values);
    });
  }
  mine.write(chosen);
  count(box, data.counts);
};
