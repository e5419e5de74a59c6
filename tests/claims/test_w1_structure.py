"""Weakness 1: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, cell, series

PLAN = ("coal-sales", "2025")
SOLD = ("coal-sales", "2025-01/2025-05")
RICH = series("coal-reserves-explored", "2015", 35236)
WITNESS = cell("series", "source_ids", "vneconomy-2025-04", place_id="tkv", period="2025-Q2", kind="target")
CASES = [
    Case("W1-01", "a sixth of industry is half the bar", (series("share-mining", "2020", 7),), "partly"),
    Case("W1-01", "a tenth of industry", (series("share-mining", "2020", 4.6),), "contradicted"),
    Edge(
        "W1-01",
        25,
        (series("share-mining", "2020", 11.5),),
        (series("share-mining", "2020", 11.4),),
        ("supported", "partly"),
    ),
    Case("W1-02", "ten times the reserves", (RICH,), "partly"),
    Case("W1-02", "little revenue from mining", (series("share-revenue-mining", "2020", 24.9),), "partly"),
    Case("W1-02", "less rock than coal", (series("mine-rock-supply", "2021", 44),), "partly"),
    Case(
        "W1-02",
        "plenty of coal that gives little and leaves little",
        (RICH, series("share-revenue-mining", "2020", 5), series("mine-rock-supply", "2021", 10)),
        "contradicted",
    ),
    Edge(
        "W1-02",
        100,
        (series("coal-reserves-explored", "2015", 4470),),
        (series("coal-reserves-explored", "2015", 4471),),
        ("supported", "partly"),
    ),
    Case("W1-03", "another source for the target", (WITNESS,), "supported"),
    Case("W1-03", "a weak first quarter", (series("coal-sales", "2025-Q1", 11, "tkv"),), "contradicted"),
    Case(
        "W1-03",
        "a weak first quarter, though another source has the target",
        (WITNESS, series("coal-sales", "2025-Q1", 11, "tkv")),
        "contradicted",
    ),
    Edge(
        "W1-03",
        28.5 * 1.01,
        (series("coal-sales", "2025-Q1", 12.985, "tkv"),),
        (series("coal-sales", "2025-Q1", 12.986, "tkv"),),
        ("partly", "contradicted"),
    ),
    Case("W1-04", "the plan that 28.7 % needs", (series(*PLAN, 55.05, "tkv", "plan"),), "supported"),
    Case("W1-04", "a plan a little above", (series(*PLAN, 53, "tkv", "plan"),), "partly"),
    Edge(
        "W1-04",
        28.7 * 1.02,
        (series("coal-sales", "2025-Q2", 28.7 * 1.02 / 2, "tkv", "target"),),
        (series("coal-sales", "2025-Q2", 28.7 * 1.021 / 2, "tkv", "target"),),
        ("supported", "partly"),
    ),
    Case(
        "W1-05",
        "a June that reaches the target",
        (series("coal-sales", "2025-06", 6.26, "tkv"),),
        "supported",
    ),
    Case("W1-05", "another plan as well", (series(*PLAN, 60, "tkv", "plan"),), "contradicted"),
    Edge(
        "W1-05",
        28.5 * 0.98,
        (series("coal-sales", "2025-06", 28.5 * 0.98 - 22.24, "tkv"),),
        (series("coal-sales", "2025-06", 28.5 * 0.979 - 22.24, "tkv"),),
        ("supported", "partly"),
    ),
    Case("W1-06", "sales of half as much again", (series(*SOLD, 29.1, "tkv"),), "contradicted"),
    Case("W1-06", "sales near the output", (series(*SOLD, 20, "tkv"),), "supported"),
    Edge(
        "W1-06",
        19.37 * 1.1,
        (series(*SOLD, 19.37 * 1.1, "tkv"),),
        (series(*SOLD, 19.37 * 1.101, "tkv"),),
        ("supported", "partly"),
    ),
    Case("W1-07", "a fall between", (series("share-manufacturing", "2022", 10),), "partly"),
    Case("W1-07", "a fall over all", (series("share-manufacturing", "2024", 9),), "contradicted"),
    Edge(
        "W1-07",
        0.1,
        (
            *(series("share-manufacturing", year, 9.8) for year in ("2021", "2022")),
            series("share-manufacturing", "2023", 9.8, kind="estimate"),
            series("share-manufacturing", "2024", 9.9),
        ),
        (series("share-manufacturing", "2024", 9.8),),
        ("supported", "contradicted"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
