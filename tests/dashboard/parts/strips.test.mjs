import assert from "node:assert/strict";
import { test } from "node:test";
import { strips, ticks } from "../../../dashboard/browser/parts/strips.mjs";

const way = (more) => ({
  pieces: [],
  title: "",
  value: "",
  note: "",
  low: null,
  high: null,
  ...more,
});

test("an axis has few round ticks and ends within what it shows", () => {
  assert.deepEqual(ticks(44), [0, 10, 20, 30, 40]);
  assert.deepEqual(ticks(7.2), [0, 2, 4, 6]);
  assert.deepEqual(ticks(9947), [0, 2000, 4000, 6000, 8000]);
  assert.deepEqual(ticks(0.9), [0, 0.2, 0.4, 0.6, 0.8]);
});

test("pieces have their part of the axis, and the whisker its ends", () => {
  const pieces = [
    { kind: "rail", value: 5, label: "", note: "rail: 5", shade: 0 },
    { kind: "sea", value: 15, label: "", note: "sea: 15", shade: 0 },
  ];
  const { text } = strips({ strips: [way({ pieces, low: 10, high: 40 })], most: 40, unit: "days" });
  assert.match(text, /class="pieces" style="width:50.00%"/);
  assert.match(text, /class="whisker" style="left:25.00%;width:75.00%"/);
  assert.match(text, /aria-label="rail: 5; sea: 15"/);
  assert.match(text, /40 days/);
});

test("what is not known has no bar and no whisker, and names are text", () => {
  const { text } = strips({
    strips: [way({ title: "<b>Aktau", request: { way: "2" } })],
    most: 40,
  });
  assert.match(text, /&lt;b&gt;Aktau/);
  assert.doesNotMatch(text, /whisker|scale/);
});
