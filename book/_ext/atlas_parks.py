"""The page of a park: one template for all of them, filled from the tables."""

from __future__ import annotations

import html
import re
from pathlib import Path

from atlas.cards import Group, Line, card, placed, short_title, title
from atlas.data import load
from atlas.labels import label
from atlas.maps.interactive import AtlasMap
from atlas.maps.locator import locator_map
from atlas.markup import framed, headings
from atlas.publish import write_park_files
from atlas.text import by_name, figure
from atlas_cite import links
from atlas_site import write_twin
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

FOLDER = "book/parks/"
SOURCES, DATA = "../sources.html", "../../data/"


class ParkCard(SphinxDirective):
    """``{park-card} song-khoai``: locator map, ten groups of facts, downloads."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the card; the page's own heading must be the name of the park."""
        park_id = self.arguments[0]
        if self.env.docname != f"{FOLDER}{park_id}":
            raise self.error(f"the card of {park_id!r} belongs to {FOLDER}{park_id}")
        heading = next(self.state.document.findall(nodes.title)).astext()
        if heading != title(park_id):
            raise self.error(f"the page is called {heading!r}, the park {title(park_id)!r}")
        return [
            nodes.raw("", _map(park_id), format="html"),
            *map(_section, card(park_id)),
            nodes.raw("", _downloads(park_id), format="html"),
        ]


def _map(park_id: str) -> str:
    if park_id in placed():
        return AtlasMap(locator_map(park_id))._repr_html_()
    return f"<p>{html.escape(label('cards.no_position'))}</p>"


def _section(group: Group) -> nodes.section:
    section = nodes.section(ids=[group.key], names=[group.key])
    section += nodes.title(group.title, group.title)
    section += nodes.raw("", _table(group), format="html")
    return section


def _table(group: Group) -> str:
    cited = any(line.as_of or line.sources for line in group.lines)
    heads = ("what", "figure", *(("date", "source") if cited else ()))
    head = headings(*[label(f"cards.{key}") for key in heads])
    rows = "".join(_row(line, cited) for line in group.lines)
    return framed(group.title, head, rows, classes="atlas-card atlas-stack", captioned=False)


def _row(line: Line, cited: bool) -> str:
    words = html.escape(line.words)
    if line.note:
        words += f'<span class="atlas-aside">{html.escape(line.note)}</span>'
    cells = f'<th scope="row">{html.escape(line.name)}</th><td>{words}</td>'
    if cited:
        cells += f"<td>{html.escape(line.as_of)}</td><td>{links(line.sources, SOURCES)}</td>"
    return f"<tr>{cells}</tr>"


def _downloads(park_id: str) -> str:
    files = [f"{park_id}.csv"] + ([f"{park_id}.geojson"] if park_id in placed() else [])
    items = ", ".join(f'<a href="{DATA}parks/{file}">{file}</a>' for file in files)
    return f"<p>{html.escape(label('cards.downloads'))}: {items}.</p>"


class ParkList(SphinxDirective):
    """``{park-list}``: a link to the card of every park, with status and planned area."""

    def run(self) -> list[nodes.Node]:
        """Build the table, active parks first."""
        parks = load("parks").sort_values(["counted_active", "name_vi"], ascending=[False, True], key=by_name)
        rows = "".join(
            f'<tr><th scope="row"><a href="{row.park_id}.html">{html.escape(row.name_vi)}</a></th>'
            f"<td>{html.escape(label(f'park_status.{row.status}'))}</td>"
            f'<td class="num">{html.escape(figure(row.area_planned_ha))}</td></tr>'
            for row in parks.itertuples()
        )
        heads = [label(f"column.{key}") for key in ("park", "status", "area_planned_ha")]
        head = headings(*heads, number=heads[-1])
        table = framed(label("cards.list"), head, rows, captioned=False)
        return [nodes.raw("", table, format="html")]


def link_parks(
    app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None
) -> None:
    """Link the names of parks in tables to their cards."""
    if "body" in context:
        context["body"] = with_links(context["body"], context["pathto"](FOLDER, resource=True))


def with_links(body: str, folder: str) -> str:
    """``body`` with a link on each park that heads a row of a table whose first column is of parks."""
    heading = headings(label("column.park"))
    cards = {html.escape(short_title(park_id)): park_id for park_id in load("parks")["park_id"]}

    def linked(cell: re.Match) -> str:
        if cell["name"] not in cards:
            return cell[0]
        return f'<th scope="row"><a href="{folder}{cards[cell["name"]]}.html">{cell["name"]}</a></th>'

    def in_table(table: re.Match) -> str:
        if f"<thead><tr>{heading}" not in table[0]:
            return table[0]
        return re.sub(r'<th scope="row">(?P<name>[^<]+)</th>', linked, table[0])

    return re.sub(r"<table>.*?</table>", in_table, body, flags=re.S)


def check_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Every park has its page: one that is missing stops the build."""
    missing = [park for park in load("parks")["park_id"] if f"{FOLDER}{park}" not in env.found_docs]
    if missing:
        raise ValueError(f"no page in {FOLDER} for: {', '.join(missing)}")
    return []


def register_twins(app: Sphinx, env: BuildEnvironment) -> None:
    """Write the static twin of each locator map and say where it is."""
    for park_id in placed():
        write_twin(app, env, locator_map(park_id))


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Put the downloads of the cards beside the other tables."""
    if error is None:
        write_park_files(Path(app.outdir) / "data" / "parks")


def setup(app: Sphinx) -> dict:
    """Register the extension with Sphinx."""
    app.add_directive("park-card", ParkCard)
    app.add_directive("park-list", ParkList)
    app.connect("env-updated", check_pages)
    app.connect("env-updated", register_twins, priority=600)  # after the twins of the notebooks
    app.connect("html-page-context", link_parks, priority=400)  # before names are marked as Vietnamese
    app.connect("build-finished", write_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
