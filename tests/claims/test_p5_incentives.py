"""Proposal 5: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, cell

BUILDING = {"status": "under-construction"}
CASES = [
    Case("P5-02", "all in Hạ Long", (cell("clusters", "district_2024", "193", **BUILDING),), "supported"),
    Edge(
        "P5-02",
        2,
        (cell("clusters", "district_2024", "194", district_2024="201"),),
        (cell("clusters", "status", "planned", cluster_id="ccn-quang-duc"),),
        ("supported", "partly"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
