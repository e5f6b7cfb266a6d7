/* The switch between the views: links, so that a view can be opened beside this one. */
import { held, speech } from "./core.mjs";
import { onceBack } from "./host.mjs";
import { html } from "./html.mjs";
import { navigation } from "./links.mjs";
import { head } from "./print.mjs";

/** @param {Component<{views: string[], view: string, address: Record<string, string[]>}>} component */
export const views = (component) => {
  const { data, parentElement, setTriggerValue } = component;
  const say = speech(data.lang);
  document.documentElement.lang = data.lang;
  const box = navigation(component, "views", data.views, (view, at) => {
    const here = view === data.view;
    const address = { view: at === 0 ? "" : view, q: "", ...(here ? {} : { part: "", sort: "" }) };
    const mark = html`data-view="${view}" ${here && html`aria-current="page"`}`;
    return { request: { view }, address, mark, label: say(`view.${view}`) };
  });
  box.prepend(head(data.lang));
  held.get(parentElement)?.(); // looks no more for the line of the run before
  held.set(
    parentElement,
    onceBack(parentElement, () => setTriggerValue("request", {})),
  );
};
