/* The switch between the views, and the profiles that the filters lead to. */
import { el, frame, held, speech } from "./core.mjs";
import { onceBack } from "./host.mjs";
import { anchor } from "./links.mjs";
import { head } from "./print.mjs";

export const views = (component) => {
  const { data, parentElement, setTriggerValue } = component;
  const say = speech(data.lang);
  const link = (view) => {
    const here = view === data.view;
    const request = {
      view: view === data.views[0] ? "" : view,
      q: "",
      ...(here ? {} : { part: "", sort: "" }),
    };
    const options = { "data-view": view, "aria-current": here ? "page" : undefined };
    return anchor(component, request, options, say(`view.${view}`));
  };
  document.documentElement.lang = data.lang;
  const nav = el("nav", { "aria-label": say("view.label") }, ...data.views.map(link));
  frame(component, "views").replaceChildren(head(data.lang), nav);
  const mine = held.get(parentElement) ?? {};
  held.set(parentElement, mine);
  mine.unwatch?.();
  mine.unwatch = onceBack(parentElement, () => setTriggerValue("ask", {}));
};
