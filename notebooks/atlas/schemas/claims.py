"""Schemas of the article's claims: its sections, what it says, and how each statement fares.

How to read a verdict. ``supported``: the evidence agrees in all that matters. ``partly``: true of
some places, years or parts, loose in a figure, or overtaken. ``contradicted``: the evidence says
otherwise. ``untestable``: nothing found can decide. For a proposal the question is whether the
gap behind it is documented and open: partly means half documented, in force already, or beside
the documented cause; no proposal is contradicted. Events that the author could not know do not
make a claim wrong; ``after_publication`` marks where they bear on it.
"""

from __future__ import annotations

import pandas as pd

from atlas.schemas.facts import CONFIDENCE
from atlas.schemas.fields import (
    Table,
    choice,
    date,
    flag,
    integer,
    name,
    number,
    pattern,
    ref,
    refs,
    slug,
    text,
)

SECTION_KINDS = ("general", "strength", "weakness", "proposal", "conclusion")
CLAIM_KINDS = ("fact", "assessment", "plan", "proposal")
TESTS = ("computed", "documented", "judged", "untestable")
RULES = ("tolerance", "at-least", "at-most", "equals", "consistent", "exists", "none")
VERDICTS = ("supported", "partly", "contradicted", "untestable")
NATURES = ("wrong", "out-of-date", "incomplete", "imprecise", "none")
RELATIONS = ("answers", "builds-on", "see")

SECTION_ID = r"G|C|[SW][1-6]|P[1-7]"
CLAIM_ID = rf"(?:{SECTION_ID})-\d{{2}}"
_RULE_HELP = (
    "tolerance: found is within so many percent of what is stated (partly up to three times as far); "
    "at-least, at-most: found reaches, or does not pass, the bar; equals: found is what is stated; "
    "consistent: figures agree with each other or with the direction stated; exists: enough of the "
    "named cases are found (partly if some); none: no written rule"
)
_PARAMETER_HELP = (
    "tolerance and consistent: percent allowed; at-least and at-most: the bar, in the unit of found_value; "
    "equals: difference allowed; exists: number of cases asked for"
)


def _one_after_the_other(frame, other):
    expected = list(range(1, len(frame) + 1))
    if sorted(frame["order"]) != expected:
        for row, place in frame["order"].items():
            if place not in expected or (frame["order"] == place).sum() > 1:
                yield row, "order", place, f"places run from 1 to {len(frame)}, each once"


SECTIONS = Table(
    name="sections",
    one_row_is="a section of the article",
    key=("section_id",),
    columns={
        "section_id": pattern(
            "Identifier: G, S1 to S6, W1 to W6, P1 to P7, C", SECTION_ID, "must be a section such as S1"
        ),
        "kind": choice("Part of the article", SECTION_KINDS),
        "slug": slug("Name of the page that argues it"),
        "name_en": name("Name in English"),
        "name_vi": name("Name in Vietnamese, shortened"),
        "order": integer("Place in the order of the book", "place", 1, 50, nullable=False),
    },
    rules=(_one_after_the_other,),
)


def _section_fits(frame, other):
    for row, record in frame.iterrows():
        if str(record["claim_id"]).split("-")[0] != record["section_id"]:
            yield row, "section_id", record["section_id"], "must be the first part of claim_id"


def _verdict_and_test_agree(frame, other):
    for row, record in frame.iterrows():
        untestable = record["test"] == "untestable"
        if record["test"] != "computed" and untestable != (record["verdict"] == "untestable"):
            yield row, "verdict", record["verdict"], "is untestable exactly where the test is"
        if untestable != isinstance(record["needs"], str):
            yield row, "needs", record["needs"], "an untestable claim, and no other, says what data it needs"
        for column in ("finding_en", "measure"):
            if not untestable and not isinstance(record[column], str):
                yield row, column, "", "must not be empty unless the claim is untestable"
        if not isinstance(record["source_ids"], str) and record["test"] in ("documented", "judged"):
            yield row, "source_ids", "", "a documented or judged claim names its sources"


def _computed_claims_wait_for_their_check(frame, other):
    """A computed claim has a rule, and leaves what follows from it to its check."""
    for row, record in frame.iterrows():
        computed = record["test"] == "computed"
        if computed != (record["rule"] != "none"):
            yield row, "rule", record["rule"], "a computed claim, and no other, has a rule"
        for column in ("verdict", "found_value", "found_as_of"):
            if computed and pd.notna(record[column]):
                yield row, column, record[column], "must be empty: the check of a computed claim says it"
        if not computed and pd.isna(record["verdict"]):
            yield row, "verdict", "", "must not be empty unless the claim is computed"
        if record["rule"] not in ("none", "consistent") and pd.isna(record["rule_parameter"]):
            yield row, "rule_parameter", "", "this rule needs a parameter"
        if record["rule"] == "none" and pd.notna(record["rule_parameter"]):
            yield row, "rule_parameter", record["rule_parameter"], "no parameter without a rule"


def _nature_fits_verdict(frame, other):
    for row, record in frame.iterrows():
        fails = record["verdict"] in ("partly", "contradicted")
        if pd.notna(record["verdict"]) and fails == (record["nature"] == "none"):
            yield (
                row,
                "nature",
                record["nature"],
                "says how a claim fails where it does, and is none elsewhere",
            )
        if record["verdict"] == "contradicted" and record["kind"] == "proposal":
            yield row, "verdict", record["verdict"], "no proposal is contradicted"


def _figures_have_units(frame, other):
    for row, record in frame.iterrows():
        computed = record["test"] == "computed"
        for value, unit in (("stated_value", "stated_unit"), ("found_value", "found_unit")):
            given = pd.notna(record[value]) or (computed and unit == "found_unit")
            if given != isinstance(record[unit], str):
                rule = f"is given where {value} is, and for a computed claim; nowhere else"
                yield row, unit, record[unit], rule
        low, high = record["stated_value"], record["stated_value_high"]
        if pd.notna(high) and not low < high <= 3 * low:
            yield row, "stated_value_high", high, "must be above stated_value, at most three times it"


CLAIMS = Table(
    name="claims",
    one_row_is="a statement of the article, how it was tested and how it fares",
    key=("claim_id",),
    columns={
        "claim_id": pattern("Section and number", CLAIM_ID, "must be a claim such as S5-02"),
        "section_id": ref("Section of the article", "sections.section_id"),
        "kind": choice(
            "fact: how things are; assessment: a judgement; plan: what others intend; "
            "proposal: what the article asks for",
            CLAIM_KINDS,
        ),
        "claim_en": text("What the article says, in our words", nullable=False),
        "paragraph": integer("Line of the article's plain text", "line", 1, 117, nullable=False),
        "stated_value": number("Figure that the article gives", "as stated_unit", -1e12, 1e12),
        "stated_value_high": number("Upper end, where it gives a range", "as stated_unit", -1e12, 1e12),
        "stated_unit": text("Unit of the stated figure"),
        "stated_period": text("Period or date that the article gives", figures=True),
        "test": choice(
            "computed: by a rule from our tables; documented: by sources and an editor; "
            "judged: by an editor; untestable: not at all",
            TESTS,
        ),
        "rule": choice(_RULE_HELP, RULES),
        "rule_parameter": number(_PARAMETER_HELP, "as the rule says", -1e12, 1e12),
        "measure": text("Tables, indicators and rows that decide, and what each outcome means"),
        "verdict": choice("How the claim fares, unless computed", VERDICTS, nullable=True),
        "nature": choice("How it fails, where it does", NATURES),
        "finding_en": text(
            "The deciding figure with its date, in one or two sentences; a computed claim has a gap in "
            "braces for each figure"
        ),
        "found_value": number("Figure that decides, unless computed", "as found_unit", -1e12, 1e12),
        "found_unit": text("Unit of the found figure"),
        "found_as_of": date("Date or period end of the found figure, unless computed"),
        "source_ids": refs(
            "Sources of the finding; of a computed one those beside the rows that its check reads",
            "sources.source_id",
            nullable=True,
        ),
        "after_publication": flag("Whether evidence younger than July 2025 bears on it"),
        "needs": text("What data would settle it, where it is untestable"),
        "confidence": choice(
            "high: official or two sources agree; medium: one credible source; low: old, thin or vague",
            CONFIDENCE,
        ),
        "note": text("What a reader must know"),
    },
    rules=(
        _section_fits,
        _verdict_and_test_agree,
        _computed_claims_wait_for_their_check,
        _nature_fits_verdict,
        _figures_have_units,
    ),
    limits="Verdicts rest on what was found; a proposal is judged by the gap behind it, not by its worth. "
    "What a check computes is empty here and stands in ledger.csv.",
)


def _links_make_sense(frame, other):
    pairs = set(zip(frame["from_claim"], frame["to_claim"], strict=True))
    for row, record in frame.iterrows():
        start, end, relation = record["from_claim"], record["to_claim"], record["relation"]
        if start == end:
            yield row, "to_claim", end, "must not point to itself"
        elif (end, start) in pairs:
            yield row, "to_claim", end, "the other direction stands in the table already"
        if relation == "answers" and not (str(start).startswith("P") and str(end).startswith("W")):
            yield row, "relation", relation, "a proposal answers a weakness"
        if relation == "builds-on" and not (str(start).startswith("P") and str(end).startswith("S")):
            yield row, "relation", relation, "a proposal builds on a strength"


CLAIM_LINKS = Table(
    name="claim_links",
    one_row_is="a link from one claim to another",
    key=("from_claim", "to_claim"),
    columns={
        "from_claim": ref("Where the link starts", "claims.claim_id"),
        "to_claim": ref("Where it leads", "claims.claim_id"),
        "relation": choice(
            "answers: a proposal meets a weakness; builds-on: it uses a strength; "
            "see: they bear on each other",
            RELATIONS,
        ),
    },
    rules=(_links_make_sense,),
    limits="The links are our reading; the article makes almost none itself.",
)

TABLES = (SECTIONS, CLAIMS, CLAIM_LINKS)
