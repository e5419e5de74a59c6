"""Use of ports, airport, gate and railway: parts of years stay parts, and figures move with the tables."""

import pandas as pd
import pytest
from atlas import throughput
from atlas.data import load


@pytest.fixture
def put(monkeypatch):
    """A function that puts a changed table in the place of a table."""

    def change(name, frame):
        monkeypatch.setattr(throughput, "load", lambda asked: frame if asked == name else load(asked))

    return change


@pytest.mark.parametrize(
    ("period", "length", "words"),
    [
        ("2022", 12, "2022"),
        ("2022-09", 1, "September 2022"),
        ("2025-01/2025-05", 5, "January to May 2025"),
        ("2025-01-01/2025-11-07", 10 + 7 / 30, "1 January to 7 November 2025"),
        ("2019/2024", 72, "2019 to 2024"),
    ],
)
def test_a_period_has_a_length_and_words(period, length, words):
    assert throughput.months(period) == pytest.approx(length)
    assert throughput.in_words(period) == words


def test_a_part_of_a_year_is_compared_by_its_months():
    assert throughput.share_of_capacity(50, "2025-01/2025-06", 100) == pytest.approx(100)
    assert throughput.share_of_capacity(50, "2025", 100) == pytest.approx(50)


def test_the_terminal_at_cai_lan_is_nearly_empty_and_its_rival_full():
    boxes = throughput.containers()
    assert boxes["cict_share_pct"] == pytest.approx(100 * 11000 / 520000, abs=0.05)
    assert boxes["tc_hict_share_pct"] == 136.4
    assert boxes["tc_hict_times"] == round(1500000 / 11000)


def test_a_capacity_dated_after_the_use_gives_no_share():
    shares = throughput.fullness().set_index("throughput-gateway")["pace_pct"]
    assert shares[throughput.name("cam-pha-port")].isna().all()
    assert shares.drop(throughput.name("cam-pha-port")).notna().all()


def test_a_part_year_carries_its_period_and_a_year_without_figure_stays_empty():
    years = throughput.by_year("air-passengers", throughput.AIRPORTS, 2019, 2023)
    assert years["throughput-van-don-airport"].tolist() == ["150,000 (2019-01 to 2019-08)", *[None] * 4]
    assert years["throughput-cat-bi-airport"].tolist() == [None] * 3 + ["2,979,000", "2,670,000"]


def test_a_whole_year_takes_the_place_of_its_parts(put):
    series = load("series")
    part = series[(series["indicator_id"] == "gate-trade") & (series["period"] == "2025-01/2025-05")]
    year = part.assign(period="2025", period_kind="year", value=6000.0)
    put("series", pd.concat([series, year], ignore_index=True))
    newest = throughput.longest("gate-trade", throughput.GATE).iloc[-1]
    assert (newest["value"], newest["monthly"], newest["part"]) == (6000, 500, False)


def test_who_trades_follows_the_table(put):
    series = load("series")
    series.loc[series["indicator_id"] == "gate-firms-local", "value"] = 1931 / 2
    put("series", series)
    assert throughput.gate()["gate_elsewhere_pct"] == 50


def test_a_figure_without_headline_is_the_newest(put):
    assert throughput.railway()["railway_paid_pct"] == round(100 * 4322 / 7663)
    facts = load("corridor_facts")
    put("corridor_facts", facts[facts["fact_id"] != "rail-yen-vien-cai-lan-disbursed-vnd-bn-01"])
    assert throughput.railway()["railway_paid_pct"] == round(100 * 4536 / 7663)
