"""Structure of the economy and breadth of foreign capital: the figures come out, and move with the tables."""

import pandas as pd
import pytest
from atlas import structure
from atlas.data import load


def test_a_part_year_is_no_year_and_an_estimate_is_hollow():
    frame = structure.yearly(load("series"), ["fdi-registered"]).set_index("year")
    assert 2015 not in frame.index, "the half-year of 2015 is no year"
    assert frame.at[2024, "value"] == 2877.8 and not frame.at[2024, "hollow"]
    assert frame.at[2025, "hollow"]


def test_a_result_goes_before_an_estimate_of_the_same_year():
    series = load("series")
    row = series[(series["indicator_id"] == "fdi-registered") & (series["period"] == "2024")].head(1)
    both = pd.concat([series, row.assign(kind="estimate", value=1.0)])
    frame = structure.yearly(both, ["fdi-registered"]).set_index("year")
    assert frame.at[2024, "value"] == 2877.8


def test_the_parts_of_growth_and_their_rest_add_up():
    frame = structure.contributions(load("series"))
    parts = frame[["industry", "services", "agriculture", "rest"]].sum(axis=1)
    assert list(frame["year"]) == ["2024", "2025"]
    assert list(parts) == pytest.approx(list(frame["growth"]))


def test_ended_planned_domestic_and_repeated_capital_is_not_summed():
    foreign = structure.foreign(load("tenants"))
    assert set(foreign["kind"]) == {"project"}
    left_out = {"jinko-solar-2", "jinko-solar-hai-ha", "stavian", "thanh-cong-viet-hung", "vinashin-cai-lan"}
    assert not left_out & set(foreign["project_id"])
    assert foreign["capital_usd_mn"].sum() == pytest.approx(3558.54)


def test_the_largest_project_of_2023_counts_in_its_year_though_it_ended():
    year = structure.flows(load("tenants"), load("series")).set_index("year").loc["2023"]
    assert year["one"] == pytest.approx(100 * 1500 / 3130)
    assert year["five"] == pytest.approx(100 * (1500 + 200.24 + 165 + 154 + 46) / 3130)


def test_a_year_without_listed_project_has_no_largest():
    tenants = load("tenants")
    row = structure.flows(tenants[tenants["year"] != 2022], load("series")).set_index("year").loc["2022"]
    assert (row["projects"], row["one"]) == (0, 0) and pd.isna(row["largest"])


def test_the_herfindahl_index_is_one_for_one_and_a_quarter_for_four():
    assert structure.herfindahl(pd.Series([7.0])) == 1
    assert structure.herfindahl(pd.Series([5.0] * 4)) == pytest.approx(0.25)


def test_park_and_sector_tables_agree_and_tell_none_from_unknown():
    tenants, parks = load("tenants"), load("parks")
    counts = structure.by_park_and_sector(tenants, parks, "projects").set_index("park")
    capital = structure.by_park_and_sector(tenants, parks, "capital").set_index("park")
    assert counts["total"].sum() == len(structure.listed(tenants))
    assert capital["total"].sum() == pytest.approx(structure.foreign(tenants)["capital_usd_mn"].sum())
    assert pd.isna(capital.at["Việt Hưng", "automotive"]) and capital.at["Việt Hưng", "solar"] == 0


def test_growth_compounds():
    assert structure.compounded([10, 10]) == pytest.approx(21)


def test_shares_of_origins_leave_out_what_is_not_stated():
    frame = pd.DataFrame(
        {
            "project_id": ["a", "b", "c"],
            "kind": "project",
            "status": "licensed",
            "origin": ["Japan", "Taiwan", "not-stated"],
            "capital_usd_mn": [25.0, 75.0, 900.0],
        }
    )
    assert structure.share_of_origins(frame, ("Japan", "Korea")) == pytest.approx(25)


def test_the_newest_share_of_manufacturing_is_a_year_and_its_aim_a_target():
    series = load("series")
    facts = structure.manufacturing_facts(series)
    assert (facts["now"], facts["year"]) == (12.5, "2024")
    assert (facts["aim"], facts["aim_year"]) == (20, "2030")
    only = series[series["period"] != "2030"]
    assert structure.manufacturing_facts(only)["aim_year"] == "2025"
