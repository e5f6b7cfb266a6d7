"""The graph that ways are found on, and what it costs to run its vertices."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from geodata.network.days import HOURS_PER_DAY, Clock, Leg

# What a kilometre without known days or factor counts for in the choice of a way: so much that it is taken
# only where there is no other way. It is part of no figure.
UNKNOWN_WEIGHT = 1e6


def line_graph(parts: tuple[Leg, ...], clock: Clock, nodes: tuple[str, ...], legs: pd.DataFrame) -> Any:
    """Return the graph whose vertices are legs in one direction, so that a stop can depend on both its legs.

    Leg number i is vertex 2i from its ``from_node`` and 2i + 1 from its ``to_node``; after them, node number
    j has a vertex 2j where ways begin and 2j + 1 where they end. Of an edge, ``stops`` holds what goods wait
    for at the node, and ``wait`` the typical days of that, with the longest known wait for each that is not
    known.
    """
    leaving: defaultdict[str, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(zip(legs["from_node"], legs["to_node"], strict=True)):
        leaving[start].append(2 * number)
        leaving[end].append(2 * number + 1)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(2 * (len(parts) + len(nodes))))
    for place, node in enumerate(nodes):
        begin, finish = 2 * (len(parts) + place), 2 * (len(parts) + place) + 1
        for out in leaving[node]:
            part = parts[out // 2]
            graph.add_edge(begin, out, **_edge(clock, node, None, part))
            # The same leg the other way round arrives here.
            graph.add_edge(out ^ 1, finish, **_edge(clock, node, part, None))
            for onward in leaving[node]:
                if onward // 2 != out // 2:
                    graph.add_edge(out ^ 1, onward, **_edge(clock, node, part, parts[onward // 2]))
    return graph


def _edge(clock: Clock, node: str, arriving: Leg | None, leaving: Leg | None) -> dict[str, Any]:
    stops = tuple(clock.stops(node, arriving, leaving))
    hours = sum(stop.hours[1] if stop.is_known else clock.assumptions.longest_wait_hours for stop in stops)
    return {"wait": hours / HOURS_PER_DAY, "stops": stops}


def costs(
    legs: pd.DataFrame, lacking: frozenset[int], clock: Clock, nodes: int
) -> dict[str, tuple[float, ...]]:
    """Return what it costs to run each vertex of the graph, per preference.

    A leg whose source gives low and high days but no typical value counts with the high one, so that no way
    wins by a value that nobody gives.
    """
    km = legs["length_km"].to_numpy()
    wait = clock.assumptions.longest_wait_hours / HOURS_PER_DAY
    typical = legs["days_typical"].fillna(legs["days_high"])
    columns = {
        "time": typical + [wait * (number in lacking) for number in range(len(legs))],
        "distance": legs["length_km"],
        "co2": legs["co2_typical"],
    }
    made = {}
    for name, column in columns.items():
        known = column.to_numpy(dtype=float)
        weights = np.where(np.isnan(known), km * UNKNOWN_WEIGHT, known)
        made[name] = (*np.repeat(weights, 2).tolist(), *([0.0] * (2 * nodes)))
    return made
