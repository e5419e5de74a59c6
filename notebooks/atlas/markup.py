"""How do tables and data stand safely in a page? The frame of a table, and JSON inside a script."""

from __future__ import annotations

import html
import json


def framed(name: str, head: str, body: str, *, classes: str = "", captioned: bool = True) -> str:
    """A table that scrolls by itself and can be reached by keyboard, called ``name``.

    ``head`` is the markup of the cells of its first row, ``body`` that of the other rows; ``classes``
    come after ``atlas-table``. A table below a heading of the same name needs no caption.
    """
    called = html.escape(name)
    caption = f"<caption>{called}</caption>" if captioned else ""
    return (
        f'<div class="{" ".join(["atlas-table", *classes.split()])}" role="region" '
        f'aria-label="{called}" tabindex="0"><table>{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def headings(*words: str, number: str = "") -> str:
    """The cells of a first row; the column called ``number`` is aligned as figures are."""
    return "".join(f'<th scope="col"{aligned(text == number)}>{html.escape(text)}</th>' for text in words)


def aligned(right: bool) -> str:
    """The class of a cell with a figure, and nothing for other cells."""
    return ' class="num"' if right else ""


def script_json(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
