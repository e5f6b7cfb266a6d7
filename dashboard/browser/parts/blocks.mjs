/* Blocks of a page, drawn as they are told: sentences, figures, tables and buttons; what is explained stands
   folded behind what it explains. Long tables are kept by the browser; a block then says which rows stand. */
import { el, frame, held, speech } from "./core.mjs";
import { onPrint, references } from "./print.mjs";
import { bits } from "./rows.mjs";
import { table } from "./table.mjs";

const WAIT_MS = 3000;
/** @type {Map<string, Promise<any>>} */
const kept = new Map();
const keptAs = (file) => {
  if (!kept.has(file)) {
    const asked = fetch(new URL(`../${file}`, import.meta.url)).then((answer) => answer.json());
    asked.catch(() => kept.delete(file)); // a line that broke is tried again at the next run
    kept.set(file, asked);
  }
  return kept.get(file);
};
const within = ({ folded = [], figures = [], table: told }) => [
  ...folded,
  ...figures.flatMap(({ details = [] }) => details),
  ...(told?.rows ?? []).flatMap(({ details = [] }) => details),
];
/* Put the tables that the browser keeps where blocks name them. */
const fill = async (blocks) => {
  for (const one of blocks) {
    const { table: told } = one;
    if (told?.file) {
      const { columns, rows } = await keptAs(told.file);
      const isShown = bits(told.show);
      one.table = { ...told, columns, rows: rows.filter((_, at) => isShown(at)) };
    }
    if (told)
      one.table.columns = one.table.columns.map((column, at) => ({
        ...column,
        isIn: told.in.includes(at),
      }));
    await fill(within(one));
  }
  return blocks;
};

/* A button sends a whole list, so a second one waits for the list that the first has made. */
const quiet = (box) => {
  const buttons = [...box.querySelectorAll(".act:not([aria-expanded], .more)")];
  for (const button of buttons) button.disabled = true;
  setTimeout(() => {
    for (const button of buttons) button.disabled = false;
  }, WAIT_MS);
};
const action =
  (mine) =>
  ({ label, request, pressed }) => {
    const name = `act.${JSON.stringify(request)}`;
    const press = () => {
      mine.pressed = name; // a button that is quiet loses the cursor
      quiet(mine.box);
      mine.request(request);
    };
    const isOn = pressed === undefined ? undefined : String(pressed);
    return el(
      "button",
      { class: "act", "data-open": name, "aria-pressed": isOn, onclick: press },
      label,
    );
  };
const fold =
  (mine) =>
  ({ title, count, ...rest }) =>
    el(
      "details",
      { "data-open": rest.key, "data-block": rest.key },
      el("summary", {}, title, count === undefined ? null : el("small", {}, ` ${count}`)),
      ...inside(mine, { title: "", ...rest }),
    );
const figure =
  (mine) =>
  ({ label, value, note, says = [], details = [], aside }) =>
    el(
      "div",
      { class: aside ? "figure aside" : "figure", title: note, tabindex: note ? "0" : undefined },
      el("small", {}, label),
      el("b", {}, value),
      ...says.map((text) => el("p", {}, text)),
      ...details.map(fold(mine)),
    );
const copied = (say) => (text, button) =>
  navigator.clipboard.writeText(text).then(() => {
    button.textContent = say("app.copied");
  });
const quote =
  (say) =>
  ({ label, text: told }) => {
    const text = told.replaceAll("{page}", location.origin + location.pathname);
    const button = el(
      "button",
      { class: "act", onclick: () => copied(say)(text, button) },
      say("app.copy"),
    );
    return el("figure", {}, el("figcaption", {}, label, " ", button), el("pre", {}, text));
  };
const inside = (mine, told) => {
  const say = speech(mine.lang),
    {
      key,
      title,
      says = [],
      switches = [],
      figures = [],
      quotes = [],
      folded = [],
      notes = [],
      actions = [],
    } = told;
  return [
    title ? el("h3", {}, title) : null,
    told.printed
      ? el("button", { class: "act print", onclick: () => print() }, say("app.print"))
      : null,
    ...switches.map(({ label, options }) =>
      el(
        "div",
        { class: "switch", role: "group", "aria-label": label },
        el("span", {}, label),
        ...options.map(mine.action),
      ),
    ),
    ...says.map((text) => el("p", {}, text)),
    figures.length ? el("div", { class: "numbers" }, ...figures.map(figure(mine))) : null,
    ...quotes.map(quote(say)),
    told.table ? table(told.table, mine, key, mine.isDetail) : null,
    ...folded.map(fold(mine)),
    ...notes.map((text) => el("p", {}, el("small", {}, text))),
    actions.length ? el("div", { class: "acts" }, ...actions.map(mine.action)) : null,
  ];
};
const block = (mine) => (told) => el("section", { "data-block": told.key }, ...inside(mine, told));

/* What a reader has opened, and where the cursor is, when the blocks are drawn again. */
const openIn = ({ box, pressed }) => {
  const active = box.getRootNode().activeElement,
    open = [...box.querySelectorAll("details[open]")].map((one) => one.dataset.open);
  const left = document.activeElement === document.body ? pressed : undefined;
  return {
    open,
    focus: active?.dataset?.open ?? active?.dataset?.sort ?? left,
    at: active?.selectionStart,
  };
};
const opened = (box, { open, focus, at }) => {
  for (const one of box.querySelectorAll("details")) one.open = open.includes(one.dataset.open);
  const field =
    focus &&
    box.querySelector(`[data-open="${CSS.escape(focus)}"], [data-sort="${CSS.escape(focus)}"]`);
  field?.focus({ preventScroll: true });
  if (typeof at === "number") field?.setSelectionRange?.(at, at);
};

export const blocks = async (component) => {
  const { data, parentElement, setTriggerValue } = component;
  const mine = held.get(parentElement) ?? { tables: {} },
    told = JSON.stringify(data.blocks) + data.lang;
  held.set(parentElement, mine);
  Object.assign(mine, {
    lang: data.lang,
    request: (request) => setTriggerValue("request", request),
  });
  if (mine.told === told) return; // what is open stays open
  mine.told = told;
  const ready = await fill(structuredClone(data.blocks));
  if (mine.told !== told) return; // a later run came first
  const box = frame(component, "blocks"),
    before = openIn({ box, pressed: mine.pressed });
  Object.assign(mine, { box, pressed: undefined, whole: [], action: action(mine) });
  mine.block = (one) => block({ ...mine, isDetail: true })(one);
  box.replaceChildren(...ready.map(block(mine)), references(ready, data.lang));
  opened(box, before);
  onPrint(parentElement, () => {
    for (const one of box.querySelectorAll("details[data-block]")) one.open = true;
    for (const show of mine.whole) show();
  });
};
