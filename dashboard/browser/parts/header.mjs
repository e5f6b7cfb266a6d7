/* The head of the page and the bar of filters: each part that the server tells of costs it a millisecond, so these
   are told as one. */
import { part } from "./core.mjs";
import filters from "./filters.mjs";
import find from "./find.mjs";
import skip from "./skip.mjs";
import tools from "./tools.mjs";
import views from "./views.mjs";

export default (component) => {
  const { box } = part(component, "header");
  for (const draw of [skip, views, find, tools]) draw({ ...component, parentElement: box });
  filters({ ...component, parentElement: part(component, "filterbar").box });
};
