"""How long is the coast, and how many islands are there? Lengths by ruler, counts by size and by map."""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.charts import Chart, bars, dumbbell, wording
from atlas.credits import credits
from atlas.data import load
from atlas.labels import label
from atlas.schemas.boundaries import QUANG_NINH as PROVINCE
from atlas.schemas.shapes import GRID
from atlas.series import COUNTRY, QUANG_NINH, headline_rows
from atlas.text import figure

RULERS_M = (100, 500, 1000, 2000, 5000, 10_000)
# Smallest size of each class of islands, in ha, and the ending of its indicator.
SIZES = ((0, ""), (1, "-1ha"), (10, "-10ha"), (100, "-1km2"), (1000, "-10km2"))
COASTAL_ZONES = ("van-don", "mong-cai")
FORMS = ("wind", "solar", "biomass")
# Coal of the province beside that of the country: indicator and place.
COAL = (
    ("share-national-coal-reserves", QUANG_NINH),
    ("coal-reserves-explored", QUANG_NINH),
    ("coal-reserves", COUNTRY),
    ("coal-reserves-and-resources", "northeast-coal-basin"),
    ("coal-reserves-and-resources", COUNTRY),
    ("coal-clean-output", COUNTRY),
    ("coal-imports", COUNTRY),
)


def ruler_indicator(ruler_m: int) -> str:
    """Indicator of the coast at full detail, walked with a ruler of so many metres."""
    return f"coast-map-ruler-{ruler_m}m"


def capacity_indicator(form: str) -> str:
    """Indicator of the capacity of a form of power, in MW."""
    return f"{form}-capacity"


def published(indicator: str, place: str = QUANG_NINH, kind: str = "result") -> pd.DataFrame:
    """Headline rows of ``series`` for an indicator, in order of time; may be empty."""
    return headline_rows(load("series"), indicator, place_id=place, kind=kind).sort_values("period")


def newest(indicator: str, place: str = QUANG_NINH) -> float:
    """The newest headline figure of an indicator. Raises ``IndexError`` when there is none."""
    rows = published(indicator, place)
    return float(rows[rows["period_kind"] != "part-year"]["value"].iloc[-1])


def _parts(provinces: gpd.GeoDataFrame) -> list[shapely.Polygon]:
    """Mainland and islands of the province as drawn, the largest first, in the CRS of ``provinces``."""
    shape = provinces.set_index("code").at[PROVINCE, "geometry"]
    return sorted(shapely.get_parts(shape), key=lambda part: -part.area)


def mainland_coast(provinces: gpd.GeoDataFrame) -> shapely.LineString:
    """The coast of the mainland as drawn, from the Chinese border west to Hải Phòng, in EPSG:5899 (metres).

    It is what the outline of the mainland shares with no neighbour; the layers have common edges.
    """
    neighbours = provinces.loc[provinces["code"] != PROVINCE, "geometry"].boundary.union_all()
    shores = shapely.line_merge(_parts(provinces)[0].exterior.difference(neighbours))
    # Beside the sea there is a short stretch of border river that the layer of China does not follow.
    coast = max(shapely.get_parts(shores), key=lambda part: part.length)
    coast = gpd.GeoSeries([coast], crs=provinces.crs).to_crs(GRID).iloc[0]
    east_first = coast.coords[0][0] > coast.coords[-1][0]
    return coast if east_first else coast.reverse()


def walk_km(line: shapely.LineString, ruler_m: float) -> float:
    """Length of ``line`` (metres) in km as a divider opened to ``ruler_m`` walks it, the last bit included.

    Each step ends where the line first gets a ruler's length away from the step's start: the divider
    walk of Richardson (1961), by which Mandelbrot (1967) compared coasts.
    """
    ahead, here, steps = np.array(line.coords), np.array(line.coords[0]), 0
    while True:
        away = np.hypot(*(ahead - here).T)
        outside = np.flatnonzero(away >= ruler_m)
        if not len(outside):
            return float(steps * ruler_m + away[-1]) / 1000
        first = outside[0]
        here = _crossing(here, ahead[first - 1] if first else here, ahead[first], ruler_m)
        ahead, steps = np.vstack([here, ahead[first:]]), steps + 1


def _crossing(centre: np.ndarray, inside: np.ndarray, outside: np.ndarray, radius: float) -> np.ndarray:
    """Where the stretch from ``inside`` to ``outside`` leaves the circle."""
    step, offset = outside - inside, inside - centre
    a, b, c = step @ step, 2 * offset @ step, offset @ offset - radius**2
    return inside + (math.sqrt(b * b - 4 * a * c) - b) / (2 * a) * step


def by_ruler() -> pd.DataFrame:
    """The mainland coast by ruler, in km: the line itself first, then rulers from short to long.

    Columns ruler (words), full_km (at full detail, from ``series``), drawn_km (the generalised layer
    of this book, walked from the Chinese border west as the other was) and back_km (walked back).
    """
    coast = mainland_coast(load("provinces"))
    drawn = coast.length / 1000
    rows = [(label("coast.no_ruler"), newest("coast-map-full"), drawn, drawn)]
    for ruler in RULERS_M:
        there, back = walk_km(coast, ruler), walk_km(coast.reverse(), ruler)
        rows.append((_ruler(ruler), newest(ruler_indicator(ruler)), there, back))
    return pd.DataFrame(rows, columns=["ruler", "full_km", "drawn_km", "back_km"])


def _ruler(ruler_m: int) -> str:
    length = figure(ruler_m, "m") if ruler_m < 1000 else figure(ruler_m / 1000, "km")
    return label("coast.ruler").format(length=length)


def ruler_chart() -> Chart:
    """The lengths of :func:`by_ruler`, full detail against the drawn layer."""
    frame = by_ruler()
    ends = {"before_label": label("coast.full"), "after_label": label("coast.drawn")}
    words = wording(
        "coast-ruler",
        credits("coast"),
        full=figure(frame["full_km"].iloc[0], digits=0),
        drawn=figure(frame["drawn_km"].iloc[0], digits=0),
        longest=frame["ruler"].iloc[-1],
        full_short=figure(frame["full_km"].iloc[-1], digits=0),
        drawn_short=figure(frame["drawn_km"].iloc[-1], digits=0),
    )
    return dumbbell(frame, "ruler", "full_km", "drawn_km", digits=0, **ends, **words)


def lengths() -> dict[str, float]:
    """The coast in figures, in km unless said otherwise.

    ``full``, ``ruler_2km``, ``straight``: at full detail; ``published``: what sources repeat; ``shores``:
    of the islands; ``drawn``: our layer; ``drawn_2km``, ``drawn_2km_back``: walked with 2 km both ways;
    ``lost_pct``: how far drawn is below full; ``doubling_pct``: what each doubling of the ruler takes away.
    """
    walked = [newest(ruler_indicator(ruler)) for ruler in RULERS_M]
    slope = np.polyfit(np.log2(RULERS_M), np.log2(walked), 1)[0]
    coast = mainland_coast(load("provinces"))
    full, drawn = newest("coast-map-full"), coast.length / 1000
    return {
        "full": full,
        "ruler_2km": newest(ruler_indicator(2000)),
        "straight": newest("coast-map-straight"),
        "published": newest("coast-length"),
        "shores": newest("island-shores-map"),
        "drawn": round(drawn, 1),
        "drawn_2km": round(walk_km(coast, 2000), 1),
        "drawn_2km_back": round(walk_km(coast.reverse(), 2000), 1),
        "lost_pct": round(100 * (1 - drawn / full), 1),
        "doubling_pct": round(float(100 * (1 - 2**slope)), 1),
    }


def around(length_km: float) -> tuple[int, int]:
    """The two neighbouring rulers, in m, between which the coast at full detail passes ``length_km``.

    Raises ``ValueError`` where no ruler of :data:`RULERS_M` is short, or long, enough.
    """
    walked = [newest(ruler_indicator(ruler)) for ruler in RULERS_M]
    for place, (longer, shorter) in enumerate(zip(walked, walked[1:], strict=False)):
        if shorter < length_km <= longer:
            return RULERS_M[place], RULERS_M[place + 1]
    raise ValueError(f"{length_km} km lies outside the walks of the coast")


def drawn_islands(provinces: gpd.GeoDataFrame) -> np.ndarray:
    """Areas of the islands of the province as drawn, in ha, the largest first."""
    islands = gpd.GeoSeries(_parts(provinces)[1:], crs=provinces.crs).to_crs(GRID)
    return np.sort(islands.area.to_numpy() / 10_000)[::-1]


def islands_by_size() -> pd.DataFrame:
    """Islands of at least a size: island_size (words), islands_full (map at full detail), islands_drawn."""
    drawn = drawn_islands(load("provinces"))
    rows = [
        (
            label(f"island_size.{size}"),
            int(newest(f"islands-map{ending}")),
            int((drawn >= size).sum()),
        )
        for size, ending in SIZES
    ]
    return pd.DataFrame(rows, columns=["island_size", "islands_full", "islands_drawn"])


def island_counts() -> pd.DataFrame:
    """Every count of the islands: columns count (who counts, and when) and islands; drawn ones last."""
    rows = [
        (label(f"island_count.{indicator}").format(period=row.period), row.value)
        for indicator in ("islands", "islands-map")
        for row in published(indicator).itertuples()
    ]
    rows.append((label("island_count.drawn"), len(drawn_islands(load("provinces")))))
    return pd.DataFrame(rows, columns=["count", "islands"])


def islands_chart() -> Chart:
    """The counts of :func:`island_counts` as bars."""
    frame = island_counts()
    most, least = (frame.loc[place] for place in (frame["islands"].idxmax(), frame["islands"].idxmin()))
    words = wording(
        "islands",
        credits("islands"),
        counts=len(frame),
        most=figure(most["islands"]),
        most_by=most["count"],
        least=figure(least["islands"]),
        least_by=least["count"],
    )
    return bars(frame, "count", "islands", **words)


def island_figures() -> dict[str, float]:
    """The islands in figures: published, mapped and drawn counts, and where the map stops.

    ``growth`` is how many times more islands of 1 ha than of 10 ha there are, ``below_1ha`` how many
    smaller ones the map adds; ``reached_ha`` is the size down to which 2,000 islands would be counted,
    if the growth from 10 ha to 1 ha went on.
    """
    mapped, one, ten = (newest(f"islands-map{ending}") for ending in ("", "-1ha", "-10ha"))
    return {
        "published": float(published("islands")["value"].max()),
        "mapped": mapped,
        "drawn": len(drawn_islands(load("provinces"))),
        "growth": round(one / ten, 1),
        "below_1ha": mapped - one,
        "reached_ha": round(size_reaching(2000, one, ten), 2),
    }


def size_reaching(count: float, from_1ha: float, from_10ha: float) -> float:
    """Size in ha down to which there would be ``count`` islands, if the counts from 10 ha to 1 ha went on."""
    return 10 ** (-math.log(count / from_1ha) / math.log(from_1ha / from_10ha))


def planned_waters() -> pd.DataFrame:
    """The coastal economic zones: name, land and sea in ha, the decision on the plan in force."""
    zones = load("zones").set_index("zone_id").loc[list(COASTAL_ZONES)]
    columns = {
        "name_vi": "name_vi",
        "land_ha": "zone_land_ha",
        "sea_ha": "zone_sea_ha",
        "plan_decision": "zone_plan",
    }
    return zones.rename(columns=columns)[list(columns.values())].reset_index(drop=True)


def coal() -> pd.DataFrame:
    """Coal of the province beside the country: indicator, stated_of (key), stated_value, unit, period."""
    names = load("indicators").set_index("indicator_id")
    rows = []
    for indicator, place in COAL:
        row = published(indicator, place).query("period_kind != 'part-year'").iloc[-1]
        unit = names.at[indicator, "unit"]
        rows.append((names.at[indicator, "name_en"], place, row["value"], unit, row["period"]))
    return pd.DataFrame(rows, columns=["indicator", "stated_of", "stated_value", "unit", "period"])


def allotments() -> pd.DataFrame:
    """What the power plan allots to the province: power_form (key), allotted_mw, period; none is unknown."""
    rows = []
    for form in FORMS:
        plan = published(capacity_indicator(form), kind="plan").tail(1)
        rows.append((form, *(plan[["value", "period"]].iloc[0] if len(plan) else (math.nan, None))))
    return pd.DataFrame(rows, columns=["power_form", "allotted_mw", "period"])


def coal_power_mw() -> float:
    """Capacity of the coal power plants in service, in MW."""
    plants = load("power_plants")
    return float(plants.loc[plants["fuel"] == "coal", "operating_mw"].sum())
