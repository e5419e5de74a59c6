"""Checks of strength 4: natural resources."""

from __future__ import annotations

import pandas as pd

from atlas import coast
from atlas.claims import rules
from atlas.claims.evidence import Evidence, period_end
from atlas.claims.registry import Claim, Outcome, check
from atlas.data import MANY
from atlas.text import figure

TKV, VIET_NAM, BASIN = "tkv", "viet-nam", "northeast-coal-basin"
COAL_DISTRICTS = ("193", "195", "196", "205")  # Hạ Long, Cẩm Phả, Uông Bí, Đông Triều
ALMOST_ALL_PCT = 90  # what "exclusive" asks of a share, in S4-03
RULER_KM = 2  # two millimetres on a map of 1:1,000,000
LAST_PLAN_YEAR = 2030  # end of the plan that the article speaks from
HAI_HA = "hai-ha"


@check("S4-02")
def share_and_places_of_coal(evidence: Evidence, claim: Claim) -> Outcome:
    """Share of the province in the national coal reserves, in %, and working mines in the places named."""
    share = evidence.latest("share-national-coal-reserves")
    explored = evidence.latest("coal-reserves-explored")
    mines = evidence.rows("mines", mineral="coal", status="operating", district_2024=COAL_DISTRICTS)
    places = mines["district_2024"].nunique()
    tests = [share["value"] >= claim.bar - rules.EPSILON, places == len(COAL_DISTRICTS)]
    words = {
        "year": share["period"],
        "explored": explored["value"] / 1000,
        "of": explored["period"],
        "places": places,
        "named": len(COAL_DISTRICTS),
    }
    return Outcome(share["value"], share["period"], rules.held(tests), words)


@check("S4-03")
def exclusive_in_the_ground_and_on_the_market(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of two tests hold: nearly all national reserves, and less coal imported than mined."""
    share = evidence.latest("share-national-coal-reserves")
    basin = evidence.latest("coal-reserves-and-resources", BASIN)
    country = evidence.latest("coal-reserves-and-resources", VIET_NAM)
    imports = evidence.latest("coal-imports", VIET_NAM)
    mined = evidence.point("coal-clean-output", imports["period"], VIET_NAM)
    held = [share["value"] >= ALMOST_ALL_PCT - rules.EPSILON, imports["value"] < mined["value"]]
    words = {
        "share": share["value"],
        "share_year": share["period"],
        "basin": 100 * basin["value"] / country["value"],
        "basin_year": basin["period"],
        "country_year": country["period"],
        "year": imports["period"],
        "imports": imports["value"],
        "mined": mined["value"],
    }
    return Outcome(sum(held), imports["period"], rules.counted(sum(held), claim.bar), words)


@check("S4-04")
def coal_for_others_than_power(evidence: Evidence, claim: Claim) -> Outcome:
    """Share of the coal sold by TKV that does not go to power plants, in %."""
    power = evidence.point("coal-power-deliveries", "2025-01/2025-05", TKV)
    sold = evidence.point("coal-sales", "2025-01/2025-05", TKV)
    share = 100 * (sold["value"] - power["value"]) / sold["value"]
    below = rules.PARTLY if share > 0 else rules.CONTRADICTED
    words = {"power": power["value"], "sold": sold["value"]}
    return Outcome(share, period_end(sold["period"]), rules.at_least(share, claim.bar, below), words)


@check("S4-05")
def open_pits_past_the_plan(evidence: Evidence, claim: Claim) -> Outcome:
    """Number of open coal pits that are to work past 2030."""
    pits = evidence.rows("mines", mineral="coal", kind="open-pit")
    under = evidence.rows("mines", mineral="coal", kind=("underground", "mixed"), status="operating")
    late = int((pits["closing_year"] > LAST_PLAN_YEAR).sum())
    closed = int((pits["status"] == "closed").sum())
    last = pits.sort_values("closing_year", na_position="first").iloc[-1]
    words = {
        "pits": len(pits),
        "closed": closed,
        "last": last["name_en"],
        "end": last["closing_year"],
        "open": int(pits["closing_year"].isna().sum()),
        "under": len(under),
    }
    verdict = rules.at_most(late, claim.bar, rules.PARTLY if closed else rules.CONTRADICTED)
    return Outcome(late, pits["status_as_of"].max(), verdict, words)


@check("S4-06")
def coast_by_a_two_kilometre_ruler(evidence: Evidence, claim: Claim) -> Outcome:
    """Length of the mainland coast walked with a ruler of 2 km, in km."""
    walked = evidence.latest(coast.ruler_indicator(1000 * RULER_KM))
    full = evidence.latest("coast-map-full")
    published = evidence.history("coast-length", period_kinds=("as-of",)).iloc[-1]
    below = rules.PARTLY if full["value"] >= claim.bar else rules.CONTRADICTED
    words = {
        "ruler": RULER_KM,
        "full": full["value"],
        "map": full["period"],
        "published": published["value"],
    }
    return Outcome(
        walked["value"], walked["period"], rules.at_least(walked["value"], claim.bar, below), words
    )


@check("S4-07")
def islands_published_and_mapped(evidence: Evidence, claim: Claim) -> Outcome:
    """The largest published number of islands."""
    published = evidence.history("islands", period_kinds=("as-of",))
    largest = published.loc[published["value"].idxmax()]
    mapped = evidence.latest("islands-map")
    below = rules.PARTLY if mapped["value"] >= claim.bar / 2 else rules.CONTRADICTED
    words = {"year": largest["period"], "mapped": mapped["value"], "map": mapped["period"]}
    return Outcome(
        largest["value"], largest["period"], rules.at_least(largest["value"], claim.bar, below), words
    )


@check("S4-09")
def planned_coastal_places(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of three coastal places have a decision behind them: two zones and a seaport park."""
    zones = evidence.rows("zones", zone_id=coast.COASTAL_ZONES).set_index("zone_id")
    ready = evidence.row("parks", park_id="texhong-hai-ha")
    park = evidence.row("parks", park_id=HAI_HA)
    plans = evidence.rows(
        "zone_facts", zone_id=coast.COASTAL_ZONES, indicator="plan_decision", headline="yes"
    )
    founded = evidence.rows("park_facts", park_id=HAI_HA, indicator="decision", headline="yes")
    found = plans["zone_id"].nunique() + founded["park_id"].nunique()
    words = {
        "asked": claim.bar,
        "zones": zones["area_ha"].sum(),
        "sea": zones["sea_ha"].sum(),
        "park": park["area_planned_ha"],
        "ready": ready["area_ready_ha"],
    }
    dates = [*plans["as_of"], *founded["as_of"]]
    return Outcome(found, max(dates, default=""), rules.counted(found, claim.bar), words)


@check("S4-12")
def renewables_in_the_power_plan(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of wind, solar and biomass have an allotment for the province in the power plan, in MW."""
    plans = pd.concat(
        evidence.history(coast.capacity_indicator(form), kinds=("plan",), period_kinds=("as-of",))
        for form in coast.FORMS
    )
    planned = plans.set_index("indicator_id")["value"]
    allotted = {form: planned.get(coast.capacity_indicator(form)) for form in coast.FORMS}
    coal = evidence.rows("power_plants", fuel="coal", status="operating")
    reported = _newest_report(evidence, plans)
    words = {form: figure(value, "MW") for form, value in allotted.items()} | {
        "reported": reported,
        "coal": coal["operating_mw"].sum(),
        "counted": coal["status_as_of"].max(),
    }
    return Outcome(len(plans), reported, rules.counted(len(plans), claim.bar), words)


def _newest_report(evidence: Evidence, rows: pd.DataFrame) -> str:
    """Date of the newest publication behind ``rows`` of series; empty where there is none."""
    published = evidence.table("sources").set_index("source_id")["published"]
    keys = rows["source_ids"].str.split(MANY).explode()
    return max(keys.map(published).dropna(), default="")
