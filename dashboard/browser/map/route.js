// @ts-nocheck
/* The route on the map: the way shown, its alternatives beneath it, straight lines to loading points, its two ends. */
const routeOn = (map, el) => {
  let drawn = [],
    last = { key: "", ends: "" };
  const line = (points, options) =>
    L.polyline(points, {
      pane: "ways",
      interactive: false,
      lineCap: "round",
      lineJoin: "round",
      smoothFactor: 0.6,
      ...options,
    });
  const end = ([lat, lng, name], c) =>
    L.circleMarker([lat, lng], {
      pane: "ways",
      interactive: false,
      radius: 7,
      weight: 3,
      color: c.casing,
      fillColor: c.route,
      fillOpacity: 1,
    }).bindTooltip(() => el("span", "", name), {
      permanent: true,
      direction: "top",
      offset: [0, -6],
      className: "tip end",
      pane: "ends",
    });
  const make = (route, legs, states, style, c) => {
    const dash = (leg) => (style.route_status[states[leg] ?? "unknown"] ?? []).join(" ") || null; // what is not built never looks built
    const others = route.ways.flatMap((way, at) =>
      at === route.chosen
        ? []
        : way.map((leg) =>
            line(legs[leg], {
              color: c.route_other,
              weight: style.width.route_other,
              opacity: 0.9,
              dashArray: dash(leg),
            }),
          ),
    );
    const shown = route.ways[route.chosen].filter((leg) => legs[leg]);
    return [
      ...others,
      ...shown.map((leg) =>
        line(legs[leg], { color: c.casing, weight: style.width.route + 4, opacity: 0.9 }),
      ),
      ...shown.map((leg) =>
        line(legs[leg], {
          color: c.route,
          weight: style.width.route,
          dashArray: dash(leg),
          lineCap: dash(leg) ? "butt" : "round",
        }),
      ),
      ...route.access.map(([site, node, text]) =>
        line([site, node], {
          color: c.route,
          weight: 2.5,
          dashArray: style.access_dash.join(" "),
        }).bindTooltip(() => el("span", "", text), {
          permanent: true,
          direction: "center",
          className: "tip access",
          pane: "ends",
        }),
      ),
      ...route.stops.map((stop) => end(stop, c)),
    ];
  };
  // The map moves for a pair that is newly asked for, and for a way that would be out of sight; never for a filter.
  const move = (route, legs, held) => {
    const bounds = L.latLngBounds([
      ...route.ways[route.chosen].flatMap((leg) => legs[leg]),
      ...route.access.flatMap((ends) => ends.slice(0, 2)),
    ]);
    const asked = route.ends && route.ends !== last.ends;
    if (!held && bounds.isValid() && (asked || (last.key && !map.getBounds().intersects(bounds))))
      map.fitBounds(bounds, { padding: [30, 30], animate: false });
  };
  return (route, legs, states, style, c, dark, held) => {
    const key = route ? JSON.stringify([route, dark]) : "";
    if (key === last.key) return;
    for (const layer of drawn) layer.remove();
    drawn = route ? make(route, legs, states, style, c) : [];
    for (const layer of drawn) layer.addTo(map);
    document.body.classList.toggle("routing", Boolean(route));
    document.body.dataset.way = route ? String(route.ways[route.chosen].length) : "";
    if (route) move(route, legs, held);
    // A label is placed by its width, which is wrong until the style sheet has come.
    const place = () => {
      for (const layer of drawn) layer.getTooltip()?.update();
    };
    for (const sheet of document.querySelectorAll("link[rel=stylesheet]"))
      sheet.addEventListener("load", place, { once: true });
    setTimeout(place, 300);
    last = { key, ends: route ? route.ends : "" };
  };
};
