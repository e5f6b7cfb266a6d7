/* The switch between the views: links, so that a view can be opened beside this one. Keeps the address true. */
import { el, frame, held, speech } from "./core.mjs";

const SETTLED_MS = 600; // by then the browser has taken over the address that the server has written
const search = (address, change = {}) => {
  const query = new URLSearchParams(Object.entries(address).flatMap(([key, values]) => values.map((value) => [key, value])));
  for (const [key, value] of Object.entries(change)) value === null ? query.delete(key) : query.set(key, value);
  return `?${query.toString().replaceAll("%7E", "~").replaceAll("%3A", ":").replaceAll("%2F", "/")}`;
};
const same = (one, other) => {
  const sorted = (text) => [...new URLSearchParams(text)].filter(([key]) => !key.startsWith("embed")).map(String).sort().join();
  return sorted(one) === sorted(other);
};
// A server that was started anew knows nothing of the page until it hears of it: it is told as soon as the line is back.
const CONNECTION = "data-test-connection-state", UP = "CONNECTED";
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
  const { data, parentElement, setTriggerValue } = component, say = speech(data.lang);
  const link = (view) => el("a", {
    href: search(data.address, { view: view === data.views[0] ? null : view, ...(view === data.view ? {} : { part: null }) }), "data-view": view, "aria-current": view === data.view ? "page" : undefined,
    onclick: (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      setTriggerValue("ask", { view });
    },
  }, say(`view.${view}`));
  document.documentElement.lang = data.lang;
  frame(component, "views").replaceChildren(el("nav", { "aria-label": say("view.label") }, ...data.views.map(link)));
  // A step back while the server answered a click leaves the browser at the address of the click: the page's own stands.
  const mine = held.get(parentElement) ?? { cancel: () => clearTimeout(mine.waiting) };
  if (!held.has(parentElement)) addEventListener("popstate", mine.cancel);
  mine.unwatch?.();
  mine.unwatch = onceBack(parentElement, () => setTriggerValue("ask", {}));
  held.set(parentElement, mine);
  mine.cancel();
  mine.waiting = setTimeout(() => {
    if (!parentElement.isConnected) removeEventListener("popstate", mine.cancel);
    else if (!same(location.search, search(data.address))) history.replaceState(history.state, "", location.pathname + search(data.address) + location.hash);
  }, SETTLED_MS);
};
