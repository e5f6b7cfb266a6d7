// @ts-nocheck
/* How many pledges without a place each country has, at its name, and those to the region as a whole in a corner. */
const badgesOn = (map, countries, { el, words, cell, listed, rows, target }) => {
  const badges = {};
  return (features, lang) => {
    const open = { region: [] };
    for (const feature of Object.values(features)) {
      if (feature.kind !== "pledge" || !feature.shown || feature.place) continue;
      for (const code of cell(feature, "beneficiaries")) {
        const where = code === "REGION" ? "region" : code;
        open[where] ??= [];
        open[where].push(feature);
      }
    }
    for (const [id, country] of Object.entries(countries)) {
      const list = open[id] ?? [];
      if (!list.length && !badges[id]) continue;
      badges[id] ??= L.marker(country.label, {
        pane: "badges",
        riseOnHover: true,
        icon: L.divIcon({ iconSize: null }),
      })
        .addTo(map)
        .bindPopup("", { className: "pop", maxHeight: 260 });
      const text = words("map.country_pledges", { name: rows.names[lang].country[id] });
      badges[id].setIcon(
        L.divIcon({
          className: `badge${list.length ? "" : " off"}`,
          html: el("span", "", String(list.length)),
          iconSize: null,
        }),
      );
      badges[id].setPopupContent(listed(text, list));
      if (!list.length) badges[id].closePopup();
      badges[id].getElement().setAttribute("aria-label", `${text}: ${list.length}`);
    }
    const box = document.querySelector(".region");
    box.hidden = open.region.length === 0;
    const first = open.region.filter((feature) => `pledge:${feature.id}` === target);
    box.querySelector("summary").textContent = words("map.region_count", { n: open.region.length });
    box
      .querySelector("div")
      .replaceChildren(
        ...(first.length ? [el("p", "", words("map.target"))] : []),
        listed(words("map.region"), [
          ...first,
          ...open.region.filter((feature) => !first.includes(feature)),
        ]),
      );
  };
};
