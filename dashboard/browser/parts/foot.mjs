/* What is drawn last, told as one as the head is: the address, the switch of a phone, the hint of a first visit. */
import address from "./address.mjs";
import { nameMap, onMapReady } from "./channel.mjs";
import { part } from "./core.mjs";
import faces from "./faces.mjs";
import hint from "./hint.mjs";

export default (component) => {
  const mine = part(component, "foot");
  const { box } = mine;
  const name = () => nameMap(mine.say("map.label"));
  if (!mine.isNamed) onMapReady(name);
  mine.isNamed = true;
  name();
  address(component);
  for (const draw of [faces, hint]) draw({ ...component, parentElement: box });
};
