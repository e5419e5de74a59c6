"""Weakness 3: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, series

GAP = ("workers-skills-gap-share", "2025")
CERTIFIED = ("workers-certified-share", "2025")
SHORTAGE = ("worker-shortage", "2022")
RANK = ("pci-labour-training-rank", "2020")
NO_SHORTAGE = series(*SHORTAGE, 3000, kind="estimate")
CASES = [
    Case("W3-01", "fewer certified than in the country", (series(*CERTIFIED, 28),), "supported"),
    Case("W3-01", "skills fit and none lacks", (series(*GAP, 40), NO_SHORTAGE), "contradicted"),
    Case("W3-01", "skills fit, but workers lack", (series(*GAP, 40),), "partly"),
    # As few certified as in the country is not fewer.
    Edge(
        "W3-01",
        3,
        (series(*CERTIFIED, 28.9),),
        (series(*CERTIFIED, 29),),
        ("supported", "partly"),
    ),
    # Half of the workers without fitting skills; no shortage, so that this test alone decides.
    Edge(
        "W3-01",
        1,
        (series(*GAP, 50), NO_SHORTAGE),
        (series(*GAP, 49.9), NO_SHORTAGE),
        ("partly", "contradicted"),
    ),
    # A tenth of 33,000 workers.
    Edge(
        "W3-01",
        1,
        (series(*GAP, 40), series(*SHORTAGE, 3300, kind="estimate")),
        (series(*GAP, 40), series(*SHORTAGE, 3299, kind="estimate")),
        ("partly", "contradicted"),
    ),
    Case("W3-02", "firms rank the training low", (series(*RANK, 30),), "supported"),
    Case("W3-02", "skills fit", (series(*GAP, 40),), "contradicted"),
    Edge("W3-02", 2, (series(*RANK, 11),), (series(*RANK, 10),), ("supported", "partly")),
    Edge("W3-02", 1, (series(*GAP, 50),), (series(*GAP, 49.9),), ("partly", "contradicted")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
