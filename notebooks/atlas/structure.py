"""What does the province's economy consist of, and how broad is its foreign investment?

Every function takes tables as :func:`atlas.data.load` returns them. Money is in million USD of
registered capital, shares are in %, growth and contributions as their indicators say.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

import pandas as pd
from IPython.display import HTML

from atlas import parks
from atlas.charts import Chart, bars, lines, wording
from atlas.labels import label
from atlas.series import QUANG_NINH, headline_rows, point
from atlas.tables import table
from atlas.text import figure

STANDING = ("operating", "under-construction", "licensed")
HOME, UNKNOWN = "Viet Nam", "not-stated"
# Its stated capital may be that of the first project: the park had some 890 million USD with both.
REPEATED = ("jinko-solar-2",)
SINCE = 2021  # capital of older projects is listed as it is today, not as it was licensed
TOPS = {"one": 1, "three": 3, "five": 5}

GROWTH = ("grdp-growth-industry", "grdp-growth-services", "grdp-growth")
SHARES = ("share-industry-construction", "share-services", "share-mining", "share-manufacturing")
PARTS = (*SHARES, "share-agriculture", "share-services-and-taxes")
CONTRIBUTIONS = {
    "industry": "growth-contribution-industry",
    "services": "growth-contribution-services",
    "agriculture": "growth-contribution-agriculture",
}
STOCK = "fdi-stock-capital"
STOCK_OF = ("hong-kong", "japan", "united-states")
DIGITS = dict.fromkeys(("one", "three", "five", "top_pct", "known_pct", "pct", "official", "listed"), 0)
DIGITS |= {"total_usd_mn": 0, "index": 2, "equals": 1}


def show(frame: pd.DataFrame, caption: str, note: str = "") -> HTML:
    """A table of this subject: headings from ``column.structure_<name>``, decimals from :data:`DIGITS`."""
    digits = {f"structure_{column}": places for column, places in DIGITS.items()}
    return table(frame.add_prefix("structure_"), caption, digits=digits, note=note)


def yearly(series: pd.DataFrame, indicators: Collection[str], since: int = 0) -> pd.DataFrame:
    """Headline figures of the province for whole years: year, indicator, value, hollow.

    ``hollow`` marks an estimate; it gives way to a result of the same year. Plans, targets and
    parts of a year are left out, and a year without figure has no row.
    """
    rows = headline_rows(
        series[series["year"] >= since],
        indicators,
        place_id=QUANG_NINH,
        period_kind="year",
        kind=("result", "estimate"),
    )
    rows = rows.assign(hollow=rows["kind"] == "estimate").sort_values(["indicator_id", "year", "hollow"])
    rows = rows.drop_duplicates(["indicator_id", "year"]).rename(columns={"indicator_id": "indicator"})
    order = rows["indicator"].map(list(indicators).index)
    return rows.iloc[order.argsort(kind="stable")][["year", "indicator", "value", "hollow"]]


def growth_chart(series: pd.DataFrame) -> Chart:
    """Real growth a year of GRDP and of its two large parts."""
    return _lines_chart(yearly(series, GROWTH), "growth")


def shares_chart(series: pd.DataFrame) -> Chart:
    """Shares of four parts in GRDP by year."""
    return _lines_chart(yearly(series, SHARES), "shares")


def fdi_chart(series: pd.DataFrame) -> Chart:
    """Foreign capital registered by year, in million USD."""
    return _lines_chart(yearly(series, ["fdi-registered"]), "fdi", digits=0)


def _lines_chart(frame: pd.DataFrame, name: str, digits: int | None = None) -> Chart:
    frame = frame.assign(name=[label(f"structure.{indicator}") for indicator in frame["indicator"]])
    told = [
        f"{part}: " + ", ".join(f"{row.year} {figure(row.value)}" for row in rows.itertuples())
        for part, rows in frame.groupby("name", sort=False)
    ]
    words = wording(f"structure-{name}", series="; ".join(told))
    return lines(frame, "year", "name", "value", hollow="hollow", digits=digits, **words)


def growth_facts(series: pd.DataFrame) -> dict[str, object]:
    """The lowest growth of GRDP since 2016 and the newest, in %, each with its year."""
    values = yearly(series, ["grdp-growth"], since=2016).set_index("year")["value"]
    low, now = values.idxmin(), values.index[-1]
    return {"low": values[low], "low_year": str(low), "now": values[now], "now_year": str(now)}


def mining_facts(series: pd.DataFrame) -> dict[str, object]:
    """The newest share of mining in GRDP and in industry, in %, with its year."""
    rows = yearly(series, ["share-mining", "share-industry"])
    both = rows.pivot(index="year", columns="indicator", values="value").dropna().iloc[-1]
    share = round(100 * both["share-mining"] / both["share-industry"])
    return {"mining": both["share-mining"], "of_industry": share, "year": str(both.name)}


def fdi_facts(series: pd.DataFrame) -> dict[str, object]:
    """Foreign capital registered in the best and in the newest year, in million USD, and their ratio in %."""
    values = yearly(series, ["fdi-registered"]).set_index("year")["value"]
    peak, last = values.idxmax(), values.index[-1]
    facts = {"peak": str(peak), "top": values[peak], "last_year": str(last), "last": values[last]}
    return facts | {"share": round(100 * values[last] / values[peak])}


def manufacturing_facts(series: pd.DataFrame) -> dict[str, object]:
    """The newest share of manufacturing in GRDP and the aim furthest ahead, in %, each with its year."""
    now = yearly(series, ["share-manufacturing"]).iloc[-1]
    targets = series[
        (series["indicator_id"] == "share-manufacturing")
        & (series["place_id"] == QUANG_NINH)
        & (series["kind"] == "target")
    ]
    aim = targets.sort_values("year").iloc[-1]
    return {
        "now": now["value"],
        "year": str(now["year"]),
        "aim": aim["value"],
        "aim_year": str(aim["year"]),
    }


def shares_table(series: pd.DataFrame) -> pd.DataFrame:
    """Shares of parts in GRDP since 2020: a row a year, a column a part, unknown ones empty."""
    rows = yearly(series, PARTS, since=2020)
    wide = rows.pivot(index="year", columns="indicator", values="value").reindex(columns=list(PARTS))
    return wide.reset_index().astype({"year": str})


def contributions(series: pd.DataFrame) -> pd.DataFrame:
    """Percentage points that the parts add to growth: year, growth, the parts and the rest.

    Only years for which industry and services are both published. The rest is growth less what
    is published: product taxes, rounding and, where it is not given, agriculture.
    """
    rows = yearly(series, [*CONTRIBUTIONS.values(), "grdp-growth"])
    wide = rows.pivot(index="year", columns="indicator", values="value")
    found = pd.DataFrame({part: wide[indicator] for part, indicator in CONTRIBUTIONS.items()})
    found = found.dropna(subset=["industry", "services"])
    growth = wide["grdp-growth"].loc[found.index]
    found = found.assign(rest=(growth - found.sum(axis=1)).round(2), growth=growth)
    return found.rename_axis("year").reset_index().astype({"year": str})


def compounded(rates_pct: Iterable[float]) -> float:
    """Growth in % over all years whose yearly rates in % are given."""
    return 100 * (math.prod(1 + rate / 100 for rate in rates_pct) - 1)


def listed(tenants: pd.DataFrame) -> pd.DataFrame:
    """Single projects that stand or are licensed: no totals, no ended or merely planned ones."""
    return tenants[(tenants["kind"] == "project") & tenants["status"].isin(STANDING)]


def foreign(tenants: pd.DataFrame) -> pd.DataFrame:
    """Listed projects with foreign capital known in USD, each capital counted once."""
    rows = listed(tenants)
    once = ~rows["project_id"].isin(REPEATED)
    return rows[once & (rows["origin"] != HOME) & rows["capital_usd_mn"].notna()]


def licensed(tenants: pd.DataFrame) -> pd.DataFrame:
    """Foreign projects as they were licensed: those of :func:`foreign`, and ended ones."""
    ended = tenants[(tenants["kind"] == "project") & (tenants["status"] == "ended")]
    return pd.concat([foreign(tenants), ended[ended["origin"] != HOME]])


def top_shares(capital: pd.Series, total: float) -> dict[str, float]:
    """Share in % of ``total`` that the largest one, three and five of ``capital`` make."""
    ordered = capital.sort_values(ascending=False)
    return {name: float(100 * ordered.head(count).sum() / total) for name, count in TOPS.items()}


def flows(tenants: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Capital registered by year against the listed projects of that year.

    Only years since :data:`SINCE` with an official result. Columns: year, official and listed in
    million USD, projects, largest (name), one, three, five (share in % of the official total).
    """
    official = yearly(series, ["fdi-registered"], since=SINCE)
    rows = []
    for year, total in official.loc[~official["hollow"], ["year", "value"]].itertuples(index=False):
        mine = licensed(tenants)
        mine = mine[mine["year"] == year].sort_values("capital_usd_mn", ascending=False)
        tops = top_shares(mine["capital_usd_mn"], total)
        rows.append(
            (
                str(year),
                total,
                len(mine),
                mine["capital_usd_mn"].sum(),
                next(iter(mine["name"]), None),
                *tops.values(),
            )
        )
    return pd.DataFrame(rows, columns=["year", "official", "projects", "listed", "largest", *TOPS])


def stock_shares(tenants: pd.DataFrame, series: pd.DataFrame) -> pd.DataFrame:
    """Share in % of the largest listed projects in the listed capital and in that of all parks."""
    capital = foreign(tenants)["capital_usd_mn"]
    totals = {"listed": float(capital.sum()), "parks": official(series, "park-capital-usd")}
    rows = [
        (label(f"structure.total.{name}"), total, *top_shares(capital, total).values())
        for name, total in totals.items()
    ]
    return pd.DataFrame(rows, columns=["total", "total_usd_mn", *TOPS])


def official(series: pd.DataFrame, indicator: str) -> float:
    """The newest headline result of ``indicator`` for the province."""
    rows = headline_rows(series, indicator, place_id=QUANG_NINH, kind="result")
    return float(rows.sort_values("period")["value"].iloc[-1])


def list_facts(tenants: pd.DataFrame, series: pd.DataFrame) -> dict[str, object]:
    """Single projects in the list, and all in the parks by the newest official count."""
    return {
        "listed": int((tenants["kind"] == "project").sum()),
        "counted": int(official(series, "park-projects")),
    }


def large_ones(tenants: pd.DataFrame, series: pd.DataFrame, plant_facts: pd.DataFrame) -> dict[str, object]:
    """Single large projects beside official totals, in million USD: what the table of flows cannot show."""
    capital = tenants.set_index("project_id")["capital_usd_mn"]
    ten_months = (series["indicator_id"] == "fdi-registered") & (series["period"] == "2025-01/2025-10")
    station = plant_facts.set_index("fact_id").loc["lng-quang-ninh-cost-usd-mn-1"]
    foxconn = foreign(tenants)["investor"].str.startswith("Foxconn")
    return {
        "lite_on": capital["lite-on"],
        "ten_months": series.loc[ten_months, "value"].iloc[0],
        "station": station["value"],
        "station_as_of": station["as_of"],
        "foxconn": foreign(tenants).loc[foxconn, "capital_usd_mn"].sum(),
        "foxconn_projects": int(foxconn.sum()),
    }


def by_park_and_sector(tenants: pd.DataFrame, park_table: pd.DataFrame, what: str) -> pd.DataFrame:
    """Listed projects by park (rows) and sector (columns), with their sum.

    ``what`` is projects (a count) or capital (million USD, zero where no project is listed and
    empty where none of the listed ones has a known capital).
    """
    names = parks.short_names(park_table)
    rows = listed(tenants)
    rows = rows.assign(park=rows["park_id"].map(names).fillna(label("structure.no_park")))
    counts = rows.pivot_table(index="park", columns="sector", values="project_id", aggfunc="count")
    wide = counts
    if what == "capital":
        known = foreign(tenants).assign(park=rows["park"])
        wide = known.pivot_table(index="park", columns="sector", values="capital_usd_mn", aggfunc="sum")
        wide = wide.reindex_like(counts)
    total = wide.sum(axis=1, min_count=1)
    wide = wide.where(counts.notna(), 0)[sorted(counts, key=lambda sector: (sector == UNKNOWN, sector))]
    wide.insert(0, "total", total)
    wide = wide.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    return wide.reset_index()


def herfindahl(amounts: pd.Series) -> float:
    """Herfindahl-Hirschman index, the sum of squared shares: 1 where one has all, 1/n where n are equal."""
    return float(((amounts / amounts.sum()) ** 2).sum())


def concentration(tenants: pd.DataFrame, park_table: pd.DataFrame) -> pd.DataFrame:
    """How the listed foreign capital is spread over sectors, parks and origins.

    Columns: by, largest, largest_pct, index, equals (how many equal ones have the same index) and
    known_pct, the share of the capital whose sector, park or origin is known; the others are
    taken over that share alone.
    """
    rows = foreign(tenants)
    names = parks.short_names(park_table)
    spoken = {
        "sector": lambda key: label(f"structure_sector.{key}"),
        "park_id": names.get,
        "origin": lambda key: label(f"structure_origin.{key}"),
    }
    found = []
    for column, name in spoken.items():
        known = rows[rows[column].notna() & (rows[column] != UNKNOWN)]
        sums = known.groupby(column)["capital_usd_mn"].sum().sort_values(ascending=False)
        index = herfindahl(sums)
        coverage = 100 * sums.sum() / rows["capital_usd_mn"].sum()
        share = 100 * sums.iloc[0] / sums.sum()
        found.append(
            (label(f"structure.by.{column}"), name(sums.index[0]), share, index, 1 / index, coverage)
        )
    return pd.DataFrame(found, columns=["by", "top", "top_pct", "index", "equals", "known_pct"])


def origins(tenants: pd.DataFrame) -> pd.DataFrame:
    """Listed foreign projects by origin of capital: origin (a key), projects, capital in million USD."""
    groups = foreign(tenants).groupby("origin")["capital_usd_mn"]
    return groups.agg(projects="count", capital="sum").sort_values("capital", ascending=False).reset_index()


def origins_chart(tenants: pd.DataFrame) -> Chart:
    """Listed foreign capital by origin as bars, in million USD."""
    frame = origins(tenants)
    frame = frame.assign(name=[label(f"structure_origin.{origin}") for origin in frame["origin"]])
    told = ", ".join(f"{row.name} {figure(row.capital, digits=0)}" for row in frame.itertuples(index=False))
    return bars(frame, "name", "capital", digits=0, **wording("structure-origins", bars=told))


def share_of_origins(tenants: pd.DataFrame, wanted: Collection[str]) -> float:
    """Share in % of the ``wanted`` origins in the listed foreign capital of known origin."""
    frame = origins(tenants)
    frame = frame[frame["origin"] != UNKNOWN]
    return float(
        100 * frame.loc[frame["origin"].isin(list(wanted)), "capital"].sum() / frame["capital"].sum()
    )


def stock_origins(series: pd.DataFrame, period: str = "2023-11") -> pd.DataFrame:
    """Stock of foreign capital in the province by origin, as published: name, million USD, share in %."""
    sums = {place: float(point(series, f"{STOCK}-{place}", period)["value"]) for place in STOCK_OF}
    total = float(point(series, STOCK, period)["value"])
    sums["others"] = total - sum(sums.values())
    found = [(label(f"structure.stock.{place}"), value, 100 * value / total) for place, value in sums.items()]
    return pd.DataFrame(found, columns=["origin", "capital", "pct"])


def body_facts(tenants: pd.DataFrame, series: pd.DataFrame) -> dict[str, object]:
    """Share in % of Japan and the United States in the official stock and in the listed projects."""
    stock = stock_origins(series).set_index("origin")["pct"]
    named = [label("structure.stock.japan"), label("structure.stock.united-states")]
    in_list = share_of_origins(tenants, ("Japan", "United States"))
    return {"stock_pct": round(stock[named].sum()), "listed_pct": round(in_list)}


def headlines(tenants: pd.DataFrame, series: pd.DataFrame, park_table: pd.DataFrame) -> dict[str, object]:
    """The figures that pages quote, by the name they are glued under."""
    points, spread = contributions(series).iloc[-1], concentration(tenants, park_table)["index"]
    flow = flows(tenants, series).set_index("year").loc["2023"]
    values = {
        **growth_facts(series),
        "mining_pct": mining_facts(series)["mining"],
        **{f"manufacturing_{name}": value for name, value in manufacturing_facts(series).items()},
        "services_points": points["services"],
        "industry_points": points["industry"],
        **{f"fdi_{name}": value for name, value in fdi_facts(series).items()},
        **{f"projects_{name}": value for name, value in list_facts(tenants, series).items()},
        "one_of_2023_pct": round(flow["one"]),
        "five_of_2023_pct": round(flow["five"]),
        "five_of_stock_pct": round(stock_shares(tenants, series)["five"].iloc[-1]),
        "sector_index": round(spread.iloc[0], 2),
        "park_index": round(spread.iloc[1], 2),
        **{f"japan_us_{name}": value for name, value in body_facts(tenants, series).items()},
    }
    # A glued number of numpy would show as its type.
    return {
        f"structure_{name}": value.item() if hasattr(value, "item") else value
        for name, value in values.items()
    }
