"""How is each kind of thing drawn? One answer for every map and for both renderers.

A *class* such as ``park-operating`` names a kind of thing. Its style is written once here
and becomes CSS for the interactive map and attributes for its static twin. Colours follow
the palette of Okabe and Ito, which readers with colour-blind sight can tell apart
(https://jfly.uni-koeln.de/color/); shape or line pattern says the same a second time.
"""

from __future__ import annotations

from dataclasses import dataclass

# Outlines in a 20 x 20 box around (0, 0).
SYMBOLS = {
    "circle": "M0-7a7 7 0 1 0 .01 0Z",
    "square": "M-6.5-6.5h13v13h-13Z",
    "triangle": "M0-8 7.6 6h-15.2Z",
    "down": "M0 8 7.6-6h-15.2Z",
    "diamond": "M0-8.5 8.5 0 0 8.5-8.5 0Z",
    "pentagon": "M0-8 7.6-2.5 4.7 6.5h-9.4L-7.6-2.5Z",
    "anchor": "M-4-7.5h8L7.5 0 4 7.5h-8L-7.5 0Z",
    "dot": "M0-3.4a3.4 3.4 0 1 0 .01 0Z",
}
# Marks drawn on top of the outline: the state of the thing.
MARKS = {
    "": "",
    "half": "M0-7a7 7 0 0 1 0 14Z",
    "dot": "M0-2.6a2.6 2.6 0 1 0 .01 0Z",
    "cross": "M-3.4-3.4 3.4 3.4M3.4-3.4-3.4 3.4",
}


@dataclass(frozen=True)
class PointStyle:
    """A symbol: outline, colour on light and on dark ground, filled or hollow, and a mark."""

    symbol: str
    light: str
    dark: str
    filled: bool = True
    mark: str = ""


@dataclass(frozen=True)
class LineStyle:
    """A line: colour on light and on dark ground, width in pixels, dash pattern."""

    light: str
    dark: str
    width: float
    dash: str = ""
    casing: bool = False


@dataclass(frozen=True)
class AreaStyle:
    """A filled area with its outline, on light and on dark ground."""

    fill_light: str
    fill_dark: str
    line_light: str
    line_dark: str
    width: float = 1.0
    dash: str = ""


BLUE, SKY, GREEN = ("#0072B2", "#5AB4F0"), ("#1F78A8", "#56B4E9"), ("#007A5A", "#2FC79B")
RED, PURPLE, GREY = ("#C04A00", "#FF8A3D"), ("#A8437D", "#E59BC6"), ("#5F5F5F", "#B4B4B4")
BLACK = ("#1A1A1A", "#F2F2F2")

POINTS: dict[str, PointStyle] = {
    "park-operating": PointStyle("circle", *BLUE),
    "park-partly-operating": PointStyle("circle", *BLUE, filled=False, mark="half"),
    "park-under-construction": PointStyle("circle", *BLUE, filled=False, mark="dot"),
    "park-planned": PointStyle("circle", *BLUE, filled=False),
    "park-inactive": PointStyle("circle", *GREY, filled=False, mark="cross"),
    "gateway-seaport": PointStyle("square", *PURPLE),
    "gateway-seaport-planned": PointStyle("square", *PURPLE, filled=False),
    "gateway-anchorage": PointStyle("anchor", *PURPLE, filled=False, mark="dot"),
    "gateway-airport": PointStyle("triangle", *RED),
    "gateway-border-gate": PointStyle("diamond", *GREEN),
    "gateway-rail-terminal": PointStyle("pentagon", *BLACK),
    "gateway-rail-terminal-unused": PointStyle("pentagon", *GREY, filled=False, mark="cross"),
    "band-30": PointStyle("circle", "#004B76", "#9BD4FF"),
    "band-60": PointStyle("square", "#1F78A8", "#56B4E9"),
    "band-90": PointStyle("diamond", "#8A6D00", "#E8C35A"),
    "band-None": PointStyle("down", "#8C1D40", "#FF9DB5"),
    "node-interchange": PointStyle("dot", *BLACK, filled=False),
    "town": PointStyle("dot", *GREY),
    "mine-open-pit": PointStyle("diamond", *BLACK),
    "mine-open-pit-started": PointStyle("diamond", *BLACK, filled=False),
    "mine-open-pit-closed": PointStyle("diamond", *GREY, filled=False, mark="cross"),
    "mine-mixed": PointStyle("diamond", *BLACK, filled=False, mark="dot"),
    "mine-underground": PointStyle("circle", *BLACK),
    "plant-coal": PointStyle("square", *RED),
    "plant-coal-dropped": PointStyle("square", *RED, filled=False, mark="cross"),
    "plant-gas-planned": PointStyle("dot", *SKY, filled=False),
    "plant-oil-unclear": PointStyle("square", *GREY, filled=False, mark="dot"),
}
LINES: dict[str, LineStyle] = {
    "road-expressway": LineStyle(*RED, 4, casing=True),
    "road-expressway-planned": LineStyle(*RED, 3, "2 6"),
    "road-national": LineStyle("#B58900", "#E8C35A", 2.6, casing=True),
    "road-local": LineStyle("#B58900", "#E8C35A", 1.6),
    "road-planned": LineStyle("#B58900", "#E8C35A", 2, "2 5"),
    "rail-open": LineStyle(*BLACK, 2.4, "9 3"),
    "rail-suspended": LineStyle(*GREY, 2.2, "2 6"),
    "neighbour-line": LineStyle("#BDB8AB", "#4A525B", 0.8),
    "district-line": LineStyle("#8A8577", "#7D8590", 1, "4 3"),
    "commune-line": LineStyle("#B9B3A3", "#5C6470", 0.7),
    "province-line": LineStyle("#5F5A4D", "#AEB6C0", 1.8),
    "border-line": LineStyle("#3D3A33", "#D5DBE2", 2.2, "8 3 2 3"),
}
AREAS: dict[str, AreaStyle] = {
    "sea": AreaStyle("#DCE9F0", "#16222C", "none", "none", 0),
    "land": AreaStyle("#FBF8F0", "#2B3138", "#A7B4BC", "#55626E", 0.7),
    "neighbour": AreaStyle("#EFECE4", "#22272D", "none", "none", 0),
    "china": AreaStyle("#E6E3DC", "#1E2226", "none", "none", 0),
    "district": AreaStyle("none", "none", "none", "none", 0),
    "position-error": AreaStyle("none", "none", *BLUE, 2, "6 4"),
    "ddci-40": AreaStyle("#F3E3B3", "#54481F", "#8A8577", "#7D8590"),
    "ddci-60": AreaStyle("#C3D6A0", "#3E5A33", "#8A8577", "#7D8590"),
    "ddci-75": AreaStyle("#6FB79A", "#1E6F5A", "#8A8577", "#7D8590"),
    "ddci-top": AreaStyle("#2B8F8A", "#259C96", "#8A8577", "#7D8590"),
    "ddci-None": AreaStyle("#FBF8F0", "#2B3138", "#8A8577", "#7D8590"),
}

FONT = "system-ui,'Segoe UI','Noto Sans','DejaVu Sans',sans-serif"


def css() -> str:
    """The style sheet of the interactive map: colours as variables, swapped by theme."""
    light, dark, rules = [], [], []
    for name, point in POINTS.items():
        light.append(f"--{name}:{point.light}")
        dark.append(f"--{name}:{point.dark}")
    for name, line in LINES.items():
        light.append(f"--{name}:{line.light}")
        dark.append(f"--{name}:{line.dark}")
        dash = f"stroke-dasharray:{line.dash};" if line.dash else "stroke-dasharray:none;"
        rules.append(f".{name}{{stroke:var(--{name});stroke-width:{line.width:g}px;{dash}fill:none}}")
        if line.casing:
            rules.append(f".{name}.casing{{stroke:var(--halo);stroke-width:{line.width + 2:g}px}}")
    for name, area in AREAS.items():
        light += [f"--{name}:{area.fill_light}", f"--{name}-edge:{area.line_light}"]
        dark += [f"--{name}:{area.fill_dark}", f"--{name}-edge:{area.line_dark}"]
        rules.append(
            f".{name}{{fill:var(--{name});fill-opacity:1;stroke:var(--{name}-edge);"
            f"stroke-width:{area.width:g}px}}"
        )
    light += ["--ink:#22262B", "--muted:#565C63", "--halo:#FFFFFF", "--paper:#FFFFFF", "--focus:#005FCC"]
    dark += ["--ink:#E9EDF1", "--muted:#B6BDC5", "--halo:#14181D", "--paper:#14181D", "--focus:#8CC4FF"]
    sheets = [f":root{{{';'.join(light)}}}", f":root[data-theme=dark]{{{';'.join(dark)}}}"]
    return "\n".join(sheets + rules)


def symbol_svg(name: str, colour: str, halo: str, size: int = 20) -> str:
    """The symbol of a point class as inline SVG; ``colour`` and ``halo`` are CSS colours."""
    return (
        f'<svg width="{size}" height="{size}" viewBox="-10 -10 20 20" aria-hidden="true">'
        f"{symbol_paths(POINTS[name], colour, halo)}</svg>"
    )


def symbol_paths(style: PointStyle, colour: str, halo: str) -> str:
    """The paths of a symbol: a halo, the outline, and the mark of its state."""
    outline = SYMBOLS[style.symbol]
    fill = colour if style.filled else halo
    parts = [
        f'<path d="{outline}" fill="none" stroke="{halo}" stroke-width="4.4"/>',
        f'<path d="{outline}" fill="{fill}" stroke="{colour}" stroke-width="2"/>',
    ]
    if style.mark == "cross":
        parts.append(f'<path d="{MARKS["cross"]}" stroke="{colour}" stroke-width="2"/>')
    elif style.mark:
        parts.append(f'<path d="{MARKS[style.mark]}" fill="{colour}"/>')
    return "".join(parts)
