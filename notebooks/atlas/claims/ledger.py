"""How does the article fare? One row a claim, with verdict, evidence and page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from atlas.claims.registry import CHECKS, ClaimError, Finding, find
from atlas.claims.rules import CONTRADICTED, PARTLY
from atlas.data import MANY, load

PAGE = "book/{slug}"


def ledger(load: Callable[[str], pd.DataFrame] = load) -> pd.DataFrame:
    """Every claim in the order of the book, with its finding.

    Columns are those of ``claims``, where ``verdict``, ``finding_en``, ``found_value``,
    ``found_as_of`` and ``source_ids`` of a computed claim come from its check, and ``page``, the
    document that argues it. Raises :class:`ClaimError` with every claim that lacks verdict,
    evidence or page, and for a check that belongs to no computed claim.
    """
    claims, sections = load("claims"), load("sections").set_index("section_id")
    findings = {claim_id: find(claim_id, load) for claim_id in claims["claim_id"]}
    rows = [_row(record, findings[record["claim_id"]]) for record in claims.to_dict("records")]
    frame = pd.DataFrame(rows, columns=claims.columns)
    frame["page"] = [PAGE.format(slug=sections.at[section, "slug"]) for section in frame["section_id"]]
    offences = [*_offences(frame), *_strays(claims)]
    if offences:
        raise ClaimError("\n".join(offences))
    place = frame["section_id"].map(sections["order"])
    return frame.iloc[place.argsort(kind="stable")].reset_index(drop=True)


def verdicts(*claim_ids: str) -> pd.DataFrame:
    """How the named claims fare, for a table: columns claim_id, claim_en, verdict, finding_en."""
    claims = load("claims").set_index("claim_id")
    found = [(claim_id, find(claim_id)) for claim_id in claim_ids]
    rows = [
        (claim_id, claims.at[claim_id, "claim_en"], finding.verdict, finding.sentence)
        for claim_id, finding in found
    ]
    return pd.DataFrame(rows, columns=["claim_id", "claim_en", "verdict", "finding_en"])


def _row(record: dict, finding: Finding) -> dict:
    return record | {
        "verdict": finding.verdict,
        "finding_en": finding.sentence,
        "found_value": finding.found,
        "found_as_of": finding.as_of,
        "source_ids": MANY.join(finding.sources) or None,
    }


def _offences(frame: pd.DataFrame) -> Iterator[str]:
    for row in frame.itertuples():
        if not isinstance(row.finding_en, str):
            yield f"{row.claim_id} has no finding"
        if row.source_ids is None and row.test != "untestable":
            yield f"{row.claim_id} has no source"
        if (row.verdict in (PARTLY, CONTRADICTED)) == (row.nature == "none"):
            yield f"{row.claim_id} is {row.verdict}, but claims.nature says {row.nature!r} is how it fails"


def _strays(claims: pd.DataFrame) -> Iterator[str]:
    computed = set(claims.loc[claims["test"] == "computed", "claim_id"])
    for claim_id in sorted(set(CHECKS) - computed):
        yield f"{claim_id} has a check, but is no computed claim"
