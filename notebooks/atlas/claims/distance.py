"""How far is it as the crow flies? Straight lines between points of the tables."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from atlas.province import GRID


def straight_km(points: gpd.GeoDataFrame, others: gpd.GeoDataFrame) -> pd.DataFrame:
    """Straight lines in km, measured in VN-2000 / TM-3 (EPSG:5899).

    A row for each of ``points`` and a column for each of ``others``, named by their index.
    """
    starts, ends = points.to_crs(GRID).geometry, others.to_crs(GRID).geometry
    return pd.DataFrame({name: starts.distance(end) / 1000 for name, end in ends.items()}, index=starts.index)
