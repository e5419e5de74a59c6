"""``make pdf``: the whole book as one PDF, printed from the built pages in the order of the contents.

Chromium prints each page as a reader would, with maps as their static twins. A list of contents goes
before them, and every sheet gets its number. Nothing is fetched from the network.
"""

from __future__ import annotations

import html
import io
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

import yaml
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import Fit

from atlas.labels import label
from atlas.weigh import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAPER = {"format": "A4", "print_background": True}
MARGIN = {"top": "16mm", "bottom": "18mm", "left": "16mm", "right": "16mm"}
NUMBER = '<p style="width:100%;text-align:center;font:9px sans-serif"><span class="pageNumber"></span></p>'
# Pictures that wait until they are scrolled to would be missing.
FETCH_PICTURES = """() => Promise.all([...document.images].map(picture => {
  picture.loading = "eager";
  return picture.decode().catch(() => null);
}))"""


@dataclass
class Chapter:
    """A page of the book in print: its title, its depth in the contents, its sheets."""

    file: Path
    title: str
    depth: int
    sheets: PdfReader


def contents(toc: Path) -> list[tuple[str, int]]:
    """Documents of ``_toc.yml`` in reading order, with their depth below the part."""
    tree = yaml.safe_load(toc.read_text(encoding="utf-8"))
    order = [(tree["root"], 0)]
    for part in tree["parts"]:
        for chapter in part["chapters"]:
            order.append((chapter["file"], 0))
            order += [(section["file"], 1) for section in chapter.get("sections", [])]
    return order


def print_page(page: Page, file: Path) -> bytes:
    """The page of the site in ``file`` as PDF, without numbers."""
    page.goto(file.as_uri(), wait_until="load")
    page.evaluate(FETCH_PICTURES)
    return page.pdf(**PAPER, margin=MARGIN)


def title_of(file: Path) -> str:
    """The title of a page, without the name of the book."""
    found = re.search(r"<title>(.*?)</title>", file.read_text(encoding="utf-8"), re.S)
    return html.unescape(found[1]).split(" \u2014 ")[0].strip()


def print_contents(page: Page, chapters: list[Chapter], first: int) -> bytes:
    """The list of contents, with the sheet on which each chapter begins; the first one is ``first``."""
    lines, number = [], first
    for chapter in chapters:
        lines.append(
            f'<li style="margin-left:{chapter.depth * 2}em"><span>{html.escape(chapter.title)}</span>'
            f"<b>{number}</b></li>"
        )
        number += len(chapter.sheets.pages)
    style = (
        "body{font:11pt sans-serif}ul{list-style:none;padding:0}"
        "li{display:flex;justify-content:space-between;gap:2em;padding:2px 0;border-bottom:1px dotted #999}"
    )
    heading = html.escape(label("site.contents"))
    page.set_content(f"<style>{style}</style><h1>{heading}</h1><ul>{''.join(lines)}</ul>")
    return page.pdf(**PAPER, margin=MARGIN)


def numbers(page: Page, count: int) -> PdfReader:
    """``count`` empty sheets that carry only their number, to be laid over the book."""
    page.set_content('<div style="break-after:page">&nbsp;</div>' * (count - 1) + "<div>&nbsp;</div>")
    stamped = page.pdf(
        format="A4",
        display_header_footer=True,
        header_template="<i></i>",
        footer_template=NUMBER,
        margin=MARGIN,
    )
    return PdfReader(io.BytesIO(stamped))


def join(chapters: list[Chapter], opening: PdfReader, stamps: PdfReader) -> PdfWriter:
    """One document: contents, chapters with bookmarks, a number on each sheet, links inside the book."""
    book, starts, above = PdfWriter(), {}, None
    book.append(opening, import_outline=False)
    book.add_outline_item(title=label("site.contents"), page_number=0)
    for chapter in chapters:
        start = len(book.pages)
        starts[chapter.file] = start
        book.append(chapter.sheets, import_outline=False)
        parent = above if chapter.depth else None
        mark = book.add_outline_item(title=chapter.title, page_number=start, parent=parent)
        above = above if chapter.depth else mark
    for sheet, stamp in zip(book.pages, stamps.pages, strict=True):
        sheet.merge_page(stamp)
        sheet.compress_content_streams()
    for number, sheet in enumerate(book.pages):
        point_inside(book, number, sheet, starts)
    book.compress_identical_objects()
    return book


def point_inside(book: PdfWriter, number: int, sheet: PageObject, starts: dict[Path, int]) -> None:
    """Links of a sheet to pages of the site lead to their sheets; links to other files of it go."""
    kept, inner = [], []
    for reference in sheet.get("/Annots") or []:
        note = reference.get_object()
        address = note.get("/A", {}).get("/URI", "")
        if not str(address).startswith("file:"):
            kept.append(reference)
            continue
        target = Path(unquote(urldefrag(str(address))[0].removeprefix("file://")))
        if target in starts:
            inner.append((note["/Rect"], starts[target]))
    if "/Annots" in sheet:
        sheet["/Annots"].get_object().clear()
        sheet["/Annots"].get_object().extend(kept)
    for rectangle, target in inner:
        book.add_annotation(
            number, Link(rect=rectangle, target_page_index=target, fit=Fit.fit_horizontally())
        )


def make(chrome: Browser, site: Path, toc: Path, out: Path) -> int:
    """Print the book in ``site`` with the browser ``chrome`` into ``out``; returns its sheets."""
    order = contents(toc)
    page = chrome.new_page(color_scheme="light", reduced_motion="reduce")
    chapters = []
    for at, (name, depth) in enumerate(order, start=1):
        file = (site / f"{name}.html").resolve()
        print(f"\rprinting page {at} of {len(order)}", end="", file=sys.stderr, flush=True)
        sheets = PdfReader(io.BytesIO(print_page(page, file)))
        chapters.append(Chapter(file, title_of(file), depth, sheets))
    page.goto("about:blank")
    length = len(PdfReader(io.BytesIO(print_contents(page, chapters, 1))).pages)
    opening = PdfReader(io.BytesIO(print_contents(page, chapters, length + 1)))
    count = length + sum(len(chapter.sheets.pages) for chapter in chapters)
    book = join(chapters, opening, numbers(page, count))
    book.add_metadata({"/Title": chapters[0].title})
    out.parent.mkdir(parents=True, exist_ok=True)
    book.write(out)
    page.close()
    return count


def main() -> None:
    """Print the site named on the command line into the file named after it."""
    site, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    start = time.perf_counter()
    with browser() as chrome:
        count = make(chrome, site, Path("_toc.yml"), out)
    size = out.stat().st_size / 1e6
    print(f"\n{out}: {count} sheets, {size:.1f} MB, {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
