"""What is the frame? Districts of 2024, communes of 2025, and how large the mapped land is."""

from __future__ import annotations

import pandas as pd

from atlas.data import MANY, load
from atlas.schemas.shapes import GRID


def districts() -> pd.DataFrame:
    """Districts of 2024: name, kind, mapped area in km² at full detail, communes of 2025.

    A commune that joins parts of two districts is counted in both.
    """
    frame = load("districts_2024")
    codes = load("communes_2025")["district_codes"].str.split(MANY)
    counts = codes.explode().value_counts()
    frame["communes_2025"] = frame["code"].map(counts)
    columns = ["name_vi", "kind", "area_map_km2", "communes_2025"]
    return frame[columns].sort_values("area_map_km2", ascending=False)


def commune_count() -> int:
    """Number of commune-level units since 1 July 2025."""
    return len(load("communes_2025"))


def areas() -> dict[str, float]:
    """Areas of the province in km², and their differences in percent.

    ``official`` and ``mapped`` (full detail) add up the communes of 2025; ``drawn`` is
    measured on the generalised layer ``districts_2024`` in VN-2000 / TM-3 107°45'
    (EPSG:5899). ``missing`` is how far mapped is below official, ``lost`` how far drawn is
    below mapped.
    """
    communes = load("communes_2025")
    official = float(communes["area_official_km2"].sum())
    mapped = float(communes["area_map_km2"].sum())
    drawn = float(load("districts_2024").to_crs(GRID).area.sum() / 1e6)
    return {
        "official": official,
        "mapped": mapped,
        "drawn": round(drawn, 1),
        "missing": round(100 * (1 - mapped / official), 1),
        "lost": round(100 * (1 - drawn / mapped), 1),
    }
