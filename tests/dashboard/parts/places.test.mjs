import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf, nameOf, placesIn } from "../../../dashboard/browser/parts/places.mjs";

const ROWS = {
  kinds: {
    node: {
      ids: ["aktogay", "tashkent", "xian", "w-1"],
      columns: ["name", "kind", "iso3"],
      rows: [
        ["Aktogay", "station", "KAZ"],
        ["Tashkent", "station", "UZB"],
        ["Xi'an", "station", "CHN"],
        ["Waypoint", "sea-waypoint", null],
      ],
    },
    site: {
      ids: ["aktogay", "inkai"],
      columns: ["name", "resource", "iso3"],
      rows: [
        ["Aktogay", "copper", "KAZ"],
        ["Inkai", "uranium", "KAZ"],
      ],
    },
  },
  names: { ru: { "node.iso3": { UZB: "Узбекистан" }, "site.resource": { uranium: "уран" } } },
  words: { ru: { "place.tashkent": "Ташкент", "route.site": "объект" } },
};
const places = placesIn(ROWS, "ru");

test("each place has a text of its own, and waypoints are none", () => {
  const values = places.map(({ value }) => value);
  const site = "Aktogay (объект, copper, KAZ)";
  assert.deepEqual(values, ["Aktogay", site, "Inkai", "Tashkent", "Xi'an"]);
});

test("a label has the name in the language, and as it is typed without an apostrophe", () => {
  const labels = Object.fromEntries(places.map(({ id, label }) => [id, label]));
  assert.equal(labels.tashkent, "Ташкент · station · Узбекистан");
  assert.equal(labels.xian, "xian · station · CHN");
  assert.equal(labels.inkai, "объект · уран · KAZ");
});

test("a place is found by its text, its names and its id, in capitals or not", () => {
  const found = ["Aktogay (объект, copper, KAZ)", "aktogay", "ТАШКЕНТ", "xian", "nowhere"];
  const ids = ["site:aktogay", "aktogay", "tashkent", "xian", undefined];
  assert.deepEqual(
    found.map((text) => idOf(places, text)),
    ids,
  );
});

test("a field says a place by its text, and what is none as it was written", () => {
  assert.equal(nameOf(places, "site:inkai"), "Inkai");
  assert.equal(nameOf(places, "site:aktogay"), "Aktogay (объект, copper, KAZ)");
  assert.equal(nameOf(places, "potti"), "potti");
  assert.equal(nameOf(places, null), "");
});
