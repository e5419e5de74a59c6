"""Where are the parks that suit? The map beside the park finder: parks, gateways, open roads."""

from __future__ import annotations

import geopandas as gpd

from atlas import reach
from atlas.data import load
from atlas.labels import label
from atlas.maps.parts import (
    PARK_LEGEND,
    PROVINCE_BOUNDS,
    REACH_SYMBOLS,
    expressways,
    gateway_card,
    gateway_class,
    legend_of,
    park_features,
    wording,
)
from atlas.maps.spec import Layer, MapSpec, features_from
from atlas.parks import short_name
from atlas.text import alphabetical, listing

KINDS = ("port", "airport", "border-gate")


def finder_map() -> MapSpec:
    """The parks that can be chosen and have a position, with the gateways their times lead to."""
    parks = load("parks")
    placed = parks[parks["lon"].notna() & (parks["kind"] != "umbrella")]
    gateways = load("gateways").set_index("gateway_id", drop=False)
    targets = gateways.loc[[key for kind in KINDS for key in reach.targets(kind)]]
    ways = features_from(
        targets,
        style=gateway_class,
        label=lambda row: row.label_vi,
        card=gateway_card,
    )
    layers = (
        expressways(),
        Layer("gateways", label("layer.gateways"), ways),
        *_parks(placed),
    )
    return MapSpec(
        key="finder",
        **wording(
            "finder",
            *("parks", "gateways", "boundaries", "expressways", "towns"),
            parks=listing(sorted(placed["name_vi"], key=alphabetical)),
        ),
        bounds=PROVINCE_BOUNDS,
        layers=layers,
        legend=legend_of(layers, (*PARK_LEGEND, *REACH_SYMBOLS, "road-expressway")),
        base_labels=("province", "sea"),
    )


def _parks(placed: gpd.GeoDataFrame) -> list[Layer]:
    """A layer for each park, so that the page around the map can switch them one by one."""
    names = placed.sort_values("park_id").set_index("park_id")["name_vi"].map(short_name)
    return [Layer(key, name, park_features(placed[placed["park_id"] == key])) for key, name in names.items()]
