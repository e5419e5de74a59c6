"""Checks of weakness 5: uneven climate between localities."""

from __future__ import annotations

from atlas import governance, people
from atlas.claims import rules
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check
from atlas.parks import short_name
from atlas.text import figure, listing

EDITION = 2020  # the only one with known places at both ends of the table
FAR_KM = 40
MANY_PARKS = 3


@check("W5-01")
def gap_between_districts(evidence: Evidence, claim: Claim) -> Outcome:
    """Highest minus lowest DDCI score of districts in 2020, in points."""
    places = evidence.table("places")
    names = places[places["kind"] == "district"].set_index("place_id")["name_vi"]
    scores = governance.results(evidence.table("series"), "ddci-score")
    scores = scores[(scores["year"] == EDITION) & scores["place_id"].isin(names.index)]
    scores = evidence.cite(scores).sort_values("value")
    low, high = scores.iloc[0], scores.iloc[-1]
    gap = high["value"] - low["value"]
    below = rules.PARTLY if gap >= claim.bar / 2 else rules.CONTRADICTED
    words = {
        "best": names[high["place_id"]],
        "high": high["value"],
        "last": names[low["place_id"]],
        "low": low["value"],
    }
    return Outcome(round(gap, 2), high["period"], rules.at_least(gap, claim.bar, below), words)


@check("W5-02")
def far_districts_in_the_lower_half(evidence: Evidence, claim: Claim) -> Outcome:
    """Districts more than 40 km from Hạ Long that the DDCI of 2020 places in its lower half."""
    series, places = evidence.table("series"), evidence.table("places")
    km = governance.km_from(evidence.table("districts_2024"), evidence.table("towns"), "ha-long")
    ranks = governance.district_ranks(series, places)
    ranks = ranks[(ranks["year"] == EDITION) & (ranks["code"].map(km) > FAR_KM)].sort_values("best")
    evidence.cite(series.loc[ranks.index])
    low = ranks["best"] > (ranks["out_of"] + 1) / 2
    verdict = rules.PARTLY if low.sum() >= claim.bar else rules.CONTRADICTED
    words = {
        "known": len(ranks),
        "ranks": listing([f"{row.name_vi} {figure(row.best)}" for row in ranks.itertuples()]),
        "of": ranks["out_of"].max(),
        "km": FAR_KM,
    }
    return Outcome(int(low.sum()), str(EDITION), verdict, words)


@check("W5-03")
def flats_for_workers(evidence: Evidence, claim: Claim) -> Outcome:
    """Flats for 100 workers at the parks for which both are known: the best served park."""
    parks = evidence.table("parks").set_index("park_id")
    known = evidence.cite(people.housing(evidence.table("series"))).set_index("place_id")
    ratio = (100 * known["flats"] / known["workers"]).sort_values(ascending=False)
    short = ratio <= claim.bar + rules.EPSILON
    verdict = rules.held([*short, short.sum() >= MANY_PARKS])
    words = {
        "ratios": listing(
            [f"{figure(value)} at {short_name(parks.at[key, 'name_vi'])}" for key, value in ratio.items()]
        ),
        "parks": len(known),
        "active": int((parks["counted_active"] == "yes").sum()),
    }
    return Outcome(ratio.iloc[0], known.at[ratio.index[0], "workers_as_of"], verdict, words)
