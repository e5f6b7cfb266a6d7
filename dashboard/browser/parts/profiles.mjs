/* Short links beneath the sentence: the profile of the one country, or commodity, that is chosen. */
import { anchor, navigation } from "./links.mjs";

export const profiles = (component) => {
  const link = ({ label, request }) =>
    anchor(component, request, { "data-profile": request.country || request.resource }, label);
  navigation(component, "shortcut", component.data.links.map(link));
};
