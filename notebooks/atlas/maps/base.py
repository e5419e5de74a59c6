"""What lies under every map? Land, sea, neighbours, borders and towns, from ``data/``."""

from __future__ import annotations

from functools import cache

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from atlas.data import load
from atlas.labels import label
from atlas.maps.encode import lines, rings
from atlas.schemas.boundaries import QUANG_NINH as HOME

# West and north of the layer's edge everything is land; without this it would look like sea.
INLAND = shapely.union(shapely.box(104.0, 20.2, 105.86, 23.0), shapely.box(104.0, 21.94, 108.3, 23.0))
# Fine enough for a screen, coarse enough for 80 KB: about 110 m, and islets from 10 ha.
TOLERANCE_DEG = 0.001
SMALLEST_DEG2 = 0.10 / (103.7 * 110.7)


@cache
def generalised(name: str) -> gpd.GeoDataFrame:
    """A layer of ``data/`` simplified as one coverage for the screen, islets left out."""
    layer = load(name)
    simple = shapely.coverage_simplify(layer.geometry.to_numpy(), TOLERANCE_DEG)
    return layer.set_geometry([_without_islets(shape) for shape in simple], crs=layer.crs)


@cache
def inner_lines(name: str) -> BaseGeometry:
    """The lines between the units of a layer, without its outer edge."""
    areas = generalised(name).geometry
    outline = shapely.union_all(areas).boundary
    every = shapely.union_all(areas.boundary)
    return shapely.line_merge(every.difference(outline))


@cache
def base_lines() -> dict[str, BaseGeometry]:
    """The lines of the base by style class."""
    provinces = generalised("provinces")
    home = provinces.loc[provinces["code"] == HOME].geometry.iloc[0]
    china = shapely.union_all(provinces.loc[provinces["country"] == "CN"].geometry)
    border = china.boundary
    between = inner_lines("provinces")
    return {
        "neighbour-line": _merged(between.difference(border).difference(home.boundary)),
        "district-line": inner_lines("districts_2024"),
        "province-line": _merged(between.intersection(home.boundary).difference(border)),
        "border-line": _merged(between.intersection(border)),
    }


def _merged(geometry: BaseGeometry) -> BaseGeometry:
    parts = [part for part in getattr(geometry, "geoms", [geometry]) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.MultiLineString(parts))


def _without_islets(shape):
    parts = sorted(getattr(shape, "geoms", [shape]), key=lambda part: -part.area)
    kept = [part for part in parts if part.area >= SMALLEST_DEG2] or parts[:1]
    return shapely.MultiPolygon(kept)


def province_class(row: object) -> str:
    """Style class of a province row: home land, neighbour or China."""
    if row.code == HOME:
        return "land"
    return "china" if row.country == "CN" else "neighbour"


def base_areas() -> list[tuple[str, BaseGeometry]]:
    """The areas of the base with their style class, from bottom to top."""
    provinces = sorted(generalised("provinces").itertuples(), key=lambda row: row.code == HOME)
    return [("neighbour", INLAND), *[(province_class(row), row.geometry) for row in provinces]]


def base_json() -> dict:
    """The base for the interactive map: encoded areas, lines and label candidates."""
    areas = [[name, rings(area)] for name, area in base_areas()]
    strokes = [[name, lines(line)] for name, line in base_lines().items()]
    return {"areas": areas, "lines": strokes, "labels": base_labels()}


def base_labels() -> list[list]:
    """Label candidates ``[lat, lon, text, rank, class]``: towns, provinces and the sea."""
    towns = [
        [round(row.lat, 4), round(row.lon, 4), row.name_vi, int(row.label_rank), "town"]
        for row in load("towns").itertuples()
    ]
    provinces = [
        [lat, lon, label(f"map.province.{code}"), 2, "province"] for code, lat, lon in PROVINCE_LABELS
    ]
    return towns + provinces + [[20.86, 107.62, label("map.sea"), 2, "sea"]]


# Where the names of neighbours stand clear of towns and roads at the first sight of a map.
PROVINCE_LABELS = (
    ("31", 20.72, 106.60),
    ("30", 21.10, 106.36),
    ("24", 21.33, 106.66),
    ("20", 21.62, 106.95),
    ("CN", 21.66, 107.6),
)
