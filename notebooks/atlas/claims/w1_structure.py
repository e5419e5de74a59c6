"""Checks of weakness 1: a structure that leans on mining."""

from __future__ import annotations

from atlas import coal
from atlas.claims import rules
from atlas.claims.evidence import ARTICLE, Evidence, period_end
from atlas.claims.registry import Claim, Outcome, check
from atlas.data import MANY

TKV = coal.TKV
MONTHS = "2025-01/2025-05"
QUARTER_PCT = 25  # W1-02: of the state revenue, as W1-01 asks of industry


@check("W1-01")
def mining_share_of_industry(evidence: Evidence, claim: Claim) -> Outcome:
    """Share of mining in the industrial part of GRDP, in %."""
    mining = evidence.point("share-mining", "2020")
    industry = evidence.point("share-industry", "2020")
    group = evidence.point("share-tkv-grdp", "2024")
    share = 100 * mining["value"] / industry["value"]
    below = rules.PARTLY if share >= claim.bar / 2 else rules.CONTRADICTED
    words = {"mining": mining["value"], "industry": industry["value"], "group": group["value"]}
    return Outcome(share, mining["period"], rules.at_least(share, claim.bar, below), words)


@check("W1-02")
def burden_and_dependence(evidence: Evidence, claim: Claim) -> Outcome:
    """Years that the explored reserves last, beside what mining gives to the budget and leaves as rock."""
    reserves = evidence.latest("coal-reserves-explored")
    output = evidence.history("coal-clean-output", kinds=("result", "estimate")).iloc[-1]
    rock = evidence.latest("mine-rock-supply")
    revenue = evidence.latest("share-revenue-mining")
    years = reserves["value"] / output["value"]
    load = rock["value"] / output["value"]
    tests = [
        rules.at_most(years, claim.bar) == rules.SUPPORTED,
        rules.at_least(revenue["value"], QUARTER_PCT) == rules.SUPPORTED,
        load > 1,
    ]
    words = {
        "reserves": reserves["value"],
        "of": reserves["period"],
        "output": output["value"],
        "year": output["period"],
        "revenue": revenue["value"],
        "revenue_year": revenue["period"],
        "rock": rock["value"],
        "rock_year": rock["period"],
        "load": load,
    }
    return Outcome(years, output["period"], rules.held(tests), words)


@check("W1-03")
def quarter_fits_half_year(evidence: Evidence, claim: Claim) -> Outcome:
    """Sales of the first quarter and the target of the second against the target of the half-year, in Mt."""
    first = evidence.point("coal-sales", "2025-Q1", TKV)["value"]
    target = evidence.point("coal-sales", "2025-Q2", TKV, kind="target")
    half = evidence.point("coal-sales", "2025-H1", TKV, kind="target")["value"]
    second = target["value"]
    fits = rules.agree(first + second, half, claim.bar)
    # The article is no witness for itself: figures that fit each other are half of the proof.
    witnessed = ARTICLE not in target["source_ids"].split(MANY)
    sold = _half_year_sales(evidence) - first
    words = {"first": first, "second": second, "half": half, "sold": sold}
    verdict = rules.held([fits, witnessed]) if fits else rules.CONTRADICTED
    return Outcome(first + second, "2025-06", verdict, words)


@check("W1-04")
def quarter_share_of_plan(evidence: Evidence, claim: Claim) -> Outcome:
    """Target of the second quarter over the plan of the year, in %."""
    quarter = evidence.point("coal-sales", "2025-Q2", TKV, kind="target")["value"]
    plan = evidence.point("coal-sales", "2025", TKV, kind="plan")["value"]
    share = 100 * quarter / plan
    words = {
        "plan": plan,
        "quarter": quarter,
        "stated": claim.stated,
        "needed": coal.base(quarter, claim.stated),
    }
    return Outcome(share, "2025", rules.within(share, claim.stated, claim.bar), words)


@check("W1-05")
def half_year_share_and_result(evidence: Evidence, claim: Claim) -> Outcome:
    """The target of the half-year against the plan, and the sales of the half-year against the target."""
    target = evidence.point("coal-sales", "2025-H1", TKV, kind="target")["value"]
    plan = evidence.point("coal-sales", "2025", TKV, kind="plan")["value"]
    sold = _half_year_sales(evidence)
    share = 100 * target / plan
    tests = [rules.agree(share, coal.STATED_HALF_YEAR_PCT, claim.bar), rules.agree(sold, target, claim.bar)]
    words = {"target": target, "plan": plan, "share": share, "reached": 100 * sold / plan}
    return Outcome(sold, "2025-06", rules.held(tests), words)


def _half_year_sales(evidence: Evidence) -> float:
    """Coal sold by TKV from January to June 2025, in Mt: five months and June."""
    return float(evidence.cite(coal.half_year_rows(evidence.table("series")))["value"].sum())


@check("W1-06")
def group_stands_for_province(evidence: Evidence, claim: Claim) -> Outcome:
    """Coal sold by TKV in the months of 2025 for which the output of the province is known, in Mt."""
    output = evidence.point("coal-clean-output", MONTHS)["value"]
    sold, imported, own = (
        evidence.point(name, MONTHS, TKV)["value"]
        for name in ("coal-sales", "coal-imports", "coal-clean-output")
    )
    words = {"output": output, "imported": imported, "own": own}
    return Outcome(sold, period_end(MONTHS), rules.within(sold, output, claim.bar), words)


@check("W1-07")
def manufacturing_share_rises(evidence: Evidence, claim: Claim) -> Outcome:
    """Change of the share of manufacturing in GRDP since 2020, in percentage points."""
    years = evidence.history("share-manufacturing", kinds=("result", "estimate"))
    change = years["value"].iloc[-1] - years["value"].iloc[0]
    steady = bool((years["value"].diff().dropna() >= 0).all())
    verdict = rules.held([change > 0, steady]) if change > 0 else rules.CONTRADICTED
    words = {
        "first": years["value"].iloc[0],
        "start": years["period"].iloc[0],
        "last": years["value"].iloc[-1],
        "end": years["period"].iloc[-1],
        "falls": int((years["value"].diff() < 0).sum()),
    }
    return Outcome(round(change, 2), years["period"].iloc[-1], verdict, words)
