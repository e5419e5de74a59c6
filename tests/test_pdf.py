"""The book as one PDF: every page with its bookmark, every sheet with its number, a list of contents."""

import os
import re

import pytest
from atlas import pdf, weigh
from conftest import ROOT
from pypdf import PdfReader

SHORT = """
format: jb-book
root: book/index
parts:
  - caption: Parks
    chapters:
      - file: book/parks/index
        sections:
          - file: book/parks/dong-mai
"""


def marks(reader, outline=None):
    """(title, sheet) of all bookmarks, those below others too."""
    found = []
    for entry in reader.outline if outline is None else outline:
        if isinstance(entry, list):
            found += marks(reader, entry)
        else:
            found.append((entry.title, reader.get_destination_page_number(entry)))
    return found


def check(reader, toc):
    bookmarks = marks(reader)
    assert len(bookmarks) == len(pdf.contents(toc)) + 1
    assert [sheet for _, sheet in bookmarks] == sorted({sheet for _, sheet in bookmarks})
    for number, sheet in enumerate(reader.pages, start=1):
        assert re.search(rf"(?m)^\s*{number}\s*$", sheet.extract_text()), f"sheet {number} has no number"
    listed = "".join(reader.pages[number].extract_text() for number in range(bookmarks[1][1]))
    assert all(re.search(rf"(?m)\s{sheet + 1}\s*$", listed) for _, sheet in bookmarks[1:])


@pytest.fixture(scope="module")
def short(site, browser, tmp_path_factory):
    """Three pages of the book in print."""
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "toc.yml").write_text(SHORT, encoding="utf-8")
    pdf.make(browser, site, folder / "toc.yml", folder / "short.pdf")
    return folder


def test_pages_get_bookmarks_numbers_and_a_list_of_contents(short):
    check(PdfReader(short / "short.pdf"), short / "toc.yml")


def test_links_between_pages_lead_inside_the_document(short):
    reader = PdfReader(short / "short.pdf")
    notes = [note.get_object() for sheet in reader.pages for note in sheet.get("/Annots") or []]
    addresses = [str(note.get("/A", {}).get("/URI", "")) for note in notes]
    assert not [address for address in addresses if address.startswith("file:")]
    assert any("/Dest" in note for note in notes)


def test_maps_are_printed_as_their_twins(short):
    reader = PdfReader(short / "short.pdf")
    park = dict(marks(reader))["Khu công nghiệp Đông Mai"]
    assert re.search(r"\d+ km", reader.pages[park].extract_text())


def test_without_a_browser_there_is_one_clear_line(monkeypatch):
    monkeypatch.setattr(weigh.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="no Chromium found"):
        weigh.chromium()


@pytest.mark.skipif("ATLAS_PDF" not in os.environ, reason="takes over a minute: set ATLAS_PDF=1")
def test_the_whole_book_is_one_document(site, browser, tmp_path):
    pdf.make(browser, site, ROOT / "_toc.yml", tmp_path / "book.pdf")
    check(PdfReader(tmp_path / "book.pdf"), ROOT / "_toc.yml")
