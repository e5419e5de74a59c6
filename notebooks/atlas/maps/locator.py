"""Where does one park lie? A map of its surroundings, with the error of its position as a ring."""

from __future__ import annotations

import geopandas as gpd

from atlas.data import CRS, load
from atlas.labels import label
from atlas.maps.spec import Bounds, Feature, Layer, MapSpec, features_from
from atlas.maps.views import (
    PARK_LEGEND,
    _edge_card,
    _edges,
    _gateway_card,
    _legend,
    _sources,
    edge_class,
    gateway_class,
    park_features,
)
from atlas.parks import short_name
from atlas.province import GRID
from atlas.text import figure, listing

HALF_WIDTH, HALF_HEIGHT = 0.24, 0.15  # degrees: about 25 km and 17 km to each side
KINDS = ("seaport", "airport", "border-gate")


def locator_map(park_id: str) -> MapSpec:
    """The surroundings of a placed park: roads, ports, airports, gates and the parks beside it.

    Raises ``ValueError`` for a park without a position.
    """
    parks = load("parks")
    row = parks[parks["park_id"] == park_id]
    if row.geometry.isna().all():
        raise ValueError(f"park {park_id!r} has no position")
    point, error = row.geometry.iloc[0], float(row["position_error_m"].iloc[0])
    bounds = _around(point.x, point.y)
    others = parks[(parks["park_id"] != park_id) & (parks["kind"] != "umbrella")]
    gateways = load("gateways")
    gateways = gateways[gateways["kind"].isin(KINDS)]
    layers = _layers(row, others, gateways, _ring(row, error), bounds)
    used = {feature.style for layer in layers for feature in layer.features}
    return MapSpec(
        key=f"park-{park_id}",
        title=label("map.locator.title").format(park=row["name_vi"].iloc[0]),
        note=label("map.locator.note").format(error=figure(error / 1000)),
        sources=_sources("parks", "gateways", "boundaries", "expressways", "roads", "towns"),
        summary=_summary(row.iloc[0], gateways.cx[bounds[0] : bounds[2], bounds[1] : bounds[3]]),
        bounds=bounds,
        layers=layers,
        legend=_legend(*[style for style in LEGEND if style in used]),
    )


LEGEND = (
    *PARK_LEGEND,
    "position-error",
    "road-expressway",
    "road-national",
    "road-local",
    "gateway-seaport",
    "gateway-seaport-planned",
    "gateway-airport",
    "gateway-border-gate",
)


def _around(lon: float, lat: float) -> Bounds:
    return (lon - HALF_WIDTH, lat - HALF_HEIGHT, lon + HALF_WIDTH, lat + HALF_HEIGHT)


def _ring(row: gpd.GeoDataFrame, error_m: float) -> Feature:
    circle = row.geometry.to_crs(GRID).buffer(error_m, quad_segs=8).to_crs(CRS).iloc[0]
    return Feature(circle, "position-error", label("legend.position-error"))


def _layers(row, others, gateways, ring: Feature, bounds: Bounds) -> tuple[Layer, ...]:
    west, south, east, north = bounds
    edges = _edges()
    edges = edges[(edges["mode"] == "road") & (edges["status"] == "open")].cx[west:east, south:north]
    roads = features_from(edges, style=edge_class, card=_edge_card)
    ways = features_from(
        gateways.cx[west:east, south:north],
        style=gateway_class,
        label=lambda gateway: gateway.label_vi,
        rank=lambda gateway: 2,
        card=_gateway_card,
    )
    near = park_features(others.cx[west:east, south:north])
    return (
        Layer("gateways", label("layer.gateways"), ways),
        Layer("other-parks", label("layer.other_parks"), near),
        Layer("park", label("layer.this_park"), (ring, *park_features(row))),
        Layer("roads", label("layer.all_roads"), roads),
    )


def _summary(row, gateways: gpd.GeoDataFrame) -> str:
    return label("map.locator.summary").format(
        park=short_name(row["name_vi"]),
        lon=f"{row['lon']:.3f}",
        lat=f"{row['lat']:.3f}",
        error=figure(row["position_error_m"] / 1000),
        roads=label("map.locator.roads"),
        gateways=listing(sorted(gateways["label_vi"])) or label("text.none"),
    )
