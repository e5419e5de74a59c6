"""How is a map drawn on a screen? A ``folium.Map`` on the atlas's own base, without tiles.

The stored output has to live in three places. In Jupyter it loads Leaflet from the
address below, the version Folium names, and says so when it cannot. In the built site
``book/_ext/atlas_site.py`` puts the site's own copies in place of that address and of the
blocks between ``ASSET_OPEN`` and ``ASSET_CLOSE``. On GitHub the static twin is seen.
"""

from __future__ import annotations

import html
import json
import math
import re
from functools import cache
from pathlib import Path

import folium
from branca.element import Element, Figure
from jinja2 import Template

from atlas.labels import LANGUAGE, label
from atlas.maps.base import base_json
from atlas.maps.encode import lines, middle, rings
from atlas.maps.spec import Bounds, Feature, MapSpec
from atlas.style import LINES, POINTS, css, symbol_svg

ASSETS = Path(__file__).resolve().parents[1] / "assets"
LEAFLET_URL = "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/"
ASSET_OPEN, ASSET_CLOSE = "<!--atlas:{name}-->", "<!--/atlas:{name}-->"
ASSET_NAMES = ("map.css", "map.js", "base.js")

_FIGURE = Template(
    '<!DOCTYPE html><html lang="{{ this.language }}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    "<title>{{ this.title|e }}</title>{{ this.header.render(**kwargs) }}</head>"
    "<body>{{ this.html.render(**kwargs) }}"
    "<script>{{ this.script.render(**kwargs) }}</script></body></html>"
)
# Branca compiles what a macro returns a second time, so our code goes through as raw text and
# braces in data are escaped by _text and _json: a name such as "{{ 7 * 7 }}" stays a name.
_MAP = Template(
    """{% macro header(this, kwargs) %}{{ "{% raw %}" + this.assets() + "{% endraw %}" }}{% endmacro %}
{% macro html(this, kwargs) %}{{ this.frame() }}{% endmacro %}
{% macro script(this, kwargs) %}
var {{ this.get_name() }} = atlas.open({{ this.get_name()|tojson }}, {{ this.payload() }});
{% endmacro %}"""
)


@cache
def asset(name: str) -> str:
    """The text of a shared asset: ``map.css``, ``map.js`` or ``base.js``."""
    if name == "base.js":
        return f"window.atlasBase={_json(base_json())};\n"
    if name == "map.css":
        return css() + "\n" + (ASSETS / name).read_text(encoding="utf-8")
    return (ASSETS / name).read_text(encoding="utf-8")


class AtlasMap(folium.Map):
    """A :class:`MapSpec` as a Folium map: further Folium layers can be added to it.

    Ids come from the key of the spec, so the same data give the same output.
    """

    def __init__(self, spec: MapSpec) -> None:
        super().__init__(tiles=None)
        self.spec = spec
        self._template = _MAP
        self.default_js, self.default_css = [], []
        figure = Figure(title=spec.title)
        figure.language = LANGUAGE
        figure._template = _FIGURE
        figure.header._children.clear()
        figure.add_child(self)

    def __repr__(self) -> str:
        return f"AtlasMap({self.spec.key!r})"

    def assets(self) -> str:
        """The head of the frame: Leaflet, then our style sheet, script and base."""
        parts = [
            f'<link rel="stylesheet" href="{LEAFLET_URL}leaflet.css">',
            f'<script src="{LEAFLET_URL}leaflet.js"></script>',
        ]
        for name in ASSET_NAMES:
            tag = "style" if name.endswith(".css") else "script"
            block = f"<{tag}>{asset(name)}</{tag}>"
            parts.append(ASSET_OPEN.format(name=name) + block + ASSET_CLOSE.format(name=name))
        return "".join(parts)

    def frame(self) -> str:
        """The body of the frame: title, map, list of features, legend and sources, all text escaped."""
        spec, name = self.spec, self.get_name()
        legend = "".join(
            f"<li>{legend_swatch(style)}<span>{_text(text)}</span></li>" for style, text in spec.legend
        )
        return (
            f"<header><h1>{_text(spec.title)}</h1><p>{_text(spec.note)}</p></header>"
            f'<p class="said" id="{name}_said">{_text(spec.summary)}</p>'
            f'<div class="map" id="{name}" role="application" '
            f'aria-label="{_text(spec.title)}" aria-describedby="{name}_said"></div>'
            f'<details class="features"><summary>{label("map.list")}</summary></details>'
            f'<ul class="legend" aria-label="{label("map.legend")}">{legend}</ul>'
            f'<p class="sources">{_text(spec.sources)}</p>'
        )

    def payload(self) -> str:
        """What ``map.js`` draws, as JSON that is safe inside a script element."""
        west, south, east, north = self.spec.bounds
        words = ("online", "failed", "needs_internet", "wheel", "tap")
        return _json(
            {
                "bounds": [[south, west], [north, east]],
                "baseLabels": self.spec.base_labels,
                "symbols": _symbols(self.spec),
                "casings": [name for name, line in LINES.items() if line.casing],
                "words": {word: label(f"map.{word}") for word in words},
                "layers": [
                    {
                        "title": layer.title,
                        "shown": layer.shown,
                        "features": [_feature(feature) for feature in layer.features],
                    }
                    for layer in self.spec.layers
                ],
            }
        )

    def page(self) -> str:
        """The whole frame as one HTML document."""
        _number_ids(self, self.spec.key.replace("-", "_"))
        return self.get_root().render()

    def _repr_html_(self, **kwargs) -> str:
        document = self.page().replace("&", "&amp;").replace("'", "&#39;")
        title = html.escape(self.spec.title, quote=True)
        return (
            f'<div class="atlas-map" data-map="{self.spec.key}" '
            f'style="--aspect:{aspect(self.spec.bounds):.2f}">'
            f'<iframe title="{title}" '
            f"srcdoc='{document}' "
            'style="width:100%;height:620px;border:0" loading="lazy"></iframe></div>'
        )


def aspect(bounds: Bounds) -> float:
    """Width over height of a frame in degrees, on the ground at its middle latitude."""
    west, south, east, north = bounds
    return (east - west) * math.cos(math.radians((south + north) / 2)) / (north - south)


def legend_swatch(style: str) -> str:
    """The legend's picture of a style class, coloured by the style sheet's variables."""
    if style in POINTS:
        return symbol_svg(style, f"var(--{style})", "var(--halo)")
    if style in LINES:
        casing = f'<path class="{style} casing" d="M0 6h28"/>' if LINES[style].casing else ""
        return (
            '<svg width="28" height="12" viewBox="0 0 28 12" aria-hidden="true">'
            f'{casing}<path class="{style}" d="M0 6h28"/></svg>'
        )
    return (
        '<svg width="24" height="14" aria-hidden="true">'
        f'<rect class="{style}" x="1" y="1" width="22" height="12"/></svg>'
    )


def _symbols(spec: MapSpec) -> dict[str, str]:
    used = sorted({feature.style for feature in spec.features if feature.style in POINTS})
    return {name: symbol_svg(name, f"var(--{name})", "var(--halo)") for name in used}


def _feature(feature: Feature) -> dict:
    shape = feature.geometry
    x, y = middle(shape)
    drawn: dict = {"s": feature.style, "n": feature.name, "p": [round(y, 5), round(x, 5)]}
    if "Polygon" in shape.geom_type:
        drawn["a"] = rings(shape)
    elif shape.geom_type != "Point":
        drawn["l"] = lines(shape)
    if feature.label:
        drawn |= {"t": feature.label, "r": feature.rank}
    if feature.card:
        drawn["c"] = [list(line) for line in feature.card]
    return drawn


def _number_ids(element: Element, key: str) -> None:
    """Give ``element`` and all below it ids counted from ``key`` instead of drawn at random."""
    stack, count = [element], 0
    while stack:
        current = stack.pop()
        current._id = f"{key}_{count}"
        count += 1
        stack.extend(reversed(current._children.values()))


def _text(words: str) -> str:
    return html.escape(words, quote=True).replace("{", "&#123;")


def _json(value: object) -> str:
    """JSON for a script element: nothing in it ends the script or opens a template.

    Inside JSON strings ``<`` and template openings become escapes; outside of strings
    neither can occur.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    text = re.sub(r"\{(?=[{%#])", r"\\u007b", text)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
