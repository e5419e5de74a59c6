"""Checks of weakness 4: slow parks and incomplete infrastructure."""

from __future__ import annotations

import pandas as pd

from atlas import land
from atlas.claims import rules
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check
from atlas.claims.s5_land import SERVED_PCT
from atlas.parks import short_name

OLD = 2016  # parks of that year or older should be finished, by the share that S5-10 asks for
PROBLEMS = ("power_problem", "water_problem", "road_problem")


@check("W4-01")
def old_parks_unfinished(evidence: Evidence, claim: Claim) -> Outcome:
    """Number of active parks founded by 2016 of which less than 90 % is levelled or ready."""
    parks = evidence.table("parks").query("counted_active == 'yes'").set_index("park_id")
    old = parks[parks["established_year"] <= OLD]
    facts = evidence.table("park_facts")
    built = land.newest(facts[facts["park_id"].isin(old.index)], "area_ready_ha", "area_levelled_ha")
    share = 100 * built["value"] / old["area_planned_ha"].reindex(built.index)
    slow = evidence.cite(built[share < SERVED_PCT])
    evidence.rows("park_facts", park_id=slow.index, indicator="area_planned_ha", headline="yes")
    least = share.idxmin()
    words = {
        "of": len(built),
        "share": SERVED_PCT,
        "built": built.at[least, "value"],
        "whole": old.at[least, "area_planned_ha"],
        "park": short_name(old.at[least, "name_vi"]),
        "as_of_least": built.at[least, "as_of"],
        "after": int(built.at[least, "as_of"][:4]) - old.at[least, "established_year"],
    }
    return Outcome(len(slow), built["as_of"].max(), rules.counted(len(slow), claim.bar), words)


def uncleared(evidence: Evidence) -> pd.DataFrame:
    """Parks whose cleared land falls short of what the same source says had to be cleared.

    Indexed by park_id; columns cleared and to_clear in ha, as_of.
    """
    facts = evidence.table("park_facts")
    columns = ["park_id", "source_id", "value", "as_of"]
    cleared, to_clear = (
        facts.loc[facts["indicator"] == f"area_{name}_ha", columns] for name in ("cleared", "to_clear")
    )
    both = cleared.merge(to_clear.drop(columns="as_of"), on=["park_id", "source_id"], suffixes=("", "_asked"))
    short = evidence.cite(both[both["value"] < both["value_asked"]])
    names = {"value": "cleared", "value_asked": "to_clear"}
    return short.rename(columns=names).set_index("park_id")


@check("W4-02")
def causes_documented(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of the four causes are documented: clearance, power, water, roads."""
    clearance = uncleared(evidence)
    problems = {name: evidence.rows("park_facts", indicator=name) for name in PROBLEMS}
    found = (len(clearance) > 0) + sum(len(rows) > 0 for rows in problems.values())
    short = evidence.rows("park_facts", indicator="fill_short_mn_m3")
    dates = pd.concat([rows["as_of"] for rows in (clearance, *problems.values())])
    words = {
        "clearance": len(clearance),
        "first": clearance["as_of"].min(),
        "last": clearance["as_of"].max(),
        "power": problems["power_problem"]["park_id"].nunique(),
        "fill": short["value"].sum(),
        "fill_parks": short["park_id"].nunique(),
    }
    return Outcome(found, dates.max(), rules.counted(found, claim.bar), words)
