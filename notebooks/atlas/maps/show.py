"""How does a map get into a notebook and from there onto other pages?"""

from __future__ import annotations

from IPython.display import SVG
from myst_nb import glue

from atlas.maps.interactive import AtlasMap
from atlas.maps.spec import MapSpec
from atlas.maps.static import svg


def show(spec: MapSpec) -> None:
    """Display ``spec`` as an interactive map and as its static twin.

    Both are glued, as ``map-<key>`` and ``map-<key>-static``, so that any page of the book
    can show them again.
    """
    glue(f"map-{spec.key}", AtlasMap(spec))
    glue(f"map-{spec.key}-static", SVG(svg(spec)))
