"""The corridor graph: what must be true of any shortest way, and how far it is from what is published."""

import itertools

import geopandas as gpd
import numpy as np
import pytest
from atlas import network as net
from atlas import reach
from atlas.data import load

PLACES = [
    "town:ha-noi",
    "town:hai-phong",
    "town:mong-cai",
    "park:song-khoai",
    "gateway:cai-lan",
    "gateway:hoanh-mo",
]
YEARS = (2014, 2017, 2018, 2019, 2022, 2026)


@pytest.mark.parametrize(("start", "end"), itertools.combinations(PLACES, 2))
def test_a_way_is_as_long_there_as_back(start, end):
    there, back = net.route(start, end), net.route(end, start)
    assert there.minutes == pytest.approx(back.minutes)
    assert [s.edge_id for s in there.stretches] == [s.edge_id for s in reversed(back.stretches)]


@pytest.mark.parametrize("weight", net.WEIGHTS)
def test_no_detour_over_a_third_junction_is_shorter(weight):
    cost = net.corridor_network().matrix(weight)
    assert np.isfinite(cost).all()
    assert (cost[:, None, :] <= cost[:, :, None] + cost[None, :, :] + 1e-9).all()


@pytest.mark.parametrize(("start", "end"), itertools.combinations(PLACES, 2))
def test_opening_a_stretch_never_lengthens_a_way(start, end):
    minutes = [net.route(start, end, year).minutes for year in YEARS]
    minutes.append(net.route(start, end, planned=True).minutes)
    assert minutes == sorted(minutes, reverse=True)


@pytest.mark.parametrize("mode", net.MODES)
def test_opening_any_single_stretch_never_raises_a_cost(mode):
    edges = load("corridor_edges")
    edges = edges[(edges["mode"] == mode) & (edges["status"] == "open")]
    whole = net.CorridorNetwork(edges, load("corridor_nodes"), 2026)
    for edge in edges["edge_id"].sample(8, random_state=1):
        without = net.CorridorNetwork(edges[edges["edge_id"] != edge], load("corridor_nodes"), 2026)
        shared = [node for node in without.index if node in whole.index]
        rows = [without.index[node] for node in shared]
        columns = [whole.index[node] for node in shared]
        assert (whole.matrix()[np.ix_(columns, columns)] <= without.matrix()[np.ix_(rows, rows)] + 1e-9).all()


def test_closing_every_stretch_of_a_cut_makes_a_place_unreachable():
    edges = load("corridor_edges")
    edges = edges[(edges["mode"] == "road") & (edges["status"] == "open")]
    nodes = load("corridor_nodes").set_index("node_id")["lon"]
    # Everything that crosses the meridian 107.38 E, between Cẩm Phả and Tiên Yên, is closed.
    west = {node for node, lon in nodes.items() if lon < 107.38}
    cut = edges["from_node"].isin(west) != edges["to_node"].isin(west)
    halved = net.CorridorNetwork(edges[~cut], load("corridor_nodes"), 2026)
    start, end = net.place("node:ha-long"), net.place("node:mong-cai")
    assert cut.sum() >= 3
    cost = halved.matrix()[halved.index["ha-long"], halved.index["mong-cai"]]
    assert np.isinf(cost)
    with pytest.raises(
        net.UnreachableError, match="no way from Hạ Long to Móng Cái in 2026: the graph is cut"
    ):
        _without_legs(halved).route(start, end)


def _without_legs(network):
    """Access legs would bridge a cut within their reach; a place that stands on its node needs none."""
    network._local_roads = lambda: network.edges.iloc[:0]
    leg = net.CorridorNetwork._leg
    network._leg = lambda graph, start, end, km: leg(graph, start, end, km) if km < 0.1 else None
    return network


def test_an_island_without_a_road_is_unreachable_and_the_error_says_so():
    with pytest.raises(net.UnreachableError, match="no drawn road reaches Cô Tô"):
        net.route("town:co-to", "town:ha-long")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("xyzzy", "no park, cluster, gateway, town or node has the id 'xyzzy'"),
        ("song-kohai", "has the id 'song-kohai'; near it: "),
        ("gateway:laach-huyen", "near it: gateway:lach-huyen, node:lach-huyen"),
        ("cai-lan", "names more than one place; write one of: park:cai-lan, gateway:cai-lan"),
        ("park:tien-yen", "park:tien-yen has no known position"),
    ],
)
def test_an_unknown_place_is_named(key, words):
    with pytest.raises(net.UnknownPlaceError) as caught:
        net.route(key, "town:ha-long")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Nội Bài airport", "gateway:noi-bai-airport"),
        ("noi bai international airport", "gateway:noi-bai-airport"),
        ("Mong Cai international border gate", "gateway:mong-cai"),
        ("hoanh-mo-border-gate", "gateway:hoanh-mo"),
        ("Lach Huyen port", "gateway:lach-huyen"),
        ("Dinh Vu port", "gateway:dinh-vu"),
        ("Hải Phòng port", "gateway:hoang-dieu"),
        ("Bắc Luân II", "gateway:bac-luan-2"),
        ("Uong Bi railway station", "node:ga-uong-bi"),
        ("HẠ LONG", "town:ha-long"),
        ("Móng Cái", "town:mong-cai"),
        ("Vân Đồn", "gateway:van-don-airport"),
    ],
)
def test_a_place_is_found_by_its_name_with_or_without_marks(name, key):
    assert net.place(name).key == key


def test_every_place_that_a_source_names_is_found_or_says_why_not():
    stated = load("stated_distances")
    stated = stated[stated["measured_between"] != "expressway-ends"]
    ends = [
        (getattr(row, f"{end}_name"), f"{getattr(row, f'{end}_kind')}:{getattr(row, f'{end}_id')}")
        for row in stated.itertuples()
        for end in ("from", "to")
        if getattr(row, f"{end}_kind") != "other"
    ]
    assert len(ends) > 100
    for name, key in ends:
        if key == "cluster:ccn-van-don":  # no position of a cluster is known
            with pytest.raises(net.UnknownPlaceError, match="has no known position"):
                net.place(name)
        else:
            assert net.place(name).key == key


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"year": 2013}, "year must be from 2014 to 2026, not 2013"),
        ({"year": 2027}, "year must be from 2014 to 2026, not 2027"),
        ({"mode": "sea"}, "mode must be one of road, rail, not 'sea'"),
        ({"weight": "cost"}, "weight must be one of minutes, km, not 'cost'"),
    ],
)
def test_what_lies_outside_the_data_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        net.route("town:ha-noi", "town:ha-long", **arguments)


def test_a_route_adds_up_and_tells_its_access_legs():
    way = net.route("park:song-khoai", "gateway:lach-huyen")
    assert way.km == pytest.approx(sum(stretch.km for stretch in way.stretches))
    assert way.minutes == pytest.approx(sum(stretch.minutes for stretch in way.stretches))
    assert 0 < way.access_km < way.km
    assert {stretch.edge_id for stretch in way.stretches} - {""} <= set(load("corridor_edges")["edge_id"])


def test_many_origins_cost_what_single_routes_cost():
    keys = ["park:song-khoai", "park:hai-yen", "park:viet-hung", "town:tien-yen", "gateway:hoanh-mo"]
    ends = ["gateway:lach-huyen", "gateway:noi-bai-airport", "gateway:mong-cai"]
    network = net.corridor_network()
    origins, targets = (
        gpd.GeoSeries([net.place(key).point for key in group], crs="EPSG:4326") for group in (keys, ends)
    )
    for weight in net.WEIGHTS:
        cost = network.costs(origins, targets, weight)
        for (i, start), (j, end) in itertools.product(enumerate(keys), enumerate(ends)):
            assert cost[i, j] == pytest.approx(
                getattr(net.route(start, end, weight=weight), weight), rel=1e-6
            )


def test_a_gate_that_falls_beyond_the_drawn_border_still_joins_its_road():
    # The point of Bắc Phong Sinh lies some 100 m inside China on the drawn line.
    way = net.route("gateway:bac-phong-sinh", "town:quang-ha")
    assert "hai-ha-to-bac-phong-sinh" in {stretch.edge_id for stretch in way.stretches} and way.km < 30


def test_the_border_roads_join_hoanh_mo_with_mong_cai():
    way = net.route("gateway:hoanh-mo", "gateway:mong-cai", 2017)
    straight = 50
    assert straight < way.km < 2 * straight
    assert "hoanh-mo-to-dong-van" in {stretch.edge_id for stretch in way.stretches}


def test_a_place_on_an_islet_is_reached_only_if_the_mainland_lies_within_its_error():
    # The planned port Hải Hà stands on an islet 3.7 km off, give or take 5 km; Con Ong 3.2 km off, within 3.
    assert net.route("gateway:hai-ha", "town:quang-ha").access_km > 1.3 * 3.7
    for key in ("gateway:con-ong", "gateway:van-gia", "town:co-to"):
        with pytest.raises(net.UnreachableError, match="no drawn road reaches"):
            net.route(key, "town:quang-ha")


def test_no_leg_crosses_a_river_into_another_province():
    # Bắc Tiền Phong looks across the Bạch Đằng at Hải Phòng; before the bridge the way went round.
    before = net.route("park:bac-tien-phong", "gateway:dinh-vu", 2017)
    today = net.route("park:bac-tien-phong", "gateway:dinh-vu")
    points = [net.place(key).point for key in ("park:bac-tien-phong", "gateway:dinh-vu")]
    straight = gpd.GeoSeries(points, crs="EPSG:4326").to_crs(5899)
    assert straight.iloc[0].distance(straight.iloc[1]) < 12_000
    assert before.km > 60 and today.km < 25


def test_the_unfinished_railway_carries_only_when_asked_for_planned():
    assert "ga-cai-lan" not in net.corridor_network(mode="rail").index
    way = net.route("ga-yen-vien", "ga-cai-lan", mode="rail", planned=True)
    assert way.km == pytest.approx(131, rel=0.03) and way.access_km == 0


def test_the_riverside_road_shortens_ways_only_when_planned_roads_count():
    today, planned = (net.route("park:phuong-nam", "gateway:dinh-vu", planned=flag) for flag in (False, True))
    assert planned.minutes < today.minutes - 5
    assert "ct06-3-to-dong-trieu-ven-song" in {stretch.edge_id for stretch in planned.stretches}


@pytest.mark.parametrize(("weight", "median", "p90"), [("minutes", 10, 30), ("km", 8, 20)])
def test_the_method_fits_the_stated_distances(weight, median, p90):
    error = net.method_error(weight)
    assert error["pairs"] >= 45
    assert error["median_pct"] <= median and error["p90_pct"] <= p90


def test_the_error_printed_is_that_of_the_fastest_way_which_the_tables_print():
    pair = "cai-lan-to-noi-bai-airport"  # the fastest way goes round by Hải Phòng
    ends = ("park:cai-lan", "gateway:noi-bai-airport")
    fastest, shortest = (
        net.stated_against_computed(weight).set_index("distance_id").at[pair, "computed_km"]
        for weight in net.WEIGHTS
    )
    assert fastest == pytest.approx(net.route(*ends, 2021).km)
    assert shortest == pytest.approx(net.route(*ends, 2021, weight="km").km)
    assert fastest > shortest + 20
    assert net.method_error() == net.method_error("minutes") != net.method_error("km")


def test_a_pair_is_left_out_by_a_rule_that_does_not_look_at_its_fit():
    fastest, shortest = (
        net.stated_against_computed(weight).set_index("distance_id") for weight in net.WEIGHTS
    )
    assert set(fastest["tests"]) == {"yes", "position"}
    assert (fastest["tests"] == shortest["tests"]).all()
    assert (fastest["computed_km"] != shortest["computed_km"]).any()
    assert fastest.at["hai-yen-to-mong-cai", "tests"] == "position"
    # A pair that fits badly still counts when the rule lets it.
    assert shortest.at["mong-cai-to-ha-long", "tests"] == "yes"
    assert abs(shortest.at["mong-cai-to-ha-long", "error_pct"]) > 20


def test_every_stated_road_distance_between_placed_places_is_computed():
    stated = load("stated_distances")
    stated = stated[(stated["mode"] == "road") & (stated["measured_between"] != "expressway-ends")]
    stated = stated[(stated["km"] > 0) & (stated["from_kind"] != "other") & (stated["to_kind"] != "other")]
    placed = stated[stated["from_kind"] != "cluster"]
    assert set(net.stated_against_computed()["distance_id"]) == set(placed["distance_id"])


def test_a_caller_cannot_change_the_comparison_that_is_kept():
    frame = net.stated_against_computed()
    frame["error_pct"] = 0.0
    assert (net.stated_against_computed()["error_pct"] != 0).all()


@pytest.mark.parametrize(
    ("start", "end", "year", "hours"),
    [
        ("town:ha-noi", "town:mong-cai", 2018, 5.5),
        ("town:ha-noi", "town:mong-cai", 2022, 3.0),
        ("town:ha-noi", "town:ha-long", 2014, 3.5),
        ("node:ct04-1", "node:ct06-6", 2018, 1.5),
    ],
)
def test_hours_fall_near_the_published_ones(start, end, year, hours):
    assert net.route(start, end, year).minutes / 60 == pytest.approx(hours, rel=0.15)


def test_reach_holds_a_row_for_each_pair_and_none_for_what_no_road_reaches():
    table = net.reach_table(parks=["song-khoai", "hai-yen"], gateways=["cai-lan", "van-gia"])
    assert len(table) == 4 and list(table.columns) == ["park_id", "gateway_id", "km", "minutes", "year"]
    assert table.loc[table["gateway_id"] == "van-gia", "minutes"].isna().all()
    assert table.loc[table["gateway_id"] == "cai-lan", "minutes"].notna().all()


def test_a_service_area_grows_with_the_minutes_and_is_sorted():
    near, far = net.service_area("gateway:lach-huyen", 45), net.service_area("gateway:lach-huyen", 90)
    assert set(near["place"]) < set(far["place"])
    assert far["minutes"].is_monotonic_increasing and near["minutes"].max() <= 45


def test_every_active_park_lands_in_one_band():
    for kind in ("port", "airport"):
        counted = reach.bands(kind)
        assert counted["before"].sum() == counted["today"].sum() == 9


def test_parks_within_an_hour_are_those_of_the_first_two_bands():
    hour, counted = reach.within_an_hour(), reach.bands("port")
    assert hour["port_hour_before"] == counted["before"][:2].sum()
    assert hour["port_hour_today"] == counted["today"][:2].sum()
    assert hour["coast_today"] < hour["coast_before"]


def test_no_park_is_farther_today_than_before():
    before, today = reach.nearest(2017), reach.nearest(2026)
    for kind in ("port", "airport", "border-gate"):
        assert (today[f"{kind}_minutes"] <= before[f"{kind}_minutes"] + 1e-6).all()
