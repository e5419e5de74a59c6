"""The data for other people's tools: descriptor, downloads, GeoPackage, dictionary."""

import json

import geopandas as gpd
import pyogrio
import pytest
from atlas.data import DATA, load
from atlas.publish import descriptor
from atlas.schemas import TABLES


@pytest.fixture(scope="module")
def package(site):
    return site / "data"


def test_an_independent_validator_accepts_the_descriptor_and_every_row(package):
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(str(package / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])[:10]
    assert {task.name for task in report.tasks} == {name.replace("_", "-") for name in TABLES}


def test_the_validator_sees_a_bad_cell(package, tmp_path):
    frictionless = pytest.importorskip("frictionless")
    for file in package.iterdir():
        if file.is_file() and file.suffix != ".gpkg":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    parks = tmp_path / "parks.csv"
    parks.write_text(parks.read_text(encoding="utf-8").replace(",1192.9,", ",much,", 1), encoding="utf-8")
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert not report.valid


def test_the_descriptor_on_the_site_is_the_one_of_the_schemas(package):
    assert json.loads((package / "datapackage.json").read_text(encoding="utf-8")) == descriptor()


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_offered_as_it_stands(package, name):
    file = TABLES[name].file
    assert (package / file).read_bytes() == (DATA / file).read_bytes()


def test_the_geopackage_holds_every_table(package):
    layers = {name for name, _ in pyogrio.list_layers(package / "atlas.gpkg")}
    assert layers == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_layer_of_the_geopackage_has_its_rows_columns_and_crs(package, name):
    table = load(name)
    shown = gpd.read_file(package / "atlas.gpkg", layer=name)
    assert len(shown) == len(table)
    assert set(table.columns) - {"geometry"} <= set(shown.columns)
    info = pyogrio.read_info(package / "atlas.gpkg", layer=name)
    if isinstance(table, gpd.GeoDataFrame):
        assert shown.crs.to_epsg() == 4326
        assert shown.geometry.notna().sum() == table.geometry.notna().sum()
    else:
        assert info["geometry_type"] is None


@pytest.mark.parametrize("name", TABLES)
def test_the_dictionary_names_every_table_and_column(site, name):
    page = (site / "book" / "data.html").read_text(encoding="utf-8")
    section = page.split(f'id="table-{name.replace("_", "-")}"')[1].split("<section")[0]
    assert [column for column in TABLES[name].columns if f"<code>{column}</code>" not in section] == []
    assert f'href="../data/{TABLES[name].file}"' in section
