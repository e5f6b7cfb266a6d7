import assert from "node:assert/strict";
import { test } from "node:test";
import { html } from "../../../dashboard/browser/parts/html.mjs";

const HOSTILE = `"><img src=x onerror='alert(1)'>&amp;`;

test("what is put into markup is text, in elements and in attributes", () => {
  const made = html`<b title="${HOSTILE}">${HOSTILE}</b>`.text;
  const text = "&quot;&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&amp;amp;";
  assert.equal(made, `<b title="${text}">${text}</b>`);
});

test("markup within markup stays, alone and in lists", () => {
  const items = ["<", 0].map((text) => html`<li>${text}</li>`);
  assert.equal(html`<ul>${items}</ul>`.text, "<ul><li>&lt;</li><li>0</li></ul>");
});

test("nothing is put in for what is not there", () => {
  assert.equal(html`${null}${undefined}${false}${""}${0}`.text, "0");
});

test("an object that looks like markup is text", () => {
  assert.equal(html`${{ text: "<b>", toString: () => "<i>" }}`.text, "&lt;i&gt;");
});
