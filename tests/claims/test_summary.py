"""Counts that pages quote add up to the ledger."""

from atlas.claims import ledger, summary
from atlas.claims.rules import CONTRADICTED, PARTLY


def test_headlines_add_up_to_the_ledger():
    claims = ledger()
    counts = summary.headlines(claims)
    assert sum(count for name, count in counts.items() if name.endswith("_claims")) == len(claims)
    failed = sum(count for name, count in counts.items() if name.startswith("failed_"))
    assert failed == claims["verdict"].isin([PARTLY, CONTRADICTED]).sum()
