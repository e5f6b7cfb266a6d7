/* The fields of the filters. Each has what stands on the page, reads and writes its text in an address, and shows the counts of its options. */
import { el, fold, rows, speech } from "./core.mjs";

const FEW = 8; // a filter of more options is a list to search in

export const listField = (key, lang, changed) => {
  const say = speech(lang),
    names = rows.names[lang][`facet.${key}`];
  const options = rows.options[key].map((code) =>
    el(
      "label",
      { class: "option", "data-code": code },
      el("input", { type: "checkbox", value: code, name: key, onchange: changed }),
      el("span", {}, names[code]),
      el("small"),
    ),
  );
  const inputs = options.map((option) => option.querySelector("input"));
  const checked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const menu = options.length > FEW ? searchable(options, say) : null;
  return {
    node: menu ?? el("div", { class: "pills" }, ...options),
    read: () => checked().join("~"),
    write: (text) => {
      const codes = text.split("~");
      for (const input of inputs) input.checked = codes.includes(input.value);
      if (!menu) return;
      const chosen = checked().map((code) => names[code]);
      menu.querySelector("summary").textContent = chosen.join(", ") || say("filter.any");
      menu.classList.toggle("set", chosen.length > 0);
    },
    count: (counts) => {
      options.forEach((option, at) => {
        const note = option.querySelector("small");
        if (note.textContent !== String(counts[at])) note.textContent = String(counts[at]);
        option.classList.toggle("none", counts[at] === 0);
      });
    },
  };
};
const searchable = (options, say) => {
  const search = el("input", {
    type: "search",
    placeholder: say("filter.search"),
    "aria-label": say("filter.search"),
    oninput: () => {
      for (const option of options)
        option.hidden = !fold(option.textContent).includes(fold(search.value));
    },
  });
  const list = el("div", { class: "options" }, ...options);
  return el("details", { class: "pick" }, el("summary", {}), search, list);
};
export const rangeField = (key, lang, changed) => {
  const say = speech(lang),
    codes = rows.options[key];
  const end = (name, other) =>
    el(
      "select",
      {
        "aria-label": say(`filter.${key}_${name}`),
        onchange: ({ target }) => {
          if (first.selectedIndex > last.selectedIndex) other().value = target.value;
          changed();
        },
      },
      ...codes.map((code) => el("option", { value: code }, code)),
    );
  const first = end("first", () => last),
    last = end("last", () => first);
  return {
    node: el("div", { class: "range" }, first, "–", last),
    read: () =>
      first.value === codes[0] && last.value === codes.at(-1)
        ? ""
        : `${first.value}..${last.value}`,
    write: (text) => {
      const [since, until = since] = text ? text.split("..") : [codes[0], codes.at(-1)];
      first.value = since;
      last.value = until;
    },
    count: () => {},
  };
};
export const languageField = (lang, changed) => {
  const inputs = Object.keys(rows.words).map((code) =>
    el("input", { type: "radio", name: "lang", value: code, onchange: changed }),
  );
  const labels = inputs.map((input) => {
    const name = el("span", { lang: input.value }, speech(lang)(`lang.${input.value}`));
    return el("label", {}, input, name);
  });
  const name = speech(lang)("app.language");
  return {
    node: el("div", { class: "lang", role: "radiogroup", "aria-label": name }, ...labels),
    read: () => inputs.find((input) => input.checked).value,
    write: (text) => {
      for (const input of inputs) input.checked = input.value === text;
    },
    count: () => {},
  };
};
