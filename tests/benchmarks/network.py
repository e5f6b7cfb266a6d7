"""How long routes take, on the real network and on synthetic ones: ``python -m tests.benchmarks.network``.

The synthetic networks are grids of railways with a few lorry roads, in 40 countries of equal width, so that
borders, stops and gaps are worked out as on the real one. Medians of some rounds; nothing is asserted.
"""

import argparse
import gc
import math
import statistics
import time
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

import geodata
from geodata.network import Network, Request, answer, closing, closing_all

SIZES = (1_000, 10_000, 100_000)
COUNTRIES = 40
WEST, SOUTH, DEGREES = 20.0, 20.0, 100.0


def grid(legs):
    """Nodes and legs of a square grid with about so many legs, as frames in the shape of the facts."""
    side = max(2, round((1 + math.sqrt(1 + 2 * legs)) / 2))
    step = DEGREES / side
    generator = np.random.default_rng(7)
    row, column = (part.ravel() for part in np.meshgrid(np.arange(side), np.arange(side), indexing="ij"))
    shaken = generator.uniform(-0.3, 0.3, (2, side * side)) * step
    lon, lat = WEST + column * step + shaken[0], SOUTH + row * step * 0.4 + shaken[1] * 0.4
    country = [f"C{code:02d}" for code in column * COUNTRIES // side]
    names = [f"n{number:06d}" for number in range(side * side)]
    nodes = gpd.GeoDataFrame(
        {"name": names, "kind": "rail-station", "iso3": country, "lat": lat, "lon": lon},
        index=pd.Index(names, name="node_id"),
        geometry=shapely.points(lon, lat),
        crs=4326,
    )
    number = np.arange(side * side)
    east, north = number[column < side - 1], number[row < side - 1]
    start, end = np.concatenate([east, north]), np.concatenate([east + 1, north + side])
    return nodes, joined(nodes, names, start, end, generator)


def joined(nodes, names, start, end, generator):
    """Legs between nodes by their numbers."""
    places = shapely.get_coordinates(nodes.geometry.to_numpy())
    empty = pd.Series([None] * len(start), dtype="str").to_numpy()
    return gpd.GeoDataFrame(
        {
            "from_node": [names[one] for one in start],
            "to_node": [names[other] for other in end],
            "corridor": "feeder",
            "mode": np.where(generator.random(len(start)) < 0.1, "road", "rail"),
            "status": "operational",
            "operator": empty,
            "gauge_mm": "1520",
            "days_low": np.nan,
            "days_high": np.nan,
            "days_kind": empty,
            "days_source_ids": [()] * len(start),
        },
        index=pd.Index([f"l{leg:06d}" for leg in range(len(start))], name="leg_id"),
        geometry=shapely.linestrings(np.stack([places[start], places[end]], axis=1)),
        crs=4326,
    )


def borders():
    """Countries of equal width, and a Russia far off."""
    width = DEGREES / COUNTRIES
    areas = {
        f"C{n:02d}": shapely.box(WEST + n * width, 15, WEST + (n + 1) * width, 70) for n in range(COUNTRIES)
    }
    areas["RUS"] = shapely.box(150, 60, 170, 70)
    return gpd.GeoDataFrame(index=pd.Index(areas, name="iso3"), geometry=list(areas.values()), crs=4326)


def seconds(work, rounds):
    """Median of some runs, and what the last one gave."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        made = work()
        times.append(time.perf_counter() - start)
    return statistics.median(times), made


def real(facts, rounds):
    """Times on the real network."""
    built, network = seconds(lambda: Network.build(facts), 3)
    pairs = [("altynkol", "poti"), ("inkai", "rotterdam"), ("xian", "duisburg")]
    print(f"real network, {len(network.parts)} legs: built in {built * 1000:.0f} ms")
    for start, end in pairs:
        request = Request(start, end)
        one, _ = seconds(lambda asked=request: answer(network, asked, most=0), rounds)
        five, _ = seconds(lambda asked=request: answer(network, asked), rounds)
        shut, _ = seconds(lambda asked=request: closing(network, asked), rounds)
        print(
            f"  {start} - {end}: route {one * 1000:.1f} ms, with alternatives {five * 1000:.1f} ms, "
            f"closing table {shut * 1000:.1f} ms"
        )
    every, table = seconds(lambda: closing_all(network, Request()), 3)
    print(f"  closing table of all sites to all ends: {every * 1000:.0f} ms, {len(table)} rows")


def synthetic(facts, sizes, rounds):
    """Times on grids, and how they grow."""
    empty = {name: getattr(facts, name).iloc[:0] for name in ("sites", "lengths")}
    before = None
    print("synthetic networks: legs, built s, route ms, growth of legs, growth of the route's time")
    for size in sizes:
        nodes, legs = grid(size)
        made = replace(facts, nodes=nodes, legs=legs, borders=borders(), **empty)
        built, network = seconds(lambda facts_=made: Network.build(facts_), 1)
        request = Request(nodes.index[0], nodes.index[-1])
        one, found = seconds(lambda net=network, asked=request: answer(net, asked, most=0), rounds)
        assert found.best is not None
        growth = f"{len(legs) / before[0]:.1f} {one / before[1]:.1f}" if before else "- -"
        print(f"  {len(legs):7d} {built:7.2f} {one * 1000:9.1f} {growth}")
        before = len(legs), one


def main():
    """Print all times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--legs", type=int, nargs="*", default=SIZES, help="sizes of the synthetic networks")
    asked = parser.parse_args()
    facts = geodata.load()
    real(facts, asked.rounds)
    synthetic(facts, asked.legs, asked.rounds)


if __name__ == "__main__":
    main()
