"""What is on a map: features, layers and the words around them, before anything is drawn.

The interactive map and its static twin are two drawings of one :class:`MapSpec`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from atlas.style import AREAS, LINES, POINTS

Card = tuple[tuple[str, str], ...]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Feature:
    """One thing on the map.

    ``style`` is a class of :mod:`atlas.style`; ``name`` titles its card and names it
    for screen readers; ``label`` is written on the map where there is room, lower ``rank``
    first; ``card`` holds the lines of its fact card.
    """

    geometry: BaseGeometry
    style: str
    name: str
    label: str = ""
    rank: int = 3
    card: Card = ()


@dataclass(frozen=True)
class Layer:
    """Features that the reader switches on and off together."""

    key: str
    title: str
    features: tuple[Feature, ...]
    shown: bool = True


@dataclass(frozen=True)
class MapSpec:
    """A map: layers, frame, title, source line and the sentence that replaces it.

    ``bounds`` is (west, south, east, north) in degrees, EPSG:4326. ``summary`` is the text
    alternative; it is written from the data by the caller.
    """

    key: str
    title: str
    note: str
    sources: str
    summary: str
    bounds: Bounds
    layers: tuple[Layer, ...]
    legend: tuple[tuple[str, str], ...]
    base_labels: tuple[str, ...] = field(default=("town", "province", "sea"))

    @property
    def features(self) -> list[Feature]:
        """All features, in drawing order."""
        return [feature for layer in self.layers for feature in layer.features]


def features_from(
    frame: gpd.GeoDataFrame,
    *,
    style: Callable[[object], str],
    card: Callable[[object], Card] = lambda row: (),
    label: Callable[[object], str] = lambda row: "",
    rank: Callable[[object], int] = lambda row: 3,
    name: str = "name_vi",
) -> tuple[Feature, ...]:
    """Features from the rows of ``frame`` that have a geometry.

    The functions take a row as a named tuple. Raises ``KeyError`` when ``style`` returns a
    class that :mod:`atlas.style` does not draw.
    """
    features = []
    for row in frame[frame.geometry.notna()].itertuples():
        kind = style(row)
        if kind not in POINTS and kind not in LINES and kind not in AREAS:
            raise KeyError(f"no style {kind!r} in atlas.style")
        features.append(Feature(row.geometry, kind, getattr(row, name), label(row), rank(row), card(row)))
    return tuple(features)
