"""The data contract: good tables load, bad ones are refused with place, value and rule."""

import json
import shutil

import pandas as pd
import pytest
from atlas.data import DATA, DataError, load, read_raw, validate
from atlas.schemas import TABLES


@pytest.fixture
def copy(tmp_path):
    """A copy of ``data/`` that a test may break."""
    return shutil.copytree(DATA, tmp_path / "data")


def spoil_csv(folder, name, line, column, value):
    """Write ``value`` into one cell; ``line`` is the line of the file."""
    path = folder / TABLES[name].file
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[line - 2, column] = value
    frame.to_csv(path, index=False, lineterminator="\n")


def offences(folder, name):
    with pytest.raises(DataError) as caught:
        validate(TABLES[name], folder)
    return caught.value


@pytest.mark.parametrize("name", TABLES)
def test_every_table_loads_and_has_rows(name):
    assert len(load(name)) > 0


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_description(name):
    for column in TABLES[name].columns.values():
        assert column.description


def test_a_name_that_is_no_table_is_refused_with_the_names_that_are():
    with pytest.raises(KeyError, match="parks"):
        load("park")


def test_load_gives_each_caller_a_copy():
    load("parks")["name_vi"] = "changed"
    assert "changed" not in set(load("parks")["name_vi"])


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("parks", "area_planned_ha", "about 300", "must be a number of ha from 1 to 6000"),
        ("parks", "area_planned_ha", "60000", "must be a number of ha from 1 to 6000"),
        ("parks", "area_planned_ha", "-1", "must be a number of ha from 1 to 6000"),
        ("parks", "established_year", "97", "must be a year from 1900 to 2100"),
        ("parks", "established_year", "1997.5", "must be a year from 1900 to 2100"),
        ("parks", "status_as_of", "3/2023", "must be an ISO date: YYYY, YYYY-MM or YYYY-MM-DD"),
        ("parks", "status_as_of", "2023-13", "must be an ISO date: YYYY, YYYY-MM or YYYY-MM-DD"),
        ("parks", "status", "running", "must be one of: operating"),
        ("parks", "name_vi", "", "must not be empty"),
        ("parks", "park_id", "Đông Mai", "must be an ASCII slug"),
        ("parks", "lon", "21.0", "must be a number of degrees east"),
        ("parks", "zone_id", "no-zone", "must be a zone_id of zones"),
        ("parks", "source_ids", "nobody-2020", "must be a source_id of sources"),
        ("parks", "commune_2025", "00071", "must be a code of communes_2025"),
        ("parks", "name_vi", "Khu công nghiệp Đông Mai", "text must be NFC"),
        ("parks", "name_vi", " Đông Mai", "no blanks at the ends"),
        ("sources", "url", "htp:/x", "must be an http or https address"),
        ("park_facts", "value", "", "a fact has either a value or a value_text"),
    ],
)
def test_a_bad_cell_is_refused_with_file_row_column_value_and_rule(copy, table, column, value, rule):
    if column == "name_vi" and rule == "text must be NFC":
        value = "Khu co\u0302ng nghie\u0323\u0302p"
    line = 3 if table != "park_facts" else first_line_with_number(copy)
    spoil_csv(copy, table, line, column, value)
    error = offences(copy, table)
    hits = [o for o in error.offences if o.column == column and rule in o.rule]
    assert hits, error
    assert (hits[0].file, hits[0].row) == (f"{table}.csv", line)
    assert value in ("", hits[0].value, hits[0].value.removesuffix(".0"))
    assert str(hits[0]) in str(error)


def first_line_with_number(folder):
    raw = read_raw(TABLES["park_facts"], folder)
    return int(raw.index[raw["value"].notna()][0])


def test_all_offences_of_a_table_are_reported_at_once(copy):
    spoil_csv(copy, "parks", 2, "area_planned_ha", "x")
    spoil_csv(copy, "parks", 5, "status", "y")
    spoil_csv(copy, "parks", 6, "source_ids", "z")
    rows = {offence.row for offence in offences(copy, "parks").offences}
    assert {2, 5, 6} <= rows


def test_a_key_that_stands_twice_is_refused(copy):
    raw = read_raw(TABLES["zones"], copy)
    spoil_csv(copy, "zones", 3, "zone_id", raw.loc[2, "zone_id"])
    assert "key must be unique" in str(offences(copy, "zones"))


def test_a_headline_figure_without_its_fact_is_refused(copy):
    raw = read_raw(TABLES["parks"], copy)
    line = int(raw.index[raw["area_planned_ha"].notna()][0])
    spoil_csv(copy, "parks", line, "area_planned_ha", "55.5")
    assert "marked headline area_planned_ha, but parks shows '55.5'" in str(offences(copy, "park_facts"))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda b: b"\xef\xbb\xbf" + b, "must not start with a byte order mark"),
        (lambda b: b[: len(b) // 2].rstrip(b"\n"), "cut off"),
        (lambda b: b"", "file is empty"),
        (lambda b: b.replace(b"\n", b",surplus\n", 1), "the header has"),
        (lambda b: b.split(b"\n")[0] + b"\n", "no rows below the header"),
        (lambda b: b + b'"open quote,\n', "not CSV"),
        (lambda b: b.replace("ô".encode(), b"\xf4", 1), "must be UTF-8 text"),
    ],
)
def test_a_damaged_file_is_refused(copy, change, rule):
    path = copy / "zones.csv"
    path.write_bytes(change(path.read_bytes()))
    assert rule in str(offences(copy, "zones"))


def test_a_missing_file_is_named(copy):
    (copy / "zones.csv").unlink()
    assert "zones.csv, whole file: file is missing" in str(offences(copy, "zones"))


def test_a_missing_and_a_surplus_column_are_named(copy):
    path = copy / "zones.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("kind,", "sort,", 1), encoding="utf-8")
    error = str(offences(copy, "zones"))
    assert "column kind: column is missing" in error
    assert "column sort: column is not in the schema" in error


def edit_geometry(folder, name, change):
    path = folder / TABLES[name].file
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content["features"])
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def swap_axes(features):
    ring = features[0]["geometry"]["coordinates"]
    while isinstance(ring[0][0], list):
        ring = ring[0]
    ring[:] = [[y, x] for x, y in ring]


def shift_polygon(features):
    geometry = features[0]["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            ring[:] = [[x + 0.0019, y - 0.001] for x, y in ring]


def test_swapped_coordinates_are_refused(copy):
    edit_geometry(copy, "districts_2024", swap_axes)
    error = offences(copy, "districts_2024")
    assert any(offence.row == 1 and offence.column == "geometry" for offence in error.offences)


def test_a_polygon_shifted_by_the_vn2000_offset_breaks_the_coverage(copy):
    edit_geometry(copy, "districts_2024", shift_polygon)
    assert "must meet its neighbours without gap or overlap" in str(offences(copy, "districts_2024"))


def test_an_edge_that_leaves_its_node_is_refused(copy):
    def move(features):
        features[0]["geometry"]["coordinates"][0][0] += 0.01

    edit_geometry(copy, "corridor_edges", move)
    assert "the drawn line must end at its node" in str(offences(copy, "corridor_edges"))


def test_a_truncated_layer_is_refused(copy):
    path = copy / "communes_2025.geojson"
    path.write_bytes(path.read_bytes()[:5000])
    assert "not a GeoJSON feature collection" in str(offences(copy, "communes_2025"))


def test_the_readme_of_the_data_counts_the_rows_as_they_are():
    cells = [
        line.split("|")
        for line in (DATA / "README.md").read_text(encoding="utf-8").split("\n")
        if "| `" in line
    ]
    counts = {row[1].strip(" `"): row[3].strip().replace(",", "") for row in cells if len(row) == 7}
    stated = {name: int(count) for name, count in counts.items() if count}
    assert len(stated) > 20
    assert stated == {name: len(load(name)) for name in stated}


def test_the_readme_of_the_data_names_every_table():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert [name for name in TABLES if f"`{name}`" not in text] == []
