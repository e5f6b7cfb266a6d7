/* The switch between the parts of a view. It also tells the tables what the address says of them, so that this
   does not send the tables again. */
import { el } from "./core.mjs";
import { anchor, navigation } from "./links.mjs";
import { tell } from "./tablestate.mjs";

export const parts = (component) => {
  const { data } = component;
  tell(data.table);
  const write = new Intl.NumberFormat(data.lang).format;
  const link = ({ key, label, count }, at) => {
    const request = { part: at === 0 ? "" : key, q: "", sort: "" };
    const options = { "data-part": key, "aria-current": key === data.part ? "page" : undefined };
    const small = count === null ? null : el("small", {}, ` ${write(count)}`);
    return anchor(component, request, options, label, small);
  };
  navigation(component, "views parts", data.parts.map(link));
};
