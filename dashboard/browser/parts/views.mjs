/* The switch between the views: links, so that a view can be opened beside this one. */
import { el, frame, held, speech } from "./core.mjs";
import { onceBack } from "./host.mjs";
import { head } from "./print.mjs";

export const search = (address, change = {}) => {
  const query = new URLSearchParams(
    Object.entries(address).flatMap(([key, values]) => values.map((value) => [key, value])),
  );
  for (const [key, value] of Object.entries(change))
    value === null ? query.delete(key) : query.set(key, value);
  return `?${query.toString().replaceAll("%7E", "~").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
};
export const views = (component) => {
  const { data, parentElement, setTriggerValue } = component,
    say = speech(data.lang);
  const link = (view) =>
    el(
      "a",
      {
        href: search(data.address, {
          view: view === data.views[0] ? null : view,
          q: null,
          ...(view === data.view ? {} : { part: null }),
        }),
        "data-view": view,
        "aria-current": view === data.view ? "page" : undefined,
        onclick: (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          setTriggerValue("ask", { view });
        },
      },
      say(`view.${view}`),
    );
  document.documentElement.lang = data.lang;
  frame(component, "views").replaceChildren(
    head(data.lang),
    el("nav", { "aria-label": say("view.label") }, ...data.views.map(link)),
  );
  const mine = held.get(parentElement) ?? {};
  held.set(parentElement, mine);
  mine.unwatch?.();
  mine.unwatch = onceBack(parentElement, () => setTriggerValue("ask", {}));
};
