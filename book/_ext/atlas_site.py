"""What the site needs beyond the theme, so that it works with the network cable pulled out.

- Leaflet is served from the copy in a pinned package (django-leaflet), and the shared parts
  of the maps (style sheet, script, base) from one file each, instead of once in each map.
- The static twin of a map follows it on every page, with the text alternative it carries.
- The bibliography, the data dictionary and the downloads are written from tables and schemas.
"""

from __future__ import annotations

import ast
import html
import importlib.metadata
import json
import re
import sys
import textwrap
from pathlib import Path

import pandera.pandas as pa
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "notebooks"))

from atlas.check import cited  # noqa: E402
from atlas.data import load  # noqa: E402
from atlas.labels import label  # noqa: E402
from atlas.maps.interactive import (  # noqa: E402
    ASSET_CLOSE,
    ASSET_NAMES,
    ASSET_OPEN,
    LEAFLET_URL,
    asset,
)
from atlas.maps.spec import MapSpec  # noqa: E402
from atlas.maps.static import svg  # noqa: E402
from atlas.markup import framed, headings  # noqa: E402
from atlas.publish import CITATION, write_package  # noqa: E402
from atlas.schemas import TABLES  # noqa: E402
from atlas.schemas.fields import Table  # noqa: E402
from atlas.text import figure, known  # noqa: E402
from atlas_cite import date_of  # noqa: E402

PACKAGES = ("atlas.gpkg", "ledger.csv", "datapackage.json")
LEAFLET_FILES = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png")


def write_assets(app: Sphinx) -> None:
    """Put Leaflet and the shared parts of the maps into the site's ``_static``."""
    static = Path(app.outdir) / "_static"
    # Found by its metadata: importing the package would want a configured Django.
    package = Path(importlib.metadata.distribution("django-leaflet").locate_file("leaflet/static/leaflet"))
    for name in LEAFLET_FILES:
        target = static / "leaflet" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((package / name).read_bytes())
    (static / "atlas").mkdir(exist_ok=True)
    for name in ASSET_NAMES:
        (static / "atlas" / name).write_text(asset(name), encoding="utf-8")
    (static / "atlas" / "cards.js").write_text(cards_script(), encoding="utf-8")


def cards_script() -> str:
    """A script that tells the maps the page of each park, by its name, from wherever the site lies."""
    pages = {row.name_vi: f"{row.park_id}.html" for row in load("parks").itertuples()}
    words = json.dumps({"pages": pages, "words": label("map.park_card")}, ensure_ascii=False, sort_keys=True)
    return (
        f"window.atlasCards={words};\n"
        "for (const [name, page] of Object.entries(atlasCards.pages))\n"
        '  atlasCards.pages[name] = new URL("../../book/parks/" + page, document.currentScript.src).href;\n'
    )


def point_maps_to_site(body: str, static: str) -> str:
    """Replace in stored map outputs what the site serves itself; ``static`` ends in a slash.

    Works on the escaped ``srcdoc`` of a frame: the marks contain nothing that is escaped.
    """
    for name in ASSET_NAMES:
        opening, closing = ASSET_OPEN.format(name=name), ASSET_CLOSE.format(name=name)
        tag = (
            f'<link rel="stylesheet" href="{static}atlas/{name}">'
            if name.endswith(".css")
            else f'<script src="{static}atlas/{name}"></script>'
        )
        if name == "map.js":
            tag = f'<script src="{static}atlas/cards.js"></script>{tag}'
        body = re.sub(re.escape(opening) + ".*?" + re.escape(closing), tag, body, flags=re.S)
    return body.replace(LEAFLET_URL, f"{static}leaflet/")


def collect_twins(app: Sphinx, env: BuildEnvironment) -> None:
    """Find the static twin of each map among the pictures that notebooks put out.

    Leaves ``env.atlas_twins``: key of the map -> (file in ``_images``, text alternative).
    """
    env.atlas_twins = {}
    for docname in env.found_docs:
        for image in env.get_doctree(docname).findall(nodes.image):
            found = _twin(Path(app.srcdir) / image["uri"])
            if found:
                env.atlas_twins[found["key"]] = (env.images[image["uri"]][1], found["alt"])


def _twin(path: Path) -> dict[str, str] | None:
    if path.suffix != ".svg" or not path.exists():
        return None
    pattern = r'data-map="(?P<key>[^"]+)".*?<desc[^>]*>(?P<alt>.*?)</desc>'
    found = re.search(pattern, path.read_text(encoding="utf-8"), re.S)
    return found.groupdict() if found else None


def write_twin(app: Sphinx, env: BuildEnvironment, spec: MapSpec) -> None:
    """Draw the static twin of a map that no notebook shows, and note it among the others."""
    images = Path(app.outdir) / "_images"
    images.mkdir(parents=True, exist_ok=True)
    (images / f"{spec.key}.svg").write_text(svg(spec), encoding="utf-8")
    env.atlas_twins[spec.key] = (f"{spec.key}.svg", html.escape(spec.summary))


def mark_twins(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Hide twins on screens that can draw the map, and say in words what they show."""
    for image in doctree.findall(nodes.image):
        found = _twin(Path(app.srcdir) / image["uri"])
        if found:
            image["alt"] = html.unescape(found["alt"])
            image["classes"].append("atlas-twin")


def add_twins(body: str, twins: dict[str, tuple[str, str]], images: str) -> str:
    """Put the twin after a map that another page shows; a notebook's own page has it already."""
    if "atlas-twin" in body:
        return re.sub(r'(<img[^>]*class="atlas-twin")', r'\1 loading="lazy"', body)

    def with_twin(found: re.Match) -> str:
        file, alt = twins[found["key"]]
        return f'{found[0]}<img class="atlas-twin" src="{images}{file}" alt="{alt}" loading="lazy">'

    frame = r'<div class="atlas-map" data-map="(?P<key>[^"]+)".*?</iframe></div>'
    return re.sub(frame, with_twin, body, flags=re.S)


def finish_page(
    app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None
) -> None:
    """Last touch on the body of a page before it is written."""
    if "body" in context:
        pathto = context["pathto"]
        body = add_twins(context["body"], app.env.atlas_twins, pathto("_images/", resource=True))
        context["body"] = point_maps_to_site(body, pathto("_static/", resource=True))


class SourceList(SphinxDirective):
    """``{source-list}``: every source as a list, with an anchor for each."""

    def run(self) -> list[nodes.Node]:
        """Build the list from the table ``sources``, as lean markup: it is long."""
        entries = [_source_entry(row) for row in load("sources").sort_values("source_id").itertuples()]
        return [nodes.raw("", f'<ul class="sources">\n{"".join(entries)}</ul>', format="html")]


def _source_entry(row) -> str:
    title = html.escape(row.title)
    if known(row.url):
        title = f'<a href="{html.escape(row.url, quote=True)}">{title}</a>'
    else:
        title += f" ({html.escape(row.document)})"
    licence = "" if row.licence == "not stated" else f" {_say('site.licence')}: {html.escape(row.licence)}."
    words = f"{html.escape(row.publisher)}, {date_of(row.published)}: {title}.{licence}"
    return f'<li id="source-{row.source_id}"><code>{row.source_id}</code> {words}</li>\n'


class DataDownloads(SphinxDirective):
    """``{data-downloads}``: links to the files that hold all tables."""

    def run(self) -> list[nodes.Node]:
        """Build the list of links."""
        links = "".join(
            f'<li><a href="{self.env.config.data_url}{file}">{file}</a>: {_say(f"site.file.{file}")}</li>'
            for file in PACKAGES
        )
        return [nodes.raw("", f"<ul>{links}</ul>", format="html")]


class DataLicences(SphinxDirective):
    """``{data-licences}``: the licences that the rows of each table state, with their number."""

    def run(self) -> list[nodes.Node]:
        """Build the table from the column ``licence`` of every table that has one."""
        rows = "".join(
            f'<tr><th scope="row"><code>{name}</code></th>'
            f'<td>{html.escape(licence)}</td><td class="num">{count}</td></tr>'
            for name in TABLES
            if "licence" in TABLES[name].columns and name != "sources"
            for licence, count in load(name)["licence"].value_counts().sort_index().items()
        )
        count = label("site.rows")
        head = headings(label("site.table"), label("site.licence"), count, number=count)
        table = framed(label("site.licences"), head, rows, captioned=False)
        return [nodes.raw("", table, format="html")]


class DataCitation(SphinxDirective):
    """``{data-citation}``: the citation of the data, as text that can be copied."""

    def run(self) -> list[nodes.Node]:
        """Build the block."""
        lines = textwrap.fill(CITATION, 76)
        return [nodes.literal_block(lines, lines, language="text")]


class DataDictionary(SphinxDirective):
    """``{data-dictionary}``: every table and column, as the schemas describe them."""

    def run(self) -> list[nodes.Node]:
        """Build a section for each table."""
        return [self._section(table) for table in TABLES.values()]

    def _section(self, table: Table) -> nodes.section:
        frame = load(table.name)
        section = nodes.section(ids=[f"table-{table.name.replace('_', '-')}"], names=[table.name])
        section += nodes.title("", "", nodes.literal("", table.name))
        words = label("site.about_cited" if cited(frame) else "site.about").format(
            row=table.one_row_is,
            key=", ".join(table.key),
            rows=figure(len(frame)),
            sources=figure(cited(frame)),
            licence=table.licence,
        )
        section += nodes.paragraph("", f"{words} {table.limits}".strip())
        link = f'<p><a href="{self.env.config.data_url}{table.file}">{table.file}</a></p>'
        section += nodes.raw("", link, format="html")
        section += nodes.raw("", _columns(table), format="html")
        return section


def _columns(table: Table) -> str:
    rows = "".join(
        f'<tr><th scope="row"><code>{name}</code></th><td>{html.escape(_kind(column))}</td>'
        f"<td>{html.escape(column.description)}</td></tr>"
        for name, column in table.columns.items()
    )
    head = headings(*[label(f"site.{key}") for key in ("column", "type", "meaning")])
    return framed(label("site.columns").format(table=table.name), head, rows, captioned=False)


def _kind(column: pa.Column) -> str:
    metadata = column.metadata
    words = metadata["kind"] + (f", {metadata['unit']}" if metadata["unit"] else "")
    allowed = [
        value for check in column.checks for value in (check.statistics or {}).get("allowed_values", [])
    ]
    words += f": {', '.join(allowed)}" if allowed else ""
    if metadata["refers_to"]:
        words += f" {label('text.and_to')} {metadata['refers_to']}"
    return words if column.nullable else f"{words}; {label('site.required')}"


def _say(key: str) -> str:
    return html.escape(label(key))


class ModuleList(SphinxDirective):
    """``{module-list}``: every module of ``atlas`` with the first sentence it says of itself."""

    def run(self) -> list[nodes.Node]:
        """Build the list from the modules' own words."""
        items = "".join(
            f"<li><code>{name}</code>: {html.escape(words)}</li>" for name, words in module_words().items()
        )
        return [nodes.raw("", f"<ul>{items}</ul>", format="html")]


def module_words() -> dict[str, str]:
    """First paragraph of the docstring of each module, by dotted name."""
    folder = ROOT / "notebooks"
    found = {}
    for path in sorted((folder / "atlas").rglob("*.py")):
        name = ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
        words = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        found[name] = re.sub(r"`+([^`]*)`+", r"\1", " ".join(words.split("\n\n")[0].split()))
    return found


def finish_site(app: Sphinx, error: Exception | None) -> None:
    """What is left to do once all pages are written."""
    if error is None:
        write_assets(app)
        write_package(Path(app.outdir) / "data")


def setup(app: Sphinx) -> dict:
    """Register the extension with Sphinx."""
    # Jupyter Book sets it for an extension that is left out here.
    app.add_config_value("comments_config", {}, "html")
    app.add_config_value("data_url", "../data/", "html")
    app.add_directive("source-list", SourceList)
    app.add_directive("data-downloads", DataDownloads)
    app.add_directive("data-citation", DataCitation)
    app.add_directive("data-licences", DataLicences)
    app.add_directive("data-dictionary", DataDictionary)
    app.add_directive("module-list", ModuleList)
    app.connect("env-updated", collect_twins)
    app.connect("doctree-resolved", mark_twins)
    app.connect("html-page-context", finish_page, priority=900)
    app.connect("build-finished", finish_site)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
