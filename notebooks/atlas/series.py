"""Which figures of the table ``series`` hold? Its headlines, by indicator and by what else is asked."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

QUANG_NINH, HAI_PHONG, COUNTRY = "quang-ninh", "hai-phong", "viet-nam"  # ids of places


def headline_rows(series: pd.DataFrame, indicators: str | Collection[str], **where: object) -> pd.DataFrame:
    """The headline rows of one or several indicators, in the order of the table; may be none.

    ``where`` names columns and the value, or the list of values, that each must have, such as
    ``place_id="quang-ninh"`` or ``kind=("result", "estimate")``.
    """
    rows = series[series["headline"] == "yes"]
    for column, wanted in {"indicator_id": indicators, **where}.items():
        rows = rows[rows[column].isin([wanted] if isinstance(wanted, str) else list(wanted))]
    return rows


def point(
    series: pd.DataFrame, indicator: str, period: str, kind: str = "result", place: str = QUANG_NINH
) -> pd.Series:
    """The headline row of a place for one period. Raises ``KeyError`` unless there is exactly one."""
    rows = headline_rows(series, indicator, place_id=place, period=period, kind=kind)
    if len(rows) != 1:
        where = f"{place!r} in {period!r} ({kind})"
        raise KeyError(f"{len(rows)} headlines of {indicator!r} for {where}, not one")
    return rows.iloc[0]
