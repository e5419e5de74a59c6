"""What does each map of the book show?"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from atlas import coal, governance, reach
from atlas.corridors import section_lengths
from atlas.data import load
from atlas.labels import label
from atlas.maps.base import generalised, inner_lines
from atlas.maps.spec import Bounds, Card, Feature, Layer, MapSpec, features_from
from atlas.parks import short_name
from atlas.text import dated, figure, known, listing

PROVINCE_BOUNDS: Bounds = (106.42, 20.70, 108.10, 21.68)
CORRIDOR_BOUNDS: Bounds = (105.75, 20.66, 108.10, 21.72)


def _card(*lines: tuple[str, object]) -> Card:
    """Lines of a fact card; an unknown figure is shown as not found, not left out."""
    return tuple((label(f"card.{key}"), figure(value)) for key, value in lines)


def _sources(*keys: str) -> str:
    return label("map.sources") + ": " + "; ".join(label(f"credit.{key}") for key in keys) + "."


def _count(frame: pd.DataFrame, column: str, prefix: str) -> str:
    counts = frame[column].value_counts(sort=False)
    return listing([f"{count} {label(f'{prefix}.{value}').lower()}" for value, count in counts.items()])


def province_map() -> MapSpec:
    """The frame: Quảng Ninh, its 13 districts of 2024 and its 54 communes of 2025."""
    districts, communes = load("districts_2024"), load("communes_2025")
    names = features_from(
        generalised("districts_2024"),
        style=lambda row: "district",
        label=lambda row: row.name_vi,
        rank=lambda row: 1,
        card=lambda row: _card(
            ("kind", row.kind),
            ("area_map", figure(row.area_map_km2, "km²")),
            ("communes_2025", str(_communes_of(communes, row.code))),
        ),
    )
    grid = Feature(inner_lines("communes_2025"), "commune-line", label("layer.communes"))
    return MapSpec(
        key="province",
        title=label("map.province.title"),
        note=label("map.province.note"),
        sources=_sources("boundaries"),
        summary=label("map.province.summary").format(
            districts=len(districts),
            communes=len(communes),
            area=figure(districts["area_map_km2"].sum(), digits=0),
        ),
        bounds=PROVINCE_BOUNDS,
        layers=(
            Layer("communes", label("layer.communes"), (grid,), shown=False),
            Layer("districts", label("layer.districts"), names),
        ),
        legend=_legend("district-line", "province-line", "border-line", "commune-line"),
        base_labels=("province", "sea"),
    )


def _communes_of(communes: gpd.GeoDataFrame, code: str) -> int:
    return int(communes["district_codes"].str.split("; ").map(lambda codes: code in codes).sum())


def _legend(*styles: str) -> tuple[tuple[str, str], ...]:
    return tuple((style, label(f"legend.{style}")) for style in styles)


def park_class(status: str) -> str:
    """Style class of a park's status."""
    return {"old-list": "park-inactive"}.get(status, f"park-{status}")


def _park_card(row) -> Card:
    occupancy = dated(figure(row.occupancy_pct, "%"), row.occupancy_as_of)
    if known(row.occupancy_of):
        occupancy += f", {row.occupancy_of}"
    error = figure(row.position_error_m / 1000, "km")
    return _card(
        ("status", dated(label(f"park_status.{row.status}"), row.status_as_of)),
        ("area_planned", figure(row.area_planned_ha, "ha")),
        ("area_industrial", figure(row.area_industrial_ha, "ha")),
        ("area_ready", figure(row.area_ready_ha, "ha")),
        ("occupancy", occupancy),
        ("developer", row.developer),
        ("position", f"{label(f'position.{row.position_basis}')}, ± {error}"),
    )


def park_features(parks: gpd.GeoDataFrame) -> tuple[Feature, ...]:
    """Parks as points, active ones labelled first."""
    return features_from(
        parks.sort_values("park_id"),
        style=lambda row: park_class(row.status),
        label=lambda row: short_name(row.name_vi),
        rank=lambda row: 1 if row.counted_active == "yes" else 3,
        card=_park_card,
    )


def parks_map() -> MapSpec:
    """The industrial parks that have a position, by status."""
    parks = load("parks")
    placed = parks[(parks["position_basis"] != "not-found") & (parks["kind"] != "umbrella")]
    active = placed[placed["counted_active"] == "yes"]
    others = placed[placed["counted_active"] == "no"]
    return MapSpec(
        key="parks",
        title=label("map.parks.title"),
        note=label("map.parks.note"),
        sources=_sources("parks", "boundaries", "expressways", "towns"),
        summary=label("map.parks.summary").format(
            active=listing(sorted(short_name(name) for name in active["name_vi"])),
            counts=_count(placed, "status", "park_status"),
            missing=int((parks["position_basis"] == "not-found").sum()),
        ),
        bounds=PROVINCE_BOUNDS,
        layers=(
            Layer("active-parks", label("layer.active_parks"), park_features(active)),
            Layer("other-parks", label("layer.other_parks"), park_features(others)),
            Layer("expressways", label("layer.expressways"), _roads(("expressway",), home_only=True)),
        ),
        legend=_legend(
            *[name for name in PARK_LEGEND if name in set(map(park_class, placed["status"]))],
            "road-expressway",
        ),
    )


PARK_LEGEND = (
    "park-operating",
    "park-partly-operating",
    "park-under-construction",
    "park-planned",
    "park-inactive",
)


def edge_class(row) -> str:
    """Style class of a corridor edge: by class and by whether it carries traffic."""
    if row.mode == "rail":
        return "rail-open" if row.status == "open" else "rail-suspended"
    expressway = row.road_class == "expressway"
    if row.status != "open":
        return "road-expressway-planned" if expressway else "road-planned"
    if expressway:
        return "road-expressway"
    return "road-national" if row.road_class == "national-road" else "road-local"


def _edge_card(row) -> Card:
    return _card(
        ("section", row.section_name),
        ("status", label(f"corridor_status.{row.status}")),
        ("opened", row.opened),
        ("length", figure(row.length_km, "km", 1)),
        ("section_length", figure(row.section_km, "km")),
        ("lanes", row.lanes),
        ("design_speed", figure(row.design_speed_kmh, "km/h")),
    )


def _edges() -> gpd.GeoDataFrame:
    sections = load("corridor_sections").set_index("section_id")
    nodes = load("corridor_nodes").set_index("node_id")["name_vi"]
    edges = load("corridor_edges").rename(columns={"class": "road_class"})
    edges["section_name"] = edges["section_id"].map(sections["name_vi"])
    edges["section_km"] = edges["section_id"].map(sections["length_km"])
    edges["design_speed_kmh"] = edges["section_id"].map(sections["design_speed_kmh"])
    edges["name_vi"] = edges["from_node"].map(nodes) + " – " + edges["to_node"].map(nodes)
    return edges


def _roads(classes: tuple[str, ...], *, home_only: bool = False) -> tuple[Feature, ...]:
    edges = _edges()
    chosen = edges[edges["road_class"].isin(classes) & (edges["status"] == "open")]
    if home_only:
        chosen = chosen[chosen["road_ref"] == "CT06"]
    return features_from(chosen, style=edge_class, card=_edge_card)


def _ref_labels(edges: gpd.GeoDataFrame, chosen: gpd.GeoDataFrame) -> dict[str, str]:
    """One edge a numbered road carries its number: the longest, so that the shield has room."""
    numbered = chosen[chosen["road_ref"].str.fullmatch(r"(CT|QL|ĐT)\d+[A-Z]?", na=False)]
    longest = numbered.sort_values("length_km").groupby("road_ref")["edge_id"].last()
    return {edge: ref for ref, edge in longest.items()}


def _layer(edges: gpd.GeoDataFrame, key: str, chosen: pd.Series, shown: bool = True) -> Layer:
    part = edges[chosen]
    refs = _ref_labels(edges, part[part["mode"] == "road"])
    features = features_from(
        part,
        style=edge_class,
        card=_edge_card,
        label=lambda row: refs.get(row.edge_id, ""),
        rank=lambda row: 3 if str(row.road_ref).startswith("ĐT") else 2,
    )
    return Layer(key, label(f"layer.{key}"), features, shown)


def corridors_map() -> MapSpec:
    """Expressways, national roads and railways between Hà Nội, Hải Phòng and Móng Cái."""
    edges = _edges()
    road, is_open = edges["mode"] == "road", edges["status"] == "open"
    fast = edges["road_class"] == "expressway"
    layers = (
        _layer(edges, "roads", road & ~fast & is_open),
        _layer(edges, "railways", ~road),
        _layer(edges, "not_open", road & ~is_open),
        _layer(edges, "expressways", road & fast & is_open),
    )
    used = {feature.style for layer in layers for feature in layer.features}
    order = (
        "road-expressway",
        "road-national",
        "road-local",
        "road-expressway-planned",
        "road-planned",
        "rail-open",
        "rail-suspended",
    )
    lengths = section_lengths()
    return MapSpec(
        key="corridors",
        title=label("map.corridors.title"),
        note=label("map.corridors.note"),
        sources=_sources("expressways", "roads", "boundaries", "towns"),
        summary=label("map.corridors.summary").format(
            sections=listing(
                [f"{row.name_vi} ({row.length_km:g} km, {row.opened})" for row in lengths.itertuples()]
            )
        ),
        bounds=CORRIDOR_BOUNDS,
        layers=tuple(layer for layer in layers if layer.features),
        legend=_legend(*[style for style in order if style in used]),
    )


def gateway_class(row) -> str:
    """Style class of a gateway: by kind, hollow where it is not in use yet or any more."""
    if row.kind == "rail-terminal" and row.status == "suspended":
        return "gateway-rail-terminal-unused"
    if row.kind == "seaport" and row.status in ("planned", "under-construction"):
        return "gateway-seaport-planned"
    return f"gateway-{row.kind}"


CAPACITIES = (
    ("capacity_mt_year", "Mt/year"),
    ("capacity_teu_year", "TEU/year"),
    ("capacity_passengers_year", "passengers/year"),
)
USES = (
    ("use_mt", "Mt"),
    ("use_teu", "TEU"),
    ("use_passengers", "passengers"),
    ("use_trade_usd_mn", "million USD"),
)


def quantities(row, columns: tuple[tuple[str, str], ...]) -> str:
    """The known quantities of a gateway, each with its unit; "not found" when none is."""
    found = [figure(getattr(row, column), unit) for column, unit in columns if known(getattr(row, column))]
    return "; ".join(found) or label("text.not_found")


def _gateway_card(row) -> Card:
    error = figure(row.position_error_m / 1000, "km")
    by_ship = ("max_ship", figure(row.max_ship_dwt, "DWT"))
    return _card(
        ("kind", label(f"gateway_kind.{row.kind}")),
        ("status", dated(label(f"gateway_status.{row.status}"), row.status_as_of)),
        by_ship if row.kind in ("seaport", "anchorage") else ("operator", row.operator),
        ("capacity", quantities(row, CAPACITIES)),
        ("use", dated(quantities(row, USES), row.use_period)),
        ("position", f"{label(f'position.{row.position_basis}')}, ± {error}"),
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
            card=_gateway_card,
        )
        layers.append(Layer(kind, label(f"layer.{kind}"), features))
    layers.append(Layer("expressways", label("layer.expressways"), _roads(("expressway",))))
    used = {feature.style for layer in layers for feature in layer.features}
    order = [style for style in GATEWAY_LEGEND if style in used]
    return MapSpec(
        key="gateways",
        title=label("map.gateways.title"),
        note=label("map.gateways.note"),
        sources=_sources("gateways", "expressways", "boundaries", "towns"),
        summary=label("map.gateways.summary").format(counts=_count(placed, "kind", "gateway_kind")),
        bounds=PROVINCE_BOUNDS,
        layers=tuple(layers),
        legend=_legend(*order, "road-expressway"),
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


REACH_SYMBOLS = ("gateway-seaport", "gateway-airport", "gateway-border-gate")
REACH_KINDS = {"port": "seaport", "airport": "airport", "border-gate": "border-gate", "interchange": ""}


def reach_map() -> MapSpec:
    """Minutes from each placed park to the nearest port, airport, border gate and interchange."""
    nearest = reach.nearest().reset_index()
    parks = load("parks").merge(nearest, on="park_id")
    layers = []
    for kind, symbol in REACH_KINDS.items():
        layers.append(_reach_layer(parks, kind, symbol))
    layers.append(Layer("expressways", label("layer.expressways"), _roads(("expressway",))))
    ports = parks.sort_values("port_minutes")
    return MapSpec(
        key="reach",
        title=label("map.reach.title"),
        note=label("map.reach.note"),
        sources=_sources("reach", "boundaries", "expressways", "towns"),
        summary=label("map.reach.summary").format(
            ports=listing(
                [
                    f"{short_name(row.name_vi)} {figure(row.port_minutes, digits=0)}"
                    for row in ports.itertuples()
                ]
            )
        ),
        bounds=PROVINCE_BOUNDS,
        layers=tuple(layers),
        legend=_legend("band-30", "band-60", "band-90", "band-None", *REACH_SYMBOLS, "road-expressway"),
    )


def _reach_layer(parks: gpd.GeoDataFrame, kind: str, symbol: str) -> Layer:
    """Parks by minutes to the nearest target of ``kind``, with the targets; only the ports show at first."""
    minutes = f"{kind}_minutes".replace("-", "_")
    frame = parks.rename(columns={f"{kind}_minutes": minutes, kind: kind.replace("-", "_")})
    features = features_from(
        frame,
        style=lambda row: reach.band(getattr(row, minutes)),
        label=lambda row: f"{short_name(row.name_vi)} {getattr(row, minutes):.0f}",
        rank=lambda row: 1,
        card=lambda row: _card(
            (f"nearest_{kind}", getattr(row, kind.replace("-", "_"))),
            ("minutes", figure(getattr(row, minutes), digits=0)),
        ),
    )
    if symbol:
        gateways = load("gateways").set_index("gateway_id", drop=False).loc[reach.targets(kind)]
        features += features_from(
            gateways, style=gateway_class, label=lambda row: row.label_vi, card=_gateway_card
        )
    return Layer(f"reach-{kind}", label(f"layer.reach-{kind}"), features, shown=kind == "port")


# Most mines lie between Hạ Long and Cẩm Phả; one shelved plant lies east of this frame.
COAL_BOUNDS: Bounds = (106.50, 20.84, 107.45, 21.26)


def mine_class(row) -> str:
    """Style class of a coal mine: by how it is worked, open pits also by state."""
    if row.kind != "open-pit":
        return f"mine-{row.kind}"
    return {"closed": "mine-open-pit-closed", "under-construction": "mine-open-pit-started"}.get(
        row.status, "mine-open-pit"
    )


def plant_class(row) -> str:
    """Style class of a power plant: by fuel, and by state where it does not run."""
    return {
        ("coal", "operating"): "plant-coal",
        ("coal", "shelved"): "plant-coal-dropped",
        ("gas", "planned"): "plant-gas-planned",
    }.get((row.fuel, row.status), f"plant-{row.fuel}-{row.status}")


def _mine_card(row) -> Card:
    error = figure(row.position_error_m / 1000, "km")
    output = dated(figure(row.output_mt, "Mt"), _year(row.output_year))
    return _card(
        ("kind", label(f"coal.mine_kind.{row.kind}")),
        ("status", dated(label(f"coal.status.{row.status}"), row.status_as_of)),
        ("operator", row.operator),
        ("mine_output", output),
        ("mine_capacity", figure(row.capacity_mt, "Mt")),
        ("mine_ends", dated(figure(_year(row.closing_year)), row.closing_note)),
        ("position", f"{label(f'position.{row.position_basis}')}, ± {error}"),
    )


def _year(value: float) -> str | None:
    return str(int(value)) if known(value) else None


def _plant_card(row) -> Card:
    error = figure(row.position_error_m / 1000, "km")
    return _card(
        ("kind", label(f"coal.fuel.{row.fuel}")),
        ("status", dated(label(f"coal.status.{row.status}"), row.status_as_of)),
        ("plant_operating", figure(row.operating_mw, "MW")),
        ("plant_planned", figure(row.planned_mw, "MW")),
        ("plant_dropped", figure(row.dropped_mw, "MW")),
        ("plant_years", row.years),
        ("plant_owner", row.owner),
        ("position", f"{label(f'position.{row.position_basis}')}, ± {error}"),
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
    used = {feature.style for layer in layers for feature in layer.features}
    working = plants[plants["status"] == "operating"].sort_values("operating_mw", ascending=False)
    return MapSpec(
        key="coal",
        title=label("map.coal.title"),
        note=label("map.coal.note").format(missing=len(mines) - len(placed)),
        sources=_sources("mines", "boundaries", "towns"),
        summary=label("map.coal.summary").format(
            mines=_count(placed, "kind", "coal.mine_kind"),
            missing=len(mines) - len(placed),
            plants=listing([f"{row.name_vi} {figure(row.operating_mw)} MW" for row in working.itertuples()]),
        ),
        bounds=COAL_BOUNDS,
        layers=layers,
        legend=_legend(*[style for style in COAL_LEGEND if style in used]),
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
    missing = sorted(districts.loc[districts["score"].isna(), "name_vi"])
    layer = Layer("ddci", label("layer.ddci"), _ddci_features(districts))
    used = {feature.style for feature in layer.features}
    return MapSpec(
        key="ddci",
        title=label("map.ddci.title"),
        note=label("map.ddci.note"),
        sources=_sources("ddci", "boundaries"),
        summary=label("map.ddci.summary").format(
            scores=listing([f"{row.name_vi} {_ddci_words(row)}" for row in found.itertuples()]),
            missing=listing(missing),
        ),
        bounds=PROVINCE_BOUNDS,
        layers=(layer,),
        legend=_legend(*[style for style in DDCI_LEGEND if style in used]),
        base_labels=("province", "sea"),
    )


DDCI_LEGEND = ("ddci-top", "ddci-75", "ddci-60", "ddci-40", "ddci-None")


def _ddci_features(districts: gpd.GeoDataFrame) -> tuple[Feature, ...]:
    return features_from(
        districts,
        style=lambda row: governance.score_class(row.score),
        label=lambda row: f"{row.name_vi}{' ' if known(row.score) else ': '}{_ddci_words(row, 0)}",
        rank=lambda row: 1 if known(row.score) else 3,
        card=lambda row: _card(("ddci_score", _ddci_words(row)), ("ddci_places", row.places)),
    )


def _ddci_words(row, digits: int = 1) -> str:
    """Score of a district with its edition: ``72.1 (2020)``."""
    return dated(figure(row.score, digits=digits), int(row.year) if known(row.year) else None)
