"""What do the verdicts add up to? Counts by section, and which proposal answers which weakness."""

from __future__ import annotations

import pandas as pd

from atlas.claims.rules import CONTRADICTED, PARTLY, SUPPORTED, UNTESTABLE
from atlas.data import load
from atlas.labels import label

VERDICTS = (SUPPORTED, PARTLY, CONTRADICTED, UNTESTABLE)


def by_section(ledger: pd.DataFrame) -> pd.DataFrame:
    """Verdicts counted by section: columns section_id, section, claims, then one for each verdict."""
    sections = load("sections").sort_values("order")
    counts = pd.crosstab(ledger["section_id"], ledger["verdict"])
    counts = counts.reindex(index=sections["section_id"], columns=list(VERDICTS), fill_value=0)
    counts.insert(0, "claims", counts.sum(axis=1))
    counts.insert(0, "section", list(sections["name_en"]))
    return counts.reset_index()


def by_kind(ledger: pd.DataFrame) -> pd.DataFrame:
    """Verdicts counted by part of the article (strengths, weaknesses, proposals, rest)."""
    kinds = load("sections").set_index("section_id")["kind"]
    part = ledger["section_id"].map(kinds).rename("part")
    counts = pd.crosstab(part, ledger["verdict"])
    order = [
        kind for kind in ("strength", "weakness", "proposal", "general", "conclusion") if kind in counts.index
    ]
    counts = counts.reindex(index=order, columns=list(VERDICTS), fill_value=0)
    counts.insert(0, "claims", counts.sum(axis=1))
    return counts.reset_index()


def headlines(ledger: pd.DataFrame) -> dict[str, int]:
    """Counts that pages quote: how claims fail (``failed_wrong``), verdicts by part (``strength_partly``)."""
    natures = ledger.loc[ledger["nature"] != "none", "nature"].value_counts()
    parts = by_kind(ledger).set_index("part")
    return {f"failed_{nature.replace('-', '_')}": int(count) for nature, count in natures.items()} | {
        f"{part}_{column}": int(parts.at[part, column]) for part in parts.index for column in parts
    }


def side_by_side(ledger: pd.DataFrame) -> pd.DataFrame:
    """Strengths beside weaknesses: columns strength, strength_held, weakness, weakness_held."""
    counts = by_section(ledger).set_index("section_id")
    rows = []
    for number in range(1, 7):
        strength, weakness = counts.loc[f"S{number}"], counts.loc[f"W{number}"]
        rows.append((strength["section"], _of(strength), weakness["section"], _of(weakness)))
    return pd.DataFrame(rows, columns=["strength", "strength_held", "weakness", "weakness_held"])


def _of(row: pd.Series) -> str:
    return f"{row[SUPPORTED]} + {row[PARTLY]} / {row['claims']}"


def answers(ledger: pd.DataFrame) -> pd.DataFrame:
    """For each claim of a weakness the proposals that answer it: claim_id, claim_en, verdict, proposals."""
    links = _links("answers")
    found = links.groupby("to_claim")["from_claim"].agg(", ".join)
    weaknesses = ledger[ledger["section_id"].str.startswith("W")]
    columns = ["claim_id", "claim_en", "verdict"]
    return weaknesses[columns].assign(
        proposals=list(weaknesses["claim_id"].map(found).fillna(label("text.none")))
    )


def unanswered(ledger: pd.DataFrame) -> list[str]:
    """Ids of the claims of weaknesses that no proposal answers."""
    weaknesses = ledger.loc[ledger["section_id"].str.startswith("W"), "claim_id"]
    return list(weaknesses[~weaknesses.isin(_links("answers")["to_claim"])])


def answering_none(ledger: pd.DataFrame) -> pd.DataFrame:
    """Proposals that answer no weakness: claim_id, claim_en, and the strengths they build on."""
    proposals = ledger[ledger["section_id"].str.startswith("P")]
    built = _links("builds-on").groupby("from_claim")["to_claim"].agg(", ".join)
    free = proposals[~proposals["claim_id"].isin(_links("answers")["from_claim"])]
    return free[["claim_id", "claim_en"]].assign(builds_on=list(free["claim_id"].map(built)))


def _links(relation: str) -> pd.DataFrame:
    links = load("claim_links")
    return links[links["relation"] == relation].sort_values(["from_claim", "to_claim"])
