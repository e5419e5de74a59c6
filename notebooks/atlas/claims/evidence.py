"""What does a check read? The tables, with a note of the sources of every row it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

import pandas as pd

from atlas.data import MANY, load

QUANG_NINH = "quang-ninh"
ARTICLE = "bao-moi-2025"  # the tested text among the sources
_ENDS = {"Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12", "H1": "06", "H2": "12"}


class MissingFigureError(LookupError):
    """A table lacks the one row that a check asks for, or has several of it."""


def period_end(period: str) -> str:
    """Month or day with which a period ends, for putting periods in order: ``2025-H1`` -> ``2025-06``."""
    last = period.split("/")[-1]
    last = re.sub(r"(?<=-)[QH]\d", lambda part: _ENDS[part[0]], last)
    return f"{last}-12" if len(last) == 4 else last


class Evidence:
    """The tables as one check reads them.

    ``load`` returns a table by name; a test gives changed tables through it. ``sources`` lists
    the ids of the sources of all rows taken so far, each once, in the order of reading.
    """

    def __init__(self, load: Callable[[str], pd.DataFrame] = load) -> None:
        self._load = load
        self.sources: list[str] = []

    def table(self, name: str) -> pd.DataFrame:
        """A whole table, to look things up; it is not noted as a source."""
        return self._load(name)

    def cite(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Note the sources of ``rows`` and return them."""
        for column in ("source_id", "source_ids"):
            for cell in rows[column].dropna() if column in rows else ():
                self.sources = list(dict.fromkeys([*self.sources, *cell.split(MANY)]))
        return rows

    def rows(self, table: str, **where: object) -> pd.DataFrame:
        """The rows of ``table`` whose columns are as said, or in the list given; there may be none."""
        frame = self._load(table)
        for column, wanted in where.items():
            many = isinstance(wanted, Collection) and not isinstance(wanted, str)
            frame = frame[frame[column].isin(list(wanted)) if many else frame[column] == wanted]
        return self.cite(frame)

    def row(self, table: str, **where: object) -> pd.Series:
        """The one row of ``table`` that is as said. Raises :class:`MissingFigureError`."""
        return _only(self.rows(table, **where), table, where)

    def history(
        self,
        indicator: str,
        place: str = QUANG_NINH,
        kinds: Collection[str] = ("result",),
        period_kinds: Collection[str] = ("year",),
    ) -> pd.DataFrame:
        """Headline figures of an indicator in order of time: columns of ``series``; may be empty."""
        rows = self._headlines(indicator, place, kinds)
        rows = rows[rows["period_kind"].isin(list(period_kinds))]
        return self.cite(rows.sort_values("period", key=lambda periods: periods.map(period_end)))

    def point(self, indicator: str, period: str, place: str = QUANG_NINH, kind: str = "result") -> pd.Series:
        """The headline row of ``series`` for one period. Raises :class:`MissingFigureError`."""
        rows = self._headlines(indicator, place, (kind,))
        where = {"indicator": indicator, "place": place, "period": period, "kind": kind}
        return _only(self.cite(rows[rows["period"] == period]), "series", where)

    def latest(
        self,
        indicator: str,
        place: str = QUANG_NINH,
        kinds: Collection[str] = ("result",),
        before: str = "9999",
    ) -> pd.Series:
        """The newest headline row whose period ends before ``before``, of any kind of period.

        Raises :class:`MissingFigureError` when there is none.
        """
        rows = self._headlines(indicator, place, kinds)
        rows = rows[rows["period"].map(period_end) < before]
        newest = rows.sort_values("period", key=lambda periods: periods.map(period_end)).tail(1)
        where = {"indicator": indicator, "place": place, "before": before}
        return _only(self.cite(newest), "series", where)

    def _headlines(self, indicator: str, place: str, kinds: Collection[str]) -> pd.DataFrame:
        series = self._load("series")
        return series[
            (series["indicator_id"] == indicator)
            & (series["place_id"] == place)
            & series["kind"].isin(list(kinds))
            & (series["headline"] == "yes")
        ]


def _only(rows: pd.DataFrame, table: str, where: dict[str, object]) -> pd.Series:
    if len(rows) != 1:
        said = ", ".join(f"{column} = {value}" for column, value in where.items())
        raise MissingFigureError(f"{table}: {len(rows)} rows, not one, with {said}")
    return rows.iloc[0]
