"""How is a map drawn on paper? The static twin: one SVG of the same features, in light colours.

It serves print, PDF, readers without JavaScript and GitHub. Text stays text, coordinates
are whole tenths of a pixel, and nothing in it depends on time, place or chance.
"""

from __future__ import annotations

import html
import math
import textwrap
from dataclasses import dataclass, field

import shapely

from atlas.labels import label
from atlas.maps.base import base_areas, base_labels, base_lines
from atlas.maps.encode import middle
from atlas.maps.spec import Bounds, Feature, MapSpec
from atlas.style import AREAS, FONT, LINES, POINTS, symbol_paths

WIDTH = 960
MARGIN, HEAD, LINE = 12, 58, 18
EARTH_RADIUS_M = 6_378_137.0
HALO, INK, MUTED = "#FFFFFF", "#22262B", "#565C63"
TEXT_WIDTH = 0.57  # mean advance of a sans-serif letter, in ems


@dataclass
class Frame:
    """Web Mercator pixels of a map of ``WIDTH`` pixels that shows ``bounds``."""

    bounds: Bounds
    scale: float = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        west, south, east, north = self.bounds
        self.scale = (WIDTH - 2 * MARGIN) / math.radians(east - west)
        self.height = (_mercator(north) - _mercator(south)) * self.scale

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixel position of a longitude and latitude in degrees."""
        west, _, _, north = self.bounds
        x = MARGIN + math.radians(lon - west) * self.scale
        return x, HEAD + (_mercator(north) - _mercator(lat)) * self.scale

    def kilometre(self) -> float:
        """Length of a kilometre in pixels, at the middle latitude."""
        middle = math.radians((self.bounds[1] + self.bounds[3]) / 2)
        return self.scale * 1000 / (EARTH_RADIUS_M * math.cos(middle))


def _mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def svg(spec: MapSpec) -> str:
    """The map as an SVG document; its ``desc`` is the text alternative."""
    frame = Frame(spec.bounds)
    legend, legend_height = _legend(spec, HEAD + frame.height + 14)
    bottom = HEAD + frame.height + 14 + legend_height
    credit = textwrap.wrap(spec.sources, width=int((WIDTH - 2 * MARGIN) / (11.5 * 0.5)))
    height = round(bottom + 8 + 15 * len(credit))
    under, texts = _labels(spec, frame)
    body = [_base(frame), under, *[_drawn(feature, frame) for feature in _ordered(spec)], texts]
    right, floor = WIDTH - MARGIN, HEAD + frame.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="{FONT}" data-map="{spec.key}" role="img" aria-labelledby="t d">'
        f'<title id="t">{_text(spec.title)}</title><desc id="d">{_text(spec.summary)}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#FFFFFF"/>'
        f'<text x="{MARGIN}" y="24" font-size="18" font-weight="600" fill="{INK}">{_text(spec.title)}</text>'
        f'<text x="{MARGIN}" y="44" font-size="13" fill="{MUTED}">{_text(spec.note)}</text>'
        f'<clipPath id="f"><path d="M{MARGIN} {HEAD}H{right}V{floor:.1f}H{MARGIN}Z"/></clipPath>'
        f'<g clip-path="url(#f)">{"".join(body)}{_scale_bar(frame)}</g>'
        f'<path d="M{MARGIN} {HEAD}H{right}V{floor:.1f}H{MARGIN}Z" fill="none" stroke="{MUTED}"/>'
        f"{legend}"
        f"{_wrapped(credit, bottom + 12)}"
        "</svg>"
    )


def _wrapped(rows: list[str], y: float) -> str:
    return "".join(
        f'<text x="{MARGIN}" y="{y + 15 * number:.0f}" font-size="11.5" fill="{MUTED}">{_text(row)}</text>'
        for number, row in enumerate(rows)
    )


def _text(words: str) -> str:
    return html.escape(words, quote=True)


def _ordered(spec: MapSpec) -> list[Feature]:
    """Areas below lines below points, hidden layers left out."""
    drawn = [f for layer in spec.layers if layer.shown for f in layer.features]
    order = {"Polygon": 0, "MultiPolygon": 0, "LineString": 1, "MultiLineString": 1, "Point": 2}
    return sorted(drawn, key=lambda feature: order[feature.geometry.geom_type])


def _base(frame: Frame) -> str:
    west, south, east, north = frame.bounds
    window = shapely.box(west - 0.05, south - 0.05, east + 0.05, north + 0.05)
    parts = [
        f'<rect x="{MARGIN}" y="{HEAD}" width="{WIDTH - 2 * MARGIN}" height="{frame.height:.1f}" '
        f'fill="{AREAS["sea"].fill_light}"/>'
    ]
    for name, area in base_areas():
        clipped = shapely.intersection(area, window)
        if not clipped.is_empty:
            parts.append(_area(clipped, name, frame))
    for name, line in base_lines().items():
        clipped = shapely.intersection(line, window)
        if not clipped.is_empty:
            parts.append(_line(clipped, name, frame))
    return "".join(parts)


def _drawn(feature: Feature, frame: Frame) -> str:
    kind = feature.geometry.geom_type
    if kind == "Point":
        return _point(feature, frame)
    if "Polygon" in kind:
        return _area(feature.geometry, feature.style, frame)
    return _line(feature.geometry, feature.style, frame)


def _path(coordinates, frame: Frame, close: bool) -> str:
    points, last = [], None
    for x, y in (frame.point(lon, lat) for lon, lat in coordinates):
        pixel = f"{x:.1f} {y:.1f}"
        if pixel != last:
            points.append(pixel)
            last = pixel
    return "M" + "L".join(points) + ("Z" if close else "")


def _area(geometry, name: str, frame: Frame) -> str:
    style = AREAS[name]
    polygons = [p for p in getattr(geometry, "geoms", [geometry]) if p.geom_type == "Polygon"]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    d = "".join(_path(ring.coords, frame, True) for ring in rings)
    return (
        f'<path d="{d}" fill="{style.fill_light}" fill-rule="evenodd" stroke="{style.line_light}" '
        f'stroke-width="{style.width:g}"/>'
    )


def _line(geometry, name: str, frame: Frame) -> str:
    style = LINES[name]
    parts = [p for p in getattr(geometry, "geoms", [geometry]) if p.geom_type == "LineString"]
    d = "".join(_path(part.coords, frame, False) for part in parts)
    dash = f' stroke-dasharray="{style.dash}"' if style.dash else ""
    casing = f'<path d="{d}" fill="none" stroke="{HALO}" stroke-width="{style.width + 2:g}"/>'
    return (casing if style.casing else "") + (
        f'<path d="{d}" fill="none" stroke="{style.light}" stroke-width="{style.width:g}"{dash}/>'
    )


def _point(feature: Feature, frame: Frame) -> str:
    x, y = frame.point(feature.geometry.x, feature.geometry.y)
    style = POINTS[feature.style]
    paths = symbol_paths(style, style.light, HALO)
    return f'<g transform="translate({x:.1f} {y:.1f})">{paths}</g>'


@dataclass(frozen=True)
class _Label:
    x: float
    y: float
    text: str
    rank: float
    size: float
    gap: float
    look: str
    colour: str = INK
    leads: bool = False


def _labels(spec: MapSpec, frame: Frame) -> tuple[str, str]:
    """Greedy placement: by rank, each label takes the first free spot, or is left out.

    Returns what goes under the features (town dots, leader lines) and the texts above them.
    """
    wanted = [*_feature_labels(spec, frame), *_base_label_list(spec, frame)]
    floor = HEAD + frame.height
    inside = [i for i in wanted if MARGIN < i.x < WIDTH - MARGIN and HEAD < i.y < floor]
    taken = [
        (item.x - item.gap, item.y - item.gap, item.x + item.gap, item.y + item.gap)
        for item in inside
        if item.gap
    ]
    taken += [
        (x - 10, y - 10, x + 10, y + 10)
        for x, y in (frame.point(f.geometry.x, f.geometry.y) for f in _ordered(spec) if _bare(f))
    ]
    taken.append((WIDTH - MARGIN - 240, floor - 34, WIDTH - MARGIN, floor))
    window = (MARGIN + 3, HEAD + 3, WIDTH - MARGIN - 3, floor - 3)
    texts, under = [], []
    for item in sorted(inside, key=lambda item: (item.rank, item.text)):
        width = len(item.text) * item.size * TEXT_WIDTH * (1.3 if item.look == "province" else 1)
        height = item.size * 1.15
        for left, top, far in _spots(item, width):
            box = (left - 3, top, left + width + 3, top + height)
            if _free(box, taken, window):
                taken.append(box)
                if far:
                    under.append(_leader(item, box))
                if item.look.startswith("town"):
                    under.append(_town_dot(item))
                texts.append(_label_svg(item, left, top + item.size * 0.9))
                break
    return "".join(under), "".join(texts)


def _bare(feature: Feature) -> bool:
    """A symbol without a label still keeps the labels of others off itself."""
    return feature.geometry.geom_type == "Point" and not feature.label


def _feature_labels(spec: MapSpec, frame: Frame):
    for feature in _ordered(spec):
        if not feature.label:
            continue
        shape = feature.geometry
        point = shape.geom_type == "Point"
        is_line = "LineString" in shape.geom_type
        x, y = frame.point(*middle(shape))
        look = "" if point else "shield" if is_line else "area"
        size = 12 if is_line else 13
        colour = POINTS[feature.style].light if point else INK
        leads = point and feature.rank == 1
        yield _Label(x, y, feature.label, feature.rank, size, 10 if point else 0, look, colour, leads)


def _base_label_list(spec: MapSpec, frame: Frame):
    sizes = {"town": 12, "province": 12, "sea": 13}
    for lat, lon, text, rank, look in base_labels():
        if look not in spec.base_labels or (look == "town" and rank > 3):
            continue
        x, y = frame.point(lon, lat)
        first = look == "town" and rank == 1
        shown = text.upper() if look == "province" else text
        gap = 4 if look == "town" else 0
        kind = "town1" if first else look
        yield _Label(x, y, shown, rank + 1.5, 13.5 if first else sizes[look], gap, kind)


def _spots(item: _Label, width: float) -> list[tuple[float, float, bool]]:
    """Where a label may stand beside its point: near first, then far with a leader line."""
    height = item.size * 1.15
    if not item.gap:
        return [(item.x - width / 2, item.y - height / 2, False)]
    spots = []
    for reach, steps in ((item.gap + 2, 8), *(FAR if item.leads else ())):
        for step in range(steps):
            side = -math.ceil(step / 2) if step % 2 else step / 2
            turn = 2 * math.pi * side / steps
            x, y = math.cos(turn), math.sin(turn)
            left = item.x + reach * x - width / 2 * (1 - x)
            top = item.y + reach * y - height / 2 * (1 - y)
            spots.append((left, top, reach > item.gap + 2))
    return spots


FAR = ((28, 12), (46, 16), (68, 16))


def _free(box, taken, window) -> bool:
    within = box[0] > window[0] and box[1] > window[1] and box[2] < window[2] and box[3] < window[3]
    return within and all(
        box[2] < other[0] or box[0] > other[2] or box[3] < other[1] or box[1] > other[3] for other in taken
    )


def _label_svg(item: _Label, x: float, y: float) -> str:
    extra = {
        "province": f'fill="{MUTED}" letter-spacing="1.2"',
        "sea": f'fill="{MUTED}" font-style="italic"',
        "town": f'fill="{MUTED}"',
        "town1": f'fill="{INK}" font-weight="600"',
        "shield": f'fill="{INK}" font-weight="600"',
    }.get(item.look, f'fill="{item.colour}"')
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{item.size:g}" {extra} stroke="{HALO}" '
        f'stroke-width="3" paint-order="stroke" stroke-linejoin="round">{_text(item.text)}</text>'
    )


def _leader(item: _Label, box: tuple[float, float, float, float]) -> str:
    x = max(box[0], min(item.x, box[2]))
    y = max(box[1], min(item.y, box[3]))
    return f'<path d="M{item.x:.1f} {item.y:.1f}L{x:.1f} {y:.1f}" stroke="{MUTED}"/>'


def _town_dot(item: _Label) -> str:
    radius = 3 if item.look == "town1" else 2.2
    return f'<circle cx="{item.x:.1f}" cy="{item.y:.1f}" r="{radius}" fill="{MUTED}" stroke="{HALO}"/>'


def _scale_bar(frame: Frame) -> str:
    length = next(km for km in (100, 50, 20, 10, 5) if km * frame.kilometre() <= 160)
    width = length * frame.kilometre()
    x, y = WIDTH - MARGIN - 56 - width, HEAD + frame.height - 12
    words = f"{length} {label('unit.km')}"
    return (
        f'<path d="M{x:.1f} {y - 6:.1f}v6h{width:.1f}v-6" fill="none" stroke="{INK}" stroke-width="1.6"/>'
        f'<text x="{x + width + 6:.1f}" y="{y:.1f}" font-size="12" fill="{INK}">{words}</text>'
    )


def _legend(spec: MapSpec, top: float) -> tuple[str, float]:
    x, y, parts = MARGIN, top + 8, []
    for style, words in spec.legend:
        width = 34 + len(words) * 12.5 * TEXT_WIDTH + 16
        if x + width > WIDTH - MARGIN and x > MARGIN:
            x, y = MARGIN, y + LINE + 4
        parts.append(_swatch(style, x, y))
        parts.append(
            f'<text x="{x + 34:.0f}" y="{y + 4:.0f}" font-size="12.5" fill="{INK}">{_text(words)}</text>'
        )
        x += width
    return "".join(parts), y - top + LINE


def _swatch(style: str, x: float, y: float) -> str:
    if style in POINTS:
        paths = symbol_paths(POINTS[style], POINTS[style].light, HALO)
        return f'<g transform="translate({x + 14:.0f} {y:.0f})">{paths}</g>'
    if style in LINES:
        line = LINES[style]
        dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
        return (
            f'<path d="M{x:.0f} {y:.0f}h28" stroke="{line.light}" stroke-width="{line.width:g}"'
            f' fill="none"{dash}/>'
        )
    area = AREAS[style]
    return (
        f'<rect x="{x:.0f}" y="{y - 6:.0f}" width="26" height="12" fill="{area.fill_light}" '
        f'stroke="{area.line_light}"/>'
    )
