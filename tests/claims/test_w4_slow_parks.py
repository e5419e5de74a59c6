"""Weakness 4: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, add, cell, drop

READY = {"park_id": "texhong-hai-ha", "indicator": "area_ready_ha", "headline": "yes"}
LEVELLED = {"park_id": "nam-tien-phong", "indicator": "area_levelled_ha"}
POWER = {"indicator": "power_problem"}
WATER = add("park_facts", POWER, indicator="water_problem")
ROADS = add("park_facts", POWER, indicator="road_problem")
TO_CLEAR = {"indicator": "area_to_clear_ha"}
CASES = [
    Case(
        "W4-01",
        "both are built",
        (cell("park_facts", "value", 600, **READY), cell("park_facts", "value", 450, **LEVELLED)),
        "contradicted",
    ),
    Edge(
        "W4-01",
        1,
        (cell("park_facts", "value", 660 * 0.9, **READY),),
        (cell("park_facts", "value", 660 * 0.9 - 1, **READY),),
        ("partly", "supported"),
    ),
    Case(
        "W4-02",
        "neither clearance nor power",
        (drop("park_facts", **TO_CLEAR), drop("park_facts", **POWER)),
        "contradicted",
    ),
    Case("W4-02", "power alone", (drop("park_facts", **TO_CLEAR),), "partly"),
    Edge("W4-02", 4, (WATER, ROADS), (WATER,), ("supported", "partly")),
    Edge(
        "W4-02",
        1,
        (cell("park_facts", "value", 1, indicator="area_to_clear_ha"),),
        (drop("park_facts", **POWER), cell("park_facts", "value", 1, indicator="area_to_clear_ha")),
        ("partly", "contradicted"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
