/* Short links beneath the sentence: the profile of the one country, or commodity, that is chosen. */
import { part } from "./core.mjs";
import { navigation } from "./links.mjs";

export default (component) =>
  navigation(part(component, "shortcut"), component.data.links, ({ label, request }) => ({
    request,
    text: label,
  }));
