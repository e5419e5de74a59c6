"""Where does one park lie? A map of its surroundings, with the error of its position as a ring."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from atlas.data import CRS, load
from atlas.labels import label
from atlas.maps.parts import (
    PARK_LEGEND,
    edge_card,
    edge_class,
    edges,
    gateway_card,
    gateway_class,
    legend_of,
    park_features,
    wording,
)
from atlas.maps.spec import Bounds, Feature, Layer, MapSpec, features_from
from atlas.parks import short_name
from atlas.schemas.shapes import GRID
from atlas.text import figure, listing

HALF_WIDTH, HALF_HEIGHT = 0.24, 0.15  # degrees: about 25 km and 17 km to each side
KINDS = ("seaport", "airport", "border-gate")
CREDITS = ("parks", "gateways", "boundaries", "expressways", "roads", "towns")


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
    near = gateways[gateways["kind"].isin(KINDS)].cx[bounds[0] : bounds[2], bounds[1] : bounds[3]]
    layers = _layers(row, others, near, _ring(row, error), bounds)
    return MapSpec(
        key=f"park-{park_id}",
        **wording("locator", *CREDITS, **_values(row.iloc[0], near)),
        bounds=bounds,
        layers=layers,
        legend=legend_of(layers, LEGEND),
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


def _layers(
    row: gpd.GeoDataFrame,
    others: gpd.GeoDataFrame,
    gateways: gpd.GeoDataFrame,
    ring: Feature,
    bounds: Bounds,
) -> tuple[Layer, ...]:
    west, south, east, north = bounds
    stretches = edges()
    stretches = stretches[(stretches["mode"] == "road") & (stretches["status"] == "open")]
    roads = features_from(stretches.cx[west:east, south:north], style=edge_class, card=edge_card)
    ways = features_from(
        gateways,
        style=gateway_class,
        label=lambda gateway: gateway.label_vi,
        rank=lambda gateway: 2,
        card=gateway_card,
    )
    beside = park_features(others.cx[west:east, south:north])
    return (
        Layer("gateways", label("layer.gateways"), ways),
        Layer("other-parks", label("layer.other_parks"), beside),
        Layer("park", label("layer.this_park"), (ring, *park_features(row))),
        Layer("roads", label("layer.all_roads"), roads),
    )


def _values(row: pd.Series, gateways: gpd.GeoDataFrame) -> dict[str, str]:
    """What the words of the map say of this park."""
    return {
        "park": row["name_vi"],
        "short": short_name(row["name_vi"]),
        "lon": f"{row['lon']:.3f}",
        "lat": f"{row['lat']:.3f}",
        "error": figure(row["position_error_m"] / 1000),
        "roads": label("map.locator.roads"),
        "gateways": listing(sorted(gateways["label_vi"])) or label("text.none"),
    }
