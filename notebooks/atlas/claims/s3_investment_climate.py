"""Checks of strength 3: investment climate and administrative reform."""

from __future__ import annotations

import pandas as pd

from atlas import governance
from atlas.claims import rules
from atlas.claims.evidence import QUANG_NINH, Evidence, period_end
from atlas.claims.registry import Claim, Outcome, check
from atlas.text import figure, listing

LAST_EDITION = 2024  # the editions of 2024 came out in April and May 2025, before the article
STRONG_YEAR_MUSD = 2000
STATED_RUN = (2018, 2023)
NAMED_EDITIONS = [str(year) for year in range(2018, 2024)]
GOOD_RANK = 10
CUT_PCT = 10
GROUPS = ("Foxconn", "Amata", "Texhong", "Jinko")


@check("S3-01")
def indices_led(evidence: Evidence, claim: Claim) -> Outcome:
    """Number of indices whose newest edition before the article the province leads."""
    series = evidence.table("series")
    first = evidence.cite(governance.leaders(series, LAST_EDITION))
    led = first.loc[first["place_id"] == QUANG_NINH, "indicator_id"]
    before = evidence.cite(governance.leaders(series, LAST_EDITION - 1))
    before = before[(before["year"] == LAST_EDITION - 1) & (before["place_id"] == QUANG_NINH)]
    words = {
        "all": len(governance.INDICES),
        "led": listing([_index(name) for name in led]) or "none",
        "pci": evidence.point("pci-rank", str(LAST_EDITION))["value"],
        "sipas": evidence.point("sipas-rank", str(LAST_EDITION))["value"],
        "pgi": evidence.cite(governance.scoring_above(series, "pgi", LAST_EDITION))["value"].max(),
        "earlier": len(before),
    }
    return Outcome(len(led), str(LAST_EDITION), rules.counted(len(led), claim.bar), words)


def _index(indicator: str) -> str:
    return indicator.removesuffix("-rank").upper()


@check("S3-02")
def half_year_of_foreign_capital(evidence: Evidence, claim: Claim) -> Outcome:
    """Foreign capital registered in the first half of 2025 over that of 2024, in %."""
    half = evidence.point("fdi-registered", "2025-H1")
    before = evidence.point("fdi-registered", "2024-H1")["value"]
    years = [evidence.point("fdi-registered", year)["value"] for year in ("2023", "2024")]
    share = 100 * half["value"] / before
    below = rules.PARTLY if min(years) > STRONG_YEAR_MUSD else rules.CONTRADICTED
    words = {
        "year_before": years[0],
        "year": years[1],
        "half": half["value"],
        "half_before": before,
        "domestic": evidence.point("domestic-investment-zones", "2025-01/2025-09")["value"],
    }
    return Outcome(share, period_end(half["period"]), rules.at_least(share, claim.bar, below), words)


@check("S3-03")
def worst_of_ten_editions(evidence: Evidence, claim: Claim) -> Outcome:
    """Worst rank in the ten latest editions of the PCI."""
    ten = evidence.cite(_pci_ranks(evidence).tail(10))
    enough = (ten["value"] <= claim.bar).sum() >= len(ten) / 2
    below = rules.PARTLY if enough else rules.CONTRADICTED
    worst = ten["value"].max()
    words = {
        "editions": len(ten),
        "start": ten["period"].iloc[0],
        "end": ten["period"].iloc[-1],
        "eleven": evidence.point("pci-rank", "2011")["value"],
        "twelve": evidence.point("pci-rank", "2012")["value"],
    }
    return Outcome(worst, ten["period"].iloc[-1], rules.at_most(worst, claim.bar, below), words)


def _pci_ranks(evidence: Evidence) -> pd.DataFrame:
    """Ranks of the province in the PCI, in order of time: rows of ``series``, not yet cited."""
    rows = governance.results(evidence.table("series"), "pci-rank")
    return rows[rows["place_id"] == QUANG_NINH].sort_values("year")


@check("S3-04")
def first_places_in_a_row(evidence: Evidence, claim: Claim) -> Outcome:
    """Longest run of first places in the PCI, in editions."""
    ranks = governance.yearly(evidence.table("series"), "pci-rank")
    start, end = governance.longest_run(ranks)
    rows = _pci_ranks(evidence)
    evidence.cite(rows[rows["year"] >= min(start, STATED_RUN[0])])
    length = end - start + 1
    held = all(ranks.get(year) == 1 for year in range(STATED_RUN[0], STATED_RUN[1] + 1))
    exact = abs(length - claim.stated) <= claim.bar and end == ranks.index.max()
    verdict = rules.held([held, exact]) if held else rules.CONTRADICTED
    words = {"start": str(start), "end": str(end), "last": str(ranks.index.max()), "rank": ranks.iloc[-1]}
    return Outcome(length, str(end), verdict, words)


@check("S3-05")
def time_costs(evidence: Evidence, claim: Claim) -> Outcome:
    """Worst rank in the sub-index on time costs, editions 2018-2023."""
    return _sub_index(evidence, claim, "pci-time-costs")


@check("S3-06")
def land_access(evidence: Evidence, claim: Claim) -> Outcome:
    """Worst rank in the sub-index on access to land, editions 2018-2023."""
    return _sub_index(evidence, claim, "pci-land-access")


@check("S3-07")
def business_support(evidence: Evidence, claim: Claim) -> Outcome:
    """Worst rank in the sub-index on business support, editions 2018-2023."""
    return _sub_index(evidence, claim, "pci-business-support")


def _sub_index(evidence: Evidence, claim: Claim, name: str) -> Outcome:
    """Worst known rank of 2018-2023; supported where all editions are within the bar, partly where some."""
    ranks = evidence.history(f"{name}-rank")
    ranks = ranks[ranks["period"].isin(NAMED_EDITIONS)]
    scores = evidence.history(name)
    score = scores[scores["period"].isin(NAMED_EDITIONS)].iloc[-1]
    within = ranks["value"] <= claim.bar
    words = {
        "within": int(within.sum()),
        "editions": len(ranks),
        "ranks": listing([f"{figure(row.value)} ({row.period})" for row in ranks.itertuples()]),
        "of": ranks["out_of"].max(),
        "score": score["value"],
        "year": score["period"],
    }
    return Outcome(ranks["value"].max(), ranks["period"].iloc[-1], rules.held(within), words)


@check("S3-09")
def settled_on_time(evidence: Evidence, claim: Claim) -> Outcome:
    """Lowest of the known shares of dossiers settled on time, in %."""
    names = ["dossiers-on-time", "dossiers-on-time-centre", "dossiers-on-time-communes"]
    rows = evidence.rows("series", indicator_id=names, headline="yes")
    lowest = rows[rows["value"] == rows["value"].min()]
    centre = evidence.point("dossiers-on-time-centre", "2014/2023")
    words = {
        "low": centre["value"],
        "high": centre["value_high"],
        "communes": evidence.point("dossiers-on-time-communes", "2021-01/2022-06")["value"],
        "town": evidence.point("dossiers-on-time", "2024", "mong-cai")["value"],
    }
    verdict = rules.held(rows["value"] >= claim.bar)
    return Outcome(lowest["value"].iloc[0], lowest["period"].map(period_end).max(), verdict, words)


@check("S3-10")
def procedures_shortened(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of three tests show shorter procedures: days cut, time costs, access to land."""
    after = evidence.latest("processing-days-after")
    before = evidence.point("processing-days-before", after["period"])["value"]
    time, land = (evidence.latest(f"pci-{name}-rank") for name in ("time-costs", "land-access"))
    customs = evidence.point("ddci-rank", "2021", "customs-department")
    cut = 100 * (before - after["value"]) / before
    tests = [cut >= CUT_PCT - rules.EPSILON, time["value"] <= GOOD_RANK, land["value"] <= GOOD_RANK]
    words = {
        "shortened": evidence.point("procedures-shortened", after["period"])["value"],
        "procedures": evidence.point("procedures-in-force", after["period"])["value"],
        "before": before,
        "after": after["value"],
        "cut": cut,
        "time": time["value"],
        "time_year": time["period"],
        "land": land["value"],
        "land_year": land["period"],
        "customs": customs["value"],
        "departments": customs["out_of"],
    }
    return Outcome(sum(tests), after["period"], rules.counted(sum(tests), claim.bar), words)


@check("S3-11")
def dossiers_online(evidence: Evidence, claim: Claim) -> Outcome:
    """Share of dossiers of January to May 2025 that came online, in %."""
    share = evidence.point("dossiers-online-share", "2025-01/2025-05")
    transparency = evidence.latest("pci-transparency-rank")
    below = rules.PARTLY if share["value"] >= claim.bar / 2 else rules.CONTRADICTED
    words = {
        "received": evidence.point("dossiers-received", share["period"])["value"],
        "ward": evidence.point("dossiers-online-share", "2025-07", "hong-gai-ward")["value"],
        "transparency": transparency["value"],
        "year": transparency["period"],
    }
    verdict = rules.at_least(share["value"], claim.bar, below)
    return Outcome(share["value"], period_end(share["period"]), verdict, words)


@check("S3-13")
def groups_that_came(evidence: Evidence, claim: Claim) -> Outcome:
    """Number of the four named groups with a project that is not ended, or a park of their own."""
    tenants, parks = evidence.table("tenants"), evidence.table("parks")
    tenants = tenants[(tenants["kind"] == "project") & (tenants["status"] != "ended")]
    own = {group: evidence.cite(tenants[_named(tenants["investor"], group)]) for group in GROUPS}
    built = {group: evidence.cite(parks[_named(parks["developer"], group)]) for group in GROUPS}
    came = [group for group in GROUPS if len(own[group]) or len(built[group])]
    documents = evidence.table("claims").set_index("claim_id").at["S3-12", "test"] != "untestable"
    verdict = rules.held([len(came) >= claim.bar, documents]) if came else rules.CONTRADICTED
    words = {
        "came": listing(came) or "none",
        "projects": len(own["Foxconn"]),
        "foxconn": own["Foxconn"]["capital_usd_mn"].sum(),
        "jinko_projects": len(own["Jinko"]),
        "documents": "were found" if documents else "were not found",
    }
    as_of = pd.concat(own.values())["as_of"].max()
    return Outcome(len(came), as_of, verdict, words)


def _named(column: pd.Series, group: str) -> pd.Series:
    return column.str.contains(group, na=False)
