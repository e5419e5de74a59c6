"""Proposal 7: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, add, cell, series

ASKED = add("claim_links", {"from_claim": "P7-05", "relation": "answers"}, from_claim="P7-01")
HALF = ("fdi-registered", "2025-H1")
JAPAN, AMERICA = ("fdi-stock-capital-japan", "2023-11"), ("fdi-stock-capital-united-states", "2023-11")
OTHERS = (
    cell("parks", "developer", "Công ty A", developer="Viglacera"),
    cell("parks", "developer", "Công ty B", park_id="song-khoai"),
)
NO_BW = cell("tenants", "investor", "Công ty C", investor="BW Industrial")

CASES = [
    Case("P7-01", "a weakness in promotion is named", (ASKED,), "supported"),
    Case("P7-01", "neither a fall nor a weakness", (series(*HALF, 1549),), "partly"),
    Edge(
        "P7-01",
        50,
        (ASKED, series(*HALF, 774.5)),
        (ASKED, series(*HALF, 774.6)),
        ("supported", "partly"),
    ),
    Case("P7-02", "little capital from either", (series(*JAPAN, 200), series(*AMERICA, 200)), "supported"),
    Case(
        "P7-02",
        "little in the stock, much in parks",
        (
            series(*JAPAN, 200),
            series(*AMERICA, 200),
            cell("tenants", "origin", "Japan", project_id=["lite-on", "jinko-solar-1"]),
        ),
        "partly",
    ),
    Edge(
        "P7-02",
        25,
        (series(*JAPAN, 11570 / 4 - 2310),),
        (series(*JAPAN, 11580 / 4 - 2310),),
        ("supported", "partly"),
    ),
    Case("P7-05", "none of the four", (*OTHERS, NO_BW), "supported"),
    Edge("P7-05", 0, (*OTHERS, NO_BW), OTHERS, ("supported", "partly")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
