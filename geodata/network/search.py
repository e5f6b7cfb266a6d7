"""The best way through the graph of legs, and further ways that really differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import heappop, heappush
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from geodata.network.build import Network
from geodata.network.measure import km
from geodata.network.request import Request
from geodata.network.way import Way, begin, finish, legs_of, visits_once

# Two ways really differ if they share at most this part of the kilometres of the shorter one.
MOST_SHARED = 0.8
# A way that costs more than this many times the best is no alternative to it.
DEAREST = 2.0


class Pair(NamedTuple):
    """Two nodes, what is to be least between them, and the numbers of the legs that may not be used."""

    start: str
    end: str
    prefer: str
    without: frozenset[int] = frozenset()


def refused(network: Network, request: Request) -> pd.DataFrame:
    """Return the legs that a request leaves out, and why.

    Returns
    -------
    DataFrame
        A row per leg and reason: ``leg_id``, ``reason`` (``country``, ``closed``, ``not-built``,
        ``not-goods``), ``value`` (the country, the closed node or leg, the status, the mode) and ``km``
        inside the country.
        A country is touched by a metre of the drawn line inside its 10m borders, or by an end in it.
    """
    legs, found = network.legs, []
    for country in request.avoid:
        inside = network.km_by_country[country].array
        legs_there = sorted(_touching(network, country))
        found += [(legs.index[leg], "country", country, inside[leg]) for leg in legs_there]
    for item in request.closed:
        found += [(legs.index[leg], "closed", item, np.nan) for leg in sorted(_closed(network, item))]
    for reason, left_out, column in _kinds(network, request):
        said = legs[column].astype("str").array
        found += [(legs.index[leg], reason, said[leg], np.nan) for leg in sorted(left_out)]
    return pd.DataFrame(found, columns=["leg_id", "reason", "value", "km"])


def banned(network: Network, request: Request) -> frozenset[int]:
    """Return the numbers of the legs that a request leaves out; see ``refused``."""
    avoided = (_touching(network, country) for country in request.avoid)
    closed = (_closed(network, item) for item in request.closed)
    kinds = (left_out for _, left_out, _ in _kinds(network, request))
    return frozenset[int]().union(*avoided, *closed, *kinds)


def numbers(network: Network, leg_ids: Iterable[str]) -> frozenset[int]:
    """Return the numbers of some legs in the graph; ids that are no legs are left out."""
    return frozenset(network.numbers[leg_id] for leg_id in leg_ids if leg_id in network.numbers)


def _closed(network: Network, item: str) -> frozenset[int]:
    return numbers(network, [item]) | network.index.meeting.get(item, frozenset())


def _touching(network: Network, country: str) -> frozenset[int]:
    return network.index.touching.get(country, frozenset())


def _kinds(network: Network, request: Request) -> Iterator[tuple[str, frozenset[int], str]]:
    """Legs left out for what they are: the reason, their numbers, the column that says so."""
    if not request.planned:
        yield "not-built", network.index.not_built, "status"
    yield "not-goods", network.index.not_goods, "mode"


def best(network: Network, pair: Pair) -> Way | None:
    """Return the cheapest way between two nodes; None if there is none."""
    weight = weigher(network, pair.prefer, pair.without)
    source, target = begin(network, pair.start), finish(network, pair.end)
    try:
        _, way = nx.single_source_dijkstra(network.graph, source, target, weight=weight)
    except nx.NetworkXNoPath:
        return None
    return tuple(way[1:-1])


def ways_through(network: Network, pair: Pair) -> dict[int, tuple[float, Way]]:
    """Return per leg the cheapest way between two nodes that uses it, with its cost; two searches find all.

    Legs that no way uses, or only one that comes twice through a node, are left out.
    """
    weight = weigher(network, pair.prefer, pair.without)
    there, to_leg = nx.single_source_dijkstra(network.graph, begin(network, pair.start), weight=weight)
    back, from_leg = backwards(network, pair.end, pair.prefer, pair.without)
    found: dict[int, tuple[float, Way]] = {}
    for arc in range(2 * len(network.parts)):
        if arc in there and arc in back:
            option = there[arc] + back[arc], (*to_leg[arc][1:], *from_leg[arc][-2:0:-1])
            # Goods would not come through a node twice.
            if option < found.get(arc // 2, (np.inf, ())) and visits_once(network, option[1]):
                found[arc // 2] = option
    return found


def backwards(network: Network, end: str, prefer: str, without: Collection[int]) -> tuple[Any, Any]:
    """Return what it costs from each vertex to a node, and the vertices in between from the node back."""
    weight = weigher(network, prefer, without, backwards=True)
    found, paths = nx.single_source_dijkstra(network.backwards, finish(network, end), weight=weight)
    return found, paths


class Tree(NamedTuple):
    """The best ways of all vertices to one: their cost, the next vertex on the way, and those before."""

    cost: Mapping[int, float]
    towards: Mapping[int, int]
    behind: Mapping[int, list[int]]


def tree(network: Network, end: str, prefer: str, without: Collection[int]) -> Tree:
    """Return the best ways of all vertices to a node."""
    cost, paths = backwards(network, end, prefer, without)
    towards = {vertex: path[-2] for vertex, path in paths.items() if len(path) > 1}
    behind = defaultdict(list)
    for vertex, there in towards.items():
        behind[there].append(vertex)
    return Tree(cost, towards, behind)


def pruned(
    network: Network, whole: Tree, prefer: str, without: Collection[int], more: Collection[int]
) -> Tree:
    """Return the ways of a tree with further legs left out; only what hung on them is searched again."""
    weight = weigher(network, prefer, {*without, *more}, backwards=True)
    lost = _hanging(whole, (arc for leg in more for arc in (2 * leg, 2 * leg + 1)))
    cost = {vertex: known for vertex, known in whole.cost.items() if vertex not in lost}
    towards = {vertex: there for vertex, there in whole.towards.items() if vertex not in lost}
    waiting: list[tuple[float, int, int]] = []

    def offer(vertex: int, there: int, edge: dict[str, float]) -> None:
        step = weight(there, vertex, edge)
        if step is not None:
            heappush(waiting, (cost[there] + step, vertex, there))

    for vertex in lost:
        for there, edge in network.graph[vertex].items():
            if there in cost:
                offer(vertex, there, edge)
    while waiting:
        known, vertex, there = heappop(waiting)
        if vertex in cost:
            continue
        cost[vertex], towards[vertex] = known, there
        for other, edge in network.backwards[vertex].items():
            if other in lost and other not in cost:
                offer(other, vertex, edge)
    return Tree(cost, towards, {})


def _hanging(whole: Tree, roots: Iterable[int]) -> set[int]:
    """Vertices whose best way passes some vertices, and these."""
    found, waiting = set(), list(roots)
    while waiting:
        vertex = waiting.pop()
        found.add(vertex)
        waiting += whole.behind.get(vertex, ())
    return found


def way_in(found: Tree, vertex: int) -> Way:
    """Return the way of a vertex where ways begin; empty if it has none."""
    way = []
    while vertex in found.towards:
        vertex = found.towards[vertex]
        way.append(vertex)
    return tuple(way[:-1])


def best_through(network: Network, pair: Pair, through: Collection[int]) -> Way | None:
    """Return the cheapest way that uses at least one of some legs; None if there is none."""
    ways = ways_through(network, pair)
    return min((ways[leg] for leg in through if leg in ways), default=(0.0, None))[1]


def alternatives(network: Network, pair: Pair, most: int) -> list[Way]:
    """Return the best way, then up to ``most`` further ways that really differ, the best first.

    Each further way is the best of those that use some leg, and shares at most ``MOST_SHARED`` of the km of
    the shorter one with every way before it; none costs more than ``DEAREST`` times the best.
    """
    first = best(network, pair)
    if first is None or most == 0:
        return [] if first is None else [first]
    found = [first]
    ways = sorted(set(ways_through(network, pair).values()))
    for cost, way in ways:
        if len(found) > most or cost > DEAREST * ways[0][0]:
            break
        if all(differ(network, way, other) for other in found):
            found.append(way)
    return found


def differ(network: Network, way: Way, other: Way) -> bool:
    """Whether two ways really differ: see ``MOST_SHARED``."""
    legs, others = legs_of(way), legs_of(other)
    return km(network, {*legs} & {*others}) <= MOST_SHARED * min(km(network, legs), km(network, others))


def weigher(network: Network, prefer: str, without: Collection[int] = (), backwards: bool = False) -> Any:
    """Return what networkx asks per edge: the stop at its node and the running of the leg that it enters.

    ``backwards`` is for searches on the reversed graph.
    """
    costs, timed = network.costs[prefer], prefer == "time"
    left_out = frozenset(arc for leg in without for arc in (2 * leg, 2 * leg + 1))

    def weight(one: int, other: int, edge: dict[str, float]) -> float | None:
        vertex = one if backwards else other
        if vertex in left_out:
            return None
        return costs[vertex] + edge["wait"] if timed else costs[vertex]

    return weight
