/* The filters: language, facets with live counts, years. What is chosen goes to the server as it stands in an address. */
import { el, fold, frame, held, kinds, rows, speech } from "./core.mjs";
import { bytesOf } from "./signs.mjs";

const PICKS = ["resource", "donor"]; // many options: a list to search in; few are all on the page
const FACETS = Object.keys(rows.options);
const PATIENCE_MS = 2500; // a line that is slower than this is taken for broken

const facetHead = (say, facet) => [
  el("span", { class: "label", id: `label-${facet}` }, say(`filter.${facet}`)),
  rows.words.en[`filter.${facet}_help`] === undefined
    ? null
    : el(
        "details",
        { class: "help" },
        el("summary", { "aria-label": say("filter.help") }, "?"),
        el("p", {}, say(`filter.${facet}_help`)),
      ),
];
const choice = (facet, code, name, changed) =>
  el(
    "label",
    { class: "option", "data-code": code },
    el("input", { type: "checkbox", value: code, name: facet, onchange: changed }),
    el("span", {}, name),
    el("small"),
  );
const picker = (say, options) => {
  const search = el("input", {
    type: "search",
    placeholder: say("filter.search"),
    "aria-label": say("filter.search"),
    oninput: () => {
      for (const option of options)
        option.hidden = !fold(option.textContent).includes(fold(search.value));
    },
  });
  return el(
    "details",
    { class: "pick" },
    el("summary", {}),
    search,
    el("div", { class: "options" }, ...options),
  );
};
const years = (say, changed) => {
  const [first, last] = rows.years;
  const list = (name) =>
    el(
      "select",
      { name, "aria-label": say(`filter.${name}`), onchange: changed },
      ...Array.from({ length: last - first + 1 }, (_, at) =>
        el("option", { value: String(first + at) }, String(first + at)),
      ),
    );
  return el("div", { class: "years" }, list("since"), "–", list("until"));
};
const build = (box, mine, lang) => {
  const say = speech(lang),
    changed = (event) => mine.changed(event);
  const groups = FACETS.map((facet) => {
    const options = rows.options[facet].map((code) =>
      choice(facet, code, rows.names[lang][`facet.${facet}`][code], changed),
    );
    const body = PICKS.includes(facet)
      ? picker(say, options)
      : el("div", { class: "pills" }, ...options);
    return el(
      "div",
      { role: "group", "data-facet": facet, "aria-labelledby": `label-${facet}` },
      el("div", { class: "head" }, ...facetHead(say, facet)),
      body,
    );
  });
  const languages = el(
    "div",
    { class: "lang", role: "radiogroup", "aria-label": say("app.language") },
    ...Object.keys(rows.words).map((code) =>
      el(
        "label",
        {},
        el("input", { type: "radio", name: "lang", value: code, onchange: changed }),
        el("span", { lang: code }, say(`lang.${code}`)),
      ),
    ),
  );
  box.replaceChildren(
    languages,
    ...groups,
    el(
      "div",
      { role: "group", "data-facet": "years", "aria-labelledby": "label-years" },
      el("div", { class: "head" }, ...facetHead(say, "years")),
      years(say, changed),
    ),
    el("button", { class: "clear", onclick: () => mine.clear() }, say("app.clear")),
  );
};

// ---- what is chosen: per key its text in an address, empty for no filter
const EMPTY = { ...Object.fromEntries(FACETS.map((facet) => [facet, ""])), years: "" };
const boxes = (box, name) => [...box.querySelectorAll(`input[name=${name}]`)];
const ends = (box) => ["since", "until"].map((name) => box.querySelector(`select[name=${name}]`));
const read = (box) => {
  const [since, until] = ends(box).map((select) => select.value);
  const all = since === String(rows.years[0]) && until === String(rows.years[1]);
  const codes = FACETS.map((facet) => [
    facet,
    boxes(box, facet)
      .filter((input) => input.checked)
      .map((input) => input.value)
      .join("~"),
  ]);
  return {
    ...Object.fromEntries(codes),
    years: all ? "" : `${since}..${until}`,
    lang: boxes(box, "lang").find((input) => input.checked).value,
  };
};
const write = (box, values, lang) => {
  for (const facet of FACETS)
    for (const input of boxes(box, facet))
      input.checked = values[facet].split("~").includes(input.value);
  for (const input of boxes(box, "lang")) input.checked = input.value === values.lang;
  const [first, last] = values.years ? values.years.split("..") : rows.years;
  ends(box).forEach((select, at) => {
    select.value = String(at ? (last ?? first) : first);
  });
  for (const pick of box.querySelectorAll(".pick")) {
    const names = [...pick.querySelectorAll("input:checked")].map(
      (input) => input.nextElementSibling.textContent,
    );
    pick.querySelector("summary").textContent = names.length
      ? names.join(", ")
      : speech(lang)("filter.any");
    pick.classList.toggle("set", names.length > 0);
  }
  box.querySelector(".clear").disabled = Object.keys(EMPTY).every((key) => values[key] === "");
};

// ---- the map follows a click before the server answers, from the server's own table of matches; its answer overrules
const packed = (bytes) => btoa(String.fromCharCode(...bytes));
const within = (kind, range) => {
  const at = kinds[kind].columns.indexOf("date"),
    [first, last] = range.split("..").map(Number);
  const bytes = new Uint8Array(Math.ceil(kinds[kind].rows.length / 8));
  kinds[kind].rows.forEach((row, i) => {
    const year = Number(row[at]?.slice(0, 4) ?? NaN);
    if (year >= first && year <= last) bytes[i >> 3] |= 128 >> (i & 7);
  });
  return bytes;
};
export const foretold = (values) =>
  Object.fromEntries(
    Object.entries(rows.matches).map(([kind, { all, always, facets, dated }]) => {
      const masks = FACETS.filter((facet) => values[facet] && facets[facet]).map((facet) =>
        values[facet]
          .split("~")
          .map((code) => bytesOf(facets[facet][rows.options[facet].indexOf(code)]))
          .reduce((sum, mask) => sum.map((byte, i) => byte | mask[i]), bytesOf(always[facet])),
      );
      if (values.years && dated) masks.push(within(kind, values.years));
      return [
        kind,
        packed(masks.reduce((left, mask) => left.map((byte, i) => byte & mask[i]), bytesOf(all))),
      ];
    }),
  );
const onMap = (act) => {
  for (const { contentWindow } of document.querySelectorAll("iframe")) {
    try {
      const atlas = /** @type {any} */ (contentWindow)?.Atlas;
      if (atlas) act(atlas);
    } catch {
      /* a frame that is closed to us waits for the server */
    }
  }
};

export const filters = (component) => {
  const { data, parentElement } = component,
    box = frame(component, "filters");
  const mine = held.get(parentElement) ?? { sent: data.n, answered: data.n };
  held.set(parentElement, mine);
  mine.component = component;
  const ask = (values) => {
    try {
      mine.component.setTriggerValue("ask", { ...values, n: mine.sent });
    } catch {
      /* no line: asked again below */
    }
  };
  const settle = () => write(box, mine.component.data.values, mine.component.data.lang);
  const send = (values) => {
    mine.sent += 1;
    onMap((atlas) =>
      atlas.foretell({ show: foretold(values), country: values.country.split("~"), n: mine.sent }),
    );
    ask(values);
    // A wish that nobody answers is asked once more; then what the server last said stands again, here and on the map.
    clearTimeout(mine.waiting);
    mine.waiting = setTimeout(() => {
      if (mine.answered === mine.sent) return;
      ask(values);
      mine.waiting = setTimeout(() => {
        if (mine.answered === mine.sent) return;
        mine.sent = mine.answered = mine.component.data.n;
        settle();
        onMap((atlas) => atlas.forget());
      }, PATIENCE_MS);
    }, PATIENCE_MS);
  };
  mine.changed = ({ target }) => {
    const [since, until] = ends(box);
    if (Number(since.value) > Number(until.value))
      (target === since ? until : since).value = target.value;
    const values = read(box);
    write(box, values, mine.lang);
    send(values);
  };
  mine.clear = () => {
    const values = { ...read(box), ...EMPTY };
    write(box, values, mine.lang);
    send(values);
  };
  mine.answered = data.n;
  const waiting = mine.answered !== mine.sent; // an answer to an earlier click leaves what was chosen since then
  if (mine.lang !== data.lang) {
    const chosen = waiting && mine.lang ? read(box) : data.values;
    mine.lang = data.lang;
    build(box, mine, data.lang);
    write(box, chosen, data.lang);
  }
  for (const facet of FACETS)
    boxes(box, facet).forEach((input, at) => {
      const count = data.counts[facet][at],
        note = input.parentElement.querySelector("small");
      if (note.textContent !== String(count)) note.textContent = String(count);
      input.parentElement.classList.toggle("none", count === 0);
    });
  if (!waiting) settle();
};
