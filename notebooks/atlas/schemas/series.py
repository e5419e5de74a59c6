"""Schemas of the statistics: indicators, the places they describe, and the figures by period."""

from __future__ import annotations

import re

import pandas as pd

from atlas.schemas.facts import QUALIFIERS, confidence
from atlas.schemas.fields import (
    Table,
    choice,
    flag,
    integer,
    name,
    number,
    pattern,
    ref,
    refs,
    slug,
    text,
    year,
)

TOPICS = (
    "governance",
    "economy",
    "coal",
    "investment",
    "labour",
    "administration",
    "land",
    "transport",
    "trade",
    "green",
    "population",
)
PLACE_KINDS = (
    "country",
    "province",
    "district",
    "department",
    "commune",
    "basin",
    "company",
    "port",
    "airport",
    "border-gate",
    "railway",
    "park",
)
PERIOD_KINDS = ("year", "part-year", "span", "as-of")
FIGURE_KINDS = ("result", "estimate", "plan", "target", "forecast")
RANK = "rank"

_YEAR = r"\d{4}"
_MONTH = rf"{_YEAR}-(?:0[1-9]|1[0-2])"
_DAY = rf"{_MONTH}-(?:0[1-9]|[12]\d|3[01])"
PERIOD = rf"{_YEAR}(?:-Q[1-4]|-H[12])?|{_MONTH}(?:/{_MONTH})?|{_DAY}(?:/{_DAY})?|{_YEAR}/{_YEAR}"
_SHAPES = {
    "year": _YEAR,
    "part-year": rf"{_YEAR}-(?:Q[1-4]|H[12])|{_MONTH}(?:/{_MONTH})?|{_DAY}/{_DAY}",
    "span": rf"{_YEAR}/{_YEAR}|{_MONTH}/{_MONTH}|{_DAY}/{_DAY}",
    "as-of": rf"{_YEAR}|{_MONTH}|{_DAY}",
}

INDICATORS = Table(
    name="indicators",
    one_row_is="a quantity that is followed over time, with its one unit",
    key=("indicator_id",),
    columns={
        "indicator_id": slug("Identifier"),
        "name_en": name("Name in English"),
        "name_vi": name("Name in Vietnamese"),
        "unit": text("Unit of every figure of the indicator", nullable=False),
        "topic": choice("Topic", TOPICS),
        "better": choice("Which direction is the better one", ("higher", "lower", "neither")),
        "value_min": number(
            "No figure is to be expected below this; lower it where a true one is", "as named", -1e12, 1e12
        ),
        "value_max": number(
            "No figure is to be expected above this; raise it where a true one is", "as named", -1e12, 1e12
        ),
        "definition": text("What is counted, in one sentence", nullable=False),
    },
)


def _codes_are_known(frame, other):
    """A district or commune that has a code is a row of the boundary layers."""
    for kind, table in (("district", "districts_2024"), ("commune", "communes_2025")):
        known = set(other(table)["code"])
        for row, record in frame[(frame["kind"] == kind) & frame["code"].notna()].iterrows():
            if record["code"] not in known:
                yield row, "code", record["code"], f"must be a code of {table}"


def _sites_point_to_their_table(frame, other):
    """A port, airport, gate or park of the series is a row of its own table, and nothing else is."""
    for column, kinds in (("gateway_id", ("port", "airport", "border-gate")), ("park_id", ("park",))):
        for row, record in frame.iterrows():
            if (record["kind"] in kinds) != isinstance(record[column], str):
                yield row, column, record[column], "given for " + ", ".join(kinds) + " and for no other kind"


PLACES = Table(
    name="places",
    one_row_is="a territory, office, company or site that a figure of the series is about",
    key=("place_id",),
    columns={
        "place_id": slug("Identifier"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name without diacritics, or the English name"),
        "kind": choice("Kind of place", PLACE_KINDS),
        "code": pattern(
            "Official code of a province, district of 2024 or commune of 2025",
            r"\d{2}|\d{3}|\d{5}",
            "must be two, three or five digits",
            nullable=True,
        ),
        "gateway_id": ref("The port, airport or border gate it is", "gateways.gateway_id", nullable=True),
        "park_id": ref("The industrial park it is", "parks.park_id", nullable=True),
        "note": text("What a reader must know to use the row"),
    },
    rules=(_codes_are_known, _sites_point_to_their_table),
)


def _period_fits_its_kind(frame, other):
    """A part of a year is never a year, and a year is never written as its twelve months."""
    for row, record in frame.to_dict("index").items():
        period, kind = str(record["period"]), record["period_kind"]
        if re.fullmatch(_SHAPES[kind], period) is None:
            yield row, "period", period, f"is not how a period of kind {kind} is written"
            continue
        start, _, end = period.partition("/")
        if end and end <= start:
            yield row, "period", period, "must not end before it starts"
        one_year = not end or start[:4] == end[:4]
        if kind == "part-year" and not one_year or kind == "span" and one_year:
            yield row, "period_kind", kind, "a part-year lies inside one year, a span does not"
        if (start[4:], end[4:]) in {("-01", "-12"), ("-01-01", "-12-31")}:
            yield row, "period", period, "a whole year is written as a year, whole years as YYYY/YYYY"
        if record["year"] != int((end or start)[:4]):
            yield row, "year", record["year"], "must be the year in which the period ends"


def _one_headline_each(frame, other):
    group = ["indicator_id", "place_id", "period", "kind"]
    headline = frame["headline"] == "yes"
    groups = frame.assign(headline=headline).groupby(group)["headline"]
    chosen, several = groups.transform("sum"), groups.transform("size") > 1
    rule = "exactly one headline for each indicator, place, period and kind"
    for row in frame.index[(chosen != 1) & ~frame.duplicated(group)]:
        yield row, "headline", f"{chosen[row]} chosen", rule
    for row in frame.index[headline & (chosen == 1) & several & frame["reason"].isna()]:
        yield row, "reason", "", "sources disagree: say why this figure is taken"


def _values_fit_their_indicator(frame, other):
    known = other("indicators").set_index("indicator_id").to_dict("index")
    for row, record in frame[frame["indicator_id"].isin(list(known))].to_dict("index").items():
        indicator = known[record["indicator_id"]]
        low, high = indicator["value_min"], indicator["value_max"]
        for column in ("value", "value_high"):
            value, bound = record[column], f"the bound of {record['indicator_id']}"
            if low is not None and value < float(low):
                yield row, column, value, f"must not be below {low}, {bound}"
            if high is not None and value > float(high):
                yield row, column, value, f"must not be above {high}, {bound}"
        if indicator["unit"] == RANK:
            if record["value"] != int(record["value"]):
                yield row, "value", record["value"], "a rank is a whole number"
            if pd.notna(record["out_of"]) and record["value"] > record["out_of"]:
                yield row, "value", record["value"], "a rank must not exceed out_of"
        elif pd.notna(record["out_of"]):
            yield row, "out_of", record["out_of"], "only a rank is out of a number"


def _bounds_stay_close(frame, other):
    """Bounds ten times off the figures would let a slip in the unit pass."""
    ends = frame.groupby("indicator_id")["value"].agg(["min", "max"])
    for indicator in other("indicators").to_dict("records"):
        name, unit = indicator["indicator_id"], indicator["unit"]
        if name not in ends.index or unit == RANK or ends.at[name, "min"] <= 0:
            continue
        low, high = float(indicator["value_min"] or 0), float(indicator["value_max"] or 0)
        if low > 0 and ends.at[name, "min"] > 10 * low:
            yield None, "value_min", low, f"of {name} lies ten times under its lowest figure"
        if low > 0 and not ends.at[name, "max"] * 10 > high:
            yield None, "value_max", high, f"of {name} lies ten times over its highest figure"


def _high_is_above_value(frame, other):
    for row, record in frame.dropna(subset=["value_high"]).iterrows():
        if not record["value"] < record["value_high"] <= max(3 * record["value"], 0):
            yield row, "value_high", record["value_high"], "must be above value, at most three times it"


def _every_indicator_and_place_is_used(frame, other):
    for table, column in (("indicators", "indicator_id"), ("places", "place_id")):
        for unused in sorted(set(other(table)[column]) - set(frame[column])):
            yield None, column, unused, f"a row of {table} that no figure uses"


SERIES = Table(
    name="series",
    one_row_is="one figure of an indicator for a place and a period, with all sources that print it",
    key=("indicator_id", "place_id", "period", "kind", "value"),
    columns={
        "indicator_id": ref("What is measured", "indicators.indicator_id"),
        "place_id": ref("What it is measured of", "places.place_id"),
        "year": year("Year in which the period ends", nullable=False),
        "period": pattern(
            "Period: 2025, 2025-Q2, 2025-H1, 2025-05, 2025-01/2025-05, 2021/2025, or a date",
            PERIOD,
            "must be a year, quarter, half-year, month or date, or two of them joined by /",
        ),
        "period_kind": choice(
            "year: a full year; part-year: never to be drawn as a year; span: a sum, mean or goal over "
            "several years; as-of: a state at a date",
            PERIOD_KINDS,
        ),
        "kind": choice(
            "result: reported for a period that is over; estimate: before the final count, or worked out by "
            "the source; plan: of a company, plan or programme; target: a goal set; forecast: expected",
            FIGURE_KINDS,
        ),
        "value": number("The figure, in the unit of the indicator", "as named", -1e12, 1e12, nullable=False),
        "value_high": number("Upper end, where a range is stated", "as named", -1e12, 1e12),
        "qualifier": choice("How the source qualifies the figure", QUALIFIERS),
        "out_of": integer("Number of units ranked, where it is known", "units", 2, 100),
        "source_ids": refs("Where it is stated; several sources print the same figure", "sources.source_id"),
        "confidence": confidence(),
        "headline": flag("The one figure to use for its indicator, place, period and kind"),
        "reason": text("Why the headline is taken, where sources disagree"),
        "note": text("What a reader must know to use it"),
    },
    rules=(
        _period_fits_its_kind,
        _one_headline_each,
        _values_fit_their_indicator,
        _bounds_stay_close,
        _high_is_above_value,
        _every_indicator_and_place_is_used,
    ),
    limits="Compiled from the press and agencies; results, plans and targets stand side by side, and so do "
    "years and parts of years: select by kind and period_kind before drawing.",
)

TABLES = (INDICATORS, PLACES, SERIES)
