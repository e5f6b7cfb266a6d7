/* Short links beneath the sentence: the profile of the one country, or commodity, that is chosen. */
import { html } from "./html.mjs";
import { navigation } from "./links.mjs";

export const profiles = (component) =>
  navigation(component, "shortcut", component.data.links, ({ label, request }) => ({
    request,
    mark: html`data-profile="${request.country || request.resource}"`,
    label,
  }));
