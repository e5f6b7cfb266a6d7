// @ts-nocheck
/* The ledger's file, fetched only where a view needs it: conversions with their rates, ages, who says what. */
import { el, kinds, rows } from "./core.mjs";
import { LEDGER } from "./files.mjs"; // made when the files are published

export const book = await (await fetch(new URL(`../${LEDGER}`, import.meta.url))).json();
const table = kinds.pledge;
for (const [lang, words] of Object.entries(book.words)) Object.assign(rows.words[lang], words); // what only this view says

/* A cell of a pledge by its number, from the rows of every view or from the ledger's own. */
export const cell = (number, column) => {
  const own = book.columns.indexOf(column);
  return own < 0 ? table.rows[number][table.columns.indexOf(column)] : book.rows[number][own];
};
export const named = (number, column, lang) => {
  const value = cell(number, column),
    names = rows.names[lang][`pledge.${column}`] ?? book.names[lang][column] ?? {};
  if (value === null || value.length === 0) return null;
  return [value]
    .flat()
    .map((code) => names[code] ?? code)
    .join(", ");
};
export const money = (value, currency, lang) => {
  const options = {
    notation: value >= 1e6 ? "compact" : "standard",
    compactDisplay: lang === "en" ? "long" : "short",
    maximumFractionDigits: value >= 1e6 ? 3 : 0,
  };
  return `${new Intl.NumberFormat(lang, options).format(value)} ${currency}`;
};
/* The same in a cell of a table that holds many: four digits that count. */
export const brief = (value, currency, lang) => {
  const options = {
    notation: value >= 1e6 ? "compact" : "standard",
    compactDisplay: lang === "en" ? "long" : "short",
    maximumSignificantDigits: 4,
  };
  return `${new Intl.NumberFormat(lang, options).format(value).replaceAll(" ", "\u00A0")} ${currency}`;
};
export const days = (n, lang) =>
  new Intl.NumberFormat(lang, { style: "unit", unit: "day", unitDisplay: "long" }).format(n);
export const declared = (number, lang, say) => {
  const value = cell(number, "amount"),
    high = cell(number, "amount_high"),
    currency = cell(number, "currency");
  if (value === null) return null;
  const low = money(value, currency ?? say("pledges.no_currency"), lang);
  const usd = cell(number, "declared_usd"); // both amounts stand as declared: neither is worked out from the other
  return [
    high === null ? low : `${money(value, "", lang).trim()} – ${money(high, currency, lang)}`,
    usd === null ? null : money(usd, "USD", lang),
  ]
    .filter(Boolean)
    .join(" / ");
};

const link = (url) => (/^https?:\/\//i.test(url ?? "") ? url : undefined); // no other scheme is ever followed
export const cite = (numbers) =>
  numbers.map((number) => {
    const [publisher, title, url] = book.sources[number];
    return el(
      "a",
      { href: link(url), target: "_blank", rel: "noopener noreferrer", title: title ?? url },
      publisher ?? url,
    );
  });
const rateOf = (id, lang) => {
  const [currency, date, perUsd] = book.rates[id];
  return {
    number: new Intl.NumberFormat(lang, { maximumFractionDigits: 6 }).format(perUsd),
    currency,
    date,
  };
};
export const rateLine = (id, precision, lang, say) => {
  const sources = book.rates[id][3];
  return el(
    "span",
    { class: "rate", "data-rate": id },
    say("pledges.rate", rateOf(id, lang)),
    precision ? ` (${say(`pledges.precision.${precision}`)}) ` : " ",
    ...cite(sources),
  );
};
/* The conversion of a pledge: its value with its rates; how near they are and who publishes them is a click away. */
export const converted = (number, currency, lang, say) => {
  const [value, how, ids] = book.conversions[currency][number];
  if (value === null)
    return cell(number, "amount") === null ? null : el("i", {}, say(`reason.${how}`));
  const text = money(value, currency, lang);
  const bound =
    cell(number, "amount_high") === null
      ? null
      : el("small", { class: "rate" }, say("pledges.lower_bound"));
  if (how === "own") return el("span", {}, text, bound);
  if (how === "declared")
    return el("span", {}, text, el("small", { class: "rate" }, say("pledges.precision.declared")));
  const rate = (id) => el("small", { class: "rate" }, say("pledges.rate", rateOf(id, lang)));
  return el(
    "details",
    { class: "conversion", onclick: (event) => event.stopPropagation() },
    el("summary", {}, el("span", { class: "value" }, `≈ ${text}`), bound, ...ids.map(rate)),
    ...ids.map((id) => rateLine(id, how, lang, say)),
  );
};
/* A row as a link to its record, with its amount as declared. */
export const rowLink = (number, lang, say, open) =>
  el(
    "li",
    {},
    el(
      "button",
      {
        class: "open",
        "data-row": `pledge:${table.ids[number]}`,
        onclick: () => open(`pledge:${table.ids[number]}`),
      },
      cell(number, "title"),
    ),
    el(
      "small",
      {},
      ` ${[named(number, "donor", lang), declared(number, lang, say) ?? say("pledges.no_amount")].filter(Boolean).join(" · ")}`,
    ),
  );
export const pledgeIds = table.ids;
