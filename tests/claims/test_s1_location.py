"""Strength 1: the verdicts move with the tables, and turn at the bars of their rules."""

import geopandas as gpd
import pytest
from atlas.claims.distance import GRID, straight_km
from atlas.data import load
from cases import Case, Edge, cell, drop, series
from shapely.affinity import translate

GATE = "mong-cai-gate"
TO_MAY = ("gate-trade", "2025-01/2025-05")
FIRMS = "2025-01-01/2025-11-07"


def away(place: str, km: float):
    """A point so many km west of a town, in degrees."""
    towns = load("towns").set_index("place_id").loc[[place]].to_crs(GRID)
    moved = gpd.GeoSeries([translate(towns.geometry.iloc[0], xoff=-1000 * km)], crs=GRID)
    return moved.to_crs("EPSG:4326").iloc[0]


def put(place: str, km: float):
    return cell("towns", "geometry", away("ha-long", km), place_id=place)


CASES = [
    Case("S1-02", "half the trade", (series(*TO_MAY, 900, GATE),), "partly"),
    Case(
        "S1-02",
        "the gate is closed",
        (cell("gateway_facts", "value_text", "suspended", gateway_id="mong-cai", indicator="status"),),
        "contradicted",
    ),
    Case(
        "S1-02",
        "a gate for neighbours only",
        (cell("gateway_facts", "value_text", "bilateral", gateway_id="mong-cai", indicator="class"),),
        "partly",
    ),
    Edge(
        "S1-02",
        200,
        (series(*TO_MAY, 1000, GATE),),
        (series(*TO_MAY, 999, GATE),),
        ("supported", "partly"),
    ),
    Case("S1-04", "Hà Nội far away", (put("ha-noi", 151),), "partly"),
    Case(
        "S1-04",
        "all far away",
        tuple(put(p, 151) for p in ("ha-noi", "hai-phong", "bac-ninh")),
        "contradicted",
    ),
    Edge("S1-04", 150, (put("ha-noi", 150),), (put("ha-noi", 150.01),), ("supported", "partly")),
    Case("S1-05", "a busy terminal", (series("port-containers", "2022", 400000, "cict"),), "supported"),
    Case("S1-05", "a gate of local firms", (series("gate-firms-local", FIRMS, 1500, GATE),), "contradicted"),
    Edge(
        "S1-05",
        2,
        (series("port-containers", "2022", 150000, "cict"),),
        (series("port-containers", "2022", 149999, "cict"),),
        ("supported", "partly"),
    ),
    Edge(
        "S1-05",
        1,
        (series("gate-firms", FIRMS, 694, GATE),),
        (series("gate-firms", FIRMS, 693, GATE),),
        ("partly", "contradicted"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()


def test_a_newer_figure_before_the_article_decides_on_the_gate():
    earlier = Case(
        "S1-02",
        "only the first months",
        (drop("series", indicator_id="gate-trade", period=TO_MAY[1]),),
        "supported",
    )
    earlier.holds()


def test_straight_lines_agree_with_the_ellipsoid():
    from pyproj import Geod

    towns = load("towns").set_index("place_id").geometry.loc[["ha-long", "ha-noi"]]
    (one, other) = towns
    metres = Geod(ellps="WGS84").inv(one.x, one.y, other.x, other.y)[2]
    grid = straight_km(towns, towns)
    assert grid.shape == (2, 2) and grid.at["ha-long", "ha-long"] == 0
    assert grid.at["ha-long", "ha-noi"] == pytest.approx(metres / 1000, rel=0.001)
