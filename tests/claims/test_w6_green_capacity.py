"""Weakness 6: the verdict moves with the tables, and turns at the bar of its rule."""

import pytest
from cases import Case, Edge, series

CERTIFIED = ("eco-parks-certified", "2025-07")
CASES = [
    Case("W6-01", "certified parks", (series(*CERTIFIED, 12, "viet-nam"),), "partly"),
    Edge(
        "W6-01",
        0,
        (series(*CERTIFIED, 0, "viet-nam"),),
        (series(*CERTIFIED, 1, "viet-nam"),),
        ("supported", "partly"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
