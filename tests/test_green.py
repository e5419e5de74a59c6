"""Green: capacities of the newest source, whole lists only, a rank that follows from scores."""

import pandas as pd
import pytest
from atlas import green
from atlas.data import load

FACT = {"source_id": "s", "confidence": "medium", "value_high": float("nan"), "scope": None}


def facts(*rows):
    named = [dict(zip(("park_id", "indicator", "value", "as_of"), row, strict=True)) | FACT for row in rows]
    return pd.DataFrame(named)


def test_stations_of_one_date_add_up_and_older_figures_do_not():
    rows = facts(("a", "x", 5, "2020"), ("a", "x", 7, "2024"), ("a", "x", 1, "2024"), ("b", "x", 2, "2021"))
    assert green.newest(rows, "x")["value"].to_dict() == {"a": 8, "b": 2}


def test_a_fact_of_low_confidence_is_left_out():
    rows = facts(("a", "x", 175_000, "2025"), ("a", "x", 40_000, "2024"))
    rows.loc[0, "confidence"] = "low"
    assert green.newest(rows, "x")["value"].to_dict() == {"a": 40_000}


def test_wastewater_of_the_nine_parks():
    frame = green.wastewater(load("park_facts")).set_index("park")
    assert len(frame) == 9
    # Two stations at Đông Mai; the lower end of 1,800 to 2,000 at Việt Hưng.
    assert frame.loc[["Đông Mai", "Việt Hưng"], green.WORKING].tolist() == [3160, 1800]
    assert frame[green.WORKING].isna().sum() == 5


def test_the_parks_of_a_whole_list_add_up_and_an_open_one_leaves_the_province_unknown():
    pilots = green.pilots(load("series")).set_index("period")
    whole = pilots.loc[["2014/2019", "2020/2024"]]
    assert (whole["parks"] == whole["named"]).all() and (whole["here"] == 0).all()
    last = pilots.loc["2025/2028"]
    assert last["named"] < last["parks"] and pd.isna(last["here"])


@pytest.mark.parametrize(("score", "rank"), [(26.21, 14), (26.4, 9), (29.5, 1)])
def test_the_best_rank_lies_behind_all_that_score_higher(score, rank):
    # Hải Dương, 13th with 26.34, is above 26.21; eight provinces with a score are above 26.4.
    series = load("series")
    mine = (series["indicator_id"] == "pgi-score") & (series["place_id"] == "quang-ninh")
    series.loc[mine & (series["year"] == 2024), "value"] = score
    assert green.best_rank(series, 2024) == rank
