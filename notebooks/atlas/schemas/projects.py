"""Schemas of the industrial clusters and of the projects in parks and clusters."""

from __future__ import annotations

import pandas as pd

from atlas.schemas.facts import QUALIFIERS, confidence, facts_table
from atlas.schemas.fields import Table, choice, date, name, number, ref, refs, slug, text, year
from atlas.schemas.parks import CORRIDORS

CLUSTER_STATUS = ("operating", "under-construction", "planned", "proposed", "unclear")
PROJECT_KINDS = ("project", "group-total", "complex")
PROJECT_STATUS = (
    "operating",
    "under-construction",
    "licensed",
    "planned",
    "idle",
    "ended",
    "unclear",
)
SECTORS = (
    "automotive",
    "chemicals",
    "electronics",
    "food",
    "household-goods",
    "mechanical",
    "plastics",
    "ready-built-factories",
    "solar",
    "steel",
    "textiles",
    "not-stated",
)
ORIGINS = (
    "China (mainland and Hong Kong)",
    "Japan",
    "Korea",
    "Sweden",
    "Taiwan",
    "Viet Nam",
    "mixed",
    "not-stated",
)


def _in_one_place(frame, other):
    both = frame["park_id"].notna() & frame["cluster_id"].notna()
    for row, record in frame[both].iterrows():
        yield row, "cluster_id", record["cluster_id"], "a project lies in a park or in a cluster, not both"


def _ended_and_idle_are_dated(frame, other):
    for row, record in frame[frame["status"].isin(["ended", "idle"])].iterrows():
        if not isinstance(record["as_of"], str):
            yield row, "as_of", "", "an ended or idle project needs a date"


def _capitals_agree(frame, other):
    """A dollar was worth 20,000 to 27,000 dong in the years of these projects."""
    rate = 1000 * frame["capital_vnd_bn"] / frame["capital_usd_mn"]
    for row in rate.index[rate.notna() & ~rate.between(20_000, 27_000)]:
        value = frame.at[row, "capital_vnd_bn"]
        yield row, "capital_vnd_bn", value, f"{rate[row]:,.0f} dong a dollar: the two capitals must agree"


def _qualifier_needs_capital(frame, other):
    capital = frame[["capital_usd_mn", "capital_vnd_bn"]].notna().any(axis=1)
    for row, record in frame[~capital & frame["capital_qualifier"].notna()].iterrows():
        yield row, "capital_qualifier", record["capital_qualifier"], "must be empty without a capital"


def _cluster_area_within_law(frame, other):
    over = frame[(frame["area_ha"] > 75) & (frame["status"] != "proposed")]
    for row, record in over.iterrows():
        if pd.isna(record["note"]):
            rule = "a cluster above the legal 75 ha needs a note"
            yield row, "area_ha", record["area_ha"], rule


CLUSTERS = Table(
    name="clusters",
    one_row_is="an industrial cluster (cụm công nghiệp), the smaller kind of estate under the province",
    key=("cluster_id",),
    columns={
        "cluster_id": slug("Identifier, begins with ccn"),
        "name_vi": name("Name in Vietnamese"),
        "name_en": name("Name in English"),
        "corridor": choice(
            "Corridor of the article, assigned by district; 'outside' if in none", CORRIDORS, nullable=True
        ),
        "district_2024": ref("District before 1 July 2025", "districts_2024.code", nullable=True),
        "commune_2025": ref("Commune since 1 July 2025", "communes_2025.code", nullable=True),
        "location": text("Place as stated, by the names of its time"),
        "status": choice("State of the cluster; proposed: by an investor only", CLUSTER_STATUS),
        "status_as_of": date("Date the status is true of", nullable=False),
        "area_ha": number("Area of the cluster", "ha", 5, 100),
        "occupancy_pct": number("Share of land that is let", "%", 0, 100),
        "developer": text("Company that builds the infrastructure"),
        "decision": text("Founding decision"),
        "established_year": year("Year of the founding decision or of opening"),
        "capital_infrastructure_vnd_bn": number("Capital of the infrastructure", "VND billion", 1, 5000),
        "source_ids": refs("Sources of the row", "sources.source_id"),
        "note": text("What a reader must know to use the row"),
    },
    rules=(_cluster_area_within_law,),
    limits="No position is published for a cluster; about half of those planned are not named anywhere.",
)

CLUSTER_FACTS_TABLE = facts_table(
    "cluster_facts",
    "cluster_id",
    "clusters",
    (
        "area_ha",
        "occupancy_pct",
        "capital_infrastructure_vnd_bn",
        "capital_state_vnd_bn",
        "capital_registered_vnd_bn",
        "projects_count",
        "projects_expected_count",
        "jobs_count",
        "jobs_expected_count",
        "status",
        "status_detail",
        "developer",
        "decision",
        "established_year",
        "location",
        "schedule",
        "target_sectors",
    ),
)

TENANTS = Table(
    name="tenants",
    one_row_is="a project in a park or cluster, or a stated total of several (see kind)",
    key=("project_id",),
    columns={
        "project_id": slug("Identifier"),
        "kind": choice(
            "project; group-total: several projects of one investor stated together, never to be added "
            "to its single projects; complex: an area of several plants",
            PROJECT_KINDS,
        ),
        "name": name("Name of the project"),
        "investor": name("Investor as stated"),
        "park_id": ref("Park it lies in; empty where not stated", "parks.park_id", nullable=True),
        "cluster_id": ref("Cluster it lies in", "clusters.cluster_id", nullable=True),
        "sector": choice("Sector", SECTORS),
        "origin": choice("Where the capital comes from", ORIGINS),
        "capital_usd_mn": number("Registered capital, where stated in dollars", "USD million", 0.1, 20000),
        "capital_vnd_bn": number("Registered capital, where stated in dong", "VND billion", 1, 500000),
        "capital_qualifier": choice("How the source qualifies the capital", QUALIFIERS, nullable=True),
        "area_ha": number("Land of the project", "ha", 0.1, 1000),
        "jobs_expected_count": number("Jobs expected or provided", "jobs", 1, 200000),
        "year": year("Year of licence or, if unknown, of start"),
        "status": choice("State of the project", PROJECT_STATUS),
        "as_of": date("Date the status is true of"),
        "source_ids": refs("Sources of the row", "sources.source_id"),
        "confidence": confidence(),
        "note": text("What a reader must know to use the row"),
    },
    rules=(_in_one_place, _ended_and_idle_are_dated, _capitals_agree, _qualifier_needs_capital),
    limits="Projects that reached the press; the parks hold 173 projects by the official count of late 2025.",
)

TABLES = (CLUSTERS, CLUSTER_FACTS_TABLE, TENANTS)
