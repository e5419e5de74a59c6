"""Headlines of the series: only those asked for, and no figure where there is none, or more than one."""

import pandas as pd
import pytest
from atlas.data import load
from atlas.series import headline_rows, point


def test_headlines_are_those_of_every_condition():
    series, kinds = load("series"), ("result", "estimate")
    rows = headline_rows(series, "coal-sales", place_id="tkv", kind=kinds, period_kind="year")
    assert len(rows) and set(rows["headline"]) == {"yes"} and set(rows["indicator_id"]) == {"coal-sales"}
    assert set(rows["kind"]) <= set(kinds) and set(rows["period_kind"]) == {"year"}


def test_several_indicators_come_together():
    series = load("series")
    one, other = headline_rows(series, "pci-rank"), headline_rows(series, "pci-score")
    assert len(headline_rows(series, ("pci-rank", "pci-score"))) == len(one) + len(other)


def test_a_figure_that_is_not_there_is_an_error():
    with pytest.raises(KeyError, match="0 headlines of 'no-such-indicator'"):
        point(load("series"), "no-such-indicator", "2030")


def test_two_figures_are_none():
    series = load("series")
    twice = pd.concat([series, series[series["indicator_id"] == "parks-planned"]])
    with pytest.raises(KeyError, match="2 headlines of 'parks-planned'"):
        point(twice, "parks-planned", "2030", "plan")
