"""The best way through the graph of legs, and further ways that really differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
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
REFUSED = ["leg_id", "reason", "value", "km"]


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
    return pd.DataFrame(found, columns=REFUSED)


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
    return Tree.build(network, pair.end, pair.prefer, pair.without).way_from(pair.start)


def ways_through(network: Network, pair: Pair) -> dict[int, tuple[float, Way]]:
    """Return per leg the cheapest way between two nodes that uses it, with its cost; two searches find all.

    Legs that no way uses, or only one that comes twice through a node, are left out.
    """
    weight = weigher(network, pair.prefer, pair.without)
    there, to_leg = nx.single_source_dijkstra(network.graph, begin(network, pair.start), weight=weight)
    back = Tree.build(network, pair.end, pair.prefer, pair.without)
    found: dict[int, tuple[float, Way]] = {}
    for arc in range(2 * len(network.parts)):
        if arc in there and arc in back.cost:
            option = there[arc] + back.cost[arc], (*to_leg[arc][1:], *back.onward(arc))
            # Goods would not come through a node twice.
            if option < found.get(arc // 2, (np.inf, ())) and visits_once(network, option[1]):
                found[arc // 2] = option
    return found


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
    cost: dict[int, float]
    towards: dict[int, int]

    @classmethod
    def build(cls, network: Network, end: str, prefer: str, without: frozenset[int]) -> Tree:
        """Return the best ways to a node; one search backwards finds all."""
        root = finish(network, end)
        return cls(network, end, prefer, without, {root: 0.0}, {})._grown([root])

    def way_from(self, node: str) -> Way | None:
        """Return the way from a node; empty from the end itself, None where there is none."""
        start = begin(self.network, node)
        return () if node == self.end else self.onward(start) if start in self.towards else None

    def onward(self, vertex: int) -> Way:
        """Return the way on from a vertex."""
        way = []
        while vertex in self.towards:
            vertex = self.towards[vertex]
            way.append(vertex)
        return tuple(way[:-1])

    def without(self, legs: frozenset[int]) -> Tree:
        """Return the tree with further legs left out; only what hung on them is searched again."""
        lost = self._hanging(legs - self.left_out)
        if not lost:
            return self
        cost = {vertex: known for vertex, known in self.cost.items() if vertex not in lost}
        towards = {vertex: there for vertex, there in self.towards.items() if vertex not in lost}
        beside = {there for vertex in lost for there in self.network.graph.successors(vertex)}
        left = Tree(self.network, self.end, self.prefer, self.left_out | legs, cost, towards)
        return left._grown(beside & cost.keys())

    def _grown(self, near: Iterable[int]) -> Tree:
        """Add the ways that come in over some vertices: those of least cost, found one after the other."""
        weight = weigher(self.network, self.prefer, self.left_out)
        waiting: list[tuple[float, int, int]] = []

        def come_in(there: int) -> None:
            for vertex, edge in self.network.backwards[there].items():
                step = None if vertex in self.cost else weight(vertex, there, edge)
                if step is not None:
                    heappush(waiting, (self.cost[there] + step, vertex, there))

        for there in near:
            come_in(there)
        while waiting:
            known, vertex, there = heappop(waiting)
            if vertex not in self.cost:
                self.cost[vertex], self.towards[vertex] = known, there
                come_in(vertex)
        return self

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


def weigher(network: Network, prefer: str, without: Collection[int] = ()) -> Weight:
    """Return what an edge costs: the stop at its node and the running of the leg that it enters."""
    costs, timed = network.costs[prefer], prefer == "time"
    left_out = frozenset(arc for leg in without for arc in (2 * leg, 2 * leg + 1))

    def weight(_one: int, other: int, edge: dict[str, Any]) -> float | None:
        if other in left_out:
            return None
        return costs[other] + edge["wait"] if timed else costs[other]

    return weight
