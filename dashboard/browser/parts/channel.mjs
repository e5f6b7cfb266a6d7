/* The page's end of the line to the map's frame, whose own is map/channel.mjs. ARCHITECTURE.md lists what is said. */
const FRAME = ".st-key-map iframe";

const frame = () => /** @type {HTMLIFrameElement | null} */ (document.querySelector(FRAME));
/** Tell the map; to any origin, for a frame that is shut off has none. @type {(message: PageMessage) => void} */
export const tellMap = (message) => frame()?.contentWindow?.postMessage(message, "*");

/** Say what the frame is, to those who hear the page. @param {string} name */
export const nameMap = (name) => frame()?.setAttribute("title", name);

/** @type {(kind: string, act: (message: FrameMessage) => void) => void} */
const hear = (kind, act) =>
  addEventListener("message", ({ source, origin, data }) => {
    const isMap = source !== null && source === frame()?.contentWindow;
    if (isMap && [location.origin, "null"].includes(origin) && data?.atlas === kind) act(data);
  });
/** Do something once the map has drawn, and again each time that it is made anew. @param {() => void} act */
export const onMapReady = (act) => hear("ready", act);
/** A mark under the pointer, by its key; null for none. @param {(key: string | null) => void} act */
export const onMapHover = (act) => hear("hover", ({ key }) => act(key ?? null));
/** A press in the map, which closes what lies open over it. @param {() => void} act */
export const onMapPointer = (act) => hear("pointer", act);
/** A key that is the page's, pressed in the map. @param {(key: string) => void} act */
export const onMapKey = (act) => hear("key", ({ key }) => key && act(key));
/** Light a mark, or none. @param {string | null} key */
export const hoverMap = (key) => tellMap({ atlas: "hover", key });
