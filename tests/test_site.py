"""The built site: every page is there, every link leads somewhere, nothing comes from elsewhere."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag

import pytest
import yaml
from conftest import ROOT


def toc_files():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter for part in toc["parts"] for chapter in part["chapters"]]
    below = [section["file"] for chapter in chapters for section in chapter.get("sections", [])]
    return [toc["root"], *(chapter["file"] for chapter in chapters), *below]


class Page(HTMLParser):
    """Collects what a page loads, links to, names and shows."""

    def __init__(self, path):
        super().__init__()
        self.loads, self.links, self.ids, self.images = [], [], set(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids |= {attrs[key] for key in ("id", "name") if attrs.get(key)}
        if tag in ("script", "img", "iframe", "source") and attrs.get("src"):
            self.loads.append(attrs["src"])
        if tag == "link" and attrs.get("rel") in ("stylesheet", "preload", "icon", "modulepreload"):
            self.loads.append(attrs.get("href", ""))
        if tag == "iframe":
            self.loads += re.findall(r'(?:src|href)="([^"]+)"', attrs.get("srcdoc", ""))
        if tag == "img":
            self.images.append((attrs.get("src", ""), attrs.get("alt")))
        if tag == "a" and attrs.get("href"):
            self.links.append(attrs["href"])


@pytest.fixture(scope="module")
def pages(site):
    return {path: Page(path) for path in sorted(site.rglob("*.html")) if "_static" not in path.parts}


@pytest.mark.parametrize("name", toc_files())
def test_every_page_of_the_toc_is_built(site, name):
    assert (site / f"{name}.html").stat().st_size > 1000


def test_pages_load_nothing_from_elsewhere(pages):
    foreign = {(str(path), url) for path, page in pages.items() for url in page.loads if "//" in url}
    assert not foreign


def test_everything_a_page_loads_is_there(pages):
    missing = {
        (path.name, url)
        for path, page in pages.items()
        for url in page.loads
        if not url.startswith("data:") and not (path.parent / unquote(url.split("?")[0])).resolve().exists()
    }
    assert not missing


def test_every_internal_link_and_anchor_leads_somewhere(pages):
    broken = []
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"(https?|mailto):", link):
                continue
            target, anchor = urldefrag(unquote(link))
            file = (path.parent / target).resolve() if target else path
            if file.is_dir():
                file = file / "index.html"
            if not file.exists() or (anchor and file in pages and anchor not in pages[file].ids):
                broken.append((path.name, link))
    assert not broken


def test_every_picture_says_what_it_shows(pages):
    shown = [(path.name, *image) for path, page in pages.items() for image in page.images]
    silent = [row for row in shown if not row[2] or row[2] == row[1] or row[2].endswith((".svg", ".png"))]
    assert shown and not silent


def test_no_page_prints_an_object_instead_of_its_chart_or_map(pages):
    assert [path.name for path in pages if "IPython.core" in path.read_text(encoding="utf-8")] == []


def test_the_sources_page_lists_every_source(site):
    from atlas.data import load

    page = (site / "book" / "sources.html").read_text(encoding="utf-8")
    assert [key for key in load("sources")["source_id"] if f'id="source-{key}"' not in page] == []
