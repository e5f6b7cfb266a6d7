/* Keeps the address true. It is drawn last in a run, so what the server has written into the address is there before it: only a step
   back while the server answered a click leaves another address than the page's own, and then the page's own stands. */
import { held } from "./core.mjs";
import { search } from "./links.mjs";

const same = (one, other) => {
  const sorted = (text) =>
    [...new URLSearchParams(text)]
      .filter(([key]) => !key.startsWith("embed"))
      .map(String)
      .sort()
      .join();
  return sorted(one) === sorted(other);
};
export const address = ({ data, parentElement }) => {
  if (held.get(parentElement) === data.run) return; // drawn again without news: by now a step back may be under way
  held.set(parentElement, data.run);
  const own = search(data.address);
  if (!same(location.search, own))
    history.replaceState(history.state, "", location.pathname + own + location.hash);
};
