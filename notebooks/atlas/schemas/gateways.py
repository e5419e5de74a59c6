"""Schemas of the gateways: ports, airports, border gates and rail terminals; and towns."""

from __future__ import annotations

from atlas.schemas.facts import facts_table
from atlas.schemas.fields import (
    Table,
    choice,
    date,
    flag,
    integer,
    lat,
    licence,
    lon,
    name,
    number,
    pattern,
    ref,
    refs,
    slug,
    text,
)
from atlas.schemas.positions import position_columns, position_complete

GATEWAY_KINDS = ("seaport", "anchorage", "airport", "border-gate", "rail-terminal")
GATEWAY_STATUS = ("operating", "partly-operating", "suspended", "under-construction", "planned")
PERIOD = r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?:/\d{4}(?:-\d{2}(?:-\d{2})?)?)?"

GATEWAYS = Table(
    name="gateways",
    one_row_is="a port, anchorage, airport, border gate or rail terminal",
    key=("gateway_id",),
    columns={
        "gateway_id": slug("Identifier"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name in English"),
        "label_vi": name("Short name for maps"),
        "kind": choice("Kind of gateway", GATEWAY_KINDS),
        "parent_id": ref("Harbour area or gate it is part of", "gateways.gateway_id", nullable=True),
        "province": ref("Province of 2024", "provinces.name_vi"),
        "district_2024": ref(
            "District of Quảng Ninh before 1 July 2025", "districts_2024.code", nullable=True
        ),
        "commune_2025": ref("Commune of Quảng Ninh since 1 July 2025", "communes_2025.code", nullable=True),
        "status": choice("State of the gateway", GATEWAY_STATUS),
        "status_as_of": date("Date the status is true of", nullable=False),
        "deep_water": flag("A seaport or anchorage that takes ships of 30,000 DWT or more today"),
        "opened": date("Opening"),
        "operator": text("Operator or investor"),
        "max_ship_dwt": number("Largest ship it takes today", "DWT", 50, 400000),
        "channel_depth_m": number("Depth of the access channel", "m", 1, 30),
        "quay_length_m": number("Quay length", "m", 20, 10000),
        "runway_length_m": number("Length of the longest runway", "m", 500, 5000),
        "capacity_mt_year": number("Cargo capacity", "Mt/year", 0, 500),
        "capacity_teu_year": number("Container capacity", "TEU/year", 0, 20000000),
        "capacity_passengers_year": number("Passenger capacity", "passengers/year", 0, 100000000),
        "use_mt": number("Cargo handled in the use period", "Mt", 0, 500),
        "use_teu": number("Containers handled in the use period", "TEU", 0, 20000000),
        "use_passengers": number("Passengers in the use period", "passengers", 0, 100000000),
        "use_trade_usd_mn": number("Trade through the gate in the use period", "million USD", 0, 1000000),
        "use_period": pattern(
            "Period of the use figures: a year, or from/to for a part-year",
            PERIOD,
            "must be a year or ISO dates from/to",
            nullable=True,
        ),
        **position_columns("gateway"),
        "licence": licence("Licence of the position"),
        "source_ids": refs("Sources of the row", "sources.source_id"),
        "note": text("What a reader must know to use the row"),
    },
    rules=(position_complete,),
    limits="Positions are single points for maps of 1:250 000; not for navigation.",
)

GATEWAY_FACTS = facts_table(
    "gateway_facts",
    "gateway_id",
    "gateways",
    (
        "max_ship_dwt",
        "max_ship_gt",
        "max_ship_planned_dwt",
        "largest_ship_seen_dwt",
        "channel_depth_m",
        "berth_depth_m",
        "natural_depth_m",
        "draft_m",
        "quay_length_m",
        "runway_length_m",
        "runway_width_m",
        "terminal_area_m2",
        "yard_area_ha",
        "area_ha",
        "berths_count",
        "aircraft_stands_count",
        "capacity_mt_year",
        "capacity_planned_mt_year",
        "capacity_teu_year",
        "capacity_planned_teu_year",
        "capacity_passengers_year",
        "capacity_planned_passengers_year",
        "capacity_cargo_t_year",
        "use_mt",
        "use_teu",
        "use_passengers",
        "use_trade_usd_mn",
        "cost_vnd_bn",
        "cost_usd_mn",
        "jobs_expected_count",
        "class",
        "role",
        "operator",
        "opened",
        "status",
        "status_detail",
        "plan",
        "problem",
        "equipment",
        "berth_layout",
        "icao_class",
    ),
)

TOWNS = Table(
    name="towns",
    one_row_is="a town or place that maps label and routes start from",
    key=("place_id",),
    columns={
        "place_id": slug("Identifier"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name without diacritics, or the English name"),
        "kind": choice("Kind of place", ("capital", "city", "town", "foreign-town")),
        "label_rank": integer("1 is labelled first, 4 only when zoomed in", "rank", 1, 4, nullable=False),
        "lon": lon("Longitude"),
        "lat": lat("Latitude"),
        "position_error_m": number(
            "Radius that holds the centre with good confidence", "m", 10, 20000, nullable=False
        ),
        "licence": licence("Licence of the position"),
        "source_ids": refs("Sources of the row", "sources.source_id"),
    },
)

TABLES = (GATEWAYS, GATEWAY_FACTS, TOWNS)
