/* The switch between the parts of a view. It also tells the tables what the address says of them, so that this
   does not send the tables again. */
import { part } from "./core.mjs";
import { html } from "./html.mjs";
import { navigation } from "./links.mjs";
import { rove } from "./rove.mjs";
import { tell } from "./tablestate.mjs";

export default (component) => {
  const { parts: all, part: open, table, lang } = component.data;
  const write = new Intl.NumberFormat(lang).format;
  tell(table);
  const mine = part(component, "views parts");
  navigation(mine, all, ({ key, label, count }, at) => ({
    request: { part: at === 0 ? "" : key, q: "", sort: "" },
    mark: html`data-part="${key}" ${key === open && html`aria-current="page"`}`,
    text: html`${label}${count !== null && html`<small> ${write(count)}</small>`}`,
  }));
  rove(mine.box, "a");
};
