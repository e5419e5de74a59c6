"""The site is light: each page, the shared base of the maps, what a first visit loads."""

import re

import pytest
from atlas.weigh import GZIP_KB, HTML_KB, RAW_KB, first_load, loaded_files
from test_site import toc_files

PAGES = toc_files()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_heavier_than_its_budget(site, name):
    assert (site / f"{name}.html").stat().st_size <= HTML_KB * 1000


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_loads_little_maps_included(site, name):
    raw, packed = first_load(site, site / f"{name}.html")
    assert raw <= RAW_KB * 1000 and packed <= GZIP_KB * 1000


def test_the_shared_base_of_the_maps_is_at_most_80_kb(site):
    assert (site / "_static" / "atlas" / "base.js").stat().st_size <= 80_000


@pytest.mark.parametrize("name", PAGES)
def test_a_map_carries_at_most_60_kb_of_its_own(site, name):
    frames = re.findall(r"srcdoc='(.*?)'", (site / f"{name}.html").read_text(encoding="utf-8"), re.S)
    assert [len(frame.encode()) for frame in frames if len(frame.encode()) > 60_000] == []


@pytest.mark.parametrize("name", ["book/index", "notebooks/02-parks", "book/glossary"])
def test_the_browser_loads_what_the_weighing_counts(browser, server, site, name):
    """Files are counted from the markup; a browser must not load others."""
    from visiting import Visit

    asked = []
    context = browser.new_context()
    context.on("request", lambda request: asked.append(request.url))
    with Visit(browser, f"{server}{name}.html", context=context) as visit:
        visit.frames()
    context.close()
    loaded = {url.removeprefix(server).split("?")[0] for url in asked if url.startswith(server)}
    counted = {path.relative_to(site).as_posix() for path in loaded_files(site, site / f"{name}.html")}
    assert loaded - counted - {"favicon.ico"} == set()
