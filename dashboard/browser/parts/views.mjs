/* The switch between the views: links, so that a view can be opened beside this one. */
import { frame, held, speech } from "./core.mjs";
import { onceBack } from "./host.mjs";
import { html } from "./html.mjs";
import { addressOf, asks, follow } from "./links.mjs";
import { head } from "./print.mjs";

/** @param {Component<{views: string[], view: string, address: Record<string, string[]>}>} component */
export const views = ({ data, parentElement, setTriggerValue }) => {
  const say = speech(data.lang);
  const link = (view) => {
    /** @type {Record<string, string>} */
    const change = { view: view === data.views[0] ? "" : view, q: "" };
    if (view !== data.view) change.part = "";
    const current = view === data.view && html`aria-current="page"`;
    return html`<a href="${addressOf(data.address, change)}" data-view="${view}" ${current}
      ${asks({ view })}>${say(`view.${view}`)}</a>`;
  };
  document.documentElement.lang = data.lang;
  const box = frame({ parentElement }, "views");
  box.innerHTML = html`<nav aria-label="${say("view.label")}">${data.views.map(link)}</nav>`.text;
  box.prepend(head(data.lang));
  follow(box, (ask) => setTriggerValue("ask", ask));
  held.get(parentElement)?.(); // looks no more for the line of the run before
  held.set(
    parentElement,
    onceBack(parentElement, () => setTriggerValue("ask", {})),
  );
};
