"""Checks of proposal 4: skilled labour."""

from __future__ import annotations

from atlas import people
from atlas.claims import rules
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check
from atlas.claims.w3_skills import GAP_PCT, skills_gap

TRIANGLE = ("22", "30", "31")  # Quảng Ninh, Hải Dương, Hải Phòng
MERGER = "2025-07-01"


@check("P4-01")
def training_to_order(evidence: Evidence, claim: Claim) -> Outcome:
    """Share of the workers surveyed without proper training or fitting skills, in %."""
    gap = skills_gap(evidence)
    lacking = evidence.latest("worker-shortage", kinds=("estimate",))
    words = {"year": gap["period"], "lacking": lacking["value"], "then": lacking["period"]}
    return Outcome(gap["value"], gap["period"], rules.at_least(gap["value"], claim.bar, rules.PARTLY), words)


@check("P4-02")
def corners_of_the_triangle(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of the three named provinces were still provinces after 1 July 2025."""
    corners = evidence.rows("provinces", code=TRIANGLE)
    stays = corners["name_vi"] == corners["province_2025"]
    merged = [f"{row.name_vi} into {row.province_2025}" for row in corners[~stays].itertuples()]
    words = {"corners": len(corners), "merged": ", ".join(merged) or "none"}
    return Outcome(int(stays.sum()), MERGER, rules.counted(stays.sum(), claim.bar, none=rules.PARTLY), words)


@check("P4-03")
def curricula_and_spending(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of two tests hold: skills do not fit, and no curricula have been renewed yet."""
    gap = skills_gap(evidence)
    updated, new = (evidence.latest(indicator)["value"] for indicator in people.RENEWAL)
    spending = evidence.latest("vocational-spending")
    tests = [gap["value"] >= GAP_PCT, updated + new == 0]
    words = {
        "gap": gap["value"],
        "year": gap["period"],
        "updated": updated,
        "new": new,
        "spending": spending["value"],
        "then": spending["period"],
    }
    return Outcome(sum(tests), gap["period"], rules.held(tests, none=rules.PARTLY), words)


@check("P4-06")
def flats_for_workers(evidence: Evidence, claim: Claim) -> Outcome:
    """Flats built or planned for every 100 workers, over the parks where both are known."""
    known = evidence.cite(people.housing(evidence.table("series")))
    flats = people.flats_per_100(known)
    target = evidence.point("social-housing", "2025/2030", kind="target")
    words = {
        "flats": known["flats"].sum(),
        "workers": known["workers"].sum(),
        "parks": len(known),
        "target": target["value"],
    }
    return Outcome(flats, known["workers_as_of"].max(), rules.at_most(flats, claim.bar, rules.PARTLY), words)
