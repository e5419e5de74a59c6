"""Proposal 2: the verdicts move with the tables, and turn at the bars of their rules."""

import geopandas as gpd
import pytest
from atlas.data import load
from atlas.province import GRID
from cases import Case, Edge, Edit, add, cell, drop, series
from shapely import Point

READY = ("land-ready", "2023-10")
TO_CLEAR = {"park_id": "song-khoai", "indicator": "area_to_clear_ha"}
CLEARED = {"park_id": "song-khoai", "indicator": "area_cleared_ha"}
OTHERS = ("bac-tien-phong", "dong-mai-mo-rong")
POWER = "power_problem"


def gap_at(park: str) -> tuple[Edit, Edit]:
    """The clearance gap of Sông Khoai at another park too."""
    return add("park_facts", TO_CLEAR, park_id=park), add("park_facts", CLEARED, park_id=park)


ALL_GAPS = (*gap_at(OTHERS[0]), *gap_at(OTHERS[1]))


def hai_yen_east_of_the_last_interchange(metres: float) -> Edit:
    """Put the Hải Yên park so far from the easternmost interchange, on the side of China."""
    last = load("corridor_nodes").to_crs(GRID).set_index("node_id").geometry["ct06-16"]
    spot = gpd.GeoSeries([Point(last.x + metres, last.y)], crs=GRID).to_crs("EPSG:4326").iloc[0]
    return cell("parks", "geometry", spot, park_id="hai-yen")


CASES = [
    Case("P2-01", "ready as aimed at", (series(*READY, 3658),), "partly"),
    Edge("P2-01", 50, (series(*READY, 1829),), (series(*READY, 1830),), ("supported", "partly")),
    Case("P2-02", "a gap at all four", ALL_GAPS, "supported"),
    Case("P2-02", "no gap at all", (drop("park_facts", indicator="area_to_clear_ha"),), "partly"),
    Edge(
        "P2-02",
        4,
        (*ALL_GAPS, cell("park_facts", "value", 122.9, **CLEARED)),
        (*ALL_GAPS, cell("park_facts", "value", 123, **CLEARED)),
        ("supported", "partly"),
    ),
    Case("P2-03", "a park without a road", (hai_yen_east_of_the_last_interchange(30_000),), "supported"),
    Edge(
        "P2-03",
        3,
        (hai_yen_east_of_the_last_interchange(10_001),),
        (hai_yen_east_of_the_last_interchange(9_999),),
        ("supported", "partly"),
    ),
    Case("P2-04", "no park short of power", (drop("park_facts", indicator=POWER),), "partly"),
    Edge(
        "P2-04",
        3,
        (drop("park_facts", indicator=POWER, park_id=["viet-hung", "song-khoai"]),),
        (drop("park_facts", indicator=POWER, park_id=["viet-hung", "song-khoai", "texhong-hai-ha"]),),
        ("supported", "partly"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
