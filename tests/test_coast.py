"""The coast and the islands: what a ruler makes of a line, and what the layer keeps."""

import math

import pytest
import shapely
from atlas import coast
from atlas.data import load


def test_a_straight_line_is_as_long_with_every_ruler():
    line = shapely.LineString([(0, 0), (3000, 0), (10_000, 0)])
    assert [coast.walk_km(line, ruler) for ruler in (7, 1000, 3333, 50_000)] == pytest.approx([10] * 4)


def test_a_ruler_skips_a_bay_that_it_spans():
    bay = shapely.LineString([(0, 0), (1000, 0), (1000, 5000), (2000, 5000), (2000, 0), (3000, 0)])
    assert coast.walk_km(bay, 10) == pytest.approx(13, abs=0.02)
    assert coast.walk_km(bay, 6000) == pytest.approx(3)


def test_steps_of_a_walk_round_a_circle_are_chords():
    circle = shapely.Point(0, 0).buffer(1000, quad_segs=4000).exterior
    assert coast.walk_km(circle, 1000) == pytest.approx(6, abs=0.01)  # a hexagon
    assert coast.walk_km(circle, 10) == pytest.approx(2 * math.pi, abs=0.01)


def test_the_drawn_coast_runs_from_the_chinese_border_to_hai_phong():
    line = coast.mainland_coast(load("provinces"))
    # The ends are those named with the measures at full detail; EPSG:5899 is east-north in metres.
    assert line.coords[0][0] - line.coords[-1][0] == pytest.approx(122_500, abs=1000)
    assert math.dist(line.coords[0], line.coords[-1]) / 1000 == pytest.approx(
        coast.newest("coast-map-straight"), rel=0.005
    )


def test_the_drawn_coast_is_shorter_than_full_detail_and_close_to_it_with_long_rulers():
    walks = coast.by_ruler()
    assert walks["full_km"].is_monotonic_decreasing and walks["drawn_km"].is_monotonic_decreasing
    assert walks["drawn_km"].iloc[0] < 0.7 * walks["full_km"].iloc[0]
    assert walks["drawn_km"].iloc[-1] == pytest.approx(walks["full_km"].iloc[-1], rel=0.05)


def test_the_often_quoted_length_lies_between_two_rulers():
    assert coast.around(250) == (2000, 5000)
    with pytest.raises(ValueError, match="outside the walks"):
        coast.around(1000)


def test_the_layer_keeps_the_large_islands_and_drops_the_small(monkeypatch):
    sizes = coast.islands_by_size().set_index("island_size")
    assert sizes.iloc[0].tolist() == [1334, 375]
    assert sizes.iloc[-1, 0] == sizes.iloc[-1, 1]

    def without_islands(name):
        frame = load(name)
        if name == "provinces":
            place = frame.index[frame["code"] == coast.PROVINCE][0]
            largest = max(frame.geometry[place].geoms, key=lambda part: part.area)
            frame.loc[place, "geometry"] = largest
        return frame

    monkeypatch.setattr(coast, "load", without_islands)
    assert coast.islands_by_size()["islands_drawn"].tolist() == [0] * 5


def test_the_size_that_reaches_a_count_goes_on_with_the_growth():
    assert coast.size_reaching(1000, 1000, 100) == pytest.approx(1)
    assert coast.size_reaching(10_000, 1000, 100) == pytest.approx(0.1)


def test_a_form_of_power_without_allotment_is_unknown():
    forms = coast.allotments().set_index("power_form")["allotted_mw"]
    assert forms["wind"] == 400 and math.isnan(forms["solar"])
