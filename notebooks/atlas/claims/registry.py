"""How is one claim tested? Checks by claim id, and what a check returns.

A computed claim has a function, registered with :func:`check`, that reads tables through
:class:`~atlas.claims.evidence.Evidence` and returns an :class:`Outcome`. Its sentence stands in
``claims.finding_en`` with a named gap for each figure, so that no figure of it is typed.
"""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from atlas.claims.evidence import Evidence
from atlas.data import MANY, load
from atlas.text import figure, known


class ClaimError(ValueError):
    """A claim lacks its check, verdict, evidence or page; the message names every such claim."""


@dataclass(frozen=True)
class Claim:
    """What a check needs to know of its claim: id, figures that it states, bar of its rule."""

    claim_id: str
    stated: float
    stated_high: float
    bar: float


@dataclass(frozen=True)
class Outcome:
    """What a check finds: the figure in ``found_unit``, its date, the verdict, figures of the sentence."""

    found: float
    as_of: str
    verdict: str
    words: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """How a claim fares: verdict, deciding figure with its date, one sentence, ids of sources."""

    verdict: str
    found: float | None
    as_of: str | None
    sentence: str
    sources: tuple[str, ...]


Check = Callable[[Evidence, Claim], Outcome]
CHECKS: dict[str, Check] = {}


def check(claim_id: str) -> Callable[[Check], Check]:
    """Register the function below as the check of ``claim_id``. Raises ``ClaimError`` for a second one."""

    def register(function: Check) -> Check:
        if claim_id in CHECKS:
            raise ClaimError(f"{claim_id} has two checks")
        CHECKS[claim_id] = function
        return function

    return register


def find(claim_id: str, load: Callable[[str], pd.DataFrame] = load) -> Finding:
    """How the claim fares on the tables that ``load`` returns.

    Raises ``KeyError`` for an unknown claim, :class:`ClaimError` for a computed claim without
    check or with a sentence that does not fit it, and ``MissingFigureError`` for a figure that
    is not in the tables.
    """
    row = load("claims").set_index("claim_id").loc[claim_id]
    listed = tuple(row["source_ids"].split(MANY)) if known(row["source_ids"]) else ()
    if row["test"] != "computed":
        found = row["found_value"] if known(row["found_value"]) else None
        as_of = row["found_as_of"] if known(row["found_as_of"]) else None
        return Finding(row["verdict"], found, as_of, row["finding_en"], listed)
    if claim_id not in CHECKS:
        raise ClaimError(f"{claim_id} is computed, but has no check")
    evidence = Evidence(load)
    claim = Claim(claim_id, row["stated_value"], row["stated_value_high"], row["rule_parameter"])
    outcome = CHECKS[claim_id](evidence, claim)
    sentence = fill(claim_id, row["finding_en"], {"found": outcome.found, **outcome.words})
    sources = (*evidence.sources, *(key for key in listed if key not in evidence.sources))
    return Finding(outcome.verdict, float(outcome.found), outcome.as_of, sentence, sources)


def fill(claim_id: str, template: str, words: dict[str, object]) -> str:
    """Fill the gaps of a sentence: ``{share}`` is written as elsewhere, ``{share:.0f}`` as it says.

    Raises :class:`ClaimError` where a gap has no figure, or a figure other than ``found`` no gap.
    """
    gaps = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    if gaps - set(words) or set(words) - gaps - {"found"}:
        raise ClaimError(f"{claim_id}: the sentence has gaps {sorted(gaps)}, the check gives {sorted(words)}")
    return template.format(**{name: _Figure(value) for name, value in words.items()})


class _Figure:
    """A value that writes itself in the house's way unless a format is asked for."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __format__(self, how: str) -> str:
        return format(self.value, how) if how else figure(self.value)
