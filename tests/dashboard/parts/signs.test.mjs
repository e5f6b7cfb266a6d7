import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf, ringRadius } from "../../../dashboard/browser/map/signs.mjs";

test("the area of a bubble grows with the amount, within bounds", () => {
  const size = { usd_least: 4, usd_most: 40, usd_radius: 10, usd_reference: 100 };
  assert.equal(ringRadius(size, 100), 10);
  assert.equal(ringRadius(size, 400), 20);
  assert.equal(ringRadius(size, 0), 4);
  assert.equal(ringRadius(size, 1e9), 40);
});

test("a place of a precision that nobody named is rough", () => {
  assert.equal(placeOf("surveyed"), "exact");
  assert.equal(placeOf(null), "rough");
});
