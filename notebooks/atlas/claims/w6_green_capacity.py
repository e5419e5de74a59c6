"""Checks of weakness 6: limited capacity for green industry."""

from __future__ import annotations

from atlas import green
from atlas.claims import rules
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check

COUNTRY = "viet-nam"


@check("W6-01")
def certified_eco_parks(evidence: Evidence, claim: Claim) -> Outcome:
    """Parks of the country that are certified as eco-industrial parks."""
    certified = evidence.latest("eco-parks-certified", COUNTRY)
    programmes = evidence.cite(green.pilots(evidence.table("series"))).set_index("period")
    last, this = programmes.loc["2020/2024"], programmes.loc["2025/2028"]
    words = {
        "when": certified["period"],
        "pilots": last["parks"],
        "here": last["here"],
        "next": this["parks"],
        "named": this["named"],
        "ours": this["provinces"].count("Quảng Ninh"),
    }
    verdict = rules.at_most(certified["value"], claim.bar, above=rules.PARTLY)
    return Outcome(certified["value"], certified["period"], verdict, words)
