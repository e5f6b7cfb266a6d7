// @ts-nocheck
/* The ledger: every pledge of the selection with its amount as declared and a conversion beside it. Search, order and columns stand in the address. */
import { book, cell, converted, days, declared, named, pledgeIds, rateLine } from "./book.mjs";
import { el, fold, frame, held, speech } from "./core.mjs";
import { bits } from "./rows.mjs";
import { field, heard, listen, searching } from "./search.mjs";

const STEP = 50;
const NUMERIC = ["amount", "converted", "age"];
// Pixels that a column needs: the columns of the start fit beside the filters on a screen of 1400. They share what is left over.
const WIDTHS = {
  title: 164,
  donor: 102,
  beneficiaries: 106,
  amount: 94,
  converted: 106,
  rate: 180,
  status: 104,
  date: 86,
  age: 70,
  due: 90,
  theme: 96,
  resources: 110,
  instrument: 110,
  flow: 110,
  whole: 170,
  conflict: 220,
};

const plain = (number, column, data, say) => {
  const { lang } = data;
  switch (column) {
    case "title":
      return cell(number, "title");
    case "donor":
      return cell(number, "donor_name") ?? named(number, "donor", lang);
    case "amount":
      return declared(number, lang, say);
    case "age":
      return cell(number, "age_days") === null ? null : days(cell(number, "age_days"), lang);
    case "due":
      return cell(number, "due");
    case "date":
      return cell(number, "date");
    case "whole":
      return (
        [cell(number, "whole"), cell(number, "maybe_whole")]
          .map((at, maybe) =>
            at === null ? null : `${maybe ? `${say("ledger.maybe")} ` : ""}${cell(at, "title")}`,
          )
          .filter(Boolean)
          .join("; ") || null
      );
    case "conflict":
      return book.disputes[number]?.[0] ?? null;
    default:
      return named(number, column, lang);
  }
};
const content = (number, column, data, say) => {
  if (column === "converted") return converted(number, data.money, data.lang, say);
  if (column === "rate") {
    const [value, how, ids] = book.conversions[data.money][number];
    return value === null
      ? null
      : ids.length
        ? el("span", {}, ...ids.map((id) => rateLine(id, how, data.lang, say)))
        : say(`pledges.precision.${how}`);
  }
  return plain(number, column, data, say);
};
const key = (number, column, data, say) => {
  if (column === "amount" || column === "converted")
    return book.conversions[column === "amount" ? "USD" : data.money][number][0];
  if (column === "rate") return book.conversions[data.money][number][2]?.[0] ?? null;
  return column === "age" ? cell(number, "age_days") : plain(number, column, data, say);
};
const ordered = (list, data, say) => {
  const down = data.sort.startsWith("-"),
    column = data.sort.replace("-", ""),
    collator = new Intl.Collator(data.lang, { numeric: true });
  const keyed = list.map((number) => [number, key(number, column, data, say)]);
  keyed.sort(([m, x], [n, y]) => {
    if (x === null || y === null) return (x === null) - (y === null) || m - n; // what is not known stands last either way
    return (down ? -1 : 1) * (typeof x === "number" ? x - y : collator.compare(x, y)) || m - n;
  });
  return keyed.map(([number]) => number);
};
const matches = (number, wanted, data, say) =>
  !wanted ||
  [
    ...data.columns
      .filter((column) => !["converted", "rate"].includes(column))
      .map((column) => plain(number, column, data, say)),
    named(number, "donor", data.lang),
    pledgeIds[number],
  ].some((text) => text && fold(String(text)).includes(wanted));

const marks = (number, say) =>
  [
    cell(number, "overdue")
      ? el(
          "span",
          { class: "mark", title: say("pledges.overdue_rule", { date: book.as_of }) },
          say("ledger.overdue"),
        )
      : null,
    cell(number, "disputed")
      ? el(
          "span",
          { class: "mark quiet", title: cell(number, "title") && book.disputes[number][0] },
          say("ledger.disputed"),
        )
      : null,
    cell(number, "whole") !== null ? el("span", { class: "mark quiet" }, say("ledger.part")) : null,
  ].filter(Boolean);
const row = (number, data, say, open) => {
  const sel = `pledge:${pledgeIds[number]}`;
  return el(
    "tr",
    { "data-id": sel, "aria-selected": String(sel === data.sel), onclick: () => open(sel) },
    ...data.cols.map((column) => {
      const shown =
        content(number, column, data, say) ??
        el(
          "i",
          {},
          say(
            column === "whole" || column === "conflict" || column === "due"
              ? "ledger.none"
              : "table.unknown",
          ),
        );
      if (column === "title")
        return el(
          "th",
          { scope: "row", class: "first" },
          el("button", { class: "open" }, shown),
          ...marks(number, say),
        );
      return el(
        "td",
        {
          class: NUMERIC.includes(column) ? "number" : undefined,
          "data-label": titled(column, data, say),
        },
        el("div", {}, shown),
      );
    }),
  );
};
const titled = (column, data, say) =>
  say(`ledger.column.${column}`).replace("{currency}", data.money);
const header = (data, say, ask) =>
  data.cols.map((column) => {
    const down = data.sort === `-${column}`,
      here = down || data.sort === column;
    return el(
      "th",
      {
        scope: "col",
        "aria-sort": here ? (down ? "descending" : "ascending") : undefined,
        class: NUMERIC.includes(column) ? "number" : undefined,
      },
      el(
        "button",
        {
          "data-sort": column,
          onclick: () => ask({ sort: here && !down ? `-${column}` : column }),
        },
        titled(column, data, say),
        here ? (down ? " ↓" : " ↑") : "",
      ),
    );
  });
const chooser = (data, say, ask, isOpen) => {
  const chosen = (box) =>
    [...box.querySelectorAll("input:checked")].map((input) => input.value).join("~");
  const list = el("div", { class: "options" });
  list.append(
    ...data.columns.map((column) =>
      el(
        "label",
        {},
        el("input", {
          type: "checkbox",
          value: column,
          checked: data.cols.includes(column),
          disabled: column === "title",
          onchange: () => ask({ cols: chosen(list) }),
        }),
        titled(column, data, say),
      ),
    ),
  );
  return el(
    "details",
    { class: "columns", open: isOpen },
    el("summary", {}, say("ledger.columns")),
    list,
  );
};
export const ledger = (component) => {
  const { data, parentElement, setTriggerValue } = component,
    say = speech(data.lang),
    ask = (wish) => setTriggerValue("ask", wish);
  const box = frame(component, "ledger");
  const mine = held.get(parentElement) ?? { ...searching(data.q), limit: STEP };
  held.set(parentElement, mine);
  const fromOutside = heard(mine, data.q);
  mine.component = component;
  const on = bits(data.show),
    all = pledgeIds.map((_, number) => number).filter(on);
  const candidates = data.conflict ? all.filter((number) => cell(number, "disputed")) : all;
  const list = ordered(
    candidates.filter((number) => matches(number, fold(mine.q), data, say)),
    data,
    say,
  );
  const typing = box.querySelector("input[type=search]"),
    active = parentElement.getRootNode().activeElement;
  const search = listen(typing ?? field(say("ledger.search")), mine, ask, () =>
    ledger(mine.component),
  );
  if (search !== active || fromOutside) search.value = mine.q; // the field that is typed in stays as it is
  const disputes = all.filter((number) => cell(number, "disputed")).length;
  const filter = el(
    "label",
    { class: "only" },
    el("input", {
      type: "checkbox",
      checked: data.conflict,
      onchange: () => ask({ conflict: data.conflict ? "" : "yes" }),
    }),
    el("span", {}, `${say("ledger.only_disputed")} (${disputes})`),
  );
  const narrowed = list.length < all.length,
    boxed = data.conflict && candidates.length === 0; // then the box alone leaves nothing
  const scrolled = box.querySelector(".scroll")?.scrollLeft ?? 0;
  const width = data.cols.reduce((sum, column) => sum + WIDTHS[column], 0);
  const table = el(
    "table",
    { style: `--least: ${width}px` },
    el(
      "colgroup",
      {},
      ...data.cols.map((column) =>
        el("col", { style: `width: ${(100 * WIDTHS[column]) / width}%` }),
      ),
    ),
    el("thead", {}, el("tr", {}, ...header(data, say, ask))),
    el(
      "tbody",
      {},
      ...list.slice(0, mine.limit).map((number) => row(number, data, say, (sel) => ask({ sel }))),
    ),
  );
  const parts = [
    el("h2", {}, say("ledger.heading")),
    el(
      "div",
      { class: "bar" },
      search,
      filter,
      chooser(data, say, ask, box.querySelector(".columns")?.open ?? false),
      el(
        "small",
        { role: "status" },
        say("table.shown", { n: list.length, all: all.length }),
        narrowed ? ` · ${say("ledger.totals_stay")}` : "",
      ),
    ),
    el("div", { class: "scroll", tabindex: "0" }, table),
    list.length === 0
      ? el(
          "p",
          {},
          say(
            all.length === 0
              ? "pledges.empty"
              : boxed
                ? "ledger.nothing_disputed"
                : data.conflict
                  ? "ledger.nothing_both"
                  : "ledger.nothing",
          ),
        )
      : el("small", {}, say("ledger.hint")),
    list.length === 0 && narrowed
      ? el(
          "button",
          {
            class: "more",
            onclick: () => {
              mine.q = search.value = "";
              mine.pending.push("");
              ask(boxed ? { q: "", conflict: "" } : { q: "" });
            },
          },
          say(boxed ? (mine.q.trim() ? "ledger.clear_both" : "ledger.clear_box") : "ledger.clear", {
            n: boxed ? all.length : candidates.length,
          }),
        )
      : null,
    list.length > mine.limit
      ? el(
          "button",
          {
            class: "more",
            onclick: () => {
              mine.limit += 4 * STEP;
              ledger(mine.component);
            },
          },
          say("table.more", { n: Math.min(4 * STEP, list.length - mine.limit) }),
        )
      : null,
  ].filter(Boolean);
  box.replaceChildren(...parts);
  if (search === active) search.focus();
  box.querySelector(".scroll").scrollLeft = scrolled;
};
