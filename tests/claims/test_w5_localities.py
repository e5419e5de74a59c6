"""Weakness 5: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, Edit, add, series

FLATS, TEXHONG = ("worker-flats", "2025"), ("texhong-hai-ha", "plan")
PLENTY = series("worker-flats", "2024-06", 1200, "song-khoai")


def score(value: float) -> Edit:
    """The DDCI score of Vân Đồn in 2020, the lowest."""
    return series("ddci-score", "2020", value, "van-don")


def places(van_don: float, hai_ha: float) -> tuple[Edit, ...]:
    """The places of the two districts at the foot of the DDCI of 2020."""
    return (series("ddci-rank", "2020", van_don, "van-don"), series("ddci-rank", "2020", hai_ha, "hai-ha"))


def measured(*parks: str) -> tuple[Edit, ...]:
    """Further parks with as few flats for their workers as Texhong - Hải Hà."""
    where = {"place_id": "texhong-hai-ha", "period": "2025"}
    rows = [
        add("series", {"indicator_id": name, **where}, place_id=park)
        for name in ("worker-flats", "park-workers")
        for park in parks
    ]
    return tuple(rows)


CASES = [
    Case("W5-01", "half of the bar", (score(62), series("ddci-score", "2020", 62, "hai-ha")), "partly"),
    Case("W5-01", "hardly a gap", (score(63), series("ddci-score", "2020", 63, "hai-ha")), "contradicted"),
    Edge(
        "W5-01",
        20,
        (score(52.1), series("ddci-score", "2020", 60, "hai-ha")),
        (score(52.2), series("ddci-score", "2020", 60, "hai-ha")),
        ("supported", "partly"),
    ),
    Case("W5-02", "far districts at the top", places(4, 5), "contradicted"),
    Edge("W5-02", 1, places(8, 7), places(7, 7), ("partly", "contradicted")),
    Case("W5-03", "a third park as short", measured("hai-yen"), "supported"),
    Case("W5-03", "flats enough at both parks", (PLENTY, series(*FLATS, 4000, *TEXHONG)), "contradicted"),
    Edge(
        "W5-03",
        25,
        (*measured("hai-yen"), series("worker-flats", "2024-06", 1000, "song-khoai")),
        (*measured("hai-yen"), series("worker-flats", "2024-06", 1001, "song-khoai")),
        ("supported", "partly"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()


def test_a_middle_rank_and_districts_near_the_centre_do_not_count_as_far():
    near = (*places(7, 7), series("ddci-rank", "2020", 13, "cam-pha"))
    Case("W5-02", "the last place is near Hạ Long", near, "contradicted").holds()
