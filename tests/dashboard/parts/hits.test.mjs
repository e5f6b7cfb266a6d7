import assert from "node:assert/strict";
import { test } from "node:test";
import { hitsOf, namesIn } from "../../../dashboard/browser/parts/hits.mjs";

const entry = (name, also = [], note = "") => ({ name, also, note, request: { sel: name } });
const NAMES = namesIn({
  node: [entry("Chulaktau", [], "Railway station"), entry("Turg'un"), entry("アクタウ", ["Aktau"])],
  resource: [entry("Uranium")],
  site: [entry("Aktau", [], "Copper"), entry("Inkai", [], "Uranium, Kazakhstan"), entry("Ak-Tash")],
  leg: [entry("Aktau – Alat"), ...Array.from({ length: 9 }, (_, at) => entry(`Alat – ${at}`))],
});
const found = (text) =>
  hitsOf(NAMES, text).map(({ kind, hits }) => [kind, hits.map(({ name }) => name)]);

test("an exact name goes before a leading one, and that before the kind", () => {
  assert.deepEqual(found("aktau"), [
    ["node", ["アクタウ"]],
    ["site", ["Aktau"]],
    ["leg", ["Aktau – Alat"]],
  ]);
  assert.deepEqual(found("inkai")[0], ["site", ["Inkai"]]);
});
test("a name's second word counts as much as its first, and of equals a source goes last", () => {
  const names = namesIn({
    site: [entry("Moinkum - Tortkuduk")],
    source: [entry("Tortkuduk mine opens")],
  });
  assert.deepEqual(
    hitsOf(names, "tortku").map(({ kind }) => kind),
    ["site", "source"],
  );
});
test("the middle of a word finds nothing", () => {
  assert.deepEqual(found("laktau"), []);
  assert.deepEqual(found("  "), []);
});
test("accents, capitals, hyphens and apostrophes make no difference", () => {
  assert.deepEqual(found("TURGÚN"), [["node", ["Turg'un"]]]);
  assert.deepEqual(found("ak tash"), [["site", ["Ak-Tash"]]]);
});
test("a name may be narrowed by what stands beside it, which finds nothing alone", () => {
  assert.deepEqual(found("inkai uran"), [["site", ["Inkai"]]]);
  assert.deepEqual(found("uranium"), [["resource", ["Uranium"]]]);
});
test("a script without blanks is found anywhere", () => {
  assert.deepEqual(found("タウ"), [["node", ["アクタウ"]]]);
});
test("of many hits the first five are shown, and how many there are", () => {
  const [{ all, hits }] = hitsOf(NAMES, "alat");
  assert.deepEqual([all, hits.length, hits[0].name], [10, 5, "Alat – 0"]);
});
