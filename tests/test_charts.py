"""Charts: deterministic, readable, and honest about what is unknown."""

import logging
import os
import re
import subprocess
import sys
from xml.dom import minidom

import pandas as pd
import pytest
from atlas import charts, reach, sheet
from conftest import ROOT

HOSTILE = '</svg></script><script>alert(1)</script>{{ 7 }} $a$ "\'& style="fill:#0072b2"'
WORDS = {"title": "T", "unit": "minutes", "sources": "S", "summary": "D", "key": "k"}
NAN = float("nan")


def dumbbell(rows, **changes):
    frame = pd.DataFrame(rows, columns=["way", "b", "a"])
    ends = {"before_label": "2017", "after_label": "2026"}
    return charts.dumbbell(frame, "way", "b", "a", **{**WORDS, **ends, **changes})


def bars(rows, **changes):
    frame = pd.DataFrame(rows, columns=["name", "value"])
    return charts.bars(frame, "name", "value", **{**WORDS, **changes})


def lines(rows, **changes):
    frame = pd.DataFrame(rows, columns=["year", "name", "value", "part"][: len(rows[0])])
    return charts.lines(frame, "year", "name", "value", **{**WORDS, **changes})


def samples():
    return [
        dumbbell([("a", 100.0, 40.0), ("b", 50.0, 60.0), ("c", 80.0, 80.0), ("d", 30.0, NAN)]),
        bars([("a", 1192.9), ("b", NAN), ("c", 0.0), ("d", -40.0)]),
        lines(
            [
                (y, n, v + y % 7, y == 2024)
                for y in range(2010, 2025)
                for n, v in zip("xyz", (5, 5.1, 9), strict=True)
            ],
            hollow="part",
        ),
    ]


def elements(chart, tag):
    return minidom.parseString(chart.svg).getElementsByTagName(tag)


def texts(chart):
    return [node.firstChild.data for node in elements(chart, "text")]


def height_of(chart, words):
    return next(float(n.getAttribute("y")) for n in elements(chart, "text") if n.firstChild.data == words)


def position(chart, words):
    return next(float(n.getAttribute("x")) for n in elements(chart, "text") if n.firstChild.data == words)


def test_rows_are_sorted_and_both_values_written():
    chart = dumbbell([("rise", 50.0, 60.0), ("unknown", 9.0, NAN), ("some fall", 100.0, 40.0)])
    assert height_of(chart, "some fall") < height_of(chart, "rise") < height_of(chart, "unknown")
    assert {"100", "40", "50", "60", "T", "minutes", "2017", "2026", "S"} <= set(texts(chart))
    assert position(chart, "40") < position(chart, "100") and position(chart, "50") < position(chart, "60")
    chart = bars([("short", 1.0), ("long", 9.0)])
    assert height_of(chart, "long") < height_of(chart, "short")
    assert position(chart, "9") > position(chart, "1")


def test_unknown_values_are_words():
    chart = bars([("a", 5.0), ("zero", 0.0), ("unknown", NAN)])
    assert texts(chart).count("not found") == 1 and "nan" not in chart.svg
    assert height_of(chart, "not found") > height_of(chart, "unknown") > height_of(chart, "zero")
    chart = dumbbell([("a", 5.0, NAN), ("b", NAN, NAN)])
    assert "2026: not found" in texts(chart) and "2017 and 2026: not found" in texts(chart)
    chart = lines([(2020, "x", 1.0), (2021, "x", NAN), (2023, "x", 2.0), (2023, "y", NAN)])
    assert {"x: 2021 and 2022: not found", "y: not found"} <= set(texts(chart))
    assert 'stroke-width="2.4"' not in chart.svg  # no line over the gap


@pytest.mark.parametrize(
    "build",
    [lambda: dumbbell([("a", NAN, NAN)]), lambda: bars([("a", NAN)]), lambda: lines([(2020, "x", NAN)])],
)
def test_a_chart_of_nothing_is_refused(build):
    with pytest.raises(ValueError, match="chart 'k': no value is known"):
        build()


def test_lines_refuse_what_they_cannot_tell_apart():
    with pytest.raises(ValueError, match="a year occurs twice"):
        lines([(2020, "x", 1.0), (2020, "x", 2.0)])
    with pytest.raises(ValueError, match="6 series"):
        lines([(2020, name, 1.0) for name in "abcdef"])


def test_a_part_of_a_year_is_hollow_and_said_so():
    rows = [(2020, "x", 1.0, False), (2021, "x", 2.0, True)]
    marked, plain = lines(rows, hollow="part"), lines(rows)
    assert "Hollow mark: part of a year, or an estimate" in texts(marked)
    assert "stroke-dasharray" in marked.svg and "stroke-dasharray" not in plain.svg


def test_a_series_that_ends_early_says_its_year():
    chart = lines([(2020, "x", 1.0), (2021, "x", 2.0), (2020, "y", 3.0)])
    assert {"x 2", "y 3 (2020)"} <= set(texts(chart))


def test_text_from_data_stays_text():
    everywhere = {"title": HOSTILE, "summary": HOSTILE, "sources": HOSTILE, "note": HOSTILE, "unit": HOSTILE}
    made = [
        dumbbell([(HOSTILE, 2.0, 1.0)], **everywhere),
        bars([(HOSTILE, 1.0)], **everywhere),
        lines([(2020, HOSTILE, 1.0)], **everywhere),
    ]
    for chart in made:
        assert not elements(chart, "script")
        assert elements(chart, "desc")[0].firstChild.data == HOSTILE
        assert HOSTILE in " ".join(texts(chart))


def test_charts_are_light_flat_and_without_loose_ids():
    for chart in [*samples(), reach.before_and_after_chart()]:
        assert len(chart.svg.encode()) < 25_000
        assert set(re.findall(r' id="([^"]*)"', chart.svg)) == {f"{chart.key}-title", f"{chart.key}-desc"}
        assert not re.search(r"<style|url\(|href|clip|<metadata", chart.svg)
        assert not re.search(r"\d\.\d\d", re.sub(r"<text.*?</text>", "", chart.svg))
        bare = re.sub(r"var\(--chart-[a-z]+,#[0-9A-F]{6}\)", "", chart.svg)
        assert not re.search(r"#[0-9A-Fa-f]{6}", bare)


def test_two_renderings_are_equal_wherever_they_are_made(tmp_path):
    here = "".join(chart.svg for chart in samples())
    assert here == "".join(chart.svg for chart in samples())
    (tmp_path / "matplotlibrc").write_text("font.size: 30\npath.sketch: 1, 100, 2\n", encoding="utf-8")
    elsewhere = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4242",
        "PYTHONUTF8": "1",
        "MPLCONFIGDIR": str(tmp_path),
        "SOURCE_DATE_EPOCH": "1",
    }
    paths = os.pathsep.join([str(ROOT / "notebooks"), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    code = "import test_charts as t; print(''.join(c.svg for c in t.samples()), end='')"
    there = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **elsewhere, "PYTHONPATH": paths},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    # A message, such as the one on a font cache that is made afresh, would stop the book's build.
    assert there.stdout == here and there.stderr == ""
    assert not logging.getLogger("matplotlib.font_manager").isEnabledFor(logging.WARNING)


def test_labels_do_not_overlap_or_leave_the_sheet(monkeypatch):
    sheets = []
    written = sheet.Sheet._written
    monkeypatch.setattr(sheet.Sheet, "_written", lambda drawn: sheets.append(drawn) or written(drawn))
    samples()
    long = "Khu công nghiệp dịch vụ Đầm Nhà Mạc và cảng biển Hải Hà giai đoạn hai, phần mở rộng"
    dumbbell([(long, 1234567.0, 1234568.0), ("b", NAN, 5.0)], title=long * 3, note=long * 2)
    lines([(y, f"{long} {n}"[-40:], 5.0) for y in (2010, 2011) for n in range(5)])
    for drawn in sheets:
        boxes = [text.get_window_extent().padded(-1.5) for text in drawn.axes.texts]
        assert all(box.x0 >= 0 and box.x1 <= sheet.WIDTH for box in boxes)
        assert not [1 for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]


def test_a_chart_whose_labels_collide_is_refused():
    drawn = sheet.Sheet("k", "T")
    drawn.text(100, 60, "one", "l")
    drawn.text(110, 62, "two", "l")
    with pytest.raises(ValueError, match="'one' and 'two' overlap"):
        drawn.svg("", "S", "D")


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", [name for name in sheet.PALETTE if name not in ("paper", "grid")])
def test_texts_and_marks_stand_out_on_light_and_on_dark_ground(name):
    # WCAG 2.1, 1.4.3: text needs 4.5; series names are written in their colour. Marks need 3.
    for colour, ground in zip(sheet.PALETTE[name], sheet.PALETTE["paper"], strict=True):
        assert contrast(colour, ground) >= 4.5


def test_the_style_sheet_repeats_the_dark_palette():
    css = (ROOT / "book/_static/charts.css").read_text(encoding="utf-8")
    written = dict(re.findall(r"--chart-([a-z]+): (#[0-9A-F]{6})", css))
    assert written == {name: dark for name, (_, dark) in sheet.PALETTE.items()}


def test_the_page_carries_the_chart_itself(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "book/_ext"))
    from atlas_charts import inline

    figure = minidom.parseString(inline(bars([("a", 1.0)], summary=HOSTILE).svg)).documentElement
    assert figure.getAttribute("role") == "img" and figure.getAttribute("aria-label") == HOSTILE
    assert not re.search(r' id="', figure.toxml()) and figure.getElementsByTagName("text")
    assert inline('<svg data-map="m"><desc>d</desc></svg>') is None
