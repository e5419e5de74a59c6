"""Schema of the holes: what was looked for and not found."""

from __future__ import annotations

from atlas.schemas.fields import Table, choice, date, slug, text

SUBJECTS = (
    "parks",
    "clusters",
    "gateways",
    "corridors",
    "governance",
    "economy",
    "labour",
    "green",
    "places",
)

HOLES = Table(
    name="holes",
    one_row_is="a figure or position that was looked for and not found",
    key=("hole_id",),
    columns={
        "hole_id": slug("Identifier"),
        "subject": choice("What it is about", SUBJECTS),
        "what": text("What was looked for", nullable=False),
        "period": text(
            "For which time; 'any' where it is not a matter of time", nullable=False, figures=True
        ),
        "nearest": text("The nearest thing that is known, with its date", nullable=False, figures=True),
        "holder": text("Who is likely to hold it", nullable=False),
        "as_of": date("Date of the last search", nullable=False),
    },
)

TABLES = (HOLES,)
