"""What is known of a park that can be scored? The figure of each indicator of ``atlas.sites``."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from atlas import parks, reach
from atlas.data import MANY, load

# Yes-or-no facts and stages as figures. An aim is worth half; a certificate, which nobody has, would be 1.
STAGES = {"operating": 1.0, "partly-operating": 0.5, "under-construction": 0.0, "planned": 0.0}
YES, NO, AIM = 1.0, 0.0, 0.5

Tables = dict[str, pd.DataFrame]
FOUND = ["park_id", "value", "as_of", "source_ids", "words"]


def tables() -> Tables:
    """What the scores are made of: the nine parks, their facts and tenants, gateways, travel times."""
    read = {name: load(name) for name in ("park_facts", "tenants", "gateways")}
    return {"parks": parks.active(), "nearest": reach.nearest(), **read}


def figures(given: Tables) -> dict[str, pd.DataFrame]:
    """The known figures by indicator, a row for each park that has one: columns :data:`FOUND`.

    An indicator of which nothing is known has no frame.
    """
    return {**_land(given), **_reach(given), **_utilities(given), **_services(given), **_green(given)}


def _land(given: Tables) -> dict[str, pd.DataFrame]:
    """Ready land in ha; cleared land in % of the planned area. Ready land is cleared land."""
    ready = _headline(given["park_facts"], "area_ready_ha")
    cleared = _headline(given["park_facts"], "area_cleared_ha")
    implied = ready[~ready["park_id"].isin(cleared["park_id"])]
    share = _per_hectare(pd.concat([cleared, implied]), given)
    return {"ready-land": ready, "cleared-share": share.assign(value=100 * share["value"])}


def _reach(given: Tables) -> dict[str, pd.DataFrame]:
    """Whole minutes to the nearest port, airport, gate and interchange; a fraction would mean nothing."""
    near = given["nearest"].reset_index()
    places = dict(zip(given["gateways"]["name_vi"], given["gateways"]["source_ids"], strict=True))
    origins = dict(zip(given["parks"]["park_id"], given["parks"]["source_ids"], strict=True))
    found = {}
    for kind in ("port", "airport", "border-gate", "interchange"):
        cited = [
            _union([origins.get(park), places.get(name)])
            for park, name in zip(near["park_id"], near[kind], strict=True)
        ]
        rows = near.assign(value=near[f"{kind}_minutes"].round(0), words=near[kind], source_ids=cited)
        found[kind] = rows.assign(as_of=str(reach.TODAY))[FOUND]
    return found


def _utilities(given: Tables) -> dict[str, pd.DataFrame]:
    """Connected power (MVA), water and wastewater (m³ a day) by planned hectare; power enough or not."""
    facts = given["park_facts"]
    return {
        "power": _per_hectare(_newest(facts, "power_capacity_mva"), given),
        "power-enough": _newest(facts, "power_problem").assign(value=NO),
        "water": _per_hectare(_newest(facts, "water_m3_day"), given),
        "wastewater": _per_hectare(_newest(facts, "wastewater_m3_day"), given),
    }


def _services(given: Tables) -> dict[str, pd.DataFrame]:
    """State of the park, a tenant at work, flats for workers finished (1) or only begun (0)."""
    facts, tenants = given["park_facts"], given["tenants"]
    state = _headline(facts, "status")
    counted = _newest(facts, "projects_operating_count")
    named = tenants[tenants["status"] == "operating"].assign(words=tenants["name"])
    at_work = pd.concat([counted[counted["value"] > 0], named]).sort_values("as_of", kind="stable")
    flats = pd.concat(
        [
            _newest(facts, "worker_housing_count", planned=True).assign(value=NO),
            _newest(facts, "worker_housing_count").assign(value=YES),
        ]
    )
    return {
        "at-work": state.assign(value=state["words"].map(STAGES)),
        "tenant-at-work": at_work.drop_duplicates("park_id", keep="last")[FOUND].assign(value=YES),
        "worker-housing": flats.drop_duplicates("park_id", keep="last"),
    }


def _green(given: Tables) -> dict[str, pd.DataFrame]:
    """A stated aim of an eco-park. No source names the parks with a monitored plant or with solar roofs."""
    facts = given["park_facts"]
    firm = facts[facts["confidence"] != "low"]  # low: old, or vague
    return {"eco-aim": _newest(firm, "eco_orientation").assign(value=AIM)}


def _headline(facts: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The fact that the table parks shows, for each park that has one: columns :data:`FOUND`."""
    rows = facts[(facts["indicator"] == indicator) & (facts["headline"] == "yes")]
    return rows.assign(source_ids=rows["source_id"], words=rows["value_text"])[FOUND]


def _newest(facts: pd.DataFrame, indicator: str, *, planned: bool = False) -> pd.DataFrame:
    """The newest facts of each park, its stations and substations added up: columns :data:`FOUND`.

    Facts whose scope is something planned count only with ``planned``, and then alone.
    """
    rows = facts[facts["indicator"] == indicator]
    rows = rows[rows["scope"].fillna("").str.contains("planned") == planned]
    rows = rows[rows["as_of"] == rows.groupby("park_id")["as_of"].transform("max")]
    groups = rows.drop_duplicates(["park_id", "scope"]).groupby("park_id")
    found = groups.agg(
        value=("value", "sum"),
        as_of=("as_of", "first"),
        source_ids=("source_id", _union),
        words=("value_text", "first"),
    )
    return found.reset_index()[FOUND]


def _per_hectare(rows: pd.DataFrame, given: Tables) -> pd.DataFrame:
    """``rows`` with their value divided by the planned hectares of the park."""
    planned = given["parks"].set_index("park_id")["area_planned_ha"]
    return rows.assign(value=rows["value"] / rows["park_id"].map(planned))


def _union(ids: Iterable[str | None]) -> str:
    """Source ids, joined, without repetition."""
    cited = [key for cell in ids if isinstance(cell, str) for key in cell.split(MANY)]
    return MANY.join(dict.fromkeys(cited))
