"""Every page of the contents in a browser: it asks nobody else, fails nowhere, fits a phone, draws its maps.

axe-core finds nothing against WCAG 2.0 and 2.1, levels A and AA, on any page or in the frame of any map.
Each page is opened once; the tests read what was seen.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from test_site import toc_files
from visiting import CONTRAST, PHONE, RULES, Visit, axe, features_drawn, new_context

PAGES = [*toc_files(), "search", "genindex"]
BRIGHT = """() => {
  const light = c => { const m = c.match(/[\\d.]+/g).map(Number);
    return (m.length < 4 || m[3] > 0.5) && (0.3 * m[0] + 0.6 * m[1] + 0.1 * m[2]) > 140; };
  const large = e => e.getBoundingClientRect().width > 120 && e.getBoundingClientRect().height > 40;
  return [...document.querySelectorAll('article *')]
    .filter(e => large(e) && light(getComputedStyle(e).backgroundColor))
    .map(e => e.tagName + '.' + e.className);
}"""

PRINTED = """async () => {
  const shown = selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility());
  const twins = shown('.atlas-twin');
  twins.forEach(twin => { twin.loading = 'eager'; });
  await Promise.all(twins.map(twin => twin.decode()));
  const charts = document.querySelectorAll('.atlas-chart svg').length;
  return { maps: shown('.atlas-map').length, twins: twins.filter(twin => twin.naturalWidth > 0).length,
    lost: charts - shown('.atlas-chart svg').length, bars: shown('.bd-sidebar, .bd-header-article').length };
}"""


@pytest.fixture(scope="module")
def seen(browser, server):
    """What a visit of a page found, by its name; visited when first asked for."""
    context, notes = new_context(browser), {}

    def look(name):
        if name not in notes:
            with Visit(browser, f"{server}{name}.html", context=context, script=AXE_SCRIPT) as visit:
                notes[name] = observe(visit)
        return notes[name]

    yield look
    context.close()


def observe(visit):
    drawn = [features_drawn(frame) for frame in visit.frames()]
    light = axe(visit.page, RULES)
    visit.page.emulate_media(media="print")
    printed = visit.page.evaluate(PRINTED)
    visit.page.emulate_media(media="screen")
    visit.go_dark()
    found = {"light": light, "dark": axe(visit.page, CONTRAST)}
    bright = visit.page.evaluate(BRIGHT)
    visit.page.set_viewport_size(PHONE)
    width = visit.page.evaluate("document.documentElement.scrollWidth")
    asked = {"errors": visit.errors, "foreign": visit.foreign}
    return asked | found | {"drawn": drawn, "bright": bright, "width": width, "printed": printed}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_asks_a_third_party(seen, name, record_property):
    assert seen(name)["foreign"] == []
    record_property("pages", 1)


@pytest.mark.parametrize("name", PAGES)
def test_no_script_of_a_page_fails(seen, name):
    assert seen(name)["errors"] == []


@pytest.mark.parametrize("name", PAGES)
def test_every_map_of_a_page_draws_features(seen, name, record_property):
    drawn = seen(name)["drawn"]
    assert all(count > 0 for count in drawn)
    record_property("maps", len(drawn))


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_phone(seen, name):
    assert seen(name)["width"] <= PHONE["width"]


@pytest.mark.parametrize("name", PAGES)
def test_no_bright_islands_in_the_dark(seen, name):
    assert seen(name)["bright"] == []


@pytest.mark.parametrize("name", PAGES)
def test_print_shows_static_twins_charts_and_no_side_bars(seen, name):
    found = seen(name)
    assert found["printed"] == {"maps": 0, "twins": len(found["drawn"]), "lost": 0, "bars": 0}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(seen, name, theme):
    assert seen(name)[theme] == []


def test_the_book_has_maps(seen):
    assert sum(len(seen(name)["drawn"]) for name in PAGES) > 20
