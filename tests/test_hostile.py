"""Text from the tables stays text: markup in any free cell is shown, never run, wherever cells appear."""

import html
import re
import sys
from functools import cache
from html.parser import HTMLParser
from types import SimpleNamespace
from xml.dom import minidom

import atlas.data
import pandas as pd
import pytest
from atlas import book, cards, charts, maps, tables
from atlas.maps.interactive import AtlasMap
from atlas.maps.locator import locator_map
from atlas.maps.static import svg
from atlas.schemas import TABLES
from conftest import ROOT, forget
from markdown_it import MarkdownIt

sys.path.insert(0, str(ROOT / "book" / "_ext"))

import atlas_cite
import atlas_claims
import atlas_parks
import atlas_site

HOSTILE = '</td></script><script>alert(1)</script><img src=x onerror=alert(1)>"\'`{{ 7*7 }}{% x %}&lt;"'
EVENT = re.compile(r"on[a-z]+$")
DRAWN = [maps.province_map, maps.parks_map, maps.corridors_map, maps.gateways_map, maps.reach_map]
DRAWN += [maps.coal_map, maps.ddci_map]


def free(name):
    """Columns of a table that may hold any words."""
    columns = TABLES[name].columns
    return [column for column in columns if columns[column].metadata["kind"] == "text"]


def poisoned(name, frame):
    """The table with markup at the end of every free cell.

    Two kinds of cells are no free text in truth: the status among the facts is a word of a list, and
    the sentence of a computed claim is a template of ours.
    """
    for column in free(name):
        cells = frame[column].notna()
        if column == "value_text":
            cells &= frame["indicator"] != "status"
        if column == "finding_en":
            cells &= frame["test"] != "computed"
        frame[column] = frame[column].astype(object)
        frame.loc[cells, column] = frame.loc[cells, column] + HOSTILE
    return frame


@cache
def true_tables():
    """Every table as it is, read once."""
    return {name: atlas.data.load(name) for name in TABLES}


def poison(monkeypatch, names):
    """Put markup into the free cells of these tables."""
    true = true_tables()
    held = {name: poisoned(name, true[name].copy()) for name in names}
    forget()
    monkeypatch.setattr(atlas.data, "_load", lambda name, folder: held.get(name, true[name]))
    yield held
    monkeypatch.undo()
    forget()


@pytest.fixture
def hostile(monkeypatch):
    """Every table as if its free cells held markup."""
    yield from poison(monkeypatch, TABLES)


@pytest.fixture
def hostile_claims(monkeypatch):
    """What the pages of claims are written from; checks look rows up by name, so the rest stays true."""
    yield from poison(monkeypatch, ("claims", "sections", "sources"))


class Read(HTMLParser):
    """Tags, attributes and text of markup, as a browser would see them."""

    def __init__(self, markup):
        super().__init__()
        self.tags, self.events, self.words = set(), [], ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.events += [name for name, _ in attrs if EVENT.match(name)]
        self.words += "".join(value or "" for name, value in attrs if name in ("title", "aria-label"))

    def handle_data(self, data):
        self.words += data


def is_text(markup):
    """Nothing in the markup runs, and the hostile words are there to be read."""
    read = Read(markup)
    assert not read.tags & {"script", "img"} and not read.events
    assert HOSTILE in read.words


def test_the_reader_of_these_tests_sees_what_would_run():
    with pytest.raises(AssertionError):
        is_text(f"<p>{HOSTILE}</p>")
    is_text(f"<p>{html.escape(HOSTILE)}</p>")


@pytest.mark.parametrize("park_id", ["song-khoai", "dong-mai", "texhong-hai-ha"])
def test_the_card_of_a_park(hostile, park_id):
    is_text("".join(atlas_parks._table(group) for group in cards.card(park_id)))


def test_the_list_of_parks(hostile):
    is_text(atlas_parks.ParkList.run(None)[0].astext())


@pytest.mark.parametrize("section", ["S5", "W4", "P1", "G"])
def test_the_table_of_claims(hostile_claims, section):
    rows = atlas_claims.claims()
    is_text(atlas_claims._table(section, rows[rows["section_id"] == section]))


def test_the_strip_and_the_lists_of_claims(hostile_claims):
    asked = SimpleNamespace(arguments=["strength weakness"])
    for directive in (atlas_claims.VerdictStrip, atlas_claims.ClaimsSince, atlas_claims.Overview):
        is_text(directive.run(asked)[0].astext())


def test_sentences_of_claims_are_text_nodes(hostile_claims):
    claim_id = atlas_claims.claims().query("test == 'documented'")["claim_id"].iloc[0]
    nodes, _ = atlas_claims.finding_role("finding", "", claim_id, 1, SimpleNamespace())
    assert nodes[0].tagname == "inline" and HOSTILE in nodes[0].astext()


def test_the_list_of_sources_and_the_links_to_them(hostile):
    is_text(atlas_site.SourceList.run(None)[0].astext())
    is_text(atlas_cite.links(list(hostile["sources"]["source_id"][:3]), "sources.html"))


def test_the_table_of_licences(hostile):
    is_text(atlas_site.DataLicences.run(None)[0].astext())


def test_a_table_of_a_notebook(hostile):
    parks = atlas.data.load("parks")[["name_vi", "area_planned_ha"]]
    is_text(tables.table(parks, HOSTILE, note=HOSTILE).data)


@pytest.mark.parametrize("draw", [*DRAWN, lambda: locator_map("song-khoai")])
def test_a_map_its_popups_and_its_twin(hostile, draw):
    spec = draw()
    page = AtlasMap(spec).page()
    read = Read(page)
    assert "img" not in read.tags and not read.events
    assert "<script>alert" not in page
    frame = Read(AtlasMap(spec)._repr_html_())
    assert not frame.tags & {"script", "img"} and not frame.events
    twin = minidom.parseString(svg(spec))
    assert not twin.getElementsByTagName("script") and not twin.getElementsByTagName("img")
    assert HOSTILE in "".join(str(feature.card) + feature.name for feature in spec.features) + spec.sources


def test_a_chart(hostile):
    name = atlas.data.load("parks")["name_vi"].iloc[0]
    rows = pd.DataFrame({"park": [name], "hectares": [1.0]})
    words = {"title": name, "unit": "ha", "sources": name, "summary": name, "key": "hostile"}
    drawn = minidom.parseString(charts.bars(rows, "park", "hectares", **words).svg)
    assert not drawn.getElementsByTagName("script")
    assert drawn.getElementsByTagName("desc")[0].firstChild.data == name


def test_a_sentence_of_a_notebook(hostile):
    name = atlas.data.load("parks")["name_vi"].iloc[0]
    said = book.say("The park is called **{name}**.", name=name).data
    written = MarkdownIt("commonmark").render(said)
    assert name in Read(written).words and not Read(written).tags - {"p", "strong"}
    assert "{{" not in said


def test_a_word_of_a_notebook_stays_as_it_was():
    said = book.say("**{area}** at {place}.", area=375.88, place="Hải Hà - Móng Cái (QL18, 1:250 000)").data
    assert said == "**375.88** at Hải Hà - Móng Cái (QL18, 1:250 000)."
