"""Checks of strength 2: infrastructure of all modes."""

from __future__ import annotations

import pandas as pd

from atlas.claims import rules
from atlas.claims.distance import straight_km
from atlas.claims.evidence import Evidence
from atlas.claims.registry import Claim, Outcome, check
from atlas.text import listing
from atlas.throughput import in_words, share_of_capacity

AIRPORT, TERMINAL, PORT, GATE = "van-don-airport", "cict", "cai-lan", "mong-cai"
CT06 = ("ct06-hai-phong-ha-long", "ct06-ha-long-van-don", "ct06-van-don-mong-cai")
EXPRESSWAYS = (*CT06, "ct04-ha-noi-hai-phong")
HA_NOI_HA_LONG = ("ct06-hai-phong-ha-long", "Hà Nội - Hạ Long")
HA_NOI_MONG_CAI = ("ct06-van-don-mong-cai", "Hà Nội - Móng Cái")
NEAR_KM = 10  # S2-03: from a place to its interchange
LINKED_PARKS = ("dong-mai", "hai-yen", "texhong-hai-ha")
BORDER_PORTS = ("hai-ha", "van-gia", "van-ninh")
LINE, BRANCH, IN_USE = "rail-yen-vien-cai-lan", "rail-ha-long-cai-lan", "rail-kep-ha-long"
TO_CHINA, ACROSS = "rail-hai-phong-mong-cai", "rail-fangchenggang-dongxing"
LARGE_PARKS = {"texhong-hai-ha": "Texhong Hải Hà", "dong-mai": "Đông Mai", "viet-hung": "Việt Hưng"}
WORKS = (("power_supply",), ("water_m3_day", "water_source"), ("wastewater_m3_day",))


def _fact(evidence: Evidence, gateway: str, indicator: str) -> pd.Series:
    """The headline row of ``gateway_facts``, which the table ``gateways`` shows."""
    return evidence.row("gateway_facts", gateway_id=gateway, indicator=indicator, headline="yes")


def _sections(evidence: Evidence) -> pd.DataFrame:
    """Roads and railways by id, to look a status up; the facts read beside it say by which source."""
    return evidence.table("corridor_sections").set_index("section_id")


def _status(evidence: Evidence, section: str) -> str:
    return _sections(evidence).at[section, "status"]


def _containers(evidence: Evidence) -> tuple[pd.Series, float]:
    """Containers of the newest year at Cái Lân, in TEU, and their share of the capacity in %."""
    use = evidence.history("port-containers", TERMINAL).iloc[-1]
    capacity = _fact(evidence, TERMINAL, "capacity_teu_year")["value"]
    return use, share_of_capacity(use["value"], use["period"], capacity)


def _air(evidence: Evidence) -> tuple[pd.Series, float]:
    """The newest passengers of Vân Đồn, and their share of the capacity at that pace in %."""
    use = evidence.latest("air-passengers", AIRPORT)
    capacity = _fact(evidence, AIRPORT, "capacity_passengers_year")["value"]
    return use, share_of_capacity(use["value"], use["period"], capacity)


@check("S2-01")
def all_modes_in_use(evidence: Evidence, claim: Claim) -> Outcome:
    """Use over capacity of container terminal or airport, the lower of both, in %."""
    boxes, by_sea = _containers(evidence)
    flown, by_air = _air(evidence)
    trains = evidence.latest("rail-trains-week", "kep-ha-long")
    cargo = evidence.latest("port-cargo")
    modes = _modes(evidence)
    lowest, of = min((by_sea, boxes["period"]), (by_air, flown["period"]))
    verdict = rules.at_least(lowest, claim.bar, below=rules.PARTLY) if all(modes) else rules.CONTRADICTED
    words = {
        "modes": sum(modes),
        "of": len(modes),
        "cargo": cargo["value"],
        "cargo_year": cargo["period"],
        "sea": by_sea,
        "sea_year": boxes["period"],
        "air": by_air,
        "air_span": in_words(flown["period"]),
        "trains": trains["value"],
        "trains_date": in_words(trains["period"]),
    }
    return Outcome(lowest, of.split("/")[-1], verdict, words)


def _modes(evidence: Evidence) -> list[bool]:
    """Whether expressway, seaport, airport and railway of the province are open."""
    gateways = evidence.table("gateways")
    open_here = gateways[(gateways["province"] == "Quảng Ninh") & (gateways["status"] == "operating")]
    road = any(_status(evidence, section) == "open" for section in CT06)
    return [
        road,
        "seaport" in set(open_here["kind"]),
        "airport" in set(open_here["kind"]),
        _status(evidence, IN_USE) == "open",
    ]


@check("S2-02")
def expressways_save_time(evidence: Evidence, claim: Claim) -> Outcome:
    """Minutes saved between Hà Nội and Hạ Long, by published times before and after."""
    opened = evidence.rows("corridor_facts", section_id=CT06, indicator="opened", headline="yes")
    lengths = evidence.rows("corridor_facts", section_id=CT06, indicator="length_km", headline="yes")
    times = _published_times(evidence)
    gains = times["before"] - times["after"]
    tests = [_status(evidence, section) == "open" for section in EXPRESSWAYS] + list(gains > 0)
    words = {
        "km": lengths["value"].sum(),
        "first": in_words(opened["value_text"].min()[:7]),
        "last": in_words(opened["value_text"].max()[:7]),
        "before": times.at[HA_NOI_HA_LONG, "before"],
        "after": times.at[HA_NOI_HA_LONG, "after"],
        "far_before": times.at[HA_NOI_MONG_CAI, "before"],
        "far_after": times.at[HA_NOI_MONG_CAI, "after"],
    }
    as_of = opened.set_index("section_id").at[HA_NOI_HA_LONG[0], "value_text"]
    return Outcome(gains[HA_NOI_HA_LONG], as_of, rules.held(tests), words)


def _published_times(evidence: Evidence) -> pd.DataFrame:
    """Minutes ``before`` and ``after`` by section and scope, the median of the sources of each."""
    kinds = {"travel_time_before_min": "before", "travel_time_after_min": "after"}
    facts = evidence.rows("corridor_facts", section_id=EXPRESSWAYS, indicator=list(kinds))
    medians = facts.groupby(["section_id", "scope", "indicator"])["value"].median().unstack()
    return medians.rename(columns=kinds).dropna()


@check("S2-03")
def parks_on_the_expressway(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of three parks the expressway joins with port and gate, each by an interchange near it."""
    nodes = evidence.rows("corridor_nodes", kind="interchange")
    nodes = nodes[nodes["road_ref"].str.contains("CT06")]
    parks = evidence.table("parks").set_index("park_id").loc[list(LINKED_PARKS)]
    ends = evidence.table("gateways").set_index("gateway_id").loc[[PORT, GATE]]
    to_parks, to_ends = straight_km(parks, nodes).min(axis=1), straight_km(ends, nodes).min(axis=1)
    joined = [max(km, *to_ends) <= NEAR_KM + rules.EPSILON for km in to_parks]
    between = straight_km(parks, ends)
    words = {
        "low": to_parks.min(),
        "high": to_parks.max(),
        "port": to_ends[PORT],
        "gate": to_ends[GATE],
        "dong_mai": between.at["dong-mai", GATE],
        "hai_yen": between.at["hai-yen", PORT],
        "texhong": between.at["texhong-hai-ha", PORT],
    }
    as_of = _sections(evidence).at[CT06[-1], "status_as_of"]
    return Outcome(sum(joined), as_of, rules.counted(sum(joined), claim.bar), words)


@check("S2-04")
def ships_at_cai_lan(evidence: Evidence, claim: Claim) -> Outcome:
    """Largest ship that Cái Lân is built for, in DWT, beside the largest that called."""
    ship = _fact(evidence, PORT, "max_ship_dwt")
    channel = _fact(evidence, PORT, "channel_depth_m")
    seen = evidence.row("gateway_facts", gateway_id=TERMINAL, indicator="largest_ship_seen_dwt")
    rival = _fact(evidence, "lach-huyen", "max_ship_dwt")
    deep = evidence.table("gateways").set_index("gateway_id").at[PORT, "deep_water"] == "yes"
    reached = [row["value"] >= claim.bar - rules.EPSILON for row in (ship, seen)]
    verdict = rules.held(reached) if deep else rules.CONTRADICTED
    words = {"seen": seen["value"], "seen_date": in_words(seen["as_of"][:7]), "rival": rival["value"]}
    words |= {"channel": channel["value"], "channel_year": channel["as_of"]}
    return Outcome(ship["value"], ship["as_of"], verdict, words)


@check("S2-05")
def goods_at_cai_lan(evidence: Evidence, claim: Claim) -> Outcome:
    """Containers over capacity at the terminal of Cái Lân, in %."""
    boxes, share = _containers(evidence)
    bulk = evidence.history("port-bulk", TERMINAL).iloc[-1]
    capacity = _fact(evidence, TERMINAL, "capacity_teu_year")["value"]
    below = rules.PARTLY if bulk["value"] > 0 else rules.CONTRADICTED
    words = {
        "bulk": bulk["value"],
        "bulk_year": bulk["period"],
        "boxes": boxes["value"],
        "year": boxes["period"],
        "capacity": capacity,
    }
    return Outcome(share, boxes["period"], rules.at_least(share, claim.bar, below), words)


@check("S2-06")
def border_ports_being_built(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of the three ports near the border are under construction."""
    rows = evidence.rows("gateway_facts", gateway_id=BORDER_PORTS, indicator="status", headline="yes")
    status = rows.set_index("gateway_id")["value_text"]
    built = int((status == "under-construction").sum())
    words = {key.replace("-", "_"): status[key].replace("-", " ") for key in BORDER_PORTS}
    return Outcome(built, rows["as_of"].max(), rules.counted(built, claim.bar), words | {"ports": len(rows)})


@check("S2-07")
def runway_of_van_don(evidence: Evidence, claim: Claim) -> Outcome:
    """Length of the runway of Vân Đồn, in m."""
    runway = _fact(evidence, AIRPORT, "runway_length_m")
    capacity = _fact(evidence, AIRPORT, "capacity_passengers_year")
    opened = _fact(evidence, AIRPORT, "opened")["value_text"]
    operating = _fact(evidence, AIRPORT, "status")["value_text"] == "operating"
    long_enough = rules.at_least(runway["value"], claim.bar) == rules.SUPPORTED
    words = {"opened": in_words(opened), "capacity": capacity["value"]}
    return Outcome(runway["value"], runway["as_of"], rules.held([operating, long_enough]), words)


@check("S2-08")
def passengers_and_cargo_by_air(evidence: Evidence, claim: Claim) -> Outcome:
    """Passengers of Vân Đồn over its capacity at the pace of the months known, in %."""
    flown, share = _air(evidence)
    rival = evidence.history("air-passengers", "cat-bi-airport").iloc[-1]
    cargo = len(evidence.rows("series", indicator_id="air-cargo", place_id=AIRPORT, kind="result"))
    enough = rules.at_least(share, claim.bar) == rules.SUPPORTED
    if _fact(evidence, AIRPORT, "status")["value_text"] != "operating":
        verdict = rules.CONTRADICTED
    else:
        verdict = rules.SUPPORTED if enough and cargo else rules.PARTLY
    words = {
        "flown": flown["value"],
        "span": in_words(flown["period"]),
        "rival": rival["value"],
        "rival_year": rival["period"],
        "cargo": cargo,
    }
    return Outcome(share, flown["period"].split("/")[-1], verdict, words)


@check("S2-11")
def finished_railway(evidence: Evidence, claim: Claim) -> Outcome:
    """Length of the finished branch over that of the whole railway, in %."""
    rows = evidence.rows("corridor_facts", section_id=[LINE, BRANCH], indicator="length_km", headline="yes")
    km = rows.set_index("section_id")["value"]
    state = evidence.rows("corridor_facts", section_id=BRANCH, indicator="status_detail")
    freight = evidence.point("rail-freight-day", "2017", "kep-ha-long")
    design = evidence.rows("corridor_facts", section_id=LINE, scope="freight trains")["value"]
    share = 100 * km[BRANCH] / km[LINE]
    in_service = _status(evidence, LINE) == _status(evidence, BRANCH) == "open"
    below = rules.PARTLY if len(design) else rules.CONTRADICTED
    verdict = rules.at_least(share, claim.bar, below) if in_service else below
    words = {
        "finished": km[BRANCH],
        "whole": km[LINE],
        "speed": design.max(),
        "state": _status(evidence, LINE),
        "state_date": in_words(_sections(evidence).at[LINE, "status_as_of"]),
        "freight": freight["value"],
        "freight_year": freight["period"],
    }
    return Outcome(share, state["as_of"].max(), verdict, words)


@check("S2-12")
def railway_to_china(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of two railways there are: one planned to Móng Cái, one open across the border."""
    rows = evidence.rows("corridor_sections", section_id=[TO_CHINA, ACROSS]).set_index("section_id")
    status, dates = rows["status"], rows["status_as_of"]
    tests = [status[TO_CHINA] in ("planned", "under-construction"), status[ACROSS] == "open"]
    words = {
        "km": rows.at[TO_CHINA, "length_km"],
        "status": status[TO_CHINA].replace("-", " "),
        "date": in_words(dates[TO_CHINA]),
        "across": status[ACROSS],
        "since": in_words(dates[ACROSS]),
    }
    return Outcome(sum(tests), dates[TO_CHINA], rules.counted(sum(tests), claim.bar), words)


@check("S2-13")
def works_of_large_parks(evidence: Evidence, claim: Claim) -> Outcome:
    """How many of three parks have power, water and wastewater works, and no reported want of power."""
    kinds = ["power_problem", *(kind for works in WORKS for kind in works)]
    facts = evidence.rows("park_facts", park_id=list(LARGE_PARKS), indicator=kinds)
    known = facts.groupby("park_id")["indicator"].agg(set)
    equipped = [park for park in LARGE_PARKS if all(set(works) & known[park] for works in WORKS)]
    short = [park for park in LARGE_PARKS if "power_problem" in known[park]]
    good = [park for park in equipped if park not in short]
    problems = facts[facts["indicator"] == "power_problem"]
    named = [f"{LARGE_PARKS[row.park_id]} ({in_words(row.as_of)})" for row in problems.itertuples()]
    words = {"equipped": len(equipped), "parks": len(LARGE_PARKS), "short": listing(named) or "none of them"}
    as_of = (problems if short else facts)["as_of"].max()
    return Outcome(len(good), as_of, rules.counted(len(good), claim.bar), words)
