"""People: shares as published, firms' ratings, flats for workers; nothing filled, nothing taken for zero."""

import pandas as pd
import pytest
from atlas import people
from atlas.data import load


@pytest.fixture
def series():
    return load("series")


def with_value(frame, value, **where):
    chosen = pd.Series(True, index=frame.index)
    for column, wanted in where.items():
        chosen &= frame[column] == wanted
    assert chosen.sum() == 1
    frame.loc[chosen, "value"] = value
    return frame


def test_shares_stand_in_the_year_they_are_published_for_and_nowhere_else(series):
    shares = people.shares(series).set_index("period")
    assert list(shares.index) == ["2015", "2020", "2023", "2024", "2025"]
    assert shares.at["2025", "workers-trained-share-quang-ninh"] == 87.5
    assert shares.loc["2015"].isna().sum() == 3


def test_half_of_the_trained_of_2024_is_about_the_certificate_share_of_2025(series):
    now = people.headlines(series)
    assert (now["certified_before_year"], now["half_certified"]) == ("2024", round(0.51 * 87, 1))
    assert abs(now["half_certified"] - now["certified"]) < 1.5


def test_ratings_of_training_end_before_the_index_changed(series):
    rated = people.rated_training(series)
    assert rated["year"].max() == 2021
    assert rated.groupby("place")["year"].min().to_dict() == {"Hải Phòng": 2018, "Quảng Ninh": 2011}


def test_flats_for_every_hundred_workers(series):
    assert people.flats_per_100(people.housing(series)) == pytest.approx(100 * (700 + 420) / (14_000 + 4_000))


def test_flats_move_with_the_data_and_need_a_count_of_workers(series):
    more = with_value(series, 1400, indicator_id="worker-flats", place_id="texhong-hai-ha")
    assert people.housed(more)["flats_per_100"] == pytest.approx(10.1)
    lost = more[(more["indicator_id"] != "park-workers") | (more["place_id"] != "song-khoai")]
    assert list(people.housing(lost)["place_id"]) == ["texhong-hai-ha"]


def test_a_park_without_a_count_stays_unknown():
    frame = people.housing_table()
    assert len(frame) == 9
    assert frame["workers"].notna().sum() == frame["flats_per_100"].notna().sum() == 2


def test_figures_keep_the_words_of_their_sources(series):
    told = people.demand(series).set_index(["demand_what", "period"])["demand_persons"]
    assert told["Workers in parks and zones", "2022"] == "more than 33,000"
    assert told["Yearly shortage of workers", "2022"] == "20,000 to 30,000"
