"""Are there enough trained people, and where do they live? Shares, demand, flats for workers."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from atlas import charts, parks
from atlas.charts import Chart
from atlas.data import load
from atlas.labels import label
from atlas.text import figure

COUNTRY = "viet-nam"
HAI_PHONG = "hai-phong"
SHARES = ("workers-trained-share", "workers-certified-share")
BEFORE, AFTER = "2020", "2025"
# Weights and questions of the index changed with the edition of 2022.
LAST_COMPARABLE = 2021
DEMAND = (
    "park-workers",
    "park-zone-workers",
    "park-workers-needed",
    "worker-shortage",
    "manufacturing-workers-needed",
)
BASE = ("vocational-institutions", "vocational-spending", "vocational-enrolment")
RENEWAL = ("vocational-programmes-updated", "vocational-programmes-new")


def figures(
    series: pd.DataFrame, indicator: str, place: str = parks.QUANG_NINH, kinds: Collection[str] = ("result",)
) -> pd.DataFrame:
    """The headline rows of an indicator at one place, in order of time."""
    rows = series[
        (series["indicator_id"] == indicator)
        & (series["place_id"] == place)
        & series["kind"].isin(list(kinds))
        & (series["headline"] == "yes")
    ]
    return rows.sort_values(["year", "period"])


def shares(series: pd.DataFrame) -> pd.DataFrame:
    """Published shares in %, a row for each year that has one: period, four columns of place and share."""
    columns = {
        f"{share}-{place}": figures(series, share, place).set_index("period")["value"]
        for share in SHARES
        for place in (parks.QUANG_NINH, COUNTRY)
    }
    return pd.DataFrame(columns).rename_axis("period").reset_index()


def shares_chart() -> Chart:
    """The shares of 2020 and 2025, province and country; a share that was not found is said in words."""
    by_year = shares(load("series")).set_index("period")
    rows = [
        (label(f"people.{column}"), by_year.at[BEFORE, column], by_year.at[AFTER, column])
        for column in by_year
    ]
    frame = pd.DataFrame(rows, columns=["share", "before", "after"])
    told = "; ".join(f"{name}: {figure(one)} and {figure(two)}" for name, one, two in rows)
    return charts.dumbbell(
        frame,
        "share",
        "before",
        "after",
        title="Trained and certified workers",
        unit="% of workers",
        before_label=BEFORE,
        after_label=AFTER,
        sources="Báo Quảng Ninh, vietnam.vn (2025), VietnamPlus (December 2025)",
        summary=f"Percent of workers in {BEFORE} and {AFTER}. {told}.",
        key="people-shares",
    )


def rated_training(series: pd.DataFrame) -> pd.DataFrame:
    """PCI scores on labour training up to 2021, in points of 10: year, place, value."""
    names = load("places").set_index("place_id")["name_vi"]
    rows = pd.concat(figures(series, "pci-labour-training", place) for place in (parks.QUANG_NINH, HAI_PHONG))
    rows = rows[rows["year"] <= LAST_COMPARABLE]
    return rows.assign(place=rows["place_id"].map(names))[["year", "place", "value"]]


def rated_training_chart() -> Chart:
    """How firms rate the training of labour, province and Hải Phòng, by edition."""
    frame = rated_training(load("series"))
    ends = frame.groupby("place", sort=False).agg(["first", "last"])
    told = "; ".join(
        f"{place} {row['value', 'first']:.2f} in {row['year', 'first']}, "
        f"{row['value', 'last']:.2f} in {row['year', 'last']}"
        for place, row in ends.iterrows()
    )
    return charts.lines(
        frame,
        "year",
        "place",
        "value",
        title="Labour training in the eyes of firms",
        unit="points of 10, higher is better",
        sources="PCI of VCCI; investinquangninh.vn",
        summary=f"PCI score on labour training. {told}.",
        key="people-training",
        digits=2,
    )


def demand(series: pd.DataFrame) -> pd.DataFrame:
    """Workers there are and workers wanted in the province: what, period, kind, value, value_high."""
    kinds = ("result", "estimate", "plan", "forecast")
    rows = pd.concat(figures(series, indicator, kinds=kinds) for indicator in DEMAND)
    names = load("indicators").set_index("indicator_id")["name_en"]
    rows = rows.assign(what=rows["indicator_id"].map(names)).sort_values(["year", "period"], kind="stable")
    return rows[["what", "period", "kind", "value", "value_high"]].reset_index(drop=True)


def training(series: pd.DataFrame) -> pd.DataFrame:
    """What the vocational institutions are and did: what, period, value, unit."""
    rows = pd.concat(figures(series, indicator) for indicator in (*BASE, *RENEWAL))
    named = load("indicators").set_index("indicator_id")
    rows = rows.assign(
        what=rows["indicator_id"].map(named["name_en"]), unit=rows["indicator_id"].map(named["unit"])
    )
    return rows[["what", "period", "value", "unit"]].reset_index(drop=True)


def housing(series: pd.DataFrame) -> pd.DataFrame:
    """Parks with a count of workers and one of flats for them, each the newest.

    Columns: place_id, workers, workers_as_of, flats_built, flats_planned, flats_as_of, flats (built
    and planned together) and source_ids.
    """
    rows = []
    for place in sorted(series.loc[series["indicator_id"] == "worker-flats", "place_id"].unique()):
        workers = figures(series, "park-workers", place).tail(1)
        built = figures(series, "worker-flats", place).tail(1)
        planned = figures(series, "worker-flats", place, ("plan",)).tail(1)
        flats = pd.concat([built, planned])
        if len(workers) and len(flats):
            rows.append(
                (place, workers["value"].sum(), workers["period"].max(), _only(built), _only(planned))
            )
            rows[-1] += (flats["period"].max(), flats["value"].sum())
            rows[-1] += ("; ".join(pd.concat([workers, flats])["source_ids"]),)
    columns = ["place_id", "workers", "workers_as_of", "flats_built", "flats_planned", "flats_as_of", "flats"]
    return pd.DataFrame(rows, columns=[*columns, "source_ids"])


def _only(rows: pd.DataFrame) -> float:
    return float(rows["value"].iloc[0]) if len(rows) else float("nan")


def flats_per_100(known: pd.DataFrame) -> float:
    """Flats for every 100 workers over the parks of :func:`housing` together."""
    return float(100 * known["flats"].sum() / known["workers"].sum())


def housing_table() -> pd.DataFrame:
    """The nine active parks: workers and flats with their dates, flats for every 100 workers."""
    known = housing(load("series")).set_index("place_id")
    nine = parks.active().set_index("park_id")
    frame = known.reindex(nine.index).assign(park=nine["name_vi"].map(parks.short_name))
    frame["flats_per_100"] = 100 * frame["flats"] / frame["workers"]
    columns = ["park", "workers", "workers_as_of", "flats_built", "flats_planned", "flats_as_of"]
    return frame.sort_values(["workers", "park"], ascending=[False, True])[[*columns, "flats_per_100"]]


def jobs() -> pd.DataFrame:
    """Counts of jobs in parks by their sources, as many as there are: park, jobs, scope, as_of, publisher."""
    facts = load("park_facts")
    facts = facts[facts["indicator"] == "jobs_count"]
    names = load("parks").set_index("park_id")["name_vi"].map(parks.short_name)
    publishers = load("sources").set_index("source_id")["publisher"]
    facts = facts.assign(
        park=facts["park_id"].map(names), jobs=facts["value"], source=facts["source_id"].map(publishers)
    )
    return facts.sort_values(["park", "as_of"])[["park", "jobs", "scope", "as_of", "source"]]
