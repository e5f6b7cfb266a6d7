// @ts-nocheck
/* What stands on the map's corners: zoom, link to this view, background, region, credit, scale. */
const controlsOn = (map, { el, words, report }) => {
  let tiles = null;
  const background = (base) => {
    if (base === "osm" && !tiles) {
      tiles = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
        maxZoom: 19,
        referrerPolicy: "strict-origin-when-cross-origin",
        pane: "tiles",
      });
      tiles.on("tileerror", () => {
        document.querySelector(".note").textContent = words("map.no_tiles");
      });
    }
    if (tiles) base === "osm" ? tiles.addTo(map) : tiles.remove();
    document.querySelector(".note").textContent = "";
    document.querySelector(".credit").textContent = [
      words("map.attribution"),
      base === "osm" && words("map.tiles"),
    ]
      .filter(Boolean)
      .join(" · ");
  };
  const corner = (position, make) => {
    const control = L.control({ position });
    control.onAdd = make;
    control.addTo(map);
  };
  const guarded = (box) => {
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  };
  corner("topleft", () => {
    const box = guarded(el("div", "tools"));
    for (const [key, text, act] of [
      ["zoom_in", "+", () => map.zoomIn()],
      ["zoom_out", "−", () => map.zoomOut()],
      [
        "link",
        "",
        () => {
          const at = map.getCenter();
          report({
            map: [map.getZoom().toFixed(2), at.lat.toFixed(4), at.lng.toFixed(4)].join("/"),
          });
        },
      ],
    ]) {
      const button = el("button", key, text);
      button.onclick = act;
      box.append(button);
    }
    box.querySelector(".link").innerHTML =
      "<svg width='17' height='17' viewBox='0 0 24 24' fill='none' stroke='currentColor' stroke-width='2.2' stroke-linecap='round'><path d='M10 14a5 5 0 0 0 7 0l3-3a5 5 0 0 0-7-7l-1.5 1.5M14 10a5 5 0 0 0-7 0l-3 3a5 5 0 0 0 7 7l1.5-1.5'/></svg>";
    return box;
  });
  corner("topright", () => {
    const box = guarded(el("div", "bases"));
    for (const base of ["plain", "osm"]) {
      const button = el("button", base);
      button.onclick = () => report({ base });
      box.append(button);
    }
    return box;
  });
  corner("bottomleft", () => {
    const box = guarded(el("details", "region"));
    box.append(el("summary"), el("div"));
    return box;
  });
  corner("bottomright", () => {
    const box = el("div");
    box.append(el("span", "note"), el("span", "credit"));
    return box;
  });
  L.Control.Scale.include({
    _updateScale(scale, text, ratio) {
      scale.style.width = `${Math.round(this.options.maxWidth * ratio)}px`;
      scale.textContent = text.endsWith(" km") ? text.replace("km", words("unit.km")) : text;
    },
  });
  L.control.scale({ position: "bottomright", imperial: false }).addTo(map);
  const label = (base) => {
    for (const key of ["zoom_in", "zoom_out", "link"]) {
      const button = document.querySelector(`.tools .${key}`),
        text = words(`map.${key}`);
      button.title = key === "link" ? words("map.link_help") : text;
      button.setAttribute("aria-label", text);
    }
    for (const button of document.querySelectorAll(".bases button")) {
      button.textContent = words(`base.${button.className}`);
      button.title = words("app.base_help");
      button.setAttribute("aria-pressed", String(button.className === base));
    }
  };
  return (base) => {
    label(base);
    background(base);
  };
};
