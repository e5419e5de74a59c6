"""How is a source named on a page? By publisher and date, linked to its place in the bibliography."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache

from atlas.data import load
from atlas.labels import label
from atlas.text import known

SHOWN = 5


@cache
def _sources() -> dict[str, tuple[str, str]]:
    rows = load("sources").itertuples()
    return {row.source_id: (row.publisher, date_of(row.published)) for row in rows}


def date_of(published: object) -> str:
    """The date of a source, or a word where it has none."""
    return published if known(published) else label("site.undated")


def links(source_ids: Sequence[str], page: str) -> str:
    """Links to the first sources, and how many more there are; ``page`` is the bibliography's address."""
    parts = []
    for source_id in source_ids[:SHOWN]:
        publisher, date = _sources()[source_id]
        publisher = re.split(r" [(@]", publisher)[0]  # without edition or address; the bibliography has them
        words = html.escape(f"{publisher}, {date}")
        parts.append(f'<a href="{page}#source-{html.escape(source_id)}">{words}</a>')
    if len(source_ids) > SHOWN:
        parts.append(html.escape(label("cards.more_sources").format(count=len(source_ids) - SHOWN)))
    return "; ".join(parts)
