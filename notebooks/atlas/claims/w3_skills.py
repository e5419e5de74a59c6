"""Checks of weakness 3: skilled labour."""

from __future__ import annotations

import pandas as pd

from atlas.claims import rules
from atlas.claims.evidence import QUANG_NINH, Evidence
from atlas.claims.registry import Claim, Outcome, check

COUNTRY = "viet-nam"
GAP_PCT = 50  # half of the workers without fitting skills
SHORTAGE_PCT = 10  # a shortage of a tenth of the workers
TOP = 10  # the first ten provinces


def skills_gap(evidence: Evidence) -> pd.Series:
    """Row of the workers not properly trained or without fitting skills, in %."""
    return evidence.latest("workers-skills-gap-share")


@check("W3-01")
def technicians_few_and_weak(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of three tests hold: skills do not fit, workers lack, fewer certified than in the country."""
    gap = skills_gap(evidence)
    lacking = evidence.latest("worker-shortage", kinds=("estimate",))
    workers = evidence.latest("park-zone-workers")
    here, country = (evidence.latest("workers-certified-share", place) for place in (QUANG_NINH, COUNTRY))
    tests = [
        gap["value"] >= GAP_PCT,
        lacking["value"] >= SHORTAGE_PCT / 100 * workers["value"],
        here["value"] < country["value"],
    ]
    words = {
        "gap": gap["value"],
        "year": gap["period"],
        "lacking": lacking["value"],
        "then": lacking["period"],
        "workers": workers["value"],
        "here": here["value"],
        "country": country["value"],
    }
    return Outcome(sum(tests), gap["period"], rules.held(tests), words)


@check("W3-02")
def training_keeps_up(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of two tests hold: skills do not fit, and firms rank the training beyond the first ten."""
    gap = skills_gap(evidence)
    ranks = evidence.history("pci-labour-training-rank")
    last = ranks.iloc[-1]
    tests = [gap["value"] >= GAP_PCT, last["value"] > TOP]
    words = {
        "gap": gap["value"],
        "year": gap["period"],
        "rank": last["value"],
        "of": last["out_of"],
        "edition": last["period"],
        "worst": ranks["value"].max(),
        "first": ranks["period"].iloc[0],
    }
    return Outcome(sum(tests), gap["period"], rules.held(tests), words)
