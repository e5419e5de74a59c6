"""Industrial land: the figures come out of the tables, count no hectare twice, and move with the data."""

import pandas as pd
import pytest
from atlas import land
from atlas.data import load


def test_ready_land_is_a_seventh_of_its_target_and_moves_with_the_series():
    series = load("series")
    assert land.ready_share(series) == pytest.approx(100 * 548.61 / 3658)
    chosen = (series["indicator_id"] == "land-ready") & (series["period"] == "2023-10")
    series.loc[chosen, "value"] = 1829
    assert land.ready_share(series) == pytest.approx(50)


def test_let_land_stays_unknown():
    steps = land.steps().set_index("land_step")
    assert pd.isna(steps.at["let", "land_ha"])
    assert steps.at["planned", "land_plan_pct"] == 100


def test_an_umbrella_stands_for_its_parts():
    parks = load("parks")
    named = set(land.traced(parks)["park_id"])
    assert {"hai-ha", "bac-san-bay"} <= named
    assert not {"texhong-hai-ha", "dong-bac-san-bay", "saigontel-nha-mac"} & named
    # Without the area of the umbrella its working phase counts instead: 5,000 ha less, 660 more.
    before = land.traced(parks)["area_planned_ha"].sum()
    parks.loc[parks["park_id"] == "hai-ha", "area_planned_ha"] = float("nan")
    assert land.traced(parks)["area_planned_ha"].sum() == pytest.approx(before - 5000 + 660)


def test_the_corridors_add_up_to_the_traced_parks():
    parks = load("parks")
    frame = land.by_corridor(parks)
    assert frame["traced_ha"].sum() == pytest.approx(land.traced(parks)["area_planned_ha"].sum())
    assert frame["active_ha"].sum() == pytest.approx(3932.85)
    assert frame.at["dong-trieu-uong-bi", "active_ha"] == 0


def test_no_reading_gives_the_count_and_the_area_of_the_article():
    frame = land.readings()
    near = (frame["land_parks_off_pct"].abs() <= 10) & (frame["land_ha_off_pct"].abs() <= 10)
    assert not near.any()
    assert land.nearest_reading(frame)["land_ha"] == pytest.approx(18842.56 - 6589.03)


def test_the_newest_figure_of_a_park_goes_before_older_ones():
    facts = load("park_facts")
    ready = land.newest(facts, "area_ready_ha").loc["texhong-hai-ha"]
    assert (ready["value"], ready["as_of"]) == (375.88, "2024-06")


def test_a_cluster_of_which_one_phase_is_known_is_not_measured():
    frame = land.sizes(load("clusters"), load("cluster_facts"))
    assert "ccn-nam-son" not in set(frame["cluster_id"])
    assert len(frame) == 14 and frame["fits"].sum() == 11


def test_the_rock_is_many_times_what_parks_lack():
    totals = land.fill_totals()
    assert totals["fill_short"] == 39
    assert totals["fill_times"] == pytest.approx(633 / 39, abs=0.05)
