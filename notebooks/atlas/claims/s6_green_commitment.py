"""Checks of strength 6: commitment to clean and green industry."""

from __future__ import annotations

import pandas as pd

from atlas import coal
from atlas.claims import fields, rules
from atlas.claims.evidence import QUANG_NINH, Evidence
from atlas.claims.registry import Claim, Outcome, check
from atlas.text import known

HA_LONG, TOURISM = "193", ("203", "207")  # codes of 2024: Hạ Long; Vân Đồn and Cô Tô
NEW = 2020  # the first year that counts as new beside an article of 2025
TOP = 10  # the ranks that count as the green front


@check("S6-01")
def from_brown_to_green(evidence: Evidence, claim: Claim) -> Outcome:
    """Signs of the shift, of three: manufacturing up, coal down, green index among the first ten."""
    making = evidence.history("share-manufacturing", kinds=("result", "estimate"))
    output = evidence.history("coal-clean-output", kinds=("result", "estimate"))
    green = evidence.history("pgi-score")
    rank = _green_rank(evidence, green["period"].iloc[-1])
    signs = sum([_change(making) > 0, _change(output) < 0, rank <= TOP])
    words = {"rank": rank}
    for name, years in (("made", making), ("mined", output), ("score", green)):
        words |= {name: years["value"].iloc[0], f"{name}_now": years["value"].iloc[-1]}
        words |= {f"{name}_from": years["period"].iloc[0], f"{name}_to": years["period"].iloc[-1]}
    last = max(years["period"].iloc[-1] for years in (making, output, green))
    return Outcome(signs, last, rules.counted(signs, claim.bar), words)


def _change(years: pd.DataFrame) -> float:
    return years["value"].iloc[-1] - years["value"].iloc[0]


def _green_rank(evidence: Evidence, year: str) -> int:
    """Rank of the province in the green index, or the best one left below those known to lead it."""
    ranks, scores = (
        evidence.rows("series", indicator_id=name, period=year, headline="yes").set_index("place_id")["value"]
        for name in ("pgi-rank", "pgi-score")
    )
    if QUANG_NINH in ranks:
        return int(ranks[QUANG_NINH])
    ahead = scores.index[scores > scores[QUANG_NINH]]
    return 1 + int(max(len(ahead), ranks.reindex(ahead).fillna(0).max()))


@check("S6-02")
def last_pit_of_the_city(evidence: Evidence, claim: Claim) -> Outcome:
    """Year in which the last open pit of Hạ Long is to close."""
    plan = evidence.history("open-pit-projects-to-close", "ha-long", ("plan",), ("span",))
    pits = coal.pits(evidence.table("mines"))
    in_city = pits["district_2024"] == HA_LONG
    city, others = (_closing_years(evidence, part) for part in (pits[in_city], pits[~in_city]))
    last = city.sort_values("value").iloc[-1]
    late = rules.PARTLY if len(plan) else rules.CONTRADICTED
    verdict = rules.at_most(last["value"], claim.bar, late) if len(plan) else late
    words = {
        "projects": plan["value"].sum() if len(plan) else None,
        "pit": coal.mine_name(pits.set_index("mine_id").at[last["mine_id"], "name_vi"]),
        "others": len(others),
        "outside": others["value"].max(),
    }
    return Outcome(last["value"], last["as_of"], verdict, words)


def _closing_years(evidence: Evidence, pits: pd.DataFrame) -> pd.DataFrame:
    return evidence.rows(
        "mine_facts", mine_id=list(pits["mine_id"]), indicator="closing_year", headline="yes"
    )


@check("S6-04")
def heavy_industry_let_in(evidence: Evidence, claim: Claim) -> Outcome:
    """Entries in steel or chemicals, and coal plants with a unit, since 2020, in rows."""
    tenants = evidence.table("tenants")
    heavy = tenants["sector"].isin(("steel", "chemicals")) & (tenants["year"] >= NEW)
    projects = evidence.cite(tenants[heavy])
    plants = evidence.rows("power_plants", fuel="coal")
    begun = plants[plants["last_unit_year"] >= NEW]
    found, dropped = len(projects) + len(begun), plants["dropped_mw"].sum()
    above = rules.PARTLY if dropped > 0 else rules.CONTRADICTED
    words = {
        "dropped": dropped,
        "begun": len(begun),
        "projects": "; ".join(projects["name"]) or fields.named([]),
    }
    as_of = fields.newest(projects["as_of"] if len(projects) else plants["status_as_of"])
    return Outcome(found, as_of, rules.at_most(found, claim.bar, above), words)


@check("S6-05")
def investors_that_came(evidence: Evidence, claim: Claim) -> Outcome:
    """Fields named in which a project stands, of five."""
    found, as_of, words = fields.filled(evidence, fields.CALLED)
    return Outcome(found, as_of, rules.counted(found, claim.bar), words)


@check("S6-07")
def parks_with_treatment(evidence: Evidence, claim: Claim) -> Outcome:
    """Share of the operating parks that run a central wastewater plant, in %."""
    treating = evidence.latest("parks-with-treatment-plant")
    parks = evidence.point("parks-operating", treating["period"])
    share = 100 * treating["value"] / parks["value"]
    below = rules.PARTLY if share > claim.bar / 2 else rules.CONTRADICTED
    words = {"treating": treating["value"], "parks": parks["value"], "year": treating["period"]}
    return Outcome(share, treating["period"], rules.at_least(share, claim.bar, below), words)


@check("S6-08")
def coal_and_cement_by_the_bay(evidence: Evidence, claim: Claim) -> Outcome:
    """Coal plants at work in Hạ Long, in MW; cement works and the years of both decide too."""
    plants = evidence.rows("power_plants", fuel="coal", status="operating", district_2024=HA_LONG)
    works = evidence.rows("mines", kind="cement-works", district_2024=HA_LONG)
    clusters = evidence.rows("clusters", district_2024=TOURISM, status="operating")
    newest = pd.concat([plants["last_unit_year"], works["opening_year"]]).max()
    power = plants["operating_mw"].sum()
    left = rules.CONTRADICTED if newest >= NEW else rules.PARTLY
    verdict = left if len(works) else rules.at_most(power, claim.bar, left)
    words = {
        "plants": len(plants),
        "newest": str(int(newest)) if known(newest) else None,
        "works": len(works),
        "dropped": plants["dropped_mw"].sum(),
        "clusters": len(clusters),
    }
    as_of = fields.newest((plants if len(plants) else evidence.table("power_plants"))["status_as_of"])
    return Outcome(power, as_of, verdict, words)
