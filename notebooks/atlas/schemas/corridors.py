"""Schemas of the transport corridors: published sections, and the graph drawn from them."""

from __future__ import annotations

import pandas as pd

from atlas.schemas.facts import facts_table
from atlas.schemas.fields import (
    Table,
    choice,
    date,
    integer,
    lat,
    licence,
    lon,
    name,
    number,
    ref,
    refs,
    slug,
    text,
)
from atlas.schemas.shapes import on_the_grid

MODES = ("road", "rail")
STATUS = ("open", "suspended", "under-construction", "planned")
# One mean speed a class of stretch; data/README.md says which stands for what.
SPEEDS = (21, 25, 35, 40, 45, 50, 55, 60, 80, 85, 95)
CLASSES = ("expressway", "national-road", "local-road", "bridge", "railway")

SECTIONS = Table(
    name="corridor_sections",
    one_row_is="a road, bridge or railway section: one with published figures, or a link the network needs",
    key=("section_id",),
    columns={
        "section_id": slug("Identifier"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name in English"),
        "mode": choice("Road or rail", MODES),
        "class": choice("Class of the section", CLASSES),
        "road_ref": text("Number of the road, such as CT06 or QL18"),
        "status": choice("State of the section", STATUS),
        "status_as_of": date("Date the status is true of", nullable=False),
        "length_km": number("Published length", "km", 0.1, 700),
        "design_speed_kmh": number("Design speed", "km/h", 20, 400),
        "lanes": integer("Lanes in both directions", "lanes", 1, 12),
        "construction_start": date("Start of works"),
        "opened": date("Opening to traffic"),
        "cost_vnd_bn": number("Cost", "billion VND", 1, 1000000),
        "source_ids": refs("Sources of the row", "sources.source_id"),
        "note": text("What a reader must know to use the row"),
    },
)

CORRIDOR_FACTS = facts_table(
    "corridor_facts",
    "section_id",
    "corridor_sections",
    (
        "length_km",
        "length_part_km",
        "length_bridge_km",
        "length_upgraded_km",
        "design_speed_kmh",
        "speed_limit_kmh",
        "lanes",
        "width_m",
        "construction_start",
        "opened",
        "opened_technical",
        "cost_vnd_bn",
        "cost_usd_mn",
        "cost_part_vnd_bn",
        "disbursed_vnd_bn",
        "still_needed_vnd_bn",
        "travel_time_before_min",
        "travel_time_after_min",
        "bridges_count",
        "interchanges_count",
        "toll_plazas_count",
        "rest_stops_count",
        "gauge_mm",
        "passengers_year",
        "freight_t_day",
        "trains_week",
        "households_affected_count",
        "investor",
        "start_point",
        "end_point",
        "location",
        "status_detail",
    ),
)

NODES = Table(
    name="corridor_nodes",
    one_row_is="an interchange, junction, station or town where stretches meet",
    key=("node_id",),
    columns={
        "node_id": slug("Identifier"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name in English"),
        "kind": choice("Kind of node", ("interchange", "junction", "station", "end")),
        "road_ref": text("Roads or lines that meet here"),
        "lon": lon("Longitude"),
        "lat": lat("Latitude"),
        "position_error_m": number(
            "Radius that holds the true place with good confidence", "m", 10, 10000, nullable=False
        ),
        "position_note": text("How the position was found"),
        "licence": licence("Licence of the position"),
        "source_ids": refs("Sources of the row", "sources.source_id"),
    },
)


def _ends_meet_nodes(frame, other):
    """A stretch is drawn between its nodes: a layer in another datum, some 200 m off, is seen."""
    nodes = other("corridor_nodes").set_index("node_id")
    lines = other("corridor_edges")["geometry"]
    for row, record in frame.iterrows():
        ends = {"from_node": lines[row].coords[0], "to_node": lines[row].coords[-1]}
        for column, (x, y) in ends.items():
            if record[column] not in nodes.index:
                continue
            node = nodes.loc[record[column]]
            if max(abs(x - float(node["lon"])), abs(y - float(node["lat"]))) > 1e-6:
                yield row, column, record[column], "the drawn line must end at its node"


def _lengths_fit_the_line(frame, other):
    """A road is about as long as its line: generalising shortens it, bends lengthen it."""
    lines = on_the_grid(other("corridor_edges")["geometry"])
    if lines is None:
        return
    times = frame["length_km"] / (lines.length / 1000)
    for row in times.index[~times.between(0.9, 1.5)]:
        drawn = lines.length[row] / 1000
        yield row, "length_km", frame.at[row, "length_km"], f"must fit its line, drawn {drawn:.2f} km long"


def _speeds_are_of_a_class(frame, other):
    for row, record in frame[frame["speed_kmh"].notna() & ~frame["speed_kmh"].isin(SPEEDS)].iterrows():
        yield row, "speed_kmh", record["speed_kmh"], "must be one of " + ", ".join(map(str, SPEEDS))


def _as_its_section(frame, other):
    """Mode of a stretch is that of its section."""
    modes = other("corridor_sections").set_index("section_id")["mode"]
    for row, record in frame[frame["section_id"].isin(modes.index)].iterrows():
        if record["mode"] != modes[record["section_id"]]:
            yield row, "mode", record["mode"], f"its section is {modes[record['section_id']]}"


def _open_roads_have_speed(frame, other):
    for row, record in frame[frame["status"] == "open"].iterrows():
        if pd.isna(record["speed_kmh"]):
            yield row, "speed_kmh", "", "an open stretch needs a speed"


def _published_lengths_add_up(frame, other):
    """A published length is shared out over the edges of its section: they must sum to it."""
    published = other("corridor_sections").set_index("section_id")["length_km"]
    shared = frame[frame["length_basis"] == "published"]
    for section, total in shared.groupby("section_id")["length_km"].sum().items():
        stated = published.get(section)
        if stated is None or abs(total - float(stated)) > 0.01 * float(stated):
            rule = f"published lengths of {section} sum to {total:.2f} km, the section has {stated}"
            yield None, "length_km", section, rule


EDGES = Table(
    name="corridor_edges",
    one_row_is="a stretch of road or railway between two nodes",
    key=("edge_id",),
    geometry=("LineString",),
    columns={
        "edge_id": slug("Identifier"),
        "section_id": ref("Published section it is part of", "corridor_sections.section_id"),
        "from_node": ref("Node at the first vertex", "corridor_nodes.node_id"),
        "to_node": ref("Node at the last vertex", "corridor_nodes.node_id"),
        "mode": choice("Road or rail", MODES),
        "class": choice("Class of the stretch", CLASSES),
        "road_ref": text("Number of the road, such as CT06 or QL18"),
        "status": choice("State of the stretch", STATUS),
        "opened": date("Opening to traffic; empty: long before 2010, or not open"),
        "length_km": number(
            "Length along the road, the one to compute with", "km", 0.05, 200, nullable=False
        ),
        "length_basis": choice(
            "published: the section's published length, shared out by drawn length; measured: "
            "length of the source line before it was generalised; estimated: drawn length times a "
            "stated factor",
            ("published", "measured", "estimated"),
        ),
        "speed_kmh": number("Speed to compute travel time with", "km/h", 5, 160),
        "lanes": integer("Lanes in both directions", "lanes", 1, 12),
        "licence": licence("Licence of the shape"),
        "source_ids": refs("Sources of shape and figures", "sources.source_id"),
    },
    rules=(
        _ends_meet_nodes,
        _lengths_fit_the_line,
        _speeds_are_of_a_class,
        _as_its_section,
        _open_roads_have_speed,
        _published_lengths_add_up,
    ),
    licence="ODbL 1.0, CC BY-SA 4.0 and CC BY 4.0, see the column licence",
    limits="Drawn for 1:250 000; a vertex every 1 to 5 km. Not for what lies within 1 km of a road.",
)

TABLES = (SECTIONS, CORRIDOR_FACTS, NODES, EDGES)
