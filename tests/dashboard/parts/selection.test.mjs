import assert from "node:assert/strict";
import { test } from "node:test";
import { bits } from "../../../dashboard/browser/parts/rows.mjs";
import { codesOf, select } from "../../../dashboard/browser/parts/selection.mjs";

const mask = (...rows) =>
  btoa(String.fromCharCode(rows.reduce((byte, row) => byte | (128 >> row), 0)));
const FACTS = {
  options: { country: ["KAZ", "UZB"], years: ["2024", "2025", "2026"], operator: ["kazatomprom"] },
  ranges: ["years"],
  matches: {
    site: {
      all: mask(0, 1, 2),
      options: { country: [mask(0), mask(1)], operator: [mask(0)] },
      always: { country: mask(), operator: mask() },
    },
    pledge: {
      all: mask(0, 1, 2, 3),
      options: { country: [mask(0), mask(1)], years: [mask(0), mask(1), mask(3)] },
      always: { country: mask(3), years: mask() },
    },
  },
};
const shown = (values) =>
  Object.fromEntries(
    Object.entries(select(FACTS, values)).map(([kind, text]) => [
      kind,
      [0, 1, 2, 3, 4, 5, 6, 7].filter(bits(text)),
    ]),
  );

test("a list means its codes, a range all from its first to its last", () => {
  assert.deepEqual(codesOf("UZB~KAZ", ["KAZ", "UZB", "JPN"], false), ["UZB", "KAZ"]);
  assert.deepEqual(codesOf("2025..2026", FACTS.options.years, true), ["2025", "2026"]);
  assert.deepEqual(codesOf("2025", FACTS.options.years, true), ["2025"]);
});

test("nothing chosen keeps every row", () => {
  assert.deepEqual(shown({ country: "", years: "" }), { site: [0, 1, 2], pledge: [0, 1, 2, 3] });
});

test("codes of a filter add up, filters narrow one another, and some rows always stay", () => {
  assert.deepEqual(shown({ country: "UZB" }), { site: [1], pledge: [1, 3] });
  assert.deepEqual(shown({ country: "KAZ~UZB", years: "2025..2026" }), {
    site: [0, 1],
    pledge: [1, 3],
  });
});

test("a filter leaves the kinds alone that it does not look at", () => {
  assert.deepEqual(shown({ operator: "kazatomprom" }), { site: [0], pledge: [0, 1, 2, 3] });
});
