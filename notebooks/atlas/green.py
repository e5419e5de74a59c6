"""How green is the industry today? Wastewater, eco-parks, pits near the bay, green index, by-products."""

from __future__ import annotations

import pandas as pd

from atlas import parks
from atlas.charts import Chart, bars, lines, wording
from atlas.credits import credits_of
from atlas.data import MANY, load
from atlas.labels import label
from atlas.series import COUNTRY, HAI_PHONG, QUANG_NINH, headline_rows
from atlas.text import dated, figure, written_year

HA_LONG = "193"  # code of the city of Hạ Long, a district until July 2025
WORKING, PLANNED = "wastewater_m3_day", "wastewater_planned_m3_day"
RIVALS = (QUANG_NINH, HAI_PHONG, "bac-ninh", "ha-noi", "hai-duong")


def newest(facts: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The newest facts of an indicator by park; stations that one source lists apart are added up.

    Facts of low confidence are left out. Columns value, value_high, scope, as_of, source_ids; index park_id.
    """
    rows = facts[(facts["indicator"] == indicator) & (facts["confidence"] != "low")]
    rows = rows[rows["as_of"] == rows.groupby("park_id")["as_of"].transform("max")]
    return (
        rows.assign(value_high=rows["value_high"].fillna(rows["value"]))
        .groupby("park_id")
        .agg(
            value=("value", "sum"),
            value_high=("value_high", "sum"),
            scope=("scope", lambda scopes: ", ".join(scopes.dropna()) or None),
            as_of=("as_of", "max"),
            source_ids=("source_id", MANY.join),
        )
    )


def wastewater(facts: pd.DataFrame) -> pd.DataFrame:
    """The nine active parks: wastewater capacity in m³ a day, planned one, what it covers, dates.

    A stated range counts with its lower end.
    """
    nine = parks.active().set_index("park_id")
    now, later = (newest(facts, indicator).reindex(nine.index) for indicator in (WORKING, PLANNED))
    frame = pd.DataFrame(
        {
            "park": nine["name_vi"].map(parks.short_name),
            "status": nine["status"],
            WORKING: now["value"],
            "wastewater_as_of": now["as_of"],
            "wastewater_covers": now["scope"].fillna(label("text.whole_park")).where(now["value"].notna()),
            PLANNED: later["value"],
            "wastewater_planned_as_of": later["as_of"],
        }
    )
    return frame.sort_values([WORKING, "park"], ascending=[False, True])


def wastewater_chart() -> Chart:
    """Wastewater capacity of the active parks; a park without a figure reads "not found"."""
    facts = load("park_facts")
    frame = wastewater(facts)
    frame["name"] = list(map(dated, frame["park"], frame["wastewater_as_of"]))
    told = "; ".join(f"{row['park']}: {figure(row[WORKING])}" for _, row in frame.iterrows())
    drawn = newest(facts, WORKING).filter(parks.active()["park_id"], axis="index")
    return bars(frame, "name", WORKING, **wording("green-wastewater", credits_of(drawn), told=told))


def plants(series: pd.DataFrame) -> dict[str, float]:
    """Operating parks, those that run a central plant with automatic monitoring, and the share in %."""
    operating, with_plant = (
        float(_in_time(series, indicator)["value"].iloc[-1])
        for indicator in ("parks-operating", "parks-with-treatment-plant")
    )
    return {"operating": operating, "with_plant": with_plant, "share_pct": 100 * with_plant / operating}


def _in_time(series: pd.DataFrame, indicator: str, place: str = QUANG_NINH) -> pd.DataFrame:
    return headline_rows(series, indicator, place_id=place).sort_values(["year", "period"])


def pilots(series: pd.DataFrame) -> pd.DataFrame:
    """The eco-park programmes of the country, a row each, in order of time.

    Columns: period, parks (in the country), named (those found by name), provinces (in words),
    here (in Quảng Ninh, unknown where the list is), source_ids.
    """
    rows = headline_rows(series, "eco-park-pilots")
    names = load("places").set_index("place_id")["name_vi"]
    found = []
    for period, group in rows.groupby("period"):
        values = group.set_index("place_id")["value"]
        others = values.drop(COUNTRY)
        told = ", ".join(f"{names[place]} {count:.0f}" for place, count in others.items() if count)
        here = others.get(QUANG_NINH, float("nan"))
        found.append((period, values[COUNTRY], others.sum(), told, here, MANY.join(group["source_ids"])))
    return pd.DataFrame(found, columns=["period", "parks", "named", "provinces", "here", "source_ids"])


def intentions() -> pd.DataFrame:
    """What was found on eco-park aims of single parks: park, eco_statement, eco_as_of."""
    facts = load("park_facts")
    facts = facts[facts["indicator"] == "eco_orientation"]
    names = parks.short_names(load("parks"))
    facts = facts.assign(
        park=facts["park_id"].map(names), eco_statement=facts["value_text"], eco_as_of=facts["as_of"]
    )
    return facts.sort_values("eco_as_of")[["park", "eco_statement", "eco_as_of"]]


def pits() -> pd.DataFrame:
    """Open coal pits: name_vi, pit_in_ha_long, pit_status with its date, pit_closing_year."""
    mines = load("mines")
    mines = mines[mines["kind"] == "open-pit"]
    mines = mines.assign(
        pit_in_ha_long=mines["district_2024"].eq(HA_LONG).map({True: "yes", False: "no"}),
        pit_status=mines["status"],
        pit_status_as_of=mines["status_as_of"],
        pit_closing_year=mines["closing_year"].map(written_year),
    )
    columns = ["name_vi", "pit_in_ha_long", "pit_status", "pit_status_as_of", "pit_closing_year"]
    return mines.sort_values(["pit_in_ha_long", "closing_year"], ascending=[False, True])[columns]


def green_index(series: pd.DataFrame) -> pd.DataFrame:
    """Scores of the green index in points of 40 for five provinces since 2022, from :data:`RIVALS`.

    Rows of ``series`` with the name of the place in ``place``.
    """
    names = load("places").set_index("place_id")["name_vi"]
    rows = pd.concat(_in_time(series, "pgi-score", place) for place in RIVALS)
    return rows.assign(place=rows["place_id"].map(names))


def green_index_chart() -> Chart:
    """The green index by edition; a province without a score in an edition has no mark."""
    frame = green_index(load("series"))
    told = "; ".join(
        f"{place}: "
        + ", ".join(label("text.in_year").format(f"{row.value:.2f}", row.year) for row in rows.itertuples())
        for place, rows in frame.groupby("place", sort=False)
    )
    return lines(frame, "year", "place", "value", **wording("green-index", credits_of(frame), told=told))


def best_rank(series: pd.DataFrame, year: int) -> int:
    """The best rank (1 is first) that the published scores leave to the province in an edition.

    It is one below the last rank known of a province with a higher score.
    """
    edition = series[series["year"] == year]
    scores, ranks = (
        headline_rows(edition, f"pgi-{measure}").set_index("place_id")["value"]
        for measure in ("score", "rank")
    )
    above = scores.index[scores > scores[QUANG_NINH]]
    return int(max(ranks.reindex(above).max(), len(above))) + 1 if len(above) else 1


def fill(series: pd.DataFrame, facts: pd.DataFrame) -> dict[str, float]:
    """Waste rock of the mines set apart as fill, and what two parks lack, both in million m³."""
    short = newest(facts, "fill_short_mn_m3")
    return {
        "rock_mn_m3": float(_in_time(series, "mine-rock-stock")["value"].iloc[-1]),
        "short_mn_m3": float(short["value"].sum()),
        "short_parks": len(short),
    }


def pilots_table() -> pd.DataFrame:
    """The eco-park programmes for a table: period, parks, those found by name, where, in Quảng Ninh."""
    names = {
        "parks": "pilot_parks",
        "named": "pilot_named",
        "provinces": "pilot_provinces",
        "here": "pilot_here",
    }
    return pilots(load("series")).drop(columns="source_ids").rename(columns=names)


def headlines(series: pd.DataFrame, facts: pd.DataFrame) -> dict[str, float | str]:
    """The figures that the notebook reads aloud.

    Parks with a plant; parks with a wastewater figure and their m³ a day; the newest eco-park
    programme; scores and ranks of the green index; million m³ of rock and of fill that lacks.
    """
    water = wastewater(facts)
    with_figure = water[WORKING].dropna()
    programme = pilots(series).iloc[-1]
    score = _in_time(series, "pgi-score").set_index("year")["value"]
    return (
        plants(series)
        | fill(series, facts)
        | {
            "active": len(water),
            "water_known": len(with_figure),
            "water_m3_day": float(with_figure.sum()),
            "certified": float(_in_time(series, "eco-parks-certified", COUNTRY)["value"].iloc[-1]),
            "programme_parks": float(programme["parks"]),
            "programme_named": float(programme["named"]),
            "index_2023": float(score[2023]),
            "index_2024": float(score[2024]),
            "rank_2023": best_rank(series, 2023),
            "rank_2024": best_rank(series, 2024),
            "first_2024": float(green_index(series).query("year == 2024")["value"].max()),
        }
    )
