"""How do words and marks get onto a chart? A sheet that grows downwards and is written as flat SVG.

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
from itertools import combinations

from atlas.style import BLUE, FONT, GREEN, GREY, PURPLE, RED
from atlas.text import figure, listing

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
MARK = 11  # from the middle of a mark to the value beside it

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
house_style = style.context(_RC, after_reset=True)
_SVG = "http://www.w3.org/2000/svg"


class Scale:
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
        """The pixel of a value."""
        start, end = self.pixels
        return start + (end - start) * (value - self.low) / self.span


class Sheet:
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
        for row in wrapped(words, size, WIDTH - MARGIN - left, bold):
            self.text(left, self.y + step / 2, row, "l", colour, size, bold)
            self.y += step

    def legend(self, entries: list[tuple[str, str, str, bool]]) -> None:
        """One line of marks with their meaning: colour, mark, words, filled."""
        x = MARGIN
        for colour, mark, words, filled in entries:
            if x > MARGIN and x + 24 + width_of(words) > WIDTH - MARGIN:
                x, self.y = MARGIN, self.y + LINE
            self.mark(x + 8, self.y + 14, colour, mark, filled)
            self.text(x + 24, self.y + 14, words, "l")
            x += 24 + width_of(words) + 28
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

    def axis(self, scale: Scale, top: float, unit: str) -> None:
        """Lines down the plot with their values below, and the unit."""
        bottom, last = self.y + 4, -WIDTH
        for tick in scale.ticks:
            written = figure(tick)
            middle, half = scale(tick), width_of(written, SMALL) / 2
            self.line([middle] * 2, [top, bottom], "muted" if tick == 0 else "grid", 1)
            at = min(max(middle, MARGIN + half), WIDTH - MARGIN - half)
            if at - half > last + 8:
                self.text(at, bottom + 12, written, "c", "muted", SMALL)
                last = at + half
        self.y = bottom + 24
        self.paragraph(unit, SMALL, "muted")

    def svg(self, note: str, sources: str, summary: str) -> str:
        """End the sheet with note and sources, and write it as SVG with ``summary`` as its description.

        Raises ``ValueError`` when two texts overlap or one leaves the sheet.
        """
        self.y += 8
        self.paragraph(note, SMALL, "ink")
        self.paragraph(sources, SMALL, "muted")
        height = round(self.y + 8)
        self.axes.set_ylim(height, 0)
        self.figure.set_size_inches(WIDTH / 72, height / 72)
        self._check()
        return _document(self._written(), self.key, self.title, summary, height)

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


def width_of(words: str, size: float = TEXT, bold: bool = False) -> float:
    """Pixels that ``words`` take in DejaVu Sans, one of the widest fonts a reader may have."""
    font = FontProperties("DejaVu Sans", size=size, weight="bold" if bold else "normal")
    return text_to_path.get_text_width_height_descent(words, font, ismath=False)[0]


def wrapped(words: str, size: float, room: float, bold: bool = False) -> list[str]:
    """``words`` as lines of at most ``room`` pixels; a word longer than that is cut."""
    rows: list[str] = []
    for word in words.split():
        if rows and width_of(f"{rows[-1]} {word}", size, bold) <= room:
            rows[-1] = f"{rows[-1]} {word}"
            continue
        while width_of(word, size, bold) > room:
            fits = next(n for n in range(len(word), 0, -1) if width_of(word[:n], size, bold) <= room)
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
