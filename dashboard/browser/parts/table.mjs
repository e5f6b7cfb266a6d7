/* A table as the server has finished it: its order, its search, what opens beneath a row. On a narrow page the
   same rows stand in two lines. */
import { el, opened, speech } from "./core.mjs";
import { sources } from "./links.mjs";
import { found, sorted, textOf, turned } from "./order.mjs";
import { chosen, join, want, wanted } from "./tablestate.mjs";

const [MOST, FEW, STEP] = [25, 30, 200]; // a table of more than FEW rows shows MOST until asked for STEP more
const [SHORT, LONG] = [12, 16]; // letters of a text that stay on one line, and of a number that may not
const RIGHT = ["number", "amount", "quantity"];

const content = (cell, say) => {
  const shown = [textOf(cell) ?? el("i", {}, say("record.unknown"))];
  for (const tag of cell?.tags ?? []) shown.push(el("span", { class: "mark" }, tag));
  if (cell?.share !== undefined) shown.push(bar(cell.share));
  return shown;
};
const bar = (share) =>
  el(
    "span",
    { class: "share", "aria-hidden": "true" },
    el("span", { style: `width:${100 * share}%` }),
  );
const classed = ({ kind, line }, cell) => {
  const length = textOf(cell)?.length ?? 0,
    isNumber = RIGHT.includes(kind);
  const width = isNumber ? length > LONG && "long" : (kind === "date" || length < SHORT) && "short";
  // In a row of two lines a figure is named where neither its unit nor its place says what it is.
  const bare = (kind === "number" || (isNumber && line === 2)) && "bare";
  const none = textOf(cell) === "–" && "none";
  return [`line${line}`, bare, none, isNumber && "number", width].filter(Boolean).join(" ");
};

const isBeneath = ({ isIn, line }) => !isIn || line === 0; // in full, or only of a row of two lines
/* What opens beneath a row: the columns that are not in it, then the blocks that it rests on. */
const beneath = (row, columns, mine, say) => [
  el(
    "dl",
    { class: "rest" },
    ...columns.flatMap((column, at) =>
      isBeneath(column)
        ? [
            el(
              "div",
              { class: column.isIn ? "narrow" : undefined },
              el("dt", {}, column.label),
              el("dd", {}, ...content(row.cells[at], say)),
            ),
          ]
        : [],
    ),
  ),
  ...(row.details ?? []).map(mine.block),
];

const rowOf = (row, shown, mine, say) => {
  const { columns, cited, acted, linked, opens } = shown;
  const isBased = row.details || columns.some(({ isIn }) => !isIn);
  const opensMore = isBased || columns.some(isBeneath);
  /** @type {HTMLElement | undefined} */
  let under;
  const open = () => {
    const drawn =
      under ??
      el(
        "tr",
        { class: "under" },
        el("td", { colspan: "99" }, ...beneath(row, columns, mine, say)),
      );
    under = drawn;
    drawn.isConnected ? drawn.remove() : line.after(drawn);
    toggle.setAttribute("aria-expanded", String(drawn.isConnected));
  };
  const label = opens || say("route.details");
  const toggle = opensMore
    ? el("button", {
        class: isBased ? "act details" : "act details narrow",
        "aria-expanded": "false",
        "aria-label": label,
        title: label,
        onclick: open,
      })
    : null;
  const cells = columns.flatMap((column, at) => {
    if (!column.isIn) return [];
    const cell = row.cells[at],
      inside = content(cell, say);
    const options = { class: classed(column, cell), title: cell?.note, "data-label": column.label };
    if (at > 0) return [el("td", options, ...inside)];
    const first = row.request ? [el("button", { class: "open" }, ...inside)] : inside;
    return [
      el(
        "th",
        { ...options, scope: "row", class: isBased ? "first based" : "first" },
        toggle,
        ...first,
      ),
    ];
  });
  if (cited)
    cells.splice(
      linked ? 1 : cells.length,
      0,
      el(
        "td",
        { class: "sources", "data-label": linked || say("route.sources") },
        ...sources(row.links),
      ),
    );
  if (acted)
    cells.splice(1, 0, el("td", { class: "acts" }, ...(row.actions ?? []).map(mine.action)));
  const choose = ({ target }) => {
    if (target.closest("a, .act, summary")) return;
    opened.row = row.request.sel ?? null;
    mine.request(row.request);
  };
  const line = el(
    "tr",
    {
      class: [row.request && "opens", row.strong && "strong"].filter(Boolean).join(" "),
      "data-id": row.request?.sel,
      onclick: row.request ? choose : undefined,
    },
    ...cells,
  );
  return line;
};

const chooser = (columns, mine, say) => {
  const boxes = el("div", { class: "options" });
  const choose = () => {
    const keys = [...boxes.querySelectorAll("input:checked")].map(({ value }) => value);
    mine.request({ cols: keys.join("~") });
  };
  const options = columns.map(({ key, label, isIn }, at) =>
    el(
      "label",
      {},
      el("input", {
        type: "checkbox",
        value: key,
        "data-open": `columns.${key}`,
        checked: isIn,
        disabled: at === 0,
        onchange: choose,
      }),
      label,
    ),
  );
  boxes.append(...options);
  return el(
    "details",
    { class: "columns", "data-open": "columns" },
    el("summary", {}, say("table.columns")),
    boxes,
  );
};

/**
 * @param {any} told the table, as the server sends it, with its rows
 * @param {any} mine what the block holds: language, request, how a block within is drawn, what was set before
 * @param {string} key tells it from the other tables of the block
 */
export const table = (told, mine, key, isDetail = false) => {
  const say = speech(mine.lang),
    { columns, rows } = told;
  const any = (field) => rows.some((row) => row[field]?.length);
  const shown = { ...told, cited: any("links"), acted: any("actions") };
  const long = rows.length > FEW && !isDetail,
    shares = told.searched && (long || told.choosable); // a link to a ledger holds however few rows are left
  const own = mine.tables[key] ?? { order: "", limit: MOST };
  mine.tables[key] = own;
  const orderNow = () => (shares ? wanted("sort") : own.order) || told.order;
  const nameOf = (column, at) => column.key || String(at);
  const turn = (name) => {
    const order = turned(orderNow(), name, told.order);
    if (shares && Number.isNaN(Number(name)))
      return want("sort", order === told.order ? "" : order, mine.request);
    own.order = order;
    fill();
  };
  const heads = columns.flatMap((column, at) => {
    if (!column.isIn) return [];
    const name = nameOf(column, at),
      title = column.mixed ? say("table.by_unit") : undefined;
    const inside =
      rows.length > 1
        ? el(
            "button",
            { class: "turn", title, "data-sort": name, onclick: () => turn(name) },
            column.label,
          )
        : column.label;
    return [
      el("th", { scope: "col", class: RIGHT.includes(column.kind) ? "number" : undefined }, inside),
    ];
  });
  const sorting = [...heads];
  if (shown.cited)
    heads.splice(
      told.linked ? 1 : heads.length,
      0,
      el("th", { scope: "col" }, told.linked || say("route.sources")),
    );
  if (shown.acted)
    heads.splice(
      1,
      0,
      el("th", { scope: "col" }, el("span", { class: "unseen" }, say("route.details"))),
    );

  const body = el("tbody");
  const scroll = el(
    "div",
    { class: "scroll", tabindex: "0" },
    el("table", {}, el("thead", {}, el("tr", {}, ...heads)), body),
  );
  const search = shares
    ? el("input", {
        type: "search",
        maxlength: "100",
        placeholder: say("table.search"),
        "aria-label": say("table.search"),
        "data-open": `search.${key}`,
        oninput: () => want("q", search.value, mine.request, true),
        onkeydown: (event) => {
          if (event.key === "Enter") want("q", search.value, mine.request);
        },
      })
    : null;
  const status = el("small", { role: "status" });
  const more = el("button", {
    class: "act more",
    onclick: () => {
      own.limit += STEP;
      fill();
    },
  });
  const clear = el(
    "button",
    {
      class: "act",
      onclick: () => {
        want("q", "", mine.request);
        search.focus();
      },
    },
    say("route.clear"),
  );
  const none = el("p", {}, `${say("table.none")} `, clear);
  /* Show which row is open; once its record is closed, bring the reader back to it. */
  const mark = () => {
    for (const row of body.querySelectorAll("tr[data-id]")) {
      row.setAttribute("aria-selected", String(row.dataset.id === chosen()));
      if (chosen() || row.dataset.id !== opened.back) continue;
      opened.back = null;
      row.querySelector(".open")?.focus({ preventScroll: true });
      row.scrollIntoView({ block: "center" });
    }
  };
  const fill = () => {
    const q = shares ? wanted("q") : "",
      hits = found(rows, q),
      limit = long ? own.limit : rows.length;
    const order = orderNow(),
      name = order.replace(/^-/, ""),
      at = columns.findIndex((column, place) => nameOf(column, place) === name);
    const list = at < 0 ? hits : sorted(hits, at, order.startsWith("-"), mine.lang);
    body.replaceChildren(...list.slice(0, limit).map((row) => rowOf(row, shown, mine, say)));
    for (const head of sorting) {
      const here = head.firstElementChild?.dataset.sort === name;
      here
        ? head.setAttribute("aria-sort", order.startsWith("-") ? "descending" : "ascending")
        : head.removeAttribute("aria-sort");
    }
    if (search && search.value.trim() !== q.trim()) search.value = q;
    const grouped = columns[at]?.mixed ? ` · ${say("table.by_unit")}` : "";
    status.textContent = say("table.shown", { n: hits.length, all: rows.length }) + grouped;
    status.hidden = !long && !shares && !grouped;
    more.textContent = say("route.more", { n: Math.min(STEP, hits.length - limit) });
    more.hidden = hits.length <= limit;
    none.hidden = hits.length > 0 || !search;
    scroll.hidden = !none.hidden;
    mark();
  };
  join(body, shares ? fill : mark, mark);
  fill();
  mine.whole.push(() => {
    if (long && own.limit < rows.length) {
      own.limit = rows.length;
      fill();
    }
    const closed = ":scope > tr > .based > .details[aria-expanded=false]";
    if (columns.some(({ isIn }) => !isIn))
      for (const toggle of body.querySelectorAll(closed)) toggle.click();
  });
  const bars = [
    search,
    status,
    told.choosable
      ? chooser(
          columns.filter((column) => column.key),
          mine,
          say,
        )
      : null,
  ];
  return el("div", { class: "tabled" }, el("div", { class: "bar" }, ...bars), scroll, none, more);
};
