/* Keeps the address true. It is drawn last in a run, so what the server has written into the address is there
   before it: only a step back while the server answered a click leaves another address than the page's own,
   and then the page's own stands. */
import { addressOf } from "./links.mjs";

const sorted = (query) =>
  String([...new URLSearchParams(query)].filter(([key]) => !key.startsWith("embed")).sort());
let last = /** @type {unknown} */ (null);

/** @param {Component<{address: Record<string, string[]>, run: number}>} component */
export default ({ data }) => {
  if (last === data.run) return; // drawn again without news: by now a step back may be under way
  last = data.run;
  const own = addressOf(data.address);
  if (sorted(location.search) !== sorted(own))
    history.replaceState(history.state, "", location.pathname + own + location.hash);
};
