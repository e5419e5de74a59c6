"""Checks of proposal 3: administrative reform."""

from __future__ import annotations

from atlas.claims import rules
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check

GOOD_RANK = 10


@check("P3-02")
def slow_land_and_connection(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of two gaps are documented: access to land, and power at parks."""
    land = evidence.latest("pci-land-access-rank")
    power = evidence.rows("park_facts", indicator="power_problem")
    gaps = [land["value"] > GOOD_RANK, len(power) > 0]
    words = {
        "land": land["value"],
        "of": land["out_of"],
        "year": land["period"],
        "parks": power["park_id"].nunique(),
    }
    as_of = power["as_of"].max() if len(power) else land["period"]
    return Outcome(sum(gaps), as_of, rules.counted(sum(gaps), claim.bar, none=rules.PARTLY), words)


@check("P3-03")
def procedures_online_in_full(evidence: Evidence, claim: Claim) -> Outcome:
    """Procedures that run online in full, the older level 4, over those in force, in %."""
    full = evidence.latest("procedures-online-full")
    force = evidence.point("procedures-in-force", full["period"])["value"]
    online = evidence.point("procedures-online", full["period"])["value"]
    share = 100 * full["value"] / force
    words = {
        "full": full["value"],
        "force": force,
        "online": 100 * online / force,
        "dossiers": evidence.point("dossiers-online-share", "2025-01/2025-05")["value"],
    }
    return Outcome(share, full["period"], rules.at_most(share, claim.bar, rules.PARTLY), words)
