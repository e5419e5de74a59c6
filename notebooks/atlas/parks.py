"""How much industrial land is there? Planned, active, ready: the totals and their parts."""

from __future__ import annotations

import pandas as pd

from atlas.data import load
from atlas.series import point

PLAN = "2030"  # the plan of Decision 80/QĐ-TTg is for 2030
COUNTED = "2025"  # the last year for which the area of parks with a project is published


def active() -> pd.DataFrame:
    """The nine parks that the official total counts, largest first."""
    parks = load("parks")
    return parks[parks["counted_active"] == "yes"].sort_values("area_planned_ha", ascending=False)


def short_name(name: str) -> str:
    """The proper name of a park, without the words for industrial park."""
    for words in ("Khu công nghiệp - cảng biển ", "Khu công nghiệp dịch vụ ", "Khu công nghiệp "):
        name = name.removeprefix(words)
    return name[:1].upper() + name[1:]


def short_names(parks: pd.DataFrame) -> pd.Series:
    """The proper name of each row of the table ``parks``, by park_id."""
    return parks.set_index("park_id")["name_vi"].map(short_name)


def register() -> pd.DataFrame:
    """Every park the sources name: name, kind, corridor, status with date, planned area in ha."""
    columns = ["park", "kind", "corridor", "status", "status_as_of", "area_planned_ha"]
    parks = load("parks")
    parks["park"] = parks["name_vi"].map(short_name)
    return parks.sort_values(["corridor", "park"])[columns]


def totals() -> dict[str, float]:
    """Planned parks and hectares, and the active ones against their official sum.

    ``active_ha`` adds up ``area_planned_ha`` of the nine active parks; ``official_ha`` is the
    published area of the parks with an infrastructure project; ``misfit_pct`` is how far the
    sum is above it, ``share_pct`` the share of the planned hectares that is active.
    """
    nine = active()
    series = load("series")
    planned = float(point(series, "parks-planned-area", PLAN, "plan")["value"])
    published = float(point(series, "parks-with-infrastructure-area", COUNTED)["value"])
    summed = float(nine["area_planned_ha"].sum())
    return {
        "planned_count": int(point(series, "parks-planned", PLAN, "plan")["value"]),
        "planned_ha": planned,
        "active_count": len(nine),
        "active_ha": round(summed, 2),
        "official_ha": published,
        "misfit_pct": round(100 * (summed - published) / published, 1),
        "share_pct": round(100 * summed / planned, 1),
    }


def active_table() -> pd.DataFrame:
    """The nine active parks: status, land by kind in ha, occupancy with date and denominator."""
    nine = active()
    nine["park"] = nine["name_vi"].map(short_name)
    return nine[
        [
            "park",
            "status",
            "area_planned_ha",
            "area_industrial_ha",
            "area_ready_ha",
            "occupancy_pct",
            "occupancy_as_of",
            "occupancy_of",
        ]
    ]


def readiness() -> dict[str, float]:
    """How many active parks publish ready land and occupancy, and the ready hectares."""
    nine = active()
    return {
        "known": int(nine["area_ready_ha"].notna().sum()),
        "ready_ha": float(nine["area_ready_ha"].sum()),
        "occupancy_known": int(nine["occupancy_pct"].notna().sum()),
    }
