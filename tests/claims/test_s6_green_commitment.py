"""Strength 6: the verdicts move with the tables, and turn at the bars of their rules."""

import pytest
from cases import Case, Edge, add, cell, drop, series


def coal_2025(value):
    return series("coal-clean-output", "2025", value, kind="estimate")


def green_rank(value):
    return cell("series", "value", value, indicator_id="pgi-rank", place_id="hai-duong", period="2024")


def pit_ends(mine_id, year):
    return cell("mine_facts", "value", year, mine_id=mine_id, indicator="closing_year", headline="yes")


def tenant(project_id, sector):
    return cell("tenants", "sector", sector, project_id=project_id)


def plants(column, value, **where):
    return cell("power_plants", column, value, fuel="coal", **where)


PETROCHEMICALS = drop("tenants", sector="chemicals")
CITY_POWER = cell("power_plants", "operating_mw", 0, district_2024="193", fuel="coal")
NO_CEMENT = drop("mines", kind="cement-works")
CASES = [
    Case(
        "S6-01",
        "coal falls and the index leads",
        (coal_2025(39), series("pgi-score", "2024", 30)),
        "supported",
    ),
    Case("S6-01", "manufacturing falls too", (series("share-manufacturing", "2024", 9),), "contradicted"),
    Case(
        "S6-01",
        "a published rank goes before the score",
        (
            add(
                "series",
                {"indicator_id": "pgi-rank", "place_id": "hai-duong"},
                place_id="quang-ninh",
                period="2024",
            ),
            series("pgi-score", "2024", 20),
            coal_2025(39),
        ),
        "supported",
    ),
    Edge(
        "S6-01",
        3,
        (coal_2025(39.9), green_rank(9)),
        (coal_2025(39.9), green_rank(10)),
        ("supported", "partly"),
    ),
    Edge(
        "S6-01",
        1,
        (series("share-manufacturing", "2024", 9.9),),
        (series("share-manufacturing", "2024", 9.8),),
        ("partly", "contradicted"),
    ),
    Case(
        "S6-02", "no timetable", (drop("series", indicator_id="open-pit-projects-to-close"),), "contradicted"
    ),
    Edge(
        "S6-02",
        2025,
        (pit_ends("ha-tu", 2025),),
        (pit_ends("ha-tu", 2026),),
        ("supported", "partly"),
    ),
    Case(
        "S6-02",
        "a pit of the city lasts",
        (pit_ends("ha-tu", 2024), pit_ends("nui-beo-open-pit", 2030)),
        "partly",
    ),
    Case("S6-04", "no chemicals", (PETROCHEMICALS,), "supported"),
    Case("S6-04", "no coal plant was given up", (plants("dropped_mw", 0),), "contradicted"),
    Case(
        "S6-04",
        "a coal plant begun since",
        (PETROCHEMICALS, plants("last_unit_year", 2021, plant_id="thang-long")),
        "partly",
    ),
    Edge(
        "S6-04",
        0,
        (cell("tenants", "year", 2019, sector="chemicals"),),
        (cell("tenants", "year", 2019, project_id="stavian"),),
        ("supported", "partly"),
    ),
    Case(
        "S6-05",
        "no project stands",
        (cell("tenants", "status", "ended", kind="project"),),
        "contradicted",
    ),
    Edge(
        "S6-05",
        5,
        (tenant("tenma", "new-materials"), tenant("solex", "biotechnology")),
        (tenant("tenma", "new-materials"),),
        ("supported", "partly"),
    ),
    Case("S6-07", "half of the parks", (series("parks-with-treatment-plant", "2024", 4),), "contradicted"),
    Edge(
        "S6-07",
        100,
        (series("parks-with-treatment-plant", "2024", 8),),
        (series("parks-with-treatment-plant", "2024", 7),),
        ("supported", "partly"),
    ),
    Edge(
        "S6-07",
        62.5,
        (series("parks-with-treatment-plant", "2024", 5),),
        (series("parks-with-treatment-plant", "2024", 4),),
        ("partly", "contradicted"),
    ),
    Case(
        "S6-08",
        "a plant of the new time",
        (plants("last_unit_year", 2021, plant_id="thang-long"),),
        "contradicted",
    ),
    Case("S6-08", "cement works alone", (CITY_POWER,), "partly"),
    Edge(
        "S6-08",
        0,
        (CITY_POWER, NO_CEMENT),
        (CITY_POWER, NO_CEMENT, plants("operating_mw", 1, plant_id="thang-long")),
        ("supported", "partly"),
    ),
    Edge(
        "S6-08",
        1800,
        (plants("last_unit_year", 2019, plant_id="thang-long"),),
        (plants("last_unit_year", 2020, plant_id="thang-long"),),
        ("partly", "contradicted"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_verdict_follows_the_data(case):
    case.holds()
