/* What is drawn last, told as one as the head is: the address, the switch of a phone, the hint of a first visit. */
import address from "./address.mjs";
import { part } from "./core.mjs";
import faces from "./faces.mjs";
import hint from "./hint.mjs";

export default (component) => {
  const { box } = part(component, "foot");
  address(component);
  for (const draw of [faces, hint]) draw({ ...component, parentElement: box });
};
