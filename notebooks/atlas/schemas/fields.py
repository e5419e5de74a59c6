"""The vocabulary that table schemas are written in: one function per kind of column.

Each function returns a ``pandera.Column`` that carries, besides its checks, the facts
the data dictionary prints: ``description``, and in ``metadata`` the ``unit``, the
``kind`` of value and the column a key refers to. Tables are compiled by hand, so a
column that may be unknown is left empty; empty is unknown, never zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd
import pandera.pandas as pa

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
PARTIAL_DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"

# Quảng Ninh and what its corridors reach: Nội Bài in the west, Fangcheng in the east.
LON_RANGE = (105.6, 108.6)
LAT_RANGE = (20.3, 22.1)


# What a rule yields for each offence: row (None for the whole table), column, value, and the rule in words.
Offences = Iterator[tuple[object, str, object, str]]
# A rule is given the table and a function that reads another table as text.
Rule = Callable[[pd.DataFrame, Callable[[str], pd.DataFrame]], Offences]


@dataclass(frozen=True)
class Table:
    """What one file in ``data/`` promises.

    ``columns`` maps column names to ``pandera.Column``; ``key`` names the columns that
    identify a row; ``geometry`` lists the geometry types a GeoJSON layer may hold and is
    empty for CSV tables; ``rules`` are each a :data:`Rule` of the whole frame.
    """

    name: str
    one_row_is: str
    columns: dict[str, pa.Column]
    key: tuple[str, ...]
    geometry: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    licence: str = "CC BY 4.0"
    coverage: bool = False
    limits: str = ""
    references: dict[str, tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        found = {
            name: tuple(column.metadata["refers_to"].split("."))
            for name, column in self.columns.items()
            if column.metadata.get("refers_to")
        }
        object.__setattr__(self, "references", found)

    @property
    def file(self) -> str:
        """File name inside ``data/``."""
        return f"{self.name}.geojson" if self.geometry else f"{self.name}.csv"

    def schema(self) -> pa.DataFrameSchema:
        """The pandera schema: every column named, none besides, key unique."""
        return pa.DataFrameSchema(
            self.columns, strict=True, unique=list(self.key), report_duplicates="exclude_first"
        )


def _column(dtype, description, checks=(), *, nullable, kind, unit="", refers_to="", many=False, regex=""):
    metadata = {"kind": kind, "unit": unit, "refers_to": refers_to, "many": many, "regex": regex}
    return pa.Column(
        dtype,
        list(checks),
        nullable=nullable,
        coerce=True,
        description=description,
        metadata=metadata,
    )


def _formed(description: str, regex: str, rule: str, *, nullable: bool, kind: str) -> pa.Column:
    """Text that must match ``regex`` as a whole; ``rule`` says so in words."""
    compiled = re.compile(regex)
    check = pa.Check(lambda value: compiled.fullmatch(str(value)) is not None, element_wise=True, error=rule)
    return _column(str, description, [check], nullable=nullable, kind=kind, regex=regex)


def slug(description: str) -> pa.Column:
    """An identifier: ASCII, lower case, words joined by single hyphens."""
    rule = "must be an ASCII slug such as song-khoai"
    return _formed(description, SLUG, rule, nullable=False, kind="identifier")


def text(description: str, *, nullable: bool = True, figures: bool = False) -> pa.Column:
    """Free text, one line, NFC; with ``figures`` it may also be a bare figure or date."""
    if figures:
        return _column(str, description, nullable=nullable, kind="text")
    rule = "must be words, not a bare figure"
    return _formed(description, r".*[^\d.,\s].*", rule, nullable=nullable, kind="text")


def name(description: str) -> pa.Column:
    """What something is called: free text that cannot be empty and has a letter in it."""
    rule = "must be a name, with a letter in it"
    return _formed(description, r".*[^\W\d_].*", rule, nullable=False, kind="text")


def licence(description: str) -> pa.Column:
    """The licence of a row: begins with one of the terms that the licences page explains."""
    terms = r"(?:CC BY|ODbL|MIT|[Pp]ublic domain|single position|facts only)\b.*"
    rule = "must begin with CC BY, ODbL, MIT, public domain, single position or facts only"
    return _formed(description, terms, rule, nullable=False, kind="text")


def pattern(description: str, regex: str, rule: str, *, nullable: bool = False) -> pa.Column:
    """Text of a fixed form, such as a commune code; ``rule`` says the form in words."""
    return _formed(description, regex, rule, nullable=nullable, kind="code")


def choice(description: str, values: Sequence[str], *, nullable: bool = False) -> pa.Column:
    """One of a fixed list of words."""
    rule = "must be one of: " + ", ".join(values)
    return _column(
        str, description, [pa.Check.isin(list(values), error=rule)], nullable=nullable, kind="choice"
    )


def number(description: str, unit: str, low: float, high: float, *, nullable: bool = True) -> pa.Column:
    """A measured quantity in ``unit``, from ``low`` to ``high`` inclusive."""
    rule = f"must be a number of {unit} from {low:g} to {high:g}"
    check = pa.Check.in_range(low, high, error=rule)
    return _column(float, description, [check], nullable=nullable, kind="number", unit=unit)


def integer(description: str, unit: str, low: int, high: int, *, nullable: bool = True) -> pa.Column:
    """A count in ``unit``, from ``low`` to ``high`` inclusive."""
    rule = f"must be a whole number of {unit} from {low} to {high}"
    check = pa.Check.in_range(low, high, error=rule)
    return _column("Int64", description, [check], nullable=nullable, kind="integer", unit=unit)


def year(description: str, *, nullable: bool = True) -> pa.Column:
    """A calendar year."""
    rule = "must be a year from 1900 to 2100"
    check = pa.Check.in_range(1900, 2100, error=rule)
    return _column("Int64", description, [check], nullable=nullable, kind="year")


def date(description: str, *, nullable: bool = True) -> pa.Column:
    """An ISO date, to the precision that is known: 2018, 2018-09 or 2018-09-01."""
    rule = "must be an ISO date: YYYY, YYYY-MM or YYYY-MM-DD"
    return _formed(description, PARTIAL_DATE, rule, nullable=nullable, kind="date")


def flag(description: str) -> pa.Column:
    """``yes`` or ``no``; kept as words, so that a table reads without a key."""
    return choice(description, ("yes", "no"))


def url(description: str, *, nullable: bool = True) -> pa.Column:
    """A web address with its scheme."""
    rule = "must be an http or https address without blanks"
    return _formed(description, r"https?://[^\s<>\"]+", rule, nullable=nullable, kind="url")


def ref(description: str, refers_to: str, *, nullable: bool = False) -> pa.Column:
    """A key into another table, written ``table.column``."""
    return _column(str, description, nullable=nullable, kind="reference", refers_to=refers_to)


def refs(description: str, refers_to: str, *, nullable: bool = False) -> pa.Column:
    """Several keys into another table, separated by ``"; "``."""
    return _column(str, description, nullable=nullable, kind="references", refers_to=refers_to, many=True)


def lon(description: str, *, nullable: bool = False) -> pa.Column:
    """A longitude in degrees, EPSG:4326, inside the box of the atlas."""
    return number(description, "degrees east", *LON_RANGE, nullable=nullable)


def lat(description: str, *, nullable: bool = False) -> pa.Column:
    """A latitude in degrees, EPSG:4326, inside the box of the atlas."""
    return number(description, "degrees north", *LAT_RANGE, nullable=nullable)
