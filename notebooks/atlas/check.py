"""``make check``: is every table valid? One line a table, or every offence at once."""

from __future__ import annotations

import sys

import pandas as pd

from atlas.data import MANY, DataError, load
from atlas.schemas import TABLES


def holes(frame: pd.DataFrame) -> int:
    """Cells that are empty: unknown, not zero."""
    return int(frame.drop(columns="geometry", errors="ignore").isna().sum().sum())


def cited(frame: pd.DataFrame) -> int:
    """Different sources that the rows point to."""
    columns = [column for column in ("source_id", "source_ids") if column in frame]
    return len({key for column in columns for cell in frame[column].dropna() for key in cell.split(MANY)})


def main() -> int:
    """Validate every table; return the exit code."""
    said: dict[str, None] = {}  # a file that cannot be read is the fault of each table that looks it up
    for name in TABLES:
        try:
            frame = load(name)
        except DataError as error:
            said[str(error)] = None
        else:
            print(f"{name:20} {len(frame):5} rows  {cited(frame):4} sources  {holes(frame):5} empty cells")
    print("\n".join(said) or f"All {len(TABLES)} tables are in order", file=sys.stderr if said else None)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
