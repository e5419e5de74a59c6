"""Strength 5: the verdicts move with the tables, and turn at the bars of their rules."""

import geopandas as gpd
import pytest
from atlas.data import load
from atlas.province import GRID
from cases import Case, Edge, Edit, cell, drop, series
from shapely import Point

READY = ("land-ready", "2023-10")
TARGET = 3658
PLANNED = ("parks-planned-area", "2030")


def fact(park: str, indicator: str, value: float | None) -> Edit:
    """Change the headline fact of a park."""
    return cell("park_facts", "value", value, park_id=park, indicator=indicator, headline="yes")


def spot(east_m: float = 0.0) -> Point:
    """A point east of interchange CT06-7, in degrees."""
    nodes = load("corridor_nodes").to_crs(GRID).set_index("node_id").geometry
    start = nodes["ct06-7"]
    return gpd.GeoSeries([Point(start.x + east_m, start.y)], crs=GRID).to_crs("EPSG:4326").iloc[0]


PARKS_THERE = cell("parks", "geometry", spot(), counted_active="yes")


def gates_at(east_m: float) -> tuple[Edit, ...]:
    """Port and airport at the interchange, the gate so far east of it."""
    near = [cell("gateways", "geometry", spot(), gateway_id=key) for key in ("cai-lan", "van-don-airport")]
    return (*near, cell("gateways", "geometry", spot(east_m), gateway_id="mong-cai"))


CLUSTERS = {"status": ["operating", "under-construction"]}

CASES = [
    Case("S5-02", "a plan of twenty", (series("parks-planned", "2030", 20, kind="plan"),), "supported"),
    Case("S5-02", "half as many again", (series("parks-planned", "2030", 30, kind="plan"),), "contradicted"),
    Edge(
        "S5-02",
        22,
        (series("parks-planned", "2030", 22, kind="plan"),),
        (series("parks-planned", "2030", 22.1, kind="plan"),),
        ("supported", "partly"),
    ),
    Case("S5-03", "a little above", (series(*PLANNED, 11200, kind="plan"),), "supported"),
    Case("S5-03", "below", (series(*PLANNED, 10999, kind="plan"),), "contradicted"),
    Edge(
        "S5-03",
        11000 * 1.25,
        (series(*PLANNED, 13750, kind="plan"),),
        (series(*PLANNED, 13751, kind="plan"),),
        ("supported", "partly"),
    ),
    Edge(
        "S5-03",
        11000,
        (series(*PLANNED, 11000, kind="plan"),),
        (series(*PLANNED, 10999.9, kind="plan"),),
        ("supported", "contradicted"),
    ),
    Case(
        "S5-04",
        "Phương Nam works again",
        (cell("parks", "counted_active", "yes", park_id="phuong-nam"),),
        "supported",
    ),
    Case(
        "S5-04",
        "half of the land lies elsewhere",
        (cell("parks", "area_planned_ha", 9000, park_id="bac-san-bay"),),
        "contradicted",
    ),
    Edge(
        "S5-04",
        3,
        (
            cell("parks", "counted_active", "yes", park_id="phuong-nam"),
            cell("parks", "area_planned_ha", 9020.43 / 9, park_id="bac-san-bay"),
        ),
        (
            cell("parks", "counted_active", "yes", park_id="phuong-nam"),
            cell("parks", "area_planned_ha", 9020.43 / 9 + 1, park_id="bac-san-bay"),
        ),
        ("supported", "partly"),
    ),
    Case("S5-05", "no more by 2050", (series("clusters-planned", "2050", 39, kind="plan"),), "contradicted"),
    Edge(
        "S5-05",
        40,
        (series("clusters-planned", "2030", 40, kind="plan"),),
        (series("clusters-planned", "2030", 39, kind="plan"),),
        ("supported", "partly"),
    ),
    Case("S5-06", "all of 60 ha", (cell("clusters", "area_ha", 60, **CLUSTERS),), "supported"),
    Case("S5-06", "all of 30 ha", (cell("clusters", "area_ha", 30, **CLUSTERS),), "contradicted"),
    Edge(
        "S5-06",
        100,
        (cell("clusters", "area_ha", 50 * 0.95, **CLUSTERS),),
        (cell("clusters", "area_ha", 50 * 0.94, **CLUSTERS),),
        ("supported", "contradicted"),
    ),
    Edge(
        "S5-06",
        90,
        (
            drop("clusters", cluster_id=["ccn-dong-mai", "ccn-trang-an"]),
            drop("clusters", cluster_id=["ccn-hai-yen", "ccn-yen-than"]),
        ),
        (
            drop("clusters", cluster_id=["ccn-dong-mai", "ccn-trang-an"]),
            drop("clusters", cluster_id=["ccn-hai-yen", "ccn-yen-than", "ccn-ha-khanh"]),
        ),
        ("supported", "partly"),
    ),
    Case(
        "S5-07",
        "all in Hải Hà",
        (cell("clusters", "district_2024", "201", **CLUSTERS),),
        "contradicted",
    ),
    Edge(
        "S5-07",
        10,
        (cell("clusters", "district_2024", "201", district_2024="200"),),
        (cell("clusters", "district_2024", "201", district_2024=["199", "200"]),),
        ("supported", "partly"),
    ),
    Case("S5-08", "ready as aimed at", (series(*READY, 3658),), "supported"),
    Case("S5-08", "no room to grow", (series(*PLANNED, 7800, kind="plan"),), "contradicted"),
    Edge(
        "S5-08", 50, (series(*READY, TARGET / 2),), (series(*READY, TARGET / 2 - 1),), ("supported", "partly")
    ),
    Case("S5-09", "Hải Yên is cleared", (fact("hai-yen", "area_cleared_ha", 182),), "supported"),
    Case("S5-09", "Đông Mai half let", (fact("dong-mai", "occupancy_pct", 50),), "contradicted"),
    Case(
        "S5-09",
        "nothing is known of Đông Mai",
        (fact("dong-mai", "occupancy_pct", None), fact("dong-mai", "area_cleared_ha", None)),
        "partly",
    ),
    Edge(
        "S5-09",
        2,
        (fact("hai-yen", "area_cleared_ha", 182.42 * 0.9),),
        (fact("hai-yen", "area_cleared_ha", 182.42 * 0.9 - 1),),
        ("supported", "partly"),
    ),
    Case("S5-10", "Texhong all served", (fact("texhong-hai-ha", "area_ready_ha", 650),), "partly"),
    Edge(
        "S5-10",
        1,
        (fact("texhong-hai-ha", "area_ready_ha", 660 * 0.9),),
        (fact("texhong-hai-ha", "area_ready_ha", 660 * 0.9 - 1),),
        ("partly", "contradicted"),
    ),
    Case(
        "S5-11",
        "ready and easy to get",
        (series(*READY, 3000), series("pci-land-access-rank", "2021", 3)),
        "supported",
    ),
    Case("S5-11", "not even let", (fact("song-khoai", "occupancy_pct", 60),), "contradicted"),
    Edge(
        "S5-11",
        3,
        (series(*READY, TARGET / 2), series("pci-land-access-rank", "2021", 10)),
        (series(*READY, TARGET / 2), series("pci-land-access-rank", "2021", 11)),
        ("supported", "partly"),
    ),
    Case(
        "S5-12",
        "one park far from all",
        (cell("parks", "geometry", Point(106.5, 21.6), park_id="hai-yen"),),
        "contradicted",
    ),
    Edge(
        "S5-12",
        9,
        (PARKS_THERE, *gates_at(49_999)),
        (PARKS_THERE, *gates_at(50_001)),
        ("supported", "partly"),
    ),
    Case(
        "S5-13", "no such projects", (cell("tenants", "sector", "textiles", kind="project"),), "contradicted"
    ),
    Edge(
        "S5-13",
        3,
        (drop("tenants", park_id=["viet-hung", "texhong-hai-ha"]),),
        (drop("tenants", park_id=["viet-hung", "texhong-hai-ha", "bac-tien-phong"]),),
        ("supported", "partly"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
