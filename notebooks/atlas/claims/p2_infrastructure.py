"""Checks of proposal 2: infrastructure."""

from __future__ import annotations

from atlas.claims import rules
from atlas.claims.distance import straight_km
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check
from atlas.claims.s5_land import INTERCHANGES_AS_OF, NEAR_KM, ROAD_KM, ready_share
from atlas.claims.w4_slow_parks import uncleared

NAMED = ("texhong-hai-ha", "bac-tien-phong", "dong-mai-mo-rong", "song-khoai")
IN_USE = ("operating", "partly-operating")


@check("P2-01")
def ready_land_gap(evidence: Evidence, claim: Claim) -> Outcome:
    """Ready land over the target for 2025, in %."""
    share = ready_share(evidence)
    ready = evidence.latest("land-ready")
    target = evidence.point("land-ready", "2025", kind="target")
    words = {"ready": ready["value"], "target": target["value"]}
    return Outcome(share, ready["period"], rules.at_most(share, claim.bar, rules.PARTLY), words)


@check("P2-02")
def clearance_gaps(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of the four parks lack cleared land by some source."""
    gaps = uncleared(evidence).index.intersection(NAMED)
    cleared = evidence.rows("park_facts", park_id=NAMED, indicator="area_cleared_ha")
    short = evidence.rows("park_facts", park_id=NAMED, indicator="fill_short_mn_m3")
    power = evidence.rows("park_facts", park_id=NAMED, indicator="power_problem")
    words = {
        "of": len(NAMED),
        "fill_parks": len(short),
        "fill": short["value"].sum(),
        "power": power["park_id"].nunique(),
    }
    verdict = rules.counted(len(gaps), claim.bar, none=rules.PARTLY)
    return Outcome(len(gaps), cleared["as_of"].max(), verdict, words)


@check("P2-03")
def links_with_a_gap(evidence: Evidence, claim: Claim) -> Outcome:
    """In how many of three links, to expressway, port and airport, some active park is far off."""
    parks = evidence.table("parks").query("counted_active == 'yes'").set_index("park_id")
    nodes = evidence.rows("corridor_nodes", kind="interchange").set_index("node_id")
    ports = evidence.rows("gateways", kind="seaport", deep_water="yes", status=IN_USE)
    airports = evidence.rows("gateways", kind="airport", status=IN_USE)
    road, port, airport = (straight_km(parks, ends).min(axis=1) for ends in (nodes, ports, airports))
    far = [km > bar + rules.EPSILON for km, bar in ((road, ROAD_KM), (port, NEAR_KM), (airport, NEAR_KM))]
    gaps = sum(bool(park.any()) for park in far)
    words = {
        "road": road.max(),
        "near": NEAR_KM,
        "port": int(far[1].sum()),
        "airport": int(far[2].sum()),
        "of": len(parks),
        "hai_ha": evidence.row("gateways", gateway_id="hai-ha")["status"],
    }
    verdict = rules.counted(gaps, claim.bar, none=rules.PARTLY)
    return Outcome(gaps, INTERCHANGES_AS_OF, verdict, words)


@check("P2-04")
def parks_short_of_power(evidence: Evidence, claim: Claim) -> Outcome:
    """Parks for which a source names a shortage of power."""
    power = evidence.rows("park_facts", indicator="power_problem")
    powerless = evidence.latest("park-land-without-power")
    plants = evidence.latest("parks-with-treatment-plant")
    operating = evidence.point("parks-operating", plants["period"])
    found = power["park_id"].nunique()
    words = {
        "powerless": powerless["value"],
        "without": operating["value"] - plants["value"],
        "operating": operating["value"],
    }
    return Outcome(found, power["as_of"].max(), rules.counted(found, claim.bar, none=rules.PARTLY), words)
