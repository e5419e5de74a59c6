"""What can be reached from where? The summaries that a site selector asks for."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from atlas import parks
from atlas.charts import Chart, dumbbell
from atlas.data import load
from atlas.labels import label
from atlas.network import (
    LAST_YEAR,
    corridor_network,
    method_error,
    place,
    places,
    reach_table,
    route,
    stated_against_computed,
)
from atlas.text import figure

BEFORE, TODAY = 2017, LAST_YEAR
# What a park's users ask for first; the ports are the deep-water ones that take containers.
ASKED = (
    "cai-lan",
    "lach-huyen",
    "dinh-vu",
    "van-don-airport",
    "cat-bi-airport",
    "noi-bai-airport",
    "mong-cai",
)
# Minutes to a port or airport that site-selection guides ask about: half an hour, an hour, ninety minutes.
BANDS = (30, 60, 90)


def active_park_ids() -> list[str]:
    """Ids of the nine active parks, west to east."""
    return parks.active().sort_values("lon")["park_id"].to_list()


def minutes_table(year: int = TODAY) -> pd.DataFrame:
    """Minutes from each active park to each gateway asked for, and to the nearest interchange."""
    reach = reach_table(year, parks=active_park_ids(), gateways=list(ASKED))
    wide = reach.pivot(index="park_id", columns="gateway_id", values="minutes")[list(ASKED)]
    wide.insert(0, "interchange", nearest(year)["interchange_minutes"])
    wide = wide.loc[active_park_ids()].round(0)
    wide.insert(0, "park", [parks.short_name(place(f"park:{key}").name) for key in wide.index])
    return wide.reset_index(drop=True)


def targets(kind: str) -> list[str]:
    """Ids of the gateways of a kind that count as targets: in use, and no part of another.

    ``port`` means a seaport that takes ships of 30,000 DWT or more (``deep_water``).
    """
    gateways = load("gateways")
    in_use = gateways["status"].isin(("operating", "partly-operating")) & gateways["parent_id"].isna()
    if kind == "port":
        wanted = (gateways["kind"] == "seaport") & (gateways["deep_water"] == "yes")
    else:
        wanted = gateways["kind"] == kind
    return sorted(gateways.loc[in_use & wanted, "gateway_id"])


def nearest(year: int = TODAY) -> pd.DataFrame:
    """For every placed park the nearest gateway of each kind and interchange, by the fastest way.

    Indexed by park_id; columns ``<kind>`` (name) and ``<kind>_minutes`` for port, airport, border-gate
    and interchange. Ports are the deep-water seaports of the table; planned gateways do not count.
    """
    origins = load("parks")
    origins = origins[origins["lon"].notna() & (origins["kind"] != "umbrella")].set_index("park_id")
    network = corridor_network(year)
    frame = pd.DataFrame(index=origins.index)
    ends = {kind: [f"gateway:{key}" for key in targets(kind)] for kind in ("port", "airport", "border-gate")}
    ends["interchange"] = [f"node:{node}" for node in _interchanges(network)]
    for kind, keys in ends.items():
        spots = [place(key) for key in keys]
        points = gpd.GeoSeries([spot.point for spot in spots], crs="EPSG:4326")
        cost = network.costs(origins.geometry, points)
        frame[kind] = [spots[number].name for number in cost.argmin(axis=1)]
        frame[f"{kind}_minutes"] = cost.min(axis=1)
    return frame


def _interchanges(network) -> list[str]:
    nodes = network.nodes
    return sorted(nodes.loc[nodes["kind"] == "interchange", "node_id"])


def bands(kind: str) -> pd.DataFrame:
    """Active parks by minutes to the nearest gateway of ``kind``: in each band, in 2017 and today."""
    counts = {}
    for year in (BEFORE, TODAY):
        minutes = nearest(year).loc[active_park_ids(), f"{kind}_minutes"]
        counts[year] = minutes.map(band).value_counts()
    order = [*BANDS, None]
    return pd.DataFrame(
        {
            "band": [label(f"band.{limit}") for limit in order],
            "before": [int(counts[BEFORE].get(f"band-{limit}", 0)) for limit in order],
            "today": [int(counts[TODAY].get(f"band-{limit}", 0)) for limit in order],
        }
    )


def band(minutes: float) -> str:
    """Style class of the first limit of :data:`BANDS` that holds ``minutes``."""
    return f"band-{next((limit for limit in BANDS if minutes <= limit), None)}"


def within_an_hour() -> dict[str, int]:
    """How many active parks lie within an hour of a port or gate; minutes of the drive along the coast."""
    ids, town = active_park_ids(), ("town:ha-long", "town:mong-cai")

    def near(kind: str, year: int) -> int:
        return int((nearest(year).loc[ids, f"{kind}_minutes"] <= BANDS[1]).sum())

    return {
        "port_hour_before": near("port", BEFORE),
        "port_hour_today": near("port", TODAY),
        "gate_hour_today": near("border-gate", TODAY),
        "coast_before": round(route(*town, BEFORE).minutes),
        "coast_today": round(route(*town, TODAY).minutes),
    }


PAIRS = (
    ("town:ha-noi", "town:ha-long"),
    ("town:ha-noi", "town:mong-cai"),
    ("town:ha-noi", "gateway:van-don-airport"),
    ("town:ha-long", "town:mong-cai"),
    ("town:hai-phong", "town:ha-long"),
    ("park:song-khoai", "gateway:lach-huyen"),
    ("park:bac-tien-phong", "gateway:lach-huyen"),
    ("park:texhong-hai-ha", "gateway:mong-cai"),
    ("park:texhong-hai-ha", "gateway:noi-bai-airport"),
    ("park:hai-yen", "gateway:cai-lan"),
)


def before_and_after() -> pd.DataFrame:
    """Minutes between pairs of places at the end of 2017 and today: way, before, today."""
    rows = [
        (
            f"{_title(start)} – {_title(end)}",
            route(start, end, BEFORE).minutes,
            route(start, end, TODAY).minutes,
        )
        for start, end in PAIRS
    ]
    return pd.DataFrame(rows, columns=["way", "before", "today"]).round(0)


def before_and_after_chart() -> Chart:
    """The times of :func:`before_and_after` as a dumbbell chart, the largest gain first."""
    frame = before_and_after()
    frame = frame.iloc[(frame["today"] - frame["before"]).argsort()]
    first = frame.iloc[0]
    return dumbbell(
        frame,
        "way",
        "before",
        "today",
        key="before-and-after",
        title=label("chart.before_after.title"),
        unit=label("chart.before_after.unit"),
        before_label=label("column.before"),
        after_label=label("column.today"),
        sources=f"{label('map.sources')}: {label('credit.reach')}.",
        summary=label("chart.before_after.summary").format(
            count=len(frame), way=first["way"], before=figure(first["before"]), today=figure(first["today"])
        ),
    )


def _title(key: str) -> str:
    name = place(key).name
    if key.startswith("park:"):
        return f"KCN {parks.short_name(name)}"
    if key.startswith("gateway:"):
        gateways = load("gateways").set_index("gateway_id")
        row = gateways.loc[key.removeprefix("gateway:")]
        return f"{label(f'gateway_kind.{row.kind}').lower()} {row.label_vi}"
    return name


# Travel times that the press printed, with the ends a driver would mean, and the year they are of.
PUBLISHED = (
    ("ct06-hai-phong-ha-long", "before", "Hà Nội - Hạ Long", "town:ha-noi", "town:ha-long", 2014),
    ("ct06-hai-phong-ha-long", "after", "Hà Nội - Hạ Long", "node:ct04-1", "node:ct06-6", 2018),
    ("ct06-ha-long-van-don", "before", "Hạ Long - Vân Đồn", "town:ha-long", "gateway:van-don-airport", 2018),
    ("ct06-ha-long-van-don", "after", "Hạ Long - Vân Đồn", "town:ha-long", "gateway:van-don-airport", 2019),
    ("ct06-ha-long-van-don", "after", "Hà Nội - Vân Đồn", "town:ha-noi", "gateway:van-don-airport", 2019),
    ("ct06-van-don-mong-cai", "before", "Hà Nội - Móng Cái", "town:ha-noi", "town:mong-cai", 2018),
    ("ct06-van-don-mong-cai", "after", "Hà Nội - Móng Cái", "town:ha-noi", "town:mong-cai", 2022),
    ("ct06-van-don-mong-cai", "before", "Hạ Long - Móng Cái", "town:ha-long", "town:mong-cai", 2019),
    ("ct06-van-don-mong-cai", "after", "Hạ Long - Móng Cái", "node:ct06-6", "node:hai-yen", 2022),
    ("ct06-van-don-mong-cai", "after", "Vân Đồn - Móng Cái", "node:ct06-11", "node:hai-yen", 2022),
)


def published_times() -> pd.DataFrame:
    """Travel times that sources print, beside the computed ones: way, year, published, computed."""
    facts = load("corridor_facts")
    rows = []
    for section, when, scope, start, end, year in PUBLISHED:
        found = facts[
            (facts["section_id"] == section)
            & (facts["indicator"] == f"travel_time_{when}_min")
            & (facts["scope"] == scope)
        ]
        stated = float(found["value"].median())
        rows.append((scope, str(year), stated, route(start, end, year).minutes))
    return pd.DataFrame(rows, columns=["way", "year", "published_min", "computed_min"]).round(0)


def error_note() -> str:
    """How far the method is off, for the foot of every table of travel times."""
    return label("reach.error").format(**errors())


def errors() -> dict[str, float]:
    """What :func:`method_error` finds for the fastest way and, as ``short_...``, for the shortest."""
    return method_error() | {f"short_{name}": value for name, value in method_error("km").items()}


def nearest_table() -> pd.DataFrame:
    """The nearest deep-water port and airport of each active park today, with minutes."""
    found = nearest().loc[active_park_ids()]
    names = [parks.short_name(place(f"park:{key}").name) for key in found.index]
    columns = ["port", "port_minutes", "airport", "airport_minutes"]
    short = load("gateways").set_index("name_vi")["label_vi"]
    found = found.assign(port=found["port"].map(short), airport=found["airport"].map(short))
    return found[columns].round(0).assign(park=names)[["park", *columns]].reset_index(drop=True)


def rivals() -> dict[str, object]:
    """Which of two gateways is nearer, counted over the nine active parks."""
    reach = reach_table(parks=active_park_ids(), gateways=list(ASKED))
    wide = reach.pivot(index="park_id", columns="gateway_id", values="minutes")
    return {
        "parks": len(wide),
        "cat_bi": int((wide["cat-bi-airport"] < wide["van-don-airport"]).sum()),
        "van_don": int((wide["van-don-airport"] < wide["cat-bi-airport"]).sum()),
        "lach_huyen": int((wide["lach-huyen"] < wide["cai-lan"]).sum()),
        "cai_lan": int((wide["cai-lan"] < wide["lach-huyen"]).sum()),
    }


TOWN_OF_DISTRICT = {
    "193": "ha-long",
    "194": "mong-cai",
    "195": "cam-pha",
    "196": "uong-bi",
    "198": "binh-lieu",
    "199": "tien-yen",
    "200": "dam-ha",
    "201": "quang-ha",
    "202": "ba-che",
    "203": "cai-rong",
    "205": "dong-trieu",
    "206": "quang-yen",
}


def districts() -> pd.DataFrame:
    """Minutes from each district town to Hạ Long today, beside the newest DDCI score of the district.

    Cô Tô has no road. The DDCI is that of the year the table names; districts are scored in few years.
    """
    series, codes = load("series"), load("places").set_index("place_id")["code"]
    scores = series[(series["indicator_id"] == "ddci-score") & (series["headline"] == "yes")].copy()
    scores["code"] = scores["place_id"].map(codes)
    newest = scores.sort_values("year").groupby("code").last()
    rows = []
    for code, town in TOWN_OF_DISTRICT.items():
        minutes = 0.0 if town == "ha-long" else route(f"town:{town}", "town:ha-long").minutes
        score = newest["value"].get(code, float("nan"))
        year = str(newest["year"].get(code)) if code in newest.index else None
        rows.append((places()[f"town:{town}"].name, minutes, score, year))
    columns = ["town", "minutes", "ddci_score", "ddci_year"]
    return pd.DataFrame(rows, columns=columns).sort_values("minutes").round({"minutes": 0})


def worst_fits(count: int = 6) -> pd.DataFrame:
    """The stated distances that the graph fits worst, with what the rules say of them."""
    pairs = stated_against_computed()
    order = pairs["error_pct"].abs().sort_values(ascending=False).index
    columns = ["from_name", "to_name", "stated_km", "computed_km", "error_pct", "tests"]
    return pairs.loc[order[:count], columns]
