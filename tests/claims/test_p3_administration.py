"""Proposal 3: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, drop, series

FULL = ("procedures-online-full", "2025-11")
CASES = [
    Case("P3-02", "no park lacks power", (drop("park_facts", indicator="power_problem"),), "partly"),
    Edge(
        "P3-02",
        2,
        (series("pci-land-access-rank", "2021", 11),),
        (series("pci-land-access-rank", "2021", 10),),
        ("supported", "partly"),
    ),
    Case("P3-03", "a fifth in full", (series(*FULL, 450),), "supported"),
    Edge("P3-03", 50, (series(*FULL, 1123.5),), (series(*FULL, 1124),), ("supported", "partly")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
