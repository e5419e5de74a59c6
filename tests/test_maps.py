"""The maps: small, deterministic, and nothing in the data can break out of them."""

import json
import re
from dataclasses import replace
from xml.dom import minidom

import pytest
import shapely
from atlas import maps
from atlas.maps.base import base_areas, base_json, base_lines
from atlas.maps.encode import encode, middle
from atlas.maps.interactive import AtlasMap, aspect
from atlas.maps.spec import Feature, Layer, features_from
from atlas.maps.static import Frame, svg
from atlas.style import AREAS, LINES, POINTS, css

SPECS = {
    "province": maps.province_map,
    "parks": maps.parks_map,
    "corridors": maps.corridors_map,
    "gateways": maps.gateways_map,
    "reach": maps.reach_map,
    "coal": maps.coal_map,
    "ddci": maps.ddci_map,
}
HOSTILE = "</script><script>alert(1)</script>{{ 7*7 }}{% raw %}`\"'&<b>{{{"


def decode(text):
    """Polyline to (lat, lon): the format's own description, read backwards."""
    numbers, shift, result = [], 0, 0
    for character in text:
        byte = ord(character) - 63
        result |= (byte & 0x1F) << shift
        shift += 5
        if byte < 0x20:
            numbers.append(~(result >> 1) if result & 1 else result >> 1)
            shift = result = 0
    points, lat, lon = [], 0, 0
    for dlat, dlon in zip(numbers[::2], numbers[1::2], strict=True):
        lat, lon = lat + dlat, lon + dlon
        points.append((lat / 1e4, lon / 1e4))
    return points


def test_encoding_keeps_four_decimals():
    line = [(107.0541, 20.9716), (106.7511, 20.8368), (107.9849, 21.5179)]
    assert decode(encode(line)) == [(lat, lon) for lon, lat in line]


def test_encoding_matches_the_published_example():
    # The example of the format's documentation, at a tenth of its precision.
    assert decode(encode([(-120.2, 38.5), (-120.95, 40.7)])) == [(38.5, -120.2), (40.7, -120.95)]


@pytest.mark.parametrize("name", SPECS)
def test_every_feature_has_a_style_a_name_and_lies_in_a_layer(name):
    spec = SPECS[name]()
    assert spec.features
    for feature in spec.features:
        assert feature.style in {**POINTS, **LINES, **AREAS} and feature.name


@pytest.mark.parametrize("name", SPECS)
def test_the_legend_explains_every_symbol_and_line_drawn(name):
    spec = SPECS[name]()
    used = {feature.style for feature in spec.features} - {"district"}
    assert used <= {style for style, words in spec.legend}


@pytest.mark.parametrize("name", SPECS)
def test_a_map_says_its_title_sources_and_text_alternative(name):
    spec = SPECS[name]()
    assert spec.title and spec.sources.startswith("Sources: ") and len(spec.summary) > 60
    assert "{" not in spec.summary


@pytest.mark.parametrize("name", SPECS)
def test_two_drawings_of_a_map_are_equal(name):
    assert AtlasMap(SPECS[name]())._repr_html_() == AtlasMap(SPECS[name]())._repr_html_()
    assert svg(SPECS[name]()) == svg(SPECS[name]())


@pytest.mark.parametrize("name", SPECS)
def test_the_static_twin_is_well_formed_and_shows_title_scale_and_alternative(name):
    spec = SPECS[name]()
    document = minidom.parseString(svg(spec))
    texts = [node.firstChild.data for node in document.getElementsByTagName("text")]
    assert spec.title in texts and any(re.fullmatch(r"\d+ km", text) for text in texts)
    assert document.getElementsByTagName("desc")[0].firstChild.data == spec.summary


def test_nine_active_parks_are_labelled_on_the_static_map():
    drawn = svg(maps.parks_map())
    for name in ("Cái Lân", "Việt Hưng", "Đông Mai", "Sông Khoai", "Hải Yên", "Texhong - Hải Hà"):
        assert f">{name}</text>" in drawn
    for name in ("Nam Tiền Phong", "Bắc Tiền Phong", "Bạch Đằng"):
        assert f">{name}</text>" in drawn


def hostile_spec():
    spec = maps.parks_map()
    point = Feature(shapely.Point(107, 21), "park-operating", HOSTILE, HOSTILE, 1, ((HOSTILE, HOSTILE),))
    layers = (Layer("x", HOSTILE, (point,)),)
    legend = (("park-operating", HOSTILE),)
    return replace(spec, title=HOSTILE, note=HOSTILE, sources=HOSTILE, layers=layers, legend=legend)


def test_text_from_data_stays_text_in_the_interactive_map():
    page = AtlasMap(hostile_spec()).page()
    assert "alert(1)</script>" not in page and "<b>" not in page and "49" not in page.split("<body>")[1][:600]
    payload = re.search(r"atlas\.open\([^,]*, (.*)\);\s*</script>", page, re.S).group(1)
    feature = json.loads(payload)["layers"][0]["features"][0]
    assert feature["n"] == feature["t"] == HOSTILE and feature["c"] == [[HOSTILE, HOSTILE]]


def test_text_from_data_stays_text_in_the_static_map():
    document = minidom.parseString(svg(hostile_spec()))
    assert not document.getElementsByTagName("script") and not document.getElementsByTagName("b")
    assert HOSTILE in [node.firstChild.data for node in document.getElementsByTagName("text")]


def test_further_folium_layers_can_be_added():
    import folium

    shown = AtlasMap(maps.parks_map())
    folium.Marker([21, 107]).add_to(shown)
    assert "L.marker" in shown.page() and shown._repr_html_() == shown._repr_html_()


def test_a_style_that_does_not_exist_is_refused():
    from atlas.data import load

    with pytest.raises(KeyError, match="no style 'park-flying'"):
        features_from(load("parks"), style=lambda row: "park-flying")


def test_the_base_is_small_and_holds_every_class_of_line():
    assert len(json.dumps(base_json(), ensure_ascii=False).encode()) < 80_000
    assert {"district-line", "province-line", "border-line"} <= set(base_lines())
    assert not any(line.is_empty for line in base_lines().values())


def test_the_base_draws_the_province_on_top_as_land():
    name, home = base_areas()[-1]
    assert name == "land" and home.contains(shapely.Point(107.3, 21.2))


def test_every_style_has_a_colour_on_light_and_on_dark_ground():
    light, dark = css().split("\n")[:2]
    for name in {**POINTS, **LINES}:
        assert f"--{name}:#" in light and f"--{name}:#" in dark


def test_a_frame_puts_its_corners_where_they_belong():
    frame = Frame((106.0, 20.0, 108.0, 22.0))
    left, bottom = frame.point(106.0, 20.0)
    right, top = frame.point(108.0, 22.0)
    assert left < right and top < bottom and bottom - top == pytest.approx(frame.height)
    # A degree of longitude at 21° is 103.9 km on a sphere of WGS 84's major axis.
    assert (right - left) / frame.kilometre() == pytest.approx(2 * 103.9, rel=0.003)


def test_the_aspect_of_a_frame_is_measured_on_the_ground():
    assert aspect((106, 20.5, 108, 21.5)) == pytest.approx(2 * 0.9336, rel=1e-3)


def test_the_label_of_an_area_stands_in_its_largest_part():
    large, small = shapely.box(0, 0, 10, 10), shapely.box(20, 20, 21, 21)
    assert large.contains(shapely.Point(middle(shapely.MultiPolygon([small, large]))))
