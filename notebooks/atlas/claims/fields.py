"""In which fields of industry does a project stand? The article's words and the sectors of ``tenants``."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from atlas.claims.evidence import Evidence, period_end
from atlas.labels import label
from atlas.text import known, listing

Fields = dict[str, tuple[str, ...]]

STANDING = ("licensed", "under-construction", "operating")
# Who makes solar cells counts as renewable energy, in the article's favour. A sector without any
# tenant has no word in the table; it stands here under the word that it would have.
ELECTRONICS, RENEWABLE = ("electronics",), ("solar", "renewable-energy")
CALLED: Fields = {
    "electronic parts": ELECTRONICS,
    "supporting industry": ("automotive", "mechanical"),
    "renewable energy": RENEWABLE,
    "new materials": ("new-materials",),
    "biotechnology": ("biotechnology",),
}
CHAINS: Fields = {
    "electronic parts": ELECTRONICS,
    "building materials": ("building-materials",),
    "car parts": ("automotive",),
    "electrical equipment": ("electrical-equipment",),
}
# Clean industry, the sixth that the article favours, is no sector.
FAVOURED: Fields = {
    "electronics": ELECTRONICS,
    "precision mechanics": ("mechanical",),
    "biotechnology": ("biotechnology",),
    "logistics": ("logistics",),
    "renewable energy": RENEWABLE,
}


def projects(evidence: Evidence, fields: Fields) -> dict[str, pd.DataFrame]:
    """Projects licensed, being built or at work in each field, those of most dollars first."""
    tenants = evidence.table("tenants")
    standing = tenants[(tenants["kind"] == "project") & tenants["status"].isin(STANDING)]
    standing = standing.sort_values(["capital_usd_mn", "name"], ascending=[False, True])
    return {field: standing[standing["sector"].isin(sectors)] for field, sectors in fields.items()}


def filled(evidence: Evidence, fields: Fields) -> tuple[int, str, dict[str, object]]:
    """Fields with a project: their number, the newest date of their examples, and words for the sentence."""
    first = {field: rows.head(1) for field, rows in projects(evidence, fields).items() if len(rows)}
    examples = evidence.cite(pd.concat(first.values())) if first else evidence.table("tenants")
    came = [f"{field} (such as {rows['name'].iloc[0].split(' (')[0]})" for field, rows in first.items()]
    missing = [field for field in fields if field not in first]
    return len(first), newest(examples["as_of"]), {"came": named(came), "missing": named(missing)}


def newest(dates: Iterable[str]) -> str:
    """The latest of some dates of different precision, unknown ones left out."""
    return max((date for date in dates if known(date)), key=period_end)


def named(words: Iterable[str]) -> str:
    """The words joined, or the word for none."""
    return listing(list(words)) or label("text.none")
