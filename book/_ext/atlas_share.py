"""What others see of a page: its description, the picture of a link to it, data for search engines."""

from __future__ import annotations

import html

from atlas.labels import label
from atlas.markup import script_json
from atlas.publish import DESCRIPTION, dataset
from docutils import nodes
from sphinx.application import Sphinx

LONGEST = 200  # characters: search engines cut what is longer
PICTURE = "preview.png"
DATA_PAGE = "book/data"


def description(title: str, doctree: nodes.document | None) -> str:
    """The first paragraph of a page, cut at a word; its title and what the book holds where it has none."""
    for paragraph in doctree.findall(nodes.paragraph) if doctree else ():
        words = " ".join(paragraph.astext().split())
        if len(words) > LONGEST:
            words = words[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + " …"
        if words:
            return words
    return f"{title}. {DESCRIPTION}"


def describe(
    app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None
) -> None:
    """Put description, picture and structured data into the head of a page."""
    title = html.unescape(context.get("title", app.config.html_title))
    words = description(title, doctree)
    shown = {
        "description": words,
        "og:type": "article",
        "og:site_name": app.config.html_title,
        "og:title": title,
        "og:description": words,
        "og:image": picture(app, context),
        "og:image:alt": label("site.preview"),
        "twitter:card": "summary_large_image",
    }
    tags = "".join(
        f'<meta {"property" if name.startswith("og:") else "name"}="{name}" content="{html.escape(text)}">\n'
        for name, text in shown.items()
    )
    if pagename == DATA_PAGE:
        tags += f'<script type="application/ld+json">{script_json(dataset())}</script>\n'
    context["metatags"] = context.get("metatags", "") + tags


def picture(app: Sphinx, context: dict) -> str:
    """The picture's address: in full, as previews want it, once ``html_baseurl`` says where the site is."""
    base = app.config.html_baseurl
    if base:
        return f"{base.rstrip('/')}/_static/{PICTURE}"
    return context["pathto"](f"_static/{PICTURE}", resource=True)


def setup(app: Sphinx) -> dict:
    """Register the extension with Sphinx."""
    app.connect("html-page-context", describe)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
