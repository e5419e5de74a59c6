"""Checks of strength 5: industrial land."""

from __future__ import annotations

import pandas as pd

from atlas import land
from atlas.claims import rules
from atlas.claims.distance import straight_km
from atlas.claims.evidence import QUANG_NINH, Evidence
from atlas.claims.registry import Claim, Outcome, check

ABOVE_PCT = 25  # how far above "more than 11,000 ha" still fits the words
INSIDE_PCT = 90  # "concentrated": share of the hectares in the three corridors
ROOM = 2  # planned hectares for each active one that make room for growth
LET_PCT, SERVED_PCT = 80, 90  # let, or ready or cleared: when the infrastructure counts as finished
PCI_PLACE = 10  # a rank that counts as easy access to land
ROAD_KM, NEAR_KM = 10, 50  # straight lines that count as close: to an interchange, to a gateway
INTERCHANGES_AS_OF = "2023-01"  # the list of expressway points; the table has no date of its own
GATEWAYS = ("cai-lan", "van-don-airport", "mong-cai")
NEW_INDUSTRY = ("electronics", "automotive", "mechanical", "solar")
UNDER_WAY = ("operating", "under-construction", "licensed")


@check("S5-02")
def planned_parks(evidence: Evidence, claim: Claim) -> Outcome:
    """Parks of the plan for 2030."""
    plan = evidence.point("parks-planned", "2030", kind="plan")
    older = evidence.point("parks-planned", "2040", kind="plan")
    words = {"above": 100 * (plan["value"] / claim.stated - 1), "older": older["value"]}
    return Outcome(plan["value"], plan["period"], rules.within(plan["value"], claim.stated, claim.bar), words)


@check("S5-03")
def planned_area(evidence: Evidence, claim: Claim) -> Outcome:
    """Area of the parks of the plan for 2030, in ha."""
    plan = evidence.point("parks-planned-area", "2030", kind="plan")
    older = evidence.point("parks-planned-area", "2040", kind="plan")
    above = 100 * (plan["value"] / claim.bar - 1)
    verdict = rules.at_least(plan["value"], claim.bar)
    if verdict == rules.SUPPORTED:
        verdict = rules.at_most(above, ABOVE_PCT, rules.PARTLY)
    older_parks = evidence.point("parks-planned", "2040", kind="plan")
    words = {"above": above, "older": older["value"], "older_parks": older_parks["value"]}
    return Outcome(plan["value"], plan["period"], verdict, words)


@check("S5-04")
def corridors_with_a_working_park(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of the three corridors have an active park; share of all traced hectares in the three."""
    parks = evidence.table("parks")
    areas = evidence.rows("park_facts", indicator="area_planned_ha", headline="yes")
    parks = parks[parks["park_id"].isin(areas["park_id"])]
    frame, inside = land.by_corridor(parks), land.inside_pct(land.by_corridor(parks))
    active = frame.loc[list(land.CORRIDORS), "active_ha"]
    found = int((active > 0).sum())
    words = {
        "inside": inside,
        "traced": frame["traced_ha"].sum(),
        "west": active["ha-long-quang-yen"],
        "middle": active["dong-trieu-uong-bi"],
        "east": active["mong-cai-hai-ha-dam-ha"],
        "island": frame.at["van-don", "traced_ha"],
    }
    counted = evidence.latest("parks-with-infrastructure")
    tests = [found >= claim.bar, inside >= INSIDE_PCT - rules.EPSILON]
    return Outcome(found, counted["period"], rules.held(tests), words)


@check("S5-05")
def planned_clusters(evidence: Evidence, claim: Claim) -> Outcome:
    """Clusters of the plan for 2030."""
    plan = evidence.point("clusters-planned", "2030", kind="plan")
    later = evidence.point("clusters-planned", "2050", kind="plan")
    new = evidence.point("clusters-new-planned", "2030", kind="plan")
    below = rules.at_least(later["value"], claim.bar)
    below = rules.PARTLY if below == rules.SUPPORTED else below
    words = {"new": new["value"], "later": later["value"]}
    return Outcome(plan["value"], plan["period"], rules.at_least(plan["value"], claim.bar, below), words)


@check("S5-06")
def clusters_of_the_stated_size(evidence: Evidence, claim: Claim) -> Outcome:
    """Share of the founded clusters with a known whole area that have about 50 to 75 ha, in %."""
    facts = evidence.table("cluster_facts")
    frame = land.sizes(evidence.table("clusters"), facts)
    used = {"indicator": "area_ha", "headline": "yes", "cluster_id": frame["cluster_id"]}
    evidence.rows("cluster_facts", **used)
    area = evidence.point("clusters-planned-area", "2030", kind="plan")["value"]
    count = evidence.point("clusters-planned", "2030", kind="plan")["value"]
    share = 100 * frame["fits"].mean()
    below = rules.PARTLY if share >= claim.bar / 2 else rules.CONTRADICTED
    words = {
        "of": len(frame),
        "fits": int(frame["fits"].sum()),
        "smallest": frame["area_ha"].min(),
        "mean": area / count,
        "low": land.CLUSTER_HA[0],
        "high": land.CLUSTER_HA[1],
    }
    founded = evidence.latest("clusters-established")
    return Outcome(share, founded["period"], rules.at_least(share, claim.bar, below), words)


@check("S5-07")
def districts_with_a_cluster(evidence: Evidence, claim: Claim) -> Outcome:
    """Districts of 2024 in which a founded cluster lies."""
    clusters = evidence.rows("clusters", status=land.FOUNDED)
    found = clusters["district_2024"].nunique()
    jobs = evidence.latest("cluster-jobs")
    below = rules.PARTLY if found >= claim.bar / 2 else rules.CONTRADICTED
    words = {
        "of": len(evidence.table("districts_2024")),
        "jobs": jobs["value"],
        "operating": evidence.point("clusters-operating", jobs["period"])["value"],
    }
    as_of = clusters["status_as_of"].max()
    return Outcome(found, as_of, rules.at_least(found, claim.bar, below), words)


def ready_share(evidence: Evidence) -> float:
    """Ready land over the target for 2025, in %."""
    return land.ready_share(evidence.rows("series", indicator_id="land-ready", place_id=QUANG_NINH))


@check("S5-08")
def ready_land_and_room(evidence: Evidence, claim: Claim) -> Outcome:
    """Ready land over the target for 2025, in %; planned hectares for each active one."""
    share = ready_share(evidence)
    ready = evidence.latest("land-ready")
    planned = evidence.point("parks-planned-area", "2030", kind="plan")["value"]
    working = evidence.latest("parks-with-infrastructure-area")["value"]
    words = {
        "planned": planned,
        "active": working,
        "ready": ready["value"],
        "target": evidence.point("land-ready", "2025", kind="target")["value"],
    }
    verdict = rules.held([share >= claim.bar - rules.EPSILON, planned >= ROOM * working])
    return Outcome(share, ready["period"], verdict, words)


def _served(evidence: Evidence, park_id: str) -> pd.DataFrame:
    """Headline areas and occupancy of a park and the fill it lacks: value and as_of by indicator."""
    wanted = ("area_planned_ha", "area_ready_ha", "area_cleared_ha", "occupancy_pct")
    rows = evidence.rows("park_facts", park_id=park_id, indicator=wanted, headline="yes")
    short = evidence.rows("park_facts", park_id=park_id, indicator="fill_short_mn_m3")
    return pd.concat([rows, short]).set_index("indicator")[["value", "as_of"]]


def _finished(park: pd.DataFrame) -> bool | None:
    """Whether the infrastructure of a park counts as finished; None where no figure tells."""
    value = park["value"].reindex(
        ["area_planned_ha", "area_ready_ha", "area_cleared_ha", "occupancy_pct", "fill_short_mn_m3"]
    )
    if value["fill_short_mn_m3"] > 0:
        return False
    served = 100 * value[["area_ready_ha", "area_cleared_ha"]].max() / value["area_planned_ha"]
    if value["occupancy_pct"] >= LET_PCT or served >= SERVED_PCT:
        return True
    return None if pd.isna(served) and pd.isna(value["occupancy_pct"]) else False


def _finished_parks(parks: dict[str, pd.DataFrame], bar: float) -> tuple[int, str, str]:
    """How many of the parks are finished, the newest date of the figures that tell, the verdict."""
    outcomes = [_finished(park) for park in parks.values()]
    newest = max(park.drop("area_planned_ha")["as_of"].max() for park in parks.values())
    found = outcomes.count(True)
    none = rules.PARTLY if None in outcomes else rules.CONTRADICTED
    return found, newest, rules.counted(found, bar, none=none)


@check("S5-09")
def dong_mai_and_hai_yen_finished(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of the two parks have finished their infrastructure."""
    parks = {key: _served(evidence, key) for key in ("dong-mai", "hai-yen")}
    found, as_of, verdict = _finished_parks(parks, claim.bar)
    cleared = parks["hai-yen"].loc["area_cleared_ha"]
    words = {
        "let": parks["dong-mai"].at["occupancy_pct", "value"],
        "let_as_of": parks["dong-mai"].at["occupancy_pct", "as_of"],
        "cleared": cleared["value"],
        "whole": parks["hai-yen"].at["area_planned_ha", "value"],
        "cleared_as_of": cleared["as_of"],
    }
    return Outcome(found, as_of, verdict, words)


@check("S5-10")
def texhong_and_bac_tien_phong_finished(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of the two parks have finished their infrastructure."""
    parks = {key: _served(evidence, key) for key in ("texhong-hai-ha", "bac-tien-phong")}
    found, as_of, verdict = _finished_parks(parks, claim.bar)
    texhong, phong = parks["texhong-hai-ha"]["value"], parks["bac-tien-phong"]
    needed = evidence.row("park_facts", park_id="bac-tien-phong", indicator="fill_needed_mn_m3")["value"]
    words = {
        "ready": texhong["area_ready_ha"],
        "whole": texhong["area_planned_ha"],
        "ready_as_of": parks["texhong-hai-ha"].at["area_ready_ha", "as_of"],
        "short": phong.at["fill_short_mn_m3", "value"],
        "needed": needed,
        "short_as_of": phong.at["fill_short_mn_m3", "as_of"],
    }
    return Outcome(found, as_of, verdict, words)


@check("S5-11")
def clean_land_at_hand(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of three tests of clean, accessible land hold."""
    share = ready_share(evidence)
    ready = evidence.latest("land-ready")
    rank = evidence.latest("pci-land-access-rank")
    powerless = evidence.latest("park-land-without-power")
    let = evidence.row("park_facts", park_id="song-khoai", indicator="occupancy_pct", headline="yes")
    tests = [share >= 50, rank["value"] <= PCI_PLACE, let["value"] >= LET_PCT]
    words = {
        "let": let["value"],
        "let_as_of": let["as_of"],
        "ready": ready["value"],
        "powerless": powerless["value"],
        "rank": rank["value"],
        "rank_year": rank["period"],
    }
    return Outcome(sum(tests), let["as_of"], rules.counted(sum(tests), claim.bar), words)


def park_distances(evidence: Evidence) -> pd.DataFrame:
    """Straight lines of the active parks in km, indexed by park_id.

    Columns: interchange (the nearest one of CT04 or CT06) and each of GATEWAYS.
    """
    parks = evidence.table("parks").query("counted_active == 'yes'").set_index("park_id")
    nodes = evidence.rows("corridor_nodes", kind="interchange").set_index("node_id")
    nodes = nodes[nodes["road_ref"].str.contains("CT04|CT06")]
    gates = evidence.rows("gateways", gateway_id=GATEWAYS).set_index("gateway_id")
    return straight_km(parks, gates).assign(interchange=straight_km(parks, nodes).min(axis=1))


@check("S5-12")
def parks_close_to_all(evidence: Evidence, claim: Claim) -> Outcome:
    """Active parks that are close to an interchange, the port, the airport and the gate."""
    km = park_distances(evidence)
    road = km["interchange"] <= ROAD_KM + rules.EPSILON
    near = km[list(GATEWAYS)] <= NEAR_KM + rules.EPSILON
    found = int((road & near.all(axis=1)).sum())
    some = bool((road & near.any(axis=1)).all())
    words = {
        "of": len(km),
        "road": km["interchange"].max(),
        "near": NEAR_KM,
        "one": int(near.any(axis=1).sum()),
        "port": km.at["hai-yen", "cai-lan"],
        "gate": km.at["dong-mai", "mong-cai"],
    }
    below = rules.PARTLY if some else rules.CONTRADICTED
    verdict = rules.at_least(found, min(claim.bar, len(km)), below)
    return Outcome(found, INTERCHANGES_AS_OF, verdict, words)


@check("S5-13")
def parks_with_new_industry(evidence: Evidence, claim: Claim) -> Outcome:
    """Active parks with a project in electronics, cars, machinery or solar cells."""
    parks = evidence.table("parks").query("counted_active == 'yes'")
    projects = evidence.rows(
        "tenants", kind="project", sector=NEW_INDUSTRY, status=UNDER_WAY, park_id=parks["park_id"]
    )
    found = projects["park_id"].nunique()
    running = projects[projects["status"] == "operating"]["park_id"].nunique()
    words = {"of": len(parks), "running": running}
    as_of = projects.groupby("park_id")["as_of"].min().max()
    return Outcome(found, as_of, rules.counted(found, claim.bar), words)
