/* A use of Streamlit that it does not document; the list in ARCHITECTURE.md says why. */
const CONNECTION = "data-test-connection-state";

/** Act each time that the line to the server is back, while a place stands on the page: a server that was */
/** started anew knows nothing of the page until it hears of it. @type {(place: Element, act: () => void) => void} */
export const onceBack = (place, act) => {
  const page = document.querySelector(`[${CONNECTION}]`);
  const isUp = () => page?.getAttribute(CONNECTION) === "CONNECTED";
  let up = isUp();
  const watch = new MutationObserver(() => {
    if (!place.isConnected) watch.disconnect();
    else if (isUp() && !up) act();
    up = isUp();
  });
  if (page) watch.observe(page, { attributeFilter: [CONNECTION] });
};
