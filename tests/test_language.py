"""The language of words on a page: Vietnamese is marked as such, English is left alone."""

import re
import sys

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))

from atlas_language import mark, mark_vietnamese
from atlas_pages import unbroken

MARKED = {
    "Khu công nghiệp Đông Mai": "[Khu công nghiệp Đông Mai]",
    "The Đông Mai park is more than Hạ Long Bay": "The [Đông Mai] park is more than [Hạ Long] Bay",
    "Texhong - Hải Hà and Nam Tiền Phong": "[Texhong - Hải Hà] and [Nam Tiền Phong]",
    "Báo Quảng Ninh, 2024: Quy hoạch tỉnh": "[Báo Quảng Ninh], 2024: [Quy hoạch tỉnh]",
    "Go to Hải Hà or to Cô Tô": "Go to [Hải Hà] or to [Cô Tô]",
    "Quảng Yên Electronics": "[Quảng Yên] Electronics",
    "more land than in 2020": "more land than in 2020",
    "&lt;Đông Mai&gt;": "&lt;[Đông Mai]&gt;",
}


@pytest.mark.parametrize("text", MARKED)
def test_vietnamese_runs_are_marked(text):
    assert mark(text).replace('<span lang="vi">', "[").replace("</span>", "]") == MARKED[text]


@pytest.mark.parametrize(
    "piece", ["<pre>Hạ Long</pre>", '<a title="Hạ Long">x</a>', "<script>'Hạ Long'</script>"]
)
def test_code_attributes_and_scripts_stay_as_they_are(piece):
    assert mark_vietnamese(piece) == piece


def test_headings_of_parks_are_marked_on_the_site(site):
    page = (site / "book" / "parks" / "dong-mai.html").read_text(encoding="utf-8")
    assert re.search(r'<html lang="en"', page)
    assert '<h1><span lang="vi">Khu công nghiệp Đông Mai</span>' in page


UNBROKEN = {
    "<td>2025-12-31</td>": '<td><span class="date">2025-12-31</span></td>',
    "<b>9.8</b> %": "<b>9.8</b>\u00a0%",
    "a rise of 5 % a year": "a rise of 5\u00a0% a year",
    "<pre>2025-12-31, 5 %</pre>": "<pre>2025-12-31, 5 %</pre>",
    "report no-2025-12-31-2": "report no-2025-12-31-2",
}


@pytest.mark.parametrize("piece", UNBROKEN)
def test_no_line_break_parts_a_date_or_a_percentage(piece):
    assert unbroken(piece) == UNBROKEN[piece]
