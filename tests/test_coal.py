"""Coal and power: the figures come out of the tables, and move with them."""

import pandas as pd
import pytest
from atlas import coal
from atlas.data import load


@pytest.fixture
def series():
    return load("series")


def moved(series, indicator, place, period, kind, value):
    rows = (series[["indicator_id", "place_id", "period", "kind"]] == [indicator, place, period, kind]).all(
        axis=1
    )
    assert rows.any()
    series.loc[rows, "value"] = value
    return series


def test_one_of_the_two_percentages_needs_another_plan(series):
    quarter, half = coal.implied_plans(series, load("claims")).to_dict("records")
    assert quarter["coal_needed_mt"] == pytest.approx(15.8 / 0.287)
    assert half["coal_needed_mt"] == pytest.approx(28.5 / 0.57) == half["coal_plan_mt"]


def test_the_half_year_is_five_months_and_june_and_moves_with_june(series):
    before = coal.plan_and_result(series).set_index("coal_period")["coal_result_mt"]
    assert before["Half-year"] == pytest.approx(22.24 + 3.5)
    assert before["First quarter"] + before["Second quarter"] == pytest.approx(before["Half-year"])
    after = coal.plan_and_result(moved(series, "coal-sales", "tkv", "2025-06", "result", 4.5))
    assert after["coal_result_mt"][2] == pytest.approx(before["Half-year"] + 1)


def test_a_half_year_without_june_is_an_error(series):
    with pytest.raises(KeyError, match="1 rows of 'coal-sales'"):
        coal.half_year_rows(series[series["period"] != "2025-06"])


def test_the_chart_draws_full_years_once_and_no_plan_as_a_result(series):
    drawn = coal.yearly(series)
    assert not drawn.duplicated(["line", "year"]).any()
    whole = series[(series["period_kind"] == "year") & (series["headline"] == "yes")].set_index(
        ["indicator_id", "place_id", "year", "kind"]
    )["value"]
    for key, indicator, place, kinds in coal.LINES:
        for row in drawn[drawn["line"] == key].itertuples():
            assert row.value in [whole.get((indicator, place, row.year, kind)) for kind in kinds]
    assert list(drawn.loc[drawn["estimate"], "year"]) == [2025]


def test_the_chart_says_its_last_values_and_names_the_missing_years(series):
    chart = coal.yearly_chart(series)
    assert "TKV sold 44 Mt in 2025" in chart.summary and "44.7 Mt in 2025" in chart.summary
    assert "TKV, sold: 2023: not found" not in chart.svg
    rows = ["indicator_id", "place_id", "period"]
    gap = series[(series[rows] != ["coal-sales", "tkv", "2023"]).any(axis=1)]
    assert "TKV, sold: 2023: not found" in coal.yearly_chart(gap).svg


def test_figures_keep_the_words_of_their_source(series):
    words = coal.output_table(series).set_index(["coal_place", "coal_year", "coal_kind"])["coal_mt"]
    assert words["Quảng Ninh", "2030", "plan"] == "over 49"
    assert words["Việt Nam", "2030", "plan"] == "45–50"
    assert words["Quảng Ninh", "2023", "result"] == "about 40"


def test_pits_past_2030_are_counted_from_their_closing_years():
    mines = load("mines")
    found = coal.closing(mines)
    assert (found["coal_pits_past_2030"], found["coal_pits_last_year"]) == (2, "2045")
    mines.loc[mines["mine_id"] == "ha-tu", "closing_year"] = 2050
    assert coal.closing(mines) == found | {"coal_pits_past_2030": 3, "coal_pits_last_year": "2050"}


def test_coal_plants_add_up_and_share_their_points():
    plants = load("power_plants")
    by_fuel = coal.by_fuel(plants).set_index("coal_fuel")
    assert by_fuel.at["coal", "coal_operating_mw"] == 5975 and by_fuel.at["coal", "coal_plants"] == 7
    assert pd.isna(by_fuel.at["oil", "coal_operating_mw"])
    sites = coal.sites(plants)
    assert len(sites) == len(plants) - 1
    assert sites["operating_mw"].sum() == plants["operating_mw"].sum()


def test_a_plant_has_a_row_for_each_known_capacity():
    plants = load("power_plants")
    rows = coal.plants_table(plants).groupby("coal_state")["coal_mw"].sum()
    assert rows.to_dict() == {"operating_mw": 5975, "planned_mw": 1500, "dropped_mw": 3740}
    assert len(coal.plants_table(plants)) == plants[list(coal.MEGAWATTS)].notna().sum().sum()


def test_a_label_drops_units_and_brackets():
    names = ("Mông Dương 1; Mông Dương 2 (BOT)", "Cái Lân (dầu)", "Thăng Long")
    assert list(map(coal.plant_label, names)) == ["Mông Dương", "Cái Lân", "Thăng Long"]


def test_what_is_not_found_is_no_zero(series):
    shown = coal.capacities(load("power_plants"), series).set_index("key")["mw"]
    assert pd.isna(shown["solar-allotted"]) and shown["wind-allotted"] == 400
    assert "Not found: Solar" in coal.capacity_chart(load("power_plants"), series).summary
