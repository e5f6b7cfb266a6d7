/* The switch between the views: links, so that a view can be opened beside this one. */
import { el, frame, speech } from "./core.mjs";

const address = (view, plain) => {
  const url = new URL(location.href);
  if (view === plain) url.searchParams.delete("view");
  else url.searchParams.set("view", view);
  return url.href;
};
export const views = (component) => {
  const { data, setTriggerValue } = component, say = speech(data.lang);
  const link = (view) => el("a", {
    href: address(view, data.views[0]), "data-view": view, "aria-current": view === data.view ? "page" : undefined,
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setTriggerValue("ask", { view });
    },
  }, say(`view.${view}`));
  frame(component, "views").replaceChildren(el("nav", { "aria-label": say("view.label") }, ...data.views.map(link)));
};
