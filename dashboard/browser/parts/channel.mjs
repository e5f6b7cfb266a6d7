/* The page's end of the line to the map's frame, whose own is map/channel.mjs. ARCHITECTURE.md lists what is said. */
const FRAME = ".st-key-atlas iframe";

const frame = () => /** @type {HTMLIFrameElement | null} */ (document.querySelector(FRAME));
/** Tell the map; to any origin, for a frame that is shut off has none. @type {(message: PageMessage) => void} */
export const tellMap = (message) => frame()?.contentWindow?.postMessage(message, "*");
/** Do something once the map has drawn, and again each time that it is made anew. @param {() => void} act */
export const onMapReady = (act) =>
  addEventListener("message", ({ source, origin, data }) => {
    const isMap = source !== null && source === frame()?.contentWindow;
    if (isMap && [location.origin, "null"].includes(origin) && data?.atlas === "ready") act();
  });
