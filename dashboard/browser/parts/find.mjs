/* Find: one field over all that the page knows by name. The browser keeps the names; they are fetched when the
   field is first used. The field is a combobox: the cursor stays in it, and arrows move through the hits. */
import { onMapKey } from "./channel.mjs";
import { keptAs, opened, part } from "./core.mjs";
import { hitsOf, namesIn } from "./hits.mjs";
import { html } from "./html.mjs";
import { follow, requests } from "./links.mjs";

const form = (
  say,
) => html`<input type="text" role="combobox" aria-autocomplete="list" aria-expanded="false"
    aria-controls="found" aria-label="${say("find.label")}" placeholder="${say("find.placeholder")}"
    autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" maxlength="100">
  <kbd aria-hidden="true">/</kbd><span class="unseen" role="status"></span>
  <div popover="manual" class="hits"><p></p>
    <div role="listbox" id="found" aria-label="${say("find.hits")}"></div></div>`;
const option = ({ name, also, note, request }) =>
  html`<div role="option" ${requests(request)}><span>${name} <small>${also.join(", ")}</small></span>
    <small>${note}</small></div>`;
const group = ({ kind, hits, all }, say) => {
  const n = hits.length < all && html`<small> ${say("find.of", { n: hits.length, all })}</small>`;
  return html`<div role="group" aria-labelledby="kind-${kind}">
    <div class="kind" role="presentation" id="kind-${kind}">${say(`find.${kind}`)}${n}</div>
    ${hits.map(option)}</div>`;
};

const load = async (mine) => {
  try {
    mine.names ??= namesIn(await keptAs(mine.data.file));
  } catch {
    // a line that broke: tried again with the next letter, and said meanwhile
  }
};
/** Mark a hit as the one that Enter opens. */
const activate = (mine, at) => {
  mine.at = at;
  mine.options.forEach((one, place) => {
    one.ariaSelected = String(place === at);
  });
  mine.field.setAttribute("aria-activedescendant", mine.options[at]?.id ?? "");
  mine.options[at]?.scrollIntoView({ block: "nearest" });
};
/** Beneath the field, and within the window. */
const place = ({ field, panel }) => {
  const { right, bottom } = field.getBoundingClientRect();
  const { clientWidth } = document.documentElement;
  const left = Math.max(8, Math.min(right, clientWidth - 8) - panel.offsetWidth);
  Object.assign(panel.style, { left: `${left}px`, top: `${bottom + 4}px` });
};
const open = (mine, isOpen) => {
  const { field, panel, options } = mine;
  panel.togglePopover(isOpen);
  field.ariaExpanded = String(isOpen && options.length > 0);
  activate(mine, isOpen ? 0 : -1);
  if (isOpen) place(mine);
};
const show = async (mine) => {
  const { field, panel, say } = mine;
  await load(mine);
  const written = field.value.trim();
  const groups = hitsOf(mine.names ?? [], written);
  const list = panel.querySelector("[role=listbox]");
  list.innerHTML = html`${groups.map((one) => group(one, say))}`.text;
  mine.options = [...list.querySelectorAll("[role=option]")];
  mine.options.forEach((one, at) => {
    one.id = `hit-${at}`;
  });
  const n = groups.reduce((sum, { all }) => sum + all, 0);
  const said = !mine.names ? say("table.failed") : n ? say("find.found", { n }) : say("find.none");
  mine.box.querySelector("[role=status]").textContent = written && said;
  panel.querySelector("p").textContent = n ? "" : said;
  open(mine, written !== "" && mine.box.getRootNode().activeElement === field);
};
const leave = (mine) => {
  mine.field.value = "";
  mine.field.blur();
  open(mine, false);
};
const press = (mine, event) => {
  const { options, at, panel } = mine;
  if (event.isComposing) return;
  const isOpen = panel.matches(":popover-open");
  const acts = {
    ArrowDown: () => (isOpen ? activate(mine, (at + 1) % options.length) : show(mine)),
    ArrowUp: () => isOpen && activate(mine, (at + options.length - 1) % options.length),
    Enter: () => isOpen && options[at]?.click(),
    Escape: () => (isOpen ? open(mine, false) : leave(mine)),
  };
  if (!Object.hasOwn(acts, event.key)) return;
  event.preventDefault();
  event.stopPropagation(); // a key that is used here closes nothing else
  acts[event.key]();
};
const listen = (mine) => {
  const { box, field, panel } = mine;
  field.onfocus = () => load(mine);
  field.oninput = () => show(mine);
  field.onblur = () => open(mine, false);
  field.onkeydown = (event) => press(mine, event);
  panel.onpointerdown = (event) => event.preventDefault(); // the cursor stays in the field
  follow(box, (request) => {
    opened.row = request.sel ?? null; // the record takes the cursor
    leave(mine);
    mine.ask(request);
  });
};

// ---- the key that leads here, from wherever nobody is writing
/** @type {HTMLInputElement | null} */
let here = null;
const writes = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const goTo = () => {
  if (!here?.isConnected || document.querySelector("[role=dialog]")) return;
  here.focus();
  here.select();
};
addEventListener("keydown", (event) => {
  const [target] = event.composedPath();
  const isPlain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!isPlain || (target instanceof Element && target.matches(writes))) return;
  event.preventDefault();
  goTo();
});
onMapKey((key) => key === "/" && goTo());

/** @param {Component<{file: string}>} component */
export default (component) => {
  const mine = part(component, "find");
  const { box, data, say } = mine;
  if (mine.file === data.file) return; // what is written stays
  box.innerHTML = form(say).text;
  const [field, panel] = ["input", ".hits"].map((one) => box.querySelector(one));
  Object.assign(mine, {
    file: data.file,
    names: null,
    field,
    panel,
    options: [],
    at: 0,
  });
  here = field;
  listen(mine);
};
