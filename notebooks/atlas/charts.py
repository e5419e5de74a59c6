"""How is a comparison drawn? As pairs of values, bars or lines over years, on a sheet of ``atlas.sheet``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from IPython.display import SVG
from myst_nb import glue

from atlas.labels import label as words_for
from atlas.labels import labels_below
from atlas.sheet import LINE, MARGIN, MARK, SMALL, TEXT, WIDTH, Scale, Sheet, house_style, width_of, wrapped
from atlas.text import dated, figure, known, listing

PLOT = 250  # pixels: height of the plot of lines
NAMES = 170  # pixels: room for the names at the ends of lines
SERIES = (
    ("blue", "circle"),
    ("red", "diamond"),
    ("green", "square"),
    ("purple", "triangle"),
    ("grey", "down"),
)


@dataclass(frozen=True)
class Words:
    """What is written on a chart, and ``summary``, its text alternative."""

    key: str
    title: str
    unit: str
    sources: str
    summary: str
    note: str = ""


@dataclass(frozen=True)
class Chart(Words):
    """A chart: its words and its SVG document."""

    svg: str = ""


def show(chart: Chart) -> None:
    """Display ``chart`` and glue it as ``chart-<key>``, so that any page can show it again."""
    glue(f"chart-{chart.key}", SVG(chart.svg))


def wording(key: str, sources: str = "", **values: object) -> dict[str, str]:
    """The key of a chart and its words, from the labels below ``chart.<key>`` with ``values`` filled in.

    The labels are title, unit and summary, for some charts note, and for those that are given no
    ``sources`` (see :mod:`atlas.credits`) the source line. Raises ``KeyError`` for a key without labels.
    """
    written = {part: text.format(**values) for part, text in labels_below(f"chart.{key}").items()}
    return {"key": key, **written, **({"sources": sources} if sources else {})}


@house_style
def dumbbell(
    frame: pd.DataFrame,
    label: str,
    before: str,
    after: str,
    *,
    before_label: str,
    after_label: str,
    digits: int | None = None,
    **words: str,
) -> Chart:
    """Two values of each row, joined by a line, the largest fall first and unknown changes last.

    ``label``, ``before`` and ``after`` name columns; ``before_label`` and ``after_label`` say
    what the two values are; ``words`` are the :class:`Words`, with the ``unit`` of both values. An
    unknown value is said in words. Raises ``ValueError`` when no value is known.
    """
    said = Words(**words)
    rows = frame[[label, before, after]].set_axis(["name", "before", "after"], axis=1)
    rows = rows.assign(change=rows["after"] - rows["before"]).sort_values(["change", "name"])
    values = [value for value in (*rows["before"], *rows["after"]) if known(value)]
    sheet = Sheet(said.key, said.title)
    sheet.legend([("red", "diamond", before_label, False), ("blue", "circle", after_label, True)])
    room = MARK + 4 + max(width_of(figure(value, digits=digits)) for value in values or [0])
    scale = Scale(said.key, values, (MARGIN + room, WIDTH - MARGIN - room))
    top = sheet.y
    for row in rows.itertuples(index=False):
        y = sheet.row(row.name)
        taken = _pair(sheet, scale, y, row.before, row.after, digits)
        names = [before_label] * (not known(row.before)) + [after_label] * (not known(row.after))
        sheet.unknown(y, names, taken, room)
    sheet.axis(scale, top, said.unit)
    return _chart(sheet, said)


def _pair(
    sheet: Sheet, scale: Scale, y: float, before: float, after: float, digits: int | None
) -> list[float]:
    """Draw the known ones of two values, each with its figure on the outer side; returns their pixels."""
    ends = [(before, after, "red", "diamond", False), (after, before, "blue", "circle", True)]
    drawn = [end for end in ends if known(end[0])]
    if len(drawn) == 2:
        sheet.line([scale(before), scale(after)], [y, y], "muted", 2)
    for value, other, colour, mark, filled in drawn:
        right = value > other or (value == other and filled)
        sheet.mark(scale(value), y, colour, mark, filled)
        at, align = (MARK, "l") if right else (-MARK, "r")
        sheet.text(scale(value) + at, y, figure(value, digits=digits), align)
    return [scale(end[0]) for end in drawn]


@house_style
def bars(frame: pd.DataFrame, label: str, value: str, *, digits: int | None = None, **words: str) -> Chart:
    """A horizontal bar from zero for each row, the longest first, its value written at its end.

    ``label`` and ``value`` name columns; ``words`` are the :class:`Words`, with the ``unit`` of the
    values. A row with an unknown value has no bar and reads "not found". Raises ``ValueError`` when
    no value is known.
    """
    said = Words(**words)
    rows = frame[[label, value]].set_axis(["name", "value"], axis=1)
    rows = rows.sort_values(["value", "name"], ascending=[False, True])
    values = [number for number in rows["value"] if known(number)]
    sheet = Sheet(said.key, said.title)
    room = 10 + max(width_of(figure(number, digits=digits)) for number in values or [0])
    left = MARGIN + (room if min(values, default=0) < 0 else 0)
    scale = Scale(said.key, [0, *values] if values else [], (left, WIDTH - MARGIN - room))
    top = sheet.y
    for row in rows.itertuples(index=False):
        y = sheet.row(row.name)
        if known(row.value):
            at, align = (-6, "r") if row.value < 0 else (6, "l")
            sheet.bar(scale(0), scale(row.value), y, "blue")
            sheet.text(scale(row.value) + at, y, figure(row.value, digits=digits), align)
        else:
            sheet.text(scale(0) + 6, y, figure(row.value), "l", "muted")
    sheet.axis(scale, top, said.unit)
    return _chart(sheet, said)


@house_style
def lines(
    frame: pd.DataFrame,
    x: str,
    series: str,
    value: str,
    *,
    hollow: str | None = None,
    digits: int | None = None,
    **words: str,
) -> Chart:
    """A line over the years for each series, in order of appearance, named with its last value.

    The value carries its year where that is not the last of the chart. ``x`` (whole years),
    ``series``, ``value`` and ``hollow`` (true for a part of a year or an estimate) name columns;
    ``words`` are the :class:`Words`, with the ``unit`` of the values. A year without value inside a
    series breaks its line and is named below. Raises ``ValueError`` for more series than there are
    marks, for a year that occurs twice in one, and when no value is known.
    """
    said = Words(**words)
    names = list(dict.fromkeys(frame[series]))
    if len(names) > len(SERIES):
        raise ValueError(f"chart {said.key!r}: {len(names)} series, at most {len(SERIES)} can be told apart")
    if frame.duplicated([series, x]).any():
        raise ValueError(f"chart {said.key!r}: a year occurs twice in a series")
    runs = {name: _yearly(frame[frame[series] == name], x, value, hollow, _step(frame[x])) for name in names}
    runs = {name: run for name, run in runs.items() if len(run)}
    sheet = Sheet(said.key, said.title)
    sheet.paragraph(said.unit, SMALL, "muted")
    top, bottom = sheet.y + 14, sheet.y + 14 + PLOT
    across, height = _grid(sheet, list(runs.values()), (top, bottom), digits)
    ends = [
        _run(sheet, run, across, height, colour, mark)
        for run, (colour, mark) in zip(runs.values(), SERIES, strict=False)
    ]
    _name_ends(sheet, _last_values(runs, digits), ends, (top, bottom))
    sheet.y = bottom + 40
    _explain(sheet, names, runs)
    return _chart(sheet, said)


def _chart(sheet: Sheet, said: Words) -> Chart:
    return Chart(**vars(said), svg=sheet.svg(said.note, said.sources, said.summary))


def _grid(
    sheet: Sheet, runs: list[pd.DataFrame], window: tuple[float, float], digits: int | None
) -> tuple[Scale, Scale]:
    """Draw the lines of the values and write the years; returns the scales of years and of values."""
    top, bottom = window
    values = [number for run in runs for number in run["value"] if known(number)]
    height = Scale(sheet.key, values, (bottom, top), ticks=True)
    ticks = [figure(tick, digits=digits) for tick in height.ticks]
    left = MARGIN + max(map(width_of, ticks)) + 8
    for tick, written in zip(height.ticks, ticks, strict=True):
        sheet.line([left, WIDTH - NAMES], [height(tick)] * 2, "grid", 1)
        sheet.text(left - 8, height(tick), written, "r", "muted")
    years = sorted({year for run in runs for year in run["year"]})
    across = Scale(sheet.key, years, (left + 16, WIDTH - NAMES - 12), ticks=None)
    for year in _spaced(years, across):
        sheet.text(across(year), bottom + 18, str(year), "c", "muted")
    return across, height


def _last_values(runs: dict[str, pd.DataFrame], digits: int | None) -> list[str]:
    """The name of each series with its last value, and with its year where other series go on."""
    newest = max(run["year"].iloc[-1] for run in runs.values())
    ends = [(name, run["value"].iloc[-1], run["year"].iloc[-1]) for name, run in runs.items()]
    return [
        f"{name} {dated(figure(number, digits=digits), year if year != newest else None)}"
        for name, number, year in ends
    ]


def _explain(sheet: Sheet, names: list[str], runs: dict[str, pd.DataFrame]) -> None:
    """Say below the plot what a hollow mark means, and which years of which series were not found."""
    if any(run["hollow"].any() for run in runs.values()):
        sheet.mark(MARGIN + 8, sheet.y + 10, "muted", "circle", False)
        sheet.paragraph(words_for("chart.hollow"), SMALL, "muted", MARGIN + 22)
    for name in names:
        years = _missing(runs[name]) if name in runs else []
        if years:
            sheet.paragraph(f"{name}: {listing(years)}: {figure(None)}", SMALL, "muted")
        elif name not in runs:
            sheet.paragraph(f"{name}: {figure(None)}", SMALL, "muted")


def _step(years: pd.Series) -> int:
    """The usual distance of years: 1, or 2 for a survey held every other year."""
    found = sorted(set(years))
    return int(min((b - a for a, b in zip(found, found[1:], strict=False)), default=1))


def _yearly(rows: pd.DataFrame, x: str, value: str, hollow: str | None, step: int) -> pd.DataFrame:
    """Columns year, value, hollow: every year from the first known value to the last."""
    run = pd.DataFrame(
        {
            "year": rows[x].astype(int),
            "value": rows[value].astype(float),
            "hollow": rows[hollow].fillna(False).astype(bool) if hollow else False,
        }
    ).set_index("year")
    found = run["value"].dropna().index
    if not len(found):
        return run.reset_index().iloc[:0]
    run = run.reindex(range(found.min(), found.max() + 1, step))
    return run.assign(hollow=run["hollow"].eq(True)).rename_axis("year").reset_index()


def _missing(run: pd.DataFrame) -> list[str]:
    return list(run.loc[run["value"].isna(), "year"].astype(str))


def _spaced(years: list[int], across: Scale) -> list[int]:
    """The years to write: the last one, and back from it as many as have room."""
    room = width_of("2000") + 10
    written = years[-1:]
    for year in reversed(years):
        if across(written[-1]) - across(year) >= room:
            written.append(year)
    return written


def _run(
    sheet: Sheet, run: pd.DataFrame, across: Scale, height: Scale, colour: str, mark: str
) -> tuple[float, float]:
    """Draw one series; a stretch to or from a hollow mark is dashed. Returns its last position."""
    points = [(across(r.year), height(r.value), r.hollow, known(r.value)) for r in run.itertuples()]
    for one, two in zip(points, points[1:], strict=False):
        if one[3] and two[3]:
            sheet.line([one[0], two[0]], [one[1], two[1]], colour, 2.4, one[2] or two[2])
    for x, y, hollow, found in points:
        if found:
            sheet.mark(x, y, colour, mark, not hollow)
    return points[-1][:2]


def _name_ends(sheet: Sheet, words: list[str], ends: list, window: tuple[float, float]) -> None:
    """Write ``words`` right of the plot beside the ``ends`` of the series, apart where they touch."""
    left = WIDTH - NAMES + 14
    texts = [wrapped(text, TEXT, WIDTH - MARGIN - left) for text in words]
    heights = [len(rows) * LINE for rows in texts]
    for number, top in _apart([y for _, y in ends], heights, window):
        (x, y), middle = ends[number], top + heights[number] / 2
        sheet.line([x + 9, left - 4], [y, middle], "grid", 1.4)
        for place, row in enumerate(texts[number]):
            sheet.text(left, top + LINE * (place + 0.5), row, "l", SERIES[number][0])


def _apart(
    middles: list[float], heights: list[float], window: tuple[float, float]
) -> Iterator[tuple[int, float]]:
    """Yield (number, top) of boxes near ``middles``, from the top down, none on another."""
    order = sorted(range(len(middles)), key=lambda number: (middles[number], number))
    tops, floor = [], window[0] - LINE / 2
    for number in order:
        tops.append(max(middles[number] - heights[number] / 2, floor))
        floor = tops[-1] + heights[number]
    ceiling = window[1] + LINE / 2
    for place in reversed(range(len(order))):
        tops[place] = min(tops[place], ceiling - heights[order[place]])
        ceiling = tops[place]
    yield from zip(order, tops, strict=True)
