// @ts-nocheck
/* Blocks of a view: sentences, figures, tables and buttons, drawn as they are told; what a row rests on opens beneath it.
   A long table has a search; its text stands in the address and holds for all long tables of the part. */
import { el, fold, frame, held, speech } from "./core.mjs";
import { sources } from "./links.mjs";
import { onPrint, references } from "./print.mjs";
import { field, join, wanted } from "./search.mjs";
import { sorted, turned } from "./sorting.mjs";

const MOST = 16,
  FEW = 24,
  STEP = 200; // a table of more than FEW rows shows MOST until asked for STEP more
const SHORT = 20; // letters that stay on one line
const LONG = 48; // letters from which a cell needs room
// Columns that open beneath the row: what they are and what they hold.
const rest = (columns, row, say) =>
  el(
    "dl",
    { class: "rest" },
    ...columns.flatMap(({ label, detail }, i) =>
      detail
        ? [
            el(
              "div",
              {},
              el("dt", {}, label),
              el("dd", {}, row.cells[i] ?? el("i", {}, say("record.unknown"))),
            ),
          ]
        : [],
    ),
  );
const beneath = (row, columns, width, mine, say) =>
  el(
    "tr",
    { class: "under" },
    el(
      "td",
      { colspan: String(width) },
      columns.some(({ detail }) => detail) ? rest(columns, row, say) : null,
      ...(row.details
        ? [el("h5", {}, row.details.title), table(row.details, mine, "details")]
        : []),
    ),
  );
const texts = new WeakMap(); // what a row is found by
const text = (row) => {
  if (!texts.has(row))
    texts.set(
      row,
      fold(
        [...row.cells, ...(row.links ?? []).flatMap(({ label, url }) => [label, url])]
          .filter(Boolean)
          .join("\n"),
      ),
    );
  return texts.get(row);
};
const table = (shown, mine, key) => {
  const { columns, rows } = shown,
    say = speech(mine.lang),
    any = (field) => rows.some((row) => row[field]?.length),
    seen = columns.flatMap(({ detail }, i) => (detail ? [] : [i]));
  const [cited, acted, based] = [
    any("links"),
    any("actions"),
    seen.length < columns.length || rows.some((row) => row.details),
  ];
  const width = seen.length + cited + acted,
    long = rows.length > FEW && key !== "details";
  let order = null,
    limit = long ? MOST : rows.length;
  const classed = (i, text) =>
    columns[i].number
      ? text.length < LONG / 2
        ? "number"
        : "number wrap"
      : i === 0
        ? text.length > 3
          ? "first"
          : "short"
        : text.length < SHORT
          ? "short"
          : text.length < LONG
            ? undefined
            : "long";
  const drawn = (row) => {
    let under = null;
    const open = (on) => {
      under ??= beneath(row, columns, width, mine, say);
      on ? line.after(under) : under.remove();
      toggle.setAttribute("aria-expanded", String(on));
    };
    const toggle =
      row.details || seen.length < columns.length
        ? el("button", {
            class: "act details",
            "aria-expanded": "false",
            "aria-label": row.details?.opens || say("route.details"),
            title: row.details?.opens || say("route.details"),
            onclick: () => open(!under?.isConnected),
          })
        : null;
    const first = row.ask ? el("button", { class: "open" }, row.cells[0] ?? "") : row.cells[0];
    const head = (i) =>
      el(
        "th",
        { scope: "row", class: based ? "first based" : classed(i, row.cells[i] ?? "") },
        toggle,
        first ?? el("i", {}, say("record.unknown")),
      );
    const cells = seen.map((i) =>
      i === 0
        ? head(i)
        : el(
            "td",
            { "data-label": columns[i].label, class: classed(i, row.cells[i] ?? "") },
            row.cells[i] ?? el("i", {}, say("record.unknown")),
          ),
    );
    if (cited)
      cells.splice(
        shown.linked ? 1 : cells.length,
        0,
        el(
          "td",
          {
            class: shown.linked ? "sources linked" : "sources",
            "data-label": shown.linked || say("route.sources"),
          },
          ...sources(row.links),
        ),
      );
    if (acted)
      cells.splice(
        1,
        0,
        el(
          "td",
          { class: "acts" },
          ...(row.actions ?? []).map(({ label, ask }) =>
            el(
              "button",
              {
                class: "act",
                onclick: () => {
                  quiet(mine);
                  mine.ask(ask);
                },
              },
              label,
            ),
          ),
        ),
      );
    const chosen = (event) => {
      if (!event.target.closest("a, .act")) mine.ask(row.ask);
    };
    const line = el(
      "tr",
      {
        class: [row.ask && "opens", row.strong && "strong"].filter(Boolean).join(" ") || undefined,
        "data-ask": row.ask ? Object.values(row.ask).join() : undefined,
        onclick: row.ask ? chosen : undefined,
      },
      ...cells,
    );
    return line;
  };
  const turn = (by) => {
    order = turned(order, by, columns[by].number);
    fill();
  };
  const head = (i) =>
    el(
      "th",
      { scope: "col", class: columns[i].number ? "number" : undefined },
      rows.length > 1
        ? el("button", { class: "turn", onclick: () => turn(i) }, columns[i].label)
        : columns[i].label,
    );
  const heads = seen.map(head),
    body = el("tbody");
  if (cited)
    heads.splice(
      shown.linked ? 1 : heads.length,
      0,
      el("th", { scope: "col" }, shown.linked || say("route.sources")),
    );
  if (acted)
    heads.splice(
      1,
      0,
      el("th", { scope: "col" }, el("span", { class: "unseen" }, say("route.details"))),
    );
  const scroll = el(
    "div",
    { class: "scroll", tabindex: "0" },
    el("table", {}, el("thead", {}, el("tr", {}, ...heads)), body),
  );
  const more = el("button", {
    class: "act more",
    onclick: () => {
      limit += STEP;
      fill();
    },
  });
  const search = long && shown.searched ? field(say("table.search")) : null,
    status = el("small", { role: "status" });
  const none = el(
    "p",
    {},
    `${say("table.none")} `,
    el(
      "button",
      {
        class: "act",
        onclick: () => {
          search.value = "";
          search.dispatchEvent(new Event("input"));
          search.focus();
        },
      },
      say("route.clear"),
    ),
  );
  const fill = () => {
    const part = search ? fold(wanted()) : "",
      found = part ? rows.filter((row) => text(row).includes(part)) : rows,
      left = found.length - limit;
    if (search && search.value.trim() !== wanted()) search.value = wanted();
    body.replaceChildren(...sorted(found, order, mine.lang).slice(0, limit).map(drawn));
    for (const cell of heads) cell.removeAttribute("aria-sort");
    if (order)
      heads
        .find((cell) => cell.textContent === columns[order.by].label)
        .setAttribute("aria-sort", order.down ? "descending" : "ascending");
    status.textContent = say("table.shown", { n: found.length, all: rows.length });
    more.textContent = say("route.more", { n: Math.min(STEP, left) });
    [more.hidden, none.hidden, scroll.hidden] = [
      left <= 0,
      !search || found.length > 0,
      Boolean(search) && found.length === 0,
    ];
  };
  if (search) join(search, body, fill, (wish) => mine.ask(wish));
  fill();
  mine.whole.push(() => {
    if (limit < rows.length) {
      limit = rows.length;
      fill();
    }
    for (const toggle of body.querySelectorAll(
      ":scope > tr > .based > .details[aria-expanded=false]",
    ))
      if (seen.length < columns.length) toggle.click();
  });
  return el(
    "div",
    {},
    search ? el("div", { class: "bar" }, search, status) : "",
    scroll,
    none,
    more,
  );
};
// A button sends a whole list, so a second one waits for the list that the first has made.
const quiet = (mine) => {
  for (const button of mine.box.querySelectorAll(".act:not([aria-expanded])"))
    button.disabled = true;
  setTimeout(() => {
    for (const button of mine.box.querySelectorAll(".act")) button.disabled = false;
  }, 3000);
};
const block =
  (mine) =>
  ({ key, title, says, numbers, table: rows, notes, actions, printed }) =>
    el(
      "section",
      { "data-block": key },
      ...[
        title ? el("h3", {}, title) : null,
        printed
          ? el(
              "button",
              { class: "act print", onclick: () => print() },
              speech(mine.lang)("app.print"),
            )
          : null,
        ...says.map((text) => el("p", {}, text)),
        numbers.length
          ? el(
              "div",
              { class: "numbers" },
              ...numbers.map(({ label, value, note }) =>
                el(
                  "div",
                  { title: note, tabindex: "0" },
                  el("small", {}, label),
                  el("b", {}, value),
                ),
              ),
            )
          : null,
        rows ? table(rows, mine, key) : null,
        ...notes.map((text) => el("p", {}, el("small", {}, text))),
        actions.length
          ? el(
              "div",
              { class: "acts" },
              ...actions.map(({ label, ask }) =>
                el("button", { class: "act", onclick: () => mine.ask(ask) }, label),
              ),
            )
          : null,
      ].filter(Boolean),
    );

export const report = (component) => {
  const { data, parentElement, setTriggerValue } = component,
    mine = held.get(parentElement) ?? {},
    told = JSON.stringify(data.blocks) + data.lang;
  held.set(parentElement, mine);
  Object.assign(mine, {
    box: frame(component, "report"),
    ask: (wish) => setTriggerValue("ask", wish),
    lang: data.lang,
  });
  if (mine.told === told) return; // what is open stays open
  Object.assign(mine, { told, whole: [] });
  frame(component, "report").replaceChildren(
    ...data.blocks.map(block(mine)),
    references(data.blocks, data.lang),
  );
  onPrint(parentElement, () => {
    for (const show of mine.whole) show();
  });
};
