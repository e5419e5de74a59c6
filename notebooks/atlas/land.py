"""How much industrial land is planned, licensed, ready and let, and where does it lie?

The functions that take frames are used by the checks of the claims too: ``series``, ``parks``,
``facts`` and ``clusters`` have the columns of the tables of that name (``facts`` of a ``*_facts``
table). Areas are in hectares (ha), fill and rock in million m³.
"""

from __future__ import annotations

import pandas as pd

from atlas.charts import Chart, bars, dumbbell, wording
from atlas.credits import credits
from atlas.data import MANY, load
from atlas.labels import label
from atlas.parks import active, short_name, short_names
from atlas.series import point
from atlas.text import dated, figure, known

CORRIDORS = ("ha-long-quang-yen", "dong-trieu-uong-bi", "mong-cai-hai-ha-dam-ha")
FOUNDED = ("operating", "under-construction")
CLUSTER_HA = (50, 75)  # the size that the article gives
ABOUT_PCT = 5  # how far off a size may be that is stated as "about"
# From the plan to ready land: key of the label, indicator, period, kind. No total of let land is published.
STEPS = (
    ("planned", "parks-planned-area", "2030", "plan"),
    ("with-project", "parks-with-infrastructure-area", "2025", "result"),
    ("ready-target", "land-ready", "2025", "target"),
    ("ready-target-2030", "land-ready", "2030", "target"),
    ("ready", "land-ready", "2023-10", "result"),
)


def newest(facts: pd.DataFrame, *indicators: str) -> pd.DataFrame:
    """The newest fact of each park among ``indicators``, indexed by park_id; undated facts are the oldest."""
    rows = facts[facts["indicator"].isin(indicators) & facts["value"].notna()]
    rows = rows.sort_values("as_of", na_position="first", kind="stable")
    return rows.groupby("park_id").tail(1).set_index("park_id").sort_index()


# From the plan to leased land


def ready_share(series: pd.DataFrame) -> float:
    """Ready land of October 2023, the newest figure, over the target for 2025, in %."""
    ready = point(series, "land-ready", "2023-10")["value"]
    return 100 * ready / point(series, "land-ready", "2025", "target")["value"]


def steps() -> pd.DataFrame:
    """Hectares from the plan to let land: step, ha, share of the plan in %, date, publisher."""
    series = load("series")
    rows = [(key, point(series, *where)) for key, *where in STEPS]
    planned = rows[0][1]["value"]
    frame = pd.DataFrame(
        [(key, row.value, 100 * row.value / planned, row.period, row.source_ids) for key, row in rows]
        + [("let", float("nan"), float("nan"), None, None)],
        columns=["land_step", "land_ha", "land_plan_pct", "land_as_of", "land_publisher"],
    )
    frame["land_publisher"] = frame["land_publisher"].map(_publishers)
    return frame.round({"land_plan_pct": 1})


def _publishers(source_ids: object) -> str | None:
    """Publishers of the sources, each once."""
    if not known(source_ids):
        return None
    names = load("sources").set_index("source_id")["publisher"]
    return "; ".join(dict.fromkeys(names[key] for key in source_ids.split(MANY)))


def steps_chart() -> Chart:
    """The steps of :func:`steps` as bars; let land has none, as nobody publishes it."""
    frame = steps()
    frame["name"] = [dated(label(f"land_step.{row.land_step}"), row.land_as_of) for row in frame.itertuples()]
    area = frame.set_index("land_step")["land_ha"].map(figure)
    words = wording(
        "land-steps",
        credits("land_series"),
        planned=area["planned"],
        project=area["with-project"],
        ready=area["ready"],
    )
    return bars(frame, "name", "land_ha", **words)


def occupancy() -> dict[str, object]:
    """Mean occupancy of the parks: first and newest result in %, with periods."""
    series = load("series")
    rows = series[(series["indicator_id"] == "parks-occupancy") & (series["kind"] == "result")]
    rows = rows.sort_values("period")
    first, last = rows.iloc[0], rows.iloc[-1]
    return {
        "first": float(first["value"]),
        "first_as_of": first["period"],
        "last": float(last["value"]),
        "last_as_of": last["period"],
    }


# What "20 parks, 11,000 ha" can mean


def readings() -> pd.DataFrame:
    """Counts and areas in circulation, and by how many percent they are off the article's.

    Differences and sums of published figures are marked as ours in the column of the publisher.
    """
    series, stated = load("series"), load("claims").set_index("claim_id")["stated_value"]
    frame = pd.DataFrame(
        [*_printed(series), _without_the_new(series), _sixteen_and_four(series), _traced()],
        columns=["land_reading", "land_parks", "land_ha", "land_as_of", "land_publisher"],
    )
    frame["land_publisher"] = frame["land_publisher"].map(_publishers).fillna(label("land.ours"))
    frame.insert(3, "land_parks_off_pct", (100 * (frame["land_parks"] / stated["S5-02"] - 1)).round(0))
    frame.insert(4, "land_ha_off_pct", (100 * (frame["land_ha"] / stated["S5-03"] - 1)).round(0))
    return frame


# Readings printed by a source: key of the label, then indicator, period and kind of count and area.
PRINTED = (
    ("plan", ("parks-planned", "2030", "plan"), ("parks-planned-area", "2030", "plan")),
    ("new", ("parks-new-planned", "2030", "plan"), ("parks-new-planned-area", "2030", "plan")),
    ("older-2040", ("parks-planned", "2040", "plan"), ("parks-planned-area", "2040", "plan")),
    ("older-2023", ("parks-planned", "2019", "plan"), ("parks-planned-area", "2023", "plan")),
    ("built", ("parks-in-implementation", "2024", "result"), None),
    (
        "project",
        ("parks-with-infrastructure", "2025", "result"),
        ("parks-with-infrastructure-area", "2025", "result"),
    ),
)


def _printed(series: pd.DataFrame) -> list[tuple]:
    rows = []
    for key, count, area in PRINTED:
        one = point(series, *count)
        other = point(series, *area) if area else None
        value = float("nan") if other is None else other["value"]
        last = one if other is None else other
        rows.append((key, one["value"], value, last["period"], last["source_ids"]))
    return rows


def _without_the_new(series: pd.DataFrame) -> tuple:
    """The plan for 2030 without the parks it adds: a difference of published figures."""
    parks, area = (
        point(series, f"parks-planned{end}", "2030", "plan")["value"]
        - point(series, f"parks-new-planned{end}", "2030", "plan")["value"]
        for end in ("", "-area")
    )
    return "older-difference", parks, area, "2030", None


def _sixteen_and_four(series: pd.DataFrame) -> tuple:
    """The older list and the most parks to be started in 2025: a sum that gives twenty."""
    older = point(series, "parks-planned", "2019", "plan")["value"]
    most = point(series, "parks-new-target", "2025", "target")["value_high"]
    return "older-and-started", older + most, float("nan"), "2025", None


def _traced() -> tuple:
    """The parks whose area some source names, each hectare once."""
    named = traced(load("parks"))
    return "traced", float(len(named)), float(named["area_planned_ha"].sum()), None, None


def nearest_reading(frame: pd.DataFrame) -> pd.Series:
    """The reading of :func:`readings` whose area is nearest to the article's, named in words."""
    nearest = frame.loc[frame["land_ha_off_pct"].abs().idxmin()].copy()
    nearest["land_reading"] = label(f"land_reading.{nearest['land_reading']}")
    return nearest


# Parks by corridor


def traced(parks: pd.DataFrame) -> pd.DataFrame:
    """Parks with an area, each hectare once: an umbrella with an area stands for its parts."""
    with_area = parks[parks["area_planned_ha"].notna() & (parks["kind"] != "compound")]
    return with_area[~with_area["parent_id"].isin(with_area["park_id"])]


def by_corridor(parks: pd.DataFrame) -> pd.DataFrame:
    """Hectares by corridor, largest first: active_ha (parks with a project), traced_ha (all with an area)."""
    working = parks[parks["counted_active"] == "yes"]
    columns = {
        "active_ha": working.groupby("corridor")["area_planned_ha"].sum(),
        "traced_ha": traced(parks).groupby("corridor")["area_planned_ha"].sum(),
    }
    frame = pd.DataFrame(columns).reindex(list(dict.fromkeys([*CORRIDORS, *parks["corridor"]])))
    return frame.fillna(0.0).sort_values("traced_ha", ascending=False).rename_axis("corridor")


def inside_pct(corridors: pd.DataFrame) -> float:
    """Share of the traced hectares of :func:`by_corridor` in the article's three corridors, in %."""
    return 100 * corridors.loc[list(CORRIDORS), "traced_ha"].sum() / corridors["traced_ha"].sum()


def corridor_chart() -> Chart:
    """Active hectares of each corridor against all that sources name there."""
    frame = by_corridor(load("parks")).query("traced_ha > 0").reset_index()
    frame["name"] = frame["corridor"].map(lambda key: label(f"corridor.{key}"))
    first = frame.iloc[0]
    words = wording(
        "land-corridors",
        credits("parks"),
        corridor=first["name"],
        active=figure(first["active_ha"]),
        traced=figure(first["traced_ha"]),
    )
    ends = {"before_label": label("column.land_active_ha"), "after_label": label("column.land_traced_ha")}
    return dumbbell(frame, "name", "active_ha", "traced_ha", **ends, **words)


def corridor_totals() -> dict[str, float]:
    """Active and traced hectares, the traced parks, their shares in the corridors and of the plan in %."""
    parks, planned = load("parks"), point(load("series"), "parks-planned-area", "2030", "plan")["value"]
    frame, named = by_corridor(parks), traced(parks)
    total = named["area_planned_ha"].sum()
    return {
        "land_traced_parks": len(named),
        "land_traced_ha": round(float(total), 2),
        "land_active_ha": round(float(frame["active_ha"].sum()), 2),
        "land_active_corridors": int((frame.loc[list(CORRIDORS), "active_ha"] > 0).sum()),
        "land_inside_pct": round(float(inside_pct(frame)), 1),
        "land_of_plan_pct": round(100 * float(total) / planned, 1),
    }


def accounts() -> pd.DataFrame:
    """The nine active parks: planned ha, and the newest figures of the land cleared, levelled and let."""
    nine, facts = active(), load("park_facts")
    shown = facts[facts["headline"] == "yes"]  # what some sources call occupancy is another share
    frame = pd.DataFrame(
        {"park": nine["name_vi"].map(short_name), "area_planned_ha": nine["area_planned_ha"]}
    )
    for column, unit, *indicators in (
        ("land_cleared_dated", "ha", "area_cleared_ha"),
        ("land_ready_dated", "ha", "area_ready_ha", "area_levelled_ha"),
        ("land_let_dated", "ha", "area_leased_ha"),
        ("land_occupancy_dated", "%", "occupancy_pct"),
    ):
        rows = newest(shown if unit == "%" else facts, *indicators)
        words = {row.Index: dated(figure(row.value, unit), row.as_of) for row in rows.itertuples()}
        frame[column] = nine["park_id"].map(words)
    return frame


# Clusters and zones


def sizes(clusters: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Founded clusters whose whole area is known: cluster_id, name_vi, area_ha, fits (about 50 to 75 ha)."""
    whole = facts[(facts["indicator"] == "area_ha") & (facts["headline"] == "yes") & facts["scope"].isna()]
    frame = clusters[clusters["status"].isin(FOUNDED) & clusters["cluster_id"].isin(whole["cluster_id"])]
    low, high = CLUSTER_HA[0] * (1 - ABOUT_PCT / 100), CLUSTER_HA[1] * (1 + ABOUT_PCT / 100)
    return frame[["cluster_id", "name_vi", "area_ha"]].assign(fits=frame["area_ha"].between(low, high))


def sizes_chart() -> Chart:
    """The founded clusters by area."""
    frame = sizes(load("clusters"), load("cluster_facts"))
    frame["name"] = (
        frame["name_vi"].str.removeprefix("Cụm công nghiệp ").map(lambda name: name[:1].upper() + name[1:])
    )
    words = wording(
        "land-clusters",
        credits("land_clusters"),
        count=len(frame),
        smallest=figure(frame["area_ha"].min()),
        largest=figure(frame["area_ha"].max()),
        fits=int(frame["fits"].sum()),
    )
    return bars(frame, "name", "area_ha", **words)


def clusters() -> dict[str, float]:
    """The clusters in figures: founded, measured, of the stated size; mean size of the plan in ha."""
    series, frame = load("series"), sizes(load("clusters"), load("cluster_facts"))
    plan, fresh = (
        point(series, f"clusters-{name}-area", "2030", "plan")["value"]
        / point(series, f"clusters-{name}", "2030", "plan")["value"]
        for name in ("planned", "new-planned")
    )
    return {
        "founded": int(point(series, "clusters-established", "2025-10")["value"]),
        "measured": len(frame),
        "fitting": int(frame["fits"].sum()),
        "plan_mean_ha": round(float(plan), 1),
        "new_mean_ha": round(float(fresh), 1),
    }


def zones() -> pd.DataFrame:
    """The economic zones, largest first: name, kind, area, land and sea in ha, founding decision."""
    frame = load("zones").sort_values("area_ha", ascending=False).reset_index(drop=True)
    areas = {column: f"zone_{column}" for column in ("area_ha", "land_ha", "sea_ha", "kind", "decision")}
    columns = ["name_vi", "zone_kind", "zone_area_ha", "zone_land_ha", "zone_sea_ha", "zone_decision"]
    return frame.rename(columns=areas)[columns]


# Fill


FILL = (
    ("projects", "fill-demand-projects", "2025/2028", "forecast"),
    ("rock", "mine-rock-stock", "2025-11", "result"),
    ("demand-2025", "fill-demand", "2021/2025", "forecast"),
    ("demand-2030", "fill-demand", "2021/2030", "forecast"),
)


def fill_short(facts: pd.DataFrame) -> pd.DataFrame:
    """Parks that lack fill: park_id, value in million m³, as_of."""
    return facts[facts["indicator"] == "fill_short_mn_m3"][["park_id", "value", "as_of"]]


def fill() -> pd.DataFrame:
    """Fill that is short or asked for, and rock set apart for it, in million m³, dated."""
    series, short = load("series"), fill_short(load("park_facts"))
    rows = [("short", short["value"].sum(), short["as_of"].max())]
    for key, *where in FILL:
        row = point(series, *where)
        rows.append((key, row["value"], row["period"].replace("/", "–")))
    return pd.DataFrame(rows, columns=["fill_step", "fill_mn_m3", "land_as_of"])


def fill_chart() -> Chart:
    """The rows of :func:`fill` as bars."""
    frame = fill()
    frame["name"] = [dated(label(f"fill_step.{row.fill_step}"), row.land_as_of) for row in frame.itertuples()]
    volume = frame.set_index("fill_step")["fill_mn_m3"].map(figure)
    words = wording(
        "land-fill",
        credits("land_series", "land_park_facts"),
        short=volume["short"],
        rock=volume["rock"],
        demand=volume["demand-2025"],
    )
    return bars(frame, "name", "fill_mn_m3", **words)


def fill_parks() -> pd.DataFrame:
    """The parks that lack fill: park, needed, at hand and short in million m³, as_of."""
    facts, names = load("park_facts"), short_names(load("parks"))
    values = {
        f"fill_{what}": newest(facts, f"fill_{what}_mn_m3")["value"]
        for what in ("needed", "available", "short")
    }
    frame = pd.DataFrame(values).dropna(subset="fill_short")
    frame.insert(0, "park", frame.index.map(names))
    frame["land_as_of"] = newest(facts, "fill_short_mn_m3")["as_of"]
    return frame.sort_values("fill_short", ascending=False).reset_index(drop=True)


def fill_totals() -> dict[str, float]:
    """Million m³ short at parks, rock set apart, demand of 2021-2025; how often the rock covers each."""
    volume = fill().set_index("fill_step")["fill_mn_m3"]
    return {
        "fill_short": float(volume["short"]),
        "fill_rock": float(volume["rock"]),
        "fill_demand": float(volume["demand-2025"]),
        "fill_times": round(float(volume["rock"] / volume["short"]), 1),
        "fill_covers_pct": round(float(100 * volume["rock"] / volume["demand-2025"])),
    }


def totals() -> dict[str, float]:
    """The steps in figures: hectares planned, with a project and ready, with their shares in %."""
    rows = steps().set_index("land_step")
    return {
        "land_planned_ha": float(rows.at["planned", "land_ha"]),
        "land_project_ha": float(rows.at["with-project", "land_ha"]),
        "land_project_pct": float(rows.at["with-project", "land_plan_pct"]),
        "land_ready_ha": float(rows.at["ready", "land_ha"]),
        "land_ready_pct": float(rows.at["ready", "land_plan_pct"]),
        "land_target_ha": float(rows.at["ready-target", "land_ha"]),
        "land_target_pct": round(ready_share(load("series")), 1),
    }
