"""The site in a real browser: every map is alive with the network cable pulled out."""

import pytest
import shapely
from conftest import SITE
from visiting import DESKTOP, PHONE, Visit, features_drawn


def feature_count(spec):
    """How many features of the shown layers touch the frame of the first view."""
    frame = shapely.box(*spec.bounds)
    shown = [feature for layer in spec.layers if layer.shown for feature in layer.features]
    return sum(feature.geometry.intersects(frame) for feature in shown)


SPECS = {
    "notebooks/01-province": "province_map",
    "notebooks/02-parks": "parks_map",
    "notebooks/03-corridors": "corridors_map",
    "notebooks/04-gateways": "gateways_map",
    "notebooks/05-reach": "reach_map",
}


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_every_map_draws_its_features_offline(browser, server, name, scheme):
    import atlas.maps as maps

    base = server if scheme == "http" else SITE.as_uri() + "/"
    with Visit(browser, f"{base}{name}.html") as visit:
        (frame,) = visit.frames()
        wanted = feature_count(getattr(maps, SPECS[name])())
        assert features_drawn(frame) >= wanted > 10
        assert frame.locator(".leaflet-base-pane path").count() > 10
        assert frame.locator(".tag").count() > 5
        assert visit.foreign == [] and visit.errors == []


def overlapping_labels(frame):
    return frame.evaluate(
        """() => {
          const tags = [...document.querySelectorAll('.tag')];
          const meet = (r, s) => r.left < s.right - 1 && s.left < r.right - 1
            && r.top < s.bottom - 1 && s.top < r.bottom - 1;
          return tags.flatMap((a, i) => tags.slice(i + 1)
            .filter(b => meet(a.getBoundingClientRect(), b.getBoundingClientRect()))
            .map(b => [a.textContent, b.textContent]));
        }"""
    )


@pytest.mark.parametrize("name", ["book/index", *SPECS])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_labels_do_not_collide(browser, server, name, viewport):
    with Visit(browser, f"{server}{name}.html", viewport=viewport) as visit:
        for frame in visit.frames():
            assert frame.locator(".tag").count() >= 3
            assert overlapping_labels(frame) == []


def test_a_park_opens_its_fact_card_by_keyboard(browser, server):
    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        (frame,) = visit.frames()
        frame.locator('.symbol[title="Khu công nghiệp Đông Mai"]').focus()
        visit.page.keyboard.press("Enter")
        card = frame.locator(".card")
        card.wait_for()
        assert "Khu công nghiệp Đông Mai" in card.inner_text()
        assert "167.86 ha" in card.inner_text()


def test_maps_follow_the_theme_of_the_page(browser, server):
    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        (frame,) = visit.frames()
        sea = "getComputedStyle(document.querySelector('.map')).backgroundColor"
        seen = {}
        for theme in ("light", "dark"):
            visit.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
            frame.wait_for_selector(f":root[data-theme={theme}]", state="attached")
            seen[theme] = frame.evaluate(sea)
        assert seen["light"] != seen["dark"]


def test_the_wheel_scrolls_the_page_until_the_map_is_clicked(browser, server):
    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        (frame,) = visit.frames()
        scale = "document.querySelector('.leaflet-control-scale-line').textContent"
        before = frame.evaluate(scale)
        frame.locator(".map").hover()
        visit.page.mouse.wheel(0, -600)
        visit.page.wait_for_timeout(500)
        assert frame.evaluate(scale) == before
        frame.locator(".map").click(position={"x": 30, "y": 200})
        visit.page.mouse.wheel(0, -600)
        frame.wait_for_function(f"{scale} !== {before!r}")


def test_the_static_twin_shows_when_printing(browser, server):
    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        twin, live = visit.page.locator(".atlas-twin").first, visit.page.locator(".atlas-map").first
        assert live.is_visible() and not twin.is_visible()
        visit.page.emulate_media(media="print")
        twin.wait_for(state="visible")  # it is fetched when it is wanted
        assert not live.is_visible()


def test_the_static_twin_shows_without_javascript(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}notebooks/02-parks.html")
    assert page.locator(".atlas-twin").first.is_visible()
    context.close()


def test_charts_follow_the_theme_of_the_page(browser, server):
    with Visit(browser, f"{server}notebooks/05-reach.html") as visit:
        ink = "getComputedStyle(document.querySelector('.atlas-chart text')).fill"
        seen = {}
        for theme in ("light", "dark"):
            visit.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
            seen[theme] = visit.page.evaluate(ink)
        assert seen["light"] != seen["dark"]


def test_the_menu_of_layers_switches_a_layer_on(browser, server):
    with Visit(browser, f"{server}notebooks/05-reach.html") as visit:
        (frame,) = visit.frames()
        before = features_drawn(frame)
        frame.locator(".leaflet-control-layers").hover()
        frame.get_by_label("To an airport").check()
        assert features_drawn(frame) > before


def test_the_card_of_a_park_on_a_map_leads_to_its_page(browser, server):
    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        (frame,) = visit.frames()
        frame.locator('.symbol[title="Khu công nghiệp Sông Khoai"]').focus()
        visit.page.keyboard.press("Enter")
        frame.locator(".card a").click()
        visit.page.wait_for_url("**/book/parks/song-khoai.html")


def test_tiles_are_asked_for_only_when_wanted_with_a_referer_and_their_failure_is_said(browser, server):
    from atlas.labels import label

    asked = []
    with Visit(browser, f"{server}notebooks/02-parks.html") as visit:
        (frame,) = visit.frames()
        visit.context.on("request", lambda request: asked.append(request))
        visit.page.route("https://tile.openstreetmap.org/**", lambda route: route.abort())
        assert visit.foreign == []
        frame.locator(".leaflet-control-layers").hover()
        frame.get_by_label(label("map.online")).check()
        note = frame.locator(".note")
        note.wait_for()
        assert note.inner_text() == label("map.failed")
        tiles = [request for request in asked if "tile.openstreetmap.org" in request.url]
        assert tiles and {request.headers.get("referer") for request in tiles} == {server}
