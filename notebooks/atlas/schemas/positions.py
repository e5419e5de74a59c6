"""Columns shared by tables of things that stand somewhere: a point, how it is known, and its error."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pandera.pandas as pa

from atlas.schemas.fields import Offences, choice, lat, lon, number, text

POSITION_BASIS = ("published-point", "site-point", "derived", "not-found")


def position_columns(what: str) -> dict[str, pa.Column]:
    """Longitude, latitude, basis, error and note of the position of ``what``; empty where not found."""
    return {
        "lon": lon(f"Longitude of a point in or at the {what}", nullable=True),
        "lat": lat(f"Latitude of a point in or at the {what}", nullable=True),
        "position_basis": choice(
            "published-point: from a published list; site-point: a mapped plant or berth there; "
            "derived: worked out here from unit, road, shore or border",
            POSITION_BASIS,
        ),
        "position_error_m": number(f"Radius that holds the {what} with good confidence", "m", 10, 20000),
        "position_note": text("How the position was found, or why it is missing"),
    }


def position_complete(frame: pd.DataFrame, other: Callable[[str], pd.DataFrame]) -> Offences:
    """A position has all its parts or none."""
    for row, record in frame.iterrows():
        placed = record["position_basis"] != "not-found"
        for column in ("lon", "lat", "position_error_m"):
            if pd.notna(record[column]) != placed:
                yield row, column, "", "a position has lon, lat and an error, or its basis is not-found"
