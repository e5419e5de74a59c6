"""``make diff``: what moved since the last commit? Tables, verdicts and glued figures, in words.

Compared with the working tree is a commit of git (``python -m atlas.changes HEAD~1`` for another).
Glued figures are those stored in the notebooks: run ``make notebooks`` first.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from atlas.data import DATA, DataError, read_raw
from atlas.schemas import TABLES
from atlas.schemas.fields import Table
from atlas.text import figure, known

ROOT = DATA.parent
EMPTY = "(empty)"
LONG = 60  # characters of a text that are shown
RECORD = "application/papermill.record/text/plain"
LEDGER = "import sys; from atlas.claims import ledger; ledger().to_csv(sys.stdout, index=False)"


def table_changes(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> Iterator[str]:
    """One line a cell, row or column that differs between two states of a table, as text."""
    for column in new.columns.difference(old.columns, sort=False):
        yield f"{table.file}: new column {column}"
    for column in old.columns.difference(new.columns, sort=False):
        yield f"{table.file}: column {column} is gone"
    before, after = _by_key(table, old, new)
    for key in dict.fromkeys([*before, *after]):
        name = ", ".join(key)
        if key not in after:
            yield f"{table.file}, {name}: row is gone"
        elif key not in before:
            yield f"{table.file}, {name}: new row"
        else:
            yield from _cell_changes(f"{table.file}, {name}", before[key], after[key])


def _by_key(table: Table, old: pd.DataFrame, new: pd.DataFrame) -> tuple[dict, dict]:
    """Rows by key. Where a figure is part of the key, and the rest is enough, by the rest.

    So a figure that was changed is one change, and not a row lost and a row won.
    """
    columns = [name for name in table.key if name in old and name in new]
    short = [name for name in columns if name != "value"]
    several = {key for frame in (old, new) for key in _keys(frame, short)[lambda keys: keys.duplicated()]}
    return tuple(
        {
            (full if brief in several else brief): row
            for full, brief, row in zip(
                _keys(frame, columns), _keys(frame, short), frame.to_dict("records"), strict=True
            )
        }
        for frame in (old, new)
    )


def _keys(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    return pd.Series(list(frame[columns].fillna("").astype(str).itertuples(index=False, name=None)))


def _cell_changes(where: str, before: dict, after: dict) -> Iterator[str]:
    for column, value in after.items():
        if column not in before or before[column] == value:
            continue
        if column == "geometry":
            yield f"{where}: the shape differs"
        elif known(before[column]) or known(value):
            yield f"{where}, {column}: {_short(before[column])} -> {_short(value)}"


def _short(value: object) -> str:
    words = str(value) if known(value) else EMPTY
    return words if len(words) <= LONG else f"{words[:LONG]}…"


def verdict_changes(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[str]:
    """One line a claim whose verdict or deciding figure differs between two ledgers."""
    before, after = (frame.set_index("claim_id").to_dict("index") for frame in (old, new))
    for claim_id in dict.fromkeys([*before, *after]):
        if claim_id not in after:
            yield f"{claim_id}: claim is gone"
        elif claim_id not in before:
            yield f"{claim_id}: new claim, {after[claim_id]['verdict']}"
        else:
            yield from _verdict_change(claim_id, before[claim_id], after[claim_id])


def _verdict_change(claim_id: str, before: dict, after: dict) -> Iterator[str]:
    found = tuple(figure(row["found_value"]) for row in (before, after))
    unit = f" {after['found_unit']}" if known(after["found_unit"]) else ""
    moved = f"found {found[0]} -> {found[1]}{unit}" if found[0] != found[1] else ""
    if before["verdict"] != after["verdict"]:
        yield f"{claim_id}: {before['verdict']} -> {after['verdict']}" + (f" ({moved})" if moved else "")
    elif moved:
        yield f"{claim_id}: still {after['verdict']}, {moved}"


def glued(notebook: str) -> dict[str, str]:
    """What a stored notebook glues: name -> text; a chart or map stands for itself."""
    cells = json.loads(notebook)["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    found = {}
    for output in outputs:
        name = output.get("metadata", {}).get("scrapbook", {}).get("name")
        if name:
            data = output["data"]
            drawn = json.dumps(data, sort_keys=True) if set(data) - {RECORD} else ""
            found[name] = drawn or "".join(data[RECORD])
    return found


def glue_changes(notebook: str, old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    """One line a glued figure that differs."""
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if before == after:
            continue
        if "{" in f"{before}{after}"[:1]:
            yield f"{notebook} {name}: the drawing differs"
        else:
            yield f"{notebook} {name}: {_short(before)} -> {_short(after)}"


def _export(ref: str, folder: Path) -> None:
    """Put ``data`` and ``notebooks`` as they were at ``ref`` into ``folder``."""
    archive = subprocess.run(
        ["git", "-C", str(ROOT), "archive", ref, "data", "notebooks"], capture_output=True, check=False
    )
    if archive.returncode:
        raise SystemExit(f"make diff needs git and a commit {ref!r}: {archive.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as held:
        held.extractall(folder, filter="data")


def _ledger(root: Path) -> pd.DataFrame | str:
    """The ledger of the tables and the code in ``root``, or why there is none."""
    run = subprocess.run(
        [sys.executable, "-c", LEDGER],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(root / "notebooks"), "PYTHONIOENCODING": "utf-8"},
    )
    if run.returncode:
        return run.stderr.strip().splitlines()[-1]
    return pd.read_csv(io.StringIO(run.stdout), keep_default_na=True)


def changes(ref: str = "HEAD") -> Iterator[str]:
    """Every change of the working tree against the commit ``ref``, a line each."""
    with tempfile.TemporaryDirectory() as name:
        past = Path(name)
        _export(ref, past)
        for table in TABLES.values():
            if not (past / "data" / table.file).exists():
                yield f"{table.file}: new table"
                continue
            yield from table_changes(table, read_raw(table, past / "data"), read_raw(table))
        before, after = _ledger(past), _ledger(ROOT)
        if isinstance(before, str) or isinstance(after, str):
            yield f"verdicts not compared: {before if isinstance(before, str) else after}"
        else:
            yield from verdict_changes(before, after)
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            stored = past / "notebooks" / path.name
            before = glued(stored.read_text(encoding="utf-8")) if stored.exists() else {}
            yield from glue_changes(path.stem, before, glued(path.read_text(encoding="utf-8")))


def main() -> int:
    """Print the changes; return the exit code."""
    ref = next(iter(sys.argv[1:]), "HEAD")
    try:
        lines = list(changes(ref))
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines) if lines else "Nothing moved", f"({len(lines)} changes since {ref})", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
