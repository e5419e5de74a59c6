"""In which system is a shape measured? Degrees of the files, metres of the province's grid, geodesics."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from pyproj import Geod

from atlas.schemas.fields import LAT_RANGE, LON_RANGE

CRS = "EPSG:4326"  # of the files: WGS 84, degrees
GRID = "EPSG:5899"  # VN-2000 / TM-3 107°45', the province's official grid, metres
GEOD = Geod(ellps="WGS84")


def on_the_grid(shapes: pd.Series) -> gpd.GeoSeries | None:
    """Shapes in EPSG:4326 put into metres, with their index.

    None where one is broken or outside the atlas: that is said shape by shape, and no measure
    of the layer would mean anything.
    """
    layer = gpd.GeoSeries(list(shapes), index=shapes.index, crs=CRS)
    west, south, east, north = layer.total_bounds
    inside = LON_RANGE[0] <= west <= east <= LON_RANGE[1] and LAT_RANGE[0] <= south <= north <= LAT_RANGE[1]
    return layer.to_crs(GRID) if inside and layer.is_valid.all() else None
