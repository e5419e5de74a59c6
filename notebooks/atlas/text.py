"""How is a figure written? One way for sentences, tables and fact cards."""

from __future__ import annotations

import numbers
import re
import unicodedata

import pandas as pd

from atlas.labels import label

_SPAN = re.compile(r"^(\d{4}(?:-\d\d){0,2})/(\d{4}(?:-\d\d){0,2})$")  # a period from one date to another
_ALPHABET = {letter: chr(0x100 + place) for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def known(value: object) -> bool:
    """Whether ``value`` is a fact: neither None, NaN nor NA."""
    return not (value is None or value is pd.NA or (isinstance(value, float) and value != value))


def figure(value: object, unit: str = "", digits: int | None = None) -> str:
    """Write a figure with its unit: ``18,842.56 ha``; an unknown one as "not found".

    ``digits`` fixes the decimals; without it at most two are shown, and no trailing zeros.
    """
    if not known(value):
        return label("text.not_found")
    if not isinstance(value, numbers.Number):
        return _SPAN.sub(rf"\1 {label('text.and_to')} \2", str(value))
    if digits is None:
        written = f"{float(value):,.2f}".rstrip("0").rstrip(".")
    else:
        written = f"{float(value):,.{digits}f}"
    return f"{written} {unit}" if unit else written


def dated(written: str, date: object) -> str:
    """Add the date a figure is true of: ``86.05 % (2024)``."""
    return f"{written} ({figure(str(date))})" if known(date) else written


def written_year(year: float) -> str | None:
    """A year as text, so that no thousands are marked in it; None where it is unknown."""
    return f"{year:.0f}" if known(year) else None


def listing(items: list[str]) -> str:
    """Join words as a sentence does: ``a``, ``a and b``, ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {label('text.and')} {items[-1]}"


def alphabetical(name: str) -> str:
    """A key that sorts words as a Vietnamese dictionary does: Đ after D, Ô after O, tones last."""
    letters = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name.lower()).translate(_TONES))
    return "".join(_ALPHABET.get(letter, letter) for letter in letters) + "\0" + name


def by_name(column: pd.Series) -> pd.Series:
    """The ``key`` of ``sort_values`` that puts names in alphabetical order, and leaves other columns."""
    return column.map(alphabetical) if column.name == "name_vi" else column


# Longest first: an area price ends in m2 as well.
UNITS = ("usd_m2_year", "usd_m2", "mn_m3", "m3_day", "usd_mn", "vnd_bn", "ha", "pct", "mva", "mw")
NO_UNIT = ("count", "year")


def unit_of(indicator: str) -> str:
    """The unit that the ending of an indicator names, in words: ``area_planned_ha`` -> ``ha``.

    Raises ``KeyError`` for an ending that names none.
    """
    for ending in UNITS:
        if indicator.endswith(f"_{ending}"):
            return label(f"unit.{ending}")
    if indicator.endswith(NO_UNIT):
        return ""
    raise KeyError(f"the ending of {indicator!r} names no unit")


def stated(value: object, high: object = None, qualifier: object = "exact", unit: str = "") -> str:
    """A figure as its source states it: ``about 14,000``, ``20 to 25 ha``, ``more than 15 %``."""
    words = figure(value)
    if known(high):
        words += f" {label('text.and_to')} {figure(high)}"
    if unit:
        words += f" {unit}"
    if not known(qualifier) or qualifier == "exact":
        return words
    return f"{label(f'qualifier.{qualifier}')} {words}"
