import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../../dashboard/browser/parts/fold.mjs";

test("accents, capitals and forms of one letter are the same text", () => {
  assert.equal(fold("Türkmenbaşy"), "turkmenbasy");
  assert.equal(fold("ТАШКЕНТ Й"), fold("ташкент й"));
  assert.equal(fold("ｶｻﾞﾌ"), fold("カザフ"));
});
