"""How long are the corridors? Published lengths against the lines we draw."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from atlas.data import load
from atlas.schemas.shapes import GEOD


def drawn_km(edges: gpd.GeoDataFrame) -> pd.Series:
    """Geodesic length of each edge in km, on the WGS 84 ellipsoid (Karney 2013, by PROJ)."""
    return edges.geometry.map(lambda line: GEOD.geometry_length(line) / 1000)


def section_lengths(road_class: str = "expressway") -> pd.DataFrame:
    """Published, summed and drawn length in km of each section of a class that is both.

    ``edges_km`` sums ``length_km`` of the edges, the length to compute with; ``drawn_km`` is
    measured on their lines; ``drawn_off_pct`` is how far the drawing is from the publication.
    """
    edges = load("corridor_edges")
    edges["drawn_km"] = drawn_km(edges)
    sums = edges.groupby("section_id")[["length_km", "drawn_km"]].sum()
    sections = load("corridor_sections")
    drawn = sections["section_id"].isin(sums.index) & sections["length_km"].notna()
    sections = sections[drawn & (sections["class"] == road_class)]
    frame = sections.set_index("section_id")[["name_vi", "opened", "length_km"]]
    frame["edges_km"] = sums["length_km"]
    frame["drawn_km"] = sums["drawn_km"]
    frame["drawn_off_pct"] = 100 * (frame["drawn_km"] - frame["length_km"]) / frame["length_km"]
    return frame.sort_values("opened")


def fit(lengths: pd.DataFrame) -> dict[str, object]:
    """The largest differences in :func:`section_lengths`, in percent of the published length."""
    edges_off = 100 * (lengths["edges_km"] - lengths["length_km"]).abs() / lengths["length_km"]
    drawn_off = lengths["drawn_off_pct"].abs()
    return {
        "count": len(lengths),
        "edges_off_pct": round(float(edges_off.max()), 1),
        "drawn_off_pct": round(float(drawn_off.max()), 1),
        "worst": lengths.loc[drawn_off.idxmax(), "name_vi"],
    }


def railways() -> pd.DataFrame:
    """Every railway of the tables with its true status, published length and opening."""
    sections = load("corridor_sections")
    lines = sections[sections["mode"] == "rail"]
    return lines.sort_values(["status", "section_id"])[
        ["name_vi", "status", "status_as_of", "length_km", "opened"]
    ]


def expressway_km() -> float:
    """Published length of the expressway sections that are drawn and published, in km."""
    return float(section_lengths()["length_km"].sum())
