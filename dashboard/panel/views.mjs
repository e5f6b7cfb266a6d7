/* The switch between the views: links, so that a view can be opened beside this one. */
import { el, frame, speech } from "./core.mjs";

export const search = (address, change = {}) => {
  const query = new URLSearchParams(Object.entries(address).flatMap(([key, values]) => values.map((value) => [key, value])));
  for (const [key, value] of Object.entries(change)) value === null ? query.delete(key) : query.set(key, value);
  return `?${query.toString().replaceAll("%7E", "~").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
};
export const views = (component) => {
  const { data, setTriggerValue } = component, say = speech(data.lang);
  const link = (view) => el("a", {
    href: search(data.address, { view: view === data.views[0] ? null : view }), "data-view": view, "aria-current": view === data.view ? "page" : undefined,
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setTriggerValue("ask", { view });
    },
  }, say(`view.${view}`));
  document.documentElement.lang = data.lang;
  frame(component, "views").replaceChildren(el("nav", { "aria-label": say("view.label") }, ...data.views.map(link)));
};
