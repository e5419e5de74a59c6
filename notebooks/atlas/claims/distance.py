"""How far apart are two places? Straight lines in the official grid of the province."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

GRID = "EPSG:5899"  # VN-2000 / TM-3 107°45'


def straight_km(
    points: gpd.GeoDataFrame | gpd.GeoSeries, others: gpd.GeoDataFrame | gpd.GeoSeries
) -> np.ndarray:
    """Straight lines from each of ``points`` (rows) to each of ``others`` (columns), in km.

    Both are in EPSG:4326; a place without position gives NaN.
    """
    starts, ends = (places.geometry.to_crs(GRID) for places in (points, others))
    metres = [ends.distance(start) if start is not None else np.full(len(ends), np.nan) for start in starts]
    return np.array(metres).reshape(len(starts), len(ends)) / 1000
