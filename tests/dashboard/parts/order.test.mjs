import assert from "node:assert/strict";
import { test } from "node:test";
import { found, sorted, textOf, turned } from "../../../dashboard/browser/parts/order.mjs";

const rows = (...cells) => cells.map((cell) => ({ cells: [cell] }));
const order = (list, down) => sorted(list, 0, down, "en").map((row) => textOf(row.cells[0]));

test("amounts stand by their value, not by their text, and what has none stands last either way", () => {
  const list = rows(
    { t: "20.7 billion KZT", k: 4.1e7 },
    { t: "15 billion USD", k: 1.5e10 },
    null,
    { t: "no rate near its date", k: null },
    { t: "719 million JPY", k: 4.6e6 },
  );
  const up = ["719 million JPY", "20.7 billion KZT", "15 billion USD"];
  assert.deepEqual(order(list, false).slice(0, 3), up);
  assert.deepEqual(order(list, true).slice(0, 3), up.toReversed());
  assert.deepEqual(order(list, true).slice(3), [null, "no rate near its date"]);
});

test("unlike units stay in groups of one unit, whichever way the column is turned", () => {
  const list = rows(
    { t: "23,270 t U", k: ["t U", 23270] },
    { t: "6,500 kt", k: ["kt", 6500] },
    { t: "2,000 t U", k: ["t U", 2000] },
    { t: "7,000 kt", k: ["kt", 7000] },
  );
  assert.deepEqual(order(list, false), ["6,500 kt", "7,000 kt", "2,000 t U", "23,270 t U"]);
  assert.deepEqual(order(list, true), ["7,000 kt", "6,500 kt", "23,270 t U", "2,000 t U"]);
});

test("dates stand by day and texts as the language orders them", () => {
  const days = rows(
    { t: "4 March 2026", k: "2026-03-04" },
    { t: "30 January 2026", k: "2026-01-30" },
  );
  assert.deepEqual(order(days, false), ["30 January 2026", "4 March 2026"]);
  assert.deepEqual(order(rows("Zinc", "Émeraude", "copper 10", "copper 9"), false), [
    "copper 9",
    "copper 10",
    "Émeraude",
    "Zinc",
  ]);
});

test("a search finds a text however it is written, in cells and in names and addresses of sources", () => {
  const list = [
    { cells: ["Kashagan", { t: "12 Mt", k: 12 }] },
    { cells: ["Türkiye", null], links: [{ label: "TİKA", url: "https://tika.gov.tr/x" }] },
  ];
  assert.deepEqual(found(list, "KASHÁGAN"), [list[0]]);
  assert.deepEqual(found(list, " turkiye "), [list[1]]);
  assert.deepEqual(found(list, "tika.gov"), [list[1]]);
  assert.deepEqual(found(list, "12 mt"), [list[0]]);
  assert.deepEqual(found(list, ""), list);
  assert.deepEqual(found(list, "nothing of it"), []);
});

test("a head turns the order up, down, and back to that of the table", () => {
  assert.equal(turned("", "km"), "km");
  assert.equal(turned("km", "km"), "-km");
  assert.equal(turned("-km", "km"), "");
  assert.equal(turned("-date", "km"), "km");
  assert.equal(
    turned("-date", "date", "-date"),
    "date",
    "also a table that came with the newest first",
  );
  assert.equal(turned("date", "date", "-date"), "-date");
});
