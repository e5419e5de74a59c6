"""Are there enough trained people, and where do they live? Shares, demand, flats for workers."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from atlas import parks
from atlas.charts import Chart, dumbbell, lines, wording
from atlas.credits import credits_of
from atlas.data import MANY, load
from atlas.labels import label
from atlas.series import COUNTRY, HAI_PHONG, QUANG_NINH, headline_rows
from atlas.text import figure, listing, stated

SHARES = ("workers-trained-share", "workers-certified-share")
BEFORE, AFTER = "2020", "2025"
PEOPLE_PER_FLAT = 2  # 1,500 people are to live in the 700 flats of Hải Hà
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
    series: pd.DataFrame, indicator: str, place: str = QUANG_NINH, kinds: Collection[str] = ("result",)
) -> pd.DataFrame:
    """The headline rows of an indicator at one place, in order of time."""
    return headline_rows(series, indicator, place_id=place, kind=kinds).sort_values(["year", "period"])


def shares(series: pd.DataFrame) -> pd.DataFrame:
    """Published shares in %, a row for each year that has one: period, four columns of place and share."""
    columns = {
        f"{share}-{place}": figures(series, share, place).set_index("period")["value"]
        for share in SHARES
        for place in (QUANG_NINH, COUNTRY)
    }
    return pd.DataFrame(columns).rename_axis("period").reset_index()


def shares_chart() -> Chart:
    """The shares of 2020 and 2025, province and country; a share that was not found is said in words."""
    series = load("series")
    by_year = shares(series).set_index("period")
    rows = [
        (label(f"people.{column}"), by_year.at[BEFORE, column], by_year.at[AFTER, column])
        for column in by_year
    ]
    frame = pd.DataFrame(rows, columns=["share", "before", "after"])
    told = "; ".join(f"{name}: {listing([figure(one), figure(two)])}" for name, one, two in rows)
    drawn = headline_rows(
        series, SHARES, place_id=(QUANG_NINH, COUNTRY), kind="result", period=(BEFORE, AFTER)
    )
    words = wording("people-shares", credits_of(drawn), before=BEFORE, after=AFTER, told=told)
    ends = {"before_label": BEFORE, "after_label": AFTER}
    return dumbbell(frame, "share", "before", "after", **ends, **words)


def headlines(series: pd.DataFrame) -> dict[str, float | str]:
    """The figures that the notebook reads aloud: shares in %, workers in persons, flats.

    ``half_certified`` is the certificate share before the newest taken as a part of the trained, in % of all
    workers; ``lacking_pct`` the low end of the yearly shortage over the workers in parks and zones.
    """
    trained, certified = (figures(series, share).set_index("period")["value"] for share in SHARES)
    country = {share: figures(series, share, COUNTRY)["value"].iloc[-1] for share in SHARES}
    lacking = figures(series, "worker-shortage", kinds=("estimate",)).iloc[-1]
    workers = float(figures(series, "park-zone-workers")["value"].iloc[-1])
    aim = float(figures(series, "worker-housing-demand-share", kinds=("plan",))["value"].iloc[-1])
    return {
        "trained": float(trained.iloc[-1]),
        "trained_country": float(country[SHARES[0]]),
        "certified": float(certified.iloc[-1]),
        "certified_country": float(country[SHARES[1]]),
        "certified_before": float(certified.iloc[-2]),
        "certified_before_year": str(certified.index[-2]),
        "half_certified": round(trained[certified.index[-2]] * certified.iloc[-2] / 100, 1),
        "gap": float(figures(series, "workers-skills-gap-share")["value"].iloc[-1]),
        "lacking": float(lacking["value"]),
        "lacking_high": float(lacking["value_high"]),
        "workers": workers,
        "lacking_pct": round(100 * float(lacking["value"]) / workers),
        "social_flats": float(figures(series, "social-housing", kinds=("target",))["value"].iloc[-1]),
        "housing_aim_pct": aim,
        "flats_wanted_per_100": aim / PEOPLE_PER_FLAT,
    }


def rated_training(series: pd.DataFrame) -> pd.DataFrame:
    """PCI scores on labour training up to 2021, in points of 10: rows of ``series`` with the place's name."""
    names = load("places").set_index("place_id")["name_vi"]
    rows = pd.concat(figures(series, "pci-labour-training", place) for place in (QUANG_NINH, HAI_PHONG))
    rows = rows[rows["year"] <= LAST_COMPARABLE]
    return rows.assign(place=rows["place_id"].map(names))


def rated_training_chart() -> Chart:
    """How firms rate the training of labour, province and Hải Phòng, by edition."""
    frame = rated_training(load("series"))
    told = []
    for place, rows in frame.groupby("place", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        ends = (label("text.in_year").format(f"{row['value']:.2f}", row["year"]) for row in (first, last))
        told.append(f"{place} {', '.join(ends)}")
    words = wording("people-training", credits_of(frame), told="; ".join(told))
    return lines(frame, "year", "place", "value", **words)


def demand(series: pd.DataFrame) -> pd.DataFrame:
    """Workers there are and workers wanted in the province, in persons, each with period and kind.

    Columns: demand_what, period, demand_kind, demand_persons (in words, with its qualifier).
    """
    kinds = ("result", "estimate", "plan", "forecast")
    rows = pd.concat(figures(series, indicator, kinds=kinds) for indicator in DEMAND)
    names = load("indicators").set_index("indicator_id")["name_en"]
    rows = rows.assign(
        demand_what=rows["indicator_id"].map(names),
        demand_kind=rows["kind"],
        demand_persons=_as_stated(rows),
    )
    rows = rows.sort_values(["year", "period"], kind="stable").reset_index(drop=True)
    return rows[["demand_what", "period", "demand_kind", "demand_persons"]]


def _as_stated(rows: pd.DataFrame) -> list[str]:
    return [stated(row.value, row.value_high, row.qualifier) for row in rows.itertuples()]


def training(series: pd.DataFrame) -> pd.DataFrame:
    """What the vocational institutions are and did: demand_what, period, training_amount (in words), unit."""
    rows = pd.concat(figures(series, indicator) for indicator in (*BASE, *RENEWAL))
    named = load("indicators").set_index("indicator_id")
    rows = rows.assign(
        demand_what=rows["indicator_id"].map(named["name_en"]), unit=rows["indicator_id"].map(named["unit"])
    )
    rows = rows.assign(training_amount=_as_stated(rows))
    return rows[["demand_what", "period", "training_amount", "unit"]].reset_index(drop=True)


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
                {
                    "place_id": place,
                    "workers": workers["value"].sum(),
                    "workers_as_of": workers["period"].max(),
                    "flats_built": built["value"].sum(min_count=1),
                    "flats_planned": planned["value"].sum(min_count=1),
                    "flats_as_of": flats["period"].max(),
                    "flats": flats["value"].sum(),
                    "source_ids": MANY.join(pd.concat([workers, flats])["source_ids"]),
                }
            )
    return pd.DataFrame(rows)


def flats_per_100(counted: pd.DataFrame) -> float:
    """Flats for every 100 workers over the parks of :func:`housing` together."""
    return float(100 * counted["flats"].sum() / counted["workers"].sum())


def housed(series: pd.DataFrame) -> dict[str, float]:
    """The sums of :func:`housing`: parks, workers, flats and flats for every 100 workers."""
    counted = housing(series)
    return {
        "housing_parks": len(counted),
        "housing_workers": float(counted["workers"].sum()),
        "flats": float(counted["flats"].sum()),
        "flats_per_100": round(flats_per_100(counted), 1),
    }


def housing_table() -> pd.DataFrame:
    """The nine active parks: workers and flats with their dates, flats for every 100 workers."""
    counted = housing(load("series")).set_index("place_id")
    nine = parks.active().set_index("park_id")
    frame = counted.reindex(nine.index).assign(park=nine["name_vi"].map(parks.short_name))
    frame["flats_per_100"] = 100 * frame["flats"] / frame["workers"]
    columns = ["park", "workers", "workers_as_of", "flats_built", "flats_planned", "flats_as_of"]
    return frame.sort_values(["workers", "park"], ascending=[False, True])[[*columns, "flats_per_100"]]


def jobs() -> pd.DataFrame:
    """Counts of jobs in parks, disagreeing ones too: park, jobs_count, its scope, date and source."""
    facts = load("park_facts")
    facts = facts[facts["indicator"] == "jobs_count"]
    names = parks.short_names(load("parks"))
    publishers = load("sources").set_index("source_id")["publisher"]
    facts = facts.assign(
        park=facts["park_id"].map(names),
        jobs_count=facts["value"],
        jobs_scope=facts["scope"].fillna(label("text.whole_park")),
        jobs_as_of=facts["as_of"],
        jobs_source=facts["source_id"].map(publishers),
    )
    columns = ["park", "jobs_count", "jobs_scope", "jobs_as_of", "jobs_source"]
    return facts.sort_values(["park", "jobs_as_of"])[columns]
