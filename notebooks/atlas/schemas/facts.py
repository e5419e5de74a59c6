"""Columns shared by the ``*_facts`` tables: one figure of one thing from one source.

Sources disagree. A facts table keeps every figure; the headline table next to it shows
one of them, and the fact it shows is marked ``headline`` = yes, with the reason.
"""

from __future__ import annotations

import pandas as pd
from pandera.pandas import Column

from atlas.schemas.fields import Table, choice, date, flag, number, ref, slug, text

QUALIFIERS = ("exact", "about", "more-than", "nearly", "at-most")
CONFIDENCE = ("high", "medium", "low")


def confidence() -> Column:
    """How far a figure can be relied on."""
    return choice(
        "high: official or two sources agree; medium: one credible source; low: old or vague", CONFIDENCE
    )


def facts_table(name: str, subject: str, subject_table: str, indicators: tuple[str, ...]) -> Table:
    """A facts table on the rows of ``subject_table``, keyed by ``subject``.

    A fact holds a number or words, not both; the unit of a number is the ending of its
    indicator (``area_planned_ha``), so no second column can contradict it.
    """
    return Table(
        name=name,
        one_row_is=f"one figure or statement on one row of {subject_table}, from one source",
        key=("fact_id",),
        columns={
            "fact_id": slug("Identifier"),
            subject: ref("What the fact is about", f"{subject_table}.{subject}"),
            "indicator": choice("What is stated; the ending gives the unit", indicators),
            "value": number("The figure, in the unit of the indicator", "as named", -1e12, 1e12),
            "value_high": number("Upper end, where a range is stated", "as named", -1e12, 1e12),
            "value_text": text("The statement, where it is not a figure"),
            "qualifier": choice("How the source qualifies the figure", QUALIFIERS, nullable=True),
            "scope": text("Part of the subject the fact covers, if not the whole"),
            "as_of": date("Date the fact is true of"),
            "source_id": ref("Where it is stated", "sources.source_id"),
            "confidence": confidence(),
            "headline": flag(f"Whether {subject_table} shows this fact"),
            "reason": text("Why the headline takes this fact, where sources disagree"),
            "note": text("What a reader must know to use it"),
        },
        rules=(_number_or_words, _range_in_order, headline_rule(subject, subject_table)),
    )


def _number_or_words(frame, other):
    for row, record in frame.iterrows():
        if pd.isna(record["value"]) == isinstance(record["value_text"], str):
            continue
        yield row, "value", "", "a fact has either a value or a value_text"


def _range_in_order(frame, other):
    for row, record in frame[frame["value_high"] < frame["value"]].iterrows():
        yield row, "value_high", record["value_high"], "must not be below value"


def headline_rule(subject: str, subject_table: str):
    """The headline table and its marked facts say the same, in both directions."""

    def rule(frame, other):
        table = other(subject_table).set_index(subject)
        shown = frame[(frame["headline"] == "yes") & frame["indicator"].isin(table.columns)]
        for row, record in shown.iterrows():
            cell = table.at[record[subject], record["indicator"]]
            stated = record["value_text"] if pd.isna(record["value"]) else record["value"]
            if cell is None or not _same(cell, stated):
                text_rule = f"marked headline, but {subject_table} shows {cell!r}"
                yield row, record["indicator"], stated, text_rule
        twice = shown[shown.duplicated([subject, "indicator"])]
        for row, record in twice.iterrows():
            yield row, "headline", record["indicator"], "two headline facts for one cell"
        known = set(zip(shown[subject], shown["indicator"], strict=True))
        for name in set(frame["indicator"]) & set(table.columns):
            for key, cell in table[name].items():
                if cell is not None and (key, name) not in known:
                    text_rule = f"{subject_table} shows it for {key}, but no fact is marked headline"
                    yield None, name, cell, text_rule

    return rule


def _same(cell: str, stated) -> bool:
    try:
        return abs(float(cell) - float(stated)) < 1e-9
    except ValueError:
        return cell == stated
