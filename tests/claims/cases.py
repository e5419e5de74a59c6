"""How the tests of the checks change data: edits of tables, and cases that say what follows.

A :class:`Case` says which verdict follows from changed data. An :class:`Edge` does so on both
sides of the bar of a rule: just reached, and just missed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import pytest
from atlas.claims import find
from atlas.claims.evidence import QUANG_NINH
from atlas.data import load

Edit = tuple[str, Callable[[pd.DataFrame], pd.DataFrame]]


def _chosen(frame: pd.DataFrame, where: dict) -> pd.Series:
    chosen = pd.Series(True, index=frame.index)
    for column, wanted in where.items():
        many = isinstance(wanted, list | tuple | set)
        chosen &= frame[column].isin(list(wanted)) if many else frame[column] == wanted
    assert chosen.any(), f"no row with {where}: the test would change nothing"
    return chosen


def cell(table: str, column: str, value: object, **where: object) -> Edit:
    """Put ``value`` into ``column`` of the rows that are as said."""

    def edit(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[_chosen(frame, where), column] = value
        return frame

    return table, edit


def drop(table: str, **where: object) -> Edit:
    """Take the rows out that are as said."""
    return table, lambda frame: frame[~_chosen(frame, where)]


def add(table: str, like: dict, **changes: object) -> Edit:
    """Put in a copy of the first row that is as ``like`` says, with ``changes``."""

    def edit(frame: pd.DataFrame) -> pd.DataFrame:
        copy = frame[_chosen(frame, like)].head(1).assign(**changes)
        return pd.concat([frame, copy], ignore_index=True)

    return table, edit


def series(indicator: str, period: str, value: float, place: str = QUANG_NINH, kind: str = "result") -> Edit:
    """Change the headline figure of one indicator, place, period and kind."""
    where = {"indicator_id": indicator, "place_id": place, "period": period, "kind": kind, "headline": "yes"}
    return cell("series", "value", value, **where)


def changed(edits: tuple[Edit, ...]) -> Callable[[str], pd.DataFrame]:
    """``load`` with the edits applied, in order."""

    def changed_load(name: str) -> pd.DataFrame:
        frame = load(name)
        for table, edit in edits:
            if table == name:
                frame = edit(frame)
        return frame

    return changed_load


@dataclass(frozen=True)
class Case:
    """With these edits the claim has this verdict; ``why`` says what the data then are."""

    claim_id: str
    why: str
    edits: tuple[Edit, ...]
    verdict: str

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.why}"

    def holds(self) -> None:
        assert find(self.claim_id, changed(self.edits)).verdict == self.verdict


@dataclass(frozen=True)
class Edge:
    """At the bar of the rule the verdict is the first, just past it the second.

    ``found`` is the deciding figure at the bar, written from the rule, not from the code.
    """

    claim_id: str
    found: float
    at: tuple[Edit, ...]
    past: tuple[Edit, ...]
    verdicts: tuple[str, str]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.verdicts[0]} at the bar, {self.verdicts[1]} past it"

    def holds(self) -> None:
        at, past = find(self.claim_id, changed(self.at)), find(self.claim_id, changed(self.past))
        assert (at.verdict, past.verdict) == self.verdicts
        assert at.found == pytest.approx(self.found)
        assert self.verdicts[0] != self.verdicts[1]
