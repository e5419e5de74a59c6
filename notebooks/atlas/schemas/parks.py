"""Schemas of the industrial parks and economic zones."""

from __future__ import annotations

import pandas as pd

from atlas.schemas.facts import facts_table
from atlas.schemas.fields import Table, choice, date, flag, name, number, ref, refs, slug, text, year
from atlas.schemas.positions import position_columns, position_complete

CORRIDORS = (
    "ha-long-quang-yen",
    "dong-trieu-uong-bi",
    "mong-cai-hai-ha-dam-ha",
    "van-don",
    "outside",
)
PARK_KINDS = ("park", "phase", "expansion", "umbrella", "compound")
PARK_STATUS = (
    "operating",
    "partly-operating",
    "under-construction",
    "planned",
    "inactive",
    "old-list",
)

PARK_NUMBERS = (
    "area_planned_ha",
    "area_industrial_ha",
    "area_cleared_ha",
    "area_ready_ha",
    "area_leased_ha",
    "occupancy_pct",
)
PARK_FACTS = (
    *PARK_NUMBERS,
    "area_actual_ha",
    "area_to_clear_ha",
    "area_levelled_ha",
    "area_phase_ha",
    "area_service_ha",
    "area_registered_ha",
    "area_free_ha",
    "area_project_ha",
    "occupancy_of_ready_pct",
    "capital_infrastructure_vnd_bn",
    "capital_infrastructure_usd_mn",
    "capital_registered_usd_mn",
    "capital_registered_vnd_bn",
    "capital_realised_usd_mn",
    "capital_realised_vnd_bn",
    "capital_state_outside_vnd_bn",
    "capital_target_usd_mn",
    "budget_paid_vnd_bn",
    "projects_count",
    "projects_operating_count",
    "projects_target_count",
    "investors_count",
    "jobs_count",
    "jobs_expected_count",
    "trade_usd_mn",
    "exports_usd_mn",
    "imports_usd_mn",
    "revenue_usd_mn",
    "lease_price_usd_m2",
    "management_fee_usd_m2_year",
    "power_supply",
    "power_capacity_mva",
    "power_problem",
    "power_plant_planned_mw",
    "water_m3_day",
    "water_planned_m3_day",
    "water_source",
    "wastewater_m3_day",
    "wastewater_planned_m3_day",
    "fill_available_mn_m3",
    "fill_needed_mn_m3",
    "fill_short_mn_m3",
    "status",
    "status_detail",
    "developer",
    "decision",
    "established_year",
    "listed_in_plan",
    "location",
    "boundaries",
    "other_name",
    "composition",
    "target_sectors",
    "anchor_tenants",
    "first_tenant",
    "worker_housing",
    "worker_housing_count",
    "eco_orientation",
    "delay",
    "road_link",
    "port_access",
    "expansion_idea",
    "schedule",
)


def _active_parks_have_positions(frame, other):
    for row, record in frame[frame["counted_active"] == "yes"].iterrows():
        if pd.isna(record["lon"]):
            yield row, "lon", "", "an active park must have a position"


def _parts_fit_the_park(frame, other):
    for part in ("area_industrial_ha", "area_cleared_ha", "area_ready_ha", "area_leased_ha"):
        for row, record in frame[frame[part] > frame["area_planned_ha"]].iterrows():
            yield row, part, record[part], "must not exceed area_planned_ha"


def _occupancy_says_of_what_and_when(frame, other):
    for column in ("occupancy_of", "occupancy_as_of"):
        for row, record in frame[frame["occupancy_pct"].isna() != frame[column].isna()].iterrows():
            yield row, column, record[column], "is given where occupancy_pct is, and nowhere else"


PARKS = Table(
    name="parks",
    one_row_is="an industrial park, one of its phases or expansions, or an umbrella of several",
    key=("park_id",),
    columns={
        "park_id": slug("Identifier"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name in English"),
        "other_names": text("Further names in use, separated by '; '"),
        "kind": choice("park; phase or expansion of one; umbrella of several; factory compound", PARK_KINDS),
        "parent_id": ref("The park or umbrella it belongs to", "parks.park_id", nullable=True),
        "zone_id": ref("Economic zone it lies in", "zones.zone_id", nullable=True),
        "corridor": choice("Corridor of the article, assigned by district; 'outside' if in none", CORRIDORS),
        "district_2024": ref("District before 1 July 2025", "districts_2024.code", nullable=True),
        "commune_2025": ref("Commune since 1 July 2025", "communes_2025.code", nullable=True),
        "status": choice("State of the park; old-list: named in 2006-2009 only", PARK_STATUS),
        "status_as_of": date("Date the status is true of", nullable=False),
        "counted_active": flag(
            "One of the nine parks of the official total; no for others, even where they work"
        ),
        "area_planned_ha": number("Area of the whole park in its plan or licence", "ha", 1, 6000),
        "area_industrial_ha": number("Area for factories and warehouses", "ha", 1, 6000),
        "area_cleared_ha": number("Land compensated and handed over", "ha", 0, 6000),
        "area_ready_ha": number("Land levelled and served by roads, power and water", "ha", 0, 6000),
        "area_leased_ha": number("Land let to tenants", "ha", 0, 6000),
        "occupancy_pct": number("Share of leasable land that is let", "%", 0, 100),
        "occupancy_of": text("Denominator of the occupancy"),
        "occupancy_as_of": date("Date of the occupancy"),
        "developer": text("Company that builds the infrastructure"),
        "decision": text("Decisions that found the park, with their numbers"),
        "established_year": year("Year of founding decision or investment certificate"),
        **position_columns("park"),
        "source_ids": refs("Sources of the row", "sources.source_id"),
        "note": text("What a reader must know to use the row"),
    },
    rules=(
        position_complete,
        _active_parks_have_positions,
        _parts_fit_the_park,
        _occupancy_says_of_what_and_when,
    ),
    limits="No outline of any park is published in the open; a park is a point with a stated error.",
)

PARK_FACTS_TABLE = facts_table("park_facts", "park_id", "parks", PARK_FACTS)


def _land_and_sea_add_up(frame, other):
    both = frame.dropna(subset=["land_ha", "sea_ha"])
    for row, record in both[(both["land_ha"] + both["sea_ha"] - both["area_ha"]).abs() > 0.01].iterrows():
        yield row, "area_ha", record["area_ha"], "land and sea must add up to it"


ZONES = Table(
    name="zones",
    one_row_is="an economic zone",
    key=("zone_id",),
    columns={
        "zone_id": slug("Identifier"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name in English"),
        "kind": choice("Coastal zone or border-gate zone", ("coastal", "border-gate")),
        "area_ha": number("Area of land and sea", "ha", 1000, 400000, nullable=False),
        "land_ha": number("Area of land", "ha", 100, 400000),
        "sea_ha": number("Area of sea", "ha", 100, 400000),
        "decision": text("Founding decision", nullable=False),
        "plan_decision": text("Decision on the general plan in force"),
        "established_year": year("Year of the founding decision", nullable=False),
        "location": text("Units it covers, by their names at the time", nullable=False),
        "source_ids": refs("Sources of the row", "sources.source_id"),
        "note": text("What a reader must know to use the row"),
    },
    rules=(_land_and_sea_add_up,),
    limits="Zones are areas in law; no outline is published in the open.",
)

ZONE_FACTS_TABLE = facts_table(
    "zone_facts",
    "zone_id",
    "zones",
    (
        "area_ha",
        "land_ha",
        "sea_ha",
        "area_part_ha",
        "extent",
        "functional_land_ha",
        "population_count",
        "projects_count",
        "capital_registered_usd_mn",
        "decision",
        "plan_decision",
        "established_year",
        "location",
    ),
)

TABLES = (ZONES, ZONE_FACTS_TABLE, PARKS, PARK_FACTS_TABLE)
