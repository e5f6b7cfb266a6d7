/* Uses of streamlit-folium and Leaflet that neither documents. The list in ARCHITECTURE.md says why;
   a browser test of each fails by its name when an upgrade breaks it. */

let reports = 0;
/** Send keys and values of an address to the server. @type {(asked: Record<string, string>) => void} */
export const report = (asked) => {
  reports += 1; // a second click on one feature counts too
  window.Streamlit.setComponentValue({ ...asked, n: reports });
};

/** Let go of the layers of earlier messages, which streamlit-folium keeps for ever. */
export const forgetLayers = () => {
  if (window.feature_group) window.feature_group.length = 0;
};

/** Place marks by left and top: a transform makes each a layer of its own, and hundreds of them are slow. */
export const placeMarksPlainly = () => {
  L.Marker.include({
    /** @param {L.Point} at */
    _setPos(at) {
      if (!this._icon) return;
      this._icon._leaflet_pos = at;
      Object.assign(this._icon.style, { left: `${at.x}px`, top: `${at.y}px` });
      this._zIndex = at.y + this.options.zIndexOffset;
      this._resetZIndex();
    },
  });
};
