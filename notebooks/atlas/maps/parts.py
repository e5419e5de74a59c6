"""What do maps have in common? Their words, and how parks, roads and gateways look and what they say."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from atlas.credits import credits
from atlas.data import load
from atlas.labels import label
from atlas.maps.spec import Bounds, Card, Feature, Layer, features_from
from atlas.parks import short_name
from atlas.text import dated, figure, known, listing

# West, south, east, north in degrees, EPSG:4326.
PROVINCE_BOUNDS: Bounds = (106.42, 20.70, 108.10, 21.68)
PARK_LEGEND = (
    "park-operating",
    "park-partly-operating",
    "park-under-construction",
    "park-planned",
    "park-inactive",
)
REACH_SYMBOLS = ("gateway-seaport", "gateway-airport", "gateway-border-gate")
# Columns of gateways; their units are the labels ``unit.<column>``.
CAPACITIES = ("capacity_mt_year", "capacity_teu_year", "capacity_passengers_year")
USES = ("use_mt", "use_teu", "use_passengers", "use_trade_usd_mn")


def wording(name: str, *credit_keys: str, **values: object) -> dict[str, str]:
    """Title, note, summary and sources of a map, from the labels ``map.<name>`` with ``values`` filled in.

    ``credit_keys`` name the labels ``credit.<key>``. Raises ``KeyError`` for a label that is not there.
    """
    parts = {part: label(f"map.{name}.{part}").format(**values) for part in ("title", "note", "summary")}
    return {**parts, "sources": credits(*credit_keys)}


def legend(*styles: str) -> tuple[tuple[str, str], ...]:
    """Entries of a legend: style classes with their labels ``legend.<class>``."""
    return tuple((style, label(f"legend.{style}")) for style in styles)


def legend_of(layers: tuple[Layer, ...], order: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The entries of those classes of ``order`` that a feature of ``layers`` has."""
    used = {feature.style for layer in layers for feature in layer.features}
    return legend(*[style for style in order if style in used])


def counted(column: pd.Series, prefix: str) -> str:
    """How often each word of a controlled vocabulary occurs: ``3 operating, 2 planned and 1 idle``."""
    counts = column.value_counts(sort=False)
    return listing([f"{count} {label(f'{prefix}.{value}').lower()}" for value, count in counts.items()])


def card(*lines: tuple[str, object]) -> Card:
    """Lines of a fact card; an unknown figure is shown as not found, not left out."""
    return tuple((label(f"card.{key}"), figure(value)) for key, value in lines)


def position_line(row: object) -> tuple[str, str]:
    """The line of a fact card on a position: how it is known, and its error in km."""
    error = figure(row.position_error_m / 1000, "km")
    return "position", f"{label(f'position.{row.position_basis}')}, ± {error}"


def park_class(status: str) -> str:
    """Style class of a park's status."""
    return {"old-list": "park-inactive"}.get(status, f"park-{status}")


def park_card(row: object) -> Card:
    """The fact card of a row of ``parks``."""
    occupancy = dated(figure(row.occupancy_pct, "%"), row.occupancy_as_of)
    if known(row.occupancy_of):
        occupancy += f", {row.occupancy_of}"
    return card(
        ("status", dated(label(f"park_status.{row.status}"), row.status_as_of)),
        ("area_planned", figure(row.area_planned_ha, "ha")),
        ("area_industrial", figure(row.area_industrial_ha, "ha")),
        ("area_ready", figure(row.area_ready_ha, "ha")),
        ("occupancy", occupancy),
        ("developer", row.developer),
        position_line(row),
    )


def park_features(parks: gpd.GeoDataFrame) -> tuple[Feature, ...]:
    """Parks as points, active ones labelled first."""
    return features_from(
        parks.sort_values("park_id"),
        style=lambda row: park_class(row.status),
        label=lambda row: short_name(row.name_vi),
        rank=lambda row: 1 if row.counted_active == "yes" else 3,
        card=park_card,
    )


def edge_class(row: object) -> str:
    """Style class of a corridor edge: by class and by whether it carries traffic."""
    if row.mode == "rail":
        return "rail-open" if row.status == "open" else "rail-suspended"
    expressway = row.road_class == "expressway"
    if row.status != "open":
        return "road-expressway-planned" if expressway else "road-planned"
    if expressway:
        return "road-expressway"
    return "road-national" if row.road_class == "national-road" else "road-local"


def edge_card(row: object) -> Card:
    """The fact card of a row of :func:`edges`."""
    return card(
        ("section", row.section_name),
        ("status", label(f"corridor_status.{row.status}")),
        ("opened", row.opened),
        ("length", figure(row.length_km, "km", 1)),
        ("section_length", figure(row.section_km, "km")),
        ("lanes", row.lanes),
        ("design_speed", figure(row.design_speed_kmh, "km/h")),
    )


def edges() -> gpd.GeoDataFrame:
    """The stretches of the corridors, named by their ends, with name, length and speed of their section."""
    sections = load("corridor_sections").set_index("section_id")
    nodes = load("corridor_nodes").set_index("node_id")["name_vi"]
    found = load("corridor_edges").rename(columns={"class": "road_class"})
    return found.assign(
        section_name=found["section_id"].map(sections["name_vi"]),
        section_km=found["section_id"].map(sections["length_km"]),
        design_speed_kmh=found["section_id"].map(sections["design_speed_kmh"]),
        name_vi=found["from_node"].map(nodes) + " – " + found["to_node"].map(nodes),
    )


def expressways(ref: str | None = None) -> Layer:
    """The open expressways, or the one with the number ``ref``, as a layer below the subject of a map."""
    every = edges()
    chosen = every[(every["road_class"] == "expressway") & (every["status"] == "open")]
    if ref:
        chosen = chosen[chosen["road_ref"] == ref]
    features = features_from(chosen, style=edge_class, card=edge_card)
    return Layer("expressways", label("layer.expressways"), features)


def gateway_class(row: object) -> str:
    """Style class of a gateway: by kind, hollow where it is not in use yet or any more."""
    if row.kind == "rail-terminal" and row.status == "suspended":
        return "gateway-rail-terminal-unused"
    if row.kind == "seaport" and row.status in ("planned", "under-construction"):
        return "gateway-seaport-planned"
    return f"gateway-{row.kind}"


def quantities(row: object, columns: tuple[str, ...]) -> str:
    """The known quantities of a gateway, each with its unit; "not found" when none is."""
    values = {column: getattr(row, column) for column in columns}
    found = [figure(value, label(f"unit.{column}")) for column, value in values.items() if known(value)]
    return "; ".join(found) or label("text.not_found")


def gateway_card(row: object) -> Card:
    """The fact card of a row of ``gateways``."""
    by_ship = ("max_ship", figure(row.max_ship_dwt, "DWT"))
    return card(
        ("kind", label(f"gateway_kind.{row.kind}")),
        ("status", dated(label(f"gateway_status.{row.status}"), row.status_as_of)),
        by_ship if row.kind in ("seaport", "anchorage") else ("operator", row.operator),
        ("capacity", quantities(row, CAPACITIES)),
        ("use", dated(quantities(row, USES), row.use_period)),
        position_line(row),
    )
