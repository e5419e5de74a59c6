"""How far is it, in kilometres and minutes, by which stretches, and since when?

The corridor graph has a node for each junction and an edge for each stretch, with its
length and a speed (``corridor_nodes``, ``corridor_edges``). A place joins the graph by an
*access leg*: the straight line to a junction, or to the nearest point of a road that is not an
expressway, times a detour factor, at a low speed. The fastest or the shortest path is
Dijkstra's (1959), as networkx implements it.

- Detour factor 1.3: roads are about that much longer than the straight line. Kim, Shin, Lee and Suh
  (2015, Journal of the Korean Society of Agricultural Engineers 57(4), 39-49) report 1.26 for
  South Korea, 1.22 to 1.44 by province. No measured factor for Vietnam was found.
- Access speed 30 km/h, the pace of local streets.
- A leg is at most 10 km of straight line, unless no road is nearer, and stays on one landmass of
  one province: mountains, rivers and sea are crossed on drawn roads only. Two exceptions: what lies
  at the border counts to its Vietnamese bank, Dongxing too, and a place on a piece of land without
  a road counts to the nearest one with a road, if that lies within the error of its position.
- Left out: waits at borders, toll gates and ports, traffic jams, lorry limits, ferries.

A year means its last day. An edge counts from its opening; one without a date was there before
the first year. With ``planned`` the stretches that are not open count too, at their design speed.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import shapely

from atlas.data import load
from atlas.province import GRID
from atlas.schemas.corridors import MODES
from atlas.schemas.resources import PLACE_TABLES

DETOUR = 1.3
ACCESS_KMH = 30.0
ACCESS_LIMIT_KM = 10.0
FIRST_YEAR, LAST_YEAR = 2014, 2026
WEIGHTS = ("minutes", "km")
# A gateway may be called by its label and one of these, such as Lạch Huyện port.
GATEWAY_WORDS = {
    "seaport": "port",
    "airport": "airport",
    "border-gate": "border gate",
    "rail-terminal": "station",
}


class UnknownPlaceError(KeyError):
    """No place has this id, it has no position, or the id names more than one place."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnreachableError(ValueError):
    """The graph of that year and mode holds no way between the two places."""


@dataclass(frozen=True)
class Stretch:
    """A part of a route: an edge of the graph, or an access leg (``edge_id`` empty)."""

    edge_id: str
    km: float
    minutes: float


@dataclass(frozen=True)
class Route:
    """A way between two places: total km and minutes, its stretches in order, and the year it is of."""

    origin: str
    destination: str
    year: int
    km: float
    minutes: float
    stretches: tuple[Stretch, ...]

    @property
    def access_km(self) -> float:
        """Kilometres of access legs in the route."""
        return sum(stretch.km for stretch in self.stretches if not stretch.edge_id)


def route(
    origin: str,
    destination: str,
    year: int = LAST_YEAR,
    mode: str = "road",
    *,
    weight: str = "minutes",
    planned: bool = False,
) -> Route:
    """The fastest (``weight="minutes"``) or shortest (``"km"``) way between two places.

    Places are ids of parks, clusters, gateways, towns or corridor nodes, or their names, see
    :func:`place`; an id that names two things is written with its kind, such as ``park:cai-lan``.
    The year means its last day; ``planned`` counts what is not open too. Raises
    :class:`UnknownPlaceError`, :class:`UnreachableError`, and ``ValueError`` for a year, mode or
    weight outside the data.
    """
    network = corridor_network(year, mode, planned=planned)
    start, end = place(origin), place(destination)
    return network.route(start, end, weight)


@dataclass(frozen=True)
class Place:
    """A place with its id, as ``kind:id``, its name, its position in degrees (EPSG:4326) and its error."""

    key: str
    name: str
    point: shapely.Point
    error_m: float = 0.0


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """Every place that routes can start or end at, by ``kind:id``."""
    found = {}
    for kind, (table, id_column) in PLACE_TABLES.items():
        for row in load(table).to_dict("records"):
            key = f"{kind}:{row[id_column]}"
            found[key] = Place(key, row["name_vi"], row.get("geometry"), row.get("position_error_m", 0.0))
    return found


def place(key: str) -> Place:
    """The place with the id ``key``, with or without its kind, or with that name.

    A name is the Vietnamese or English one of its table, the label of a gateway with or without its
    kind, such as Lạch Huyện port, or what ``stated_distances`` calls it; marks, capitals and words in
    brackets do not count. A name that a town shares with a park or a port means the town. See
    :func:`route` for errors.
    """
    options = [key] if ":" in key else [f"{kind}:{key}" for kind in PLACE_TABLES]
    found = [option for option in options if option in places()] or _called(key)
    # A junction named after a place is the same spot: the place itself comes first.
    found = [one for one in found if not one.startswith("node:")] or found
    if not found:
        raise UnknownPlaceError(f"no park, cluster, gateway, town or node has the id {key!r}{_near(key)}")
    if len(found) > 1:
        names = ", ".join(found)
        raise UnknownPlaceError(f"the id {key!r} names more than one place; write one of: {names}")
    one = places()[found[0]]
    if one.point is None or one.point.is_empty:
        raise UnknownPlaceError(f"{one.key} has no known position")
    return one


def _called(name: str) -> list[str]:
    """Keys of the places with that name, the town alone where there is one."""
    keys = sorted(_by_name().get(_folded(name), ()))
    return [key for key in keys if key.startswith("town:")] or keys


def _near(key: str) -> str:
    """The ids that a mistyped one may mean, for the end of an error; empty if none is near."""
    names = difflib.get_close_matches(_folded(key.rpartition(":")[2]), _by_name(), n=3)
    ids = sorted({one for name in names for one in _by_name()[name]})
    return f"; near it: {', '.join(ids)}" if ids else ""


@lru_cache(maxsize=1)
def _by_name() -> dict[str, set[str]]:
    """Keys of places by folded id and name; see :func:`place` for which names count."""
    found: dict[str, set[str]] = {}

    def add(name: object, key: str) -> None:
        if isinstance(name, str) and key in places():
            found.setdefault(_folded(name), set()).add(key)

    for kind, (table, id_column) in PLACE_TABLES.items():
        for row in load(table).to_dict("records"):
            for column in (id_column, "name_vi", "name_en", "label_vi"):
                add(row.get(column), f"{kind}:{row[id_column]}")
            if row.get("kind") in GATEWAY_WORDS:
                add(f"{row['label_vi']} {GATEWAY_WORDS[row['kind']]}", f"{kind}:{row[id_column]}")
    stated = load("stated_distances")
    for row in stated[stated["measured_between"] != "expressway-ends"].itertuples():
        add(row.from_name, f"{row.from_kind}:{row.from_id}")
        add(row.to_name, f"{row.to_kind}:{row.to_id}")
    return found


def _folded(name: str) -> str:
    """Lower case without marks, brackets and punctuation, so that Hà Nội, Ha Noi and ha-noi are one."""
    plain = unicodedata.normalize("NFD", re.sub(r"\(.*?\)", " ", name.casefold())).replace("đ", "d")
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


@cache
def corridor_network(year: int = LAST_YEAR, mode: str = "road", *, planned: bool = False) -> CorridorNetwork:
    """The graph of ``year``: see the module's text for what counts. ``ValueError`` outside the data."""
    if mode not in MODES:
        raise ValueError(f"mode must be one of {', '.join(MODES)}, not {mode!r}")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"year must be from {FIRST_YEAR} to {LAST_YEAR}, not {year}")
    edges = load("corridor_edges")
    edges = edges[(edges["mode"] == mode) & edges["speed_kmh"].notna()]
    opened = edges["opened"].isna() | (edges["opened"].str[:4].fillna("0").astype(int) <= year)
    counts = (edges["status"] == "open") & opened
    if planned:
        counts |= edges["status"] != "open"
    return CorridorNetwork(edges[counts], load("corridor_nodes"), year)


class CorridorNetwork:
    """The junctions and stretches of one year and mode, with access from anywhere.

    ``edges`` and ``nodes`` have the columns of ``corridor_edges`` and ``corridor_nodes``. Positions
    are measured in VN-2000 / TM-3 107°45' (EPSG:5899), whose scale error is under 0.05 % here.
    """

    def __init__(self, edges: gpd.GeoDataFrame, nodes: gpd.GeoDataFrame, year: int) -> None:
        used = set(edges["from_node"]) | set(edges["to_node"])
        self.year = year
        self.nodes = nodes[nodes["node_id"].isin(used)].to_crs(GRID).reset_index(drop=True)
        self.edges = edges.to_crs(GRID).reset_index(drop=True)
        self.edges["minutes"] = 60 * self.edges["length_km"] / self.edges["speed_kmh"]
        self.index = {node: number for number, node in enumerate(self.nodes["node_id"])}
        self.graph = nx.Graph()
        self.graph.add_nodes_from(self.nodes["node_id"])
        for row in self.edges.itertuples():
            self._add(row.from_node, row.to_node, row.edge_id, row.length_km, row.minutes)
        self._land = _landmass(self.nodes.geometry.to_numpy())

    def _add(self, start: str, end: str, edge_id: str, km: float, minutes: float) -> None:
        """Add an edge, unless a faster one joins the same two nodes already."""
        known = self.graph.get_edge_data(start, end)
        if known is None or minutes < known["minutes"]:
            self.graph.add_edge(start, end, edge_id=edge_id, km=km, minutes=minutes)

    @lru_cache(maxsize=4)  # noqa: B019 - a network lives as long as the cache that holds it
    def matrix(self, weight: str = "minutes") -> np.ndarray:
        """Cost between every two nodes, shape (nodes, nodes); infinite where there is no way."""
        cost = np.full((len(self.nodes), len(self.nodes)), np.inf)
        for start, ends in nx.all_pairs_dijkstra_path_length(self.graph, weight=weight):
            for end, value in ends.items():
                cost[self.index[start], self.index[end]] = value
        return cost

    def access(self, points: gpd.GeoSeries, weight: str = "minutes") -> np.ndarray:
        """Cost from each point to each node by its best access leg, shape (points, nodes).

        A leg goes to a node, or to the nearest point of a road that is not an expressway and on
        along it to the road's ends.
        """
        shapes = points.to_crs(GRID).to_numpy()
        land = _landmass(shapes)
        pace = 60 / ACCESS_KMH if weight == "minutes" else 1.0
        options = list(self._access_options(shapes, land))
        nearest = np.min([straight for _, straight, _ in options], axis=0)
        limit = np.maximum(nearest, ACCESS_LIMIT_KM)
        cost = np.full((len(shapes), len(self.nodes)), np.inf)
        for number, straight, onward in options:
            leg = np.where(straight <= limit, straight * DETOUR * pace + onward[weight], np.inf)
            cost[:, number] = np.minimum(cost[:, number], leg)
        return cost

    def _access_options(self, shapes: np.ndarray, land: np.ndarray):
        """Ways onto the graph: node number, straight km to it or its road (infinite across water),
        and what it costs to go on along the road, by weight.
        """
        nothing = {"minutes": 0.0, "km": 0.0}
        for number, node in enumerate(self.nodes.geometry):
            straight = shapely.distance(shapes, node) / 1000
            yield number, np.where(land == self._land[number], straight, np.inf), nothing
        for row in self._local_roads().itertuples():
            straight = shapely.distance(row.geometry, shapes) / 1000
            straight = np.where(self._same_land(row, land), straight, np.inf)
            along = shapely.line_locate_point(row.geometry, shapes, normalized=True)
            for node, share in ((row.from_node, along), (row.to_node, 1 - along)):
                onward = {"minutes": share * row.minutes, "km": share * row.length_km}
                yield self.index[node], straight, onward

    def _local_roads(self) -> gpd.GeoDataFrame:
        return self.edges[~self.edges["class"].isin(("expressway", "bridge", "railway"))]

    def _same_land(self, edge, land: np.ndarray) -> np.ndarray:
        """A road is joined halfway only where both its ends are on the landmass of the point."""
        ends = {self._land[self.index[edge.from_node]], self._land[self.index[edge.to_node]]}
        return land == ends.pop() if len(ends) == 1 else np.zeros(len(land), bool)

    def costs(
        self, origins: gpd.GeoSeries, destinations: gpd.GeoSeries, weight: str = "minutes"
    ) -> np.ndarray:
        """Cost of the best way from each origin to each destination, shape (origins, destinations).

        Grows linearly with the origins: each destination is spread over the nodes once. Two places
        near each other are also joined by a leg of their own. A point is taken as it stands: unlike
        :meth:`route` this knows no error that would bring it from an islet to the mainland.
        """
        leave, arrive = self.access(origins, weight), self.access(destinations, weight)
        matrix = self.matrix(weight)
        pace = 60 / ACCESS_KMH if weight == "minutes" else 1.0
        start, end = origins.to_crs(GRID).to_numpy(), destinations.to_crs(GRID).to_numpy()
        land, end_land = _landmass(start), _landmass(end)
        best = np.empty((len(start), len(end)))
        for number, target in enumerate(end):
            to_target = (matrix + arrive[number]).min(axis=1)
            straight = shapely.distance(start, target) / 1000
            near = (straight <= ACCESS_LIMIT_KM) & (land == end_land[number])
            direct = np.where(near, straight * DETOUR * pace, np.inf)
            best[:, number] = np.minimum((leave + to_target).min(axis=1), direct)
        return best

    def route(self, start: Place, end: Place, weight: str = "minutes") -> Route:
        """The best way from ``start`` to ``end`` with its stretches."""
        if weight not in WEIGHTS:
            raise ValueError(f"weight must be one of {', '.join(WEIGHTS)}, not {weight!r}")
        graph = self.graph.copy()
        points = gpd.GeoSeries([start.point, end.point], crs="EPSG:4326").to_crs(GRID).to_numpy()
        land = [self._ground(point, one.error_m) for point, one in zip(points, (start, end), strict=True)]
        spots = [self._join(graph, number, points[number], land[number]) for number in (0, 1)]
        self._join_directly(graph, spots, points, land)
        try:
            nodes = nx.dijkstra_path(graph, 0, 1, weight=weight)
        except nx.NetworkXNoPath:
            raise UnreachableError(self._why(start, end)) from None
        legs = [graph.edges[pair] for pair in zip(nodes, nodes[1:], strict=False)]
        stretches = tuple(Stretch(leg["edge_id"], leg["km"], leg["minutes"]) for leg in legs if leg["km"] > 0)
        km, minutes = sum(s.km for s in stretches), sum(s.minutes for s in stretches)
        return Route(start.key, end.key, self.year, km, minutes, stretches)

    def _ground(self, point: shapely.Point, error_m: float) -> int:
        """Number of the piece of land a place of that error stands on: one with a road, if there is one."""
        here = int(_landmass(np.array([point]))[0])
        if here in self._land:
            return here
        pieces = np.unique(self._land)
        away = shapely.distance(_lands().geometries[pieces], point)
        return int(pieces[away.argmin()]) if away.min() <= error_m else here

    def _join(self, graph: nx.Graph, number: int, point: shapely.Point, land: int) -> list[tuple]:
        """Add the place ``number`` with its access legs; returns where it joins roads midway."""
        graph.add_node(number)
        nodes = [
            (point.distance(spot) / 1000, node)
            for node, spot, mass in zip(self.nodes["node_id"], self.nodes.geometry, self._land, strict=True)
            if mass == land
        ]
        here = np.array([land])
        roads = [row for row in self._local_roads().itertuples() if self._same_land(row, here)[0]]
        roads = [(point.distance(row.geometry) / 1000, row) for row in roads]
        limit = max(ACCESS_LIMIT_KM, min((km for km, _ in [*nodes, *roads]), default=0))
        for km, node in nodes:
            if km <= limit:
                self._leg(graph, number, node, km)
        return [self._join_midway(graph, number, point, km, row) for km, row in roads if km <= limit]

    def _join_midway(self, graph: nx.Graph, number: int, point: shapely.Point, km: float, row) -> tuple:
        """Join a road at its nearest point; returns the new node, the share of the road, the road."""
        midway, along = (number, row.edge_id), row.geometry.project(point, normalized=True)
        self._leg(graph, number, midway, km)
        for node, share in ((row.from_node, along), (row.to_node, 1 - along)):
            part = {"km": share * row.length_km, "minutes": share * row.minutes}
            graph.add_edge(midway, node, edge_id=row.edge_id, **part)
        return midway, along, row

    def _join_directly(self, graph: nx.Graph, spots: list, points: np.ndarray, land: list[int]) -> None:
        """Join the two places where they meet the same road, and by a leg of their own."""
        ends = {row.edge_id: (midway, along) for midway, along, row in spots[1]}
        for midway, along, row in spots[0]:
            if row.edge_id in ends:
                other, share = ends[row.edge_id][0], abs(along - ends[row.edge_id][1])
                part = {"km": share * row.length_km, "minutes": share * row.minutes}
                graph.add_edge(midway, other, edge_id=row.edge_id, **part)
        km = points[0].distance(points[1]) / 1000
        if land[0] == land[1] and km <= ACCESS_LIMIT_KM:
            self._leg(graph, 0, 1, km)

    @staticmethod
    def _leg(graph: nx.Graph, start: object, end: object, straight_km: float) -> None:
        km = straight_km * DETOUR
        graph.add_edge(start, end, edge_id="", km=km, minutes=60 * km / ACCESS_KMH)

    def _why(self, start: Place, end: Place) -> str:
        points = gpd.GeoSeries([start.point, end.point], crs="EPSG:4326").to_crs(GRID).to_numpy()
        cut_off = [
            one.name
            for one, point in zip((start, end), points, strict=True)
            if self._ground(point, one.error_m) not in self._land
        ]
        reason = (
            f"no drawn road reaches {' and '.join(cut_off)}" if cut_off else "the graph is cut between them"
        )
        return f"no way from {start.name} to {end.name} in {self.year}: {reason}"


@lru_cache(maxsize=1)
def _lands() -> shapely.STRtree:
    """Every connected piece of every Vietnamese province, in the grid of the province.

    China is no landmass of its own here: the drawn border is some 100 m off, so that a gate may fall
    on either side of it.
    """
    provinces = load("provinces")
    provinces = provinces[provinces["country"] == "VN"]
    return shapely.STRtree(provinces.to_crs(GRID).explode().geometry.to_numpy())


def _landmass(points: np.ndarray) -> np.ndarray:
    """Number of the piece of land each point (in the grid) lies on or nearest to."""
    return _lands().nearest(points)


def _table_points(table: str, id_column: str) -> gpd.GeoDataFrame:
    frame = load(table)
    frame = frame[frame.geometry.notna() & ~frame.geometry.is_empty]
    return frame.sort_values(id_column).reset_index(drop=True)


def reach_table(
    year: int = LAST_YEAR,
    *,
    parks: list[str] | None = None,
    gateways: list[str] | None = None,
    planned: bool = False,
) -> pd.DataFrame:
    """Minutes and km by the fastest way from parks to gateways: one row a pair.

    Without ``parks`` the placed parks that are no umbrella, without ``gateways`` every placed
    one but the anchorages. A pair without a way has no figures. Ids that are not in the tables raise
    :class:`UnknownPlaceError`.
    """
    origins = [f"park:{key}" for key in parks or _default_parks()]
    targets = [f"gateway:{key}" for key in gateways or _default_gateways()]
    network = corridor_network(year, planned=planned)
    rows = []
    for origin in origins:
        for target in targets:
            try:
                way = network.route(place(origin), place(target))
                rows.append((origin, target, way.km, way.minutes))
            except UnreachableError:
                rows.append((origin, target, np.nan, np.nan))
    frame = pd.DataFrame(rows, columns=["park_id", "gateway_id", "km", "minutes"])
    return frame.assign(
        park_id=frame["park_id"].str.removeprefix("park:"),
        gateway_id=frame["gateway_id"].str.removeprefix("gateway:"),
        year=year,
    )


def _default_parks() -> list[str]:
    parks = _table_points("parks", "park_id")
    return parks.loc[parks["kind"] != "umbrella", "park_id"].to_list()


def _default_gateways() -> list[str]:
    gateways = _table_points("gateways", "gateway_id")
    return gateways.loc[gateways["kind"] != "anchorage", "gateway_id"].to_list()


def service_area(gateway: str, minutes: float, year: int = LAST_YEAR) -> pd.DataFrame:
    """Parks and towns within ``minutes`` of a gateway: key, name and minutes, nearest first."""
    network = corridor_network(year)
    target = place(gateway)
    candidates = [
        one
        for key, one in places().items()
        if key.startswith(("park:", "town:")) and one.point is not None and not one.point.is_empty
    ]
    origins = gpd.GeoSeries([one.point for one in candidates], crs="EPSG:4326")
    cost = network.costs(origins, gpd.GeoSeries([target.point], crs="EPSG:4326"))[:, 0]
    rows = [
        (one.key, one.name, value)
        for one, value in zip(candidates, cost, strict=True)
        if value <= minutes and one.key != target.key
    ]
    return pd.DataFrame(sorted(rows, key=lambda row: row[2]), columns=["place", "name_vi", "minutes"])


@lru_cache(maxsize=len(WEIGHTS))
def _stated_against_computed(weight: str) -> pd.DataFrame:
    stated = load("stated_distances")
    stated = stated[(stated["mode"] == "road") & (stated["measured_between"] != "expressway-ends")]
    published = load("sources").set_index("source_id")["published"]
    rows = []
    for row in stated[stated["km"] > 0].itertuples():
        date = published.get(row.source_id)
        year = int(date[:4]) if isinstance(date, str) else LAST_YEAR
        ends = (f"{row.from_kind}:{row.from_id}", f"{row.to_kind}:{row.to_id}")
        try:
            way = route(*ends, min(max(year, FIRST_YEAR), LAST_YEAR), weight=weight)
        except (UnknownPlaceError, UnreachableError):
            continue
        doubt_km = sum(place(end).error_m for end in ends) / 1000 * DETOUR
        tests = "position" if doubt_km >= row.km / 10 else "yes"
        error = 100 * (way.km / row.km - 1)
        rows.append((row.distance_id, row.from_name, row.to_name, row.km, way.km, error, tests))
    columns = ["distance_id", "from_name", "to_name", "stated_km", "computed_km", "error_pct", "tests"]
    return pd.DataFrame(rows, columns=columns)


def stated_against_computed(weight: str = "minutes") -> pd.DataFrame:
    """Each published road distance between places of the graph, beside the computed one.

    The computed distance is that of the fastest way, as the tables of reach print it, or of the
    shortest (``weight="km"``), on the graph of the year in which the source was published; today's
    where that is not known. ``tests`` says whether the pair tests the method, by a rule that does
    not look at the computed distance: ``yes``; ``position`` when the errors of the two positions,
    times the detour factor, are a tenth of the distance or more. Section lengths that the graph
    itself uses are left out. Columns: distance_id, from_name, to_name, stated_km, computed_km,
    error_pct, tests.
    """
    return _stated_against_computed(weight).copy()


def method_error(weight: str = "minutes") -> dict[str, float]:
    """Median and 90th percentile of the absolute error in percent, over the pairs that test the method.

    Of the fastest way or the shortest, see :func:`stated_against_computed`.
    """
    pairs = stated_against_computed(weight)
    error = pairs.loc[pairs["tests"] == "yes", "error_pct"].abs()
    return {
        "pairs": len(error),
        "left_out": int((pairs["tests"] != "yes").sum()),
        "median_pct": round(float(error.median()), 1),
        "p90_pct": round(float(error.quantile(0.9)), 1),
    }
