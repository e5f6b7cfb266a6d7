/* Uses of streamlit-folium that it does not document. The list in ARCHITECTURE.md says why; a browser test of
   each fails by its name when an upgrade breaks it. */

let reports = 0;
/** Send keys and values of an address to the server. @type {(asked: Record<string, string>) => void} */
export const report = (asked) => {
  reports += 1; // a second click on one feature counts too
  window.Streamlit.setComponentValue({ ...asked, n: reports });
};

/** Hear of the theme of the page, which the system may change without a rerun. @param {(isDark: boolean) => void} hear */
export const hearTheme = (hear) =>
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.type === "streamlit:render" && data.theme?.base)
      hear(data.theme.base === "dark");
  });

/** Let go of the layers of earlier messages, which streamlit-folium keeps for ever. */
export const forgetLayers = () => {
  if (window.feature_group) window.feature_group.length = 0;
};
