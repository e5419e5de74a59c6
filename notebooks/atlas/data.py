"""What is a valid table, and where does it come from?

``load(name)`` reads one file of ``data/``, checks it against its schema and returns a
DataFrame, or a GeoDataFrame in EPSG:4326 when the table has positions or shapes. A table
with an offence is never returned in part: ``DataError`` lists every offence at once.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pandera.errors
import shapely
from shapely.geometry import shape

from atlas.schemas import TABLES
from atlas.schemas.fields import LAT_RANGE, LON_RANGE, Table
from atlas.schemas.shapes import CRS

DATA = Path(__file__).resolve().parents[2] / "data"
MANY = "; "
# A line of CSV whose quotes stand where RFC 4180 lets them stand; no cell here spans two lines.
_CELL = r'(?:[^",\r\n]*|"(?:[^"]|"")*")'
_LINE = re.compile(rf"{_CELL}(?:,{_CELL})*\r?")


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Offence:
    """One broken rule: where it is, what stands there and which rule it breaks."""

    file: str
    row: int | None
    column: str
    value: str
    rule: str

    def __str__(self) -> str:
        where = f"{self.file}, " + (f"row {self.row}" if self.row is not None else "whole file")
        column = f", column {self.column}" if self.column else ""
        value = f", value {self.value!r}" if self.value else ""
        return f"{where}{column}{value}: {self.rule}"


class DataError(ValueError):
    """A table in ``data/`` breaks its schema. ``offences`` holds every :class:`Offence`."""

    def __init__(self, offences: list[Offence]) -> None:
        self.offences = offences
        count = f"{len(offences)} offence" + ("s" if len(offences) != 1 else "")
        super().__init__("\n".join([f"{count} in {offences[0].file}", *map(str, offences)]))


def load(name: str) -> pd.DataFrame:
    """Return the table ``name``, validated.

    Tables with ``lon`` and ``lat`` columns, and layers, come back as a GeoDataFrame in
    EPSG:4326; a row without a position has an empty geometry. Raises ``KeyError`` for a
    name that is no table and :class:`DataError` for a file that breaks its schema.
    """
    if name not in TABLES:
        raise KeyError(f"no table {name!r}; the tables are: {', '.join(sorted(TABLES))}")
    return _load(name, DATA).copy()


@cache
def _load(name: str, folder: Path) -> pd.DataFrame:
    return validate(TABLES[name], folder)


def validate(table: Table, folder: Path = DATA) -> pd.DataFrame:
    """Read ``table`` from ``folder`` and check every rule of its schema.

    Rows are indexed by line of the file (CSV, the header is line 1) or by number of the
    feature (GeoJSON, from 1) while rules run, so that an offence names a place that an
    editor can jump to; the returned frame has a plain index.
    """
    raw = read_raw(table, folder)
    offences = [*_text_offences(table, raw)]
    frame, schema_offences = _apply_schema(table, raw)
    offences += schema_offences
    offences += _reference_offences(table, raw, folder)
    if frame is not None:
        broken = list(_geometry_offences(table, raw))
        offences += broken or _rule_offences(table, frame, folder)  # rules measure the shapes
    if offences:
        raise DataError(sorted(set(offences), key=lambda o: (o.row or 0, o.column, o.rule)))
    return _with_geometry(table, frame, raw)


def read_raw(table: Table, folder: Path = DATA) -> pd.DataFrame:
    """The file as text: every cell a string or None, geometry (if any) as shapely objects."""
    path = folder / table.file
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise DataError([Offence(table.file, None, "", "", "file is missing")]) from None
    if not content.strip():
        raise DataError([Offence(table.file, None, "", "", "file is empty")])
    if content.startswith(b"\xef\xbb\xbf"):
        raise DataError(
            [
                Offence(
                    table.file, 1, "", "", "must not start with a byte order mark: save as UTF-8 without BOM"
                )
            ]
        )
    try:
        decoded = content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise DataError([Offence(table.file, row, "", "", "must be UTF-8 text")]) from None
    return _parse_geojson(table, decoded) if table.geometry else _parse_csv(table, decoded)


def _parse_csv(table: Table, decoded: str) -> pd.DataFrame:
    if not decoded.endswith("\n"):
        row = decoded.count("\n") + 1
        raise DataError([Offence(table.file, row, "", "", "file is cut off: no line end")])
    lines_of_file = decoded.removesuffix("\n").split("\n")
    if ";" in lines_of_file[0] and "," not in lines_of_file[0]:
        rule = "not CSV with commas: cells are parted by semicolons, save with commas"
        raise DataError([Offence(table.file, 1, "", "", rule)])
    for number, line in enumerate(lines_of_file, start=1):
        if _LINE.fullmatch(line) is None:
            rule = "not CSV: a quote opens or closes a cell, or stands doubled in a quoted one"
            raise DataError([Offence(table.file, number, "", "", rule)])
    reader = csv.reader(io.StringIO(decoded, newline=""), strict=True)
    lines, rows, offences = [], [], []
    try:
        header = next(reader)
        for row in reader:
            lines.append(reader.line_num)
            rows.append(row)
            if len(row) != len(header):
                rule = f"row has {len(row)} cells, the header has {len(header)}" if row else "empty line"
                offences.append(Offence(table.file, reader.line_num, "", "", rule))
    except csv.Error as error:
        raise DataError([Offence(table.file, reader.line_num, "", "", f"not CSV: {error}")]) from None
    if len(set(header)) != len(header):
        offences.append(Offence(table.file, 1, "", "", "a column name stands twice"))
    if not rows:
        offences.append(Offence(table.file, 1, "", "", "no rows below the header"))
    if offences:
        raise DataError(offences)
    cells = [[cell if cell != "" else None for cell in row] for row in rows]
    return pd.DataFrame(cells, columns=header, index=lines, dtype=object)


def _parse_geojson(table: Table, decoded: str) -> pd.DataFrame:
    def fail(row: int | None, column: str, rule: str) -> DataError:
        return DataError([Offence(table.file, row, column, "", rule)])

    try:
        features = json.loads(decoded)["features"]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise fail(None, "", f"not a GeoJSON feature collection: {error}") from None
    if not features:
        raise fail(None, "", "no features")
    rows = []
    for number, feature in enumerate(features, start=1):
        try:
            geometry = shape(feature["geometry"])
            properties = feature["properties"]
        except Exception as error:  # shapely raises several kinds for a broken shape
            raise fail(number, "geometry", f"not a geometry: {error}") from None
        cells = {key: None if value is None else str(value) for key, value in properties.items()}
        rows.append({**cells, "geometry": geometry})
    frame = pd.DataFrame(rows, index=range(1, len(rows) + 1), dtype=object)
    return frame.where(frame.notna(), None)


def _attributes(table: Table, raw: pd.DataFrame) -> pd.DataFrame:
    return raw.drop(columns="geometry") if table.geometry else raw


def _text_offences(table: Table, raw: pd.DataFrame) -> Iterator[Offence]:
    for column, cells in _attributes(table, raw).items():
        for row, value in cells.items():
            if value is None:
                continue
            if not unicodedata.is_normalized("NFC", value):
                yield Offence(table.file, row, column, value, "text must be NFC")
            if value != value.strip():
                yield Offence(table.file, row, column, value, "no blanks at the ends")
            if value.count('"') % 2:
                yield Offence(table.file, row, column, value, "quotes come in pairs")
            if _CONTROL.search(value):
                yield Offence(table.file, row, column, value, "no control characters")


def _apply_schema(table: Table, raw: pd.DataFrame) -> tuple[pd.DataFrame | None, list[Offence]]:
    try:
        return table.schema().validate(_attributes(table, raw), lazy=True), []
    except pandera.errors.SchemaErrors as error:
        return None, list(_schema_offences(table, error.failure_cases))


def _schema_offences(table: Table, cases: pd.DataFrame) -> Iterator[Offence]:
    seen: set[tuple] = set()
    # A column with a cell of the wrong type fails its range check as a whole, too.
    mistyped = set(cases.loc[cases["check"].astype(str).str.startswith("coerce"), "column"])
    for case in cases.itertuples():
        row = None if pd.isna(case.index) else int(case.index)
        if case.check == "column_in_schema":
            yield Offence(table.file, 1, str(case.failure_case), "", "column is not in the schema")
        elif case.check == "column_in_dataframe":
            yield Offence(table.file, 1, str(case.failure_case), "", "column is missing")
        elif (row, case.column) not in seen and not (row is None and case.column in mistyped):
            seen.add((row, case.column))
            value = "" if pd.isna(case.failure_case) else str(case.failure_case)
            yield Offence(table.file, row, str(case.column), value, _rule(table, case))


def _rule(table: Table, case) -> str:
    check = str(case.check)
    if "uniqueness" in check:
        return "key must be unique: " + ", ".join(table.key)
    if check == "not_nullable":
        return "must not be empty"
    if "dtype" in check:
        column = table.columns[case.column]
        checks = [str(known.error) for known in column.checks if known.error]
        return checks[0] if checks else f"must be {column.metadata['kind']}"
    return check


def _reference_offences(table: Table, raw: pd.DataFrame, folder: Path) -> Iterator[Offence]:
    for column, (target, target_column) in table.references.items():
        if column not in raw:
            continue
        many = table.columns[column].metadata["many"]
        pointed_at = raw if target == table.name else read_raw(TABLES[target], folder)
        if target_column not in pointed_at:
            rule = f"not checked: {target} has no column {target_column}"
            yield Offence(table.file, None, column, "", rule)
            continue
        known = set(pointed_at[target_column])
        for row, value in raw[column].items():
            for key in [] if value is None else value.split(MANY) if many else [value]:
                if key not in known:
                    rule = f"must be a {target_column} of {target}"
                    yield Offence(table.file, row, column, key, rule)


def _geometry_offences(table: Table, raw: pd.DataFrame) -> Iterator[Offence]:
    if not table.geometry:
        return
    box = shapely.box(LON_RANGE[0], LAT_RANGE[0], LON_RANGE[1], LAT_RANGE[1])
    for row, geometry in raw["geometry"].items():
        if geometry.geom_type not in table.geometry:
            rule = "must be " + " or ".join(table.geometry)
            yield Offence(table.file, row, "geometry", geometry.geom_type, rule)
        elif geometry.is_empty or not geometry.is_valid:
            reason = shapely.is_valid_reason(geometry)
            yield Offence(table.file, row, "geometry", reason, "must be a valid geometry")
        elif not box.covers(geometry):
            extent = ", ".join(f"{bound:.4f}" for bound in geometry.bounds)
            yield Offence(table.file, row, "geometry", extent, "must lie inside the box of the atlas")
    if table.coverage:
        edges = shapely.coverage_invalid_edges(raw["geometry"].to_numpy())
        for row, edge in zip(raw.index, edges, strict=True):
            if not edge.is_empty:
                rule = "must meet its neighbours without gap or overlap"
                yield Offence(table.file, row, "geometry", f"{edge.length:.5f} degrees", rule)


def _rule_offences(table: Table, frame: pd.DataFrame, folder: Path) -> Iterator[Offence]:
    def other(name: str) -> pd.DataFrame:
        # A key that stands twice is that table's offence, and must not stop this one's rules.
        return read_raw(TABLES[name], folder).drop_duplicates(list(TABLES[name].key))

    for rule in table.rules:
        try:
            for row, column, value, text in rule(frame, other):
                yield Offence(table.file, row, column, "" if pd.isna(value) else str(value), text)
        except (KeyError, TypeError, ValueError) as error:
            if isinstance(error, DataError):
                raise
            text = f"not checked against other tables, which hold offences themselves: {error}"
            yield Offence(table.file, None, "", "", text)


def _with_geometry(table: Table, frame: pd.DataFrame, raw: pd.DataFrame) -> pd.DataFrame:
    frame = frame.reset_index(drop=True)
    if table.geometry:
        return gpd.GeoDataFrame(frame, geometry=list(raw["geometry"]), crs=CRS)
    if {"lon", "lat"} <= set(frame.columns):
        points = shapely.points(frame["lon"].to_numpy(float), frame["lat"].to_numpy(float))
        points[frame["lon"].isna()] = None
        return gpd.GeoDataFrame(frame, geometry=points, crs=CRS)
    return frame
