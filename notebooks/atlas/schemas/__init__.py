"""The one truth about ``data/``: what each table holds, in which unit, within which bounds.

``TABLES`` maps a table's name to its :class:`~atlas.schemas.fields.Table`. The checks of
``atlas.data``, the data dictionary and the Data Package descriptor all read from here.
"""

from __future__ import annotations

from atlas.schemas import (
    boundaries,
    claims,
    corridors,
    gateways,
    holes,
    parks,
    projects,
    resources,
    series,
    sources,
)
from atlas.schemas.fields import Table

TABLES: dict[str, Table] = {
    table.name: table
    for module in (
        sources,
        boundaries,
        parks,
        projects,
        gateways,
        corridors,
        series,
        resources,
        holes,
        claims,
    )
    for table in module.TABLES
}
