"""What is known of one park? Its card: ten groups of dated figures, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from atlas import reach
from atlas.data import MANY, load
from atlas.labels import label
from atlas.network import reach_table
from atlas.parks import short_name
from atlas.schemas.parks import PARK_NUMBERS
from atlas.text import dated, figure, known, stated, unit_of, written_year

# Indicators of park_facts by group of the card, in the order shown; the first ones of each are asked
# for by every reader and stand as "not found" where no source gives them.
ASKED = {
    "legal": ("decision", "established_year", "developer"),
    "status": ("status",),
    "land": PARK_NUMBERS,
    "access": (),
    "utilities": ("power_capacity_mva", "water_m3_day", "wastewater_m3_day"),
    "cost": ("lease_price_usd_m2", "management_fee_usd_m2_year"),
    "firms": ("projects_count", "capital_registered_usd_mn", "jobs_count"),
    "constraints": (),
    "evidence": ("eco_orientation",),
}
FURTHER = {
    "legal": (
        "listed_in_plan",
        "capital_infrastructure_vnd_bn",
        "capital_infrastructure_usd_mn",
        "capital_state_outside_vnd_bn",
        "composition",
        "other_name",
    ),
    "status": ("status_detail", "schedule", "expansion_idea"),
    "land": (
        "area_actual_ha",
        "area_phase_ha",
        "area_project_ha",
        "area_to_clear_ha",
        "area_levelled_ha",
        "area_service_ha",
        "area_registered_ha",
        "area_free_ha",
        "occupancy_of_ready_pct",
        "location",
        "boundaries",
    ),
    "access": ("road_link", "port_access"),
    "utilities": (
        "power_supply",
        "power_plant_planned_mw",
        "water_source",
        "water_planned_m3_day",
        "wastewater_planned_m3_day",
        "worker_housing",
        "worker_housing_count",
    ),
    "cost": (),
    "firms": (
        "anchor_tenants",
        "first_tenant",
        "target_sectors",
        "projects_operating_count",
        "projects_target_count",
        "investors_count",
        "capital_registered_vnd_bn",
        "capital_realised_usd_mn",
        "capital_realised_vnd_bn",
        "capital_target_usd_mn",
        "budget_paid_vnd_bn",
        "jobs_expected_count",
        "trade_usd_mn",
        "exports_usd_mn",
        "imports_usd_mn",
        "revenue_usd_mn",
    ),
    "constraints": (
        "delay",
        "power_problem",
        "fill_short_mn_m3",
        "fill_needed_mn_m3",
        "fill_available_mn_m3",
    ),
    "evidence": (),
}
GROUPS = ("identity", *ASKED)


@dataclass(frozen=True)
class Line:
    """One line of a card: what, the figure in words, its date, ids of sources, what to know of it."""

    name: str
    words: str
    as_of: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Group:
    """One of the ten groups of a card."""

    key: str
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """Its heading."""
        return label(f"card_group.{self.key}")


def card(park_id: str) -> tuple[Group, ...]:
    """The ten groups of the card of ``park_id``. Raises ``KeyError`` for an unknown park."""
    parks = load("parks").set_index("park_id", drop=False)
    if park_id not in parks.index:
        raise KeyError(f"no park {park_id!r}")
    row, facts = parks.loc[park_id], _facts(park_id)
    groups = {key: _fact_lines(facts, ASKED[key], FURTHER[key]) for key in ASKED}
    groups["identity"] = _identity(row, parks)
    groups["access"] = [*_access(row), *groups["access"]]
    groups["firms"] += _tenants(park_id)
    groups["constraints"] = groups["constraints"] or [Line(label("figure.delay"), figure(None))]
    groups["evidence"] += _evidence(row, facts)
    return tuple(Group(key, tuple(groups[key])) for key in GROUPS)


def title(park_id: str) -> str:
    """The name of a park as its page shows it."""
    return str(load("parks").set_index("park_id").at[park_id, "name_vi"])


def _facts(park_id: str) -> pd.DataFrame:
    """The facts of a park; an occupancy that it shows is of what its row says."""
    facts = load("park_facts")
    facts = facts[facts["park_id"] == park_id].copy()
    occupancy = (facts["indicator"] == "occupancy_pct") & (facts["headline"] == "yes")
    facts.loc[occupancy, "scope"] = load("parks").set_index("park_id").at[park_id, "occupancy_of"]
    return facts


def _fact_lines(facts: pd.DataFrame, asked: tuple[str, ...], further: tuple[str, ...]) -> list[Line]:
    """Every fact of the indicators, the headline and the newest first; "not found" for one asked for."""
    lines = []
    for indicator in (*asked, *further):
        rows = facts[facts["indicator"] == indicator].sort_values(
            ["headline", "as_of"], ascending=False, na_position="last", kind="stable"
        )
        lines += [_fact_line(row) for row in rows.itertuples()]
        if rows.empty and indicator in asked:
            lines.append(Line(label(f"figure.{indicator}"), figure(None)))
    return lines


def _fact_line(row) -> Line:
    if row.indicator == "status":
        words = label(f"park_status.{row.value_text}")
    elif row.indicator == "established_year":
        words = written_year(row.value)
    elif known(row.value):
        words = stated(row.value, row.value_high, row.qualifier, unit_of(row.indicator))
    else:
        words = row.value_text
    notes = [part for part in (row.scope, row.reason, row.note) if known(part)]
    as_of = row.as_of if known(row.as_of) else ""
    return Line(label(f"figure.{row.indicator}"), words, as_of, (row.source_id,), "; ".join(notes))


def _identity(row: pd.Series, parks: pd.DataFrame) -> list[Line]:
    names = {table: load(table).set_index("code")["name_vi"] for table in ("districts_2024", "communes_2025")}
    zones = load("zones").set_index("zone_id")["name_vi"]
    cells = {
        "name_vi": row["name_vi"],
        "name_en": row["name_en"],
        "other_names": row["other_names"],
        "kind": label(f"park_kind.{row['kind']}"),
        "parent_id": parks["name_vi"].get(row["parent_id"]),
        "zone_id": zones.get(row["zone_id"]),
        "corridor": label(f"corridor.{row['corridor']}"),
        "district_2024": names["districts_2024"].get(row["district_2024"]),
        "commune_2025": names["communes_2025"].get(row["commune_2025"]),
        "counted_active": label(f"text.{row['counted_active']}"),
        "position": _position(row),
        "note": row["note"],
    }
    optional = ("other_names", "parent_id", "zone_id", "note")
    return [
        Line(label(f"figure.{key}"), figure(value))
        for key, value in cells.items()
        if known(value) or key not in optional
    ]


def _position(row: pd.Series) -> str:
    if not known(row["lon"]):
        return f"{figure(None)}. {row['position_note']}" if known(row["position_note"]) else figure(None)
    error = figure(row["position_error_m"] / 1000, "km")
    basis = label(f"position.{row['position_basis']}")
    return f"{row['lat']:.3f}° N, {row['lon']:.3f}° E, ± {error}; {basis}. {row['position_note']}"


def _access(row: pd.Series) -> list[Line]:
    """Minutes and kilometres by road today to the gateways that are asked for."""
    gateways = load("gateways").set_index("gateway_id")
    names = {key: gateways.at[key, "name_vi"] for key in reach.ASKED}
    if not known(row["lon"]):
        return [Line(names[key], figure(None)) for key in reach.ASKED]
    found = reach_table(parks=[row["park_id"]], gateways=list(reach.ASKED)).set_index("gateway_id")
    ways = [Line(names[key], _way(found.at[key, "minutes"], found.at[key, "km"])) for key in reach.ASKED]
    if row["park_id"] not in _nearest().index:
        return ways
    ramp = _nearest().loc[row["park_id"]]
    name = label("card.interchange").format(name=ramp["interchange"])
    minutes = label("card.minutes_only").format(minutes=figure(ramp["interchange_minutes"], digits=0))
    return [Line(name, minutes), *ways]


def _way(minutes: float, km: float) -> str:
    if not known(minutes):
        return figure(None)
    return label("card.minutes_km").format(minutes=figure(minutes, digits=0), km=figure(km, digits=0))


@cache
def _nearest() -> pd.DataFrame:
    """The nearest interchange of every placed park today; see :func:`atlas.reach.nearest`."""
    return reach.nearest()


def _tenants(park_id: str) -> list[Line]:
    """Projects of the park that reached the press, the largest capital first."""
    tenants = load("tenants")
    rows = tenants[(tenants["park_id"] == park_id) & (tenants["kind"] == "project")]
    lines = []
    for row in rows.sort_values("capital_usd_mn", ascending=False, na_position="last").itertuples():
        capital = stated(row.capital_usd_mn, None, row.capital_qualifier, label("unit.usd_mn"))
        words = [label(f"sector.{row.sector}"), capital if known(row.capital_usd_mn) else figure(None)]
        words += [dated(label(f"tenant_status.{row.status}"), None)] if known(row.status) else []
        as_of = row.as_of if known(row.as_of) else ""
        note = row.note if known(row.note) else ""
        lines.append(Line(row.name, ", ".join(words), as_of, tuple(row.source_ids.split(MANY)), note))
    return lines


def _evidence(row: pd.Series, facts: pd.DataFrame) -> list[Line]:
    sources = {*row["source_ids"].split(MANY), *facts["source_id"]}
    return [
        Line(label("figure.facts_count"), figure(len(facts))),
        Line(label("figure.sources_count"), figure(len(sources)), "", tuple(sorted(sources))),
    ]


def placed() -> list[str]:
    """Ids of the parks that have a position."""
    parks = load("parks")
    return list(parks.loc[parks["lon"].notna(), "park_id"])


def short_title(park_id: str) -> str:
    """The proper name of a park, for headings of maps and lists."""
    return short_name(title(park_id))
