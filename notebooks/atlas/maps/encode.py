"""How do shapes become few bytes? The polyline format: differences of rounded degrees as text.

The algorithm is the one Google published for its Maps API
(https://developers.google.com/maps/documentation/utilities/polylinealgorithm); here with
four decimals, about 11 m, which is finer than the layers themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from shapely.geometry.base import BaseGeometry

SCALE = 10_000


def encode(coordinates: Iterable[tuple[float, float]]) -> str:
    """Encode (lon, lat) pairs in degrees, latitude first, to four decimals."""
    text, last = [], (0, 0)
    for x, y in coordinates:
        point = (round(y * SCALE), round(x * SCALE))
        if text and point == last:
            continue
        text += [_number(point[0] - last[0]), _number(point[1] - last[1])]
        last = point
    return "".join(text)


def _number(value: int) -> str:
    value = ~(value << 1) if value < 0 else value << 1
    characters = []
    while value >= 0x20:
        characters.append(chr((0x20 | (value & 0x1F)) + 63))
        value >>= 5
    return "".join([*characters, chr(value + 63)])


def rings(geometry: BaseGeometry) -> list[str]:
    """The rings of a polygon or multipolygon, each encoded."""
    polygons = getattr(geometry, "geoms", [geometry])
    return [encode(ring.coords) for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]


def lines(geometry: BaseGeometry) -> list[str]:
    """The parts of a line or multiline, each encoded."""
    return [encode(part.coords) for part in getattr(geometry, "geoms", [geometry])]


def middle(geometry: BaseGeometry) -> tuple[float, float]:
    """Where a label stands: the point, the middle of a line, or a point inside the largest part."""
    if geometry.geom_type == "Point":
        return geometry.x, geometry.y
    if "Polygon" in geometry.geom_type:
        largest = max(getattr(geometry, "geoms", [geometry]), key=lambda part: part.area)
        inside = largest.representative_point()
        return inside.x, inside.y
    longest = max(getattr(geometry, "geoms", [geometry]), key=lambda part: part.length)
    centre = longest.interpolate(0.5, normalized=True)
    return centre.x, centre.y
