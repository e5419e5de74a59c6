"""How much are ports, airports, gates and railways used, over time and against their rivals?

Many figures cover a part of a year. They are never put down as a year: they are compared by
the mean of a month, and every part-year is marked as one.
"""

from __future__ import annotations

import pandas as pd

from atlas.charts import Chart, bars, lines, wording
from atlas.credits import credits_of
from atlas.data import load
from atlas.labels import label
from atlas.periods import bounds, in_words, months
from atlas.series import headline_rows
from atlas.text import dated, figure, listing

# Gateway, capacity a year, and the series of its use in the same unit: indicator and place.
LINKS = (
    ("tc-hict", "capacity_teu_year", "port-containers", "tc-hict"),
    ("cict", "capacity_teu_year", "port-containers", "cict"),
    ("van-don-airport", "capacity_passengers_year", "air-passengers", "van-don-airport"),
    ("cam-pha", "capacity_mt_year", "port-coal", "cam-pha-port"),
)
CONTAINERS = ("tc-hict", "cict", "quang-ninh")  # in the order of LINKS: a place has one colour
AIRPORTS = ("van-don-airport", "cat-bi-airport")
SEAPORTS = ("quang-ninh", "hai-phong", "viet-nam")
GATE, RAILWAY = "mong-cai-gate", "kep-ha-long"
LINE, BRANCH = "rail-yen-vien-cai-lan", "rail-ha-long-cai-lan"
# What is said of the unfinished railway: section and indicator.
LINE_KM = ((LINE, "length_km"), (LINE, "length_upgraded_km"), (LINE, "length_part_km"), (BRANCH, "length_km"))
LINE_COST = ((LINE, "cost_vnd_bn"), (LINE, "disbursed_vnd_bn"))
RAILWAY_USE = ("rail-passengers", "rail-freight-day", "rail-trains-week")
TO_COME = (
    LINE,
    "rail-hai-phong-mong-cai",
    "rail-ha-noi-quang-ninh",
    "rail-lao-cai-hai-phong",
    "rail-fangchenggang-dongxing",
)


def share_of_capacity(use: float, period: str, capacity: float) -> float:
    """Part of a yearly ``capacity`` that is used at the pace of ``period``, in %."""
    return 100 * (use / months(period)) / (capacity / 12)


def share_elsewhere(firms: float, local: float) -> float:
    """Part of the firms at a gate that are not of the province, in %."""
    return 100 * (firms - local) / firms


def results(indicator: str, place: str) -> pd.DataFrame:
    """Headline results of ``series`` for a place, by the end of their period; may be empty.

    ``months`` is the length of the period, ``monthly`` the mean of a month, ``part`` says that
    it is no whole year.
    """
    rows = headline_rows(load("series"), indicator, place_id=place, kind="result")
    rows = rows.assign(months=[months(period) for period in rows["period"]])
    rows = rows.assign(monthly=rows["value"] / rows["months"], part=rows["period_kind"] != "year")
    ends = [bounds(period)[1] for period in rows["period"]]
    return rows.assign(end=ends).sort_values(["end", "months"]).reset_index(drop=True)


def longest(indicator: str, place: str) -> pd.DataFrame:
    """The rows of :func:`results` with the longest period of each year."""
    return results(indicator, place).sort_values(["year", "months"]).groupby("year").tail(1)


def name(place: str) -> str:
    """Short name of a place of ``series``, for headings and charts."""
    return label(f"column.throughput-{place}")


def stated(row: pd.Series) -> str:
    """A figure of ``series`` as its source states it: ``over 1,000,000``."""
    return label(f"throughput.{row['qualifier']}").format(figure=figure(row["value"]))


def _stated_and_dated(row: pd.Series) -> str:
    return dated(stated(row), row["period"] if row["period_kind"] != "year" else None)


def by_year(indicator: str, places: tuple[str, ...], first: int, last: int) -> pd.DataFrame:
    """The result of the longest period of each year, a column a place; None where none was found."""
    frame = pd.DataFrame({"throughput-year": [str(year) for year in range(first, last + 1)]})
    for place in places:
        found = {str(row["year"]): _stated_and_dated(row) for _, row in longest(indicator, place).iterrows()}
        frame[f"throughput-{place}"] = frame["throughput-year"].map(found).astype(object)
    return frame.astype(object).where(frame.notna(), None)


def fullness() -> pd.DataFrame:
    """Every use of a gateway whose capacity is published: name, unit, capacity, its date, use, period,
    months, share of the capacity in %.

    There is no share where the capacity is dated after the use.
    """
    facts = load("gateway_facts")
    facts = facts[facts["headline"] == "yes"].set_index(["gateway_id", "indicator"])
    rows = []
    for gateway, kind, indicator, place in LINKS:
        capacity, since = facts.loc[(gateway, kind), ["value", "as_of"]]
        for _, row in results(indicator, place).iterrows():
            compares = since[:4] <= row["period"][:4]
            share = share_of_capacity(row["value"], row["period"], capacity) if compares else float("nan")
            use = (stated(row), row["period"], row["months"])
            rows.append((name(place), kind, capacity, since, *use, share))
    columns = ["throughput-gateway", "throughput-unit", "capacity", "capacity_as_of"]
    return pd.DataFrame(rows, columns=[*columns, "use", "use_period", "months", "pace_pct"])


def fullness_chart() -> Chart:
    """Share of the capacity that is used, by year, in %: the longest period of each year."""
    full = fullness().dropna(subset=["pace_pct"])
    full = full.assign(year=[bounds(period)[1].year for period in full["use_period"]])
    full = full.sort_values(["year", "months"]).groupby(["throughput-gateway", "year"]).tail(1)
    order = [name(place) for _, _, _, place in LINKS]  # as in the other charts, for the colours
    full = full.sort_values("throughput-gateway", key=lambda names: names.map(order.index), kind="stable")
    full = full.assign(part=full["months"] < 12, series=full["throughput-gateway"])
    uses = pd.concat([longest(indicator, place) for _, _, indicator, place in LINKS[:-1]])
    words = wording("fullness", credits_of(uses), parts=_ends(full, "pace_pct", "use_period", " %"))
    return lines(full, "year", "series", "pace_pct", hollow="part", digits=0, **words)


def monthly_chart(key: str, indicator: str, places: tuple[str, ...]) -> Chart:
    """Mean of a month by year for each place, from the longest period of each year."""
    found = pd.concat([longest(indicator, place).assign(series=name(place)) for place in places])
    words = wording(key.replace("_", "-"), credits_of(found), parts=_ends(found, "monthly", "period"))
    return lines(found, "year", "series", "monthly", hollow="part", digits=0, **words)


def _ends(frame: pd.DataFrame, value: str, period: str, unit: str = "") -> str:
    """The newest figure of each series in words, with its period."""
    newest = frame.sort_values("year").groupby("series").tail(1).sort_values(value, ascending=False)
    return listing(
        [
            f"{row['series']} {figure(row[value], digits=0)}{unit} ({figure(row[period])})"
            for _, row in newest.iterrows()
        ]
    )


def seaport_cargo() -> pd.DataFrame:
    """Cargo through seaports in whole years: place, year, result or forecast, Mt as the source states it."""
    rows = headline_rows(load("series"), "port-cargo", place_id=SEAPORTS, period_kind="year")
    rows = rows.sort_values(["year", "place_id"])
    return pd.DataFrame(
        {
            "throughput-year": rows["period"],
            "throughput-place": rows["place_id"].map(name),
            "throughput-kind": rows["kind"],
            "throughput-mt": [_range(row) for _, row in rows.iterrows()],
        }
    )


def _range(row: pd.Series) -> str:
    low = stated(row)
    return low if pd.isna(row["value_high"]) else f"{low} – {figure(row['value_high'])}"


def gate_trade() -> pd.DataFrame:
    """Trade through the Móng Cái gate by period: months, million USD in all and a month, exports, tonnes."""
    rows = results("gate-trade", GATE)
    frame = rows[["period", "months", "value", "monthly"]].set_axis(
        ["period", "months", "throughput-trade", "throughput-trade-month"], axis=1
    )
    for column, indicator in (("throughput-exports", "gate-exports"), ("throughput-tonnes", "gate-tonnage")):
        frame[column] = frame["period"].map(results(indicator, GATE).set_index("period")["value"])
    return frame


def gate_firms() -> pd.DataFrame:
    """Firms that declare goods at the Móng Cái gate by period: all, of the province, elsewhere in %."""
    every = results("gate-firms", GATE)[["period", "value"]]
    local = results("gate-firms-local", GATE).set_index("period")["value"]
    frame = every.set_axis(["period", "throughput-firms"], axis=1)
    frame["throughput-local"] = frame["period"].map(local)
    frame["elsewhere_pct"] = share_elsewhere(frame["throughput-firms"], frame["throughput-local"])
    return frame


def section_fact(section: str, indicator: str) -> pd.Series:
    """The headline row of ``corridor_facts`` for a section, or else the newest one.

    Raises ``IndexError`` when there is none.
    """
    facts = load("corridor_facts")
    rows = facts[(facts["section_id"] == section) & (facts["indicator"] == indicator)]
    return rows.sort_values(["headline", "as_of"]).iloc[-1]


def unfinished_line_chart() -> Chart:
    """What of the railway Yên Viên - Cái Lân is designed, old, new and finished, in km."""
    frame = pd.DataFrame([section_fact(*key) for key in LINE_KM])
    items = [label(f"throughput.{section}.{indicator}") for section, indicator in LINE_KM]
    frame = frame.assign(item=items)
    parts = [f"{row['item']} {figure(row['value'])} km" for _, row in frame.iterrows()]
    return bars(frame, "item", "value", **wording("unfinished-line", credits_of(frame), parts=listing(parts)))


def railway_use() -> pd.DataFrame:
    """How the open railway Kép - Hạ Long is used: what, period, value; headline figures."""
    found = [results(indicator, RAILWAY) for indicator in RAILWAY_USE]
    rows = pd.concat(found, ignore_index=True)
    return pd.DataFrame(
        {
            "throughput-item": rows["indicator_id"],
            "throughput-value": rows["value"],
            "period": rows["period"],
        }
    )


def railways_to_come() -> pd.DataFrame:
    """Railways planned or being built, and the one across the border: status, km, billion VND, remark."""
    sections = load("corridor_sections").set_index("section_id").loc[list(TO_COME)].reset_index()
    sections = sections.rename(columns={"cost_vnd_bn": "throughput-cost", "section_id": "throughput-remark"})
    shown = ["name_vi", "status", "status_as_of", "length_km", "throughput-cost", "throughput-remark"]
    return sections[shown]


def seaports() -> dict[str, object]:
    """Cargo of the province: newest year, share of the country, and the forecast for 2030; Mt and %."""
    series = load("series")
    newest = results("port-cargo", "quang-ninh").iloc[-1]
    country = results("port-cargo", "viet-nam").iloc[-1]
    beside = results("port-cargo", "quang-ninh").set_index("period").at[country["period"], "value"]
    forecast = series[(series["indicator_id"] == "port-cargo") & (series["period"] == "2030")].iloc[0]
    return {
        "seaports_mt": float(newest["value"]),
        "seaports_year": newest["period"],
        "seaports_share_pct": round(float(100 * beside / country["value"]), 1),
        "seaports_share_year": country["period"],
        "seaports_forecast_mt": float(forecast["value"]),
        "seaports_forecast_high_mt": float(forecast["value_high"]),
    }


def containers() -> dict[str, object]:
    """Containers at Cái Lân and Lạch Huyện: newest year, share of capacity in %, TEU a month."""
    port, rival = (longest("port-containers", place).iloc[-1] for place in ("cict", "tc-hict"))
    province = results("port-containers", "quang-ninh").sort_values("monthly").iloc[-1]
    shares = fullness().set_index(["throughput-gateway", "use_period"])["pace_pct"]
    return {
        "cict_teu": float(port["value"]),
        "cict_year": port["period"],
        "cict_share_pct": round(float(shares[name("cict"), port["period"]]), 1),
        "cict_month": round(float(port["monthly"])),
        "tc_hict_teu": float(rival["value"]),
        "tc_hict_year": rival["period"],
        "tc_hict_share_pct": round(float(shares[name("tc-hict"), rival["period"]]), 1),
        "tc_hict_times": round(float(rival["monthly"] / port["monthly"])),
        "province_month": round(float(province["monthly"])),
        "province_span": in_words(province["period"]),
    }


def airports() -> dict[str, object]:
    """Passengers of Vân Đồn and Cát Bi: newest figure, mean of a month, share of capacity in %."""
    series = load("series")
    own, rival = (longest("air-passengers", place).iloc[-1] for place in AIRPORTS)
    forecasts = series[(series["indicator_id"] == "air-passengers") & (series["kind"] == "forecast")]
    forecast = forecasts[forecasts["place_id"] == AIRPORTS[0]].iloc[0]
    shares = fullness().set_index(["throughput-gateway", "use_period"])["pace_pct"]
    return {
        "van_don_passengers": float(own["value"]),
        "van_don_span": in_words(own["period"]),
        "van_don_month": round(float(own["monthly"])),
        "van_don_share_pct": round(float(shares[name("van-don-airport"), own["period"]]), 1),
        "van_don_forecast": float(forecast["value"]),
        "van_don_forecast_month": round(forecast["value"] / months(forecast["period"])),
        "cat_bi_passengers": float(rival["value"]),
        "cat_bi_year": rival["period"],
        "cat_bi_month": round(float(rival["monthly"])),
    }


def gate() -> dict[str, object]:
    """Trade through the Móng Cái gate in million USD, first and newest, and who trades."""
    first, newest = (results("gate-trade", GATE).iloc[row] for row in (0, -1))
    firms = gate_firms().dropna().iloc[-1]
    return {
        "gate_trade_usd_mn": float(newest["value"]),
        "gate_trade_span": in_words(newest["period"]),
        "gate_trade_month": round(float(newest["monthly"])),
        "gate_first_month": round(float(first["monthly"])),
        "gate_first_span": in_words(first["period"]),
        "gate_firms": int(firms["throughput-firms"]),
        "gate_firms_local": int(firms["throughput-local"]),
        "gate_firms_span": in_words(firms["period"]),
        "gate_elsewhere_pct": round(float(firms["elsewhere_pct"])),
    }


def railway() -> dict[str, object]:
    """The railway to Cái Lân, finished and paid, and the use of the older line: km, billion VND, %."""
    line, branch, cost, paid = (
        float(section_fact(*key)["value"]) for key in (LINE_KM[0], LINE_KM[-1], *LINE_COST)
    )
    trains, freight = (
        results(indicator, RAILWAY).iloc[-1] for indicator in ("rail-trains-week", "rail-freight-day")
    )
    return {
        "railway_km": line,
        "railway_finished_km": branch,
        "railway_finished_pct": round(100 * branch / line, 1),
        "railway_paid_pct": round(100 * paid / cost),
        "railway_trains_week": int(trains["value"]),
        "railway_trains_date": in_words(trains["period"]),
        "railway_freight_t_day": float(freight["value"]),
        "railway_freight_year": freight["period"],
    }
