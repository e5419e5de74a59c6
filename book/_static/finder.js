/* The park finder: filters, weighs, sorts, compares and hands out the parks of the table in the page.
   A filter has three answers: yes, no, and null for unknown. Rows are moved and copied, never written as HTML. */
(() => {
  "use strict";
  const root = document.querySelector(".park-finder");
  if (!root) return;
  const data = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  const { parks, columns, criteria, words } = data;
  const [FEWEST, MOST] = data.compared;
  const FIRST = "-score"; // the order in which the page holds the rows
  const form = root.querySelector("form");
  const tools = root.querySelector(".finder-tools");
  const status = tools.querySelector("[role=status]");
  const table = root.querySelector(".finder-table table");
  const side = root.querySelector(".finder-compare");
  const frame = root.querySelector(".atlas-map iframe");
  const controls = [...form.elements].filter((control) => control.name);
  const sliders = criteria.map((name) => form.elements["w-" + name]);
  const rows = new Map(parks.map((park) => [park.id, table.querySelector(`tr[data-park="${CSS.escape(park.id)}"]`)]));
  const compareBy = new Intl.Collator(document.documentElement.lang || "en", { numeric: true }).compare;
  let sort = FIRST, chosen = [], found = { yes: [], unknown: [], no: [] }, groups = null;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  function make(tag, attributes = {}, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  }

  /* Filters */
  const atLeast = (value, bound) => (value === null ? null : value >= Number(bound));
  const atMost = (value, bound) => (value === null ? null : value <= Number(bound));
  const tests = {
    status: (park, wanted) => (wanted === "running" ? park.running : park.status === wanted),
    corridor: (park, wanted) => park.corridor === wanted,
    sector: (park, wanted) => (park.sectors === null ? null : park.sectors.includes(wanted)),
    ready: (park, bound) => atLeast(park.ready_ha, bound),
    port: (park, bound) => atMost(park.port_min, bound),
    airport: (park, bound) => atMost(park.airport_min, bound),
    gate: (park, bound) => atMost(park.gate_min, bound),
  };

  function judge(park) {
    const active = Object.keys(tests).filter((name) => form.elements[name].value !== "");
    const answers = active.map((name) => tests[name](park, form.elements[name].value));
    park.unknown = active.filter((name, at) => answers[at] === null);
    if (answers.includes(false)) return "no";
    return park.unknown.length ? "unknown" : "yes";
  }

  /* Scores: over what is known; what is missing counts nothing there, 0 in the worst case, 1 in the best. */
  function score(park) {
    let all = 0, known = 0, points = 0;
    criteria.forEach((name, at) => {
      const weight = Number(sliders[at].value), of = park.criteria && park.criteria[name];
      all += weight;
      if (of) { known += weight * of.known; points += weight * of.known * of.points; }
    });
    park.score = known > 0 ? points / known : null;
    park.share = park.criteria && all > 0 ? (100 * known) / all : null;
    park.worst = points / all;
    park.best = (points + 100 * (all - known)) / all;
  }

  function showScore(park) {
    if (!park.criteria) return;
    const cell = cellOf(park, "score");
    if (park.score === null) return cell.replaceChildren(make("span", { class: "finder-none" }, words.unknown));
    const round = (value) => value.toFixed(0);
    const known = fill(words.score_known, { share: round(park.share) });
    const range = fill(words.score_range, { worst: round(park.worst), best: round(park.best) });
    const aside = (text) => make("span", { class: "atlas-aside" }, text);
    return cell.replaceChildren(round(park.score), aside(known), aside(range));
  }

  function showWeights() {
    const all = sliders.reduce((sum, slider) => sum + Number(slider.value), 0);
    for (const slider of sliders) {
      const share = all ? ((100 * slider.value) / all).toFixed(0) : "0";
      slider.setAttribute("aria-valuetext", fill(words.weight, { value: slider.value, share }));
      slider.nextElementSibling.textContent = `${share} %`;
    }
  }

  /* Order: unknown last, whichever way round; equal ones by name. */
  const column = (key) => columns.find((one) => one.key === key);

  function valueOf(park, { field, order }) {
    const value = park[field];
    if (value === null) return null;
    return order ? order.indexOf(value) : Array.isArray(value) ? value.join() : value;
  }

  function inOrder(list) {
    const by = column(sort.replace("-", "")), turn = sort.startsWith("-") ? -1 : 1;
    const between = (a, b) => (typeof a === "number" ? a - b : compareBy(a, b));
    return [...list].sort((one, other) => {
      const a = valueOf(one, by), b = valueOf(other, by);
      if ((a === null) !== (b === null)) return a === null ? 1 : -1;
      return (a === null ? 0 : turn * between(a, b)) || compareBy(one.short, other.short);
    });
  }

  function sortBy(key) {
    const falls = column(key).falling ? "-" : "", other = falls ? "" : "-";
    sort = sort === falls + key ? other + key : falls + key;
    render();
    save(true);
  }

  function showOrder() {
    for (const head of table.querySelectorAll("thead th")) {
      const key = head.dataset.column, down = sort === "-" + key;
      if (down || sort === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  /* The table */
  const cellOf = (park, key) => rows.get(park.id).cells[columns.findIndex((one) => one.key === key)];
  const wide = (tag, scope, text) => make("tr", { class: "finder-group" }, make(tag, { colspan: columns.length, ...scope }, text));

  function rowOf(park) {
    const row = rows.get(park.id), names = park.unknown.map((name) => data.filters[name]).join(", ");
    row.querySelector(".finder-unknown")?.remove();
    if (names) cellOf(park, "park").append(make("span", { class: "atlas-aside finder-unknown" }, fill(words.unknown_of, { names })));
    return row;
  }

  function showTable() {
    const [sure, open] = table.tBodies;
    const kept = keepsUnknown() ? inOrder(found.unknown) : [];
    sure.replaceChildren(...inOrder(found.yes).map(rowOf));
    if (!found.yes.length) sure.append(wide("td", {}, words.none));
    open.replaceChildren(...kept.map(rowOf));
    if (kept.length) open.prepend(wide("th", { scope: "rowgroup" }, words.group));
  }

  const keepsUnknown = () => form.elements.unknown.checked;
  const shown = () => [...inOrder(found.yes), ...(keepsUnknown() ? inOrder(found.unknown) : [])];

  function render() {
    parks.forEach(score);
    found = { yes: [], unknown: [], no: [] };
    for (const park of parks) found[judge(park)].push(park);
    parks.forEach(showScore);
    showWeights();
    showTable();
    showOrder();
    showCompared();
    showOnMap();
    const counts = { match: found.yes.length, all: parks.length, unknown: found.unknown.length, out: found.no.length };
    const text = fill(words.found, counts) + (keepsUnknown() || !counts.unknown ? "" : " " + words.unknown_hidden);
    if (status.textContent !== text) status.textContent = text;
  }

  /* Side by side */
  function showCompared() {
    const picked = chosen.map((id) => parks.find((park) => park.id === id)), go = tools.querySelector("[data-do=compare]");
    for (const park of parks) {
      const box = cellOf(park, "park").querySelector("input");
      box.checked = chosen.includes(park.id);
      box.disabled = !box.checked && chosen.length >= MOST;
      box.parentElement.title = box.disabled ? words.compare_full : "";
    }
    side.hidden = picked.length < FEWEST;
    go.textContent = side.hidden ? words.compare_more : fill(words.compare_go, { count: picked.length });
    go.setAttribute("aria-disabled", side.hidden);
    side.querySelector(".atlas-table").replaceChildren(...(side.hidden ? [] : [compared(picked)]));
  }

  function compared(picked) {
    const heads = picked.map((park) => make("th", { scope: "col" }, cellOf(park, "park").querySelector("a").cloneNode(true), dropButton(park)));
    const lines = columns.filter((one) => one.key !== "park").map(({ key }) => {
      const name = table.querySelector(`th[data-column=${key}]`).textContent;
      const cells = picked.map((park) => make("td", {}, ...cellOf(park, key).cloneNode(true).childNodes));
      return make("tr", {}, make("th", { scope: "row" }, name), ...cells);
    });
    return make("table", {}, make("thead", {}, make("tr", {}, make("td"), ...heads)), make("tbody", {}, ...lines));
  }

  function dropButton(park) {
    const button = make("button", { type: "button", "aria-label": fill(words.remove, { park: park.short }) }, "×");
    button.addEventListener("click", () => {
      choose(park.id, false);
      (side.hidden ? tools.querySelector("[data-do=compare]") : side).focus();
    });
    return button;
  }

  function choose(id, wanted) {
    chosen = chosen.filter((one) => one !== id);
    if (wanted && chosen.length < MOST) chosen.push(id);
    showCompared();
    save(true);
  }

  /* The map: each park is a layer of its own in the frame. */
  function layersOf(map) {
    const found = {};
    map.eachLayer((layer) => {
      const name = layer.getLayers && layer.getLayers().length === 1 && layer.getLayers()[0].options.title;
      if (name) found[name] = layer;
    });
    return found;
  }

  function showOnMap() {
    const kept = shown(), placed = kept.filter((park) => park.lon !== null);
    root.querySelector(".finder-on-map").textContent = fill(words.on_map, { placed: placed.length, count: kept.length });
    const map = frame && frame.contentWindow && frame.contentWindow[data.map];
    if (!map) return; // it is drawn when the reader scrolls to it
    groups ??= layersOf(map);
    for (const park of parks.filter((one) => groups[one.name])) {
      if (placed.includes(park)) map.addLayer(groups[park.name]);
      else map.removeLayer(groups[park.name]);
    }
  }

  /* The address: whatever differs from the first state of the form */
  const valueIn = (control) => (control.type === "checkbox" ? (control.checked ? "yes" : "no") : control.value);
  const usual = (control) => (control.type === "checkbox" ? "yes" : control.type === "range" ? control.defaultValue : "");

  function save(push) {
    const state = new URLSearchParams();
    for (const control of controls) if (valueIn(control) !== usual(control)) state.set(control.name, valueIn(control));
    if (sort !== FIRST) state.set("sort", sort);
    if (chosen.length) state.set("compare", chosen.join("."));
    const text = String(state), address = text ? "#" + text : location.pathname + location.search;
    history[push ? "pushState" : "replaceState"](null, "", address);
  }

  function restore() {
    const text = location.hash.slice(1), state = new URLSearchParams(text);
    if (text && !text.includes("=")) return; // an anchor of the page
    for (const control of controls) {
      const value = state.get(control.name) ?? usual(control);
      if (control.type === "checkbox") control.checked = value !== "no";
      else control.value = value;
      if (control.selectedIndex === -1) control.selectedIndex = 0;
    }
    const wanted = state.get("sort") ?? FIRST;
    sort = column(wanted.replace("-", "")) ? wanted : FIRST;
    chosen = [...new Set((state.get("compare") ?? "").split("."))].filter((id) => rows.has(id)).slice(0, MOST);
    render();
  }

  /* Downloads */
  function flat(park) {
    const { criteria: parts, running, unknown, share, worst, best, ...plain } = park;
    const line = { ...plain, score_known_pct: share, matches: unknown.length ? "unknown" : "yes", unknown_values: unknown };
    for (const name of criteria) {
      line[`${name}_points`] = parts ? parts[name].points : null;
      line[`${name}_known_pct`] = parts ? 100 * parts[name].known : null;
    }
    for (const [key, value] of Object.entries(line)) {
      if (Array.isArray(value)) line[key] = value.length ? value.join("; ") : null;
      else if (typeof value === "number") line[key] = Number(value.toFixed(5));
    }
    return line;
  }

  function csv(list) {
    const quoted = (value) => (value === null ? "" : /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value));
    const lines = list.map((park) => Object.values(flat(park)).map(quoted).join(","));
    return "\uFEFF" + [Object.keys(flat(parks[0])).join(","), ...lines].join("\n") + "\n"; // the mark tells Excel that it is UTF-8
  }

  function geojson(list) {
    const features = list.filter((park) => park.lon !== null).map((park) => ({
      type: "Feature", id: park.id, properties: flat(park), geometry: { type: "Point", coordinates: [park.lon, park.lat] },
    }));
    return JSON.stringify({ type: "FeatureCollection", credit: data.credit, features }, null, 1) + "\n";
  }

  function hand(name, type, text) {
    const link = make("a", { download: name, href: URL.createObjectURL(new Blob([text], { type })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  const deeds = {
    compare: () => { if (!side.hidden) { side.scrollIntoView(); side.focus({ preventScroll: true }); } },
    csv: () => hand(`${words.file}.csv`, "text/csv", csv(shown())),
    geojson: () => hand(`${words.file}.geojson`, "application/geo+json", geojson(shown())),
    reset: () => go(""),
  };

  function go(state) {
    history.pushState(null, "", state ? "#" + state : location.pathname + location.search);
    restore();
  }

  /* What the page gains when scripts run */
  function addButtons() {
    for (const head of table.querySelectorAll("thead th")) {
      const button = make("button", { type: "button" }, ...head.childNodes);
      button.addEventListener("click", () => sortBy(head.dataset.column));
      head.append(button);
    }
  }

  function addBoxes() {
    for (const park of parks) {
      const box = make("input", { type: "checkbox", "aria-label": fill(words.compare_park, { park: park.short }) });
      box.addEventListener("change", () => choose(park.id, box.checked));
      cellOf(park, "park").append(make("label", { class: "finder-pick" }, box, " ", words.compare));
    }
  }

  table.append(make("tbody"));
  addButtons();
  addBoxes();
  form.hidden = tools.hidden = false;
  form.addEventListener("input", render);
  form.addEventListener("change", (event) => save(event.target.type !== "range"));
  form.addEventListener("click", ({ target }) => {
    if (!target.dataset.state) return;
    go(target.dataset.state);
    (side.hidden ? tools : side).scrollIntoView();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("click", (event) => deeds[event.target.dataset.do]?.());
  window.addEventListener("popstate", restore);
  frame?.addEventListener("load", () => { groups = null; showOnMap(); });
  restore();
})();
