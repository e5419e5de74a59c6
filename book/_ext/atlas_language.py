"""Which words on a page are Vietnamese? They are marked, so that a screen reader speaks them as such.

Words between two punctuation marks are Vietnamese as a whole if half of them carry Vietnamese letters
and the others could be Vietnamese syllables. Elsewhere the names of our tables are, and single words
with such letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from atlas.data import load
from atlas.parks import short_name
from atlas.schemas import TABLES

LETTERS = "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
MARKED = re.compile(f"[{LETTERS}]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
CLAUSE = re.compile(r"[^.,;:!?()\[\]/&|·→]+")
# How a Vietnamese syllable without marks is built; English words of that shape tell nothing.
SYLLABLE = re.compile(
    "(b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(ch?|m|ng?|nh|p|t)?",
    re.IGNORECASE,
)
ENGLISH_WORDS = """
a an and are as at by do for from has he her his i in is it its no not of on or than that the then they to
was were with
"""
ENGLISH = set(ENGLISH_WORDS.split())
# A tag with its attributes, which may hold a whole document; what stands between two tags is text.
PIECE = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
SILENT = {"head", "script", "style", "svg", "pre", "code", "option", "textarea"}  # no markup, or not spoken
OPENING, CLOSING = '<span lang="vi">', "</span>"


@cache
def names() -> dict[str, list[str]]:
    """Names of the tables that carry Vietnamese letters, by their first word, longest first."""
    found = {"Quảng Ninh", "Việt Nam"}
    for table in TABLES:
        if table not in ("indicators", "sections") and "name_vi" in TABLES[table].columns:
            found |= {name for full in load(table)["name_vi"].dropna() for name in (full, short_name(full))}
    by_first = defaultdict(list)
    for name in sorted(found, key=lambda name: (-len(name), name)):
        if MARKED.search(name):
            by_first[WORD.search(name)[0]].append(name)
    return by_first


def spans(text: str) -> list[tuple[int, int]]:
    """Where in ``text`` Vietnamese runs begin and end."""
    if not MARKED.search(text):
        return []
    found: list[tuple[int, int]] = []
    for clause in CLAUSE.finditer(text):  # a name may reach into the next clause, or over it
        begin = max([clause.start(), *(end for _, end in found[-1:])])
        found += _spans_of(text, begin, max(begin, clause.end()))
    return found


def _spans_of(text: str, begin: int, finish: int) -> list[tuple[int, int]]:
    words = list(WORD.finditer(text, begin, finish))
    marked = sum(bool(MARKED.search(word[0])) for word in words)
    if marked and 2 * marked >= len(words) and all(_may_be_vietnamese(word[0]) for word in words):
        return [(words[0].start(), words[-1].end())]
    runs: list[tuple[int, int]] = []
    for word in words:
        start, end = word.start(), _end(text, word)
        if end and (not runs or start >= runs[-1][1]):
            joined = runs and text[runs[-1][1] : start] == " "
            runs[-1:] = [(runs[-1][0], end)] if joined else [*runs[-1:], (start, end)]
    return runs


def _may_be_vietnamese(word: str) -> bool:
    return bool(MARKED.search(word) or (SYLLABLE.fullmatch(word) and word.lower() not in ENGLISH))


def _end(text: str, word: re.Match) -> int:
    """Where the longest Vietnamese name that begins with ``word`` ends; 0 where none does."""
    for name in names().get(word[0], ()):
        end = word.start() + len(name)
        if text.startswith(name, word.start()) and not text[end : end + 1].isalpha():
            return end
    return word.end() if MARKED.search(word[0]) else 0


def mark(text: str) -> str:
    """``text`` with its Vietnamese runs marked; it may hold character references, but no tags."""
    parts, done = [], 0
    for start, end in spans(text):
        parts += [text[done:start], OPENING, text[start:end], CLOSING]
        done = end
    return "".join([*parts, text[done:]])


def mark_vietnamese(page: str) -> str:
    """A whole page with its Vietnamese marked, outside of scripts, pictures and code."""
    return in_text(page, mark)


def in_text(page: str, change: Callable[[str], str]) -> str:
    """``page`` with its text put through ``change``, outside of scripts, pictures and code."""
    pieces, silent = PIECE.split(page), []
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            pieces[at] = piece if silent else change(piece)
            continue
        name = re.match(r"</?([a-z0-9]*)", piece, re.IGNORECASE)[1].lower()
        if name in SILENT and not piece.endswith("/>"):
            if piece.startswith("</"):
                silent = silent[:-1]
            else:
                silent.append(name)
    return "".join(pieces)
