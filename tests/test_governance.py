"""Governance: the figures come out of the tables, and move with them."""

import pandas as pd
import pytest
from atlas import governance
from atlas.data import load

SERIES, PLACES = load("series"), load("places")


def ours(indicator, year):
    """Which rows of ``series`` hold an indicator of the province in a year."""
    return (
        (SERIES["indicator_id"] == indicator)
        & (SERIES["place_id"] == "quang-ninh")
        & (SERIES["year"] == year)
    )


def test_the_longest_run_is_that_of_neighbouring_years():
    ranks = pd.Series([1, 1, 2, 1, 1, 1, 4], [2010, 2011, 2012, 2013, 2014, 2016, 2017])
    assert governance.longest_run(ranks) == (2010, 2011)
    assert governance.longest_run(ranks[ranks > 1]) == (0, -1)


def test_the_province_led_the_pci_from_2017_to_2023_and_then_lost_it_to_hai_phong():
    facts = governance.pci_facts(SERIES)
    assert (facts["pci_run_start"], facts["pci_run_end"], facts["pci_run"]) == ("2017", "2023", 7)
    assert facts["pci_newest_rank"] == 2 and facts["pci_newest_rival"] == 74.84
    table = governance.pci_table(SERIES, PLACES).set_index("edition")
    assert table.at["2024", "leader"] == "Hải Phòng" and table.at["2012", "pci_rank"] == 20


def test_an_index_whose_newest_leader_is_unknown_has_none():
    second = SERIES.assign(value=SERIES["value"].mask(ours("papi-rank", 2024), 2))
    assert "papi-rank" in set(governance.leaders(SERIES, 2024)["indicator_id"])
    assert "papi-rank" not in set(governance.leaders(second, 2024)["indicator_id"])


def test_first_places_count_known_indices_only():
    assert governance.first_places(SERIES, 2023) == {"first": 4, "known": 4}
    assert governance.first_places(SERIES, 2024) == {"first": 1, "known": 3}
    fewer = SERIES[~ours("pgi-rank", 2023)]
    assert governance.first_places(fewer, 2023) == {"first": 3, "known": 3}


def test_without_a_rank_the_province_stands_behind_those_that_score_more():
    above = governance.scoring_above(SERIES, "pgi", 2024)
    assert above["value"].max() == 13 and "hai-duong" in set(above["place_id"])
    assert governance.scoring_above(SERIES, "pgi", 2023).empty


def test_a_district_swings_between_its_best_and_its_worst_place():
    moved = governance.swings(governance.district_ranks(SERIES, PLACES)).set_index("district")
    assert tuple(moved.loc["Cô Tô", ["best", "worst", "ddci_editions"]]) == (1, 13, 4)
    assert moved.at["Cẩm Phả", "range"] == 0 and "Tax" not in str(moved.index)


def test_a_correlation_needs_five_districts_ranked_in_both_editions():
    ranks = governance.district_ranks(SERIES, PLACES)
    assert governance.common(ranks)["correlation"].isna().all()
    years = [
        (name, year, place) for year in (1, 2) for name, place in zip("abcde", (1, 2, 3, 4, 5), strict=True)
    ]
    made = pd.DataFrame(years, columns=["place_id", "year", "best"]).assign(worst=lambda frame: frame["best"])
    made.loc[made["year"] == 2, ["best", "worst"]] = [[6 - place] * 2 for place in (1, 2, 3, 4, 5)]
    assert governance.common(made)["correlation"].to_list() == pytest.approx([-1])


def test_a_score_falls_into_the_class_below_its_bar():
    scores = [24.2, 40, 59.9, 60, 75, float("nan")]
    classes = ["ddci-40", "ddci-60", "ddci-60", "ddci-75", "ddci-top", "ddci-None"]
    assert [governance.score_class(score) for score in scores] == classes


def test_the_newest_score_of_a_district_is_shown_and_hoanh_bo_has_no_shape():
    newest = governance.newest_scores(SERIES, PLACES)
    assert tuple(newest.loc["195"]) == (72.1, 2020) and len(newest) == 8
    assert set(newest.index) <= set(load("districts_2024")["code"])


def test_far_districts_are_measured_from_the_town():
    km = governance.km_from(load("districts_2024"), load("towns"), "ha-long")
    assert km.idxmin() == "193" and km.idxmax() == "194" and 90 < km["194"] < 120
