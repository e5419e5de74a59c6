"""How well is the province governed for business? Indices by edition, and districts by year.

Every function takes tables as :func:`atlas.data.load` returns them. A rank of 1 is the best;
an edition is named for the year that it measures and comes out in the spring after it.
"""

from __future__ import annotations

from itertools import combinations

import geopandas as gpd
import pandas as pd

from atlas.charts import Chart, lines, wording
from atlas.labels import label
from atlas.schemas.shapes import GRID
from atlas.series import HAI_PHONG, QUANG_NINH, headline_rows
from atlas.text import by_name, dated, figure, known, listing, stated

INDICES = ("pci", "pgi", "papi", "par", "sipas")
SUB_INDICES = ("pci-time-costs", "pci-land-access", "pci-business-support")
SINCE = 2012  # the first edition of the PCI with a known score of the province
ENOUGH = 5  # fewer common districts carry no rank correlation
# Classes of the DDCI score, in points of 100: each holds the scores below its bar.
SCORE_BARS = (40, 60, 75)


def results(series: pd.DataFrame, *indicators: str) -> pd.DataFrame:
    """Headline results for whole years of ``indicators``: rows of ``series``."""
    return headline_rows(series, indicators, kind="result", period_kind="year")


def yearly(series: pd.DataFrame, indicator: str, place: str = QUANG_NINH) -> pd.Series:
    """Result of an indicator by year, in the unit of the indicator; index is the year as int."""
    rows = results(series, indicator)
    rows = rows[rows["place_id"] == place].sort_values("year")
    return pd.Series(rows["value"].to_numpy(float), rows["year"].astype(int).to_list(), name=indicator)


def longest_run(ranks: pd.Series) -> tuple[int, int]:
    """First and last year of the longest run of first places; ``ranks`` by year. (0, -1) if none."""
    years = [year for year in sorted(ranks.index) if ranks[year] == 1]
    best = (0, -1)
    for start in years:
        end = start
        while end + 1 in years:
            end += 1
        best = max(best, (start, end), key=lambda run: run[1] - run[0])
    return best


def leaders(series: pd.DataFrame, last_edition: int) -> pd.DataFrame:
    """Who is first in the newest edition of each index up to ``last_edition``: rows of ``series``.

    An index of which only lower places of that edition are known has no row.
    """
    rows = results(series, *(f"{index}-rank" for index in INDICES))
    rows = rows[rows["year"] <= last_edition]
    newest = rows.groupby("indicator_id")["year"].transform("max")
    return rows[(rows["year"] == newest) & (rows["value"] == 1)]


def leader_name(series: pd.DataFrame, places: pd.DataFrame, index: str, year: int) -> str | None:
    """Name of the first province of one edition of an index, None where it is not known."""
    rows = results(series, f"{index}-rank")
    first = rows.loc[(rows["year"] == year) & (rows["value"] == 1), "place_id"]
    return places.set_index("place_id")["name_vi"].get(first.iloc[0]) if len(first) else None


def scoring_above(series: pd.DataFrame, index: str, year: int, place: str = QUANG_NINH) -> pd.DataFrame:
    """Known ranks of the places that score above ``place`` in one edition: rows of ``series``.

    Where no rank of ``place`` is published it can be no better than just behind the last of them.
    """
    scores = results(series, f"{index}-score")
    scores = scores[scores["year"] == year].set_index("place_id")["value"]
    above = scores.index[scores > scores.get(place, float("inf"))]
    ranks = results(series, f"{index}-rank")
    return ranks[(ranks["year"] == year) & ranks["place_id"].isin(above)].sort_values("value")


def editions(series: pd.DataFrame, since: int) -> pd.DataFrame:
    """Rank of the province in each index: edition, then ``<index>_rank``; unknown ones are NaN."""
    ranks = {f"{index}_rank": yearly(series, f"{index}-rank") for index in INDICES}
    frame = pd.DataFrame(ranks).loc[since:]
    return frame.rename_axis("edition").reset_index().astype({"edition": str})


def pci_table(series: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """PCI of the province and of Hải Phòng by year, ranks and scores of 100, and who is first."""
    names = places.set_index("place_id")["name_vi"]
    first = results(series, "pci-rank").query("value == 1").set_index("year")["place_id"].map(names)
    columns = {
        "pci_rank": yearly(series, "pci-rank"),
        "pci_score": yearly(series, "pci-score"),
        "rival_rank": yearly(series, "pci-rank", HAI_PHONG),
        "rival_score": yearly(series, "pci-score", HAI_PHONG),
        "leader": first,
    }
    frame = pd.DataFrame(columns).loc[SINCE:]
    return frame.rename_axis("edition").reset_index().astype({"edition": str})


def pci_facts(series: pd.DataFrame) -> dict[str, object]:
    """Run of first places, best score, and the newest edition of the PCI that has rank and rival, too."""
    ranks, scores = yearly(series, "pci-rank"), yearly(series, "pci-score")
    rival = yearly(series, "pci-score", HAI_PHONG)
    start, end = longest_run(ranks)
    newest = scores.index.intersection(ranks.index).intersection(rival.index).max()
    return {
        "pci_run": end - start + 1,
        "pci_run_start": str(start),
        "pci_run_end": str(end),
        "pci_best": float(scores.max()),
        "pci_best_year": str(scores.idxmax()),
        "pci_newest_year": str(newest),
        "pci_newest": float(scores[newest]),
        "pci_newest_rank": int(ranks[newest]),
        "pci_newest_rival": float(rival[newest]),
    }


def first_places(series: pd.DataFrame, year: int) -> dict[str, int]:
    """In how many indices of an edition the province is first, and in how many its place is known."""
    ranks = editions(series, year).set_index("edition").loc[str(year)].dropna()
    return {"first": int((ranks == 1).sum()), "known": len(ranks)}


def rivals(series: pd.DataFrame, count: int = 3) -> list[str]:
    """Ids of the provinces whose PCI scores since 2012 are known for most editions, without ours."""
    rows = results(series, "pci-score")
    known_years = rows[rows["year"] >= SINCE].groupby("place_id").size()
    order = known_years.drop(QUANG_NINH).sort_values(ascending=False, kind="stable")
    return list(order.index[:count])


def pci_chart(series: pd.DataFrame, places: pd.DataFrame) -> Chart:
    """PCI scores of the province and of its rivals since 2012."""
    names = places.set_index("place_id")["name_vi"]
    chosen = [QUANG_NINH, *rivals(series)]
    rows = results(series, "pci-score")
    rows = rows[(rows["year"] >= SINCE) & rows["place_id"].isin(chosen)].sort_values("year")
    rows = rows.assign(name=rows["place_id"].map(names)).sort_values(
        "place_id", key=lambda ids: ids.map(chosen.index), kind="stable"
    )
    ours = yearly(series, "pci-score")
    words = wording(
        "pci-scores",
        first=figure(ours.iloc[0]),
        start=ours.index[0],
        best=figure(ours.max()),
        year=ours.idxmax(),
        last=figure(ours.iloc[-1]),
        end=ours.index[-1],
        rivals=listing([names[place] for place in chosen[1:]]),
    )
    return lines(rows, "year", "name", "value", **words)


def sub_index_ranks(series: pd.DataFrame, since: int) -> pd.DataFrame:
    """Rank of the province in the three sub-indices that the article names, by edition."""
    ranks = {name.replace("-", "_"): yearly(series, f"{name}-rank") for name in SUB_INDICES}
    frame = pd.DataFrame(ranks).loc[since:]
    return frame.rename_axis("edition").reset_index().astype({"edition": str})


def sub_index_chart(series: pd.DataFrame) -> Chart:
    """Scores of the three sub-indices that the article names, in points of 10, by year."""
    runs = {label(f"column.{name.replace('-', '_')}"): yearly(series, name) for name in SUB_INDICES}
    rows = [(year, name, value) for name, run in runs.items() for year, value in run.items()]
    last = [f"{name} {dated(figure(run.iloc[-1]), run.index[-1])}" for name, run in runs.items()]
    frame = pd.DataFrame(rows, columns=["year", "name", "value"])
    return lines(frame, "year", "name", "value", **wording("pci-sub-indices", last=listing(last)))


OWN_COUNTS = (
    "dossiers-on-time-centre",
    "dossiers-on-time-communes",
    "dossiers-on-time",
    "dossiers-ahead-of-time",
    "dossiers-online-share",
    "procedures-in-force",
    "procedures-online",
    "procedures-online-full",
    "procedures-shortened",
    "processing-days-before",
    "processing-days-after",
)


def own_counts(series: pd.DataFrame, indicators: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """What the administration counts of itself: indicator, place, period, figure with its unit."""
    names, units = (indicators.set_index("indicator_id")[column] for column in ("name_en", "unit"))
    rows = headline_rows(series, OWN_COUNTS).sort_values(["indicator_id", "period"], key=_own_order)
    return pd.DataFrame(
        {
            "indicator": rows["indicator_id"].map(names),
            "place": rows["place_id"].map(places.set_index("place_id")["name_vi"]),
            "period": rows["period"].str.replace("/", f" {label('text.and_to')} "),
            "stated": [
                stated(row.value, row.value_high, row.qualifier, units[row.indicator_id])
                for row in rows.itertuples()
            ],
        }
    )


def _own_order(column: pd.Series) -> pd.Series:
    return column.map(OWN_COUNTS.index) if column.name == "indicator_id" else column


def district_ranks(series: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """DDCI places of districts: name_vi, code, year, best and worst place, out_of.

    ``best`` and ``worst`` differ where a source says only between which places a district stood.
    """
    districts = places[places["kind"] == "district"].set_index("place_id")
    rows = results(series, "ddci-rank")
    rows = rows[rows["place_id"].isin(districts.index)]
    frame = rows[["place_id", "year", "value", "value_high", "out_of"]].rename(columns={"value": "best"})
    frame["worst"] = frame.pop("value_high").fillna(frame["best"])
    return frame.join(districts[["name_vi", "code"]], on="place_id").sort_values(
        ["name_vi", "year"], key=by_name
    )


def swings(ranks: pd.DataFrame) -> pd.DataFrame:
    """How far each district moved: its places by edition, best, worst and the range, widest first."""
    rows = [
        (
            name,
            "; ".join(f"{_place(row)} ({row.year})" for row in group.itertuples()),
            len(group),
            group["best"].min(),
            group["worst"].max(),
        )
        for name, group in ranks.groupby("name_vi")
    ]
    frame = pd.DataFrame(rows, columns=["district", "ddci_places", "ddci_editions", "best", "worst"])
    frame["range"] = frame["worst"] - frame["best"]
    return frame.sort_values(["range", "ddci_editions", "district"], ascending=[False, False, True])


def _place(row) -> str:
    return (
        figure(row.best)
        if row.best == row.worst
        else label("ddci.places").format(figure(row.best), figure(row.worst))
    )


def common(ranks: pd.DataFrame) -> pd.DataFrame:
    """Pairs of years: districts ranked in both, and Spearman's correlation where there are enough.

    Columns first, last, districts, correlation; the last is NaN below :data:`ENOUGH` districts.
    """
    wide = ranks.assign(middle=(ranks["best"] + ranks["worst"]) / 2)
    wide = wide.pivot(index="place_id", columns="year", values="middle")
    rows = []
    for one, two in combinations(wide.columns, 2):
        both = wide[[one, two]].dropna()
        rho = both[one].rank().corr(both[two].rank()) if len(both) >= ENOUGH else float("nan")
        rows.append((str(one), str(two), len(both), rho))
    return pd.DataFrame(rows, columns=["first", "last", "districts", "correlation"])


def common_table(ranks: pd.DataFrame) -> pd.DataFrame:
    """The pairs of :func:`common` with more than one district; words where there are too few."""
    pairs = common(ranks)
    pairs = pairs[pairs["districts"] > 1]
    words = [figure(rho, digits=2) if known(rho) else label("ddci.too_few") for rho in pairs["correlation"]]
    return pairs.assign(correlation=words)


def ddci_facts(ranks: pd.DataFrame) -> dict[str, object]:
    """How much of the DDCI of districts is known: places known and possible, editions, widest swing."""
    moved = swings(ranks)
    twice = moved[moved["ddci_editions"] > 1]
    widest = twice.iloc[0]
    return {
        "ddci_known": len(ranks),
        "ddci_possible": int(ranks.groupby("year")["out_of"].max().sum()),
        "ddci_editions": int(ranks["year"].nunique()),
        "ddci_repeated": len(twice),
        "ddci_widest": widest["district"],
        "ddci_widest_places": widest["ddci_places"],
        "ddci_common_most": int(common(ranks)["districts"].max()),
    }


def newest_scores(series: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The newest DDCI score of each district that has one: columns score, year, by district code.

    Hoành Bồ is left out: it ended in 2019 and has no shape of its own among the districts of 2024.
    """
    codes = places[places["kind"] == "district"].set_index("place_id")["code"].dropna()
    rows = results(series, "ddci-score")
    rows = rows[rows["place_id"].isin(codes.index)].sort_values("year")
    newest = rows.groupby(rows["place_id"].map(codes))[["value", "year"]].last()
    return newest.rename(columns={"value": "score"}).rename_axis("code")


def score_class(score: float) -> str:
    """Style class of a DDCI score in points of 100: ``ddci-40`` is below 40, ``ddci-top`` the last."""
    if not known(score):
        return "ddci-None"
    return f"ddci-{next((bar for bar in SCORE_BARS if score < bar), 'top')}"


def km_from(districts: gpd.GeoDataFrame, towns: gpd.GeoDataFrame, town: str) -> pd.Series:
    """Straight line from ``town`` to the middle of each district, in km, by district code."""
    start = towns.loc[towns["place_id"] == town].to_crs(GRID).geometry.iloc[0]
    middles = districts.to_crs(GRID).geometry.centroid
    return pd.Series(middles.distance(start).to_numpy() / 1000, districts["code"].to_list())
