"""The park finder in a real browser: what it finds is what the tables say."""

import csv
import io
import json
import re

import pandas as pd
import pytest
from atlas import reach, sites
from atlas.data import load
from conftest import SITE
from test_browser import DESKTOP, PHONE, Visit

STATUS = ".finder-tools [role=status]"
RUNNING = ("operating", "partly-operating")


@pytest.fixture(params=["http", "file"])
def base(request, server):
    return server if request.param == "http" else SITE.as_uri() + "/"


def visit(browser, base, state="", viewport=DESKTOP):
    return Visit(browser, f"{base}book/finder.html{state}", viewport=viewport)


def listed(page, group):
    """Ids of the parks of the table, in order: group 0 holds those that match, 1 those that may."""
    return (
        page.locator(".finder-table tbody")
        .nth(group)
        .locator("tr[data-park]")
        .evaluate_all("rows => rows.map(row => row.dataset.park)")
    )


def counts(page):
    return [int(number) for number in re.findall(r"\d+", page.inner_text(STATUS))]


def parks():
    """The parks on offer with their minutes, from the tables."""
    table = load("parks").set_index("park_id")
    return table[table["kind"] != "umbrella"].join(reach.nearest())


def expected(fits, known):
    """Ids that match, and that may: every test is passed or, for the second, not known."""
    return set(fits.index[fits & known]), set(fits.index[fits & ~known])


def running_near_a_port_with_land(minutes=45, hectares=1):
    """Parks that run, at most so far from a port, with so much ready land: sure ones, open ones."""
    table = parks()
    port, ready = table["port_minutes"].round(0), table["area_ready_ha"]
    fits = table["status"].isin(RUNNING) & ~(port > minutes) & ~(ready < hectares)
    return expected(fits, port.notna() & ready.notna())


def test_running_with_land_near_a_port(browser, base):
    sure, open_ = running_near_a_port_with_land()
    with visit(browser, base) as seen:
        page = seen.page
        page.get_by_label("Status", exact=True).select_option("running")
        page.get_by_label("To a deep-water port, at most min").fill("45")
        page.get_by_label("Ready land, at least ha").fill("1")
        assert (set(listed(page, 0)), set(listed(page, 1))) == (sure, open_)
        assert counts(page) == [len(sure), 20, len(open_), 20 - len(sure) - len(open_)]
        assert len(open_) > 0 and "unknown: ready land" in page.inner_text(".finder-table tbody >> nth=1")
        page.get_by_label("To a deep-water port, at most min").fill("80")
        wider = running_near_a_port_with_land(80)
        assert (set(listed(page, 0)), set(listed(page, 1))) == wider and wider[0] == {"texhong-hai-ha"}
        assert seen.errors == [] and seen.foreign == []


def test_each_filter_gives_what_the_tables_say(browser, server):
    table = parks()
    with visit(browser, server) as seen:
        page = seen.page
        for name, kind in (("an airport", "airport"), ("a border gate", "border-gate")):
            box = page.get_by_label(f"To {name}, at most min")
            box.fill("60")
            minutes = table[f"{kind}_minutes"].round(0)
            assert set(listed(page, 0)) == set(minutes.index[minutes <= 60])
            assert set(listed(page, 1)) == set(minutes.index[minutes.isna()])
            box.fill("")
        page.get_by_label("Corridor", exact=True).select_option("van-don")
        assert set(listed(page, 0)) == set(table.index[table["corridor"] == "van-don"])
        page.get_by_label("Corridor", exact=True).select_option("")
        tenants = load("tenants")
        tenants = tenants[tenants["status"].isin(("operating", "under-construction", "licensed"))]
        solar = set(tenants.loc[tenants["sector"] == "solar", "park_id"].dropna())
        page.get_by_label("Sector of a firm that is there").select_option("solar")
        assert set(listed(page, 0)) == solar
        assert set(listed(page, 1)) == set(table.index) - set(tenants["park_id"].dropna())


def test_unknown_is_kept_apart_and_can_be_put_aside(browser, server):
    _, open_ = running_near_a_port_with_land()
    with visit(browser, server, "#status=running&port=45&ready=1") as seen:
        page = seen.page
        assert set(listed(page, 1)) == open_
        assert "May match" in page.inner_text(".finder-table tbody >> nth=1")
        page.get_by_label("Keep parks whose value is unknown").uncheck()
        assert listed(page, 1) == []
        assert "hidden" in page.inner_text(STATUS) and counts(page)[2] == len(open_)
        assert "unknown=no" in page.url


@pytest.mark.parametrize(
    ("heading", "column", "rising_first"),
    [
        ("Planned, ha", "area_planned_ha", False),
        ("Deep-water port, min", "port_minutes", True),
        ("Occupancy, %", "occupancy_pct", False),
        ("Ready, ha", "area_ready_ha", False),
    ],
)
def test_sorting_puts_the_unknown_last_both_ways(browser, server, heading, column, rising_first):
    table = parks()[column].round(0 if "minutes" in column else 2)
    with visit(browser, server) as seen:
        button = seen.page.get_by_role("button", name=heading, exact=True)
        for rising in (rising_first, not rising_first):
            button.click()
            values = table[listed(seen.page, 0)].to_list()
            known = [value for value in values if not pd.isna(value)]
            assert known == sorted(known, reverse=not rising)
            assert len(values) == 20 and all(pd.isna(value) for value in values[len(known) :])
            assert seen.page.locator("th[aria-sort]").get_attribute("aria-sort") == (
                "ascending" if rising else "descending"
            )


def test_every_column_sorts(browser, server):
    with visit(browser, server) as seen:
        heads = seen.page.locator(".finder-table thead th")
        assert heads.count() == 15
        for number in range(heads.count()):
            heads.nth(number).get_by_role("button").click()
            assert heads.nth(number).get_attribute("aria-sort")
            assert seen.page.locator("th[aria-sort]").count() == 1
            assert len(listed(seen.page, 0)) == 20
        assert seen.errors == []


def slide(page, name, value):
    page.get_by_role("slider", name=name, exact=True).fill(str(value))


def score_cells(page):
    rows = page.locator(".finder-table tr[data-park]")
    return dict(
        rows.evaluate_all(
            "rows => rows.map(row => [row.dataset.park, row.querySelector('td.score').innerText])"
        )
    )


@pytest.mark.parametrize(
    "weights", [{"land": 10, "reach": 1}, {"green": 10, "utilities": 9, "services": 1}], ids=["land", "green"]
)
def test_sliders_give_the_order_and_the_scores_of_the_site_table(browser, server, weights):
    ranked = sites.ranking(sites.scores(), {**dict.fromkeys(sites.CRITERIA, 5), **weights})
    ranked = ranked.set_index("park_id").sort_values("known_points", ascending=False)
    with visit(browser, server) as seen:
        before = listed(seen.page, 0)
        for name, value in weights.items():
            slide(seen.page, name.capitalize(), value)
        after = listed(seen.page, 0)
        assert after != before and after[:9] == list(ranked.index)
        cells = score_cells(seen.page)
        for key, row in ranked.iterrows():
            points, share, worst, best = map(int, re.findall(r"\d+", cells[key]))
            assert points == pytest.approx(row["known_points"], abs=0.56)
            assert share == pytest.approx(row["known_weight_pct"], abs=0.56)
            assert (worst, best) == pytest.approx((row["worst_points"], row["best_points"]), abs=0.56)
        assert {cells[key] for key in after[9:]} == {"not scored"}


def test_a_criterion_nobody_published_leaves_a_park_without_score_and_last(browser, server):
    with visit(browser, server) as seen:
        for name in ("Reach", "Utilities", "Services", "Green"):
            slide(seen.page, name, 0)
        frame = sites.scores()
        land = frame[frame["criterion"] == "land"].groupby("park_id")["score"].count()
        silent = set(land.index[land == 0])
        cells, order = score_cells(seen.page), listed(seen.page, 0)
        assert silent and {cells[key] for key in silent} == {"not found"}
        first = [key for key in order if cells[key] not in ("not found", "not scored")]
        assert order[: len(first)] == first and len(first) == 9 - len(silent)
        slide(seen.page, "Land", 0)
        assert set(score_cells(seen.page).values()) == {"not found", "not scored"}
        assert seen.page.get_by_role("slider", name="Land", exact=True).get_attribute("aria-valuetext")


def test_comparing_the_two_parks_of_the_mong_cai_border(browser, base):
    table = parks()
    with visit(browser, base) as seen:
        page = seen.page
        assert not page.locator(".finder-compare").is_visible()
        page.get_by_label("Compare Hải Yên").check()
        page.get_by_label("Compare Texhong - Hải Hà").check()
        page.get_by_role("button", name="Compare 2 parks").click()
        assert page.evaluate("document.activeElement.className") == "finder-compare"
        side = page.locator(".finder-compare table")
        assert side.locator("thead th a").all_inner_texts() == ["Hải Yên", "Texhong - Hải Hà"]
        ready = (
            side.locator("tr", has=page.locator("th", has_text="Ready, ha")).locator("td").all_inner_texts()
        )
        assert ready[0] == "not found" and ready[1].startswith("375.88")
        gate = side.locator("tr", has=page.locator("th", has_text="Border gate, min")).locator("td")
        minutes = table.loc[["hai-yen", "texhong-hai-ha"], "border-gate_minutes"].round(0)
        assert [int(text.split()[0]) for text in gate.all_inner_texts()] == minutes.to_list()
        assert side.locator("tbody th[scope=row]").count() == 14
        page.get_by_role("button", name="Remove Hải Yên").click()
        assert not page.locator(".finder-compare").is_visible()
        assert "compare=texhong-hai-ha" in page.url and seen.errors == []


def test_at_most_four_are_compared(browser, server):
    with visit(
        browser, server, "#compare=cai-lan.hai-yen.dong-mai.song-khoai.viet-hung.no-such-park"
    ) as seen:
        assert seen.page.locator(".finder-compare thead th").count() == 4
        assert seen.page.get_by_label("Compare Việt Hưng").is_disabled()
        seen.page.get_by_label("Compare Cái Lân").uncheck()
        assert seen.page.get_by_label("Compare Việt Hưng").is_enabled()


def state_of(page):
    return (
        page.get_by_label("Status", exact=True).input_value(),
        page.get_by_label("To a deep-water port, at most min").input_value(),
        page.get_by_role("slider", name="Land", exact=True).input_value(),
        page.locator("th[aria-sort]").inner_text().split(",")[0],
        listed(page, 0),
        listed(page, 1),
    )


def test_the_address_holds_the_choice_and_gives_it_back(browser, base):
    with visit(browser, base) as seen:
        page = seen.page
        page.get_by_label("Status", exact=True).select_option("running")
        page.get_by_label("To a deep-water port, at most min").fill("40")
        page.get_by_label("To a deep-water port, at most min").press("Tab")
        slide(page, "Land", 8)
        page.get_by_role("button", name="Airport, min").click()
        page.get_by_label("Compare Cái Lân").check()
        before, address = state_of(page), page.url
        page.reload()
        assert page.url == address and state_of(page) == before
        assert page.get_by_label("Compare Cái Lân").is_checked()
        page.get_by_label("Status", exact=True).select_option("planned")
        page.go_back()
        assert state_of(page) == before
        page.get_by_role("button", name="Start again").click()
        assert "#" not in page.url and len(listed(page, 0)) == 20
        assert seen.errors == []


@pytest.mark.parametrize(
    "state",
    [
        "#status=%3Cimg%20src%3Dx%3E&port=abc&sort=nothing&compare=%22%5D&w-land=-5&unknown=maybe",
        "#length=3&item=1&sort=&compare=",
        "#%E0%A4%A=1&port=",
    ],
)
def test_an_address_that_makes_no_sense_shows_every_park(browser, server, state):
    with visit(browser, server, state) as seen:
        assert len(listed(seen.page, 0)) == 20
        chosen = seen.page.get_by_label("Status", exact=True).evaluate("select => select.selectedIndex")
        assert chosen == 0 and seen.errors == []


def test_a_question_fills_the_form(browser, server):
    with visit(browser, server) as seen:
        seen.page.get_by_role("button", name="at most 45 minutes to a deep-water port").click()
        sure, open_ = running_near_a_port_with_land()
        assert (set(listed(seen.page, 0)), set(listed(seen.page, 1))) == (sure, open_)
        seen.page.go_back()
        assert len(listed(seen.page, 0)) == 20


def download(page, name):
    with page.expect_download() as caught:
        page.get_by_role("button", name=name).click()
    assert caught.value.suggested_filename.startswith("quang-ninh-parks.")
    return caught.value.path().read_text(encoding="utf-8-sig")


def test_downloads_hold_the_selection(browser, base):
    with visit(browser, base, "#gate=60&sort=gate") as seen:
        rows = list(csv.DictReader(io.StringIO(download(seen.page, "Download CSV"))))
        sure, open_ = listed(seen.page, 0), listed(seen.page, 1)
        assert [row["id"] for row in rows] == sure + open_
        assert [row["matches"] for row in rows] == ["yes"] * len(sure) + ["unknown"] * len(open_)
        texhong = next(row for row in rows if row["id"] == "texhong-hai-ha")
        assert (texhong["ready_ha"], texhong["name"]) == ("375.88", "Khu công nghiệp Texhong - Hải Hà")
        assert next(row for row in rows if row["id"] == "hai-yen")["ready_ha"] == ""
        shapes = json.loads(download(seen.page, "Download GeoJSON"))
        placed = load("parks").set_index("park_id")
        assert [one["id"] for one in shapes["features"]] == [
            key for key in sure + open_ if not pd.isna(placed.at[key, "lon"])
        ]
        first = shapes["features"][0]
        assert first["geometry"]["coordinates"] == list(placed.loc[first["id"], ["lon", "lat"]])
        assert first["properties"]["position_error_m"] > 0 and "CC BY" in shapes["credit"]


def test_the_map_shows_the_parks_of_the_table(browser, base):
    with visit(browser, base) as seen:
        (frame,) = seen.frames()
        marks = "marks => marks.map(mark => mark.title).filter(title => title.startsWith('Khu công nghiệp'))"
        table = parks()
        placed = table[table["lon"].notna()]
        near = set(placed.loc[placed["border-gate_minutes"].round(0) <= 60, "name_vi"])
        assert set(frame.locator(".symbol").evaluate_all(marks)) == set(placed["name_vi"])
        seen.page.get_by_label("To a border gate, at most min").fill("60")
        frame.wait_for_function(
            f"document.querySelectorAll('.symbol[title^=\"Khu công nghiệp\"]').length === {len(near)}"
        )
        assert set(frame.locator(".symbol").evaluate_all(marks)) == near and 0 < len(near) < len(placed)
        kept = len(near) + table["border-gate_minutes"].isna().sum()  # whose minutes are not known
        assert f"{len(near)} of {kept}" in seen.page.inner_text(".finder-on-map")
        assert seen.foreign == [] and seen.errors == []


def test_everything_works_by_keyboard_alone(browser, server):
    with visit(browser, server) as seen:
        page, keys = seen.page, seen.page.keyboard
        page.locator(".park-finder form button").first.focus()
        reached = []
        for _ in range(40):
            reached.append(page.evaluate("document.activeElement.name || document.activeElement.dataset.do"))
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", reached[-1]
            keys.press("Tab")
            if reached[-1] == "reset":
                break
        for name in (
            "status",
            "corridor",
            "sector",
            "ready",
            "port",
            "airport",
            "gate",
            "unknown",
            "w-green",
        ):
            assert name in reached
        page.locator("[name=status]").focus()
        keys.press("ArrowDown")  # the first choice: running
        keys.press("Tab"), keys.press("Tab"), keys.press("Tab")
        keys.type("1")
        keys.press("Tab")
        keys.type("45")
        keys.press("Enter")
        sure, open_ = running_near_a_port_with_land()
        assert (set(listed(page, 0)), set(listed(page, 1))) == (sure, open_)
        page.get_by_role("slider", name="Green", exact=True).focus()
        keys.press("ArrowRight")
        assert (
            page.get_by_role("slider", name="Green", exact=True)
            .get_attribute("aria-valuetext")
            .startswith("6 of 10")
        )
        page.get_by_role("button", name="Park", exact=True).focus()
        keys.press("Enter")
        assert page.evaluate("document.activeElement.textContent") == "Park"
        for name in ("Cái Lân", "Đông Mai"):
            page.get_by_label(f"Compare {name}").focus()
            keys.press("Space")
            assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"Compare {name}"
        assert page.locator(".finder-compare thead th").count() == 2


@pytest.mark.parametrize(
    "state", ["", "#compare=cai-lan.hai-yen.dong-mai.song-khoai", "#status=running&ready=1"]
)
def test_nothing_is_wider_than_a_phone(browser, server, state):
    with visit(browser, server, state, PHONE) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390
        wide = seen.page.evaluate(
            """() => [...document.querySelectorAll('.park-finder *')]
                .filter(e => !e.closest('.atlas-table table') && e.getBoundingClientRect().right > 391)
                .map(e => e.tagName + '.' + e.className)"""
        )
        assert wide == []
        box = seen.page.locator(".finder-table")
        assert box.evaluate("e => e.scrollWidth > e.clientWidth && e.tabIndex === 0")
        small = seen.page.evaluate(
            """() => [...document.querySelectorAll('.park-finder :is(button, select, input)')]
                .filter(e => e.getBoundingClientRect().height < 24 && !e.closest('label'))
                .map(e => e.outerHTML)"""
        )
        assert small == []


def test_what_the_data_say_is_shown_as_text(browser, server):
    hostile = '<img src=x onerror="window.hit=1">'
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()

    def with_hostile(route):
        body = route.fetch().text()
        stored = re.search(r'<script type="application/json">(.*?)</script>', body, re.S)[1]
        data = json.loads(stored)
        for one in data["parks"]:
            one["short"] = one["name"] = hostile
        data["filters"]["ready"] = data["words"]["none"] = hostile
        safe = json.dumps(data).replace("<", "\\u003c")
        route.fulfill(body=body.replace(stored, safe), content_type="text/html; charset=utf-8")

    context.route("**/finder.html", with_hostile)
    page.goto(f"{server}book/finder.html#status=running&ready=9999&compare=cai-lan.hai-yen")
    page.wait_for_selector(".finder-compare th")
    assert hostile in page.inner_text(".finder-table tbody >> nth=0")
    assert hostile in page.inner_text(".finder-table tbody >> nth=1")
    assert page.locator(".park-finder img[src=x]").count() == 0 and not page.evaluate("window.hit")
    context.close()


def test_without_scripts_the_table_is_there_and_the_form_is_not(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}book/finder.html")
    assert page.locator(".finder-table tr[data-park]").count() == 20
    assert "JavaScript" in page.locator(".park-finder noscript").inner_text()
    assert not page.locator(".park-finder form").is_visible()
    assert not page.locator(".finder-tools").is_visible()
    context.close()


def contrast(page, selector):
    """The lowest contrast of text to ground among the elements of ``selector``."""
    return page.evaluate(
        """selector => {
          const rgb = c => c.match(/[\\d.]+/g).map(Number);
          const lum = c => { const [r, g, b] = rgb(c).map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const ground = e => { const own = getComputedStyle(e).backgroundColor, c = rgb(own);
            return c.length < 4 || c[3] > 0.99 ? own : ground(e.parentElement); };
          return Math.min(...[...document.querySelectorAll(selector)].map(e => {
            const [a, b] = [lum(getComputedStyle(e).color), lum(ground(e))].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05); }));
        }""",
        selector,
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_their_ground(browser, server, theme):
    with Visit(browser, f"{server}book/finder.html#ready=1", theme=theme) as seen:
        parts = (
            "label, legend, button, select, [type=number], output, p, td, th, a, .atlas-aside, .finder-none"
        )
        assert contrast(seen.page, f".park-finder :is({parts})") >= 4.5
