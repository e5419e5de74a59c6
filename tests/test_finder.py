"""The park finder's records and its page: every park is there, and unknown stays unknown."""

import json
import re
import tomllib

import pandas as pd
import pytest
from atlas import finder, labels, reach, sites
from atlas.data import load
from conftest import ROOT

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&"


@pytest.fixture
def given():
    return {name: frame.copy() for name, frame in finder.tables().items()}


@pytest.fixture
def extension(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "book/_ext"))
    import atlas_finder

    return atlas_finder


def by_id(rows):
    return {row["id"]: row for row in rows}


def test_every_park_can_be_found_but_umbrellas_which_are_named_apart():
    rows = finder.records()
    ids = [row["id"] for row in rows]
    gathering = [key for key, _ in finder.umbrellas()]
    assert len(ids) == len(set(ids))
    assert sorted([*ids, *gathering]) == sorted(load("parks")["park_id"])
    assert sorted(gathering) == ["bac-san-bay", "dam-nha-mac", "hai-ha"]


def test_what_is_not_in_the_tables_is_none_and_never_zero():
    parks = load("parks").set_index("park_id")
    facts = load("park_facts")
    for row in finder.records():
        for name, column in (*finder.AREAS.items(), ("occupancy", "occupancy_pct")):
            key = f"{name}_ha" if name in finder.AREAS else column
            there = parks.at[row["id"], column]
            assert row[key] is None if pd.isna(there) else row[key] == there, (row["id"], key)
        for indicator, key in (("lease_price_usd_m2", "lease_usd_m2"), ("power_problem", "power_problem")):
            stated = ((facts["park_id"] == row["id"]) & (facts["indicator"] == indicator)).any()
            assert (row[key] is not None) == stated, (row["id"], key)
        assert [key for key, value in row.items() if value in (0, "", []) and value is not False] == []


def test_times_are_those_of_the_reach_tables_in_whole_minutes():
    near, rows = reach.nearest(), by_id(finder.records())
    for name, kind in finder.GATEWAYS.items():
        for key, row in rows.items():
            if key in near.index:
                assert row[f"{name}_min"] == round(near.at[key, f"{kind}_minutes"])
                assert row[name]
            else:
                assert row[f"{name}_min"] is None and row[name] is None
    assert (rows["hai-yen"]["gate"], rows["cai-lan"]["port"]) == ("Móng Cái", "Cái Lân")


def test_figures_that_must_come_out():
    row = by_id(finder.records())["texhong-hai-ha"]
    assert (row["ready_ha"], row["ready_as_of"]) == (375.88, "2024-06")
    assert (row["lease_usd_m2"], row["lease_high_usd_m2"], row["lease_as_of"]) == (50, 65, "2021-10")
    assert row["occupancy_of"].startswith("disputed") and row["occupancy_as_of"] == "2022"
    assert row["running"] and not by_id(finder.records())["bach-dang"]["running"]


def test_a_firm_that_left_or_never_came_is_no_neighbour(given):
    assert "chemicals" in by_id(finder.records(given))["bac-tien-phong"]["sectors"]
    tenants = given["tenants"]
    there = tenants["park_id"] == "hai-yen"
    tenants.loc[there, "status"] = "ended"
    tenants.loc[(tenants["park_id"] == "dong-mai") & (tenants["sector"] == "mechanical"), "status"] = (
        "planned"
    )
    rows = by_id(finder.records(given))
    assert there.any() and rows["hai-yen"]["sectors"] is None
    assert rows["dong-mai"]["sectors"] == ["automotive", "electronics"]


def test_records_move_with_the_tables(given):
    parks, near = given["parks"], given["nearest"]
    parks.loc[parks["park_id"] == "cai-lan", "area_ready_ha"] = 12.5
    near.loc["cai-lan", "port_minutes"] = 61.4
    row = by_id(finder.records(given))["cai-lan"]
    assert (row["ready_ha"], row["port_min"]) == (12.5, 61)


def test_criteria_are_those_of_the_site_scores():
    frame, rows = sites.scores(), by_id(finder.records())
    scored = {key for key, row in rows.items() if row["criteria"]}
    assert scored == set(frame["park_id"])
    weights = {"land": 3, "reach": 1, "utilities": 2, "services": 4, "green": 0.5}
    for weighed in (sites.EQUAL, weights):
        ranked = sites.ranking(frame, weighed).set_index("park_id")
        for key in scored:
            parts, total = rows[key]["criteria"], sum(weighed.values())
            known = sum(weighed[name] * parts[name]["known"] for name in sites.CRITERIA)
            points = sum(weighed[c] * parts[c]["known"] * (parts[c]["points"] or 0) for c in sites.CRITERIA)
            assert points / known == pytest.approx(ranked.at[key, "known_points"], abs=0.051)
            assert 100 * known / total == pytest.approx(ranked.at[key, "known_weight_pct"], abs=0.051)


def test_a_criterion_of_which_nothing_is_known_has_no_points():
    land = by_id(finder.records())["song-khoai"]["criteria"]["land"]
    assert land == {"points": None, "known": 0}


def test_what_a_table_says_is_shown_as_text(extension, given):
    parks = given["parks"]
    parks.loc[parks["park_id"] == "cai-lan", ["name_vi", "other_names"]] = HOSTILE
    facts = given["park_facts"]
    facts.loc[facts["indicator"] == "power_problem", "value_text"] = HOSTILE
    page = extension.finder(extension.by_score(finder.records(given)))
    assert "<img src=x" not in page
    stored = re.search(r'<script type="application/json">(.*?)</script>', page, re.S)[1]
    names = [row["name"] for row in json.loads(stored)["parks"]]
    assert HOSTILE in names and len(names) == 20


def test_the_page_sorts_equal_weights_first_and_parks_without_a_score_last(extension):
    rows = extension.by_score(finder.records())
    scores = [row["score"] for row in rows]
    known = [score for score in scores if score is not None]
    assert known == sorted(known, reverse=True) and scores[len(known) :] == [None] * (len(rows) - len(known))
    ranked = sites.ranking(sites.scores()).set_index("park_id")["known_points"]
    assert {row["id"]: row["score"] for row in rows if row["criteria"]} == ranked.to_dict()


def test_every_column_is_a_field_of_the_records(extension):
    row = extension.by_score(finder.records())[0]
    assert {field for field, _ in extension.COLUMNS.values()} <= set(row)


def test_every_word_of_the_finder_has_the_same_gaps_in_both_languages():
    stored = tomllib.loads(labels.FILE.read_text(encoding="utf-8"))
    words = {key: pair for key, pair in stored.items() if "finder." in key}
    gaps = {
        key: [set(re.findall(r"\{\w+\}", pair[lang])) for lang in ("en", "vi")] for key, pair in words.items()
    }
    assert len(words) > 60 and all(words[key][lang] for key in words for lang in ("en", "vi"))
    assert {key: pair for key, pair in gaps.items() if pair[0] != pair[1]} == {}


def test_the_table_is_whole_without_scripts(site):
    page = (site / "book" / "finder.html").read_text(encoding="utf-8")
    table = re.search(r"<table><caption>.*?</table>", page, re.S)[0]
    for row in finder.records():
        assert f'href="parks/{row["id"]}.html"' in table
    assert len(re.findall(r"<tr data-park=", table)) == 20
    assert labels.label("finder.no_script") in re.search(r"<noscript>(.*?)</noscript>", page, re.S)[1]
    assert "375.88" in table and "not found" in table
    for key, _ in finder.umbrellas():
        assert f'href="parks/{key}.html"' in page


def test_only_the_finders_page_loads_its_script(site):
    pages = [path for path in site.rglob("*.html") if "finder.js" in path.read_text(encoding="utf-8")]
    assert [path.name for path in pages] == ["finder.html"]
