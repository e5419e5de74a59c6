"""Every computed claim has a check, and every check a test that flips it and one at its bar."""

import importlib
import re
from pathlib import Path

import pytest
from atlas.claims import CHECKS, ClaimError, find, ledger
from atlas.data import load
from cases import Case, Edge, cell, changed

FILES = sorted(Path(__file__).parent.glob("test_[a-z]*.py"))
CLAIMS = load("claims").set_index("claim_id")
COMPUTED = sorted(CLAIMS.index[CLAIMS["test"] == "computed"])
# A year or date, a claim, a road: no figure that could move.
NO_FIGURE = re.compile(
    r"\b\d{1,2} (?=[A-Z][a-z]+ (?:19|20)\d\d)"  # the day of a date
    r"|\b(?:19|20)\d\d\b|\b[GCSWP]\d?-\d\d\b|\b[A-Z]{2}\d+\b"  # a year, a claim, a road
)


def cases():
    """All cases and edges of the modules beside this one."""
    return [
        case
        for file in FILES
        if file.stem != Path(__file__).stem
        for case in getattr(importlib.import_module(file.stem), "CASES", [])
    ]


@pytest.mark.parametrize("claim_id", COMPUTED)
def test_a_computed_claim_has_a_flip_and_an_edge(claim_id):
    today = find(claim_id).verdict
    mine = [case for case in cases() if case.claim_id == claim_id]
    assert [case for case in mine if isinstance(case, Case) and case.verdict != today], "no flip"
    assert [case for case in mine if isinstance(case, Edge)], "no edge"


@pytest.mark.parametrize("claim_id", COMPUTED)
def test_no_figure_of_a_computed_finding_is_typed(claim_id):
    bare = re.sub(r"\{[^}]*\}", "", CLAIMS.at[claim_id, "finding_en"])
    assert re.findall(r"\d+", NO_FIGURE.sub("", bare)) == []


@pytest.mark.parametrize("claim_id", COMPUTED)
def test_a_computed_finding_names_its_sources(claim_id):
    known = set(load("sources")["source_id"])
    sources = find(claim_id).sources
    assert sources and set(sources) <= known


def test_checks_and_computed_claims_are_the_same():
    assert sorted(CHECKS) == COMPUTED


def test_the_ledger_has_every_claim_once_with_all_it_needs():
    frame = ledger()
    assert sorted(frame["claim_id"]) == sorted(CLAIMS.index)
    for column in ("verdict", "finding_en", "page"):
        assert frame[column].notna().all()


def test_a_claim_that_fails_must_say_how():
    with pytest.raises(ClaimError, match="W1-01 is partly, but claims.nature says 'none'"):
        ledger(
            changed(
                (
                    cell("claims", "verdict", "partly", claim_id="W1-01"),
                    cell("claims", "test", "documented", claim_id="W1-01"),
                    cell("claims", "finding_en", "Words.", claim_id="W1-01"),
                )
            )
        )


def test_a_computed_claim_without_check_is_refused():
    with pytest.raises(ClaimError, match="S6-09 is computed, but has no check"):
        find("S6-09", changed((cell("claims", "test", "computed", claim_id="S6-09"),)))
