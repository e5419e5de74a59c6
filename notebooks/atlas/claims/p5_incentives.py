"""Checks of proposal 5: incentives."""

from __future__ import annotations

from atlas.claims import rules
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check

# The rural districts of 2024 in the north-east: Bình Liêu, Tiên Yên, Đầm Hà, Hải Hà, Ba Chẽ, Cô Tô.
DISTANT = ("198", "199", "200", "201", "202", "207")


@check("P5-02")
def clusters_built_in_distant_districts(evidence: Evidence, claim: Claim) -> Outcome:
    """Clusters being built in the distant districts."""
    building = evidence.rows("clusters", status="under-construction")
    distant = building[building["district_2024"].isin(DISTANT)]
    let = evidence.row("cluster_facts", cluster_id="ccn-nam-son", indicator="occupancy_pct", headline="yes")
    words = {"of": len(building), "let": let["value"], "let_as_of": let["as_of"]}
    as_of = building["status_as_of"].max()
    return Outcome(len(distant), as_of, rules.at_most(len(distant), claim.bar, rules.PARTLY), words)
