"""The best way through the graph of legs, and further ways that really differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
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


# What it costs to go from one vertex to another over an edge; None if that is not allowed.
Weight = Callable[[int, int, dict[str, Any]], float | None]


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
    return shut(network, request).union(*(left_out for _, left_out, _ in _kinds(network, request)))


def shut(network: Network, request: Request) -> frozenset[int]:
    """Return the numbers of the legs that touch a country to avoid, are closed, or meet at a closed node."""
    avoided = (_touching(network, country) for country in request.avoid)
    return frozenset[int]().union(*avoided, *(_closed(network, item) for item in request.closed))


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
    back, from_leg = _backwards(network, pair.end, pair.prefer, pair.without)
    found: dict[int, tuple[float, Way]] = {}
    for arc in range(2 * len(network.parts)):
        if arc in there and arc in back:
            option = there[arc] + back[arc], (*to_leg[arc][1:], *from_leg[arc][-2:0:-1])
            # Goods would not come through a node twice.
            if option < found.get(arc // 2, (np.inf, ())) and visits_once(network, option[1]):
                found[arc // 2] = option
    return found


def _backwards(network: Network, end: str, prefer: str, without: Collection[int]) -> tuple[Any, Any]:
    """Return what it costs from each vertex to a node, and the vertices in between from the node back."""
    weight = weigher(network, prefer, without, backwards=True)
    found, paths = nx.single_source_dijkstra(network.backwards, finish(network, end), weight=weight)
    return found, paths


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The best ways from everywhere to one node.

    Attributes
    ----------
    left_out : frozenset of int
        Numbers of the legs that no way may use.
    cost, towards : mapping of int
        What it costs from each vertex, those nearest to the end first, and the next vertex on its way.
    """

    network: Network
    end: str
    prefer: str
    left_out: frozenset[int]
    cost: Mapping[int, float]
    towards: Mapping[int, int]

    @classmethod
    def build(cls, network: Network, end: str, prefer: str, without: frozenset[int]) -> Tree:
        """Return the best ways to a node; one search backwards finds all."""
        cost, paths = _backwards(network, end, prefer, without)
        towards = {vertex: path[-2] for vertex, path in paths.items() if len(path) > 1}
        return cls(network, end, prefer, without, cost, towards)

    def way_from(self, node: str) -> Way | None:
        """Return the way from a node; empty from the end itself, None where there is none."""
        if node == self.end:
            return ()
        way, vertex = [], begin(self.network, node)
        while vertex in self.towards:
            vertex = self.towards[vertex]
            way.append(vertex)
        return tuple(way[:-1]) or None

    def without(self, legs: frozenset[int]) -> Tree:
        """Return the tree with further legs left out; only what hung on them is searched again."""
        lost, left_out = self._hanging(legs - self.left_out), self.left_out | legs
        if not lost:
            return self
        near = {there for vertex in lost for there in self.network.graph[vertex] if there in self.cost} - lost
        step = weigher(self.network, self.prefer, left_out, backwards=True)

        def weight(one: int, other: int, edge: dict[str, Any]) -> float | None:
            more = step(one, other, edge) if other in lost else None
            # What is left of the tree counts where it is left.
            return more if more is None or one in lost else more + self.cost[one]

        found, paths = nx.multi_source_dijkstra(self.network.backwards, near, weight=weight)
        anew = {vertex: path[-2] for vertex, path in paths.items() if len(path) > 1}
        cost = {vertex: known for vertex, known in self.cost.items() if vertex not in lost}
        towards = {vertex: there for vertex, there in self.towards.items() if vertex not in lost}
        cost |= {vertex: found[vertex] for vertex in anew}
        return Tree(self.network, self.end, self.prefer, left_out, cost, towards | anew)

    def _hanging(self, legs: frozenset[int]) -> set[int]:
        """Vertices whose way uses some legs; what is next on a way comes before it."""
        lost: set[int] = set()
        for vertex in self.cost:
            if vertex // 2 in legs or self.towards.get(vertex) in lost:
                lost.add(vertex)
        return lost


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


def weigher(network: Network, prefer: str, without: Collection[int] = (), backwards: bool = False) -> Weight:
    """Return what networkx asks per edge: the stop at its node and the running of the leg that it enters.

    ``backwards`` is for searches on the reversed graph.
    """
    costs, timed = network.costs[prefer], prefer == "time"
    left_out = frozenset(arc for leg in without for arc in (2 * leg, 2 * leg + 1))

    def weight(one: int, other: int, edge: dict[str, Any]) -> float | None:
        vertex = one if backwards else other
        if vertex in left_out:
            return None
        return costs[vertex] + edge["wait"] if timed else costs[vertex]

    return weight
