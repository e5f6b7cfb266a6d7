/* What a reader asks of the network: two ends, what is best, what to avoid, what is closed. Each control is a key of the address. */
import { el, fold, frame, held, kinds, rows, speech } from "./core.mjs";

const OFTEN = ["RUS", "IRN", "BLR", "CHN", "AFG"]; // always offered; the rest are in a list
const MOST = 40;

const placesIn = (lang) => {
  const at = (kind, row, column) => row[kinds[kind].columns.indexOf(column)];
  const named = (kind, row, column) =>
    [at(kind, row, column)]
      .flat()
      .map((code) => rows.names[lang][`${kind}.${column}`]?.[code] ?? code)
      .filter(Boolean)
      .join(", ");
  const nodes = new Set(kinds.node.ids);
  const of = (kind, said) =>
    kinds[kind].ids.map((id, i) => {
      const row = kinds[kind].rows[i],
        name = at(kind, row, "name");
      const spoken = (kind === "node" && rows.words[lang][`place.${id}`]) || name; // the facts have Latin names
      const note = [spoken === name ? "" : spoken, ...said(row)].filter(Boolean).join(" · ");
      const value = kind === "site" && nodes.has(id) ? `site:${id}` : id; // an id of both means the node
      return {
        id: value,
        name,
        note,
        names: [fold(name), fold(spoken)],
        folded: fold(`${name} ${id} ${note}`),
        sea: at(kind, row, "kind") === "sea-waypoint",
      };
    });
  return [
    ...of("node", (row) => [named("node", row, "kind"), named("node", row, "iso3")]),
    ...of("site", (row) => [
      rows.words[lang]["route.site"],
      named("site", row, "resource"),
      named("site", row, "iso3"),
    ]),
  ]
    .filter((place) => !place.sea)
    .sort((a, b) => a.name.localeCompare(b.name, lang));
};
const found = (places, text) => {
  const wanted = fold(text.trim());
  const hits = places.filter((place) => place.folded.includes(wanted));
  const first = (place) => place.names.some((name) => name.startsWith(wanted));
  return [...hits.filter(first), ...hits.filter((place) => !first(place))].slice(0, MOST);
};
const combobox = (key, say, mine) => {
  const list = el("ul", {
    role: "listbox",
    id: `places-${key}`,
    "aria-label": say(`route.${key}`),
  });
  const input = el("input", {
    id: `end-${key}`,
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": `places-${key}`,
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
    name: key,
  });
  const close = () => {
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (id) => {
    close();
    mine.send({ [key]: id });
  };
  const options = () => [...list.querySelectorAll("[role=option]")];
  const open = () => {
    const hits = found(mine.places, input.value === mine.text(key) ? "" : input.value);
    list.replaceChildren(
      ...(hits.length
        ? hits.map((place, i) =>
            el(
              "li",
              {
                role: "option",
                id: `${key}-${i}`,
                "data-id": place.id,
                "aria-selected": "false",
                onmousedown: (event) => {
                  event.preventDefault();
                  take(place.id);
                },
              },
              el("b", {}, place.name),
              el("small", {}, place.note),
            ),
          )
        : [el("li", { class: "none" }, say("route.no_match"))]),
    );
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  };
  const step = (by) => {
    if (input.getAttribute("aria-expanded") === "false") open();
    const all = options(),
      now = all.findIndex((option) => option.id === input.getAttribute("aria-activedescendant"));
    if (!all.length) return;
    const next = all[(now + by + (now < 0 && by < 0 ? 1 : 0) + all.length) % all.length];
    for (const option of all) option.setAttribute("aria-selected", String(option === next));
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  };
  const enter = () => {
    const active = options().find(
        (option) => option.id === input.getAttribute("aria-activedescendant"),
      ),
      text = input.value.trim();
    const same = mine.places.find(
      (place) => place.names.includes(fold(text)) || place.id === fold(text),
    );
    if (active) take(active.dataset.id);
    else if (text !== mine.text(key))
      take(same?.id ?? text); // what is no place is answered with what may be meant
    else close();
  };
  input.oninput = open;
  input.onfocus = () => {
    input.select();
    open();
  };
  input.onclick = () => {
    if (input.getAttribute("aria-expanded") === "false") open();
  };
  input.onblur = () => {
    close();
    if (input.value.trim() === "" && mine.text(key)) mine.send({ [key]: "" });
    else input.value = mine.text(key);
  };
  input.onkeydown = (event) => {
    const act = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: enter,
      Escape: () => {
        close();
        input.value = mine.text(key);
      },
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  };
  return el(
    "div",
    { class: "end" },
    el("label", { for: `end-${key}` }, say(`route.${key}`)),
    input,
    list,
  );
};
const pill = (name, type, value, label, changed) =>
  el(
    "label",
    { class: "option", "data-code": value },
    el("input", { type, name, value, onchange: changed }),
    el("span", {}, label),
  );
const group = (key, label, ...children) =>
  el(
    "div",
    { class: "group", role: "group", "aria-label": label, "data-key": key },
    el("span", { class: "label" }, label),
    el("div", { class: "pills" }, ...children),
  );

const build = (box, mine, data) => {
  const say = speech(data.lang);
  const swap = el(
    "button",
    {
      class: "swap",
      title: say("route.swap"),
      "aria-label": say("route.swap"),
      onclick: () => mine.send({ from: mine.data.to ?? "", to: mine.data.from ?? "" }),
    },
    "⇄",
  );
  const prefer = ["time", "distance", "co2"].map((code) =>
    pill("prefer", "radio", code, say(`route.prefer_${code}`), () => mine.send({ prefer: code })),
  );
  const avoided = () =>
    [...box.querySelectorAll("input[name=avoid]:checked")].map((input) => input.value);
  mine.avoid = (codes) => mine.send({ avoid: codes.join("~") || "none" });
  mine.pills = (codes) =>
    [...new Set([...OFTEN, ...codes])].map((code) =>
      pill("avoid", "checkbox", code, data.countries[code] ?? code, () => mine.avoid(avoided())),
    );
  const more = el(
    "select",
    {
      name: "avoid-more",
      "aria-label": say("route.avoid_more"),
      onchange: (event) => {
        if (event.target.value) mine.avoid([...avoided(), event.target.value]);
      },
    },
    el("option", { value: "" }, `${say("route.avoid_more")} …`),
    ...Object.entries(data.countries)
      .sort(([, a], [, b]) => a.localeCompare(b, data.lang))
      .map(([code, name]) => el("option", { value: code }, name)),
  );
  box.replaceChildren(
    el(
      "div",
      { class: "ends" },
      ...(data.only_to ? [] : [combobox("from", say, mine), swap]),
      combobox("to", say, mine),
    ),
    el(
      "div",
      { class: "rules" },
      group("prefer", say("route.prefer"), ...prefer),
      group("avoid", say("route.avoid"), el("span", { class: "pills avoided" }), more),
      group(
        "planned",
        say("route.planned"),
        pill("planned", "checkbox", "yes", say("route.planned"), (event) =>
          mine.send({ planned: event.target.checked ? "yes" : "" }),
        ),
      ),
      group("closed", say("route.closed"), el("span", { class: "pills shut" })),
    ),
    el("div", { class: "hints", role: "status" }),
  );
  box.querySelector("[data-key=planned] .label").remove();
};
const hint =
  (mine) =>
  ({ text, actions }) =>
    el(
      "div",
      { class: "hint" },
      el("span", {}, text),
      ...actions.map(({ label, request }) =>
        el("button", { class: "act", onclick: () => mine.ask(request) }, label),
      ),
    );

export const route = (component) => {
  const { parentElement, setTriggerValue } = component,
    data = { ...component.data, ...component.data.form },
    box = frame(component, "route"),
    say = speech(data.lang);
  const mine = held.get(parentElement) ?? {};
  held.set(parentElement, mine);
  mine.data = data;
  mine.ask = (wish) => setTriggerValue("ask", wish);
  mine.send = (wish) => mine.ask({ way: "", ...wish });
  mine.name = (id) =>
    mine.places.find(
      (place) => place.id === id || [`node:${place.id}`, `site:${place.id}`].includes(id),
    )?.name ??
    id ??
    "";
  mine.text = (key) => mine.name(mine.data[key]);
  if (mine.lang !== data.lang) {
    mine.places = placesIn(data.lang);
    build(box, mine, data);
    mine.lang = data.lang;
  }
  const active = parentElement.getRootNode().activeElement;
  for (const key of data.only_to ? ["to"] : ["from", "to"]) {
    const input = box.querySelector(`input[name=${key}]`);
    if (input !== active || input.getAttribute("aria-expanded") === "false")
      input.value = mine.text(key);
    input.placeholder = data.example[key] ? mine.name(data.example[key]) : say("route.choose");
  }
  for (const input of box.querySelectorAll("input[name=prefer]"))
    input.checked = input.value === data.prefer;
  box.querySelector("input[name=planned]").checked = data.planned;
  box.querySelector(".avoided").replaceChildren(...mine.pills(data.avoid));
  for (const input of box.querySelectorAll("input[name=avoid]"))
    input.checked = data.avoid.includes(input.value);
  box.querySelector("select").value = "";
  const shut = Object.entries(data.closed);
  box.querySelector(".shut").replaceChildren(
    ...(shut.length
      ? shut.map(([id, name]) =>
          el(
            "button",
            {
              class: "chip",
              "data-id": id,
              title: say("route.reopen", { name }),
              "aria-label": say("route.reopen", { name }),
              onclick: () =>
                mine.send({
                  closed: shut
                    .map(([other]) => other)
                    .filter((other) => other !== id)
                    .join("~"),
                }),
            },
            name,
            el("span", { "aria-hidden": "true" }, " ×"),
          ),
        )
      : [el("small", {}, data.none_closed || say("route.closed_none"))]),
  );
  box.querySelector(".hints").replaceChildren(...data.hints.map(hint(mine)));
};
