"""What did we not find? Empty cells of the tables, gaps in the series, and searches without result."""

from __future__ import annotations

import pandas as pd

from atlas import parks
from atlas.data import load
from atlas.labels import label
from atlas.schemas.parks import PARK_NUMBERS
from atlas.series import QUANG_NINH
from atlas.text import by_name

PARK_FIGURES = (*PARK_NUMBERS, "developer", "decision", "established_year")


def searches() -> pd.DataFrame:
    """What was looked for and not found, by subject, with the nearest that is known."""
    columns = ["subject", "what", "period", "nearest", "holder"]
    return load("holes").sort_values(["subject", "hole_id"])[columns]


def active_parks() -> pd.DataFrame:
    """For each headline figure of the nine active parks: how many have it, and which do not."""
    nine = parks.active().sort_values("name_vi", key=by_name)
    names = nine["name_vi"].map(parks.short_name)
    rows = [
        (label(f"figure.{column}"), int(nine[column].notna().sum()), ", ".join(names[nine[column].isna()]))
        for column in PARK_FIGURES
    ]
    return pd.DataFrame(rows, columns=["column", "known", "missing"]).replace("", label("text.none"))


def series_gaps() -> pd.DataFrame:
    """Yearly results of the province whose years have gaps: indicator, first, last, missing years.

    Only results for whole years count; a plan, an estimate or a part-year fills no gap.
    """
    series = load("series")
    yearly = series[
        (series["place_id"] == QUANG_NINH) & (series["kind"] == "result") & (series["period_kind"] == "year")
    ]
    names = load("indicators").set_index("indicator_id")["name_en"]
    rows = []
    for indicator, years in yearly.groupby("indicator_id")["year"]:
        first, last = int(years.min()), int(years.max())
        gaps = sorted(set(range(first, last + 1)) - set(years.astype(int)))
        if gaps and len(set(years)) > 2:
            rows.append((names[indicator], str(first), str(last), ", ".join(map(str, gaps))))
    return pd.DataFrame(rows, columns=["indicator", "first", "last", "missing"])
