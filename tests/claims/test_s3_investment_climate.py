"""Strength 3: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, Edit, cell, drop, series

EDITIONS = ("2018", "2019", "2020", "2021")
ON_TIME = ("dossiers-on-time", "dossiers-on-time-centre", "dossiers-on-time-communes")


def first_in(index: str) -> Edit:
    """The province takes the place of Hải Phòng, the first, in the edition of 2024."""
    where = {"indicator_id": f"{index}-rank", "place_id": "hai-phong", "year": 2024}
    return cell("series", "place_id", "quang-ninh", **where)


def ranks(name: str, value: float, *years: str) -> tuple[Edit, ...]:
    """The same rank in a sub-index of the PCI in several editions."""
    return tuple(series(f"pci-{name}-rank", year, value) for year in years)


def pci(value: float, *years: int) -> tuple[Edit, ...]:
    """The same rank in the PCI in several editions."""
    return tuple(series("pci-rank", str(year), value) for year in years)


def shares(value: float) -> tuple[Edit, ...]:
    """All shares of dossiers on time."""
    return (cell("series", "value", value, indicator_id=ON_TIME),)


PCI_2024 = drop("series", indicator_id="pci-rank", place_id="quang-ninh", period="2024")
DOCUMENTS = cell("claims", "test", "documented", claim_id="S3-12")
NO_FOXCONN = drop("tenants", investor=["Foxconn", "Foxconn Singapore"])
NO_JINKO = drop("tenants", investor=["Jinko Solar", "Jinko Solar Hong Kong"])

CASES = [
    Case("S3-01", "first in none", (series("papi-rank", "2024", 2),), "contradicted"),
    Edge(
        "S3-01",
        3,
        (first_in("pgi"), series("sipas-rank", "2024", 1)),
        (first_in("pgi"),),
        ("supported", "partly"),
    ),
    Case("S3-02", "a weak year 2024 as well", (series("fdi-registered", "2024", 1999),), "contradicted"),
    Edge(
        "S3-02",
        50,
        (series("fdi-registered", "2025-H1", 774.5),),
        (series("fdi-registered", "2025-H1", 774.4),),
        ("supported", "partly"),
    ),
    Case("S3-03", "sixth in six editions", pci(6, *range(2015, 2021)), "contradicted"),
    Case("S3-03", "sixth in five editions", pci(6, *range(2015, 2020)), "partly"),
    Edge("S3-03", 5, pci(5, 2019), pci(6, 2019), ("supported", "partly")),
    Case("S3-04", "second in one of the six", pci(2, 2020), "contradicted"),
    Case("S3-04", "first again in 2024", pci(1, 2024), "partly"),
    Edge("S3-04", 6, (*pci(2, 2017), PCI_2024), (PCI_2024,), ("supported", "partly")),
    Case("S3-05", "never within the first ten", ranks("time-costs", 20, *EDITIONS, "2023"), "contradicted"),
    Edge("S3-05", 10, (), ranks("time-costs", 11, "2019"), ("supported", "partly")),
    Case("S3-06", "never within the first ten", ranks("land-access", 11, *EDITIONS), "contradicted"),
    Edge(
        "S3-06",
        10,
        ranks("land-access", 10, *EDITIONS),
        ranks("land-access", 10, *EDITIONS[:3]),
        ("supported", "partly"),
    ),
    Case(
        "S3-07", "never within the first ten", ranks("business-support", 11, "2020", "2023"), "contradicted"
    ),
    Edge(
        "S3-07",
        10,
        ranks("business-support", 10, "2018", "2019", "2021"),
        ranks("business-support", 11, "2018", "2019", "2021"),
        ("supported", "partly"),
    ),
    Case("S3-09", "every share a little short", shares(97.9), "contradicted"),
    Edge(
        "S3-09",
        98,
        (),
        (series("dossiers-on-time-communes", "2021-01/2022-06", 97.9),),
        ("supported", "partly"),
    ),
    Case(
        "S3-10",
        "days hardly cut, and firms do not feel it",
        (series("processing-days-after", "2025-05-28", 17000), *ranks("time-costs", 11, "2023")),
        "contradicted",
    ),
    Case(
        "S3-10",
        "days cut by less than a tenth",
        (series("processing-days-after", "2025-05-28", 15830),),
        "partly",
    ),
    Edge(
        "S3-10",
        3,
        (*ranks("land-access", 10, "2021"), series("processing-days-after", "2025-05-28", 17584 * 0.9)),
        (*ranks("land-access", 11, "2021"), series("processing-days-after", "2025-05-28", 17584 * 0.9)),
        ("supported", "partly"),
    ),
    Case(
        "S3-11",
        "less than half of the bar",
        (series("dossiers-online-share", "2025-01/2025-05", 44.9),),
        "contradicted",
    ),
    Edge(
        "S3-11",
        90,
        (series("dossiers-online-share", "2025-01/2025-05", 90),),
        (series("dossiers-online-share", "2025-01/2025-05", 89.9),),
        ("supported", "partly"),
    ),
    Case(
        "S3-13",
        "no tenant and no developer of these names",
        (
            cell("tenants", "investor", "Another", kind="project"),
            cell("parks", "developer", "Another", kind=["park", "phase"]),
        ),
        "contradicted",
    ),
    Case("S3-13", "the last projects of Foxconn ended", (DOCUMENTS, NO_FOXCONN), "partly"),
    Edge("S3-13", 4, (DOCUMENTS,), (DOCUMENTS, NO_JINKO), ("supported", "partly")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
