"""How do others get the data? CSV, GeoJSON, a Data Package descriptor and a GeoPackage.

Everything is derived from the schemas and the tables; nothing is written into ``data/``.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import geopandas as gpd
import pandera.pandas as pa
import pyogrio

from atlas.data import DATA, load
from atlas.schemas import TABLES
from atlas.schemas.fields import Table

TITLE = "Quảng Ninh industrial atlas: data"
DESCRIPTION = (
    "Industrial parks, economic zones, clusters and projects, transport corridors, gateways, mines, power "
    "plants and statistics of Quảng Ninh, Việt Nam, each figure with its date and source."
)
VERSION = "0.1.0"
CITATION = (
    "The maintainers of the Quảng Ninh industrial atlas (2026): Quảng Ninh industrial atlas, data "
    f"version {VERSION}. Text and tables CC BY 4.0, layers as stated."
)
LICENCES = [
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0; layers that derive from other data keep their own terms",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
]
# A fixed moment for the file's own record of its last change, so that two builds are equal.
MOMENT = "2026-01-01T00:00:00Z"
TYPES = {"number": "number", "integer": "integer", "year": "year"}


def descriptor() -> dict:
    """The Data Package descriptor (https://specs.frictionlessdata.io/data-package/), version 1."""
    return {
        "profile": "data-package",
        "name": "quang-ninh-industrial-atlas",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": VERSION,
        "licenses": LICENCES,
        "resources": [_resource(table) for table in TABLES.values()],
    }


def dataset() -> dict:
    """The data as search engines read it: a Dataset of https://schema.org, with its downloads."""
    files = {"atlas.gpkg": "application/geopackage+sqlite3", "datapackage.json": "application/json"}
    tables = {t.file: "application/geo+json" if t.geometry else "text/csv" for t in TABLES.values()}
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": TITLE,
        "description": DESCRIPTION,
        "version": VERSION,
        "license": LICENCES[0]["path"],
        "inLanguage": ["en", "vi"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "The maintainers of the Quảng Ninh industrial atlas"},
        "citation": CITATION,
        "spatialCoverage": {"@type": "Place", "name": "Quảng Ninh, Việt Nam"},
        "keywords": ["industrial parks", "ports", "transport corridors", "Quảng Ninh"],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"../data/{file}", "encodingFormat": kind}
            for file, kind in {**files, **tables}.items()
        ],
    }


def _resource(table: Table) -> dict:
    shared = {
        "name": table.name.replace("_", "-"),
        "path": table.file,
        "title": f"One row is {table.one_row_is}",
        "description": " ".join([f"Licence: {table.licence}.", table.limits]).strip(),
        "encoding": "utf-8",
    }
    if table.geometry:
        return {**shared, "format": "geojson", "mediatype": "application/geo+json"}
    return {
        **shared,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": {
            "fields": [_field(name, column, table) for name, column in table.columns.items()],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": _foreign_keys(table),
        },
    }


def _field(name: str, column: pa.Column, table: Table) -> dict:
    metadata = column.metadata
    constraints: dict = {} if column.nullable else {"required": True}
    for check in column.checks:
        known = check.statistics or {}
        if "allowed_values" in known:
            constraints["enum"] = list(known["allowed_values"])
        if "min_value" in known:
            constraints |= {"minimum": known["min_value"], "maximum": known["max_value"]}
    if metadata["regex"]:
        constraints["pattern"] = metadata["regex"]
    if table.key == (name,):
        constraints["unique"] = True
    field = {
        "name": name,
        "type": TYPES.get(metadata["kind"], "string"),
        "description": column.description,
        "constraints": constraints,
    }
    return {**field, "unit": metadata["unit"]} if metadata["unit"] else field


def _foreign_keys(table: Table) -> list[dict]:
    """Keys into CSV tables; the descriptor cannot express lists of keys or keys into layers."""
    keys = []
    for column, (target, target_column) in table.references.items():
        if table.columns[column].metadata["many"] or TABLES[target].geometry:
            continue
        resource = "" if target == table.name else target.replace("_", "-")
        keys.append({"fields": column, "reference": {"resource": resource, "fields": target_column}})
    return keys


def write_package(folder: Path) -> None:
    """Write every table, the descriptor and ``atlas.gpkg`` into ``folder``; validates them first."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES.values():
        load(table.name)
        shutil.copyfile(DATA / table.file, folder / table.file)
    text = json.dumps(descriptor(), ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    write_geopackage(folder / "atlas.gpkg")


def write_geopackage(path: Path) -> None:
    """Write all tables as layers of one GeoPackage, in EPSG:4326; tables without places as attributes.

    Equal tables give equal bytes: the time of the last change is fixed (``OGR_CURRENT_DATE``).
    """
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": MOMENT})
    try:
        for name in TABLES:
            frame = load(name)
            spatial = isinstance(frame, gpd.GeoDataFrame)
            kind = {"geometry_type": _geometry_type(TABLES[name])} if spatial else {}
            pyogrio.write_dataframe(
                frame,
                path,
                layer=name,
                driver="GPKG",
                promote_to_multi="Polygon" in kind.get("geometry_type", ""),
                dataset_options={"VERSION": "1.2"},  # read without warnings by programs of 2018
                **kind,
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _geometry_type(table: Table) -> str:
    if not table.geometry:
        return "Point"
    return "MultiPolygon" if "MultiPolygon" in table.geometry else table.geometry[0]


def write_park_files(folder: Path) -> None:
    """Write for each park its facts as ``<park_id>.csv`` and, if placed, its row as ``<park_id>.geojson``."""
    folder.mkdir(parents=True, exist_ok=True)
    facts, parks = load("park_facts"), load("parks")
    for park_id in parks["park_id"]:
        facts[facts["park_id"] == park_id].to_csv(folder / f"{park_id}.csv", index=False, lineterminator="\n")
        row = parks[parks["park_id"] == park_id]
        if row["lon"].notna().all():
            (folder / f"{park_id}.geojson").write_text(row.to_json(drop_id=True) + "\n", encoding="utf-8")
