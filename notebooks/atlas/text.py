"""How is a figure written? One way for sentences, tables and fact cards."""

from __future__ import annotations

import numbers

import pandas as pd

from atlas.labels import label


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
        return str(value)
    if digits is None:
        written = f"{float(value):,.2f}".rstrip("0").rstrip(".")
    else:
        written = f"{float(value):,.{digits}f}"
    return f"{written} {unit}" if unit else written


def dated(written: str, date: object) -> str:
    """Add the date a figure is true of: ``86.05 % (2024)``."""
    return f"{written} ({date})" if known(date) else written


def listing(items: list[str]) -> str:
    """Join words as English does: ``a``, ``a and b``, ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]
