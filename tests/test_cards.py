"""Park cards: ten groups for every park, dated and sourced, and nothing invented."""

import json
import math
import re

import geopandas as gpd
import pandas as pd
import pytest
from atlas import cards
from atlas.data import MANY, load
from atlas.maps.locator import locator_map
from atlas.schemas.parks import PARK_FACTS
from conftest import ROOT

PARKS = list(load("parks")["park_id"])
TEN = [
    "identity",
    "legal",
    "status",
    "land",
    "access",
    "utilities",
    "cost",
    "firms",
    "constraints",
    "evidence",
]


def lines(park_id, key):
    return next(group.lines for group in cards.card(park_id) if group.key == key)


@pytest.mark.parametrize("park_id", PARKS)
def test_a_card_has_ten_groups_and_none_is_empty(park_id):
    groups = cards.card(park_id)
    assert [group.key for group in groups] == TEN
    assert all(group.lines for group in groups)


def test_every_indicator_of_the_facts_has_its_place_on_the_card():
    placed = [name for table in (cards.ASKED, cards.FURTHER) for group in table.values() for name in group]
    assert len(placed) == len(set(placed))
    assert set(PARK_FACTS) <= set(placed)


@pytest.mark.parametrize("park_id", PARKS)
def test_every_fact_of_a_park_stands_on_its_card_with_its_source(park_id):
    facts = load("park_facts")
    expected = sorted(facts.loc[facts["park_id"] == park_id, "source_id"])
    shown = [line for group in cards.card(park_id) for line in group.lines if len(line.sources) == 1]
    projects = load("tenants")
    others = {*projects.loc[projects["park_id"] == park_id, "name"], "Sources"}
    assert sorted(line.sources[0] for line in shown if line.name not in others) == expected


def test_what_nobody_publishes_reads_not_found():
    assert [line.words for line in lines("bach-dang", "cost")] == ["not found", "not found"]
    assert {line.words for line in lines("dong-trieu", "access")} == {"not found"}


def test_disagreeing_figures_stand_side_by_side_the_headline_first():
    areas = [line.words for line in lines("song-khoai", "land") if line.name == "Planned area"]
    assert areas[0] == "686.82 ha" and "714 ha" in areas


def test_a_changed_fact_changes_the_card(monkeypatch):
    def changed(name):
        frame = load(name)
        if name == "park_facts":
            frame.loc[frame["indicator"] == "lease_price_usd_m2", ["value", "value_high"]] = [1.5, None]
        return frame

    monkeypatch.setattr(cards, "load", changed)
    assert lines("texhong-hai-ha", "cost")[0].words == "1.5 USD/m²"


def test_an_unknown_park_is_an_error():
    with pytest.raises(KeyError, match="no-such-park"):
        cards.card("no-such-park")


def test_a_locator_map_shows_the_park_and_its_error():
    spec = locator_map("song-khoai")
    ring = next(feature for feature in spec.features if feature.style == "position-error")
    row = load("parks").set_index("park_id").loc["song-khoai"]
    area = gpd.GeoSeries([ring.geometry], crs="EPSG:4326").to_crs("EPSG:5899").area.iloc[0]
    radius = (area / math.pi) ** 0.5
    assert radius == pytest.approx(row["position_error_m"], rel=0.02)
    assert "Sông Khoai" in spec.summary
    with pytest.raises(ValueError, match="dong-trieu"):
        locator_map("dong-trieu")


def test_each_park_has_its_page_with_all_groups(site):
    for park_id in PARKS:
        page = (site / "book" / "parks" / f"{park_id}.html").read_text(encoding="utf-8")
        assert [key for key in TEN if f'id="{key}"' not in page] == [], park_id
        assert ("data-map=" in page) == (park_id in cards.placed())
        assert f'href="../../data/parks/{park_id}.csv"' in page


def test_the_downloads_of_a_card_hold_its_facts(site):
    facts = load("park_facts")
    for park_id in PARKS:
        file = site / "data" / "parks" / f"{park_id}.csv"
        assert len(pd.read_csv(file, dtype=str)) == (facts["park_id"] == park_id).sum()
    shape = json.loads((site / "data" / "parks" / "song-khoai.geojson").read_text(encoding="utf-8"))
    assert shape["features"][0]["properties"]["park_id"] == "song-khoai"


def test_one_page_a_park_and_no_more():
    pages = {path.stem for path in (ROOT / "book" / "parks").glob("*.md")} - {"index"}
    assert pages == set(PARKS)
    toc = (ROOT / "_toc.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"book/parks/([a-z0-9-]+)\n", toc)) - {"index"} == set(PARKS)


def test_the_sources_of_the_row_count_too():
    row = load("parks").set_index("park_id").loc["cai-lan"]
    evidence = next(line for line in lines("cai-lan", "evidence") if line.name == "Sources")
    assert set(row["source_ids"].split(MANY)) <= set(evidence.sources)


def test_parks_in_the_tables_of_notebooks_lead_to_their_cards(site):
    page = (site / "notebooks" / "05-reach.html").read_text(encoding="utf-8")
    for park_id in load("parks").query("counted_active == 'yes'")["park_id"]:
        name = f'<span lang="vi">{cards.short_title(park_id)}</span>'
        assert f'<th scope="row"><a href="../book/parks/{park_id}.html">{name}</a></th>' in page, park_id
    # A port of the same name is no park.
    gateways = (site / "notebooks" / "04-gateways.html").read_text(encoding="utf-8")
    assert 'book/parks/cai-lan.html">Cái Lân</a></th>' not in gateways
