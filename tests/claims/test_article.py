"""The series as a whole and its conclusion: the verdicts move with the tables, and turn at the bars."""

import pytest
from atlas.data import load
from cases import Case, Edge, cell, drop, series

PROPOSALS = sorted(load("claims").query("kind == 'proposal'")["claim_id"])
UNTIED = [claim for claim in PROPOSALS if claim[:2] in ("P1", "P2", "P3", "P4", "P5")]
COAL = ("coal-clean-output", "2025")
MADE = ("share-manufacturing", "2024")
INDUSTRY = ("share-industry-construction", "2030")
SERVICES = ("share-services", "2030")


def as_of(indicator, value, period):
    return cell("series", "value", value, indicator_id=indicator, period=period, kind="result")


SUPPLIERS = cell("claims", "verdict", "supported", claim_id="W2-02")
UNSKILLED = series("workers-certified-share", "2025", 28)
CASES = [
    Case(
        "G-01", "two groups of proposals are left", (drop("claim_links", from_claim=UNTIED),), "contradicted"
    ),
    Edge(
        "G-01",
        0,
        (drop("claim_links", from_claim="P7-05", relation="answers"),),
        (drop("claim_links", from_claim="P7-05"),),
        ("supported", "partly"),
    ),
    Case("G-02", "less coal than in 2019", (series(*COAL, 39, kind="estimate"),), "supported"),
    Case(
        "G-02",
        "less manufacturing, and coal that outruns GRDP",
        (series(*MADE, 9), series(*COAL, 80, kind="estimate")),
        "contradicted",
    ),
    Edge(
        "G-02",
        0.1,
        (series(*MADE, 9.9), series(*COAL, 80, kind="estimate")),
        (series(*MADE, 9.8), series(*COAL, 80, kind="estimate")),
        ("partly", "contradicted"),
    ),
    Edge(
        "G-02",
        2.7,
        (series(*COAL, 39.9, kind="estimate"),),
        (series(*COAL, 40, kind="estimate"),),
        ("supported", "partly"),
    ),
    Case("G-03", "emptier parks", (as_of("parks-occupancy", 40, "2025"),), "partly"),
    Case(
        "G-03",
        "no rise at all",
        (
            as_of("parks-occupancy", 40, "2025"),
            as_of("clusters-established", 8, "2025-10"),
            series(*MADE, 9),
        ),
        "contradicted",
    ),
    Edge(
        "G-03",
        9,
        (as_of("clusters-established", 9, "2025-10"),),
        (as_of("clusters-established", 8, "2025-10"),),
        ("supported", "partly"),
    ),
    Case(
        "G-04",
        "a goal below what is reached",
        (series("share-manufacturing", "2030", 12, kind="target"),),
        "partly",
    ),
    Case(
        "G-04",
        "a plan for services alone",
        (series("share-manufacturing", "2030", 12, kind="target"), series(*SERVICES, 48, kind="target")),
        "contradicted",
    ),
    Edge(
        "G-04",
        38,
        (series(*INDUSTRY, 38, kind="target"),),
        (series(*INDUSTRY, 37.9, kind="target"),),
        ("supported", "partly"),
    ),
    Case(
        "C-01",
        "a slow year each",
        tuple(series("grdp-growth", str(y), 9) for y in (2022, 2023, 2024)),
        "contradicted",
    ),
    Case("C-02", "all four limits hold", (SUPPLIERS, UNSKILLED), "supported"),
    Case(
        "C-02",
        "none of the four holds in full",
        (series("share-mining", "2020", 7), series("eco-parks-certified", "2025-07", 1, "viet-nam")),
        "contradicted",
    ),
    Edge("C-02", 4, (SUPPLIERS, UNSKILLED), (UNSKILLED,), ("supported", "partly")),
    Edge(
        "C-01",
        10,
        (series("grdp-growth", "2024", 10),),
        (series("grdp-growth", "2024", 9.99),),
        ("supported", "partly"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
