"""Schemas of the administrative layers, generalised for 1:250 000."""

from __future__ import annotations

from atlas.schemas.fields import (
    Table,
    choice,
    licence,
    name,
    number,
    pattern,
    refs,
    text,
)
from atlas.schemas.shapes import on_the_grid

QUANG_NINH = "22"  # code of 2024
POLYGONS = ("Polygon", "MultiPolygon")
LIMITS = (
    "Shapes for maps of 1:250 000. Communes take in the bay Cửa Lục and river mouths, which are water; "
    "islets under 7 ha are left out."
)


GROUND_M2 = 1e6  # the layers share one outline; a shift by 200 m leaves 300 km2 uncovered


def _covers_the_same_ground(layer: str, of: str):
    """A layer as a whole lies where the next coarser one does: a wrong datum moves all of it."""

    def rule(frame, other):
        fine, coarse = other(layer), other(of)
        if of == "provinces":
            coarse = coarse[coarse["code"] == QUANG_NINH]
        one, two = on_the_grid(fine["geometry"]), on_the_grid(coarse["geometry"])
        if one is None or two is None:
            return
        off = one.union_all().symmetric_difference(two.union_all()).area
        if off > GROUND_M2:
            text = f"must cover the same ground as {of}; {off / 1e6:,.1f} km2 differ"
            yield None, "geometry", "", text

    return rule


def _areas_fit_the_shapes(layer: str, low: float):
    """The area of the row is that of its shape, from which generalising takes a little."""

    def rule(frame, other):
        shapes = on_the_grid(other(layer)["geometry"])
        if shapes is None:
            return
        areas = shapes.area / 1e6
        share = areas / frame["area_map_km2"]
        for row in share.index[~share.between(low, 1.02)]:
            yield row, "area_map_km2", frame.at[row, "area_map_km2"], f"its shape has {areas[row]:,.2f} km2"

    return rule


def _official_area_is_near(frame, other):
    """Official areas count water or leave it out, but are of the size of the land."""
    times = frame["area_official_km2"] / frame["area_map_km2"]
    for row in times.index[~times.between(0.15, 2)]:
        value = frame.at[row, "area_official_km2"]
        yield row, "area_official_km2", value, "must be from 0.15 to 2 times the mapped area"


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
        "name_vi": name("Name in Vietnamese, 2024"),
        "name_en": name("Name without diacritics, or the English name"),
        "province_2025": text("Province it belongs to since 1 July 2025"),
        "country": choice("Country", ("VN", "CN")),
        "whole": choice("Whether the whole unit is drawn, or a part cut at the frame", ("yes", "no")),
        "licence": licence("Licence of the shape"),
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
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name without diacritics"),
        "kind": choice("City, town or rural district", ("thành phố", "thị xã", "huyện")),
        "area_map_km2": number("Area of the mapped land at full detail", "km2", 10, 2000, nullable=False),
        "edge_note": text("Where the outline is not exact"),
        "licence": licence("Licence of the shape"),
        "source_ids": refs("Sources of the shape", "sources.source_id"),
    },
    rules=(
        _covers_the_same_ground("districts_2024", "provinces"),
        _areas_fit_the_shapes("districts_2024", 0.95),
    ),
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
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name without diacritics"),
        "kind": choice("Ward, commune or special zone", ("phường", "xã", "đặc khu")),
        "district_codes": refs(
            "District of 2024, or two where the commune joins parts of both", "districts_2024.code"
        ),
        "merged_from": text("Units of 2024 it was made of", nullable=False),
        "area_official_km2": number(
            "Official area; includes tidal flats and water", "km2", 1, 700, nullable=False
        ),
        "area_map_km2": number("Area of the mapped land at full detail", "km2", 1, 700, nullable=False),
        "licence": licence("Licence of the shape"),
        "source_ids": refs("Sources of the row", "sources.source_id"),
    },
    rules=(
        _covers_the_same_ground("communes_2025", "districts_2024"),
        _areas_fit_the_shapes("communes_2025", 0.7),
        _official_area_is_near,
    ),
    licence="MIT as declared by the republisher",
    limits=LIMITS,
)

TABLES = (PROVINCES, DISTRICTS, COMMUNES)
