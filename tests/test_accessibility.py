"""Accessible to readers who use a keyboard, a screen reader, a dark screen or no colours.

axe-core finds nothing against WCAG 2.0 and 2.1, levels A and AA, on any page or in the frame of any map.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from test_every_page import PAGES
from visiting import Visit, new_context

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
CONTRAST = ["color-contrast"]  # what a change of colours can change


@pytest.fixture(scope="module")
def offences(browser, server):
    """What axe finds on a page in light and in dark, by its name; visited when first asked for."""
    context, notes = new_context(browser), {}

    def look(name):
        if name not in notes:
            with Visit(browser, f"{server}{name}.html", context=context, script=AXE_SCRIPT) as visit:
                visit.frames()
                light = axe(visit.page, RULES)
                visit.go_dark()
                notes[name] = {"light": light, "dark": axe(visit.page, CONTRAST)}
        return notes[name]

    yield look
    context.close()


def axe(page, rules):
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [(offence["id"], node["target"]) for offence in result["violations"] for node in offence["nodes"]]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(offences, name, theme):
    assert offences(name)[theme] == []


def test_axe_looks_into_the_frames_of_maps(browser, server):
    with Visit(browser, f"{server}notebooks/02-parks.html", script=AXE_SCRIPT) as visit:
        (frame,) = visit.frames()
        frame.evaluate("document.querySelector('.legend').innerHTML = '<img src=\"data:,\">'")
        assert "image-alt" in {rule for rule, _ in axe(visit.page, RULES)}


def test_the_list_of_a_map_opens_a_card_and_gives_the_focus_back_by_keyboard(browser, server):
    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        (frame,) = visit.frames()
        keys = visit.page.keyboard
        summary = frame.locator(".features summary")
        summary.focus()
        keys.press("Enter")
        entry = frame.locator(".features").get_by_role("button", name="Khu công nghiệp Đông Mai", exact=True)
        entry.focus()
        keys.press("Enter")
        frame.locator(".card").wait_for()
        assert "167.86 ha" in frame.evaluate("document.activeElement.textContent")
        assert not frame.locator(".features li").first.is_visible()
        keys.press("Escape")
        frame.locator(".card").wait_for(state="detached")
        assert frame.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_list_of_a_map_names_every_feature_of_every_layer(browser, server):
    from atlas import maps

    with Visit(browser, f"{server}notebooks/05-reach.html") as visit:
        (frame,) = visit.frames()
        frame.locator(".features summary").click()
        frame.locator(".features li").first.wait_for()
        listed = frame.locator(".features li").all_inner_texts()
        assert listed == [feature.name for feature in maps.reach_map().features]


def test_a_map_tells_screen_readers_what_it_shows(browser, server):
    from atlas import maps

    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        (frame,) = visit.frames()
        words = frame.evaluate(
            "document.getElementById(document.querySelector('.map').getAttribute('aria-describedby')).textContent"
        )
        assert words == maps.parks_map().summary
        assert frame.locator("[role=application]").get_attribute("aria-label") == maps.parks_map().title


def test_names_on_a_map_are_marked_as_vietnamese(browser, server):
    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        (frame,) = visit.frames()
        assert frame.locator('.symbol[title="Khu công nghiệp Đông Mai"]').get_attribute("lang") == "vi"
        assert frame.locator('.tag[lang="vi"]', has_text="Đông Mai").count() == 1


@pytest.mark.parametrize("name", ["book/index", "book/parks/dong-mai"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_visible_at_every_stop(browser, server, name, theme):
    with Visit(browser, f"{server}{name}.html", theme=theme) as visit:
        hidden = []
        for _ in range(40):
            visit.page.keyboard.press("Tab")
            stop = visit.page.evaluate(
                """() => {
                  const element = document.activeElement, style = getComputedStyle(element);
                  const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1)
                    || style.boxShadow !== 'none';
                  return element === document.body || element.tagName === 'IFRAME' || ring
                    ? '' : element.outerHTML.slice(0, 120);
                }"""
            )
            hidden += [stop] if stop else []
        assert hidden == []


def test_nothing_moves_for_readers_who_ask_for_less_motion(browser, server):
    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        (frame,) = visit.frames()
        visit.page.emulate_media(reduced_motion="reduce")
        moving = """() => [...document.querySelectorAll('*')].filter(e => {
          const s = getComputedStyle(e), longest = t => Math.max(...t.split(',').map(parseFloat));
          return longest(s.transitionDuration) > 0.01 || longest(s.animationDuration) > 0.01
            || s.scrollBehavior === 'smooth';
        }).map(e => e.outerHTML.slice(0, 80))"""
        assert visit.page.evaluate(moving) == [] and frame.evaluate(moving) == []
