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
from atlas.maps.static import svg
from atlas.publish import write_park_files
from atlas.text import figure
from atlas_cite import links
from docutils import nodes
from sphinx.application import Sphinx
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
        parts = [nodes.raw("", _map(park_id), format="html")]
        for group in card(park_id):
            parts.append(_section(group))
        return [*parts, nodes.raw("", _downloads(park_id), format="html")]


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
    head = "".join(f'<th scope="col">{html.escape(label(f"cards.{key}"))}</th>' for key in heads)
    rows = "".join(_row(line, cited) for line in group.lines)
    name = html.escape(group.title, quote=True)
    return (
        f'<div class="atlas-table atlas-card atlas-stack" role="region" aria-label="{name}" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


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
    return f"<p>Downloads: {items}.</p>"


class ParkList(SphinxDirective):
    """``{park-list}``: a link to the card of every park, with status and planned area."""

    def run(self) -> list[nodes.Node]:
        """Build the table, active parks first."""
        parks = load("parks").sort_values(["counted_active", "name_vi"], ascending=[False, True])
        rows = "".join(
            f'<tr><th scope="row"><a href="{row.park_id}.html">{html.escape(row.name_vi)}</a></th>'
            f"<td>{html.escape(label(f'park_status.{row.status}'))}</td>"
            f'<td class="num">{_area(row.area_planned_ha)}</td></tr>'
            for row in parks.itertuples()
        )
        heads = (label("column.park"), label("column.status"))
        head = "".join(f'<th scope="col">{html.escape(words)}</th>' for words in heads)
        head += f'<th scope="col" class="num">{html.escape(label("column.area_planned_ha"))}</th>'
        table = (
            '<div class="atlas-table" role="region" aria-label="Park cards" tabindex="0">'
            f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )
        return [nodes.raw("", table, format="html")]


def _area(hectares: float) -> str:
    return html.escape(figure(hectares))


def link_parks(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Link the names of parks in tables to their cards."""
    if "body" in context:
        context["body"] = with_links(context["body"], context["pathto"](FOLDER, resource=True))


def with_links(body: str, folder: str) -> str:
    """``body`` with a link on each park that heads a row of a table whose first column is of parks."""
    heading = f'<th scope="col">{html.escape(label("column.park"))}</th>'
    cards = {html.escape(short_title(park_id)): park_id for park_id in load("parks")["park_id"]}

    def linked(cell: re.Match) -> str:
        park_id = cards.get(cell["name"])
        return (
            f'<th scope="row"><a href="{folder}{park_id}.html">{cell["name"]}</a></th>'
            if park_id
            else cell[0]
        )

    def in_table(table: re.Match) -> str:
        if f"<thead><tr>{heading}" not in table[0]:
            return table[0]
        return re.sub(r'<th scope="row">(?P<name>[^<]+)</th>', linked, table[0])

    return re.sub(r"<table>.*?</table>", in_table, body, flags=re.S)


def check_pages(app: Sphinx, env) -> list[str]:
    """Every park has its page: one that is missing stops the build."""
    missing = [park for park in load("parks")["park_id"] if f"{FOLDER}{park}" not in env.found_docs]
    if missing:
        raise ValueError(f"no page in {FOLDER} for: {', '.join(missing)}")
    return []


def register_twins(app: Sphinx, env) -> None:
    """Write the static twin of each locator map and say where it is."""
    images = Path(app.outdir) / "_images"
    images.mkdir(parents=True, exist_ok=True)
    for park_id in placed():
        spec = locator_map(park_id)
        (images / f"{spec.key}.svg").write_text(svg(spec), encoding="utf-8")
        env.atlas_twins[spec.key] = (f"{spec.key}.svg", html.escape(spec.summary, quote=True))


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
