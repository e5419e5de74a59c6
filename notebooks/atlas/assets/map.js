/* Draws one map of the atlas with Leaflet: base, layers, labels that keep clear of each
   other, fact cards, and the theme of the page around the frame. */
window.atlas = (function () {
  "use strict";

  function decode(text) {
    const points = [];
    let index = 0, lat = 0, lon = 0;
    function next() {
      let shift = 0, result = 0, byte;
      do {
        byte = text.charCodeAt(index++) - 63;
        result |= (byte & 0x1f) << shift;
        shift += 5;
      } while (byte >= 0x20);
      return result & 1 ? ~(result >> 1) : result >> 1;
    }
    while (index < text.length) {
      lat += next();
      lon += next();
      points.push([lat / 1e4, lon / 1e4]);
    }
    return points;
  }

  function followTheme() {
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    let outer = null;
    try { outer = window.parent.document; } catch (error) { outer = null; }
    function apply() {
      let theme = outer && outer.documentElement.dataset.theme;
      const jupyter = outer && outer.body && outer.body.dataset.jpThemeLight;
      if (!theme && jupyter) theme = jupyter === "false" ? "dark" : "light";
      if (theme !== "dark" && theme !== "light") theme = dark.matches ? "dark" : "light";
      document.documentElement.dataset.theme = theme;
    }
    apply();
    dark.addEventListener("change", apply);
    if (outer) new MutationObserver(apply).observe(outer.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  /* Names are Vietnamese, unless they carry no Vietnamese letter or an explanation after a colon. */
  const isVietnamese = (text) => /[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]/i.test(text) && !text.includes(":");

  function say(element, text) {
    element.textContent = text;
    if (isVietnamese(text)) element.lang = "vi";
    return element;
  }

  function card(feature) {
    const box = document.createElement("div");
    box.className = "card";
    say(box.appendChild(document.createElement("h2")), feature.n);
    const list = box.appendChild(document.createElement("dl"));
    for (const [name, value] of feature.c) {
      list.appendChild(document.createElement("dt")).textContent = name;
      say(list.appendChild(document.createElement("dd")), value);
    }
    const cards = window.atlasCards; // in the site, which knows the page of each park
    if (cards && cards.pages[feature.n]) {
      const link = box.appendChild(document.createElement("p")).appendChild(document.createElement("a"));
      Object.assign(link, { href: cards.pages[feature.n], target: "_parent", textContent: cards.words });
    }
    return box;
  }

  /* Every feature by name, for readers who cannot see the map or point at it: filled when first opened.
     `show` opens the card of a feature on the map; without a map the names stand alone. */
  function listFeatures(box, layers, show) {
    const panel = box.appendChild(document.createElement("div"));
    panel.tabIndex = 0;
    const close = () => { box.open = false; box.querySelector("summary").focus(); };
    const entry = (feature, at, place) => {
      if (!show || !feature.c) return say(document.createElement("span"), feature.n);
      const button = say(document.createElement("button"), feature.n);
      button.type = "button";
      button.addEventListener("click", () => { close(); show(at, place); });
      return button;
    };
    box.addEventListener("toggle", () => {
      if (!box.open || panel.firstChild) return;
      layers.forEach((layer, at) => {
        panel.appendChild(document.createElement("h2")).textContent = layer.title;
        const list = panel.appendChild(document.createElement("ul"));
        layer.features.forEach((feature, place) =>
          list.appendChild(document.createElement("li")).appendChild(entry(feature, at, place)));
      });
    });
    box.addEventListener("keydown", (event) => { if (event.key === "Escape" && box.open) close(); });
  }

  /* A card that opens takes the focus, so that it is read out; it gives the focus back when it closes. */
  function moveFocusToCards(map) {
    let before = null;
    map.on("popupopen", ({ popup }) => {
      before = document.activeElement;
      const content = popup.getElement().querySelector(".leaflet-popup-content");
      content.tabIndex = -1;
      content.focus({ preventScroll: true });
    });
    map.getPane("popupPane").addEventListener("keydown", (event) => { if (event.key === "Escape") map.closePopup(); });
    map.on("popupclose", () => { if (before) before.focus({ preventScroll: true }); });
  }

  function drawBase(map, labels, wanted) {
    const base = window.atlasBase;
    const quiet = { interactive: false, smoothFactor: 0.6, pane: "base" };
    for (const [style, rings] of base.areas) {
      L.polygon(rings.map((ring) => [decode(ring)]), { ...quiet, className: style, fillRule: "evenodd" }).addTo(map);
    }
    for (const [style, lines] of base.lines) {
      L.polyline(lines.map(decode), { ...quiet, className: style }).addTo(map);
    }
    for (const [lat, lon, text, rank, style] of base.labels) {
      if (!wanted.includes(style)) continue;
      labels.push({ at: [lat, lon], text, rank: rank + 1.5, style: style === "town" && rank === 1 ? "town town1" : style,
        gap: style === "town" ? 5 : 0, dot: style === "town", minZoom: style === "town" && rank > 2 ? 9.6 : 0 });
    }
  }

  function drawFeature(map, feature, spec, group, labels) {
    let shape;
    if (feature.a) {
      shape = L.polygon(feature.a.map((ring) => [decode(ring)]), { className: feature.s });
    } else if (feature.l) {
      const paths = feature.l.map(decode);
      if (spec.casings.includes(feature.s)) {
        L.polyline(paths, { className: feature.s + " casing", interactive: false, pane: "casing" }).addTo(group);
      }
      shape = L.polyline(paths, { className: feature.s });
    } else {
      const icon = L.divIcon({ className: "symbol", html: spec.symbols[feature.s], iconSize: [20, 20] });
      shape = L.marker(feature.p, { icon, alt: feature.n, title: feature.n, riseOnHover: true });
    }
    if (feature.c) {
      // A card keeps inside the map, and clear of the buttons in its corner.
      const room = map.getSize();
      shape.bindPopup(() => card(feature), { maxWidth: room.x < 480 ? 230 : 340,
        maxHeight: Math.max(120, Math.min(260, room.y - 54)), autoPanPaddingTopLeft: [52, 6] });
    }
    if (isVietnamese(feature.n)) shape.on("add", () => { shape.getElement().lang = "vi"; });
    shape.addTo(group);
    const point = !feature.l && !feature.a;
    if (feature.t || point) { // a symbol without a label keeps the labels of others off itself
      const style = feature.l ? "shield" : feature.a ? "area" : "";
      labels.push({ at: feature.p, text: feature.t, rank: feature.r, style, gap: point ? 11 : 0, group,
        leads: point && feature.r === 1, colour: point ? feature.s : "" });
    }
    return shape;
  }

  /* The spots a label may take beside its point: near ones first, then far ones with a leader. */
  function spotsAround(p, gap, w, h) {
    if (!gap) return [[p.x - w / 2, p.y - h / 2]];
    const spots = [];
    for (const [reach, steps] of [[gap, 8], [gap + 16, 12], [gap + 34, 16], [gap + 56, 16]]) {
      for (let step = 0; step < steps; step++) {
        const side = step % 2 ? -Math.ceil(step / 2) : step / 2;
        const turn = (2 * Math.PI * side) / steps, x = Math.cos(turn), y = Math.sin(turn);
        spots.push([p.x + reach * x - (w / 2) * (1 - x), p.y + reach * y - (h / 2) * (1 - y), reach > gap]);
      }
    }
    return spots;
  }

  function leader(p, spot, w, h) {
    const x = Math.max(spot[0], Math.min(p.x, spot[0] + w)), y = Math.max(spot[1], Math.min(p.y, spot[1] + h));
    return { x1: p.x, y1: p.y, x2: x, y2: y };
  }

  function drawn(kind, attributes) {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", kind);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    return shape;
  }

  /* Greedy placement: by rank, each label takes the first free spot, or is hidden. */
  function placeLabels(map, labels, layers) {
    const size = map.getSize(), zoom = map.getZoom(), taken = [];
    const free = (box) => box[0] > 2 && box[1] > 2 && box[2] < size.x - 2 && box[3] < size.y - 2 &&
      taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
    const outer = map.getContainer().getBoundingClientRect();
    for (const control of map.getContainer().querySelectorAll(".leaflet-control")) {
      const r = control.getBoundingClientRect();
      taken.push([r.left - outer.left, r.top - outer.top, r.right - outer.left, r.bottom - outer.top]);
    }
    const inside = (label) => { const p = map.latLngToContainerPoint(label.at); return p.x > 0 && p.y > 0 && p.x < size.x && p.y < size.y; };
    const wanted = labels.filter((label) => (!label.group || map.hasLayer(label.group)) && zoom >= (label.minZoom || 0) && inside(label));
    for (const label of wanted) {
      if (!label.gap) continue;
      const p = map.latLngToContainerPoint(label.at), r = label.gap - 2;
      taken.push([p.x - r, p.y - r, p.x + r, p.y + r]);
    }
    const origin = map.containerPointToLayerPoint([0, 0]), lines = layers.under;
    layers.tags.textContent = lines.textContent = "";
    for (const [name, value] of [["width", size.x], ["height", size.y]]) lines.setAttribute(name, value);
    lines.style.left = origin.x + "px";
    lines.style.top = origin.y + "px";
    for (const label of wanted.filter((label) => label.text).sort((a, b) => a.rank - b.rank)) {
      const tag = document.createElement("span");
      tag.className = "tag " + label.style;
      say(tag, label.text);
      if (label.colour) tag.style.color = "var(--" + label.colour + ")";
      layers.tags.appendChild(tag);
      const w = tag.offsetWidth, h = tag.offsetHeight, p = map.latLngToContainerPoint(label.at);
      const spot = spotsAround(p, label.gap, w, h).filter((s) => !s[2] || label.leads).find(([x, y]) => free([x - 3, y, x + w + 3, y + h]));
      if (!spot) { tag.remove(); continue; }
      if (spot[2]) lines.appendChild(drawn("line", leader(p, spot, w, h)));
      if (label.dot) lines.appendChild(drawn("circle", { cx: p.x, cy: p.y, r: 2.6 }));
      tag.style.left = Math.round(origin.x + spot[0]) + "px";
      tag.style.top = Math.round(origin.y + spot[1]) + "px";
      taken.push([spot[0] - 3, spot[1], spot[0] + w + 3, spot[1] + h]);
    }
  }

  function onlineLayer(words, note) {
    const tiles = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {
      attribution: "© OpenStreetMap contributors", maxZoom: 18, referrerPolicy: "strict-origin-when-cross-origin",
      pane: "online",
    });
    tiles.on("tileerror", () => { note.textContent = words.failed; note.hidden = false; });
    tiles.on("remove", () => { note.hidden = true; });
    return tiles;
  }

  function calmGestures(map, note, words) {
    map.scrollWheelZoom.disable();
    if (L.Browser.mobile) map.dragging.disable();
    map.on("click popupopen", () => { map.scrollWheelZoom.enable(); map.dragging.enable(); note.hidden = true; });
    map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    let timer = 0;
    const hint = (text) => {
      note.textContent = text;
      note.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => { note.hidden = true; }, 1600);
    };
    map.getContainer().addEventListener("wheel", () => { if (!map.scrollWheelZoom.enabled()) hint(words.wheel); }, { passive: true });
    map.getContainer().addEventListener("touchmove", () => { if (!map.dragging.enabled()) hint(words.tap); }, { passive: true });
  }

  function open(id, spec) {
    followTheme();
    const box = document.getElementById(id), features = box.parentNode.querySelector(".features");
    if (!window.L) {
      listFeatures(features, spec.layers, null);
      box.className = "missing";
      box.textContent = spec.words.needs_internet;
      return null;
    }
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(box, { zoomSnap: 0.1, zoomDelta: 0.5, wheelPxPerZoomLevel: 120, minZoom: 6, maxZoom: 14,
      maxBounds: [[19.8, 104.6], [22.4, 109]], maxBoundsViscosity: 0.8,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, attributionControl: false });
    for (const [name, z] of [["base", 200], ["online", 250], ["casing", 390], ["under", 590], ["tags", 610]]) {
      map.createPane(name).style.zIndex = z;
    }
    map.getPane("tags").style.pointerEvents = map.getPane("under").style.pointerEvents = "none";
    const layers = { tags: map.getPane("tags"), under: map.getPane("under").appendChild(drawn("svg", { class: "under" })) };
    const note = box.appendChild(document.createElement("div"));
    note.className = "note";
    note.setAttribute("role", "status");
    note.hidden = true;
    const fit = () => map.fitBounds(spec.bounds, { padding: [4, 4], animate: false });
    fit();
    const labels = [], overlays = {}, drawnLayers = [];
    drawBase(map, labels, spec.baseLabels);
    for (const layer of spec.layers) {
      const group = L.layerGroup();
      drawnLayers.push([group, layer.features.map((feature) => drawFeature(map, feature, spec, group, labels))]);
      if (layer.shown) group.addTo(map);
      overlays[layer.title] = group;
    }
    overlays[spec.words.online] = onlineLayer(spec.words, note);
    L.control.layers(null, overlays, { collapsed: true, position: "bottomright" }).addTo(map);
    L.control.attribution({ prefix: false }).addTo(map);
    L.control.scale({ imperial: false, maxWidth: 100, position: "bottomright" }).addTo(map);
    calmGestures(map, note, spec.words);
    moveFocusToCards(map);
    listFeatures(features, spec.layers, (at, place) => {
      const [group, shapes] = drawnLayers[at];
      group.addTo(map);
      shapes[place].openPopup();
    });
    const place = () => placeLabels(map, labels, layers);
    map.on("zoomend moveend overlayadd overlayremove resize", place);
    let moved = false;
    map.on("dragstart zoomstart", () => { moved = moved || map.dragging.moved(); });
    new ResizeObserver(() => { map.invalidateSize({ animate: false }); if (!moved) fit(); place(); }).observe(box);
    place();
    if (document.fonts && document.fonts.ready) document.fonts.ready.then(place);
    box.dataset.ready = "yes";
    return map;
  }

  return { open, decode };
})();
