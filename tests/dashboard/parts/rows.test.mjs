import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bits,
  bytesOf,
  packed,
  records,
  speaker,
  tally,
} from "../../../dashboard/browser/parts/rows.mjs";

test("bits are read from the left of each byte", () => {
  const on = bits(packed(new Uint8Array([0b10100000, 0b00000001])));
  const rows = Array.from({ length: 17 }, (_, row) => row);
  assert.deepEqual(rows.filter(on), [0, 2, 15]);
});

test("packed bytes are read as they were", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  assert.deepEqual(bytesOf(packed(bytes)), bytes);
});

test("a row is read by its columns", () => {
  const table = { ids: ["inkai"], columns: ["iso3", "status"], rows: [["KAZ", null]] };
  assert.deepEqual(records(table), [{ id: "inkai", iso3: "KAZ", status: null }]);
});

test("codes are counted, each by itself", () => {
  assert.deepEqual(tally(["gold", "oil", "gold"]), { gold: 2, oil: 1 });
  assert.deepEqual(tally([]), {});
});

test("a sentence is filled, and a key without one says itself", () => {
  const say = speaker({ "map.usd": "≈ US$ {n}" });
  assert.equal(say("map.usd", { n: 5 }), "≈ US$ 5");
  assert.equal(say("map.none"), "map.none");
});
