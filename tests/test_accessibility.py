"""Accessible to readers who use a keyboard, a screen reader, a dark screen or no colours.

What axe-core finds on each page is asked where every page is visited, in ``test_every_page``.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from visiting import RULES, Visit, axe


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
