"""Claims on the pages: every one at its place, with verdict, figures, date and sources."""

import re

import pytest
from atlas.claims import ledger
from atlas.data import MANY

LEDGER = ledger()
SECTIONS = list(dict.fromkeys(LEDGER["section_id"]))


def page_of(site, section):
    name = LEDGER.loc[LEDGER["section_id"] == section, "page"].iloc[0]
    return (site / f"{name}.html").read_text(encoding="utf-8")


def text(markup):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


@pytest.mark.parametrize("section", SECTIONS)
def test_every_claim_stands_on_the_page_of_its_section_with_its_verdict(site, section):
    page = page_of(site, section)
    for row in LEDGER[LEDGER["section_id"] == section].itertuples():
        found = re.search(rf'<tr id="claim-{row.claim_id.lower()}">.*?</tr>', page, re.S)
        assert found, f"{row.claim_id} is missing"
        assert f'class="verdict verdict-{row.verdict}"' in found[0]
        linked = set(re.findall(r'sources\.html#source-([^"]+)"', found[0]))
        assert linked <= set(str(row.source_ids).split(MANY))
        assert linked or row.test == "untestable"


def test_the_strip_on_the_first_page_leads_to_every_claim(site):
    page = (site / "book" / "index.html").read_text(encoding="utf-8")
    strip = re.findall(r'data-verdict="([a-z]+)"[^>]*href="([^"]+)#claim-([a-z0-9-]+)"', page)
    assert len(strip) == len(LEDGER)
    by_id = LEDGER.set_index(LEDGER["claim_id"].str.lower())
    for verdict, address, claim in strip:
        assert by_id.at[claim, "verdict"] == verdict
        assert by_id.at[claim, "page"] == f"book/{address.removesuffix('.html')}"


def test_the_ledger_can_be_downloaded(site):
    import pandas as pd

    shown = pd.read_csv(site / "data" / "ledger.csv", dtype=str)
    assert list(shown["claim_id"]) == list(LEDGER["claim_id"])
    assert list(shown["verdict"]) == list(LEDGER["verdict"])


def test_the_filters_of_the_strip_hide_what_was_not_asked_for(browser, server):
    page = browser.new_page()
    page.goto(f"{server}book/index.html")
    squares = "document.querySelectorAll('.verdict-strip section li')"
    shown = f"() => [...{squares}].filter((square) => square.offsetParent).length"
    assert page.evaluate(shown) == len(LEDGER)
    page.select_option("select[name=verdict]", "contradicted")
    assert page.evaluate(shown) == (LEDGER["verdict"] == "contradicted").sum()
    page.select_option("select[name=verdict]", "")
    page.select_option("select[name=section]", label="S4 Natural resources")
    asked = (LEDGER["section_id"] == "S4").sum()
    assert page.evaluate(shown) == asked
    assert page.inner_text(".verdict-strip [role=status]") == f"{asked} of {len(LEDGER)} claims"
    page.close()


def test_a_square_leads_to_its_claim(browser, server):
    page = browser.new_page()
    page.goto(f"{server}book/index.html")
    page.click(".verdict-strip a[href$='#claim-s3-04']")
    page.wait_for_url("**/book/s3-investment-climate.html#claim-s3-04")
    assert page.locator("#claim-s3-04").is_visible()
    page.close()


def test_words_of_a_claim_stay_words(monkeypatch):
    import sys

    from conftest import ROOT

    monkeypatch.syspath_prepend(str(ROOT / "book" / "_ext"))
    atlas_claims = sys.modules.get("atlas_claims") or __import__("atlas_claims")
    hostile = "<script>alert(1)</script>{{ 7 * 7 }}`\"'&"
    row = LEDGER.assign(claim_en=hostile, finding_en=hostile, note=hostile, found_unit=hostile).iloc[[5]]
    markup = atlas_claims._table("S1", row)
    assert "<script>" not in markup and text(markup).count("{{ 7 * 7 }}") >= 3
