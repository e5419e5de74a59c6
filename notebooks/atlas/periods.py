"""How long is a period, when does it begin and end, and how is it said?"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pandas as pd

from atlas.labels import label


def bounds(period: str) -> tuple[date, date]:
    """First and last day of a period: ``2025``, ``2025-01/2025-05`` or ``2025-01-01/2025-11-07``."""
    ends = period.split("/")
    return pd.Period(ends[0]).start_time.date(), pd.Period(ends[-1]).end_time.date()


def months(period: str) -> float:
    """Length of a period in months; single days count as a part of their month."""
    start, end = bounds(period)
    after = end + timedelta(days=1)
    whole = 12 * (after.year - start.year) + after.month - start.month
    return whole + (after.day - start.day) / monthrange(end.year, end.month)[1]


def in_words(period: str) -> str:
    """A period in English: ``January to May 2025``, ``1 January to 7 November 2025``, ``2022``."""
    first, last = period.split("/")[0], period.split("/")[-1]
    if first == last:
        return _written(first, with_year=True)
    start = _written(first, with_year=first[:4] != last[:4])
    return f"{start} {label('text.and_to')} {_written(last, with_year=True)}"


def _written(part: str, with_year: bool) -> str:
    day = pd.Period(part).start_time
    words = {4: "", 7: f"{day:%B}", 10: f"{day.day} {day:%B}"}[len(part)]
    return f"{words} {day.year}".strip() if with_year else words
