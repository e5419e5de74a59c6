"""Checks of strength 1: strategic location."""

from __future__ import annotations

from atlas.claims import rules
from atlas.claims.distance import straight_km
from atlas.claims.evidence import Evidence, period_end
from atlas.claims.registry import Claim, Outcome, check
from atlas.throughput import in_words, months, share_elsewhere

GATE = "mong-cai-gate"
WRITTEN = "2025-07"  # figures of S1-02 end before the article was written
CENTRES = ("hai-phong", "bac-ninh", "ha-noi")
EXPRESSWAY, DRIVE = "ct06-hai-phong-ha-long", "travel_time_after_min"
DRIVES = {"Hạ Long - Hải Phòng": "to_hai_phong", "Hà Nội - Hạ Long": "to_ha_noi"}
HALF_PCT = 50  # S1-05: firms from other provinces
TENTH = 0.1  # S1-05: containers of Cái Lân against those of one terminal at Lạch Huyện


@check("S1-02")
def trade_of_the_gate(evidence: Evidence, claim: Claim) -> Outcome:
    """Trade through the Móng Cái gate a month, in million USD."""
    trade = evidence.latest("gate-trade", GATE, before=WRITTEN)
    gate = evidence.rows("gateway_facts", gateway_id="mong-cai", indicator=["status", "class"])
    described = gate.set_index("indicator")["value_text"]
    monthly = trade["value"] / months(trade["period"])
    verdict = rules.at_least(monthly, claim.bar, below=rules.PARTLY)
    if described["status"] != "operating":
        verdict = rules.CONTRADICTED
    elif described["class"] != "international":
        verdict = rules.PARTLY
    words = {"trade": trade["value"], "span": in_words(trade["period"]), "kind": described["class"]}
    return Outcome(monthly, period_end(trade["period"]), verdict, words)


@check("S1-04")
def distance_to_the_centres(evidence: Evidence, claim: Claim) -> Outcome:
    """The longest straight line from Hạ Long to the three centres, in km."""
    towns = evidence.rows("towns", place_id=["ha-long", *CENTRES]).set_index("place_id")
    lines = straight_km(towns.loc[["ha-long"]], towns.loc[list(CENTRES)]).loc["ha-long"]
    drives = evidence.rows("corridor_facts", section_id=EXPRESSWAY, indicator=DRIVE, scope=list(DRIVES))
    minutes = drives.groupby("scope")["value"].median()
    words = {
        **{centre.replace("-", "_"): km for centre, km in zip(CENTRES, lines, strict=True)},
        **{name: minutes[scope] for scope, name in DRIVES.items()},
    }
    near = rules.held(km <= claim.bar + rules.EPSILON for km in lines)
    return Outcome(lines.max(), drives["as_of"].max(), near, words)


@check("S1-05")
def transit_by_land_and_sea(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of two tests of a transit centre hold: firms at the gate, containers at the port."""
    firms = evidence.latest("gate-firms", GATE)
    local = evidence.point("gate-firms-local", firms["period"], GATE)
    elsewhere = share_elsewhere(firms["value"], local["value"])
    port = evidence.history("port-containers", "cict").iloc[-1]
    rival = evidence.history("port-containers", "tc-hict").iloc[-1]
    tests = [
        rules.at_least(elsewhere, HALF_PCT) == rules.SUPPORTED,
        rules.at_least(port["value"], TENTH * rival["value"]) == rules.SUPPORTED,
    ]
    words = {
        "outside": firms["value"] - local["value"],
        "firms": firms["value"],
        "share": elsewhere,
        "span": in_words(firms["period"]),
        "port": port["value"],
        "port_year": port["period"],
        "rival": rival["value"],
        "rival_year": rival["period"],
    }
    return Outcome(sum(tests), period_end(firms["period"]), rules.counted(sum(tests), claim.bar), words)
