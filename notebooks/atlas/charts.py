"""How is a comparison drawn? Charts as SVG, in the colours of the maps, with their words as text.

Every colour is a CSS variable with a fallback: inline in a page a chart follows the theme, as a
picture (GitHub, Jupyter, print) it shows in light colours on white.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd
from IPython.display import SVG
from myst_nb import glue

from atlas.style import BLUE, FONT, RED
from atlas.text import figure

WIDTH, MARGIN, HEAD, ROW, FOOT = 700, 8, 74, 34, 44
NAMES = 330  # room for the names of the rows
INK, MUTED = "var(--chart-ink,#22262B)", "var(--chart-muted,#565C63)"
BEFORE, AFTER = f"var(--chart-before,{RED[0]})", f"var(--chart-after,{BLUE[0]})"


@dataclass(frozen=True)
class Chart:
    """A chart: its key, its text alternative and its SVG document."""

    key: str
    summary: str
    svg: str


def show(chart: Chart) -> None:
    """Display ``chart`` and glue it as ``chart-<key>``, so that any page can show it again."""
    glue(f"chart-{chart.key}", SVG(chart.svg))


def dumbbell(
    frame: pd.DataFrame,
    *,
    key: str,
    title: str,
    unit: str,
    labels: tuple[str, str],
    sources: str,
    summary: str,
) -> Chart:
    """Two values of each row, joined by a line: columns are name, earlier value, later value.

    ``labels`` names the two values, ``unit`` theirs. Rows are drawn in the order of ``frame``;
    a row with an unknown value raises ``ValueError``, since a missing end is no zero.
    """
    if frame.isna().any(axis=None):
        raise ValueError(f"chart {key!r}: a value is unknown")
    top = max(frame.iloc[:, 1].max(), frame.iloc[:, 2].max())
    span = WIDTH - MARGIN - NAMES - 46

    def x(value: float) -> float:
        return NAMES + span * value / top

    rows = []
    for number, (name, before, after) in enumerate(frame.itertuples(index=False)):
        rows.append(_row(name, before, after, x(before), x(after), HEAD + ROW * number + ROW / 2))
    height = HEAD + ROW * len(frame) + FOOT
    return Chart(key, summary, _document(key, title, unit, labels, sources, summary, rows, height))


def _row(name: str, before: float, after: float, left: float, right: float, y: float) -> str:
    outward = 1 if left >= right else -1
    return (
        f'<text x="{NAMES - 12}" y="{y + 4:.0f}" text-anchor="end" font-size="13" '
        f'fill="{INK}">{_text(name)}</text>'
        f'<path d="M{left:.1f} {y:.0f}H{right:.1f}" stroke="{MUTED}" stroke-width="2"/>'
        f'<path d="M{left:.1f} {y - 6.5:.1f}l6.5 6.5-6.5 6.5-6.5-6.5Z" fill="{BEFORE}"/>'
        f'<circle cx="{right:.1f}" cy="{y:.0f}" r="6" fill="{AFTER}"/>'
        + _value(before, left, y, outward)
        + _value(after, right, y, -outward)
    )


def _value(value: float, x: float, y: float, side: int) -> str:
    anchor = "start" if side > 0 else "end"
    return (
        f'<text x="{x + 11 * side:.1f}" y="{y + 4:.0f}" text-anchor="{anchor}" font-size="12.5" '
        f'fill="{INK}">{figure(value)}</text>'
    )


def _document(key, title, unit, labels, sources, summary, rows, height) -> str:
    key_width = 30 + 7 * len(labels[0])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="{FONT}" data-chart="{key}" role="img" '
        f'aria-labelledby="{key}-t {key}-d">'
        f'<title id="{key}-t">{_text(title)}</title><desc id="{key}-d">{_text(summary)}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="var(--chart-paper,#FFFFFF)"/>'
        f'<text x="{MARGIN}" y="22" font-size="17" font-weight="600" fill="{INK}">{_text(title)}</text>'
        f'<text x="{MARGIN}" y="42" font-size="12.5" fill="{MUTED}">{_text(unit)}</text>'
        f'<path d="M{MARGIN + 6} 52l6.5 6.5-6.5 6.5-6.5-6.5Z" fill="{BEFORE}"/>'
        f'<text x="{MARGIN + 20}" y="63" font-size="13" fill="{INK}">{_text(labels[0])}</text>'
        f'<circle cx="{MARGIN + key_width + 6}" cy="58.5" r="6" fill="{AFTER}"/>'
        f'<text x="{MARGIN + key_width + 20}" y="63" font-size="13" fill="{INK}">{_text(labels[1])}</text>'
        f"{''.join(rows)}"
        f'<text x="{MARGIN}" y="{height - 12}" font-size="11.5" fill="{MUTED}">{_text(sources)}</text></svg>'
    )


def _text(words: str) -> str:
    return html.escape(words, quote=True)
