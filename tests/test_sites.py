"""Where to build: scores follow the data, and what is missing is neither bad nor good."""

import numpy as np
import pandas as pd
import pytest
from atlas import sites
from atlas.data import load
from atlas.labels import label


@pytest.fixture
def given():
    return {name: frame.copy() for name, frame in sites.tables().items()}


@pytest.fixture
def frame():
    return sites.scores()


def row(frame, park, indicator):
    return frame[(frame["park_id"] == park) & (frame["indicator"] == indicator)].iloc[0]


def rescored(frame, park, scores):
    """``frame`` with the scores of ``park`` replaced, in the order of the indicators."""
    return frame.assign(score=frame["score"].mask(frame["park_id"] == park, dict_of(frame, park, scores)))


def dict_of(frame, park, scores):
    return pd.Series(scores, index=frame.index[frame["park_id"] == park]).reindex(frame.index)


def test_every_park_has_every_indicator_once_with_labels_and_sources(frame):
    assert len(frame) == 9 * len(sites.INDICATORS)
    assert not frame.duplicated(["park_id", "indicator"]).any()
    known = frame[frame["score"].notna()]
    assert known["score"].between(0, 1).all()
    assert known[["value", "as_of", "source_ids"]].notna().all(axis=None)
    cited = {key for cell in known["source_ids"] for key in cell.split("; ")}
    assert cited <= set(load("sources")["source_id"])
    assert all(label(f"site_indicator.{one.key}") for one in sites.INDICATORS)


def test_scores_are_linear_between_their_bounds():
    port, land = (next(one for one in sites.INDICATORS if one.key == key) for key in ("port", "ready-land"))
    assert [port.score(minutes) for minutes in (10, 30, 60, 90, 200)] == [1, 1, 0.5, 0, 0]
    assert [land.score(hectares) for hectares in (0, 25, 50, 375.88)] == [0, 0.5, 1, 1]
    assert np.isnan(port.score(float("nan")))


def test_the_bound_of_ready_land_is_above_every_known_plot():
    plots = load("tenants")[lambda table: table["kind"] == "project"]["area_ha"]
    assert next(one for one in sites.INDICATORS if one.key == "ready-land").full > plots.max()


def test_figures_that_must_come_out(frame):
    stations = row(frame, "dong-mai", "wastewater")  # two stations, 1,100 and 2,060 m³ a day, on 167.86 ha
    assert stations["value"] == pytest.approx(3160 / 167.86, abs=1e-4)
    assert row(frame, "song-khoai", "power")["value"] == pytest.approx((189 + 126) / 686.82, abs=1e-4)
    implied = row(frame, "texhong-hai-ha", "cleared-share")  # ready land is cleared land
    assert implied["value"] == pytest.approx(100 * 375.88 / 660, abs=1e-4)
    assert np.isnan(row(frame, "bach-dang", "power")["value"])  # its substation is planned
    assert row(frame, "song-khoai", "worker-housing")["score"] == 1
    assert row(frame, "texhong-hai-ha", "worker-housing")["score"] == 0  # begun, not finished
    assert np.isnan(row(frame, "bac-tien-phong", "eco-aim")["score"])  # said with low confidence


def test_a_score_moves_with_its_data(given):
    facts, near = given["park_facts"], given["nearest"]
    ready = (facts["indicator"] == "area_ready_ha") & (facts["headline"] == "yes")
    facts.loc[ready & (facts["park_id"] == "texhong-hai-ha"), "value"] = 10.0
    near.loc["hai-yen", "port_minutes"] = 45.0
    moved = sites.scores(given)
    assert row(moved, "texhong-hai-ha", "ready-land")["score"] == 0.2
    assert row(moved, "hai-yen", "port")["score"] == 0.75


def test_newer_facts_replace_older_ones(given):
    facts = given["park_facts"]
    old = facts[(facts["indicator"] == "water_m3_day") & (facts["park_id"] == "texhong-hai-ha")]
    given["park_facts"] = pd.concat([facts, old.assign(as_of="2026-01", value=6600.0)])
    assert row(sites.scores(given), "texhong-hai-ha", "water")["value"] == 10


def test_a_missing_figure_is_never_a_zero(given, frame):
    ranked = sites.ranking(frame).set_index("park_id")
    facts = given["park_facts"]
    given["park_facts"] = facts[
        ~((facts["park_id"] == "song-khoai") & (facts["indicator"] == "water_m3_day"))
    ]
    fewer = sites.scores(given)
    gone = row(fewer, "song-khoai", "water")
    assert np.isnan(gone["value"]) and np.isnan(gone["score"]) and pd.isna(gone["source_ids"])
    after = sites.ranking(fewer).set_index("park_id").loc["song-khoai"]
    before = ranked.loc["song-khoai"]
    assert after["worst_points"] < before["worst_points"] < before["best_points"] < after["best_points"]
    assert after["known_weight_pct"] == pytest.approx(before["known_weight_pct"] - 100 / 5 / 4, abs=0.11)


def test_without_gaps_the_three_results_are_one(frame):
    full = frame.assign(score=frame["score"].fillna(0.3))
    ranked = sites.ranking(full)
    assert (ranked["worst_points"] == ranked["best_points"]).all()
    assert (ranked["worst_points"] == ranked["known_points"]).all()
    assert (ranked["known_weight_pct"] == 100).all()


def test_a_park_of_which_nothing_is_known_has_no_score_and_is_never_first(frame):
    silent = rescored(frame, "cai-lan", [np.nan] * len(sites.INDICATORS))
    ranked = sites.ranking(silent).set_index("park_id").loc["cai-lan"]
    assert (ranked["worst_points"], ranked["best_points"]) == (0, 100) and np.isnan(ranked["known_points"])
    stable = sites.stability(silent, 500).set_index("park_id").loc["cai-lan"]
    assert stable["first_known_pct"] == stable["first_worst_pct"] == 0


def test_ahead_means_that_the_worst_case_is_above_the_best(frame):
    sure = rescored(frame, "cai-lan", [1.0] * len(sites.INDICATORS))
    ranked = sites.ranking(sure).set_index("park_id")
    beaten = ranked["best_points"] < 100
    assert ranked.loc["cai-lan", "surely_ahead"] == beaten.sum() == 8
    assert ranked.loc[beaten, "surely_behind"].min() == 1
    others = ranked[beaten]
    pairs = [(a, b) for a in others["worst_points"] for b in others["best_points"] if a > b]
    assert others["surely_ahead"].sum() == len(pairs)
    assert sites.stability(sure, 500).set_index("park_id").loc["cai-lan", "first_sure_pct"] == 100


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"land": 0}, "positive"),
        ({"land": -1}, "positive"),
        ({"land": float("nan")}, "positive"),
        ({"land": float("inf")}, "positive"),
        ({"price": 1}, r"unknown \['price'\]"),
    ],
)
def test_weights_that_are_not_positive_or_name_something_else_are_refused(frame, change, message):
    with pytest.raises(ValueError, match=message):
        sites.ranking(frame, {**sites.EQUAL, **change})


def test_weights_that_leave_a_criterion_out_are_refused(frame):
    with pytest.raises(ValueError, match=r"missing \['green'\]"):
        sites.ranking(frame, {key: 1 for key in sites.CRITERIA if key != "green"})


def test_only_the_proportions_of_weights_count(frame):
    tenfold = {key: 10 * value for key, value in sites.EQUAL.items()}
    pd.testing.assert_frame_equal(sites.ranking(frame), sites.ranking(frame, tenfold))
    by_land = sites.ranking(frame, {**sites.EQUAL, "land": 20}).iloc[0]
    assert by_land["park_id"] == "texhong-hai-ha"  # the only one with ready land


def test_the_same_seed_gives_the_same_shares(frame):
    pd.testing.assert_frame_equal(sites.stability(frame), sites.stability(frame))
    weights = sites.draw()
    assert weights.shape == (sites.DRAWS, len(sites.CRITERIA))
    assert weights.min() >= 0 and np.allclose(weights.sum(axis=1), 1)
    assert not sites.stability(frame, 200).equals(sites.stability(frame, 200, seed=7))


def test_a_rounding_error_of_another_machine_changes_nothing(frame, monkeypatch):
    stable, weights = sites.stability(frame), sites.draw()
    monkeypatch.setattr(sites, "draw", lambda draws, seed: weights * (1 + 1e-15))
    pd.testing.assert_frame_equal(sites.stability(frame), stable)


def test_a_dominated_park_is_never_first(frame):
    better = frame.loc[frame["park_id"] == "song-khoai", "score"].to_numpy()
    dominated = rescored(frame, "bach-dang", 0.9 * better)
    stable = sites.stability(dominated).set_index("park_id").loc["bach-dang"]
    assert stable[["first_known_pct", "first_worst_pct", "first_sure_pct"]].tolist() == [0, 0, 0]


def test_leaving_an_indicator_out_is_as_if_it_had_not_been_found(frame):
    fewer = sites.without(frame, "port")
    assert fewer.loc[fewer["indicator"] == "port", "score"].isna().all()
    assert sites.openness(fewer)["cells_known"] == sites.openness(frame)["cells_known"] - 9
