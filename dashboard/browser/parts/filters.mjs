/* The filters: language and a field per filter with live counts. What is chosen goes to the server as it stands in an address. */
import { onMapReady, tellMap } from "./channel.mjs";
import { el, frame, held, rows, speech } from "./core.mjs";
import { languageField, listField, rangeField } from "./fields.mjs";
import { select } from "./selection.mjs";

const PATIENCE_MS = 2500; // a line that is slower than this is taken for broken

const group = (key, field, say) => {
  const help = `filter.${key}_help`;
  const head = el(
    "div",
    { class: "head" },
    el("span", { class: "label", id: `label-${key}` }, say(`filter.${key}`)),
    help in rows.words.en
      ? el(
          "details",
          { class: "help" },
          el("summary", { "aria-label": say("filter.help") }, "?"),
          el("p", {}, say(help)),
        )
      : null,
  );
  const known = { role: "group", "data-facet": key, "aria-labelledby": `label-${key}` };
  return el("div", known, head, field.node);
};
const KEYS = Object.keys(rows.options);
const build = (box, mine, lang) => {
  const say = speech(lang),
    fields = { lang: languageField(lang, mine.changed) };
  for (const key of KEYS)
    fields[key] = (rows.ranges.includes(key) ? rangeField : listField)(key, lang, mine.changed);
  mine.fields = fields;
  mine.clear = el(
    "button",
    {
      class: "clear",
      onclick: () =>
        mine.set({ ...read(mine), ...Object.fromEntries(KEYS.map((key) => [key, ""])) }),
    },
    say("app.clear"),
  );
  const groups = KEYS.map((key) => group(key, fields[key], say));
  box.replaceChildren(fields.lang.node, ...groups, mine.clear);
};
const read = ({ fields }) =>
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.read()]));
const write = ({ fields, clear }, values) => {
  for (const [key, field] of Object.entries(fields)) field.write(values[key]);
  clear.disabled = KEYS.every((key) => values[key] === "");
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
  // A wish that nobody answers is asked once more; then what the server last said stands again, here and on the map.
  clearTimeout(mine.waiting);
  mine.waiting = unheard(() => {
    ask();
    mine.waiting = unheard(() => {
      mine.sent = mine.answered = mine.component.data.n;
      write(mine, mine.component.data.values);
      tellMap({ atlas: "revert" });
    });
  });
};

export const filters = (component) => {
  const { data, parentElement } = component,
    box = frame(component, "filters");
  const mine = held.get(parentElement) ?? { sent: data.n };
  if (!held.has(parentElement))
    onMapReady(() => {
      if (mine.answered !== mine.sent) tellMap(mine.expected);
    });
  held.set(parentElement, mine);
  mine.component = component;
  mine.set = (values) => {
    write(mine, values);
    send(mine, values);
  };
  mine.changed = () => mine.set(read(mine));
  mine.answered = data.n;
  const waiting = mine.answered !== mine.sent; // an answer to an earlier click leaves what was chosen since then
  if (mine.lang !== data.lang) {
    const chosen = waiting && mine.lang ? read(mine) : data.values;
    mine.lang = data.lang;
    build(box, mine, data.lang);
    write(mine, chosen);
  }
  for (const [key, counts] of Object.entries(data.counts)) mine.fields[key].count(counts);
  if (!waiting) write(mine, data.values);
};
