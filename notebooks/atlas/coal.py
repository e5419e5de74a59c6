"""How far does the province live on coal, and when does it end? Sales, output, pits and power."""

from __future__ import annotations

import re
from functools import partial

import geopandas as gpd
import pandas as pd

from atlas.charts import Chart, bars, lines, wording
from atlas.credits import credits
from atlas.data import load
from atlas.labels import LANGUAGE, label
from atlas.series import COUNTRY, QUANG_NINH, headline_rows, point
from atlas.text import by_name, figure, known, listing, written_year

TKV = "tkv"
SALES, CLEAN = "coal-sales", "coal-clean-output"
YEAR = "2025"
# The article gives two percentages; the first is the stated_value of claim W1-04, this one is in W1-05.
STATED_HALF_YEAR_PCT = 57
SINCE = 2019  # the table of output begins here
PLAN_END = 2030  # the year to which the province and the country plan
PIT_KINDS = ("open-pit", "mixed")
MEGAWATTS = ("operating_mw", "planned_mw", "dropped_mw")


def amount(
    series: pd.DataFrame, indicator: str, place: str, period: str, kind: str = "result"
) -> float | None:
    """The headline figure of ``series`` in the unit of its indicator; None where there is none."""
    found = headline_rows(series, indicator, place_id=place, period=period, kind=kind)["value"]
    return float(found.iloc[0]) if len(found) else None


def base(part: float, share_pct: float) -> float:
    """The whole of which ``part`` is ``share_pct`` percent, in the unit of ``part``."""
    return 100 * part / share_pct


def half_year_rows(series: pd.DataFrame) -> pd.DataFrame:
    """The rows whose values add up to what TKV sold from January to June 2025, in Mt: five months and June.

    Raises ``KeyError`` when one of the two is not there.
    """
    periods = (f"{YEAR}-01/{YEAR}-05", f"{YEAR}-06")
    rows = headline_rows(series, SALES, place_id=TKV, period=periods, kind="result")
    if len(rows) != len(periods):
        raise KeyError(f"{len(rows)} rows of {SALES!r} for {TKV!r} in {periods}, not {len(periods)}")
    return rows


def implied_plans(series: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The article's two percentages: part in Mt, percent stated, plan needed and published, true percent.

    ``claims`` is the table of that name; the plan is that of TKV for 2025.
    """
    stated = claims.set_index("claim_id")["stated_value"]
    plan = amount(series, SALES, TKV, YEAR, "plan")
    parts = (
        ("q2", stated["W1-03"], stated["W1-04"]),
        ("h1", stated["W1-05"], STATED_HALF_YEAR_PCT),
    )
    rows = [
        (label(f"coal.period.{key}"), part, pct, base(part, pct), plan, 100 * part / plan)
        for key, part, pct in parts
    ]
    columns = [
        "coal_period",
        "coal_stated_mt",
        "coal_stated_pct",
        "coal_needed_mt",
        "coal_plan_mt",
        "coal_of_plan_pct",
    ]
    return pd.DataFrame(rows, columns=columns)


def plan_and_result(series: pd.DataFrame) -> pd.DataFrame:
    """TKV's sales of 2025 by period: goal and result in Mt, result over goal and over the year's plan in %.

    The result of the second quarter is that of the half-year less that of the first quarter. The
    goals of the second quarter and of the half-year stand in the article alone.
    """
    first = amount(series, SALES, TKV, f"{YEAR}-Q1")
    half = float(half_year_rows(series)["value"].sum())
    plan = amount(series, SALES, TKV, YEAR, "plan")
    goals = {key: amount(series, SALES, TKV, f"{YEAR}-{key.upper()}", "target") for key in ("q1", "q2", "h1")}
    results = {"q1": first, "q2": half - first, "h1": half, "year": amount(series, SALES, TKV, YEAR)}
    frame = pd.DataFrame({"coal_goal_mt": goals | {"year": plan}, "coal_result_mt": results}, dtype=float)
    frame["coal_of_goal_pct"] = 100 * frame["coal_result_mt"] / frame["coal_goal_mt"]
    frame["coal_of_plan_pct"] = 100 * frame["coal_result_mt"] / plan
    frame.insert(0, "coal_period", [label(f"coal.period.{key}") for key in frame.index])
    return frame.reset_index(drop=True)


def sales_figures(series: pd.DataFrame, claims: pd.DataFrame) -> dict[str, float]:
    """The figures of the two tables above that sentences quote, in Mt (``_mt``) and % (``_pct``)."""
    quarter, half = implied_plans(series, claims).to_dict("records")
    *_, sold_half, sold_year = plan_and_result(series).to_dict("records")
    return {
        "coal_plan_mt": quarter["coal_plan_mt"],
        "coal_q2_goal_mt": quarter["coal_stated_mt"],
        "coal_q2_stated_pct": quarter["coal_stated_pct"],
        "coal_q2_needed_mt": round(quarter["coal_needed_mt"], 1),
        "coal_q2_of_plan_pct": round(quarter["coal_of_plan_pct"], 1),
        "coal_h1_goal_mt": half["coal_stated_mt"],
        "coal_h1_stated_pct": half["coal_stated_pct"],
        "coal_h1_needed_mt": round(half["coal_needed_mt"], 1),
        "coal_h1_sold_mt": round(sold_half["coal_result_mt"], 2),
        "coal_h1_of_plan_pct": round(sold_half["coal_of_plan_pct"], 1),
        "coal_year_sold_mt": sold_year["coal_result_mt"],
        "coal_year_of_plan_pct": round(sold_year["coal_of_plan_pct"], 1),
    }


LINES = (
    ("sold", SALES, TKV, ("result", "estimate")),
    ("plan", SALES, TKV, ("plan",)),
    ("washed", CLEAN, TKV, ("result", "estimate")),
    ("province", CLEAN, QUANG_NINH, ("result", "estimate")),
)


def yearly(series: pd.DataFrame) -> pd.DataFrame:
    """Full years to 2025 of sales, plan and clean coal, in Mt: line (a key), year, value, estimate."""
    past = series[series["year"] <= int(YEAR)]
    parts = []
    for key, indicator, place, kinds in LINES:
        rows = headline_rows(past, indicator, place_id=place, kind=kinds, period_kind="year")
        parts.append(rows.sort_values("year").assign(line=key, estimate=rows["kind"] == "estimate"))
    return pd.concat(parts)[["line", "year", "value", "estimate"]].reset_index(drop=True)


def yearly_chart(series: pd.DataFrame) -> Chart:
    """The years of :func:`yearly` as lines, estimates hollow, missing years left open."""
    frame = yearly(series)
    ends = {}
    for key, rows in frame.groupby("line"):
        ends |= {f"{key}_year": rows["year"].iloc[-1], f"{key}_value": figure(rows["value"].iloc[-1])}
    return lines(
        frame.assign(line=[label(f"coal.line.{key}") for key in frame["line"]]),
        "year",
        "line",
        "value",
        hollow="estimate",
        **wording("coal-years", credits("coal-series"), **ends),
    )


def stated(row: pd.Series) -> str:
    """A figure of ``series`` as its source words it: ``about 40``, ``over 49``, ``45–50``."""
    if known(row["value_high"]):
        return f"{figure(row['value'])}–{figure(row['value_high'])}"
    worded = f"coal.qualifier.{row['qualifier']}"
    return figure(row["value"]) if row["qualifier"] == "exact" else label(worded).format(figure(row["value"]))


def output_table(series: pd.DataFrame) -> pd.DataFrame:
    """Clean coal by full year: place, year, kind (result, estimate, plan, target) and Mt as worded."""
    order = {QUANG_NINH: 0, TKV: 1, COUNTRY: 2}
    rows = headline_rows(series[series["year"] >= SINCE], CLEAN, place_id=order, period_kind="year")
    rows = rows.sort_values(["place_id", "year", "kind"], key=lambda cells: cells.map(order).fillna(cells))
    return pd.DataFrame(
        {
            "coal_place": [label(f"coal.place.{place}") for place in rows["place_id"]],
            "coal_year": rows["period"],
            "coal_kind": rows["kind"],
            "coal_mt": [stated(row) for _, row in rows.iterrows()],
        }
    )


def plans_2030(series: pd.DataFrame) -> dict[str, object]:
    """Clean coal planned for 2030, in Mt as worded: of the province and, in a newer plan, of the country."""
    year = str(PLAN_END)
    rows = {place: point(series, CLEAN, year, "plan", place) for place in (QUANG_NINH, COUNTRY)}
    return {"coal_province_2030": stated(rows[QUANG_NINH]), "coal_country_2030": stated(rows[COUNTRY])}


WEIGHT = (
    ("share-mining", "2020"),
    ("share-tkv-grdp", "2024"),
    ("share-revenue-mining", "2020"),
    ("share-revenue-domestic-tkv", "2024"),
    ("coal-workers", "2024"),
    ("coal-power-share-electricity", "2023-01/2023-05"),
    ("share-national-coal-reserves", "2025"),
)


def weight(series: pd.DataFrame) -> pd.DataFrame:
    """How heavy coal weighs in the province: quantity, figure as worded, unit, period."""
    indicators = load("indicators").set_index("indicator_id")
    rows = []
    for indicator, period in WEIGHT:
        row = point(series, indicator, period)
        name, unit = indicators.loc[indicator, [f"name_{LANGUAGE}", "unit"]]
        rows.append((name, stated(row), unit, period))
    return pd.DataFrame(rows, columns=["coal_quantity", "coal_figure", "coal_unit", "coal_year"])


def pits(mines: pd.DataFrame, kinds: tuple[str, ...] = ("open-pit",)) -> pd.DataFrame:
    """The rows of ``mines`` that dig coal in open pits; ``kinds`` may add those that also go underground."""
    return mines[(mines["mineral"] == "coal") & mines["kind"].isin(kinds)]


def closing_table(mines: pd.DataFrame) -> pd.DataFrame:
    """Pits with the year in which mining ends, the earliest first and unknown years last."""
    frame = pits(mines, PIT_KINDS).sort_values(["closing_year", "name_vi"], key=by_name)
    districts = load("districts_2024").set_index("code")["name_vi"]
    return pd.DataFrame(
        {
            "coal_mine": frame["name_vi"].map(mine_name),
            "coal_mine_kind": frame["kind"],
            "coal_district": frame["district_2024"].map(districts),
            "coal_status": frame["status"],
            "coal_status_as_of": frame["status_as_of"],
            "coal_closing_year": frame["closing_year"].map(written_year),
        }
    )


def closing(mines: pd.DataFrame) -> dict[str, object]:
    """Open pits without mixed mines: number, closed, with a closing year, past 2030, and the last year."""
    frame = pits(mines)
    years = frame["closing_year"]
    return {
        "coal_pits": len(frame),
        "coal_pits_closed": int((frame["status"] == "closed").sum()),
        "coal_pits_dated": int(years.notna().sum()),
        "coal_pits_past_2030": int((years > PLAN_END).sum()),
        "coal_pits_last_year": str(int(years.max())),
    }


def mine_name(name: str) -> str:
    """The proper name of a mine, without the words for coal mine."""
    return name.removeprefix("Cụm ").removeprefix("mỏ than ").removeprefix("Mỏ than ")


def plant_name(name: str) -> str:
    """The proper name of a power plant, without the words for power plant."""
    return name.removeprefix("Nhà máy điện ").removeprefix("Nhiệt điện ").removeprefix("khí ")


def plant_label(name: str) -> str:
    """The name of a plant for a map, without numbers of units and words in brackets."""
    return re.sub(r"( \d| \().*$", "", name)


def years_of_units(first: float, last: float) -> str | None:
    """Years in which the first and the last unit started, as ``2009–2014`` or ``2018``."""
    if not known(first):
        return None
    return f"{first:.0f}" if first == last else f"{first:.0f}–{last:.0f}"


def sites(plants: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Plants that share a point as one row: names and owners joined, MW added up, years of all units."""
    names = plants.assign(name_vi=plants["name_vi"].map(plant_name))
    rows = names.dissolve(
        ["lon", "lat", "fuel", "status", "status_as_of", "position_basis", "position_error_m"],
        {
            "name_vi": "; ".join,
            "owner": lambda owners: "; ".join(owners.dropna()) or None,
            **{column: partial(pd.Series.sum, min_count=1) for column in MEGAWATTS},
            "start_year": "min",
            "last_unit_year": "max",
        },
        as_index=False,
    )
    years = map(years_of_units, rows["start_year"], rows["last_unit_year"])
    return rows.assign(years=list(years)).sort_values("name_vi", key=by_name)


def by_fuel(plants: pd.DataFrame) -> pd.DataFrame:
    """Power plants by fuel: plants at work, and MW operating, planned and dropped; unknown stays empty."""
    sums = plants.groupby("fuel")[list(MEGAWATTS)].sum(min_count=1)
    working = plants[plants["status"] == "operating"].groupby("fuel").size()
    sums.insert(0, "plants", working.reindex(sums.index, fill_value=0))
    return sums.sort_values("operating_mw", ascending=False).reset_index().add_prefix("coal_")


def plants_table(plants: pd.DataFrame) -> pd.DataFrame:
    """Known MW of each plant by state (operating, planned, dropped), with date and years of units at work."""
    frame = plants.assign(plant=plants["name_vi"].map(plant_name), as_of=plants["status_as_of"])
    frame["years"] = list(map(years_of_units, frame["start_year"], frame["last_unit_year"]))
    parts = []
    for state in MEGAWATTS:
        part = frame.dropna(subset=[state]).sort_values(state, ascending=False)
        years = part["years"] if state == "operating_mw" else None
        parts.append(part.assign(state=state, mw=part[state], years=years))
    return pd.concat(parts)[["plant", "fuel", "state", "mw", "as_of", "years"]].add_prefix("coal_")


ALLOTTED = ("wind", "biomass", "waste-power", "solar")


def allotted(series: pd.DataFrame) -> dict[str, float | None]:
    """MW that the national power plan allots to the province for 2030, by source; None where not found."""
    return {
        source: amount(series, f"{source}-capacity", QUANG_NINH, str(PLAN_END), "plan") for source in ALLOTTED
    }


def capacities(plants: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Coal and gas by state, and the green allotments: columns source (in words) and mw."""
    fuels = by_fuel(plants).set_index("coal_fuel")
    rows = {
        "coal-operating": fuels.at["coal", "coal_operating_mw"],
        "coal-dropped": fuels.at["coal", "coal_dropped_mw"],
        "gas-planned": fuels.at["gas", "coal_planned_mw"],
        **{f"{source}-allotted": mw for source, mw in allotted(series).items()},
    }
    frame = pd.DataFrame({"key": rows.keys(), "mw": pd.Series(rows.values(), dtype=float)})
    return frame.assign(source=[label(f"coal.capacity.{key}") for key in frame["key"]])


def power_figures(plants: pd.DataFrame, series: pd.DataFrame) -> dict[str, object]:
    """The rows of :func:`capacities` that sentences quote, in MW; number of coal plants, and newest unit."""
    mw = capacities(plants, series).set_index("key")["mw"]
    working = plants[(plants["fuel"] == "coal") & (plants["status"] == "operating")]
    return {
        "coal_plants": len(working),
        "coal_plants_mw": int(mw["coal-operating"]),
        "coal_plants_press_mw": int(amount(series, "coal-power-capacity", QUANG_NINH, "2023")),
        "coal_newest_unit": str(int(working["last_unit_year"].max())),
        "coal_dropped_mw": int(mw["coal-dropped"]),
        "lng_planned_mw": int(mw["gas-planned"]),
        "wind_allotted_mw": int(mw["wind-allotted"]),
        "biomass_allotted_mw": int(mw["biomass-allotted"]),
        "waste_power_allotted_mw": int(mw["waste-power-allotted"]),
        "green_allotted_pct": float(round(100 * mw.filter(like="-allotted").sum() / mw["coal-operating"], 1)),
    }


def capacity_chart(plants: pd.DataFrame, series: pd.DataFrame) -> Chart:
    """The rows of :func:`capacities` as bars."""
    frame = capacities(plants, series)
    found = frame[frame["mw"].notna()]
    missing = frame.loc[frame["mw"].isna(), "source"]
    words = wording(
        "coal-capacity",
        credits("coal-power"),
        found=listing([f"{row.source} {figure(row.mw)} MW" for row in found.itertuples()]),
        missing=listing(list(missing)) or label("text.none"),
    )
    return bars(frame, "source", "mw", digits=0, **words)
