"""How does a table look? One HTML table for every notebook: captioned, escaped, scrollable."""

from __future__ import annotations

import html
from functools import partial

import pandas as pd
from IPython.display import HTML

from atlas.labels import column_labels, label
from atlas.markup import aligned, framed
from atlas.text import figure, known

KEY = 6  # characters: a first column this short holds ids, such as S5-02
SENTENCE = 90  # characters: a cell longer than this is prose, not a name or a figure


def table(
    frame: pd.DataFrame,
    caption: str,
    *,
    digits: dict[str, int] | None = None,
    words: dict[str, str] | None = None,
    note: str = "",
) -> HTML:
    """Show ``frame`` with headings from ``labels.toml`` (``column.<name>``).

    Unknown cells read "not found"; figures are aligned right and grouped by thousands; a table with
    sentences in it stacks its cells on a phone (class ``atlas-stack``);
    ``digits`` fixes the decimals of a column. ``words`` names the columns of a controlled
    vocabulary with the prefix of its labels, such as ``{"status": "park_status"}``; ``note`` stands
    below the table. Raises ``KeyError`` for a column or a word without label.
    """
    digits = digits or {}
    frame = frame.copy()
    for column, prefix in (words or {}).items():
        frame[column] = frame[column].map(partial(_word, prefix))
    numeric = {column for column in frame if pd.api.types.is_numeric_dtype(frame[column])}
    names = column_labels(list(frame.columns))
    stacked = _has_sentences(frame)
    columns = [(column in numeric, digits.get(column), names[column] if stacked else "") for column in frame]
    head = "".join(
        f'<th scope="col"{aligned(column in numeric)}>{html.escape(names[column])}</th>' for column in frame
    )
    rows = "".join(_row(row, columns) for row in frame.itertuples(index=False, name=None))
    classes = " ".join(["atlas-stack"] * stacked + ["atlas-keyed"] * bool(_has_keys(frame)))
    below = f'<p class="atlas-note">{html.escape(note)}</p>' if note else ""
    return HTML(framed(caption, head, rows, classes=classes) + below)


def _row(cells: tuple, columns: list[tuple[bool, int | None, str]]) -> str:
    """A row of the body; its first cell heads it. ``columns``: right-aligned, decimals, name for a phone."""
    first, *others = zip(cells, columns, strict=True)
    value, (_, decimals, _) = first
    head = f'<th scope="row">{html.escape(figure(value, digits=decimals))}</th>'
    return f"<tr>{head}{''.join(_cell(value, *column) for value, column in others)}</tr>"


def _has_sentences(frame: pd.DataFrame) -> bool:
    return any(isinstance(cell, str) and len(cell) > SENTENCE for column in frame for cell in frame[column])


def _has_keys(frame: pd.DataFrame) -> bool:
    """Whether the first column is of short keys, which need no width of their own."""
    return frame.iloc[:, 0].map(lambda cell: isinstance(cell, str) and len(cell) <= KEY).all()


def _word(prefix: str, value: object) -> object:
    return label(f"{prefix}.{value}") if known(value) else None


def _cell(value: object, right: bool, digits: int | None, name: str) -> str:
    on_a_phone = f' data-head="{html.escape(name)}"' if name else ""
    return f"<td{aligned(right)}{on_a_phone}>{html.escape(figure(value, digits=digits))}</td>"
