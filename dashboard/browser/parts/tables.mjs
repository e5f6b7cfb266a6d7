// @ts-nocheck
/* The tables: every feature of the map is a row, and a row opens its record. */
import { el, fold, frame, held, kinds, opened, rows, speech } from "./core.mjs";
import { onPrint } from "./print.mjs";
import { bits } from "./rows.mjs";

const STEP = 25;
const shown = (kind, column, value, row, lang) => {
  if (value === null || value?.length === 0) return null;
  const names = rows.names[lang][`${kind}.${column}`] ?? {};
  if (kinds[kind].coded.includes(column))
    return [value]
      .flat()
      .map((code) => names[code] ?? code)
      .join(", ");
  if (column === "amount") return money(value, row[kinds[kind].columns.indexOf("currency")], lang);
  return typeof value === "number" ? new Intl.NumberFormat(lang).format(value) : String(value);
};
const money = (value, currency, lang) => {
  const options = {
    notation: value >= 1e6 ? "compact" : "standard",
    compactDisplay: "long",
    maximumFractionDigits: 3,
  };
  return `${new Intl.NumberFormat(lang, options).format(value)} ${currency ?? ""}`.trim();
};
const found = (kind, lang, on, query) => {
  const { ids, columns, rows: all, shown: width } = kinds[kind];
  const wanted = fold(query);
  return all.flatMap((row, at) => {
    if (!on(at)) return [];
    const texts = columns
      .slice(0, width)
      .map((column, i) => shown(kind, column, row[i], row, lang));
    const hit = !wanted || texts.some((text) => text && fold(text).includes(wanted));
    return hit ? [{ id: `${kind}:${ids[at]}`, row, texts }] : [];
  });
};
const ordered = (list, order, lang, kind) => {
  if (!order) return list;
  const { by, down } = order,
    sign = down ? -1 : 1;
  const usd = kinds[kind].columns[by] === "amount" ? kinds[kind].columns.indexOf("amount_usd") : by;
  const key = (entry) =>
    typeof entry.row[usd] === "number" ? entry.row[usd] : usd === by ? entry.texts[by] : null;
  const collator = new Intl.Collator(lang, { numeric: true });
  return [...list].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return (x === null) - (y === null); // what is not known stands last either way
    return sign * (typeof x === "number" && typeof y === "number" ? x - y : collator.compare(x, y));
  });
};
export const tables = (component) => {
  const { data, parentElement, setTriggerValue } = component;
  const box = frame(component, "tables");
  const mine = held.get(parentElement) ?? {
    tab: "pledge",
    queries: {},
    order: { pledge: { by: kinds.pledge.columns.indexOf("date"), down: true } },
    limit: STEP,
  };
  held.set(parentElement, mine);
  mine.component = component;
  const say = speech(data.lang),
    on = Object.fromEntries(Object.entries(data.show).map(([kind, text]) => [kind, bits(text)]));
  const again = (change) => {
    Object.assign(mine, change);
    tables(mine.component);
  };
  onPrint(parentElement, () => {
    if (mine.limit !== Infinity) again({ limit: Infinity });
  });
  const kindsHere = Object.keys(data.show);
  if (data.sel && data.sel !== mine.sel) {
    const kind = data.sel.split(":")[0];
    if (kindsHere.includes(kind)) mine.tab = kind;
  }
  mine.sel = data.sel;
  if (!kindsHere.includes(mine.tab)) mine.tab = kindsHere[0];
  const list = ordered(
    found(mine.tab, data.lang, on[mine.tab], mine.queries[mine.tab] ?? ""),
    mine.order[mine.tab],
    data.lang,
    mine.tab,
  );
  const total = kinds[mine.tab].ids.filter((_, at) => on[mine.tab](at)).length;
  const tabs = el(
    "div",
    { role: "tablist" },
    ...kindsHere.map((kind) =>
      el(
        "button",
        {
          role: "tab",
          "aria-selected": String(kind === mine.tab),
          "data-kind": kind,
          onclick: () => again({ tab: kind, limit: STEP }),
        },
        say(`tables.${kind}`),
        el("small", {}, ` ${kinds[kind].ids.filter((_, at) => on[kind](at)).length}`),
      ),
    ),
  );
  const head = kinds[mine.tab].columns.slice(0, kinds[mine.tab].shown).map((_, by) => {
    const order = mine.order[mine.tab],
      here = order?.by === by;
    const sort = () =>
      again({
        order: { ...mine.order, [mine.tab]: here && order.down ? undefined : { by, down: here } },
      });
    return el(
      "th",
      { scope: "col", "aria-sort": here ? (order.down ? "descending" : "ascending") : undefined },
      el(
        "button",
        { onclick: sort },
        rows.titles[data.lang][mine.tab][by],
        here ? (order.down ? " ↓" : " ↑") : "",
      ),
    );
  });
  const numeric = (column) => ["amount", "drawn_km"].includes(column);
  const body = list.slice(0, mine.limit).map((entry) =>
    el(
      "tr",
      {
        "data-id": entry.id,
        "aria-selected": String(entry.id === data.sel),
        onclick: () => {
          opened.row = entry.id;
          setTriggerValue("ask", { sel: entry.id });
        },
      },
      ...entry.texts.map((text, i) => {
        const column = kinds[mine.tab].columns[i],
          first = ["name", "title"].includes(column);
        const content = text ?? el("i", {}, say("table.unknown"));
        return el(
          first ? "th" : "td",
          {
            scope: first ? "row" : undefined,
            class: numeric(column)
              ? "number"
              : first
                ? "first"
                : column === "date"
                  ? "nowrap"
                  : undefined,
          },
          first ? el("button", { class: "open" }, content) : content,
        );
      }),
    ),
  );
  const search = el("input", {
    type: "search",
    placeholder: say("table.search"),
    "aria-label": say("table.search"),
    value: mine.queries[mine.tab] ?? "",
    oninput: (event) => {
      again({ queries: { ...mine.queries, [mine.tab]: event.target.value }, limit: STEP });
      box.querySelector("input").focus();
    },
  });
  const typing =
    box.contains(parentElement.getRootNode().activeElement) &&
    parentElement.getRootNode().activeElement.type === "search";
  const scrolled = box.querySelector(".scroll")?.scrollLeft ?? 0;
  const children = [
    el(
      "div",
      { class: "bar" },
      tabs,
      search,
      el("small", { role: "status" }, say("table.shown", { n: list.length, all: total })),
    ),
    el(
      "div",
      { class: "scroll", tabindex: "0" },
      el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body)),
    ),
    list.length === 0 ? el("p", {}, say("table.none")) : el("small", {}, say("table.hint")),
    list.length > mine.limit
      ? el(
          "button",
          { class: "more", onclick: () => again({ limit: mine.limit + 4 * STEP }) },
          say("table.more", { n: Math.min(4 * STEP, list.length - mine.limit) }),
        )
      : null,
  ];
  if (typing) {
    // The field that is typed in stays as it is, so no letter and no cursor is lost.
    const field = box.querySelector("input");
    children[0].querySelector("input").replaceWith(field);
    box.replaceChildren(...children.filter(Boolean));
    field.focus();
  } else box.replaceChildren(...children.filter(Boolean));
  box.querySelector(".scroll").scrollLeft = scrolled;
  const row =
    !data.sel &&
    opened.back &&
    [...box.querySelectorAll("tr[data-id]")].find((entry) => entry.dataset.id === opened.back);
  if (row) {
    row.querySelector(".open")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  }
  if (!data.sel) opened.back = null;
};
