"""The last touch on every page once it is written: lighter, named for screen readers, its Vietnamese marked,
dates and percentages kept whole.

The theme loads more than our pages use. What a page does not use is taken out of it, and the icon
font is cut down to the icons that occur.
"""

from __future__ import annotations

import html
import logging
import re
import shutil
from pathlib import Path

from atlas.labels import label
from atlas_language import in_text, mark_vietnamese
from fontTools import subset
from fontTools.ttLib import TTFont
from sphinx.application import Sphinx

# A style sheet or script of an extension (part of its address) and what on a page needs it.
NEEDED_BY = {
    "sphinx-design": r'class="(?:[^"]* )?sd-',
    "design-tabs": r'class="(?:[^"]* )?sd-tab',
    "togglebutton": r'class="(?:[^"]* )?(?:toggle[" ]|admonition [^"]*dropdown)',
    "toggleHint": r'class="(?:[^"]* )?(?:toggle[" ]|admonition [^"]*dropdown)',
    "mystnb": r'class="(?:[^"]* )?(?:cell|output|cell_output|dataframe)[" ]',
    "clipboard": r'class="highlight',
    "copybutton": r'class="highlight',
    "pygments": r'class="highlight',
}
# The icons come as style sheet and font, so their script (1.5 MB) is not needed; preloads of fonts fail on file://.
SURPLUS = re.compile(
    r'\s*<link rel="preload" as="font"[^>]*>|\s*<script src="[^"]*fontawesome[^"]*"></script>'
)
LOADED = re.compile(
    r'\s*<link rel="stylesheet"[^>]*>|\s*<script[^>]*\ssrc="[^"]*"[^>]*></script>'
    r"|\s*<script>(?:let|var) toggle[^<]*</script>"
)
ICON_SHEET = re.compile(r'[^"]*/fontawesome/[^"]*all\.min\.css[^"]*')
ICON_RULES = """\
:root{--fa-font-solid:normal 900 1em/1 "Font Awesome 6 Free"}
@font-face{font-family:"Font Awesome 6 Free";font-weight:900;font-display:block;
  src:url(icons.woff) format("woff")}
.fa-solid,.fas{display:inline-block;font:var(--fa-font-solid);text-rendering:auto;
  -webkit-font-smoothing:antialiased}
.fa-lg{font-size:1.25em;line-height:.05em;vertical-align:-.075em}
"""


def lightened(page: str) -> str:
    """``page`` without what it does not use, and with the site's own icons."""
    body = page[page.index("<body") :]

    def wanted(tag: re.Match) -> str:
        unused = (name for name, sign in NEEDED_BY.items() if name in tag[0] and not re.search(sign, body))
        return "" if any(unused) else tag[0]

    page = LOADED.sub(wanted, SURPLUS.sub("", page))
    root = re.search(r'data-content_root="([^"]*)"', page)
    return ICON_SHEET.sub(f"{root[1]}_static/atlas/icons.css", page) if root else page


def named_summaries(page: str) -> str:
    """``page`` with a name for each arrow that opens a part of the side bar."""

    def named(found: re.Match) -> str:
        words = html.escape(label("site.pages_below").format(title=html.unescape(found["title"])), quote=True)
        return f'{found["link"]}<summary aria-label="{words}">'

    arrow = r'(?P<link><a class="[^"]*reference internal"[^>]*>(?P<title>[^<]*)</a><details[^>]*>)<summary>'
    return re.sub(arrow, named, page)


DATE = re.compile(r"(?<![\w.-])\d{4}-\d{2}(?:-\d{2})?(?![\w.-]*[\w-])")
PERCENT = re.compile(r"(?:(?<=\d)|^) (?=%)")


def unbroken(page: str) -> str:
    """``page`` with dates and percentages that no line break parts."""

    def joined(text: str) -> str:
        return PERCENT.sub("\u00a0", DATE.sub(r'<span class="date">\g<0></span>', text))

    return in_text(page, joined)


def used_icons(static: Path, pages: list[str]) -> dict[str, int]:
    """Icons that pages or scripts of the theme name, with their places in the icon font."""
    sheet = next(static.glob("vendor/fontawesome/*/css/all.min.css")).read_text(encoding="utf-8")
    scripts = [path.read_text(encoding="utf-8") for path in (static / "scripts").glob("*.js")]
    names = set(re.findall(r"fa-[a-z0-9-]+", " ".join([*pages, *scripts])))
    places = {}
    for selectors, code in re.findall(r'((?:\.fa-[a-z0-9-]+:before,?)+)\{content:"\\([0-9a-f]+)"', sheet):
        for name in set(re.findall(r"fa-[a-z0-9-]+", selectors)) & names:
            places[name] = int(code, 16)
    return dict(sorted(places.items()))


def write_icons(static: Path, icons: dict[str, int]) -> None:
    """Write the icons in use as ``atlas/icons.css`` and ``icons.woff``, in place of the whole font."""
    source = next(static.glob("vendor/fontawesome/*"))
    font = TTFont(source / "webfonts" / "fa-solid-900.ttf", recalcTimestamp=False)
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it would tell of every step
    cutter = subset.Subsetter(subset.Options(notdef_outline=True, layout_features=[]))
    cutter.populate(unicodes=icons.values())
    cutter.subset(font)
    font.flavor = "woff"
    font.save(static / "atlas" / "icons.woff")
    rules = "".join(f'.{name}::before{{content:"\\{place:x}"}}\n' for name, place in icons.items())
    (static / "atlas" / "icons.css").write_text(ICON_RULES + rules, encoding="utf-8")
    for folder in ("css", "js", "webfonts"):  # the licence stays
        shutil.rmtree(source / folder, ignore_errors=True)


def finish_pages(app: Sphinx, error: Exception | None) -> None:
    """Read each page once, change it, and write it back."""
    if error is not None:
        return
    static = Path(app.outdir) / "_static"
    paths = [path for path in sorted(Path(app.outdir).rglob("*.html")) if static not in path.parents]
    pages = [path.read_text(encoding="utf-8") for path in paths]
    write_icons(static, used_icons(static, pages))
    for path, page in zip(paths, pages, strict=True):
        if "<body" in page:
            page = unbroken(mark_vietnamese(named_summaries(lightened(page))))
            path.write_text(page, encoding="utf-8")


def setup(app: Sphinx) -> dict:
    """Register the extension with Sphinx."""
    app.connect("build-finished", finish_pages, priority=900)  # after everything else is written
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
