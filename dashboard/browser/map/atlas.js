// @ts-nocheck
/* Draws what the server decides and reports clicks. It holds all shapes; a message says which to show. */
(() => {
  const here = document.currentScript.src;
  const loading = Promise.all(
    ATLAS_FILES.map((name) =>
      fetch(new URL(name, here)).then((reply) => {
        if (!reply.ok) throw new Error(`${name}: ${reply.status}`);
        return reply.json();
      }),
    ),
  );
  const KINDS = ["leg", "node", "pledge", "site"],
    PANES = { node: "nodes", pledge: "bubbles", site: "sites" };
  let map,
    rows,
    shapes,
    style,
    ready = false,
    wanted = null,
    told = null,
    foretold = null,
    now = {},
    clicks = 0,
    road = null,
    tools = null,
    badges = null;
  const features = {}; // "kind:id" -> {kind, at, row, layers, shown}
  const countries = {};

  const el = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text; // never markup: everything from outside is text
    return made;
  };
  const words = (key, fill = {}) =>
    Object.entries(fill).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, value),
      rows.words[now.lang][key] ?? key,
    );
  const number = (value) =>
    new Intl.NumberFormat(now.lang, { maximumFractionDigits: 1 }).format(value);
  const money = (value) =>
    words("map.usd", { n: new Intl.NumberFormat(now.lang, { notation: "compact" }).format(value) });
  const colours = () => style[now.dark ? "dark" : "light"];
  const cell = (feature, column) => feature.row[rows.kinds[feature.kind].columns.indexOf(column)];
  const named = (feature, column) => {
    const names = rows.names[now.lang][`${feature.kind}.${column}`] ?? {};
    const value = cell(feature, column);
    if (value === null || value?.length === 0) return words("table.unknown");
    return [value]
      .flat()
      .map((code) => names[code] ?? code)
      .join(", ");
  };
  const report = (value) => window.Streamlit.setComponentValue({ ...value, n: ++clicks });
  // ---- what a feature says when pointed at or clicked
  const title = (feature) =>
    cell(feature, feature.kind === "node" || feature.kind === "site" ? "name" : "title");
  const lines = (feature) => {
    const said = {
      site: () => [
        `${named(feature, "resource")} · ${named(feature, "iso3")}`,
        named(feature, "status"),
        ...(feature.out ? [`${words("map.way_out")}: ${words(`way_out.${feature.out}`)}`] : []),
      ],
      pledge: () => [
        `${named(feature, "donor")} → ${named(feature, "beneficiaries")}`,
        named(feature, "status"),
        `${words("map.flow")}: ${named(feature, "flow")}`,
        cell(feature, "amount_usd") === null
          ? words("map.no_amount")
          : money(cell(feature, "amount_usd")),
      ],
      leg: () => [
        `${named(feature, "mode")} · ${named(feature, "status")}`,
        `${words("map.corridor")}: ${named(feature, "corridor")}`,
        `${number(cell(feature, "drawn_km"))} ${rows.words[now.lang]["unit.km"] ?? "km"}`,
      ],
      node: () => [named(feature, "kind"), named(feature, "iso3")],
    }[feature.kind]();
    const rough =
      ["site", "pledge"].includes(feature.kind) &&
      !["surveyed", null].includes(cell(feature, "precision"));
    return rough ? [...said, named(feature, "precision")] : said;
  };
  const card = (feature) => {
    const box = el("div", "card");
    box.append(
      el("strong", "", title(feature)),
      ...lines(feature).map((line) => el("div", "", line)),
    );
    return box;
  };
  const listed = (heading, list) => {
    const box = el("div", "card");
    box.append(el("strong", "", heading));
    for (const feature of list) {
      const away = feature.kind === "pledge" && style.flow[cell(feature, "flow")] !== "disc"; // no money to those whose list this is
      const entry = el(
        "button",
        "entry",
        away ? `${title(feature)} · ${named(feature, "flow")}` : title(feature),
      );
      entry.onclick = () => choose(feature);
      box.append(entry);
    }
    return box;
  };
  const choose = (feature) => report({ sel: `${feature.kind}:${feature.id}` });
  const talk = (layer, feature) =>
    layer
      .bindTooltip(() => card(feature), {
        sticky: feature.kind === "leg",
        direction: "auto",
        className: "tip",
      })
      .bindPopup(() => card(feature), { autoPanPadding: [30, 30], className: "pop" })
      .on("keypress", ({ originalEvent }) => {
        if (originalEvent.key === "Enter") choose(feature);
      })
      .on("click", () => {
        layer.closeTooltip();
        choose(feature);
      });

  // ---- marks; the letter, a fact, goes in as text
  const mark = (feature) => {
    const resource = rows.resources[cell(feature, "resource")] ?? { letter: "?", group: "other" };
    const c = colours(),
      how = style.site_status[cell(feature, "status") ?? "unknown"] ?? "dash",
      box = el("div");
    box.innerHTML = `<svg viewBox='0 0 20 20' aria-hidden='true'>${siteSign(c, how, c.group[resource.group] ?? c.group.other, placeOf(cell(feature, "precision")))}</svg>`;
    box.querySelector("text").textContent = resource.letter;
    box
      .querySelector("svg")
      .insertAdjacentHTML(
        "beforeend",
        `<g class='out'>${feature.out ? outSign(c, style.way_out[feature.out]) : ""}</g>`,
      );
    return box;
  };
  const bubble = (feature) => {
    const c = colours(),
      usd = cell(feature, "amount_usd"),
      r = bubbleRadius(style.size, usd),
      size = 2 * r + 4;
    const colour = cell(feature, "donor") === "JPN" ? c.pledge.JPN : c.pledge.other;
    const sign = bubbleSign(
      c,
      colour,
      style.pledge_dash[cell(feature, "status")] ?? [],
      r,
      usd !== null,
      style.flow[cell(feature, "flow")],
    );
    return [
      size,
      `<svg width='${size}' height='${size}' overflow='visible' aria-hidden='true'>${sign}</svg>`,
    ];
  };

  // ---- drawing once, painting per theme
  const waiting = [];
  const later = (act) => waiting.push(act);
  const rest = () => {
    for (const act of waiting.splice(0, 40)) act();
    if (waiting.length) setTimeout(rest, 30);
  };
  const pane = (name, z) => {
    map.createPane(name).style.zIndex = z;
    return name;
  };
  const makeCountries = () => {
    const far = L.canvas({ pane: "world" }); // one picture for all that nobody clicks
    for (const drawn of shapes.countries) {
      const country = { ...drawn, label: style.label_at[drawn.id] ?? drawn.label };
      const other = country.role === "other";
      const layer = L.geoJSON(
        { type: "Feature", geometry: country.shape },
        other ? { pane: "world", renderer: far, interactive: false } : { pane: "land" },
      );
      if (country.role !== "other")
        layer
          .on("click", () => report({ sel: `country:${country.id}` }))
          .bindTooltip(() => el("span", "", rows.names[now.lang].country[country.id]), {
            sticky: true,
            className: "tip",
          });
      countries[country.id] = Object.assign(country, {
        layer: layer.addTo(map),
        name: `name ${country.role}${style.label_near.includes(country.id) ? " late" : ""}`,
      });
      if (country.role === "other") continue;
      const text = L.marker(country.label, {
        pane: "names",
        interactive: false,
        keyboard: false,
        icon: L.divIcon({ className: country.name, iconSize: null }),
      });
      countries[country.id].text = text.addTo(map);
    }
  };
  const makeLeg = (feature, points) => {
    const line = (options) =>
      L.polyline(points, { pane: "legs", smoothFactor: 0.6, lineCap: "butt", ...options }).addTo(
        map,
      );
    const main = style.main_corridors.includes(cell(feature, "corridor"));
    if (main) feature.layers.casing = line({ interactive: false, weight: style.width.casing });
    feature.layers.line = line({ interactive: false });
    if (style.status[cell(feature, "status") ?? "unknown"]?.hollow)
      feature.layers.core = line({ interactive: false });
    // What a finger can hit is not seen, so it can wait until all that is seen has been drawn.
    later(() => {
      feature.layers.hit = talk(
        line({ weight: 12, opacity: 0, pane: "hits", className: feature.shown ? "" : "off" }),
        feature,
      );
    });
  };
  const makeAll = () => {
    const stacks = {};
    for (const kind of KINDS) {
      rows.kinds[kind].ids.forEach((id, at) => {
        const row = rows.kinds[kind].rows[at];
        const feature = { kind, id, at, row, layers: {}, shown: true };
        features[`${kind}:${id}`] = feature;
        const place = shapes[kind][at];
        if (!place) return;
        if (kind === "leg") {
          makeLeg(feature, place);
          return;
        }
        if (kind === "node" && cell(feature, "kind") === "sea-waypoint") return;
        feature.place = place;
        const spot = `${kind}${place}`;
        feature.stack = stacks[spot] = (stacks[spot] ?? -1) + 1; // how many of its kind stand there already
        const [icon, offset] = iconOf(feature);
        feature.layers = {
          mark: talk(
            L.marker(place, { riseOnHover: true, pane: PANES[kind], icon, zIndexOffset: offset }),
            feature,
          ).addTo(map),
        };
        say(feature);
      });
    }
  };
  // Marks of one place fan out around it, by pixels, so none hides another at any zoom.
  const fan = (stack, step) =>
    stack === 0
      ? [0, 0]
      : [
          step * Math.sqrt(stack) * Math.cos(2.4 * stack),
          step * Math.sqrt(stack) * Math.sin(2.4 * stack),
        ];
  const iconOf = (feature) => {
    const { kind } = feature;
    const [dx, dy] = fan(feature.stack, kind === "pledge" ? 13 : 12);
    if (kind === "node") {
      const port = style.main_ports[feature.id],
        box = el("div", `dot ${cell(feature, "kind")}${port ? " named" : ""}`);
      if (port) box.append(el("span", port, title(feature).split(" (")[0]));
      return [
        L.divIcon({ className: "node", html: box, iconSize: [10, 10], iconAnchor: [5, 5] }),
        port ? 2000 : 0,
      ];
    }
    if (kind === "site")
      return [
        L.divIcon({
          className: "site",
          html: mark(feature),
          iconSize: null,
          iconAnchor: [-dx, -dy],
        }),
        0,
      ];
    const [size, html] = bubble(feature); // small above large, so that each can be reached
    return [
      L.divIcon({
        className: "bubble",
        html,
        iconSize: [size, size],
        iconAnchor: [size / 2 - dx, size / 2 - dy],
      }),
      -Math.round(size * 20),
    ];
  };
  const say = (feature) => {
    const node = feature.layers.mark.getElement(); // a div has no alt: its name is said to screen readers so
    node.setAttribute("aria-label", [title(feature), ...lines(feature)].join(", "));
    node.dataset.id = `${feature.kind}:${feature.id}`;
  };
  const paintLeg = (feature) => {
    const c = colours(),
      corridor = cell(feature, "corridor"),
      { casing, line, core } = feature.layers;
    const main = style.main_corridors.includes(corridor),
      side = style.side_corridors.includes(corridor);
    const state = style.status[cell(feature, "status") ?? "unknown"] ?? style.status.unknown;
    const mode = cell(feature, "mode"),
      weight = style.width[main ? "main" : side ? "side" : "other"];
    casing?.setStyle({ color: c.casing, opacity: 0.9 });
    line.setStyle({
      color: main || side ? (c.mode[mode] ?? c.mode.other) : c.quiet,
      weight,
      opacity: state.opacity,
      dashArray: (state.dash ?? style.mode[mode]?.dash ?? []).join(" ") || null,
    });
    core?.setStyle({ color: c.casing, weight: Math.max(1, weight - 1.6), opacity: 0.9 });
  };
  const paint = (marksToo = true) => {
    const c = colours();
    document.body.classList.toggle("dark", now.dark);
    for (const key of [
      "sea",
      "panel",
      "ink",
      "ink_quiet",
      "line",
      "label",
      "label_strong",
      "halo",
      "node",
      "node_fill",
      "select",
      "badge",
      "badge_ink",
    ])
      document.body.style.setProperty(`--${key}`, c[key]);
    document.body.style.setProperty("--font", style.font);
    for (const country of Object.values(countries)) {
      country.layer.setStyle({
        fillColor: c.land[country.role] ?? c.land.other,
        fillOpacity: now.base === "plain" ? 1 : 0.12,
        color: c.border,
        weight: 0.8,
      });
      country.text?.setIcon(
        L.divIcon({
          className: country.name,
          html: el("span", "", rows.names[now.lang].country[country.id]),
          iconSize: null,
        }),
      );
    }
    for (const feature of Object.values(features)) {
      if (feature.layers.line) paintLeg(feature);
      if (!feature.layers.mark || !marksToo) continue;
      feature.layers.mark.setIcon(iconOf(feature)[0]);
      say(feature);
    }
    document.querySelector(".leaflet-container").setAttribute("aria-label", words("map.label"));
  };

  // ---- showing: nothing is drawn again, only shown or hidden
  const visible = (feature, on) => {
    if (feature.shown === on) return;
    feature.shown = on;
    for (const layer of Object.values(feature.layers)) {
      const node = layer.getElement();
      if (node) node.classList.toggle("off", !on);
      if (!on) layer.closePopup();
    }
  };
  const showRows = (message) => {
    for (const kind of KINDS) {
      const on = bits(message.show[kind]);
      rows.kinds[kind].ids.forEach((id, at) => {
        visible(features[`${kind}:${id}`], on(at));
      });
    }
  };
  const showOut = (out) => {
    const ways = Object.keys(style.way_out);
    document.body.classList.toggle("leaving", Boolean(out));
    rows.kinds.site.ids.forEach((id, at) => {
      const feature = features[`site:${id}`],
        way = ways[out[at]],
        old = feature.out;
      feature.out = way;
      if (way === old || !feature.layers.mark) return;
      feature.layers.mark.getElement().querySelector(".out").innerHTML = way
        ? outSign(colours(), style.way_out[way])
        : "";
      say(feature);
    });
  };
  const select = (sel) => {
    for (const node of document.querySelectorAll(".chosen")) node.classList.remove("chosen");
    const feature = features[sel];
    if (!feature) return;
    for (const layer of Object.values(feature.layers)) layer.getElement()?.classList.add("chosen");
    const bounds = feature.place
      ? L.latLngBounds([feature.place])
      : feature.layers.line?.getBounds();
    if (bounds && sel !== now.moved && !map.getBounds().contains(bounds))
      map.panTo(bounds.getCenter());
    now.moved = sel;
  };
  const outline = (message) => {
    for (const [id, country] of Object.entries(countries)) {
      if (country.role === "other") continue;
      const chosen = message.country.includes(id) || message.sel === `country:${id}`;
      country.layer.setStyle(
        chosen ? { color: colours().edge, weight: 2.2 } : { color: colours().border, weight: 0.8 },
      );
      if (chosen) country.layer.bringToFront();
    }
  };
  const show = () => {
    if (!ready || !wanted) return;
    const message = wanted,
      fresh = now.drawn && ["lang", "dark", "base"].some((key) => now[key] !== message[key]);
    Object.assign(now, { lang: message.lang, dark: message.dark, base: message.base });
    if (fresh) {
      paint();
      tools(message.base);
    }
    showRows(message);
    showOut(message.out);
    if (fresh)
      Object.values(features).forEach((feature) => {
        const on = feature.shown;
        feature.shown = !on;
        visible(feature, on);
      });
    outline(message);
    badges(features, now.lang);
    select(message.sel);
    road(
      message.route,
      shapes.leg,
      rows.kinds.leg.rows.map((row) => row[rows.kinds.leg.columns.indexOf("status")]),
      style,
      colours(),
      now.dark,
      Boolean(message.view),
    );
    if (message.view && String(message.view) !== now.view)
      map.setView(message.view.slice(1), message.view[0], { animate: false });
    now.view = String(message.view);
    const count = (kind) =>
      Object.values(features).filter((feature) => feature.kind === kind && feature.shown).length;
    document.body.dataset.shown = KINDS.map((kind) => `${kind}:${count(kind)}`).join(" ");
  };
  const sizeByZoom = () => {
    const zoom = map.getZoom();
    document.body.style.setProperty("--site", `${zoom < 4.5 ? 14 : zoom < 6 ? 17 : 21}px`);
    document.body.classList.toggle("near", zoom >= 5.5);
  };

  window.Atlas = {
    boot(place) {
      map = L.map(place, {
        center: [43, 55],
        zoom: 4,
        minZoom: 2,
        maxZoom: 12,
        zoomSnap: 0.25,
        worldCopyJump: true,
        zoomControl: false,
        attributionControl: false,
      });
      // A mark placed by a transform becomes a layer of its own to the browser, and hundreds of them are slow.
      L.Marker.include({
        _setPos(at) {
          if (!this._icon) return;
          this._icon._leaflet_pos = at;
          Object.assign(this._icon.style, { left: `${at.x}px`, top: `${at.y}px` });
          this._zIndex = at.y + this.options.zIndexOffset;
          this._resetZIndex();
        },
      });
      for (const [name, z] of [
        ["tiles", 150],
        ["world", 190],
        ["land", 200],
        ["names", 610],
        ["legs", 400],
        ["ways", 402],
        ["hits", 405],
        ["ends", 630],
        ["bubbles", 450],
        ["nodes", 605],
        ["sites", 600],
        ["badges", 620],
      ])
        pane(name, z);
      map.getPane("names").style.pointerEvents = "none";
      road = routeOn(map, el);
      // One finger scrolls the page on a touch screen, two move the map; a wheel needs the map in use.
      map.scrollWheelZoom.disable();
      map
        .on("focus click", () => map.scrollWheelZoom.enable())
        .on("blur mouseout", () => map.scrollWheelZoom.disable());
      if (L.Browser.mobile) map.dragging.disable();
      map.on("zoomend", sizeByZoom);
      const narrow = map.getSize().x < 600;
      map.fitBounds(
        narrow
          ? [
              [35, 41],
              [50, 82],
            ]
          : [
              [36, 33],
              [54, 87],
            ],
        { animate: false },
      );
      sizeByZoom();
      loading
        .then(([gotRows, gotShapes]) => {
          [rows, shapes, style] = [gotRows, gotShapes, gotRows.style];
          now = {
            lang: wanted?.lang ?? "en",
            dark: wanted?.dark ?? false,
            base: wanted?.base ?? "plain",
          };
          makeCountries();
          tools = controlsOn(map, { el, words, report });
          badges = badgesOn(map, countries, {
            el,
            words,
            cell,
            listed,
            rows,
            target: style.target,
          });
          makeAll();
          paint(false);
          tools(now.base);
          ready = now.drawn = true;
          document.body.classList.add("drawn");
          show();
          setTimeout(rest, 200);
        })
        .catch(() => document.body.classList.add("failed"));
      return map;
    },
    apply(message) {
      if (window.feature_group) window.feature_group.length = 0; // streamlit-folium keeps every old group for ever
      told = message;
      if (foretold !== null && message.asked !== foretold) return L.layerGroup(); // an answer to an earlier click would flip the map back
      foretold = null;
      wanted = message;
      show();
      return L.layerGroup();
    },
    foretell({ show: rowsShown, country, n }) {
      if (!ready || !wanted) return;
      foretold = n;
      wanted = { ...wanted, show: rowsShown, country };
      show();
    },
    forget() {
      foretold = null;
      wanted = told;
      show();
    },
  };
})();
