"""Checks of the series as a whole and its conclusion."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from atlas import structure
from atlas.claims import rules
from atlas.claims.evidence import ARTICLE, Evidence
from atlas.claims.fields import named, newest
from atlas.claims.registry import Claim, Outcome, check, find
from atlas.data import MANY
from atlas.text import listing

PLAN = "2030"
YEARS = ("2022", "2023", "2024")  # the full years before the article for which C-01 asks

# The limits that C-02 sums up, by the claim that tests each.
LIMITS = {
    "W1-01": "an industry that leans on mining",
    "W2-02": "weak supporting industry",
    "W3-01": "scarce skilled labour",
    "W6-01": "the turn to green",
}


@check("G-01")
def proposals_without_a_base(evidence: Evidence, claim: Claim) -> Outcome:
    """Number of proposals that neither answer a weakness nor build on a strength."""
    links, claims = evidence.table("claim_links"), evidence.table("claims")
    asked = claims.loc[claims["kind"] == "proposal", "claim_id"]
    answers = links[links["relation"] == "answers"]
    based = set(links.loc[links["relation"].isin(["answers", "builds-on"]), "from_claim"])
    unmet = sorted(set(asked) - set(answers["from_claim"]))
    found = len(set(asked) - based)
    above = rules.PARTLY if found < len(asked) / 2 else rules.CONTRADICTED
    words = {"all": len(asked), "unmet": len(unmet), "which": listing(unmet) or "none"}
    sections = claims.loc[claims["section_id"].str.startswith("W"), "section_id"]
    words |= {"weak": sections.nunique(), "met": answers["to_claim"].str[:2].nunique()}
    published = evidence.row("sources", source_id=ARTICLE)["published"]
    return Outcome(found, published, rules.at_most(found, claim.bar, above), words)


@check("G-02")
def away_from_the_brown_economy(evidence: Evidence, claim: Claim) -> Outcome:
    """Change of the share of manufacturing in GRDP, in percentage points, and coal beside the economy."""
    made = _ends(evidence.history("share-manufacturing", kinds=("result", "estimate")))
    coal = _ends(evidence.history("coal-clean-output", kinds=("result", "estimate")))
    years = range(int(coal["start"]) + 1, int(coal["end"]) + 1)
    economy = structure.compounded([evidence.point("grdp-growth", str(year))["value"] for year in years])
    dug = 100 * (coal["last"] / coal["first"] - 1)
    change = made["last"] - made["first"]
    plan = evidence.point("coal-clean-output", PLAN, kind="plan")
    words = made | {f"coal_{name}": value for name, value in coal.items()}
    words |= {"dug": dug, "economy": economy, "plan": plan["value"], "plan_year": plan["period"]}
    verdict = rules.held([change > 0, dug < economy, dug < 0])
    return Outcome(round(change, 2), made["end"], verdict, words)


def _ends(history: pd.DataFrame) -> dict[str, object]:
    """First and last value of a history with their periods: first, start, last, end."""
    first, last = history.iloc[0], history.iloc[-1]
    return {"first": first["value"], "start": first["period"], "last": last["value"], "end": last["period"]}


@check("G-03")
def weight_on_parks_clusters_and_manufacturing(evidence: Evidence, claim: Claim) -> Outcome:
    """Number of clusters founded, beside the occupancy of parks and the share of manufacturing."""
    clusters = _ends(evidence.history("clusters-established", period_kinds=("as-of",)))
    parks = _ends(evidence.history("parks-occupancy", period_kinds=("as-of",)))
    made = _ends(evidence.history("share-manufacturing", kinds=("result", "estimate")))
    words = {f"clusters_{name}": value for name, value in clusters.items() if name != "last"}
    words |= {f"parks_{name}": value for name, value in parks.items()}
    words |= {f"made_{name}": value for name, value in made.items()}
    verdict = rules.held(part["last"] > part["first"] for part in (clusters, parks, made))
    return Outcome(clusters["last"], clusters["end"], verdict, words)


@check("G-04")
def industry_in_the_plan(evidence: Evidence, claim: Claim) -> Outcome:
    """Share of industry and construction that the plan sets for 2030, in % of GRDP."""
    industry = evidence.point("share-industry-construction", PLAN, kind="target")
    services = evidence.point("share-services", PLAN, kind="target")
    goal = evidence.point("share-manufacturing", PLAN, kind="target")
    made = evidence.history("share-manufacturing", kinds=("result", "estimate")).iloc[-1]
    tests = [industry["value"] >= services["value"], goal["value"] > made["value"]]
    words = {"high": industry["value_high"], "services": services["value"]}
    words |= {"services_high": services["value_high"], "goal": goal["value"]}
    words |= {"made": made["value"], "made_year": made["period"], "year": PLAN}
    words |= _points(evidence)
    return Outcome(industry["value"], PLAN, rules.held(tests), words)


def _points(evidence: Evidence) -> dict[str, object]:
    """Percentage points that industry and services added to growth in the last year before the article."""
    year = YEARS[-1]
    industry = evidence.point("growth-contribution-industry", year)["value"]
    services = evidence.point("growth-contribution-services", year)["value"]
    return {"industry_points": industry, "services_points": services, "points_year": year}


@check("C-01")
def growth_of_three_years(evidence: Evidence, claim: Claim) -> Outcome:
    """The lowest growth of GRDP in the three years before the article, in %."""
    years = [evidence.point("grdp-growth", year) for year in YEARS]
    lowest = min(years, key=lambda row: row["value"])
    verdict = rules.held(row["value"] >= claim.bar for row in years)
    words = {f"in_{row['period']}": row["value"] for row in years} | _points(evidence)
    words |= {"rank": evidence.point("pci-rank", YEARS[-1])["value"]}
    words |= {"rival": evidence.point("pci-rank", YEARS[-1], "hai-phong")["value"]}
    return Outcome(lowest["value"], lowest["period"], verdict, words)


@check("C-02")
def limits_that_hold(evidence: Evidence, claim: Claim) -> Outcome:
    """Number of the four limits named whose own claims are supported."""
    findings = {key: find(key, evidence.table) for key in LIMITS}
    evidence.cite(pd.DataFrame({"source_ids": [MANY.join(one.sources) for one in findings.values()]}))
    full = [key for key, one in findings.items() if one.verdict == rules.SUPPORTED]
    words = {"full": _limits(full), "rest": _limits(key for key in LIMITS if key not in full)}
    as_of = newest(one.as_of for one in findings.values())
    return Outcome(len(full), as_of, rules.counted(len(full), claim.bar), words)


def _limits(keys: Iterable[str]) -> str:
    return named(f"{LIMITS[key]} ({key})" for key in keys)
