"""The maps of the atlas: one shared look, two drawings each.

``province_map()``, ``parks_map()``, ``corridors_map()``, ``gateways_map()``, ``reach_map()``,
``coal_map()`` and ``ddci_map()`` return a :class:`~atlas.maps.spec.MapSpec`; ``show(spec)`` puts its
interactive map and its static twin into a notebook.
"""

from atlas.maps.show import show
from atlas.maps.views import (
    coal_map,
    corridors_map,
    ddci_map,
    gateways_map,
    parks_map,
    province_map,
    reach_map,
)

__all__ = [
    "coal_map",
    "corridors_map",
    "ddci_map",
    "gateways_map",
    "parks_map",
    "province_map",
    "reach_map",
    "show",
]
