"""Proposal 6: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, cell, series


def tenants(column, value, **where):
    return cell("tenants", column, value, **where)


def coal_2030(value):
    return series("coal-clean-output", "2030", value, kind="plan")


ELECTRONICS = ("foxconn-entertainment", "foxconn-smart-systems", "lite-on")
OTHER = tenants("sector", "textiles", kind="project")
CASES = [
    Case("P6-01", "a plan to dig less", (coal_2030(30),), "partly"),
    Edge("P6-01", 100, (coal_2030(40),), (coal_2030(39.9),), ("supported", "partly")),
    Case("P6-02", "no electronics and no cars", (OTHER,), "supported"),
    Edge(
        "P6-02",
        0,
        (OTHER, tenants("sector", "electronics", project_id=ELECTRONICS[:2])),
        (OTHER, tenants("sector", "electronics", project_id=ELECTRONICS)),
        ("supported", "partly"),
    ),
    Case("P6-04", "projects in other sectors only", (OTHER,), "supported"),
    Case("P6-04", "projects that ended", (tenants("status", "ended", kind="project"),), "supported"),
    Edge(
        "P6-04",
        0,
        (OTHER,),
        (OTHER, tenants("sector", "mechanical", project_id="yaskawa")),
        ("supported", "partly"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
