"""Schemas of mines and power plants, and of the distances that others have published."""

from __future__ import annotations

import pandas as pd

from atlas.schemas.facts import QUALIFIERS, confidence, facts_table
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
    year,
)
from atlas.schemas.positions import POSITION_BASIS, position_columns, position_complete
from atlas.schemas.shapes import GEOD

MINE_KINDS = ("open-pit", "underground", "mixed", "processing", "cement-works", "sand-plant")
MINERALS = ("coal", "cement", "silica-sand")
MINE_STATUS = ("operating", "under-construction", "planned", "closed", "unclear")
FUELS = ("coal", "gas", "oil")
PLANT_STATUS = ("operating", "planned", "shelved", "cancelled", "unclear")
PLACE_TABLES = {
    "park": ("parks", "park_id"),
    "cluster": ("clusters", "cluster_id"),
    "gateway": ("gateways", "gateway_id"),
    "town": ("towns", "place_id"),
    "node": ("corridor_nodes", "node_id"),
}


def _year_belongs_to_output(frame, other):
    for row, record in frame[frame["output_year"].notna() & frame["output_mt"].isna()].iterrows():
        yield row, "output_year", record["output_year"], "a year of output needs an output"


MINES = Table(
    name="mines",
    one_row_is="a mine, a group of pits, a coal plant of the mines or a cement works of Quảng Ninh",
    key=("mine_id",),
    columns={
        "mine_id": slug("Identifier"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name in English"),
        "kind": choice("How it is worked; processing: screening and washing", MINE_KINDS),
        "mineral": choice("What it yields", MINERALS),
        "operator": text("Company that works it"),
        "status": choice("State of the site", MINE_STATUS),
        "status_as_of": date("Date the status is true of", nullable=False),
        "output_mt": number("Yearly output, raw coal for coal mines", "Mt/year", 0, 20),
        "output_year": year("Year of the output; empty where the source gives none"),
        "capacity_mt": number("Design capacity", "Mt/year", 0, 20),
        "opening_year": year("Start of mining or of the project"),
        "closing_year": year("Year in which mining ends or ended; planned unless the status is closed"),
        "closing_note": text("How firm the end is"),
        "district_2024": ref("District before 1 July 2025", "districts_2024.code", nullable=True),
        **position_columns("mine"),
        "licence": licence("Licence of the row"),
        "source_ids": refs("Sources of the row", "sources.source_id"),
        "confidence": confidence(),
        "note": text("What a reader must know to use the row"),
    },
    rules=(position_complete, _year_belongs_to_output),
    limits="Companies and single mines stand side by side, so outputs must not be added up; points mark a "
    "mine, not its outline.",
)

MINE_FACTS = facts_table(
    "mine_facts",
    "mine_id",
    "mines",
    (
        "output_mt",
        "output_planned_mt",
        "capacity_mt",
        "opening_year",
        "closing_year",
        "underground_since_year",
        "reserves_mt",
        "area_ha",
        "depth_m",
        "workforce_count",
        "investment_vnd_bn",
        "life_years",
        "kind_stated",
        "closing_rule",
        "status_detail",
    ),
)


def _units_add_up(frame, other):
    """What a plant runs and what is planned is given wherever its status says so."""
    for row, record in frame.iterrows():
        if record["status"] == "operating" and pd.isna(record["operating_mw"]):
            yield row, "operating_mw", "", "an operating plant needs its capacity"
        each = record["operating_mw"] / record["units"] if pd.notna(record["units"]) else None
        if pd.notna(each) and not 100 <= each <= 1000:
            yield row, "units", record["units"], f"{each:,.0f} MW a unit: must be from 100 to 1,000"
        if record["status"] != "operating" and pd.notna(record["operating_mw"]):
            yield (
                row,
                "operating_mw",
                record["operating_mw"],
                "only an operating plant has operating capacity",
            )


POWER_PLANTS = Table(
    name="power_plants",
    one_row_is="a power plant, or a proposal for one, in Quảng Ninh",
    key=("plant_id",),
    columns={
        "plant_id": slug("Identifier"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name in English"),
        "fuel": choice("Fuel", FUELS),
        "status": choice("State of the plant", PLANT_STATUS),
        "status_as_of": date("Date the status is true of", nullable=False),
        "operating_mw": number("Capacity of the units in operation", "MW", 1, 5000),
        "planned_mw": number("Capacity still planned", "MW", 1, 5000),
        "dropped_mw": number("Capacity once planned, then cancelled or shelved", "MW", 1, 5000),
        "units": integer("Units in operation", "units", 1, 20),
        "start_year": year("Start of the first unit in operation"),
        "last_unit_year": year("Start of the last unit in operation"),
        "owner": text("Owner"),
        "district_2024": ref("District before 1 July 2025", "districts_2024.code", nullable=True),
        "lon": lon("Longitude", nullable=True),
        "lat": lat("Latitude", nullable=True),
        "position_basis": choice("How the position is known", POSITION_BASIS),
        "position_error_m": number("Radius that holds the plant with good confidence", "m", 10, 20000),
        "licence": licence("Licence of the row"),
        "source_ids": refs("Sources of the row", "sources.source_id"),
        "note": text("What a reader must know to use the row"),
    },
    rules=(position_complete, _units_add_up),
    licence="CC BY 4.0 (Global Energy Monitor, WRI)",
    limits="State of July 2024 for coal and August 2024 for gas, with later reports in the facts.",
)

PLANT_FACTS = facts_table(
    "power_plant_facts",
    "plant_id",
    "power_plants",
    (
        "operating_mw",
        "planned_mw",
        "dropped_mw",
        "start_year",
        "last_unit_year",
        "cost_vnd_bn",
        "cost_usd_mn",
        "owner_stated",
        "status_detail",
    ),
)


def _ends_are_known(frame, other):
    """An end that has an id is a row of the table its kind names."""
    for end in ("from", "to"):
        for kind, (table, key) in PLACE_TABLES.items():
            known = set(other(table)[key])
            rows = frame[(frame[f"{end}_kind"] == kind) & frame[f"{end}_id"].notna()]
            for row, record in rows.iterrows():
                if record[f"{end}_id"] not in known:
                    yield row, f"{end}_id", record[f"{end}_id"], f"must be a {key} of {table}"
        for row, record in frame.iterrows():
            if (record[f"{end}_kind"] == "other") != pd.isna(record[f"{end}_id"]):
                yield row, f"{end}_id", record[f"{end}_id"], "an id for every kind but other"


def _distances_fit_the_map(frame, other):
    """A way is no shorter than the straight line between its ends, and rarely twice as long.

    Both bounds give way by the errors of the two positions; a way inside one place has no line.
    """
    places = {kind: other(table).set_index(key) for kind, (table, key) in PLACE_TABLES.items()}
    for row, record in frame.iterrows():
        ends = [_end(places, record[f"{end}_kind"], record[f"{end}_id"]) for end in ("from", "to")]
        if None in ends or ends[0] == ends[1]:
            continue
        line = GEOD.inv(*ends[0][:2], *ends[1][:2])[2] / 1000
        error = (ends[0][2] + ends[1][2]) / 1000
        if not 0.9 * line - error <= record["km"] <= 2 * line + error:
            text = f"the straight line is {line:.1f} km, the positions are {error:.1f} km unsure"
            yield row, "km", record["km"], text


def _end(places, kind, place_id):
    """Longitude, latitude and error in metres of a place; None where it has no position."""
    table = places.get(kind)
    if (
        table is None
        or place_id not in table.index
        or "lon" not in table
        or table.at[place_id, "lon"] is None
    ):
        return None
    return tuple(float(table.at[place_id, column]) for column in ("lon", "lat", "position_error_m"))


STATED_DISTANCES = Table(
    name="stated_distances",
    one_row_is="a distance between two places as one source states it",
    key=("distance_id",),
    columns={
        "distance_id": slug("Identifier"),
        "from_kind": choice("Table the start is in; other: none", (*PLACE_TABLES, "other")),
        "from_id": text("Identifier of the start in that table"),
        "from_name": text("Start, as the source calls it", nullable=False),
        "to_kind": choice("Table the end is in; other: none", (*PLACE_TABLES, "other")),
        "to_id": text("Identifier of the end in that table"),
        "to_name": text("End, as the source calls it", nullable=False),
        "mode": choice("Road or rail", ("road", "rail")),
        "km": number("Distance stated", "km", 0, 1000, nullable=False),
        "qualifier": choice("How the source qualifies the figure", QUALIFIERS),
        "measured_between": choice(
            "What the source measures between, as far as it can be told",
            ("sites", "town-centres", "expressway-ends", "not-stated"),
        ),
        "source_id": ref("Where it is stated", "sources.source_id"),
        "confidence": confidence(),
        "note": text("What a reader must know to use it"),
    },
    rules=(_ends_are_known, _distances_fit_the_map),
    limits="Most are rounded to 5 or 10 km, and few say by which road; older ones go by roads of their time.",
)

TABLES = (MINES, MINE_FACTS, POWER_PLANTS, PLANT_FACTS, STATED_DISTANCES)
