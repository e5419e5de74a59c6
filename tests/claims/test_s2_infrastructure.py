"""Strength 2: the verdicts move with the tables, and turn at the bars of their rules."""

import geopandas as gpd
import pytest
from atlas.claims.distance import GRID
from atlas.data import load
from cases import Case, Edge, add, cell, drop, series
from shapely.affinity import translate

BOXES = ("port-containers", "2022")
FLOWN = ("air-passengers", "2019-01/2019-08")


def fact(gateway: str, indicator: str, value: float):
    where = {"gateway_id": gateway, "indicator": indicator, "headline": "yes"}
    return cell("gateway_facts", "value", value, **where)


def called(dwt: float):
    return cell("gateway_facts", "value", dwt, gateway_id="cict", indicator="largest_ship_seen_dwt")


def said(gateway: str, indicator: str, words: str):
    where = {"gateway_id": gateway, "indicator": indicator, "headline": "yes"}
    return cell("gateway_facts", "value_text", words, **where)


def state(section: str, status: str):
    return cell("corridor_sections", "status", status, section_id=section)


def minutes(section: str, when: str, scope: str, value: float):
    indicator = f"travel_time_{when}_min"
    return cell("corridor_facts", "value", value, section_id=section, indicator=indicator, scope=scope)


def length(section: str, km: float):
    return cell("corridor_facts", "value", km, section_id=section, indicator="length_km", headline="yes")


def north_of(node: str, km: float):
    """A point so many km north of a junction, in degrees."""
    nodes = load("corridor_nodes").set_index("node_id").loc[[node]].to_crs(GRID)
    moved = gpd.GeoSeries([translate(nodes.geometry.iloc[0], yoff=1000 * km)], crs=GRID)
    return moved.to_crs("EPSG:4326").iloc[0]


def park_at(km: float):
    return cell("parks", "geometry", north_of("ct06-15", km), park_id="texhong-hai-ha")


BUSY = (series(*BOXES, 300000, "cict"), series(*FLOWN, 1000000, "van-don-airport"))
CARGO = add(
    "series",
    {"indicator_id": "air-passengers", "place_id": "van-don-airport", "kind": "result"},
    indicator_id="air-cargo",
)
SHORT_OF_POWER = {"indicator": "power_problem"}
HA_LONG = ("ct06-hai-phong-ha-long", "after", "Hà Nội - Hạ Long")
BRANCH, LINE = "rail-ha-long-cai-lan", "rail-yen-vien-cai-lan"
IN_SERVICE = (state(BRANCH, "open"), state(LINE, "open"))

CASES = [
    Case("S2-01", "port and airport are busy", BUSY, "supported"),
    Case("S2-01", "only the port is busy", BUSY[:1], "partly"),
    Case("S2-01", "the railway is closed", (*BUSY, state("rail-kep-ha-long", "suspended")), "contradicted"),
    Case(
        "S2-01",
        "no airport",
        (cell("gateways", "status", "planned", gateway_id="van-don-airport"),),
        "contradicted",
    ),
    Edge(
        "S2-01",
        25,
        (BUSY[1], series(*BOXES, 130000, "cict")),
        (BUSY[1], series(*BOXES, 129999, "cict")),
        ("supported", "partly"),
    ),
    Case("S2-02", "one section is not open", (state("ct06-van-don-mong-cai", "planned"),), "partly"),
    Case(
        "S2-02",
        "nothing is open and no time falls",
        (
            *(state(s, "planned") for s in (HA_LONG[0], "ct06-ha-long-van-don", "ct06-van-don-mong-cai")),
            state("ct04-ha-noi-hai-phong", "planned"),
            cell("corridor_facts", "value", 999, indicator="travel_time_after_min"),
        ),
        "contradicted",
    ),
    Edge("S2-02", 1, (minutes(*HA_LONG, 209),), (minutes(*HA_LONG, 210),), ("supported", "partly")),
    Case("S2-03", "one park lies far off", (park_at(11),), "partly"),
    Case(
        "S2-03",
        "the port lies far off",
        (cell("gateways", "geometry", north_of("ct06-8", 40), gateway_id="cai-lan"),),
        "contradicted",
    ),
    Edge("S2-03", 3, (park_at(10),), (park_at(10.01),), ("supported", "partly")),
    Case(
        "S2-04",
        "a shallow harbour",
        (cell("gateways", "deep_water", "no", gateway_id="cai-lan"),),
        "contradicted",
    ),
    Case("S2-04", "built for large ships, but none called", (called(30000),), "partly"),
    Case(
        "S2-04",
        "neither built for large ships nor called at by one",
        (fact("cai-lan", "max_ship_dwt", 20000), called(30000)),
        "contradicted",
    ),
    Edge(
        "S2-04",
        50000,
        (fact("cai-lan", "max_ship_dwt", 50000),),
        (fact("cai-lan", "max_ship_dwt", 49999),),
        ("supported", "partly"),
    ),
    Case("S2-05", "boxes as built for", (series(*BOXES, 400000, "cict"),), "supported"),
    Case("S2-05", "no bulk either", (series("port-bulk", "2022", 0, "cict"),), "contradicted"),
    Edge(
        "S2-05",
        25,
        (fact("cict", "capacity_teu_year", 44000),),
        (fact("cict", "capacity_teu_year", 44010),),
        ("supported", "partly"),
    ),
    Case("S2-06", "works stopped", (said("van-ninh", "status", "planned"),), "contradicted"),
    Edge(
        "S2-06",
        3,
        (said("hai-ha", "status", "under-construction"), said("van-gia", "status", "under-construction")),
        (said("hai-ha", "status", "under-construction"),),
        ("supported", "partly"),
    ),
    Case("S2-07", "closed", (said("van-don-airport", "status", "suspended"),), "partly"),
    Case(
        "S2-07",
        "closed and short",
        (said("van-don-airport", "status", "suspended"), fact("van-don-airport", "runway_length_m", 2000)),
        "contradicted",
    ),
    Edge(
        "S2-07",
        3000,
        (fact("van-don-airport", "runway_length_m", 3000),),
        (fact("van-don-airport", "runway_length_m", 2999),),
        ("supported", "partly"),
    ),
    Case("S2-08", "full of passengers, without cargo", (series(*FLOWN, 1e6, "van-don-airport"),), "partly"),
    Case("S2-08", "closed", (said("van-don-airport", "status", "suspended"),), "contradicted"),
    Edge(
        "S2-08",
        25,
        (CARGO, fact("van-don-airport", "capacity_passengers_year", 900000)),
        (CARGO, fact("van-don-airport", "capacity_passengers_year", 900010)),
        ("supported", "partly"),
    ),
    Case("S2-11", "the whole line, but suspended", (length(BRANCH, 131),), "partly"),
    Case(
        "S2-11",
        "no freight in the design",
        (drop("corridor_facts", scope="freight trains", section_id=LINE),),
        "contradicted",
    ),
    Edge(
        "S2-11",
        100,
        (*IN_SERVICE, length(BRANCH, 131)),
        (*IN_SERVICE, length(BRANCH, 130.99)),
        ("supported", "partly"),
    ),
    Case(
        "S2-12",
        "no plan and no railway across",
        (state("rail-hai-phong-mong-cai", "suspended"), state("rail-fangchenggang-dongxing", "planned")),
        "contradicted",
    ),
    Edge(
        "S2-12",
        2,
        (state("rail-hai-phong-mong-cai", "under-construction"),),
        (state("rail-hai-phong-mong-cai", "suspended"),),
        ("supported", "partly"),
    ),
    Case(
        "S2-13", "no wastewater works", (drop("park_facts", indicator="wastewater_m3_day"),), "contradicted"
    ),
    Case(
        "S2-13",
        "all three are short of power",
        (add("park_facts", {"park_id": "viet-hung", **SHORT_OF_POWER}, park_id="dong-mai"),),
        "contradicted",
    ),
    Edge(
        "S2-13",
        3,
        (drop("park_facts", **SHORT_OF_POWER),),
        (drop("park_facts", park_id="viet-hung", **SHORT_OF_POWER),),
        ("supported", "partly"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
