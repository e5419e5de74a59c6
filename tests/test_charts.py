"""Charts: deterministic, readable, and honest about what is unknown."""

import re
from xml.dom import minidom

import pandas as pd
import pytest
from atlas import charts, reach
from atlas.style import BLUE, RED

HOSTILE = "</svg><script>alert(1)</script>{{ 7 }}\"'&"


def sample(**changes):
    frame = pd.DataFrame({"way": ["a", "b"], "before": [100.0, 50.0], "today": [40.0, 60.0]})
    words = {
        "key": "k",
        "title": "T",
        "unit": "minutes",
        "labels": ("2017", "2026"),
        "sources": "S",
        "summary": "D",
    }
    return charts.dumbbell(changes.pop("frame", frame), **{**words, **changes})


def numbers(svg, pattern):
    return [float(found) for found in re.findall(pattern, svg)]


def test_the_longer_value_is_drawn_farther_right_and_both_are_written():
    svg = sample().svg
    first, second = numbers(svg, r'<circle cx="([\d.]+)" cy="\d+" r="6"')
    assert second > first  # 60 lies right of 40
    texts = [node.firstChild.data for node in minidom.parseString(svg).getElementsByTagName("text")]
    assert {"100", "40", "50", "60", "T", "minutes", "2017", "2026", "S"} <= set(texts)


def test_an_unknown_value_is_refused_not_drawn_as_zero():
    frame = pd.DataFrame({"way": ["a"], "before": [float("nan")], "today": [1.0]})
    with pytest.raises(ValueError, match="chart 'k': a value is unknown"):
        sample(frame=frame)


def test_text_from_data_stays_text():
    frame = pd.DataFrame({"way": [HOSTILE], "before": [2.0], "today": [1.0]})
    document = minidom.parseString(sample(frame=frame, title=HOSTILE, summary=HOSTILE, sources=HOSTILE).svg)
    assert not document.getElementsByTagName("script")
    assert document.getElementsByTagName("desc")[0].firstChild.data == HOSTILE


def test_the_chart_of_the_book_is_deterministic_and_its_words_fit():
    chart = reach.before_and_after_chart()
    assert chart.svg == reach.before_and_after_chart().svg and len(chart.svg) < 25_000
    for text in minidom.parseString(chart.svg).getElementsByTagName("text"):
        size, words = float(text.getAttribute("font-size")), text.firstChild.data
        width, x = 0.56 * size * len(words), float(text.getAttribute("x"))
        left = {"end": x - width, "start": x, "": x}[text.getAttribute("text-anchor")]
        assert left >= 0 and left + width <= charts.WIDTH, words


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("pair", [BLUE, RED])
def test_marks_stand_out_on_light_and_on_dark_ground(pair):
    # WCAG 2.1, 1.4.11: graphical objects need a contrast of at least 3.
    assert contrast(pair[0], "#FFFFFF") >= 3 and contrast(pair[1], "#121212") >= 3
