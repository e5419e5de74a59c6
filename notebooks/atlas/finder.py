"""Which park suits? One plain record for each park, for readers who filter, weigh and compare.

A record holds what the tables say: figures as numbers, texts as they stand, and None for what is
not known, never 0. Umbrellas are left out: their land is that of the parks below them.
"""

from __future__ import annotations

import pandas as pd

from atlas import reach, sites
from atlas.data import load
from atlas.parks import short_name
from atlas.text import by_name, known

RUNNING = ("operating", "partly-operating")
STATES = (*RUNNING, "under-construction", "planned", "inactive", "old-list")
# A project that is planned, idle or ended is no neighbour.
AT_WORK = ("operating", "under-construction", "licensed")
GATEWAYS = {"port": "port", "airport": "airport", "gate": "border-gate", "interchange": "interchange"}
AREAS = {"planned": "area_planned_ha", "ready": "area_ready_ha", "cleared": "area_cleared_ha"}

Tables = dict[str, pd.DataFrame]


def tables() -> Tables:
    """What the records are made of: parks, facts, tenants, gateways, travel times and site scores."""
    read = {name: load(name) for name in ("parks", "park_facts", "tenants", "gateways")}
    return {**read, "nearest": reach.nearest(), "scores": sites.scores()}


def records(given: Tables | None = None) -> list[dict]:
    """One record for each park that is no umbrella, the active ones first, then by name.

    Areas in ha, times in whole minutes, occupancy in %, prices in USD/m² for the lease term,
    positions in EPSG:4326 degrees with their error in metres. ``criteria`` holds the points (0 to 100)
    of each criterion over what is known of it and the share (0 to 1) that is known; it is None
    for a park that :mod:`atlas.sites` does not score.
    """
    given = given or tables()
    parks = given["parks"][given["parks"]["kind"] != "umbrella"]
    order = parks.sort_values(["counted_active", "name_vi"], ascending=[False, True], key=by_name)
    return [_record(row, given) for row in order.itertuples()]


def umbrellas() -> list[tuple[str, str]]:
    """Ids and names of the parks that only gather others, so that a page can say what it leaves out."""
    parks = load("parks")
    rows = parks[parks["kind"] == "umbrella"].sort_values("name_vi", key=by_name)
    return list(zip(rows["park_id"], rows["name_vi"], strict=True))


def _record(row, given: Tables) -> dict:
    facts = given["park_facts"][given["park_facts"]["park_id"] == row.park_id]
    return {
        "id": row.park_id,
        "name": row.name_vi,
        "short": short_name(row.name_vi),
        "other_names": _plain(row.other_names),
        "corridor": row.corridor,
        "status": row.status,
        "status_as_of": _plain(row.status_as_of),
        "running": row.status in RUNNING,
        **_areas(row, facts),
        **_ways(row.park_id, given),
        "occupancy_pct": _plain(row.occupancy_pct),
        "occupancy_as_of": _plain(row.occupancy_as_of),
        "occupancy_of": _plain(row.occupancy_of),
        "sectors": _sectors(row.park_id, given["tenants"]),
        **_price(facts),
        **_power(facts),
        "criteria": _criteria(row.park_id, given["scores"]),
        "lon": _plain(row.lon),
        "lat": _plain(row.lat),
        "position_error_m": _plain(row.position_error_m),
    }


def _plain(value: object) -> object:
    """``value`` as JSON knows it: None where it is unknown, a whole number without its decimals."""
    if not known(value):
        return None
    if isinstance(value, float):
        return int(value) if float(value).is_integer() else float(value)
    return value


def _areas(row, facts: pd.DataFrame) -> dict:
    found = {}
    for name, column in AREAS.items():
        headline = facts[(facts["indicator"] == column) & (facts["headline"] == "yes")]
        found[f"{name}_ha"] = _plain(getattr(row, column))
        found[f"{name}_as_of"] = _plain(headline["as_of"].iloc[0]) if len(headline) else None
    return found


def _ways(park_id: str, given: Tables) -> dict:
    """Whole minutes to the nearest gateway of each kind, and its short name."""
    near, found = given["nearest"], {}
    short = given["gateways"].set_index("name_vi")["label_vi"]
    for name, kind in GATEWAYS.items():
        placed = park_id in near.index
        place = near.at[park_id, kind] if placed else None
        found[f"{name}_min"] = round(near.at[park_id, f"{kind}_minutes"]) if placed else None
        found[name] = short.get(place, place)
    return found


def _sectors(park_id: str, tenants: pd.DataFrame) -> list[str] | None:
    """Sectors of the projects that the sources name; None where they name none."""
    rows = tenants[(tenants["park_id"] == park_id) & tenants["status"].isin(AT_WORK)]
    return sorted(set(rows["sector"]) - {"not-stated"}) or None


def _price(facts: pd.DataFrame) -> dict:
    newest = _newest(facts, "lease_price_usd_m2")
    return {
        "lease_usd_m2": _plain(newest.get("value")),
        "lease_high_usd_m2": _plain(newest.get("value_high")),
        "lease_as_of": _plain(newest.get("as_of")),
    }


def _power(facts: pd.DataFrame) -> dict:
    newest = _newest(facts, "power_problem")
    return {
        "power_problem": _plain(newest.get("value_text")),
        "power_problem_as_of": _plain(newest.get("as_of")),
    }


def _newest(facts: pd.DataFrame, indicator: str) -> pd.Series:
    rows = facts[facts["indicator"] == indicator].sort_values("as_of", na_position="first", kind="stable")
    return rows.iloc[-1] if len(rows) else pd.Series(dtype=object)


def _criteria(park_id: str, scores: pd.DataFrame) -> dict | None:
    rows = scores[scores["park_id"] == park_id]
    if rows.empty:
        return None
    groups = rows.groupby("criterion")["score"]
    return {
        name: {"points": _plain(100 * group.mean()), "known": float(group.count() / len(group))}
        for name, group in groups
    }


def choices(rows: list[dict]) -> dict[str, list[str]]:
    """The values that occur: corridors, states and sectors, in the order in which they are offered."""
    sectors = sorted({sector for row in rows for sector in row["sectors"] or ()})
    return {
        "corridor": list(dict.fromkeys(row["corridor"] for row in rows)),
        "status": [state for state in STATES if any(row["status"] == state for row in rows)],
        "sector": sectors,
    }
