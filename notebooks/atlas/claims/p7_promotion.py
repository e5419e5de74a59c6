"""Checks of proposal 7: investment promotion."""

from __future__ import annotations

from atlas import parks, structure
from atlas.claims import rules
from atlas.claims.evidence import ARTICLE, Evidence, period_end
from atlas.claims.registry import Claim, Outcome, check
from atlas.text import listing

STOCK_DATE = "2023-11"
# Countries of JICA, KOTRA and Amcham, as the tenants table writes them.
BODIES = ("Japan", "Korea", "United States")
DEVELOPERS = ("VSIP", "Amata", "Viglacera", "BW Industrial")


@check("P7-01")
def need_for_promotion(evidence: Evidence, claim: Claim) -> Outcome:
    """Foreign capital registered in the half-year of the article over that of the year before, in %."""
    before = evidence.point("fdi-registered", "2024-H1")
    now = evidence.point("fdi-registered", "2025-H1")
    share = 100 * now["value"] / before["value"]
    links = evidence.table("claim_links")
    answers = links[(links["from_claim"] == claim.claim_id) & (links["relation"] == "answers")]
    fell = rules.at_most(share, claim.bar) == rules.SUPPORTED
    words = {"now": now["value"], "before": before["value"], "weaknesses": len(answers)}
    verdict = rules.held([fell, len(answers) > 0], none=rules.PARTLY)
    return Outcome(share, period_end(now["period"]), verdict, words)


@check("P7-02")
def capital_of_the_countries_named(evidence: Evidence, claim: Claim) -> Outcome:
    """Share of the countries whose bodies are named in the stock of foreign capital, in %."""
    total = evidence.point("fdi-stock-capital", STOCK_DATE)["value"]
    japan = evidence.point("fdi-stock-capital-japan", STOCK_DATE)["value"]
    america = evidence.point("fdi-stock-capital-united-states", STOCK_DATE)["value"]
    share = 100 * (japan + america) / total
    projects = evidence.cite(structure.foreign(evidence.table("tenants")))
    in_parks = structure.share_of_origins(projects, BODIES)
    tests = [rules.at_most(part, claim.bar) == rules.SUPPORTED for part in (share, in_parks)]
    words = {"japan": japan, "america": america, "total": total, "in_parks": in_parks}
    return Outcome(share, STOCK_DATE, rules.held(tests, none=rules.PARTLY), words)


@check("P7-05")
def developers_that_are_there(evidence: Evidence, claim: Claim) -> Outcome:
    """Number of the developers named that develop or build in a park of the province."""
    there, dates = {}, []
    for name in DEVELOPERS:
        rows = _places(evidence, name)
        if rows:
            there[name] = listing([park for park, _ in rows])
            dates += [date for _, date in rows]
    words = {
        "named": len(DEVELOPERS),
        "there": listing([f"{name} ({where})" for name, where in there.items()]) or "none",
        "missing": listing([name for name in DEVELOPERS if name not in there]) or "none",
    }
    verdict = rules.at_most(len(there), claim.bar, above=rules.PARTLY)
    as_of = max(dates, default=evidence.row("sources", source_id=ARTICLE)["published"])
    return Outcome(len(there), as_of, verdict, words)


def _places(evidence: Evidence, developer: str) -> list[tuple[str, str]]:
    """Parks where ``developer`` builds the park or factories, each with the date of its row."""
    all_parks, projects = evidence.table("parks"), evidence.table("tenants")
    developed = all_parks[all_parks["developer"].str.contains(developer, regex=False, na=False)]
    built = projects[
        projects["investor"].str.contains(developer, regex=False) & (projects["kind"] == "project")
    ]
    evidence.cite(developed), evidence.cite(built)
    names = all_parks.set_index("park_id")["name_vi"].map(parks.short_name)
    rows = [(names[row.park_id], row.status_as_of) for row in developed.itertuples()]
    return rows + [(names[row.park_id], row.as_of) for row in built.itertuples()]
