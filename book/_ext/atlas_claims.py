"""How do claims stand on a page? As a table with verdict badges, and all at a glance as a strip.

A section's page shows its claims with ``{claims-table}``; the build stops where a claim of the
ledger stands on no page.
"""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path

import pandas as pd
from atlas.claims import ledger
from atlas.claims.rules import CONTRADICTED, PARTLY, SUPPORTED, UNTESTABLE
from atlas.data import MANY, load
from atlas.labels import label
from atlas.markup import framed, headings
from atlas.text import dated, figure, known
from atlas_cite import links
from docutils import nodes
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

SYMBOLS = {SUPPORTED: "✓", PARTLY: "◐", CONTRADICTED: "✗", UNTESTABLE: "?"}
SOURCES = "sources.html"
Role = tuple[list[nodes.Node], list[nodes.system_message]]


@cache
def claims() -> pd.DataFrame:
    """The ledger, made once a build."""
    return ledger()


def badge(verdict: str) -> str:
    """A verdict as colour, symbol and word."""
    sign = f'<span aria-hidden="true">{SYMBOLS[verdict]}</span>'
    return f'<span class="verdict verdict-{verdict}">{sign} {html.escape(label(f"verdict.{verdict}"))}</span>'


class ClaimsTable(SphinxDirective):
    """``{claims-table} S4``: every claim of a section with verdict, figures, date and sources."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Build the table; the section must belong to this page."""
        section = self.arguments[0]
        rows = claims()[claims()["section_id"] == section]
        if rows.empty or set(rows["page"]) != {self.env.docname}:
            raise self.error(f"the claims of {section!r} do not belong on {self.env.docname}")
        shown = getattr(self.env, "atlas_claims", set())
        self.env.atlas_claims = shown | set(rows["claim_id"])
        return [nodes.raw("", _table(section, rows), format="html")]


def _table(section: str, rows: pd.DataFrame) -> str:
    name = load("sections").set_index("section_id").at[section, "name_en"]
    caption = label("claims.caption").format(section=section, name=name)
    body = "".join(_row(row) for row in rows.itertuples())
    return _framed(caption, ("claim", "verdict", "stated", "found", "decides"), body)


def _framed(caption: str, heads: tuple[str, ...], body: str) -> str:
    """A table of claims, its cells stacked on a phone; ``body`` is markup."""
    head = headings(*[label(f"claims.{key}") for key in heads])
    return framed(caption, head, body, classes="atlas-claims atlas-stack")


def _row(row) -> str:
    stated = _quantity(row.stated_value, row.stated_unit, row.stated_period, row.stated_value_high)
    found = _quantity(row.found_value, row.found_unit, row.found_as_of)
    key = row.claim_id.lower()
    return (
        f'<tr id="claim-{key}"><th scope="row"><a href="#claim-{key}">{row.claim_id}</a> '
        f"{html.escape(row.claim_en)}</th><td>{badge(row.verdict)}{_nature(row)}</td>"
        f'<td data-head="{html.escape(label("claims.stated"))}">{stated}</td>'
        f'<td data-head="{html.escape(label("claims.found"))}">{found}</td>'
        f"<td>{_evidence(row)}</td></tr>"
    )


def _nature(row) -> str:
    if row.nature == "none":
        return ""
    return _aside(html.escape(label(f"nature.{row.nature}")))


def _quantity(value, unit, date, high=None) -> str:
    if not known(value):
        return html.escape(label("claims.no_figure"))
    words = f"{figure(value)} {label('text.and_to')} {figure(high)} {unit}" if known(high) else ""
    return html.escape(dated(words or with_unit(value, unit), date))


def with_unit(value: float, unit: str, how: str = "") -> str:
    """A figure and its unit; a year stands without thousands and without the word."""
    if unit == "year":
        return f"{value:.0f}"
    return f"{format(value, how) if how else figure(value)} {unit}"


def _evidence(row) -> str:
    parts = [html.escape(row.finding_en)]
    if known(row.note):
        parts.append(_aside(html.escape(row.note)))
    if known(row.needs):
        parts.append(_aside(html.escape(label("claims.needs").format(needs=row.needs))))
    sources = row.source_ids.split(MANY) if known(row.source_ids) else []
    if sources:
        parts.append(_aside(f"{label('claims.sources')}: {links(sources, SOURCES)}"))
    return "".join(parts)


def _aside(markup: str) -> str:
    return f'<span class="atlas-aside">{markup}</span>'


class ClaimsSince(SphinxDirective):
    """``{claims-since}``: the claims on which evidence younger than the article bears."""

    def run(self) -> list[nodes.Node]:
        """Build the table, in the order of the book."""
        rows = claims()[claims()["after_publication"] == "yes"]
        body = "".join(
            f'<tr><th scope="row"><a href="{Path(row.page).name}.html#claim-{row.claim_id.lower()}">'
            f"{row.claim_id}</a> {html.escape(row.claim_en)}</th><td>{badge(row.verdict)}{_nature(row)}</td>"
            f"<td>{html.escape(row.finding_en)}</td></tr>"
            for row in rows.itertuples()
        )
        table = _framed(label("claims.since"), ("claim", "verdict", "decides"), body)
        return [nodes.raw("", table, format="html")]


class VerdictCounts(SphinxDirective):
    """``{verdict-counts} S4``: how many claims of a section, or of several, have each verdict."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Build one line of badges with counts."""
        wanted = self.arguments[0].split()
        rows = claims()
        if wanted != ["all"]:
            rows = rows[rows["section_id"].isin(wanted)]
        words = html.escape(label("claims.counts").format(count=len(rows)), quote=True)
        line = f'<ul class="verdict-counts" aria-label="{words}">{_counts(rows)}</ul>'
        return [nodes.raw("", line, format="html")]


def _counts(rows: pd.DataFrame) -> str:
    """List items: a badge and a number for each verdict that occurs."""
    counts = rows["verdict"].value_counts()
    return "".join(f"<li>{badge(name)} <b>{counts[name]}</b></li>" for name in SYMBOLS if name in counts)


class VerdictStrip(SphinxDirective):
    """``{verdict-strip}``: every claim as a small square that leads to its place, by section."""

    def run(self) -> list[nodes.Node]:
        """Build the strip; ``claims.js`` adds filters where scripts run."""
        sections = load("sections").sort_values("order")
        groups = "".join(_group(row) for row in sections.itertuples())
        words = " ".join(
            f'data-{key}="{html.escape(label(f"claims.{key}"), quote=True)}"'
            for key in ("all", "filter", "shown")
        )
        counts = f'<ul class="verdict-counts">{_counts(claims())}</ul>'
        strip = f'<div class="verdict-strip" {words}>{counts}{groups}</div>'
        return [nodes.raw("", strip, format="html")]


def _group(section) -> str:
    rows = claims()[claims()["section_id"] == section.section_id]
    page = f"{section.slug}.html"
    squares = "".join(_square(row, page) for row in rows.itertuples())
    return (
        f'<section data-kind="{section.kind}"><h3><a href="{page}">{section.section_id} '
        f"{html.escape(section.name_en)}</a></h3><ul>{squares}</ul></section>"
    )


def _square(row, page: str) -> str:
    name = f"{row.claim_id} {label(f'verdict.{row.verdict}')}"
    hint = html.escape(f"{name}: {row.claim_en}", quote=True)
    return (
        f'<li><a class="verdict-{row.verdict}" data-verdict="{row.verdict}" title="{hint}" '
        f'href="{page}#claim-{row.claim_id.lower()}"><span aria-hidden="true">{SYMBOLS[row.verdict]}</span>'
        f'<span class="visually-hidden">{html.escape(name)}</span></a></li>'
    )


def claim_role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner, options=None, content=None
) -> Role:
    """``{claim}`S4-06```: the verdict of a claim, linked to its place."""
    row = _claim(text, lineno)
    page = "/".join([".."] * inliner.document.settings.env.docname.count("/")) or "."
    target = f"{page}/{row['page']}.html#claim-{text.lower()}"
    markup = f'<a class="claim" href="{target}">{text} {badge(row["verdict"])}</a>'
    return [nodes.raw(rawtext, markup, format="html")], []


def found_role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner, options=None, content=None
) -> Role:
    """``{found}`S4-06``` or ``{found}`S4-06:.0f```: the figure that decides a claim, with its unit."""
    claim_id, _, how = text.partition(":")
    row = _claim(claim_id, lineno)
    if not known(row["found_value"]):
        raise ValueError(f"{claim_id} has no found value to show")
    words = with_unit(row["found_value"], row["found_unit"], how).replace(" ", "\u00a0", 1)
    return [nodes.inline(rawtext, words, classes=["found"])], []


def finding_role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner, options=None, content=None
) -> Role:
    """``{finding}`S4-06```: the sentence that decides a claim."""
    row = _claim(text, lineno)
    return [nodes.inline(rawtext, row["finding_en"], classes=["finding"])], []


def stated_role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner, options=None, content=None
) -> Role:
    """``{stated}`250 km```: a figure of the article, marked as the article's and not ours."""
    return [nodes.inline(rawtext, text, classes=["stated"])], []


def _claim(claim_id: str, lineno: int) -> pd.Series:
    rows = claims().set_index("claim_id")
    if claim_id not in rows.index:
        raise ValueError(f"line {lineno}: no claim {claim_id!r}")
    return rows.loc[claim_id]


class Overview(SphinxDirective):
    """``{overview} strength weakness``: the sections of these kinds in columns, each with its verdicts."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Build one list a kind."""
        sections = load("sections").sort_values("order")
        columns = "".join(_column(sections, kind) for kind in self.arguments[0].split())
        return [nodes.raw("", f'<div class="overview">{columns}</div>', format="html")]


def _column(sections: pd.DataFrame, kind: str) -> str:
    items = "".join(
        f'<li><a href="{row.slug}.html">{row.section_id} {html.escape(row.name_en)}</a>'
        f'<ul class="verdict-counts">{_counts(claims()[claims()["section_id"] == row.section_id])}</ul></li>'
        for row in sections[sections["kind"] == kind].itertuples()
    )
    return f"<section><h2>{html.escape(label(f'part.{kind}'))}</h2><ul>{items}</ul></section>"


def check_claims(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Every claim of the ledger stands on a page: one that is missing stops the build."""
    missing = sorted(set(claims()["claim_id"]) - getattr(env, "atlas_claims", set()))
    if missing:
        raise ValueError(f"no page shows the claims {', '.join(missing)}")
    return []


def write_ledger(app: Sphinx, error: Exception | None) -> None:
    """Put the ledger beside the other tables."""
    if error is None:
        folder = Path(app.outdir) / "data"
        folder.mkdir(parents=True, exist_ok=True)
        claims().to_csv(folder / "ledger.csv", index=False, lineterminator="\n")


def setup(app: Sphinx) -> dict:
    """Register the extension with Sphinx."""
    app.add_directive("claims-table", ClaimsTable)
    app.add_directive("claims-since", ClaimsSince)
    app.add_directive("verdict-counts", VerdictCounts)
    app.add_directive("overview", Overview)
    app.add_directive("verdict-strip", VerdictStrip)
    app.add_role("claim", claim_role)
    app.add_role("found", found_role)
    app.add_role("finding", finding_role)
    app.add_role("stated", stated_role)
    app.add_js_file("claims.js", loading_method="defer")
    app.connect("env-updated", check_claims)
    app.connect("build-finished", write_ledger)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
