"""``make bench``: how does reach grow with the number of origins? Medians of runs, and the exponent."""

from __future__ import annotations

import math
import statistics
import time

import geopandas as gpd
import numpy as np
import shapely

from atlas.data import CRS
from atlas.maps.parts import PROVINCE_BOUNDS
from atlas.network import corridor_network, place
from atlas.reach import ASKED

COUNTS = (10, 100, 450, 1_000, 10_000, 100_000)
RUNS = 3


def seconds(count: int) -> float:
    """Median time in seconds of reach from ``count`` random origins to the gateways asked for."""
    network = corridor_network()
    generator = np.random.default_rng(count)
    west, south, east, north = PROVINCE_BOUNDS
    x, y = generator.uniform(west, east, count), generator.uniform(south, north, count)
    origins = gpd.GeoSeries(shapely.points(x, y), crs=CRS)
    ends = gpd.GeoSeries([place(f"gateway:{key}").point for key in ASKED], crs=CRS)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        network.costs(origins, ends)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def growth(small: int, large: int, times: dict[int, float]) -> float:
    """Exponent of the growth of time with the number of origins; 1 is linear."""
    return math.log(times[large] / times[small]) / math.log(large / small)


def main() -> None:
    """Print a line for each count and the growth from 1,000 to 100,000 origins."""
    seconds(10)  # loads tables and graph
    times = {}
    for count in COUNTS:
        times[count] = seconds(count)
        print(f"{count:>7,} origins x {len(ASKED)} gateways: {times[count]:8.3f} s", flush=True)
    print(f"growth exponent from 1,000 to 100,000 origins: {growth(1_000, 100_000, times):.2f}")


if __name__ == "__main__":
    main()
