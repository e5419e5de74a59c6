"""How much do the gateways carry? Capacity against use, each with its period."""

from __future__ import annotations

import pandas as pd

from atlas.data import load
from atlas.labels import label
from atlas.text import by_name

# A capacity and the use in the same unit, which is the label ``unit.<use>``.
PAIRS = (
    ("capacity_mt_year", "use_mt"),
    ("capacity_teu_year", "use_teu"),
    ("capacity_passengers_year", "use_passengers"),
)


def register() -> pd.DataFrame:
    """Every gateway: name, kind, status, largest ship in DWT and opening."""
    columns = ["name_vi", "kind", "province", "status", "max_ship_dwt", "opened"]
    return load("gateways").sort_values(["kind", "province", "name_vi"], key=by_name)[columns]


def capacity_and_use() -> pd.DataFrame:
    """Gateways with a capacity and a use in the same unit, each with its date.

    ``share_pct`` stands only where the use covers a full year that is not before the date of
    the capacity: a part-year, or a year before the capacity was there, gives no share.
    """
    gateways = load("gateways")
    dates = _headline_dates()
    rows = []
    for capacity, use in PAIRS:
        for row in gateways[gateways[capacity].notna() & gateways[use].notna()].itertuples():
            since = dates.get((row.gateway_id, capacity))
            comparable = str(row.use_period).isdigit() and str(since)[:4] <= str(row.use_period)
            share = 100 * getattr(row, use) / getattr(row, capacity) if comparable else float("nan")
            figures = (getattr(row, capacity), since, getattr(row, use), row.use_period, share)
            rows.append((row.name_vi, label(f"unit.{use}"), *figures))
    columns = ["name_vi", "unit", "capacity", "capacity_as_of", "use", "use_period", "share_pct"]
    return pd.DataFrame(rows, columns=columns)


def _headline_dates() -> dict[tuple[str, str], str]:
    facts = load("gateway_facts")
    shown = facts[facts["headline"] == "yes"]
    return {(row.gateway_id, row.indicator): row.as_of for row in shown.itertuples()}


def cai_lan(pairs: pd.DataFrame) -> dict[str, object]:
    """Containers at the terminal CICT at Cái Lân: use in TEU, its year, capacity, share in percent."""
    name = load("gateways").set_index("gateway_id").at["cict", "name_vi"]
    row = pairs[(pairs["name_vi"] == name) & (pairs["unit"] == label("unit.use_teu"))].iloc[0]
    return {
        "use": float(row["use"]),
        "period": str(row["use_period"]),
        "capacity": float(row["capacity"]),
        "share_pct": round(float(row["share_pct"]), 1),
    }
