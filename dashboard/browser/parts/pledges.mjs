/* The view `pledges`: its totals, and beneath them the open tab. What is counted, and in which words, the server says. */
import { behind, country } from "./behind.mjs";
import { book, brief, cell, cite, days, declared, rateLine, rowLink } from "./book.mjs";
import { el, frame, rows, speech } from "./core.mjs";
import { bits } from "./rows.mjs";

const bar = (share) =>
  el(
    "span",
    { class: "bar", "aria-hidden": "true" },
    el("span", { style: `width:${100 * share}%` }),
  );

// ---- the totals
const card = (sum, data, say) => {
  const big =
    sum.key === "targets"
      ? data.targets.map((number) => declared(number, data.lang, say)).join("; ")
      : sum.value && !sum.exact
        ? `≈ ${sum.value}`
        : sum.value;
  const lines =
    sum.rows === 0
      ? []
      : sum.key === "targets"
        ? [say("pledges.sum.targets_note")]
        : [
            sum.declared.length
              ? `${say("pledges.as_declared")}: ${sum.declared.join(" · ")}`
              : null,
            sum.unconverted,
            sum.undivided.length
              ? `${say("pledges.undivided")}: ${sum.undivided.join(" · ")}`
              : null,
            sum.key === "named" ? sum.shared : null,
            sum.key === "region" ? say("pledges.sum.region_note") : null,
          ];
  return el(
    "div",
    { class: `sum ${sum.key}`, "data-sum": sum.key },
    el("h3", {}, say(`pledges.sum.${sum.key}`)),
    el("b", { class: big ? undefined : "instead" }, big || sum.instead),
    sum.rows ? el("small", {}, sum.caption) : null,
    ...lines.filter(Boolean).map((line) => el("p", {}, line)),
  );
};
const head = (data, say, ask) => {
  const together = data.sums.find((sum) => sum.key === "together");
  const currencies = el(
    "div",
    { class: "money", role: "radiogroup", "aria-label": say("pledges.money") },
    el("span", {}, say("pledges.money")),
    ...data.currencies.map((code) =>
      el(
        "label",
        {},
        el("input", {
          type: "radio",
          name: "money",
          value: code,
          checked: code === data.money,
          onchange: () => ask({ money: code }),
        }),
        el("span", {}, code),
      ),
    ),
  );
  const both =
    together.value === null
      ? null
      : el(
          "p",
          { class: "together", "data-sum": "together" },
          el(
            "strong",
            {},
            `${say("pledges.sum.together")}: ${together.exact ? "" : "≈ "}${together.value}. `,
          ),
          [data.overlap ?? say("pledges.no_overlap"), together.unconverted]
            .filter(Boolean)
            .join(" "),
        );
  return [
    el("div", { class: "top" }, el("h2", {}, say("pledges.heading")), currencies),
    el(
      "div",
      { class: "sums" },
      ...["named", "region", "targets"].map((key) =>
        card(
          data.sums.find((sum) => sum.key === key),
          data,
          say,
        ),
      ),
    ),
    both,
    el(
      "p",
      { class: "rule" },
      el("strong", {}, `${say("pledges.rule.label")}: `),
      data.rules.pledged,
    ),
  ];
};
const relax = (data, say, ask) =>
  data.empty
    ? el(
        "div",
        { class: "empty", role: "status" },
        el("strong", {}, say("pledges.empty")),
        ...data.relax.map(([facet, n]) =>
          el(
            "button",
            { class: "pill", onclick: () => ask({ [facet]: "" }) },
            say("pledges.drop", { filter: say(`filter.${facet}`), n }),
          ),
        ),
      )
    : null;

// ---- what is in a total, and what is not
const more = (shown, all, say) =>
  all > shown ? el("small", {}, say("pledges.more", { n: all - shown })) : null;
const listed = (key, text, numbers, all, context, children = []) =>
  el(
    "details",
    { "data-part": key },
    el("summary", {}, text, el("small", {}, ` ${all}`)),
    ...children,
    el(
      "ul",
      {},
      ...numbers.map((number) => rowLink(number, context.lang, context.say, context.open)),
    ),
    more(numbers.length, all, context.say),
  );
const listing = (entry, sum, context) => {
  const { say, lang } = context,
    out = entry.excluded.reduce((n, [, count]) => n + count, 0);
  return el(
    "section",
    { "data-listing": entry.key },
    el("h3", {}, say(`pledges.sum.${entry.key}`)),
    sum.rule === "pledged" ? null : el("p", { class: "rule" }, context.rules[sum.rule]), // the other stands once, beneath the totals
    listed("in", say("pledges.included"), entry.included, sum.counted, context),
    el(
      "details",
      { "data-part": "out" },
      el("summary", {}, say("pledges.excluded"), el("small", {}, ` ${out}`)),
      ...entry.excluded.map(([reason, count, numbers]) =>
        listed(`out.${reason}`, say(`reason.${reason}`), numbers, count, context),
      ),
    ),
    entry.remainders.length
      ? listed(
          "rest",
          `${say("pledges.undivided")}: ${sum.undivided.join(" · ")}`,
          entry.remainders,
          entry.remainders.length,
          context,
          [
            el("p", {}, say("pledges.undivided_note")),
            entry.left_in.length ? el("p", {}, say("pledges.left_in")) : null,
            entry.left_in.length
              ? el(
                  "ul",
                  { class: "left-in" },
                  ...entry.left_in.map((number) => rowLink(number, lang, say, context.open)),
                )
              : null,
          ].filter(Boolean),
        )
      : null,
    entry.unconverted.length
      ? listed(
          "unconverted",
          say("pledges.unconverted"),
          entry.unconverted,
          entry.unconverted.length,
          context,
        )
      : null,
    entry.rates.length
      ? el(
          "details",
          { "data-part": "rates" },
          el("summary", {}, say("pledges.rates"), el("small", {}, ` ${entry.rates.length}`)),
          el("p", {}, say("pledges.rates_note")),
          el("ul", {}, ...entry.rates.map((id) => el("li", {}, rateLine(id, null, lang, say)))),
        )
      : null,
  );
};
const totals = (data, context) =>
  data.listings.map((entry) =>
    listing(
      entry,
      data.sums.find((sum) => sum.key === entry.key),
      context,
    ),
  );

// ---- stages
const written = (value, data, none) =>
  value === null ? el("span", { class: "instead" }, none) : brief(value, data.money, data.lang);
const apart = (found, { lang, say, open }) =>
  found
    ? [
        el(
          "div",
          { class: "apart" },
          el("p", { class: "rule" }, found.text),
          el("ul", {}, ...found.rows.map((number) => rowLink(number, lang, say, open))),
        ),
      ]
    : [];
const dot = () => el("span", { class: "none" }, "·");
const cellOf = (label, content) =>
  el(
    "td",
    { "data-label": label, class: content ? undefined : "blank" },
    el("div", {}, ...(content ?? [dot()])),
  );
const stage = (entry, data, say, label, most, opener) =>
  cellOf(
    label,
    entry &&
      [
        el("strong", {}, written(entry.value, data, entry.instead)),
        opener(say("pledges.rows", { n: entry.rows, counted: entry.counted })),
        entry.value && most ? bar(entry.value / most) : null,
      ].filter(Boolean),
  );
const stages = (data, context) => {
  const { say, lang, ask } = context,
    { order, whole, rows: list, overdue } = data.stages;
  // One scale for every bar of the table. A target is no money on the way and has none.
  const scales = order.map((code) => code !== "target"),
    values = [whole, ...list.map((row) => row.stages)].flatMap((line) =>
      line.map((entry, at) => (scales[at] && entry?.value) || 0),
    );
  const most = Math.max(...values, 0),
    cells = (line, row) =>
      line.map((entry, at) =>
        stage(entry, data, say, label(order[at]), scales[at] && most, opener(order[at], row)),
      );
  const label = (code) => rows.names[lang]["facet.status"][code] ?? code;
  const filter = (row) =>
    ask({
      donor: row.donor,
      ...(data.countries.includes(row.country) ? { country: row.country } : {}),
    });
  const head = (text) => el("th", { scope: "col" }, text);
  const sets = {
    among: bits(data.show),
    shown: bits(data.stages.shown),
    divided: bits(data.stages.divided),
    flows: data.flows,
  };
  const opener = (code, row) => (text) =>
    behind(
      `${row?.donor}.${row?.country}.${code}`,
      text,
      (n) =>
        cell(n, "status") === code &&
        (!row || (cell(n, "donor") === row.donor && country(n) === row.country)),
      sets,
      context,
    );
  return [
    el(
      "p",
      {},
      say("pledges.stages_note"),
      " ",
      say("pledges.parts_note"),
      " ",
      say("pledges.in_currency", { currency: data.money }),
    ),
    most
      ? el("p", { class: "rule" }, say("pledges.bars", { value: brief(most, data.money, lang) }))
      : null,
    ...apart(data.stages.apart, context),
    el(
      "div",
      { class: "scroll", tabindex: "0" },
      el(
        "table",
        { class: "stages" },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            head(say("pledges.flow")),
            ...order.map((code, at) => head(`${at ? "→ " : ""}${label(code)}`)),
            head(say("pledges.age")),
            head(say("pledges.overdue")),
          ),
        ),
        el(
          "tbody",
          {},
          el(
            "tr",
            { class: "whole" },
            el("th", { scope: "row" }, say("pledges.all_flows")),
            ...cells(whole),
            cellOf(say("pledges.age"), null),
            cellOf(say("pledges.overdue"), overdue.length ? [String(overdue.length)] : null),
          ),
          ...list.map((row) =>
            el(
              "tr",
              { "data-flow": `${row.donor}~${row.country}` },
              el(
                "th",
                { scope: "row" },
                el("button", { class: "open", onclick: () => filter(row) }, row.names.join(" → ")),
              ),
              ...cells(row.stages, row),
              cellOf(say("pledges.age"), [
                row.age_days === null
                  ? el("i", {}, say("table.unknown"))
                  : days(row.age_days, lang),
              ]),
              cellOf(
                say("pledges.overdue"),
                row.overdue ? [el("span", { class: "mark" }, String(row.overdue))] : null,
              ),
            ),
          ),
        ),
      ),
    ),
    more(list.length, data.stages.flows, say),
    el("h3", {}, say("pledges.overdue")),
    el("p", {}, say("pledges.overdue_rule", { date: book.as_of })),
    overdue.length
      ? el("ul", {}, ...overdue.map((number) => rowLink(number, lang, say, context.open)))
      : el("p", {}, say("pledges.none_overdue")),
  ];
};

// ---- donors side by side
const scope = (entry, data, context) => {
  const { say, lang, ask } = context,
    codes = Object.fromEntries(data.donors.codes),
    names = rows.names[lang];
  const most = Math.max(...entry.rows.map(([, n]) => n), 1);
  const group = (key) =>
    codes[key]
      ? el(
          "button",
          { class: "open", onclick: () => ask({ donor: codes[key] }) },
          say(`pledges.group.${key}`),
        )
      : el("span", {}, say(`pledges.group.${key}`));
  const sets = {
    among: bits(entry.listed),
    shown: bits(entry.shown),
    divided: bits(entry.divided),
  };
  const opener = (text, key, kind, flows) =>
    behind(
      `${entry.key}.${key}.${kind?.status}.${kind?.flow}`,
      text,
      (n) =>
        (codes[key] ?? "").split("~").includes(cell(n, "donor")) &&
        (!kind || (cell(n, "status") === kind.status && cell(n, "flow") === kind.flow)),
      { ...sets, flows },
      context,
    );
  const line = (key, share, text, note) =>
    el(
      "tr",
      { "data-group": key },
      el("th", { scope: "row" }, group(key)),
      el("td", { class: "wide" }, bar(share)),
      el("td", { class: "number" }, text),
      note ? el("td", { class: "number" }, note) : null,
    );
  const head = el(
    "thead",
    {},
    ...["", "", say("pledges.amount_in", { currency: data.money }), say("pledges.with_amount")].map(
      (text) => el("th", { scope: "col", class: "number" }, el("small", {}, text)),
    ),
  );
  const panel = ({ status, flow, main, bars }) =>
    el(
      "div",
      { class: "panel", "data-panel": `${status}.${flow}` },
      el(
        "h4",
        {},
        `${names["facet.status"][status] ?? status} · ${book.names[lang].flow[flow] ?? flow}`,
      ),
      el(
        "table",
        {},
        head.cloneNode(true),
        el(
          "tbody",
          {},
          ...bars.map((one) =>
            line(
              one.group,
              one.share,
              written(one.value, data, one.instead),
              opener(
                `${one.counted} / ${one.rows}`,
                one.group,
                { status, flow },
                main ? data.flows : [flow],
              ),
            ),
          ),
        ),
      ),
    );
  const [main, others] = [true, false].map((is) => entry.panels.filter((one) => one.main === is));
  return el(
    "section",
    { "data-scope": entry.key },
    el("h3", {}, say(`pledges.sum.${entry.key}`)),
    el(
      "div",
      { class: "panels" },
      el(
        "div",
        { class: "panel", "data-panel": "rows" },
        el("h4", {}, say("pledges.counts")),
        el(
          "table",
          {},
          el(
            "tbody",
            {},
            ...entry.rows.map(([key, n]) =>
              line(
                key,
                n / most,
                n ? opener(String(n), key, null, data.flows) : say("pledges.no_row"),
                "",
              ),
            ),
          ),
        ),
      ),
      ...main.map(panel),
    ),
    others.length
      ? el(
          "details",
          { "data-part": `others.${entry.key}` },
          el("summary", {}, say("pledges.other_flows"), el("small", {}, ` ${others.length}`)),
          el("div", { class: "panels" }, ...others.map(panel)),
        )
      : null,
    ...entry.beside.map(([key, text]) =>
      el(
        "div",
        { class: "beside" },
        el("strong", {}, say("pledges.beside", { group: say(`pledges.group.${key}`) })),
        " ",
        text,
      ),
    ),
    ...apart(entry.apart, context),
  );
};
const donors = (data, context) => [
  el(
    "p",
    {},
    context.say("pledges.donors_note"),
    " ",
    context.say("pledges.parts_note"),
    " ",
    context.say("pledges.in_currency", { currency: data.money }),
  ),
  data.donors.widened ? el("p", { class: "rule" }, context.say("pledges.donors_widened")) : null,
  ...data.donors.scopes.map((entry) => scope(entry, data, context)),
];

// ---- conflicts
const claim =
  (say) =>
  ([value, saidBy, sources, note]) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, value),
      el(
        "td",
        {},
        saidBy,
        " ",
        ...(sources.length ? cite(sources) : [el("i", {}, say("pledges.no_source"))]),
      ),
      el("td", {}, note ? el("small", {}, note) : null),
    );
/* What a claim is about is a fact, in English; the words that many facts use are said in the reader's language. */
const about = (aspect, lang) =>
  rows.words[lang][`aspect.${aspect.toLowerCase().replaceAll(" ", "-")}`] ?? aspect;
const disputed = (number, lang, say) => {
  const [sentence, aspects] = book.disputes[number];
  return [
    el("p", {}, sentence),
    ...aspects.map(([aspect, claims]) =>
      el(
        "table",
        { class: "claims" },
        el("caption", {}, about(aspect, lang)),
        el("tbody", {}, ...claims.map(claim(say))),
      ),
    ),
  ];
};
const conflicts = (data, context) => {
  const on = bits(data.show),
    numbers = Object.keys(book.disputes).map(Number).filter(on);
  return [
    el("p", {}, context.say("pledges.conflicts_note", { n: numbers.length })),
    numbers.length
      ? el(
          "button",
          { class: "pill", onclick: () => context.ask({ conflict: data.conflict ? "" : "yes" }) },
          context.say(data.conflict ? "pledges.conflicts_all" : "pledges.conflicts_only"),
        )
      : null,
    ...numbers.map((number) =>
      el(
        "section",
        { class: "dispute", "data-dispute": String(number) },
        el("ul", { class: "plain" }, rowLink(number, context.lang, context.say, context.open)),
        ...disputed(number, context.lang, context.say),
      ),
    ),
  ];
};

const TABS = { totals, stages, donors, conflicts, charts: () => [] };
export const pledges = (component) => {
  const { data, setTriggerValue } = component,
    say = speech(data.lang),
    ask = (wish) => setTriggerValue("ask", wish);
  const context = { say, ask, lang: data.lang, rules: data.rules, open: (sel) => ask({ sel }) },
    box = frame(component, "pledges");
  const opened = new Set([...box.querySelectorAll("details[open]")].map((part) => path(part)));
  const focused = box.getRootNode().activeElement?.dataset?.tab;
  const tabs = el(
    "div",
    { role: "tablist", "aria-label": say("pledges.tabs") },
    ...data.tabs.map((tab) =>
      el(
        "button",
        {
          role: "tab",
          "data-tab": tab,
          "aria-selected": String(tab === data.tab),
          onclick: () => ask({ part: tab === data.tabs[0] ? "" : tab }),
        },
        say(`pledges.tab.${tab}`),
        tab === "conflicts" ? el("small", {}, ` ${data.disputed}`) : null,
      ),
    ),
  );
  const body = data.empty && data.tab !== "donors" ? [] : TABS[data.tab](data, context);
  box.replaceChildren(
    ...[
      ...head(data, say, ask),
      relax(data, say, ask),
      tabs,
      el("div", { role: "tabpanel", class: `tab ${data.tab}` }, ...body.filter(Boolean)),
    ].filter(Boolean),
  );
  for (const part of box.querySelectorAll("details")) part.open = opened.has(path(part));
  if (focused) box.querySelector(`[data-tab="${focused}"]`)?.focus();
};
const path = (part) => `${part.closest("[data-listing]")?.dataset.listing}.${part.dataset.part}`;
