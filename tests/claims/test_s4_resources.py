"""Strength 4: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, add, cell, drop, series

SHARE = ("share-national-coal-reserves", "2025")
DONG_TRIEU = {"mineral": "coal", "district_2024": "205"}
FIVE_MONTHS = "2025-01/2025-05"
SOLAR = add(
    "series", {"indicator_id": "wind-capacity", "place_id": "quang-ninh"}, indicator_id="solar-capacity"
)
NO_WIND = drop("series", indicator_id="wind-capacity", place_id="quang-ninh")
NO_BIOMASS = drop("series", indicator_id="biomass-capacity", place_id="quang-ninh")


def no_plan(zone):
    return drop("zone_facts", zone_id=zone, indicator="plan_decision")


NO_PARK = drop("park_facts", park_id="hai-ha", indicator="decision")


def power(value):
    return series("coal-power-deliveries", FIVE_MONTHS, value, "tkv")


def ends(year, *pits):
    return cell("mines", "closing_year", year, mine_id=list(pits))


def walked(value):
    return series("coast-map-ruler-2000m", "2026-08", value)


def counted(value):
    return cell("series", "value", value, indicator_id="islands", place_id="quang-ninh")


CASES = [
    Case("S4-02", "a third of the reserves", (series(*SHARE, 33),), "partly"),
    Case(
        "S4-02", "no working mine in Đông Triều", (cell("mines", "status", "closed", **DONG_TRIEU),), "partly"
    ),
    Case("S4-02", "neither", (series(*SHARE, 33), drop("mines", **DONG_TRIEU)), "contradicted"),
    Edge("S4-02", 50, (series(*SHARE, 50),), (series(*SHARE, 49.9),), ("supported", "partly")),
    Case("S4-03", "few imports", (series("coal-imports", "2023", 7, "viet-nam"),), "supported"),
    Edge("S4-03", 1, (series(*SHARE, 90),), (series(*SHARE, 89.9),), ("partly", "contradicted")),
    Edge(
        "S4-03",
        2,
        (series("coal-imports", "2023", 48.1786, "viet-nam"),),
        (series("coal-imports", "2023", 48.1787, "viet-nam"),),
        ("supported", "partly"),
    ),
    Case("S4-04", "a third to others", (power(14.8),), "supported"),
    Case("S4-04", "all of it burnt for power", (power(22.24),), "contradicted"),
    Edge("S4-04", 25, (power(22.24 * 0.75),), (power(22.24 * 0.751),), ("supported", "partly")),
    Case(
        "S4-05",
        "late pits and none closed",
        (cell("mines", "status", "operating", mine_id="nui-beo-open-pit"),),
        "contradicted",
    ),
    Edge(
        "S4-05",
        0,
        (ends(2030, "cao-son", "coc-sau-deo-nai"),),
        (ends(2030, "cao-son"), ends(2031, "coc-sau-deo-nai")),
        ("supported", "partly"),
    ),
    Case("S4-06", "a straighter coast", (walked(240),), "partly"),
    Case("S4-06", "a short coast", (walked(90), series("coast-map-full", "2026-08", 240)), "contradicted"),
    Edge("S4-06", 250, (walked(250),), (walked(249.9),), ("supported", "partly")),
    Case(
        "S4-07",
        "few islands by any count",
        (counted(900), series("islands-map", "2026-08", 900)),
        "contradicted",
    ),
    Edge("S4-07", 2000, (counted(2000),), (counted(1999),), ("supported", "partly")),
    Edge(
        "S4-07",
        1999,
        (counted(1999), series("islands-map", "2026-08", 1000)),
        (counted(1999), series("islands-map", "2026-08", 999)),
        ("partly", "contradicted"),
    ),
    Case("S4-09", "no plan for Vân Đồn", (no_plan("van-don"),), "partly"),
    Edge("S4-09", 3, (), (NO_PARK,), ("supported", "partly")),
    Edge(
        "S4-09",
        1,
        (no_plan("van-don"), no_plan("mong-cai")),
        (no_plan("van-don"), no_plan("mong-cai"), NO_PARK),
        ("partly", "contradicted"),
    ),
    Case("S4-12", "nothing allotted", (NO_WIND, NO_BIOMASS), "contradicted"),
    Edge("S4-12", 3, (SOLAR,), (SOLAR, NO_BIOMASS), ("supported", "partly")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
