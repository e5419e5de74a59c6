"""Checks of proposal 6: restructuring of industry."""

from __future__ import annotations

from atlas.claims import fields, rules
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check

CHAIN = 3  # projects that make the beginning of a chain of firms


@check("P6-01")
def coal_planned_against_coal_mined(evidence: Evidence, claim: Claim) -> Outcome:
    """Clean coal planned for 2030 over the first yearly output found, in %."""
    plan = evidence.point("coal-clean-output", "2030", kind="plan")
    years = evidence.history("coal-clean-output", kinds=("result", "estimate"))
    change = 100 * plan["value"] / years["value"].iloc[0]
    words = {
        "plan": plan["value"],
        "was": years["value"].iloc[0],
        "was_year": years["period"].iloc[0],
        "now": years["value"].iloc[-1],
        "year": years["period"].iloc[-1],
    }
    return Outcome(change, plan["period"], rules.at_least(change, claim.bar, rules.PARTLY), words)


@check("P6-02")
def chains_begun(evidence: Evidence, claim: Claim) -> Outcome:
    """Industries named, of four, that have three projects or more."""
    projects = fields.projects(evidence, fields.CHAINS)
    begun = {field: evidence.cite(rows) for field, rows in projects.items() if len(rows) >= CHAIN}
    works = evidence.rows("mines", kind="cement-works")
    counts = {field: f"{field} ({len(rows)})" for field, rows in projects.items()}
    words = {
        "least": CHAIN,
        "begun": fields.named(counts[field] for field in begun),
        "missing": fields.named(counts[field] for field in counts if field not in begun),
        "works": len(works),
    }
    dates = [date for rows in begun.values() for date in rows["as_of"]] or works["status_as_of"]
    verdict = rules.at_most(len(begun), claim.bar, rules.PARTLY)
    return Outcome(len(begun), fields.newest(dates), verdict, words)


@check("P6-04")
def favoured_fields_filled(evidence: Evidence, claim: Claim) -> Outcome:
    """Sectors named, of the five that can be told apart, in which a project stands."""
    found, as_of, words = fields.filled(evidence, fields.FAVOURED)
    return Outcome(found, as_of, rules.at_most(found, claim.bar, rules.PARTLY), words)
