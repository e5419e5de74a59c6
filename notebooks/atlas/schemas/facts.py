"""Columns shared by the ``*_facts`` tables: one figure of one thing from one source.

Sources disagree. A facts table keeps every figure; the headline table next to it shows
one of them, and the fact it shows is marked ``headline`` = yes, with the reason.
"""

from __future__ import annotations

import pandas as pd
from pandera.pandas import Column

from atlas.schemas.fields import Rule, Table, choice, date, flag, number, ref, slug, text

QUALIFIERS = ("exact", "about", "more-than", "nearly", "at-most")
CONFIDENCE = ("high", "medium", "low")

# What a figure with this ending can be at all, the longest ending first: a slip in the unit leaves it.
RANGES = {
    "usd_m2_year": (0.05, 5),
    "passengers_year": (1000, 1e8),
    "teu_year": (10_000, 2e7),
    "mt_year": (0.1, 200),
    "t_year": (1000, 1e7),
    "usd_m2": (5, 500),
    "usd_mn": (1, 20_000),
    "vnd_bn": (10, 500_000),
    "m3_day": (100, 500_000),
    "mn_m3": (0.1, 500),
    "t_day": (1, 10_000),
    "trains_week": (0, 500),
    "life_years": (1, 100),
    "year": (1850, 2100),
    "passengers": (100, 1e8),
    "count": (0, 500_000),
    "lanes": (1, 12),
    "kmh": (20, 400),
    "dwt": (50, 400_000),
    "teu": (1000, 2e7),
    "mva": (0.1, 1000),
    "min": (5, 1000),
    "pct": (0, 100),
    "gt": (1000, 400_000),
    "ha": (1, 400_000),
    "km": (0.1, 700),
    "m2": (100, 1e6),
    "mm": (600, 1700),
    "mt": (0.1, 500),
    "mw": (10, 5000),
    "m": (1, 10_000),
}
# Figures of several sources on one thing differ by at most 4.4 times today; a slip by ten stands out.
APART = 8


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
            "value_text": text("The statement, where it is not a figure", figures=True),
            "qualifier": choice("How the source qualifies the figure", QUALIFIERS, nullable=True),
            "scope": text("Part of the subject the fact covers, if not the whole"),
            "as_of": date("Date the fact is true of"),
            "source_id": ref("Where it is stated", "sources.source_id"),
            "confidence": confidence(),
            "headline": flag(f"Whether {subject_table} shows this fact"),
            "reason": text("Why the headline takes this fact, where sources disagree"),
            "note": text("What a reader must know to use it"),
        },
        rules=(
            _number_or_words,
            _range_in_order,
            _figures_fit_their_unit,
            figures_agree(subject),
            _headlines_are_not_of_the_future,
            headline_rule(subject, subject_table),
        ),
    )


def _number_or_words(frame, other):
    for row, record in frame.iterrows():
        if pd.isna(record["value"]) == isinstance(record["value_text"], str):
            continue
        yield row, "value", "", "a fact has either a value or a value_text"


def _range_in_order(frame, other):
    for row, record in frame.dropna(subset=["value", "value_high"]).iterrows():
        if not record["value"] <= record["value_high"] <= 3 * record["value"]:
            yield row, "value_high", record["value_high"], "must be from value to three times value"


def _figures_fit_their_unit(frame, other):
    """The ending of an indicator is its unit, and bounds what the figure can be."""
    for row, record in frame[frame["value"].notna()].iterrows():
        indicator = record["indicator"]
        ending = next((name for name in RANGES if f"_{indicator}".endswith(f"_{name}")), None)
        if ending is None:
            yield row, "value", record["value"], f"{indicator} holds words, not a figure"
            continue
        low, high = RANGES[ending]
        for column in ("value", "value_high"):
            if not (pd.isna(record[column]) or low <= record[column] <= high):
                yield row, column, record[column], f"{indicator} must be from {low:,.10g} to {high:,.10g}"


def figures_agree(subject: str) -> Rule:
    """Several figures of one thing and scope lie within a factor of :data:`APART`."""

    def rule(frame, other):
        figures = frame[frame["value"] > 0].assign(scope=frame["scope"].fillna(""))
        group = [subject, "indicator", "scope"]
        values = figures.groupby(group)["value"]
        apart = values.transform("max") >= APART * values.transform("min")
        for (_, indicator, _), rows in figures[apart].groupby(group):
            ratio = (rows["value"] / rows["value"].median()).map(lambda times: max(times, 1 / times))
            row = ratio.idxmax()
            words = f"other figures of {indicator} of the same scope are {APART} times off"
            yield row, "value", rows.at[row, "value"], words

    return rule


def _headlines_are_not_of_the_future(frame, other):
    """A plan may name a later year; what a headline table shows was true when its source was read."""
    read = other("sources").set_index("source_id")["accessed"]
    for row, record in frame[(frame["headline"] == "yes") & frame["as_of"].notna()].iterrows():
        day = read.get(record["source_id"]) or record["as_of"]
        if record["as_of"] > day[: len(record["as_of"])]:
            yield row, "as_of", record["as_of"], f"must not be later than its source was read, {day}"


def headline_rule(subject: str, subject_table: str) -> Rule:
    """The headline table and its marked facts say the same, in both directions, and of the same date."""

    def rule(frame, other):
        table = other(subject_table).set_index(subject)
        shown = frame[(frame["headline"] == "yes") & frame["indicator"].isin(table.columns)]
        shown = shown[shown[subject].isin(table.index)]
        for row, record in shown.iterrows():
            key, indicator = record[subject], record["indicator"]
            marked = f"marked headline {indicator}, but {subject_table}"
            column = "value_text" if pd.isna(record["value"]) else "value"
            cell = table.at[key, indicator]
            if cell is None or not _same(cell, record[column]):
                yield row, column, record[column], f"{marked} shows {cell!r} for {key}"
            for dated in {f"{indicator}_as_of", f"{indicator.rpartition('_')[0]}_as_of"} & set(table.columns):
                if table.at[key, dated] != record["as_of"]:
                    text_rule = f"{marked} has {dated} {table.at[key, dated]!r} for {key}"
                    yield row, "as_of", record["as_of"], text_rule
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
