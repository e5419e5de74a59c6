"""The park finder: a table that readers filter, weigh, sort, compare and take along.

Plain browser features do all of it: form controls, a table, ``URLSearchParams``, ``Intl`` and a ``Blob``.
DataTables, which itables on PyPI carries, would bring 726 KB to a page of twenty rows, out of a budget of
1 MB, and its filters know yes and no only: that a value is unknown, the weights, the comparison and the
address would still be ours to write. The finder's own script has 15 KB, and the table is whole without it.

Every cell is written and escaped here. The script moves, hides and copies the rows; what it writes
itself goes in as text.
"""

from __future__ import annotations

import html

import pandas as pd
from atlas import reach, sites
from atlas.finder import STATES, choices, records, umbrellas
from atlas.labels import label
from atlas.maps.finder import finder_map
from atlas.maps.interactive import AtlasMap
from atlas.markup import framed, script_json
from atlas.text import figure, known, stated
from atlas_site import write_twin
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

PAGE = "book/finder"
CARDS = "parks/"
# Column -> field of the record that it is sorted by, and whether the largest comes first.
COLUMNS = {
    "park": ("short", False),
    "score": ("score", True),
    "status": ("status", False),
    "ready": ("ready_ha", True),
    "cleared": ("cleared_ha", True),
    "planned": ("planned_ha", True),
    "port": ("port_min", False),
    "airport": ("airport_min", False),
    "gate": ("gate_min", False),
    "interchange": ("interchange_min", False),
    "occupancy": ("occupancy_pct", True),
    "lease": ("lease_usd_m2", False),
    "sectors": ("sectors", False),
    "power": ("power_problem", False),
    "corridor": ("corridor", False),
}
NUMBERS = ("ready", "port", "airport", "gate")
MOST, STANDARD = 10, 5  # of a slider
COMPARED = (2, 4)
# Questions that readers come with, as the state of the form that answers them.
QUESTIONS = {
    "port": "status=running&ready=1&port=45",
    "gate": "gate=60",
    "electronics": "status=running&sector=electronics",
    "land": "w-land=10&w-green=0",
    "mong-cai": "compare=hai-yen.texhong-hai-ha",
}
WORDS = (
    *("found", "unknown_hidden", "none", "group", "unknown_of", "weight", "on_map", "file"),
    *("compare", "compare_park", "compare_more", "compare_full", "compare_go", "remove"),
    *("score_known", "score_range"),
)


class ParkFinder(SphinxDirective):
    """``{park-finder}``: the form, the table of parks, the comparison and the map."""

    def run(self) -> list[nodes.Node]:
        """Build the finder; it belongs to its own page, from where its links lead."""
        if self.env.docname != PAGE:
            raise self.error(f"the park finder belongs to {PAGE}")
        # The table is wide: the list of the page's few headings gives up its place.
        self.env.metadata[PAGE]["html_theme.sidebar_secondary.remove"] = True
        return [nodes.raw("", finder(by_score(records())), format="html")]


def by_score(rows: list[dict]) -> list[dict]:
    """``rows`` with the score of equal weights in ``score``, the highest first, those without one last."""
    ranked = sites.ranking(sites.scores()).set_index("park_id")
    scored = [{**row, **_score(row["id"], ranked)} for row in rows]
    return sorted(scored, key=lambda row: -1 if row["score"] is None else row["score"], reverse=True)


def _score(park_id: str, ranked: pd.DataFrame) -> dict:
    names = {
        "score": "known_points",
        "share": "known_weight_pct",
        "worst": "worst_points",
        "best": "best_points",
    }
    if park_id not in ranked.index:
        return dict.fromkeys(names)
    cells = {name: ranked.at[park_id, column] for name, column in names.items()}
    return {name: float(cell) if known(cell) else None for name, cell in cells.items()}


def finder(rows: list[dict]) -> str:
    """The whole finder as HTML, given records with a score."""
    drawn = AtlasMap(finder_map())
    drawing = drawn._repr_html_()  # numbers the map, which gives it its name
    return (
        f'<div class="park-finder"><noscript><p>{_say("finder.no_script")}</p></noscript>'
        f"{_form(rows)}{_toolbar()}{_table(rows)}"
        f'<p class="atlas-note">{_text(reach.error_note())} {_left_out()}</p>'
        f'<section class="finder-compare" tabindex="-1" hidden><h2>{_say("finder.side_by_side")}</h2>'
        '<div class="atlas-table" role="region" tabindex="0" '
        f'aria-label="{_say("finder.side_by_side")}"></div></section>'
        f'<h2>{_say("finder.on_the_map")}</h2><p class="finder-on-map"></p>{drawing}'
        f'<script type="application/json">{script_json(payload(rows, drawn.get_name()))}</script></div>'
    )


def payload(rows: list[dict], map_name: str) -> dict:
    """What the script works on: the records, how columns are sorted, and every word it shows."""
    order = {"status": list(STATES), "corridor": choices(rows)["corridor"]}
    return {
        "parks": [{key: row[key] for key in row if key not in ("share", "worst", "best")} for row in rows],
        "columns": [
            {"key": key, "field": field, "falling": falling, "order": order.get(key)}
            for key, (field, falling) in COLUMNS.items()
        ],
        "criteria": list(sites.CRITERIA),
        "compared": COMPARED,
        "page": f"{PAGE.rpartition('/')[2]}.html",
        "cards": CARDS,
        "map": map_name,
        "credit": label("finder.credit"),
        "filters": {key: label(f"finder.short.{key}") for key in ("sector", *NUMBERS)},
        "words": {word: label(f"finder.{word}") for word in WORDS} | {"unknown": label("text.not_found")},
    }


def _text(words: str) -> str:
    return html.escape(words, quote=True)


def _say(key: str) -> str:
    return _text(label(key))


def _form(rows: list[dict]) -> str:
    found = choices(rows)
    states = [("running", label("finder.running"))]
    states += [(key, label(f"park_status.{key}")) for key in found["status"]]
    fields = [
        _select("status", states),
        _select("corridor", [(key, label(f"corridor.{key}")) for key in found["corridor"]]),
        _select("sector", [(key, label(f"sector.{key}")) for key in found["sector"]]),
        *[_number(name) for name in NUMBERS],
        f'<label class="finder-check"><input type="checkbox" name="unknown" checked> '
        f"{_say('finder.keep_unknown')}</label>",
    ]
    questions = "".join(
        f'<li><button type="button" data-state="{_text(state)}">{_say(f"finder.ask.{key}")}</button></li>'
        for key, state in QUESTIONS.items()
    )
    return (
        f'<form hidden autocomplete="off"><p id="finder-ask">{_say("finder.ask")}</p>'
        f'<ul aria-labelledby="finder-ask">{questions}</ul>'
        f"<fieldset><legend>{_say('finder.filters')}</legend>{''.join(fields)}</fieldset>"
        f"<fieldset><legend>{_say('finder.weights')}</legend>"
        f"{''.join(_slider(name) for name in sites.CRITERIA)}</fieldset></form>"
    )


def _field(name: str, words: str, control: str) -> str:
    """A control with its label before it; ``{id}`` in ``control`` is the id that ties them."""
    key = f"finder-{name}"
    return f'<div><label for="{key}">{_text(words)}</label>{control.format(id=key)}</div>'


def _select(name: str, options: list[tuple[str, str]]) -> str:
    words = "".join(f'<option value="{_text(key)}">{_text(text)}</option>' for key, text in options)
    control = (
        f'<select id="{{id}}" name="{name}"><option value="">{_say("finder.any")}</option>{words}</select>'
    )
    return _field(name, label(f"finder.filter.{name}"), control)


def _number(name: str) -> str:
    control = f'<input id="{{id}}" type="number" name="{name}" min="0" step="1" inputmode="numeric">'
    return _field(name, label(f"finder.filter.{name}"), control)


def _slider(name: str) -> str:
    control = (
        f'<span><input id="{{id}}" type="range" name="w-{name}" min="0" max="{MOST}" step="1" '
        f'value="{STANDARD}"><output for="{{id}}"></output></span>'
    )
    return _field(f"w-{name}", label(f"finder.criterion.{name}"), control)


def _toolbar() -> str:
    buttons = "".join(
        f'<button type="button" data-do="{key}">{_say(f"finder.do.{key}")}</button>'
        for key in ("compare", "csv", "geojson", "reset")
    )
    return (
        f'<div class="finder-tools" hidden><p role="status"></p><div>{buttons}</div>'
        f'<p class="atlas-note">{_say("finder.share")}</p></div>'
    )


def _table(rows: list[dict]) -> str:
    heads = "".join(
        f'<th scope="col" data-column="{key}"{_class(key)}>{_say(f"finder.column.{key}")}</th>'
        for key in COLUMNS
    )
    body = "".join(_row(row) for row in rows)
    return framed(label("finder.caption"), heads, body, classes="finder-table")


def _class(key: str) -> str:
    texts = ("park", "status", "corridor", "sectors", "power")
    return f' class="{key}"' if key in texts else f' class="num {key}"'


def _row(row: dict) -> str:
    cells = {
        "score": _score_cell(row),
        "status": (label(f"park_status.{row['status']}"), row["status_as_of"]),
        "corridor": (label(f"corridor.{row['corridor']}"),),
        **{key: (_known(row[f"{key}_ha"]), row[f"{key}_as_of"]) for key in ("ready", "cleared", "planned")},
        **{key: (_known(row[f"{key}_min"]), row[key]) for key in ("port", "airport", "gate", "interchange")},
        "occupancy": (_known(row["occupancy_pct"]), _occupancy_of(row)),
        "lease": (_price(row), row["lease_as_of"]),
        "sectors": (", ".join(label(f"sector.{key}") for key in row["sectors"] or ()) or None,),
        "power": (row["power_problem"], row["power_problem_as_of"]),
    }
    written = "".join(f"<td{_class(key)}>{_cell(*cells[key])}</td>" for key in COLUMNS if key != "park")
    return f'<tr data-park="{_text(row["id"])}">{_head(row)}{written}</tr>'


def _head(row: dict) -> str:
    link = f'<a href="{CARDS}{_text(row["id"])}.html">{_text(row["short"])}</a>'
    return f'<th scope="row">{link}{_aside(row["other_names"])}</th>'


def _known(value: object) -> str | None:
    return figure(value) if known(value) else None


def _occupancy_of(row: dict) -> str | None:
    parts = [row["occupancy_as_of"], row["occupancy_of"]]
    return "; ".join(part for part in parts if part) or None


def _price(row: dict) -> str | None:
    low, high = row["lease_usd_m2"], row["lease_high_usd_m2"]
    if not known(low):
        return None
    return stated(low, high)


def _score_cell(row: dict) -> tuple[str | None, ...]:
    if row["criteria"] is None:
        return (label("finder.not_scored"),)
    if row["score"] is None:
        return (None,)
    share = label("finder.score_known").format(share=figure(row["share"], digits=0))
    span = label("finder.score_range").format(
        worst=figure(row["worst"], digits=0), best=figure(row["best"], digits=0)
    )
    return figure(row["score"], digits=0), share, span


def _cell(words: str | None, *beside: str | None) -> str:
    if words is None:
        return f'<span class="finder-none">{_say("text.not_found")}</span>'
    return _text(words) + "".join(_aside(line) for line in beside)


def _aside(words: str | None) -> str:
    return f'<span class="atlas-aside">{_text(words)}</span>' if words else ""


def _left_out() -> str:
    """Which parks of the register are not in the table, and why, with links to their cards."""
    names = ", ".join(f'<a href="{CARDS}{key}.html">{_text(name)}</a>' for key, name in umbrellas())
    return f"{_say('finder.left_out')} {names}."


def add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None
) -> None:
    """The style sheet and script of the finder, on its own page only."""
    if pagename == PAGE:
        app.add_css_file("finder.css")
        app.add_js_file("finder.js", loading_method="defer")


def register_twin(app: Sphinx, env: BuildEnvironment) -> None:
    """Write the static twin of the finder's map and say where it is."""
    write_twin(app, env, finder_map())


def setup(app: Sphinx) -> dict:
    """Register the extension with Sphinx."""
    app.add_directive("park-finder", ParkFinder)
    app.connect("html-page-context", add_files)
    app.connect("env-updated", register_twin, priority=600)  # after the twins of the notebooks
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
