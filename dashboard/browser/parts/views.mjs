/* The switch between the views: links, so that a view can be opened beside this one. */
import { el, frame, held, speech } from "./core.mjs";
import { head } from "./print.mjs";

export const search = (address, change = {}) => {
  const query = new URLSearchParams(
    Object.entries(address).flatMap(([key, values]) => values.map((value) => [key, value])),
  );
  for (const [key, value] of Object.entries(change))
    value === null ? query.delete(key) : query.set(key, value);
  return `?${query.toString().replaceAll("%7E", "~").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
};
// A server that was started anew knows nothing of the page until it hears of it: it is told as soon as the line is back.
const CONNECTION = "data-test-connection-state",
  UP = "CONNECTED";
const onceBack = (place, tell) => {
  const page = document.querySelector(`[${CONNECTION}]`);
  if (!page) return () => {};
  let up = page.getAttribute(CONNECTION) === UP;
  const watch = new MutationObserver(() => {
    const now = page.getAttribute(CONNECTION) === UP;
    if (!place.isConnected) watch.disconnect();
    else if (now && !up) tell();
    up = now;
  });
  watch.observe(page, { attributes: true, attributeFilter: [CONNECTION] });
  return () => watch.disconnect();
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
