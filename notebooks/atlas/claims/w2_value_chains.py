"""Checks of weakness 2: value chains and supporting industry."""

from __future__ import annotations

from atlas.claims import rules
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check

PARK, YEAR = "texhong-hai-ha", "2024"


@check("W2-03")
def imports_beside_exports(evidence: Evidence, claim: Claim) -> Outcome:
    """Imports over exports of the province or of the one park with figures, the higher one, in %."""
    province = [evidence.point(name, YEAR)["value"] for name in ("imports", "exports")]
    park = [_of_park(evidence, name) for name in ("imports_usd_mn", "exports_usd_mn")]
    share, park_share = (100 * bought / sold for bought, sold in (province, park))
    found = max(share, park_share)
    verdict = rules.PARTLY if rules.at_least(found, claim.bar) == rules.SUPPORTED else rules.CONTRADICTED
    words = {"imports": province[0], "exports": province[1], "share": share, "year": YEAR}
    words |= {"park_imports": park[0], "park_exports": park[1], "park_share": park_share}
    return Outcome(found, YEAR, verdict, words)


def _of_park(evidence: Evidence, indicator: str) -> float:
    return evidence.row("park_facts", park_id=PARK, indicator=indicator, as_of=YEAR)["value"]
