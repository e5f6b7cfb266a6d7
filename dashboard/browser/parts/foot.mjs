/* What is drawn last, told as one as the head is: the address, the switch of a phone, the hint of a first visit. */
import address from "./address.mjs";
import { part } from "./core.mjs";
import faces from "./faces.mjs";
import hint from "./hint.mjs";

export default (component) => {
  const { box, data } = part(component, "foot");
  address(component);
  for (const draw of data.plain ? [faces, hint] : [faces])
    draw({ ...component, parentElement: box });
};
