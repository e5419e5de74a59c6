"""Pages of the book: no figure is typed by hand, so a changed figure changes the sentence."""

import re

import pytest
from conftest import ROOT

PAGES = sorted((ROOT / "book").rglob("*.md"))
# What may hold digits: code, roles (glued values and figures of the article among them), links, comments.
NOT_PROSE = [
    re.compile(r"^(`{3,}|:{3,})\{(?!glossary|grid|note|tip).*?^\1", re.S | re.M),
    re.compile(r"^```.*?^```", re.S | re.M),
    re.compile(r"^:{3,}\{.*$", re.M),
    re.compile(r"^:[a-z-]+:.*$", re.M),
    re.compile(r"\{[a-z:]+\}`[^`]*`"),
    re.compile(r"`[^`]*`"),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"<[^>]*>"),
]
ALLOWED = [
    re.compile(r"\b(?:Decision|Decree|Resolution)\s\d+[/\w-]*", re.U),  # numbers of documents
    re.compile(
        r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
        r"|December)\b"
    ),
    re.compile(r"\b(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?\b"),  # a year, or two
    re.compile(r"\b[GCSWP]\d?(?:-\d\d)?\b"),  # a claim or a section
    re.compile(r"\b(?:CT|QL|ĐT)\d+\b|\bE\d\b|\bPM2\.5\b"),  # roads, particles
    re.compile(
        r"\bEPSG:\d+|\bWGS\s84\b|\bVN-2000\b|\bTM-3\b|\b107°45'|\b1:250\s000\b"
        r"|\bCC BY(?:-SA)? 4\.0\b|\bUTF-8\b"
    ),
    re.compile(r"\bkm²|\bm²|\bm³"),
]


def typed_figures(text):
    """Digits that stand in the prose of a page."""
    for pattern in [*NOT_PROSE, *ALLOWED]:
        text = pattern.sub(" ", text)
    return re.findall(r"[^\s]*\d[^\s]*", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_figure_is_typed_by_hand(path):
    text = path.read_text(encoding="utf-8")
    # The heading of a park is its name; the build compares it with the table.
    assert typed_figures(re.sub(r"\A# .*", "", text) if path.parent.name == "parks" else text) == []


def test_a_typed_figure_is_seen_and_what_is_no_figure_is_not():
    assert typed_figures("It has 23 parks.") == ["23"]
    assert typed_figures("A coast of 263.3 km, and `x` 5 %.") == ["263.3", "5"]
    fine = (
        "On 1 July 2025 S4-06 says {stated}`250 km`, {glue:text}`a.ipynb::b:.1f`; CT06, "
        "Decision 80/QĐ-TTg, EPSG:4326."
    )
    assert typed_figures(fine) == []
    assert typed_figures("```{glue} map\n:doc: 02.ipynb\n```\nwords") == []


def test_every_page_can_be_read_alone():
    """A page opens with a heading and a paragraph that says what it is, not with a table or a map."""
    for path in PAGES:
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        assert blocks[0].startswith("# "), path.name
        if path.parent.name != "parks":
            assert re.match(r"[A-Z*\[]", blocks[1]), path.name
