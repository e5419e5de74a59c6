"""The written rules, at their bars and beside them."""

import pytest
from atlas.claims import rules
from atlas.claims.evidence import Evidence, MissingFigureError, period_end
from atlas.claims.registry import ClaimError, fill


def test_at_least_and_at_most_hold_at_the_bar_itself():
    assert rules.at_least(25, 25) == "supported" and rules.at_least(24.99, 25) == "contradicted"
    assert rules.at_most(25, 25) == "supported" and rules.at_most(25.01, 25, above="partly") == "partly"
    assert rules.at_least(0.1 + 0.2, 0.3) == "supported"


@pytest.mark.parametrize(
    ("found", "verdict"),
    [(110, "supported"), (111, "partly"), (130, "partly"), (131, "contradicted"), (70, "partly")],
)
def test_within_allows_the_percent_and_partly_three_times_that(found, verdict):
    assert rules.within(found, 100, 10) == verdict


def test_counted_and_held_tell_all_some_and_none_apart():
    assert [rules.counted(n, 3) for n in (0, 1, 2, 3, 4)] == [
        "contradicted",
        "partly",
        "partly",
        "supported",
        "supported",
    ]
    assert rules.held([True, True]) == "supported" and rules.held([True, False]) == "partly"
    assert rules.held([False, False], none="untestable") == "untestable"


def test_agree_measures_against_the_second_figure():
    assert rules.agree(101, 100, 1) and not rules.agree(101.1, 100, 1)


def test_periods_end_where_they_end():
    periods = ["2025", "2025-Q1", "2025-H1", "2025-01/2025-05", "2025-06-30", "2019/2025"]
    assert [period_end(p) for p in periods] == [
        "2025-12",
        "2025-03",
        "2025-06",
        "2025-05",
        "2025-06-30",
        "2025-12",
    ]


def test_a_figure_that_is_not_there_is_named():
    with pytest.raises(MissingFigureError, match="series: 0 rows, not one, with indicator = pci-rank"):
        Evidence().point("pci-rank", "1999")


def test_every_row_taken_leaves_its_sources():
    evidence = Evidence()
    assert evidence.sources == []
    row = evidence.point("pci-rank", "2023")
    assert evidence.sources == row["source_ids"].split("; ")


def test_a_sentence_and_its_figures_must_fit():
    assert fill("X", "{found} of {all:.0f}", {"found": 1234.5, "all": 2.2}) == "1,234.5 of 2"
    with pytest.raises(ClaimError, match="X: the sentence has gaps"):
        fill("X", "{found} of {all}", {"found": 1})
    with pytest.raises(ClaimError, match="X: the sentence has gaps"):
        fill("X", "{found}", {"found": 1, "unused": 2})
