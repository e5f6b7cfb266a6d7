/* Tables, legend and record: drawn from the rows that the browser keeps; everything from outside is text. */
const rows = await (await fetch(new URL(ROWS, import.meta.url))).json();
const { kinds, style } = rows;
const STEP = 25;
const held = new WeakMap(); // what a reader has set in a part: open tab, search, order

const el = (tag, options = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name.startsWith("on")) made[name] = value;
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};
const bits = (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return (row) => Boolean(bytes[row >> 3] & (128 >> (row & 7)));
};
const speech = (lang) => (key, fill = {}) =>
  Object.entries(fill).reduce((text, [name, value]) => text.replace(`{${name}}`, value), rows.words[lang][key] ?? key);
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const frame = (component, kind) => {
  const { parentElement } = component;
  let box = [...parentElement.children].find((child) => child.classList.contains("atlas")); // also in a shadow root
  if (!box) {
    box = el("div", { class: `atlas ${kind}` });
    parentElement.append(el("style", {}, CSS), box);
  }
  return box;
};

// ---- tables
const shown = (kind, column, value, row, lang) => {
  if (value === null || value?.length === 0) return null;
  const names = rows.names[lang][`${kind}.${column}`] ?? {};
  if (kinds[kind].coded.includes(column)) return [value].flat().map((code) => names[code] ?? code).join(", ");
  if (column === "amount") return money(value, row[kinds[kind].columns.indexOf("currency")], lang);
  return typeof value === "number" ? new Intl.NumberFormat(lang).format(value) : String(value);
};
const money = (value, currency, lang) => {
  const options = { notation: value >= 1e6 ? "compact" : "standard", compactDisplay: "long", maximumFractionDigits: 3 };
  return `${new Intl.NumberFormat(lang, options).format(value)} ${currency ?? ""}`.trim();
};
const found = (kind, lang, on, query) => {
  const { ids, columns, rows: all, shown: width } = kinds[kind];
  const wanted = fold(query);
  return all.flatMap((row, at) => {
    if (!on(at)) return [];
    const texts = columns.slice(0, width).map((column, i) => shown(kind, column, row[i], row, lang));
    const hit = !wanted || texts.some((text) => text && fold(text).includes(wanted));
    return hit ? [{ id: `${kind}:${ids[at]}`, row, texts }] : [];
  });
};
const ordered = (list, order, lang, kind) => {
  if (!order) return list;
  const { by, down } = order, sign = down ? -1 : 1;
  const usd = kinds[kind].columns[by] === "amount" ? kinds[kind].columns.indexOf("amount_usd") : by;
  const key = (entry) => (typeof entry.row[usd] === "number" ? entry.row[usd] : usd === by ? entry.texts[by] : null);
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
  const mine = held.get(parentElement) ?? { tab: "pledge", queries: {}, order: { pledge: { by: kinds.pledge.columns.indexOf("date"), down: true } }, limit: STEP };
  held.set(parentElement, mine);
  mine.component = component;
  const say = speech(data.lang), on = Object.fromEntries(Object.entries(data.show).map(([kind, text]) => [kind, bits(text)]));
  const again = (change) => { Object.assign(mine, change); tables(mine.component); };
  const kindsHere = Object.keys(data.show);
  if (data.sel && data.sel !== mine.sel) {
    const kind = data.sel.split(":")[0];
    if (kindsHere.includes(kind)) mine.tab = kind;
  }
  mine.sel = data.sel;
  const list = ordered(found(mine.tab, data.lang, on[mine.tab], mine.queries[mine.tab] ?? ""), mine.order[mine.tab], data.lang, mine.tab);
  const total = kinds[mine.tab].ids.filter((_, at) => on[mine.tab](at)).length;
  const tabs = el("div", { role: "tablist" }, ...kindsHere.map((kind) => el("button", {
    role: "tab", "aria-selected": String(kind === mine.tab), "data-kind": kind, onclick: () => again({ tab: kind, limit: STEP }),
  }, say(`tables.${kind}`), el("small", {}, ` ${kinds[kind].ids.filter((_, at) => on[kind](at)).length}`))));
  const head = kinds[mine.tab].columns.slice(0, kinds[mine.tab].shown).map((_, by) => {
    const order = mine.order[mine.tab], here = order?.by === by;
    const sort = () => again({ order: { ...mine.order, [mine.tab]: here && order.down ? undefined : { by, down: here } } });
    return el("th", { scope: "col", "aria-sort": here ? (order.down ? "descending" : "ascending") : undefined },
      el("button", { onclick: sort }, rows.titles[data.lang][mine.tab][by], here ? (order.down ? " ↓" : " ↑") : ""));
  });
  const numeric = (column) => ["amount", "drawn_km"].includes(column);
  const body = list.slice(0, mine.limit).map((entry) => el("tr", {
    "data-id": entry.id, "aria-selected": String(entry.id === data.sel), onclick: () => setTriggerValue("open", entry.id),
  }, ...entry.texts.map((text, i) => {
    const column = kinds[mine.tab].columns[i], first = ["name", "title"].includes(column);
    const content = text ?? el("i", {}, say("table.unknown"));
    return el(first ? "th" : "td", { scope: first ? "row" : undefined, class: numeric(column) ? "number" : first ? "first" : undefined },
      first ? el("button", { class: "open" }, content) : content);
  })));
  const search = el("input", { type: "search", placeholder: say("table.search"), "aria-label": say("table.search"), value: mine.queries[mine.tab] ?? "",
    oninput: (event) => { again({ queries: { ...mine.queries, [mine.tab]: event.target.value }, limit: STEP }); box.querySelector("input").focus(); } });
  const typing = box.contains(parentElement.getRootNode().activeElement) && parentElement.getRootNode().activeElement.type === "search";
  const scrolled = box.querySelector(".scroll")?.scrollLeft ?? 0;
  const children = [
    el("div", { class: "bar" }, tabs, search, el("small", { role: "status" }, say("table.shown", { n: list.length, all: total }))),
    el("div", { class: "scroll", tabindex: "0" }, el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body))),
    list.length === 0 ? el("p", {}, say("table.none")) : el("small", {}, say("table.hint")),
    list.length > mine.limit ? el("button", { class: "more", onclick: () => again({ limit: mine.limit + 4 * STEP }) },
      say("table.more", { n: Math.min(4 * STEP, list.length - mine.limit) })) : null,
  ];
  if (typing) {
    // The field that is typed in stays as it is, so no letter and no cursor is lost.
    const field = box.querySelector("input");
    children[0].querySelector("input").replaceWith(field);
    box.replaceChildren(...children.filter(Boolean));
    field.focus();
  } else box.replaceChildren(...children.filter(Boolean));
  box.querySelector(".scroll").scrollLeft = scrolled;
};

// ---- figures
export const figures = (component) => {
  const { data } = component, say = speech(data.lang);
  frame(component, "figures").replaceChildren(...Object.entries(data.figures).map(([key, value]) =>
    el("div", { title: say(`figure.${key}.note`), tabindex: "0" }, el("small", {}, say(`figure.${key}.label`)), el("b", {}, value))));
};

// ---- legend
const svg = (width, height, inner) => {
  const holder = el("span", { class: "swatch" });
  holder.innerHTML = `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true">${inner}</svg>`;
  return holder;
};
const counted = (kind, on, column) => {
  const at = kinds[kind].columns.indexOf(column), counts = {};
  kinds[kind].rows.forEach((row, index) => { if (on(index)) counts[row[at] ?? "unknown"] = (counts[row[at] ?? "unknown"] ?? 0) + 1; });
  return counts;
};
const siteMark = (c, how, [fill, ink], letter = "", square = false) => {
  const solid = how === "fill" || how === "cross", edge = solid || fill === "#000000" || fill === "#F0E442" ? c.site_edge : fill;
  const drawn = svg(20, 20, `${square ? "<rect x='2' y='2' width='16' height='16' rx='3'" : "<circle cx='10' cy='10' r='8.4'"} fill='${solid ? fill : c.site_paper}' stroke='${edge}' stroke-width='${solid ? 1 : 2}' ${how === "dash" ? "stroke-dasharray='2.6 2'" : ""}/>`
    + (how === "half" ? `<path d='M10 1.6a8.4 8.4 0 0 1 0 16.8z' fill='${fill}'/>` : "")
    + (how === "cross" ? `<path d='M4 4L16 16' stroke='${c.site_paper}' stroke-width='2'/>` : "")
    + `<text x='10' y='13.4' text-anchor='middle' font-size='10' font-weight='700' fill='${solid ? ink : c.ink}'></text>`);
  drawn.querySelector("text").textContent = letter;
  return drawn;
};
const line = (colour, width, dash = [], opacity = 1, core = null) => svg(40, 12,
  `<path d='M1 6H39' stroke='${colour}' stroke-width='${width}' stroke-opacity='${opacity}' stroke-dasharray='${dash.join(" ")}'/>`
  + (core ? `<path d='M1 6H39' stroke='${core}' stroke-width='${Math.max(1, width - 1.6)}'/>` : ""));
export const legend = (component) => {
  const { data } = component, c = style[data.dark ? "dark" : "light"], say = speech(data.lang);
  const on = Object.fromEntries(Object.entries(data.show).map(([kind, text]) => [kind, bits(text)]));
  const names = rows.names[data.lang];
  const row = (swatch, text, count) => el("li", {}, swatch, el("span", {}, text), count === undefined ? null : el("small", {}, String(count)));
  const part = (key, entries, open = false) => entries.length === 0 ? null
    : el("details", { open, "data-part": key }, el("summary", {}, say(`legend.${key}`)), el("ul", {}, ...entries));
  const legs = counted("leg", on.leg, "mode"), states = counted("leg", on.leg, "status");
  const resources = counted("site", on.site, "resource"), conditions = counted("site", on.site, "status");
  const byGroup = Object.entries(resources).sort(([a, n], [b, m]) =>
    style.group_order.indexOf(rows.resources[a]?.group) - style.group_order.indexOf(rows.resources[b]?.group) || m - n);
  const patch = (colour) => svg(22, 14, `<rect x='1' y='1' width='20' height='12' rx='2' fill='${colour}' stroke='${c.border}'/>`);
  const disc = (colour, dash, r = 7) => svg(2 * r + 4, 2 * r + 4, `<circle cx='${r + 2}' cy='${r + 2}' r='${r}' fill='${colour}' fill-opacity='.28' stroke='${colour}' stroke-width='1.8' stroke-dasharray='${dash.join(" ")}'/>`);
  const sizes = style.size.usd_steps.map((usd) => [usd, Math.max(style.size.usd_least, style.size.usd_radius * Math.sqrt(usd / style.size.usd_reference))]);
  const anyPledge = kinds.pledge.ids.some((_, at) => on.pledge(at));
  const rough = kinds.site.rows.some((entry, at) => on.site(at) && ["town-centre", "stand-in", "country"].includes(entry[kinds.site.columns.indexOf("precision")]));
  const box = frame(component, "legend");
  const openNow = new Map([...box.querySelectorAll("details")].map((d) => [d.dataset.part, d.open]));
  const parts = [
    part("route", Object.entries(legs).map(([mode, n]) => row(line(c.mode[mode] ?? c.mode.other, 3, style.mode[mode]?.dash), names["leg.mode"][mode] ?? mode, n))
      .concat(Object.keys(legs).length ? [row(line(c.mode.rail, style.width.main), say("legend.main")), row(line(c.mode.rail, style.width.side), say("legend.side")), row(line(c.quiet, style.width.other), say("legend.other"))] : []), true),
    part("route_status", Object.entries(states).map(([code, n]) => {
      const how = style.status[code] ?? style.status.unknown;
      return row(line(c.mode.rail, 3, how.dash, how.opacity, how.hollow ? c.casing : null), code === "unknown" ? say("table.unknown") : names["leg.status"][code] ?? code, n);
    }), true),
    part("sites", byGroup.map(([code, n]) => row(siteMark(c, "fill", c.group[rows.resources[code]?.group] ?? c.group.other, rows.resources[code]?.letter), names["site.resource"][code] ?? code, n)), true),
    part("site_status", Object.entries(conditions).map(([code, n]) => row(siteMark(c, style.site_status[code] ?? "dash", [c.group.other[0], c.ink]), code === "unknown" ? (names["site.status"].unknown ?? say("table.unknown")) : names["site.status"][code] ?? code, n))
      .concat(rough ? [row(siteMark(c, "fill", [c.group.other[0], c.ink], "", true), say("legend.approximate"))] : [])),
    part("pledges", !anyPledge ? [] : [
      row(disc(c.pledge.JPN, []), say("legend.pledge_japan")), row(disc(c.pledge.other, []), say("legend.pledge_other")),
      row(disc(c.pledge.other, [], 7), say("legend.pledge_firm")), row(disc(c.pledge.other, [3, 3], 7), say("legend.pledge_open")),
      row(svg(16, 16, `<path d='M8 2L14 8L8 14L2 8z' fill='${c.panel}' stroke='${c.pledge.other}' stroke-width='1.8'/>`), say("legend.pledge_none")),
      row(el("span", { class: "pill" }, "3"), say("legend.pledge_country")),
      el("li", { class: "sizes" }, el("span", {}, say("legend.size")), ...sizes.map(([usd, r]) => el("span", { class: "size" }, disc(c.pledge.other, [], r), el("small", {}, new Intl.NumberFormat(data.lang, { notation: "compact" }).format(usd))))),
    ]),
    part("participants", ["participant", "host", "transit"].map((role) => row(patch(c.land[role]), say(`legend.${role}`)))),
    part("nodes", [row(svg(12, 12, `<circle cx='6' cy='6' r='4.5' fill='${c.node}'/>`), say("legend.port")), row(svg(12, 12, `<circle cx='6' cy='6' r='3' fill='${c.node_fill}' stroke='${c.node}' stroke-width='1.4'/>`), say("legend.place"))]),
  ].filter(Boolean);
  for (const d of parts) if (openNow.has(d.dataset.part)) d.open = openNow.get(d.dataset.part);
  box.replaceChildren(el("h3", {}, say("legend.title")), ...parts);
};

// ---- record
const link = (url) => (/^https?:\/\//i.test(url) ? url : undefined); // no other scheme is ever followed
export const record = (component) => {
  const { data, setTriggerValue } = component, { record: shownRecord } = data, say = speech(data.lang);
  const cite = (numbers) => numbers.length ? el("sup", {}, ...numbers.map((n) => el("a", { href: link(shownRecord.sources[n - 1].url), target: "_blank", rel: "noopener noreferrer", title: shownRecord.sources[n - 1].publisher }, `[${n}]`))) : null;
  const field = ({ label, value, sources }) => [el("dt", {}, label), el("dd", {}, value ?? el("i", {}, say("record.unknown")), cite(sources))];
  const source = (entry) => el("li", { value: entry.number }, el("a", { href: link(entry.url), target: "_blank", rel: "noopener noreferrer" }, entry.title ?? entry.publisher),
    el("span", {}, [entry.title ? entry.publisher : null, entry.published].filter(Boolean).map((text) => `, ${text}`).join("")), el("small", { class: "url" }, entry.url), entry.note ? el("small", {}, entry.note) : null);
  const related = shownRecord.related.slice(0, 30);
  const address = el("input", { readonly: true, value: data.link, "aria-label": say("record.link"), onfocus: (event) => event.target.select() });
  frame(component, "record").replaceChildren(...[
    el("div", { class: "top" }, el("small", { class: "kind" }, shownRecord.kind), el("button", { class: "close", "aria-label": say("record.close"), title: say("record.close"), onclick: () => setTriggerValue("open", "") }, "×")),
    el("h3", { tabindex: "-1" }, shownRecord.title),
    shownRecord.conflict ? el("div", { class: "conflict" }, el("strong", {}, say("record.conflict")), el("p", {}, shownRecord.conflict)) : null,
    el("dl", {}, ...shownRecord.fields.flatMap(field)),
    el("h4", {}, data.said.sources, shownRecord.sources.length ? el("small", {}, ` · ${data.said.publishers}`) : null),
    shownRecord.sources.length ? el("ol", {}, ...shownRecord.sources.map(source)) : el("p", {}, say("record.no_sources")),
    related.length ? el("h4", {}, say("record.related")) : null,
    related.length ? el("ul", { class: "related" }, ...related.map(([sel, label]) => el("li", {}, el("button", { class: "open", "data-id": sel, onclick: () => setTriggerValue("open", sel) }, label)))) : null,
    shownRecord.related.length > related.length ? el("small", {}, say("record.whole_list", { n: shownRecord.related.length - related.length })) : null,
    el("h4", {}, say("record.link")), address,
  ].filter(Boolean));
};

const CSS = `
.atlas { font: 14px/1.45 var(--st-font, sans-serif); color: var(--st-text-color); }
.atlas button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: start; }
.atlas button:focus-visible, .atlas a:focus-visible, .atlas summary:focus-visible, .atlas .scroll:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; border-radius: 3px; }
.atlas small { opacity: .72; font-size: 12px; } .atlas i { opacity: .6; }
.atlas a { color: var(--st-link-color, var(--st-primary-color)); overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: 6px 28px; } .figures small { display: block; font-size: 13px; cursor: help; text-decoration: underline dotted; text-underline-offset: 3px; } .figures b { font-size: 21px; font-weight: 500; }
.tables .bar { display: flex; flex-wrap: wrap; gap: 6px 18px; align-items: center; border-bottom: 1px solid var(--st-border-color); }
.tables [role=tablist] { display: flex; flex-wrap: wrap; gap: 0 18px; flex: 1 1 auto; }
.tables [role=tab] { padding: 9px 0 7px; border-bottom: 3px solid transparent; }
.tables [role=tab][aria-selected=true] { border-color: var(--st-primary-color); font-weight: 650; }
.tables input { font: inherit; color: inherit; background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color); border-radius: 6px; padding: 5px 9px; width: 210px; max-width: 60vw; }
.tables .scroll { overflow-x: auto; } .tables table { border-collapse: collapse; width: 100%; }
.tables th, .tables td { padding: 6px 12px 6px 0; text-align: start; vertical-align: top; font-weight: 400; border-bottom: 1px solid var(--st-border-color); min-width: 72px; max-width: 330px; }
.tables thead th { white-space: nowrap; } .tables thead button { font-weight: 600; font-size: 12.5px; opacity: .85; }
.tables .first { min-width: 190px; } .tables .first .open { font-weight: 560; } .tables .number { white-space: nowrap; font-variant-numeric: tabular-nums; }
.tables tbody tr { cursor: pointer; } .tables tbody tr:hover { background: var(--st-secondary-background-color); }
.tables tbody tr[aria-selected=true] { background: color-mix(in srgb, var(--st-primary-color) 14%, transparent); }
.tables .more { margin: 10px 0; padding: 6px 12px; border: 1px solid var(--st-border-color); border-radius: 6px; }
.atlas h3 { font: 650 17px/1.3 var(--st-heading-font, var(--st-font)); margin: 2px 0 8px; } .atlas h4 { font: 650 13.5px/1.3 var(--st-font); margin: 16px 0 4px; }
.legend { max-height: 600px; overflow: auto; }
@media (max-width: 640px) { .legend { max-height: none; } }
.legend summary { cursor: pointer; font-weight: 600; padding: 5px 0; font-size: 13.5px; } .legend details { border-top: 1px solid var(--st-border-color); }
.legend ul { list-style: none; margin: 0 0 8px; padding: 0; columns: 145px; column-gap: 14px; } .legend li { display: flex; align-items: center; gap: 8px; padding: 2px 0; font-size: 13px; break-inside: avoid; }
.legend li small { margin-inline-start: auto; } .legend .swatch { flex: none; line-height: 0; } .legend .sizes { column-span: all; flex-wrap: wrap; } .legend .size { display: flex; align-items: center; gap: 4px; }
.legend .pill { flex: none; min-width: 18px; text-align: center; border: 1.6px solid currentColor; border-radius: 11px; font: 700 11px/1.4 var(--st-font); }
.record { border: 1px solid var(--st-border-color); border-radius: 8px; padding: 10px 14px 14px; max-height: 600px; overflow: auto; box-sizing: border-box; margin-bottom: 8px; }
.record .top { display: flex; justify-content: space-between; } .record .close { font-size: 22px; line-height: 1; padding: 0 6px; } .record .kind { text-transform: uppercase; letter-spacing: .06em; }
.record dl { display: grid; grid-template-columns: minmax(90px, 34%) 1fr; gap: 4px 12px; margin: 0; font-size: 13.5px; } .record dt { opacity: .72; } .record dd { margin: 0; overflow-wrap: anywhere; }
.record sup a { text-decoration: none; margin-inline-start: 2px; } .record ol, .record ul { margin: 0; padding-inline-start: 20px; font-size: 13px; } .record ol small { display: block; overflow-wrap: anywhere; }
.record .related { list-style: none; padding: 0; } .record .open { text-decoration: underline; text-underline-offset: 2px; padding: 2px 0; }
.record .conflict { border-inline-start: 4px solid #E69F00; padding: 2px 0 2px 10px; margin: 6px 0 10px; } .record .conflict p { margin: 2px 0; }
.record > input { width: 100%; box-sizing: border-box; font: 12.5px var(--st-code-font, monospace); color: inherit; background: var(--st-secondary-background-color); border: 1px solid var(--st-border-color); border-radius: 6px; padding: 6px 8px; }
`;
