"""What does the article claim, and does it hold? Checks, findings and the ledger.

``find("S4-06")`` tests one claim, ``ledger()`` all of them. A module here holds the checks of
one part of the article; its functions are named by the claim they test.
"""

from atlas.claims import (  # noqa: F401, each registers its checks
    article,
    p2_infrastructure,
    p3_administration,
    p4_skills,
    p5_incentives,
    p6_restructuring,
    p7_promotion,
    s1_location,
    s2_infrastructure,
    s3_investment_climate,
    s4_resources,
    s5_land,
    s6_green_commitment,
    w1_structure,
    w2_value_chains,
    w3_skills,
    w4_slow_parks,
    w5_localities,
    w6_green_capacity,
)
from atlas.claims.evidence import Evidence, MissingFigureError
from atlas.claims.ledger import ledger, verdicts
from atlas.claims.registry import CHECKS, ClaimError, Finding, Outcome, check, find

__all__ = [
    "CHECKS",
    "ClaimError",
    "Evidence",
    "Finding",
    "MissingFigureError",
    "Outcome",
    "check",
    "find",
    "ledger",
    "verdicts",
]
