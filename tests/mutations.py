"""How the mutation test breaks tables: one small damage at a time, and whether it is refused.

Damages to single cells are written into a copy of ``data/`` many at once, each into a cell of its
own, and every one must be named by its row and column. What the columns let pass meets the rules
of the table and of every table that reads it, at most one damage a row; what is left in the end
has passed every rule.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from atlas import data
from atlas.data import DATA, MANY, DataError, Offence, read_raw, validate
from atlas.schemas import TABLES

NUMBERS = ("number", "integer", "year")
# What a position in VN-2000 is off in degrees when it is read as WGS 84: 198 m east, 111 m south.
DATUM = (0.0019, -0.001)
SLIPS = {"ten times": 10, "a tenth": 0.1, "a thousand times": 1000, "a thousandth": 0.001}
WRONG_TYPE = ("a word", "a decimal comma", "a part of a year")


@dataclass(frozen=True)
class Damage:
    """One change: what kind, in which cells (column -> text) of which line; None is an empty cell."""

    kind: str
    table: str
    row: int
    cells: tuple[tuple[str, str | None], ...]
    key: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for column, _ in self.cells)

    def __str__(self) -> str:
        said = ", ".join(f"{column} = {value!r}" for column, value in self.cells)
        return f"{TABLES[self.table].file}, row {self.row}, {said} ({self.kind})"


@cache
def raw(name: str) -> pd.DataFrame:
    """The table as it stands, as text."""
    return read_raw(TABLES[name], DATA)


@cache
def readers(name: str, columns: frozenset[str]) -> tuple[str, ...]:
    """Tables that refer to one of these columns of ``name``, or whose rules read ``name``."""
    referring = {
        other
        for other, table in TABLES.items()
        if any(target == name and column in columns for target, column in table.references.values())
    }
    reading = {other for other in TABLES if name in _reads(other)}
    return tuple(other for other in TABLES if other != name and other in referring | reading)


@cache
def _reads(name: str) -> frozenset[str]:
    table = TABLES[name]
    seen: set[str] = set()

    def other(wanted: str) -> pd.DataFrame:
        seen.add(wanted)
        return raw(wanted)

    for rule in table.rules:
        list(rule(sound(name), other))
    return frozenset(seen)


# --- damages to cells


def cell_damages(name: str) -> Iterator[Damage]:
    """Every way to damage one cell, in the first and the last row where the column is filled."""
    frame = raw(name)
    key = TABLES[name].key[0]
    turn = itertools.count()
    for column in TABLES[name].columns:
        known = frame.index[frame[column].notna()]
        if known.empty:
            continue
        for kind, change in _changes(name, column):
            first = next(turn) * 7 % len(known)
            for row in dict.fromkeys((known[first], known[first - len(known) // 2])):
                value = change(frame.at[row, column])
                if value != frame.at[row, column]:
                    yield Damage(kind, name, int(row), ((column, value),), frame.at[row, key])
    yield from _position_damages(name, frame, key)


def _changes(name: str, column: str) -> list[tuple[str, object]]:
    what = TABLES[name].columns[column].metadata["kind"]
    changes = [("missing", lambda value: None)]
    if what in NUMBERS:
        changes += [("a word", lambda value: "about 300"), ("a decimal comma", lambda value: "1,5")]
        changes += [("out of range", lambda value: "10000000000000")]
        changes += [("below range", lambda value: "-10000000000000")]
        slips = SLIPS if what != "year" else {"ten times": 10}
        changes += [(f"unit slip: {words}", _slip(factor)) for words, factor in slips.items()]
        if what == "year":
            changes += [("a part of a year", lambda value: "2025-Q2")]
        return changes
    changes += [
        ("decomposed letters", lambda value: unicodedata.normalize("NFD", value + " ế")),
        ("a blank at the end", lambda value: value + " "),
        ("a stray quote", lambda value: value + '"'),
        ("a control character", lambda value: value + "\u0007"),
    ]
    if what in ("identifier", "reference", "references"):
        changes += [("a wrong key", lambda value: value + "-x")]
    if what == "references":
        changes += [("a wrong separator", lambda value: value.replace(MANY, ",") + ",another")]
    if what == "identifier":
        changes += [("not a slug", lambda value: "Đông Mai")]
    if what in ("choice", "code", "url"):
        changes += [("a word not known", lambda value: "unknown word")]
    if what == "date":
        changes += [("a day first", lambda value: "31/12/2025"), ("month 13", lambda value: "2025-13")]
        changes += [("a part of a year", lambda value: "2025-Q2")]
    if what == "text":
        changes += [("a figure for words", lambda value: "12")]
    if (name, column) == ("series", "period"):
        changes += [("a part of a year", _part_or_year)]
    if (name, column) == ("series", "period_kind"):
        changes += [("a part of a year", lambda value: "year" if value == "part-year" else value)]
    return changes


def _part_or_year(period: str) -> str:
    return f"{period}-Q2" if len(period) == 4 else period[:4]


def _slip(factor: float):
    return lambda value: f"{float(value) * factor:.12g}"


def _position_damages(name: str, frame: pd.DataFrame, key: str) -> Iterator[Damage]:
    if "lon" not in frame or TABLES[name].geometry:
        return
    known = frame.index[frame["lon"].notna()]
    for row in (known[0], known[len(known) // 2], known[-1]):
        x, y = float(frame.at[row, "lon"]), float(frame.at[row, "lat"])
        places = {
            "longitude and latitude swapped": (y, x),
            "metric coordinates": (428_000 + 1e5 * (x - 107), 2_320_000 + 1e5 * (y - 21)),
            "VN-2000 read as WGS 84": (x + DATUM[0], y + DATUM[1]),
        }
        for kind, (lon, lat) in places.items():
            cells = (("lon", f"{lon:.6f}"), ("lat", f"{lat:.6f}"))
            yield Damage(kind, name, int(row), cells, frame.at[row, key])


# --- trying them


def linked(folder: Path, monkeypatch) -> Path:
    """Make ``folder`` a copy of ``data/`` by links; a table that is still a link is read only once."""

    def read(table, where=DATA):
        path = where / table.file
        return raw(table.name).copy() if path.is_symlink() else read_raw(table, where)

    monkeypatch.setattr("atlas.data.read_raw", read)
    for path in DATA.iterdir():
        (folder / path.name).symlink_to(path)
    return folder


def restore(name: str, folder: Path) -> None:
    """Put the link to the true table back."""
    path = folder / TABLES[name].file
    path.unlink(missing_ok=True)
    path.symlink_to(DATA / TABLES[name].file)


def write(name: str, frame: pd.DataFrame, folder: Path) -> None:
    """Put ``frame`` in the place of a table in ``folder``, which links to ``data/``."""
    path = folder / TABLES[name].file
    path.unlink(missing_ok=True)
    if TABLES[name].geometry:
        properties = frame.drop(columns="geometry").to_dict("records")
        shapes = [shape.__geo_interface__ for shape in frame["geometry"]]
        features = [
            {"type": "Feature", "properties": values, "geometry": shape}
            for values, shape in zip(properties, shapes, strict=True)
        ]
        content = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        path.write_text(content, encoding="utf-8")
        return
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([list(frame), *frame.astype(object).where(frame.notna(), "").to_numpy().tolist()])
    path.write_text(text.getvalue(), encoding="utf-8")


def offences(name: str, folder: Path) -> list[Offence]:
    """What is refused in one table of ``folder``.

    A table that is still a link has no fault of its own: it is only checked against the others.
    """
    table = TABLES[name]
    if (folder / table.file).is_symlink():
        return [
            *data._reference_offences(table, raw(name), folder),
            *data._rule_offences(table, sound(name), folder),
        ]
    try:
        validate(table, folder)
    except DataError as error:
        return error.offences
    return []


@cache
def sound(name: str) -> pd.DataFrame:
    """The table as it stands, its columns checked and typed."""
    return data._apply_schema(TABLES[name], raw(name))[0]


def damaged(name: str, damages: list[Damage], folder: Path) -> None:
    frame = raw(name).copy()
    for damage in damages:
        for column, value in damage.cells:
            frame.at[damage.row, column] = value
    write(name, frame, folder)


def packed(damages: list[Damage], one_a_row: bool) -> list[list[Damage]]:
    """Damages in as few files as may be; never two in one cell, or in one row where so asked.

    A cell of the wrong type hides the range check of its whole column: such damages go apart.
    """
    files: list[tuple[set, list[Damage]]] = []
    for damage in damages:
        apart = damage.kind in WRONG_TYPE
        cells = {(damage.row, "" if one_a_row else column) for column in damage.columns}
        for taken, held in files:
            if (held[0].kind in WRONG_TYPE) == apart and not taken & cells:
                taken |= cells
                held.append(damage)
                break
        else:
            files.append((set(cells), [damage]))
    return [held for _, held in files]


def refused_by_cell(damages: list[Damage], found: list[Offence]) -> set[Damage]:
    """Damages whose row and column an offence names, with the value that stands there."""
    named = {(offence.row, offence.column): offence for offence in found if offence.rule}
    return {
        damage
        for damage in damages
        if any(_names(named.get((damage.row, column)), value) for column, value in damage.cells)
    }


def _names(offence: Offence | None, value: str | None) -> bool:
    if offence is None:
        return False
    if value is None:
        return True
    try:
        return offence.value in value or float(offence.value) == float(value)
    except ValueError:
        return False


def refused_by_rule(name: str, damages: list[Damage], folder: Path) -> tuple[set[Damage], bool]:
    """Damages, at most one a row, that a rule of this table or of one that reads it names.

    The second value says whether there was any offence, named or not.
    """
    found = offences(name, folder)
    own = {offence.row for offence in found}
    refused = {damage for damage in damages if damage.row in own}
    for reader in readers(name, frozenset(column for damage in damages for column in damage.columns)):
        texts = [str(offence) for offence in offences(reader, folder)]
        found += texts
        refused |= {damage for damage in damages if any(_is_named(damage, text) for text in texts)}
    return refused, bool(found)


def _is_named(damage: Damage, text: str) -> bool:
    return f"{damage.key!r}" in text or f"for {damage.key}" in text or f"of {damage.key}" in text


def alone(damage: Damage, folder: Path) -> bool:
    """Whether anything refuses the damage when nothing else is wrong."""
    damaged(damage.table, [damage], folder)
    return refused_by_rule(damage.table, [damage], folder)[1]


def try_cells(name: str, folder: Path) -> tuple[list[Damage], set[Damage]]:
    """All damages to cells of one table, and those of them that nothing refuses."""
    damages = list(cell_damages(name))
    passed: list[Damage] = []
    for held in packed(damages, one_a_row=False):
        damaged(name, held, folder)
        refused = refused_by_cell(held, offences(name, folder))
        passed += [damage for damage in held if damage not in refused]
    silent: set[Damage] = set()
    for held in packed(passed, one_a_row=True):
        while held:
            damaged(name, held, folder)
            refused, any_offence = refused_by_rule(name, held, folder)
            if not refused:
                unnamed = [damage for damage in held if any_offence and alone(damage, folder)]
                silent |= set(held) - set(unnamed)
                break
            held = [damage for damage in held if damage not in refused]
    restore(name, folder)
    return damages, silent
