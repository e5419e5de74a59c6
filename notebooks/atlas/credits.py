"""Who is named under a map or chart? Its credits by key, or the publishers of its rows."""

from __future__ import annotations

import pandas as pd

from atlas.data import MANY, load
from atlas.labels import label
from atlas.text import listing


def credits(*keys: str) -> str:
    """The source line of what rests on whole tables or layers, from the labels ``credit.<key>``."""
    return f"{label('map.sources')}: {'; '.join(label(f'credit.{key}') for key in keys)}."


def credits_of(rows: pd.DataFrame) -> str:
    """The source line of what rests on ``rows`` of a table with source ids."""
    return f"{label('map.sources')}: {publishers(rows)}"


def publishers(rows: pd.DataFrame) -> str:
    """Who published the ``rows`` of a table with source ids, each with its years, in order of time.

    A publisher of undated pages stands last, without a year.
    """
    column = "source_ids" if "source_ids" in rows else "source_id"
    ids = {key for cell in rows[column] for key in cell.split(MANY)}
    sources = load("sources").set_index("source_id").loc[sorted(ids)]
    groups = sources["published"].str[:4].groupby(sources["publisher"])
    years = {publisher: sorted(set(dates.dropna())) for publisher, dates in groups}
    order = sorted(years, key=lambda publisher: (not years[publisher], years[publisher]))
    return listing([" ".join([publisher, *filter(None, [listing(years[publisher])])]) for publisher in order])
