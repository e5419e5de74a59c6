"""How does a table look? One HTML table for every notebook: captioned, escaped, scrollable."""

from __future__ import annotations

import html
from functools import partial

import pandas as pd
from IPython.display import HTML

from atlas.labels import column_labels, label
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
    headings = column_labels(list(frame.columns))
    stacked = _has_sentences(frame)
    classes = (
        "atlas-table" + (" atlas-stack" if stacked else "") + (" atlas-keyed" if _has_keys(frame) else "")
    )
    head = "".join(
        f'<th scope="col"{_aligned(column in numeric)}>{html.escape(headings[column])}</th>'
        for column in frame
    )
    rows = "".join(
        "<tr>"
        + "".join(
            _cell(
                value,
                column in numeric,
                digits.get(column),
                position == 0,
                headings[column] if stacked else "",
            )
            for position, (column, value) in enumerate(zip(frame.columns, row, strict=True))
        )
        + "</tr>"
        for row in frame.itertuples(index=False, name=None)
    )
    words = html.escape(caption, quote=True)
    below = f'<p class="atlas-note">{html.escape(note)}</p>' if note else ""
    return HTML(
        f'<div class="{classes}" role="region" aria-label="{words}" tabindex="0">'
        f"<table><caption>{words}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{below}"
    )


def _has_sentences(frame: pd.DataFrame) -> bool:
    return any(isinstance(cell, str) and len(cell) > SENTENCE for column in frame for cell in frame[column])


def _has_keys(frame: pd.DataFrame) -> bool:
    """Whether the first column is of short keys, which need no width of their own."""
    return frame.iloc[:, 0].map(lambda cell: isinstance(cell, str) and len(cell) <= KEY).all()


def _word(prefix: str, value: object) -> object:
    return label(f"{prefix}.{value}") if known(value) else None


def _aligned(right: bool) -> str:
    return ' class="num"' if right else ""


def _cell(value: object, right: bool, digits: int | None, heads_row: bool, heading: str) -> str:
    words = html.escape(figure(value, digits=digits))
    if heads_row:
        return f'<th scope="row">{words}</th>'
    name = f' data-head="{html.escape(heading, quote=True)}"' if heading else ""
    return f"<td{_aligned(right)}{name}>{words}</td>"
