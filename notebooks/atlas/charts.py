"""How is a comparison drawn? Charts as SVG: the colours of the maps, their words as text.

Matplotlib draws, on a sheet whose units are pixels; what it writes is then reduced to paths
and texts without ids, clips or style sheets, so that a chart can stand inside a page. Every
colour is a CSS variable with a fallback: inline a chart follows the theme of the page, as a
picture (GitHub, Jupyter, print) it shows in light colours on white. Nothing in it depends on
time, place or chance.
"""

from __future__ import annotations

import io
import logging
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from itertools import combinations

import pandas as pd
from IPython.display import SVG
from myst_nb import glue

from atlas.labels import label as words_for
from atlas.labels import labels_below
from atlas.style import BLUE, FONT, GREEN, GREY, PURPLE, RED
from atlas.text import dated, figure, known, listing

# The first import on a machine reports its font cache; a message would stop the book's build.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

from matplotlib import style  # noqa: E402
from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.font_manager import FontProperties  # noqa: E402
from matplotlib.patches import PathPatch  # noqa: E402
from matplotlib.path import Path as Outline  # noqa: E402
from matplotlib.textpath import text_to_path  # noqa: E402
from matplotlib.ticker import MaxNLocator  # noqa: E402

# Pixels. 560 fill a text column of 700 well and leave letters of 16 at 10 on a phone.
WIDTH, MARGIN, TEXT, SMALL, HEADING = 560, 6, 16, 15, 18
LINE, ROW, BAR = 21, 56, 15  # height of a line of text, of a row, of a bar
PLOT = 250  # height of the plot of lines
MARK = 11  # from the middle of a mark to the value beside it
NAMES = 170  # room for the names at the ends of lines

# Colour on light and on dark ground, as CSS variables ``--chart-<name>``.
PALETTE: dict[str, tuple[str, str]] = {
    "paper": ("#FFFFFF", "#14181D"),
    "ink": ("#22262B", "#E9EDF1"),
    "muted": ("#565C63", "#B6BDC5"),
    "grid": ("#D9DCDF", "#3A424B"),
    "blue": BLUE,
    "red": RED,
    "green": GREEN,
    "purple": PURPLE,
    "grey": GREY,
}
SERIES = (
    ("blue", "circle"),
    ("red", "diamond"),
    ("green", "square"),
    ("purple", "triangle"),
    ("grey", "down"),
)
_MARKS = {
    "circle": Outline(
        [(0, -5), (2.8, -5), (5, -2.8), (5, 0), (5, 2.8), (2.8, 5), (0, 5)]
        + [(-2.8, 5), (-5, 2.8), (-5, 0), (-5, -2.8), (-2.8, -5), (0, -5), (0, -5)],
        [Outline.MOVETO, *[Outline.CURVE4] * 12, Outline.CLOSEPOLY],
    ),
    "diamond": Outline([(0, -7), (7, 0), (0, 7), (-7, 0), (0, -7)], closed=True),
    "square": Outline([(-5, -5), (5, -5), (5, 5), (-5, 5), (-5, -5)], closed=True),
    "triangle": Outline([(0, -6), (6, 5), (-6, 5), (0, -6)], closed=True),
    "down": Outline([(0, 6), (6, -5), (-6, -5), (0, 6)], closed=True),
}
_RC = {"svg.hashsalt": "atlas", "svg.fonttype": "none", "font.family": "DejaVu Sans", "path.simplify": False}
# Settings that a reader of the notebooks keeps in a matplotlibrc change no chart.
_house_style = style.context(_RC, after_reset=True)
_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Chart:
    """A chart: its words, its text alternative (``summary``) and its SVG document."""

    key: str
    title: str
    note: str
    unit: str
    sources: str
    summary: str
    svg: str


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


@_house_style
def dumbbell(
    frame: pd.DataFrame,
    label: str,
    before: str,
    after: str,
    *,
    title: str,
    unit: str,
    before_label: str,
    after_label: str,
    sources: str,
    summary: str,
    key: str,
    note: str = "",
    digits: int | None = None,
) -> Chart:
    """Two values of each row, joined by a line, the largest fall first and unknown changes last.

    ``label``, ``before`` and ``after`` name columns; ``before_label`` and ``after_label`` say
    what the two values are, ``unit`` what both are measured in. An unknown value is said in
    words. Raises ``ValueError`` when no value is known.
    """
    rows = frame[[label, before, after]].set_axis(["name", "before", "after"], axis=1)
    rows = rows.assign(change=rows["after"] - rows["before"]).sort_values(["change", "name"])
    values = [value for value in (*rows["before"], *rows["after"]) if known(value)]
    sheet = _Sheet(key, title)
    sheet.legend([("red", "diamond", before_label, False), ("blue", "circle", after_label, True)])
    room = MARK + 4 + max(_width(figure(value, digits=digits)) for value in values or [0])
    scale = _Scale(key, values, (MARGIN + room, WIDTH - MARGIN - room))
    top = sheet.y
    for row in rows.itertuples(index=False):
        y = sheet.row(row.name)
        ends = [(row.before, "red", "diamond", False), (row.after, "blue", "circle", True)]
        drawn = [end for end in ends if known(end[0])]
        if len(drawn) == 2:
            sheet.line([scale(row.before), scale(row.after)], [y, y], "muted", 2)
        for value, colour, mark, filled in drawn:
            other = row.after if colour == "red" else row.before
            right = value > other or (value == other and colour == "blue")
            sheet.mark(scale(value), y, colour, mark, filled)
            side = 1 if right else -1
            sheet.text(scale(value) + side * MARK, y, figure(value, digits=digits), "lr"[side < 0])
        names = [before_label] * (not known(row.before)) + [after_label] * (not known(row.after))
        sheet.unknown(y, names, [scale(end[0]) for end in drawn], room)
    sheet.axis(scale, top, unit)
    return sheet.chart(note, unit, sources, summary)


@_house_style
def bars(
    frame: pd.DataFrame,
    label: str,
    value: str,
    *,
    title: str,
    unit: str,
    sources: str,
    summary: str,
    key: str,
    note: str = "",
    digits: int | None = None,
) -> Chart:
    """A horizontal bar from zero for each row, the longest first, its value written at its end.

    ``label`` and ``value`` name columns, ``unit`` what the values are measured in. A row with
    an unknown value has no bar and reads "not found". Raises ``ValueError`` when no value is
    known.
    """
    rows = frame[[label, value]].set_axis(["name", "value"], axis=1)
    rows = rows.sort_values(["value", "name"], ascending=[False, True])
    values = [number for number in rows["value"] if known(number)]
    sheet = _Sheet(key, title)
    room = 10 + max(_width(figure(number, digits=digits)) for number in values or [0])
    left = MARGIN + (room if min(values, default=0) < 0 else 0)
    scale = _Scale(key, [0, *values] if values else [], (left, WIDTH - MARGIN - room))
    top = sheet.y
    for row in rows.itertuples(index=False):
        y = sheet.row(row.name)
        if known(row.value):
            side = -1 if row.value < 0 else 1
            sheet.bar(scale(0), scale(row.value), y, "blue")
            sheet.text(scale(row.value) + 6 * side, y, figure(row.value, digits=digits), "lr"[side < 0])
        else:
            sheet.text(scale(0) + 6, y, figure(row.value), "l", "muted")
    sheet.axis(scale, top, unit)
    return sheet.chart(note, unit, sources, summary)


@_house_style
def lines(
    frame: pd.DataFrame,
    x: str,
    series: str,
    value: str,
    *,
    title: str,
    unit: str,
    sources: str,
    summary: str,
    key: str,
    note: str = "",
    digits: int | None = None,
    hollow: str | None = None,
) -> Chart:
    """A line over the years for each series, in order of appearance, named with its last value
    (and its year, where that is not the last of the chart).

    ``x`` (whole years), ``series``, ``value`` and ``hollow`` (true for a part of a year or an
    estimate) name columns, ``unit`` what the values are measured in. A year without value
    inside a series breaks its line and is named below. Raises ``ValueError`` for more series
    than there are marks, for a year that occurs twice in one, and when no value is known.
    """
    names = list(dict.fromkeys(frame[series]))
    if len(names) > len(SERIES):
        raise ValueError(f"chart {key!r}: {len(names)} series, at most {len(SERIES)} can be told apart")
    if frame.duplicated([series, x]).any():
        raise ValueError(f"chart {key!r}: a year occurs twice in a series")
    runs = {name: _yearly(frame[frame[series] == name], x, value, hollow, _step(frame[x])) for name in names}
    runs = {name: run for name, run in runs.items() if len(run)}
    values = [number for run in runs.values() for number in run["value"] if known(number)]
    sheet = _Sheet(key, title)
    sheet.paragraph(unit, SMALL, "muted")
    top, bottom = sheet.y + 14, sheet.y + 14 + PLOT
    height = _Scale(key, values, (bottom, top), ticks=True)
    ticks = [figure(tick, digits=digits) for tick in height.ticks]
    left = MARGIN + max(map(_width, ticks)) + 8
    for tick, written in zip(height.ticks, ticks, strict=True):
        sheet.line([left, WIDTH - NAMES], [height(tick)] * 2, "grid", 1)
        sheet.text(left - 8, height(tick), written, "r", "muted")
    years = sorted({year for run in runs.values() for year in run["year"]})
    across = _Scale(key, years, (left + 16, WIDTH - NAMES - 12), ticks=None)
    for year in _spaced(years, across):
        sheet.text(across(year), bottom + 18, str(year), "c", "muted")
    ends = [
        _run(sheet, run, across, height, colour, mark)
        for run, (colour, mark) in zip(runs.values(), SERIES, strict=False)
    ]
    last = [(run["value"].iloc[-1], run["year"].iloc[-1]) for run in runs.values()]
    words = [
        f"{name} {dated(figure(number, digits=digits), year if year != years[-1] else None)}"
        for name, (number, year) in zip(runs, last, strict=True)
    ]
    _name_ends(sheet, words, ends, (top, bottom))
    sheet.y = bottom + 40
    if any(run["hollow"].any() for run in runs.values()):
        sheet.mark(MARGIN + 8, sheet.y + 10, "muted", "circle", False)
        sheet.paragraph(words_for("chart.hollow"), SMALL, "muted", MARGIN + 22)
    for name in names:
        missing = [str(year) for year in _missing(runs.get(name))]
        if name not in runs or missing:
            sheet.paragraph(f"{name}: {' '.join([*_comma(missing), figure(None)])}", SMALL, "muted")
    return sheet.chart(note, unit, sources, summary)


def _comma(years: list[str]) -> list[str]:
    return [f"{listing(years)}:"] if years else []


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


def _missing(run: pd.DataFrame | None) -> list[int]:
    return [] if run is None else list(run.loc[run["value"].isna(), "year"])


def _spaced(years: list[int], across: _Scale) -> list[int]:
    """The years to write: the last one, and back from it as many as have room."""
    room = _width("2000") + 10
    written = years[-1:]
    for year in reversed(years):
        if across(written[-1]) - across(year) >= room:
            written.append(year)
    return written


def _run(sheet: _Sheet, run: pd.DataFrame, across: _Scale, height: _Scale, colour: str, mark: str):
    """Draw one series; a stretch to or from a hollow mark is dashed. Returns its last position."""
    points = [(across(r.year), height(r.value), r.hollow, known(r.value)) for r in run.itertuples()]
    for one, two in zip(points, points[1:], strict=False):
        if one[3] and two[3]:
            sheet.line([one[0], two[0]], [one[1], two[1]], colour, 2.4, one[2] or two[2])
    for x, y, hollow, found in points:
        if found:
            sheet.mark(x, y, colour, mark, not hollow)
    return points[-1][:2]


def _name_ends(sheet: _Sheet, words: list[str], ends: list, window: tuple[float, float]) -> None:
    """Write ``words`` right of the plot beside the ``ends`` of the series, apart where they touch."""
    left = WIDTH - NAMES + 14
    texts = [_wrapped(text, TEXT, WIDTH - MARGIN - left) for text in words]
    heights = [len(rows) * LINE for rows in texts]
    for number, top in _apart([y for _, y in ends], heights, window):
        (x, y), middle = ends[number], top + heights[number] / 2
        sheet.line([x + 9, left - 4], [y, middle], "grid", 1.4)
        for place, row in enumerate(texts[number]):
            sheet.text(left, top + LINE * (place + 0.5), row, "l", SERIES[number][0])


def _apart(middles: list[float], heights: list[float], window: tuple[float, float]):
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


class _Scale:
    """Pixels of values: linear, from zero unless the values lie close together far from it.

    ``ticks`` true widens the range to its outer ticks, None takes the values as they are.
    Raises ``ValueError`` when there are no values.
    """

    def __init__(self, key: str, values: list, pixels: tuple[float, float], ticks: bool | None = False):
        if not values:
            raise ValueError(f"chart {key!r}: no value is known")
        low, high = min(values), max(values)
        if ticks is not None:
            low = min(0, low) if low <= 0.6 * high or low == high else low
            high = max(high, 0)
        marks = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
        if ticks:
            low, high = marks[0], marks[-1]
        self.pixels, self.low, self.span = pixels, low, (high - low) or 1
        self.ticks = [float(mark) for mark in marks if low <= mark <= high]

    def __call__(self, value: float) -> float:
        start, end = self.pixels
        return start + (end - start) * (value - self.low) / self.span


class _Sheet:
    """A drawing of :data:`WIDTH` pixels that grows downwards; ``y`` is where it goes on."""

    def __init__(self, key: str, title: str) -> None:
        self.key, self.title, self.y = key, title, 6.0
        self.figure = Figure(dpi=72)
        FigureCanvasSVG(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, WIDTH)
        self.paragraph(title, HEADING, "ink", bold=True)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        align: str,
        colour: str = "ink",
        size: float = TEXT,
        bold: bool = False,
    ) -> None:
        """Write ``words`` with their middle at height ``y``; ``align`` is l, c or r."""
        self.axes.text(
            x,
            y,
            words,
            color=PALETTE[colour][0],
            fontsize=size,
            va="center_baseline",
            ha={"l": "left", "c": "center", "r": "right"}[align],
            weight="bold" if bold else "normal",
            parse_math=False,
        )

    def paragraph(
        self, words: str, size: float, colour: str, left: float = MARGIN, bold: bool = False
    ) -> None:
        """Write ``words`` over the whole width, in as many lines as they need."""
        step = LINE * size / TEXT
        for row in _wrapped(words, size, WIDTH - MARGIN - left, bold):
            self.text(left, self.y + step / 2, row, "l", colour, size, bold)
            self.y += step

    def legend(self, entries: list[tuple[str, str, str, bool]]) -> None:
        """One line of marks with their meaning: colour, mark, words, filled."""
        x = MARGIN
        for colour, mark, words, filled in entries:
            if x > MARGIN and x + 24 + _width(words) > WIDTH - MARGIN:
                x, self.y = MARGIN, self.y + LINE
            self.mark(x + 8, self.y + 14, colour, mark, filled)
            self.text(x + 24, self.y + 14, words, "l")
            x += 24 + _width(words) + 28
        self.y += 30

    def row(self, name: str) -> float:
        """Write the name of a row above it; returns the height of its middle."""
        self.y += 6
        self.paragraph(name, TEXT, "ink")
        self.y += ROW - LINE - 6
        return self.y - 14

    def unknown(self, y: float, names: list[str], taken: list[float], room: float) -> None:
        """Say in words which values of a row were not found.

        They stand right of the pixel that is ``taken``, or left of its value, which takes
        ``room`` pixels; at the left edge when neither value is known.
        """
        if not names:
            return
        words = f"{listing(names)}: {figure(None)}"
        if not taken:
            self.text(MARGIN, y, words, "l", "muted", SMALL)
        elif taken[0] < WIDTH / 2:
            self.text(taken[0] + MARK, y, words, "l", "muted", SMALL)
        else:
            self.text(taken[0] - room - MARK, y, words, "r", "muted", SMALL)

    def line(self, x: list[float], y: list[float], colour: str, width: float, dashed: bool = False) -> None:
        """A line of ``width`` pixels through the given pixels."""
        self.axes.plot(
            x,
            y,
            color=PALETTE[colour][0],
            linewidth=width,
            clip_on=False,
            zorder=1,
            linestyle=(0, (2, 1.6)) if dashed else "solid",
            solid_capstyle="butt",
        )

    def bar(self, start: float, end: float, y: float, colour: str) -> None:
        """A bar between two pixels, its middle at height ``y``."""
        self.axes.barh(y, end - start, BAR, left=start, color=PALETTE[colour][0], clip_on=False, zorder=2)

    def mark(self, x: float, y: float, colour: str, mark: str, filled: bool) -> None:
        """A mark around a pixel; a hollow one shows the paper inside."""
        outline = _MARKS[mark]
        outline = Outline(outline.vertices + (x, y), outline.codes)
        inside = colour if filled else "paper"
        self.axes.add_patch(
            PathPatch(
                outline,
                facecolor=PALETTE[inside][0],
                edgecolor=PALETTE[colour][0],
                linewidth=2,
                clip_on=False,
                zorder=3,
            )
        )

    def axis(self, scale: _Scale, top: float, unit: str) -> None:
        """Lines down the plot with their values below, and the unit."""
        bottom, last = self.y + 4, -WIDTH
        for tick in scale.ticks:
            written = figure(tick)
            middle, half = scale(tick), _width(written, SMALL) / 2
            self.line([middle] * 2, [top, bottom], "muted" if tick == 0 else "grid", 1)
            at = min(max(middle, MARGIN + half), WIDTH - MARGIN - half)
            if at - half > last + 8:
                self.text(at, bottom + 12, written, "c", "muted", SMALL)
                last = at + half
        self.y = bottom + 24
        self.paragraph(unit, SMALL, "muted")

    def chart(self, note: str, unit: str, sources: str, summary: str) -> Chart:
        """End the sheet with note and sources, and write it as SVG.

        Raises ``ValueError`` when two texts overlap or one leaves the sheet.
        """
        self.y += 8
        self.paragraph(note, SMALL, "ink")
        self.paragraph(sources, SMALL, "muted")
        height = round(self.y + 8)
        self.axes.set_ylim(height, 0)
        self.figure.set_size_inches(WIDTH / 72, height / 72)
        self._check()
        svg = _document(self._written(), self.key, self.title, summary, height)
        return Chart(self.key, self.title, note, unit, sources, summary, svg)

    def _check(self) -> None:
        boxes = [(text.get_text(), text.get_window_extent()) for text in self.axes.texts]
        for words, box in boxes:
            if box.x0 < 0 or box.x1 > WIDTH:
                raise ValueError(f"chart {self.key!r}: {words!r} leaves the sheet")
        for (one, box), (two, other) in combinations(boxes, 2):
            # Boxes hold the line's whole height: touching ones are apart by some pixels of ink.
            if box.padded(-1.5).overlaps(other.padded(-1.5)):
                raise ValueError(f"chart {self.key!r}: {one!r} and {two!r} overlap")

    def _written(self) -> ET.Element:
        written = io.StringIO()
        self.figure.savefig(written, format="svg", dpi=72, transparent=True)
        return ET.fromstring(written.getvalue())


def _width(words: str, size: float = TEXT, bold: bool = False) -> float:
    """Pixels that ``words`` take in DejaVu Sans, one of the widest fonts a reader may have."""
    font = FontProperties("DejaVu Sans", size=size, weight="bold" if bold else "normal")
    return text_to_path.get_text_width_height_descent(words, font, ismath=False)[0]


def _wrapped(words: str, size: float, room: float, bold: bool = False) -> list[str]:
    """``words`` as lines of at most ``room`` pixels; a word longer than that is cut."""
    rows: list[str] = []
    for word in words.split():
        if rows and _width(f"{rows[-1]} {word}", size, bold) <= room:
            rows[-1] = f"{rows[-1]} {word}"
            continue
        while _width(word, size, bold) > room:
            fits = next(n for n in range(len(word), 0, -1) if _width(word[:n], size, bold) <= room)
            rows.append(word[:fits])
            word = word[fits:]
        rows.append(word)
    return rows


def _document(drawn: ET.Element, key: str, title: str, summary: str, height: int) -> str:
    """What Matplotlib drew as one flat SVG without style sheet, clips or references."""
    root = ET.Element(
        "svg",
        {
            "xmlns": _SVG,
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "font-family": FONT,
            "stroke-linejoin": "round",
            "data-chart": key,
            "role": "img",
            "aria-labelledby": f"{key}-title {key}-desc",
        },
    )
    ET.SubElement(root, "title", {"id": f"{key}-title"}).text = title
    ET.SubElement(root, "desc", {"id": f"{key}-desc"}).text = summary
    paper = _variable(PALETTE["paper"][0])
    ET.SubElement(root, "rect", {"width": str(WIDTH), "height": str(height), "fill": paper})
    shapes = ET.SubElement(root, "g")
    halo = {"stroke": paper, "stroke-width": "4", "paint-order": "stroke"}
    texts = ET.SubElement(root, "g", halo)
    for element in drawn.iter():
        look = _look(element)
        if element.tag == f"{{{_SVG}}}path" and (look.get("stroke") or look.get("fill", "none") != "none"):
            ET.SubElement(shapes, "path", {"d": _rounded(element.get("d")), **look})
        elif element.tag == f"{{{_SVG}}}text":
            place = {axis: _rounded(element.get(axis)) for axis in "xy"}
            ET.SubElement(texts, "text", place | look).text = element.text
    return ET.tostring(root, encoding="unicode")


def _look(element: ET.Element) -> dict[str, str]:
    """The style of an element as attributes, colours as variables; what is default is left out."""
    found = dict(re.findall(r"([a-z-]+): ([^;]+)", element.get("style", "")))
    look = {name: _variable(found[name]) for name in ("fill", "stroke") if name in found}
    if "font-size" in found:
        look["font-size"] = f"{float(found['font-size'].removesuffix('px')):g}"
    if found.get("font-weight") == "700":
        look["font-weight"] = "600"
    for name in ("text-anchor", "stroke-width", "stroke-dasharray"):
        if found.get(name, "start") != "start":
            look[name] = _rounded(found[name])
    return look


def _variable(colour: str) -> str:
    for name, (light, _) in PALETTE.items():
        if colour.lower() == light.lower():
            return f"var(--chart-{name},{light})"
    return colour


def _rounded(numbers: str) -> str:
    """Coordinates to a tenth of a pixel."""
    short = re.sub(r"-?\d+\.\d+", lambda found: f"{round(float(found[0]), 1) + 0:g}", numbers)
    return " ".join(short.split())
