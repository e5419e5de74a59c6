"""What does each map of the book show?"""

from __future__ import annotations

import geopandas as gpd

from atlas import coal, governance, reach
from atlas.corridors import section_lengths
from atlas.data import MANY, load
from atlas.labels import label
from atlas.maps.base import generalised, inner_lines
from atlas.maps.parts import (
    PARK_LEGEND,
    PROVINCE_BOUNDS,
    REACH_SYMBOLS,
    card,
    counted,
    edge_card,
    edge_class,
    edges,
    expressways,
    gateway_card,
    gateway_class,
    legend,
    legend_of,
    park_features,
    position_line,
    wording,
)
from atlas.maps.spec import Bounds, Card, Feature, Layer, MapSpec, features_from
from atlas.parks import short_name
from atlas.text import alphabetical, dated, figure, known, listing, written_year

CORRIDOR_BOUNDS: Bounds = (105.75, 20.66, 108.10, 21.72)


def province_map() -> MapSpec:
    """The frame: Quảng Ninh, its 13 districts of 2024 and its 54 communes of 2025."""
    districts, communes = load("districts_2024"), load("communes_2025")
    names = features_from(
        generalised("districts_2024"),
        style=lambda row: "district",
        label=lambda row: row.name_vi,
        rank=lambda row: 1,
        card=lambda row: card(
            ("kind", row.kind),
            ("area_map", figure(row.area_map_km2, "km²")),
            ("communes_2025", str(_communes_of(communes, row.code))),
        ),
    )
    grid = Feature(inner_lines("communes_2025"), "commune-line", label("layer.communes"))
    return MapSpec(
        key="province",
        **wording(
            "province",
            "boundaries",
            districts=len(districts),
            communes=len(communes),
            area=figure(districts["area_map_km2"].sum(), digits=0),
        ),
        bounds=PROVINCE_BOUNDS,
        layers=(
            Layer("communes", label("layer.communes"), (grid,), shown=False),
            Layer("districts", label("layer.districts"), names),
        ),
        legend=legend("district-line", "province-line", "border-line", "commune-line"),
        base_labels=("province", "sea"),
    )


def _communes_of(communes: gpd.GeoDataFrame, code: str) -> int:
    return int(communes["district_codes"].str.split(MANY).map(lambda codes: code in codes).sum())


def parks_map() -> MapSpec:
    """The industrial parks that have a position, by status."""
    parks = load("parks")
    placed = parks[(parks["position_basis"] != "not-found") & (parks["kind"] != "umbrella")]
    active = placed[placed["counted_active"] == "yes"]
    others = placed[placed["counted_active"] == "no"]
    layers = (
        Layer("active-parks", label("layer.active_parks"), park_features(active)),
        Layer("other-parks", label("layer.other_parks"), park_features(others)),
        expressways("CT06"),
    )
    return MapSpec(
        key="parks",
        **wording(
            "parks",
            *("parks", "boundaries", "expressways", "towns"),
            active=listing(sorted(map(short_name, active["name_vi"]), key=alphabetical)),
            counts=counted(placed["status"], "park_status"),
            missing=int((parks["position_basis"] == "not-found").sum()),
        ),
        bounds=PROVINCE_BOUNDS,
        layers=layers,
        legend=legend_of(layers, (*PARK_LEGEND, "road-expressway")),
    )


def _ref_labels(edges: gpd.GeoDataFrame) -> dict[str, str]:
    """One edge a numbered road carries its number: the longest, so that the shield has room."""
    numbered = edges[edges["road_ref"].str.fullmatch(r"(CT|QL|ĐT)\d+[A-Z]?", na=False)]
    longest = numbered.sort_values("length_km").groupby("road_ref")["edge_id"].last()
    return {edge: ref for ref, edge in longest.items()}


def _layer(key: str, stretches: gpd.GeoDataFrame) -> Layer:
    refs = _ref_labels(stretches[stretches["mode"] == "road"])
    features = features_from(
        stretches,
        style=edge_class,
        card=edge_card,
        label=lambda row: refs.get(row.edge_id, ""),
        rank=lambda row: 3 if str(row.road_ref).startswith("ĐT") else 2,
    )
    return Layer(key, label(f"layer.{key}"), features)


def corridors_map() -> MapSpec:
    """Expressways, national roads and railways between Hà Nội, Hải Phòng and Móng Cái."""
    every = edges()
    road, is_open = every["mode"] == "road", every["status"] == "open"
    fast = every["road_class"] == "expressway"
    layers = (
        _layer("roads", every[road & ~fast & is_open]),
        _layer("railways", every[~road]),
        _layer("not_open", every[road & ~is_open]),
        _layer("expressways", every[road & fast & is_open]),
    )
    sections = [
        f"{row.name_vi} ({row.length_km:g} km, {row.opened})" for row in section_lengths().itertuples()
    ]
    return MapSpec(
        key="corridors",
        **wording(
            "corridors",
            *("expressways", "roads", "boundaries", "towns"),
            sections=listing(sections),
        ),
        bounds=CORRIDOR_BOUNDS,
        layers=tuple(layer for layer in layers if layer.features),
        legend=legend_of(layers, CORRIDOR_LEGEND),
    )


CORRIDOR_LEGEND = (
    "road-expressway",
    "road-national",
    "road-local",
    "road-expressway-planned",
    "road-planned",
    "rail-open",
    "rail-suspended",
)


def gateways_map() -> MapSpec:
    """Ports, airports, border gates and rail terminals, in and around the province."""
    gateways = load("gateways")
    placed = gateways[gateways["position_basis"] != "not-found"]
    layers = []
    for kind in ("rail-terminal", "seaport", "anchorage", "airport", "border-gate"):
        features = features_from(
            placed[placed["kind"] == kind].sort_values("gateway_id"),
            style=gateway_class,
            label=lambda row: row.label_vi,
            rank=lambda row: 1 if row.status == "operating" and not known(row.parent_id) else 3,
            card=gateway_card,
        )
        layers.append(Layer(kind, label(f"layer.{kind}"), features))
    layers.append(expressways())
    return MapSpec(
        key="gateways",
        **wording(
            "gateways",
            *("gateways", "expressways", "boundaries", "towns"),
            counts=counted(placed["kind"], "gateway_kind"),
        ),
        bounds=PROVINCE_BOUNDS,
        layers=tuple(layers),
        legend=legend_of(layers, (*GATEWAY_LEGEND, "road-expressway")),
    )


GATEWAY_LEGEND = (
    "gateway-seaport",
    "gateway-seaport-planned",
    "gateway-anchorage",
    "gateway-airport",
    "gateway-border-gate",
    "gateway-rail-terminal",
    "gateway-rail-terminal-unused",
)


REACH_KINDS = ("port", "airport", "border-gate", "interchange")


def reach_map() -> MapSpec:
    """Minutes from each placed park to the nearest port, airport, border gate and interchange."""
    nearest = reach.nearest().reset_index()
    parks = load("parks").merge(nearest, on="park_id")
    layers = [*(_reach_layer(parks, kind) for kind in REACH_KINDS), expressways()]
    ports = [
        f"{short_name(row.name_vi)} {figure(row.port_minutes, digits=0)}"
        for row in parks.sort_values("port_minutes").itertuples()
    ]
    return MapSpec(
        key="reach",
        **wording("reach", *("reach", "boundaries", "expressways", "towns"), ports=listing(ports)),
        bounds=PROVINCE_BOUNDS,
        layers=tuple(layers),
        legend=legend("band-30", "band-60", "band-90", "band-None", *REACH_SYMBOLS, "road-expressway"),
    )


def _reach_layer(parks: gpd.GeoDataFrame, kind: str) -> Layer:
    """Parks by minutes to the nearest target of ``kind``, with the targets; only the ports show at first."""
    features = features_from(
        parks.assign(target=parks[kind], minutes=parks[f"{kind}_minutes"]),
        style=lambda row: reach.band(row.minutes),
        label=lambda row: f"{short_name(row.name_vi)} {row.minutes:.0f}",
        rank=lambda row: 1,
        card=lambda row: card((f"nearest_{kind}", row.target), ("minutes", figure(row.minutes, digits=0))),
    )
    if kind != "interchange":
        gateways = load("gateways").set_index("gateway_id", drop=False).loc[reach.targets(kind)]
        features += features_from(
            gateways, style=gateway_class, label=lambda row: row.label_vi, card=gateway_card
        )
    return Layer(f"reach-{kind}", label(f"layer.reach-{kind}"), features, shown=kind == "port")


# Most mines lie between Hạ Long and Cẩm Phả; one shelved plant lies east of this frame.
COAL_BOUNDS: Bounds = (106.50, 20.84, 107.45, 21.26)


def mine_class(row: object) -> str:
    """Style class of a coal mine: by how it is worked, open pits also by state."""
    if row.kind != "open-pit":
        return f"mine-{row.kind}"
    return {"closed": "mine-open-pit-closed", "under-construction": "mine-open-pit-started"}.get(
        row.status, "mine-open-pit"
    )


def plant_class(row: object) -> str:
    """Style class of a power plant: by fuel, and by state where it does not run."""
    return {
        ("coal", "operating"): "plant-coal",
        ("coal", "shelved"): "plant-coal-dropped",
        ("gas", "planned"): "plant-gas-planned",
    }.get((row.fuel, row.status), f"plant-{row.fuel}-{row.status}")


def _mine_card(row) -> Card:
    output = dated(figure(row.output_mt, "Mt"), written_year(row.output_year))
    return card(
        ("kind", label(f"coal.mine_kind.{row.kind}")),
        ("status", dated(label(f"coal.status.{row.status}"), row.status_as_of)),
        ("operator", row.operator),
        ("mine_output", output),
        ("mine_capacity", figure(row.capacity_mt, "Mt")),
        ("mine_ends", dated(figure(written_year(row.closing_year)), row.closing_note)),
        position_line(row),
    )


def _plant_card(row) -> Card:
    return card(
        ("kind", label(f"coal.fuel.{row.fuel}")),
        ("status", dated(label(f"coal.status.{row.status}"), row.status_as_of)),
        ("plant_operating", figure(row.operating_mw, "MW")),
        ("plant_planned", figure(row.planned_mw, "MW")),
        ("plant_dropped", figure(row.dropped_mw, "MW")),
        ("plant_years", row.years),
        ("plant_owner", row.owner),
        position_line(row),
    )


def _mine_layer(key: str, mines: gpd.GeoDataFrame) -> Layer:
    features = features_from(
        mines.sort_values("mine_id"),
        style=mine_class,
        label=lambda row: coal.mine_name(row.name_vi),
        rank=lambda row: 1 if row.kind == "open-pit" else 3,
        card=_mine_card,
    )
    return Layer(key, label(f"layer.{key}"), features)


def coal_map() -> MapSpec:
    """Coal mines by how they are worked, and power plants by fuel and state."""
    mines, plants = load("mines"), coal.sites(load("power_plants"))
    mines = mines[(mines["mineral"] == "coal") & (mines["kind"] != "processing")]
    placed = mines[mines["position_basis"] != "not-found"]
    open_air = placed["kind"].isin(coal.PIT_KINDS)
    stations = features_from(
        plants,
        style=plant_class,
        label=lambda row: coal.plant_label(row.name_vi),
        rank=lambda row: 1 if row.status in ("operating", "planned") else 2,
        card=_plant_card,
    )
    layers = (
        _mine_layer("coal-underground", placed[~open_air]),
        _mine_layer("coal-pits", placed[open_air]),
        Layer("coal-plants", label("layer.coal-plants"), stations),
    )
    working = plants[plants["status"] == "operating"].sort_values("operating_mw", ascending=False)
    return MapSpec(
        key="coal",
        **wording(
            "coal",
            *("mines", "boundaries", "towns"),
            mines=counted(placed["kind"], "coal.mine_kind"),
            missing=len(mines) - len(placed),
            plants=listing(
                [f"{row.name_vi} {figure(row.operating_mw, 'MW')}" for row in working.itertuples()]
            ),
        ),
        bounds=COAL_BOUNDS,
        layers=layers,
        legend=legend_of(layers, COAL_LEGEND),
    )


COAL_LEGEND = (
    "mine-open-pit",
    "mine-open-pit-started",
    "mine-open-pit-closed",
    "mine-mixed",
    "mine-underground",
    "plant-coal",
    "plant-coal-dropped",
    "plant-gas-planned",
    "plant-oil-unclear",
)


def ddci_map() -> MapSpec:
    """The newest known DDCI score of each district, with its edition; unknown ones say so."""
    series, places = load("series"), load("places")
    districts = generalised("districts_2024").join(governance.newest_scores(series, places), on="code")
    districts["places"] = districts["name_vi"].map(
        governance.swings(governance.district_ranks(series, places)).set_index("district")["ddci_places"]
    )
    found = districts[districts["score"].notna()].sort_values("score", ascending=False)
    missing = sorted(districts.loc[districts["score"].isna(), "name_vi"], key=alphabetical)
    layers = (Layer("ddci", label("layer.ddci"), _ddci_features(districts)),)
    return MapSpec(
        key="ddci",
        **wording(
            "ddci",
            *("ddci", "boundaries"),
            scores=listing([f"{row.name_vi} {_ddci_words(row)}" for row in found.itertuples()]),
            missing=listing(missing),
        ),
        bounds=PROVINCE_BOUNDS,
        layers=layers,
        legend=legend_of(layers, DDCI_LEGEND),
        base_labels=("province", "sea"),
    )


DDCI_LEGEND = ("ddci-top", "ddci-75", "ddci-60", "ddci-40", "ddci-None")


def _ddci_features(districts: gpd.GeoDataFrame) -> tuple[Feature, ...]:
    return features_from(
        districts,
        style=lambda row: governance.score_class(row.score),
        label=lambda row: f"{row.name_vi}{' ' if known(row.score) else ': '}{_ddci_words(row, 0)}",
        rank=lambda row: 1 if known(row.score) else 3,
        card=lambda row: card(("ddci_score", _ddci_words(row)), ("ddci_places", row.places)),
    )


def _ddci_words(row, digits: int = 1) -> str:
    """Score of a district with its edition: ``72.1 (2020)``."""
    return dated(figure(row.score, digits=digits), int(row.year) if known(row.year) else None)
