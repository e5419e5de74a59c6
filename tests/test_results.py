"""The main figures: they come out of the tables, and move when the tables move."""

import pandas as pd
import pytest
from atlas import corridors, gateways, parks, province
from atlas.labels import _labels, column_labels, label
from atlas.tables import table
from atlas.text import alphabetical, by_name, dated, figure, listing


def test_planned_parks_and_hectares_are_those_of_decision_80():
    totals = parks.totals()
    assert (totals["planned_count"], totals["planned_ha"]) == (23, 18842.56)


def test_nine_active_parks_add_up_to_the_official_area_within_one_percent():
    totals = parks.totals()
    nine = parks.active()
    assert totals["active_count"] == len(nine) == 9
    assert totals["active_ha"] == pytest.approx(nine["area_planned_ha"].sum(), abs=0.01)
    assert totals["active_ha"] == pytest.approx(totals["official_ha"], rel=0.01)


def test_the_sum_moves_with_the_table(monkeypatch):
    load = parks.load

    def without_the_largest(name):
        frame = load(name)
        return frame[frame["park_id"] != "bac-tien-phong"] if name == "parks" else frame

    before = parks.totals()
    monkeypatch.setattr(parks, "load", without_the_largest)
    after = parks.totals()
    assert after["active_count"] == before["active_count"] - 1
    assert after["active_ha"] == pytest.approx(before["active_ha"] - 1192.9)


@pytest.mark.parametrize(
    ("section", "published_km"),
    [
        ("ct04-ha-noi-hai-phong", 105.5),
        ("ct06-hai-phong-ha-long", 24.6),
        ("ct06-ha-long-van-don", 59.6),
        ("ct06-van-don-mong-cai", 80.23),
    ],
)
def test_expressway_sections_add_up_to_their_published_length_within_one_percent(section, published_km):
    row = corridors.section_lengths().loc[section]
    assert row["length_km"] == published_km
    assert row["edges_km"] == pytest.approx(published_km, rel=0.01)
    assert row["drawn_km"] == pytest.approx(published_km, rel=0.015)


def test_drawn_length_agrees_with_an_independent_measure():
    from atlas.data import load
    from pyproj import Transformer

    edges = load("corridor_edges")
    edge = edges[edges["edge_id"] == edges["edge_id"].iloc[0]]
    # The grid VN-2000 / TM-3 107°45' stretches a length by under 0.05 % near its meridian.
    to_grid = Transformer.from_crs("EPSG:4326", "EPSG:5899", always_xy=True)
    points = [to_grid.transform(*point) for point in edge.geometry.iloc[0].coords]
    pairs = zip(points, points[1:], strict=False)
    grid = sum(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5 for a, b in pairs) / 1000
    assert corridors.drawn_km(edge).iloc[0] == pytest.approx(grid, rel=0.001)


def test_the_unfinished_railway_is_not_shown_as_open():
    lines = corridors.railways().set_index("name_vi")
    assert lines.at["Đường sắt Yên Viên - Phả Lại - Hạ Long - Cái Lân", "status"] == "suspended"


def test_the_container_terminal_uses_two_percent_of_its_capacity():
    found = gateways.cai_lan(gateways.capacity_and_use())
    assert found["share_pct"] == pytest.approx(100 * 11000 / 520000, abs=0.05)


def test_no_share_is_computed_from_a_part_year_or_before_the_capacity():
    pairs = gateways.capacity_and_use()
    part_years = pairs[~pairs["use_period"].str.fullmatch(r"\d{4}")]
    assert len(part_years) and part_years["share_pct"].isna().all()
    early = pairs[pairs["use_period"].str[:4] < pairs["capacity_as_of"].str[:4]]
    assert len(early) and early["share_pct"].isna().all()


def test_thirteen_districts_and_fifty_four_communes_cover_the_same_land():
    assert len(province.districts()) == 13 and province.commune_count() == 54
    areas = province.areas()
    assert province.districts()["area_map_km2"].sum() == pytest.approx(areas["mapped"], rel=0.001)
    assert areas["drawn"] < areas["mapped"] < areas["official"]


def test_figures_are_grouped_and_unknown_ones_are_words():
    assert figure(18842.56, "ha") == "18,842.56 ha"
    assert figure(3.0) == "3" and figure(2.345, digits=1) == "2.3"
    assert figure(None, "ha") == figure(float("nan")) == figure(pd.NA) == "not found"
    assert figure(0) == "0"


def test_names_stand_in_the_order_of_a_vietnamese_dictionary():
    names = ["Vân Đồn", "Đông Mai", "Đầm Hà", "Đà Nẵng", "Dung Quất", "Uông Bí", "Ưng", "Hà Nội", "Hải Hà"]
    assert sorted(names, key=alphabetical) == [
        "Dung Quất",
        "Đà Nẵng",
        "Đầm Hà",
        "Đông Mai",
        "Hà Nội",
        "Hải Hà",
        "Uông Bí",
        "Ưng",
        "Vân Đồn",
    ]
    frame = pd.DataFrame({"name_vi": ["Đông Mai", "Cái Lân"], "order": [1, 2]})
    assert list(frame.sort_values("name_vi", key=by_name)["order"]) == [2, 1]


def test_a_span_of_time_reads_as_words_and_a_number_of_a_decision_does_not():
    assert figure("2019-01/2019-08") == "2019-01 to 2019-08" and figure("2014/2019") == "2014 to 2019"
    assert dated("5 Mt", 2025) == "5 Mt (2025)"
    assert dated("5 Mt", "2025-01/2025-05") == "5 Mt (2025-01 to 2025-05)"
    assert figure("80/QĐ-TTg") == "80/QĐ-TTg" and figure("3/2025") == "3/2025"


def test_dates_and_lists_read_as_english():
    assert dated("45 %", "2022") == "45 % (2022)" and dated("45 %", None) == "45 %"
    assert listing(["a", "b", "c"]) == "a, b and c" and listing(["a"]) == "a"


def test_a_table_escapes_its_cells_and_names_unknown_ones():
    frame = pd.DataFrame({"name_vi": ["<b>&"], "area_planned_ha": [float("nan")]})
    shown = table(frame, 'a "caption" <i>', note="<u>").data
    assert "&lt;b&gt;&amp;" in shown and "<b>" not in shown and "<i>" not in shown
    assert "&lt;u&gt;" in shown and "<u>" not in shown
    assert "not found" in shown and 'scope="row"' in shown


def test_a_column_without_a_label_is_refused():
    with pytest.raises(KeyError, match=r"column\.unheard_of"):
        table(pd.DataFrame({"unheard_of": [1]}), "x")


def test_a_word_without_a_label_is_refused():
    with pytest.raises(KeyError, match=r"park_status\.flying"):
        table(pd.DataFrame({"status": ["flying"]}), "x", words={"status": "park_status"})


def test_every_label_has_words_in_both_languages():
    assert [key for key, words in _labels().items() if not (words.get("en") and words.get("vi"))] == []
    assert column_labels(["park"], "vi") == {"park": "Khu công nghiệp"}
    with pytest.raises(KeyError, match="no-such-key"):
        label("no-such-key")
