"""Charts stand in the page itself instead of beside it as pictures, so that they follow its theme."""

from __future__ import annotations

import html
import re
from pathlib import Path

from docutils import nodes
from myst_nb.ext.glue.crossref import read_glue_cache
from myst_nb.ext.glue.utils import PendingGlueReference
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform


def inline(svg: str) -> str | None:
    """The figure of a chart, given its SVG document; None for any other picture.

    The figure carries the text alternative; the ids of the picture go, since a page may show
    a chart twice.
    """
    opening = re.search(r"<svg\b[^>]*>", svg)
    if not opening or "data-chart=" not in opening[0]:
        return None
    words = html.unescape(re.search(r"<desc[^>]*>(.*?)</desc>", svg, re.S)[1])
    bare = re.sub(r' (?:role|aria-labelledby)="[^"]*"', "", opening[0])
    drawn = re.sub(r"<(title|desc)[^>]*>.*?</\1>", "", svg[opening.end() :], flags=re.S)
    picture = bare.replace("<svg", '<svg aria-hidden="true"', 1) + drawn
    return f'<figure class="atlas-chart" role="img" aria-label="{html.escape(words)}">{picture}</figure>'


def inline_charts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the picture of each chart in a page by the chart itself."""
    for image in list(doctree.findall(nodes.image)):
        path = Path(app.srcdir) / image["uri"]
        if path.suffix == ".svg" and path.exists():
            figure = inline(path.read_text(encoding="utf-8"))
            if figure:
                image.replace_self(nodes.raw("", figure, format="html"))


class GluedCharts(SphinxPostTransform):
    """A chart glued from another page: MyST-NB knows no SVG there and would print its type."""

    default_priority = 4  # before MyST-NB puts in what is glued

    def run(self, **kwargs: object) -> None:
        """Put the chart where the page asks for it."""
        folder = self.env.mystnb_config.output_folder
        for node in list(self.document.findall(PendingGlueReference)):
            glued = read_glue_cache(folder, node.refdoc).get(node.key, {}).get("data", {})
            figure = inline(glued.get("image/svg+xml", ""))
            if figure and node.gtype != "text":
                node.replace_self(nodes.raw("", figure, format="html"))


def setup(app: Sphinx) -> dict:
    """Register the extension with Sphinx."""
    app.connect("doctree-resolved", inline_charts)
    app.add_post_transform(GluedCharts)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
