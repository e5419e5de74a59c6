"""Schemas of the administrative layers, generalised for 1:250 000."""

from __future__ import annotations

from atlas.schemas.fields import Table, choice, number, pattern, refs, text

POLYGONS = ("Polygon", "MultiPolygon")
LIMITS = (
    "Shapes for maps of 1:250 000. Communes take in the bay Cửa Lục and river mouths, which are water; "
    "islets under 7 ha are left out."
)


PROVINCES = Table(
    name="provinces",
    one_row_is="a province of 2024, or the part of China that the maps show",
    key=("code",),
    geometry=POLYGONS,
    coverage=True,
    columns={
        "code": pattern(
            "Official code of 2024; CN-GX for Guangxi", r"\d{2}|CN-GX", "must be two digits or CN-GX"
        ),
        "name_vi": text("Name in Vietnamese, 2024", nullable=False),
        "name_en": text("Name without diacritics, or the English name", nullable=False),
        "province_2025": text("Province it belongs to since 1 July 2025"),
        "country": choice("Country", ("VN", "CN")),
        "whole": choice("Whether the whole unit is drawn, or a part cut at the frame", ("yes", "no")),
        "licence": text("Licence of the shape", nullable=False),
        "source_ids": refs("Sources of the shape", "sources.source_id"),
    },
    licence="MIT as declared by the republisher; China public domain",
    limits=LIMITS,
)

DISTRICTS = Table(
    name="districts_2024",
    one_row_is="a district-level unit of Quảng Ninh before 1 July 2025",
    key=("code",),
    geometry=POLYGONS,
    coverage=True,
    columns={
        "code": pattern("Official code", r"\d{3}", "must be three digits"),
        "name_vi": text("Name in Vietnamese", nullable=False),
        "name_en": text("Name without diacritics", nullable=False),
        "kind": choice("City, town or rural district", ("thành phố", "thị xã", "huyện")),
        "area_map_km2": number("Area of the mapped land at full detail", "km2", 10, 2000, nullable=False),
        "edge_note": text("Where the outline is not exact"),
        "licence": text("Licence of the shape", nullable=False),
        "source_ids": refs("Sources of the shape", "sources.source_id"),
    },
    licence="MIT as declared by the republisher",
    limits=LIMITS,
)

COMMUNES = Table(
    name="communes_2025",
    one_row_is="a commune-level unit of Quảng Ninh since 1 July 2025",
    key=("code",),
    geometry=POLYGONS,
    coverage=True,
    columns={
        "code": pattern("Official code", r"\d{5}", "must be five digits"),
        "name_vi": text("Name in Vietnamese", nullable=False),
        "name_en": text("Name without diacritics", nullable=False),
        "kind": choice("Ward, commune or special zone", ("phường", "xã", "đặc khu")),
        "district_codes": refs(
            "District of 2024, or two where the commune joins parts of both", "districts_2024.code"
        ),
        "merged_from": text("Units of 2024 it was made of", nullable=False),
        "area_official_km2": number(
            "Official area; includes tidal flats and water", "km2", 1, 700, nullable=False
        ),
        "area_map_km2": number("Area of the mapped land at full detail", "km2", 1, 700, nullable=False),
        "licence": text("Licence of the shape", nullable=False),
        "source_ids": refs("Sources of the row", "sources.source_id"),
    },
    licence="MIT as declared by the republisher",
    limits=LIMITS,
)

TABLES = (PROVINCES, DISTRICTS, COMMUNES)
