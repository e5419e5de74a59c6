"""Where would you build? The nine active parks scored on five criteria, with what is unknown kept open.

An indicator turns a figure of a park into a score from 0 to 1, linear between two bounds. The
indicators of a criterion count alike, the criteria count by weight. Bounds and weights are
judgements of this book. A missing figure has no score: it is left out (*known*), or taken as the
worst (0) and the best (1) that it could be.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from atlas import parks
from atlas.charts import Chart, bars, dumbbell, wording
from atlas.data import load
from atlas.labels import label
from atlas.site_facts import FOUND, Tables, figures, tables
from atlas.text import figure, listing

CRITERIA = ("land", "reach", "utilities", "services", "green")
EQUAL = dict.fromkeys(CRITERIA, 0.2)
DRAWS, SEED = 10_000, 2026
DECIMALS = 9  # scores that agree so far are a tie, on every platform


@dataclass(frozen=True)
class Indicator:
    """A figure of a park: at ``none`` it scores 0, at ``full`` 1; ``table`` is where it comes from.

    ``unit`` is empty for yes (1) or no (0), and for stages between the two.
    """

    key: str
    criterion: str
    unit: str
    none: float
    full: float
    table: str = "park_facts"

    @property
    def bounds(self) -> str:
        """The two bounds with their unit, such as ``90 to 30 min``."""
        return label("site_bounds").format(none=figure(self.none), full=figure(self.full, self.unit))

    def score(self, value: float) -> float:
        """Score of ``value`` (in ``unit``), from 0 to 1; an unknown value has no score."""
        return float(np.clip((value - self.none) / (self.full - self.none), 0, 1).round(3))


INDICATORS = (
    Indicator("ready-land", "land", "ha", 0, 50),
    Indicator("cleared-share", "land", "%", 0, 100),
    Indicator("port", "reach", "min", 90, 30, "corridor_edges, gateways"),
    Indicator("airport", "reach", "min", 90, 30, "corridor_edges, gateways"),
    Indicator("border-gate", "reach", "min", 90, 30, "corridor_edges, gateways"),
    Indicator("interchange", "reach", "min", 30, 10, "corridor_edges, corridor_nodes"),
    Indicator("power", "utilities", "MVA/ha", 0, 0.3),
    Indicator("power-enough", "utilities", "", 0, 1),
    Indicator("water", "utilities", "m³/day/ha", 0, 40),
    Indicator("wastewater", "utilities", "m³/day/ha", 0, 32),
    Indicator("at-work", "services", "", 0, 1),
    Indicator("tenant-at-work", "services", "", 0, 1, "tenants, park_facts"),
    Indicator("worker-housing", "services", "", 0, 1),
    Indicator("monitored-plant", "green", "", 0, 1),
    Indicator("rooftop-solar", "green", "", 0, 1),
    Indicator("eco-aim", "green", "", 0, 1),
)


def scores(given: Tables | None = None) -> pd.DataFrame:
    """One row for each active park and indicator, known or not.

    Columns park_id, criterion, indicator, value (in ``unit``), unit, as_of, score (0 to 1),
    source_ids (joined by "; ") and words (the fact itself, where it is a text). An indicator
    without figure has neither value nor score. The sources of a travel time are those of the two
    positions; the roads have theirs in ``corridor_edges``.
    """
    given = given or tables()
    known = figures(given)
    nine = given["parks"][["park_id"]]
    blocks = []
    for one in INDICATORS:
        rows = known.get(one.key, pd.DataFrame(columns=FOUND))
        block = nine.merge(rows, "left", "park_id", validate="one_to_one")
        value = block["value"].astype(float).round(4)
        block = block.assign(criterion=one.criterion, indicator=one.key, unit=one.unit, value=value)
        blocks.append(block.assign(score=value.map(one.score)))
    columns = ["park_id", "criterion", "indicator", "value", "unit", "as_of", "score", "source_ids", "words"]
    return pd.concat([block[columns].astype({"as_of": object}) for block in blocks], ignore_index=True)


def checked(weights: dict[str, float]) -> np.ndarray:
    """``weights`` in the order of :data:`CRITERIA`, adding up to 1.

    Raises ``ValueError`` when they do not name exactly the criteria, or one is not a positive number.
    """
    if set(weights) != set(CRITERIA):
        missing, unknown = set(CRITERIA) - set(weights), set(weights) - set(CRITERIA)
        raise ValueError(
            f"weights must name {', '.join(CRITERIA)}: missing {sorted(missing)}, unknown {sorted(unknown)}"
        )
    bad = {key: value for key, value in weights.items() if not (math.isfinite(value) and value > 0)}
    if bad:
        raise ValueError(f"weights must be positive numbers, not {bad}")
    values = np.array([weights[key] for key in CRITERIA], float)
    return values / values.sum()


def _parts(frame: pd.DataFrame) -> tuple[pd.Index, np.ndarray, np.ndarray]:
    """Park ids, and arrays of shape (parks, criteria): points sure of a criterion, share of it missing."""
    marked = frame.assign(sure=frame["score"].fillna(0.0), missing=frame["score"].isna().astype(float))
    means = marked.groupby(["park_id", "criterion"], sort=False)[["sure", "missing"]].mean().unstack()
    means = means.loc[frame["park_id"].unique()]
    return means.index, means["sure"][list(CRITERIA)].to_numpy(), means["missing"][list(CRITERIA)].to_numpy()


def _ends(
    weights: np.ndarray, sure: np.ndarray, missing: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Worst, best and known-only scores, each of shape (weightings, parks).

    ``weights`` has the shape (weightings, criteria), the others (parks, criteria). A park of which
    nothing is known has no known-only score.
    """
    worst, unknown = weights @ sure.T, weights @ missing.T
    seen = np.where(unknown < 1 - 10**-DECIMALS, 1 - unknown, np.nan)
    return worst.round(DECIMALS), (worst + unknown).round(DECIMALS), (worst / seen).round(DECIMALS)


def ranking(frame: pd.DataFrame, weights: dict[str, float] = EQUAL) -> pd.DataFrame:
    """The parks by their worst case, best first; scores in points of 100.

    Columns park_id, park, worst_points, best_points, known_points (over what is known),
    known_weight_pct (share of the weight that is known), surely_ahead and surely_behind (parks that
    it beats, or that beat it, whatever is missing: one's worst case is above the other's best).
    """
    index, sure, missing = _parts(frame)
    weighed = checked(weights)[None, :]
    worst, best, known = (points[0] for points in _ends(weighed, sure, missing))
    beats = worst[:, None] > best[None, :]
    table = pd.DataFrame(
        {
            "park_id": index,
            "park": _names(index),
            "worst_points": 100 * worst,
            "best_points": 100 * best,
            "known_points": 100 * known,
            "known_weight_pct": 100 * (1 - (weighed @ missing.T)[0]),
            "surely_ahead": beats.sum(axis=1),
            "surely_behind": beats.sum(axis=0),
        }
    )
    return table.round(1).sort_values(["worst_points", "park_id"], ascending=[False, True], ignore_index=True)


def draw(draws: int = DRAWS, seed: int = SEED) -> np.ndarray:
    """Random weightings, shape (draws, criteria), each adding up to 1; no mix is likelier than another."""
    return np.random.default_rng(seed).dirichlet(np.ones(len(CRITERIA)), draws)


def stability(frame: pd.DataFrame, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """In how many of the random weightings each park is first, or among three, in whole percent.

    Columns park_id, park, first_known_pct, three_known_pct (over what is known), first_worst_pct,
    three_worst_pct (missing counts 0), first_sure_pct (worst case above every other's best).
    Parks that tie share a place, so the places of a column can add up to more than 100.
    """
    index, sure, missing = _parts(frame)
    worst, best, known = _ends(draw(draws, seed), sure, missing)
    columns = {"park_id": index, "park": _names(index)}
    for name, points in (("known", known), ("worst", worst)):
        points = np.nan_to_num(points, nan=-1.0)  # no score: behind every other
        place = 1 + (points[:, None, :] > points[:, :, None]).sum(axis=2)
        columns[f"first_{name}_pct"] = _percent(place == 1)
        columns[f"three_{name}_pct"] = _percent(place <= 3)
    beaten = (worst[:, :, None] > best[:, None, :]).sum(axis=2)
    columns["first_sure_pct"] = _percent(beaten == len(index) - 1)
    table = pd.DataFrame(columns)
    return table.sort_values(["first_worst_pct", "park_id"], ascending=[False, True], ignore_index=True)


def _percent(hits: np.ndarray) -> np.ndarray:
    return (100 * hits.mean(axis=0)).round(0)


def _names(park_ids: pd.Index) -> list[str]:
    names = parks.short_names(load("parks"))
    return [names.get(key, key) for key in park_ids]


def indicator_table(frame: pd.DataFrame) -> pd.DataFrame:
    """For each indicator its criterion, its table, and how many of the parks have a figure."""
    known = frame.groupby("indicator")["score"].count()
    rows = [(one.key, one.criterion, int(known[one.key]), one.table) for one in INDICATORS]
    return pd.DataFrame(rows, columns=["indicator", "site_criterion", "known", "table_name"])


def bounds_table() -> pd.DataFrame:
    """For each indicator the figure that scores 0, the one that scores 1, and why."""
    rows = [(one.key, one.bounds, label(f"site_why.{one.key}")) for one in INDICATORS]
    return pd.DataFrame(rows, columns=["indicator", "score_bounds", "bounds_why"])


def statements(frame: pd.DataFrame) -> pd.DataFrame:
    """The statements that were read as a score, with their date: park, indicator, words, date, score."""
    rows = frame[frame["indicator"].isin(("power-enough", "eco-aim")) & frame["score"].notna()]
    rows = rows.assign(park=_names(rows["park_id"]), site_score=rows["score"], status_as_of=rows["as_of"])
    return rows.rename(columns={"words": "site_words"})[
        ["park", "indicator", "site_words", "status_as_of", "site_score"]
    ]


def criteria_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Points of 100 of each park in each criterion, over what is known of it; empty where nothing is."""
    points = 100 * frame.groupby(["park_id", "criterion"], sort=False)["score"].mean().unstack()
    points = points.loc[frame["park_id"].unique(), list(CRITERIA)].round(0)
    points = points.add_prefix("site_").rename_axis(columns=None)
    points.insert(0, "park", _names(points.index))
    return points.reset_index(drop=True)


def openness(frame: pd.DataFrame, weights: dict[str, float] = EQUAL) -> dict[str, object]:
    """How much is known, and what it decides: figures for the sentences of the notebook."""
    ranked, known = ranking(frame, weights), frame["score"].notna()
    land = frame["criterion"] == "land"
    return {
        "cells": len(frame),
        "cells_known": int(known.sum()),
        "parks": len(ranked),
        "ready_known": int(known[frame["indicator"] == "ready-land"].sum()),
        "land_unknown": int((~known[land].groupby(frame["park_id"]).any()).sum()),
        "pairs": math.comb(len(ranked), 2),
        "pairs_settled": int(ranked["surely_ahead"].sum()),
        "may_be_first": int((ranked["surely_behind"] == 0).sum()),
        "oldest": frame.loc[known, "as_of"].min()[:4],
    }


def leaders(stable: pd.DataFrame) -> dict[str, object]:
    """Who is first most often over what is known, and in the worst case, with the shares in percent."""
    known, worst = (stable.loc[stable[f"first_{name}_pct"].idxmax()] for name in ("known", "worst"))
    return {
        "known_first": known["park"],
        "known_first_pct": float(known["first_known_pct"]),
        "known_first_worst_pct": float(known["first_worst_pct"]),
        "worst_first": worst["park"],
        "worst_first_pct": float(worst["first_worst_pct"]),
        "worst_first_known_pct": float(worst["first_known_pct"]),
        "sure_pct": float(stable["first_sure_pct"].sum()),
        "never_first": int((stable[["first_known_pct", "first_worst_pct"]].max(axis=1) == 0).sum()),
    }


def without(frame: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """``frame`` as if no figure of ``indicator`` had been found."""
    return frame.assign(score=frame["score"].mask(frame["indicator"] == indicator))


def leave_one_out(frame: pd.DataFrame) -> pd.DataFrame:
    """For each indicator with figures: who would be first most often without them, in both counts.

    Columns left_out, known_first, known_first_pct, worst_first, worst_first_pct.
    """
    known = frame.loc[frame["score"].notna(), "indicator"].unique()
    rows = [{"left_out": key, **leaders(stability(without(frame, key)))} for key in known]
    columns = ["left_out", "known_first", "known_first_pct", "worst_first", "worst_first_pct"]
    return pd.DataFrame(rows)[columns]


def interval_chart(ranked: pd.DataFrame) -> Chart:
    """Worst and best case of each park of a :func:`ranking`, the park with most known first."""
    ends = ranked.rename(columns={"worst_points": "worst", "best_points": "best"})
    spans = [f"{row.park} {row.worst:.0f} - {row.best:.0f}" for row in ends.itertuples()]
    names = {"before_label": label("column.worst_points"), "after_label": label("column.best_points")}
    words = wording("sites-interval", spans=listing(spans))
    return dumbbell(ends, "park", "worst", "best", digits=0, **names, **words)


def first_chart(stable: pd.DataFrame, case: str) -> Chart:
    """Share of first places over the random weightings; ``case`` is ``known`` or ``worst``."""
    column = f"first_{case}_pct"
    order = stable.sort_values(column, ascending=False)
    shares = [f"{row.park} {figure(getattr(row, column))} %" for row in order.itertuples()]
    words = wording(f"sites-first-{case}", draws=figure(DRAWS), shares=listing(shares))
    return bars(stable, "park", column, **words)
