"""Which legs a request leaves, where it begins and ends, and the best ways, those that really differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any, NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from geodata.network.build import Network, Way, begin, finish, legs_of, visits_once
from geodata.network.measure import km
from geodata.network.request import End, Request, access_links, resolve

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
    found = []
    for reason, value, left_out in _left_out(network, request):
        said = network.legs[value].array if value in network.legs else [value] * len(network.legs)
        inside = network.km_by_country[value].array if reason == "country" else [np.nan] * len(network.legs)
        found += [(network.legs.index[leg], reason, said[leg], inside[leg]) for leg in sorted(left_out)]
    return pd.DataFrame(found, columns=REFUSED)


def _left_out(network: Network, request: Request) -> Iterator[tuple[str, str, frozenset[int]]]:
    """Legs left out: the reason; the country, the closed node or leg, or the column that says so; numbers."""
    nothing = frozenset[int]()
    for country in request.avoid:
        yield "country", country, network.touching.get(country, nothing)
    for item in request.closed:
        yield "closed", item, numbers(network, [item]) | network.meeting.get(item, nothing)
    if not request.planned:
        yield "not-built", "status", network.not_built
    yield "not-goods", "mode", network.not_goods


def banned(network: Network, request: Request) -> frozenset[int]:
    """Return the numbers of the legs that a request leaves out; see ``refused``."""
    return frozenset[int]().union(*(legs for *_, legs in _left_out(network, request)))


def shut(network: Network, request: Request) -> frozenset[int]:
    """Return the numbers of the legs that touch a country to avoid, are closed, or meet at a closed node."""
    found = _left_out(network, request)
    return frozenset[int]().union(*(legs for why, _, legs in found if why in ("country", "closed")))


def numbers(network: Network, leg_ids: Iterable[str]) -> frozenset[int]:
    """Return the numbers of some legs in the graph; ids that are no legs are left out."""
    return frozenset(network.numbers[leg_id] for leg_id in leg_ids if leg_id in network.numbers)


def both_ends(network: Network, request: Request) -> tuple[End, End] | None:
    """Return the two ends of a request; None if one has none that is open, or both are one node.

    A site is loaded at the nearest node from which a way leads to the other end, and only where there is no
    such node at the nearest that is open.
    """
    starts, ends = (access_links(network, str(one), request) for one in (request.origin, request.destination))
    if not starts or not ends:
        return None
    labels = joined(network, request) if len(starts) > 1 or len(ends) > 1 else {}
    linked = (
        (start, end)
        for start in starts
        for end in ends
        if start.node_id != end.node_id and labels.get(start.node_id) == labels.get(end.node_id)
    )
    start, end = next(linked, (starts[0], ends[0]))
    return None if start.node_id == end.node_id else (start, end)


def joined(network: Network, request: Request) -> Mapping[str, int]:
    """Return a number per node on a leg; nodes with a way between them that a request allows share it."""
    without = banned(network, request)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(network.meeting)
    used = (leg for leg in range(len(network.parts)) if leg not in without)
    graph.add_edges_from(network.arrives[2 * leg : 2 * leg + 2] for leg in used)
    return {node: number for number, nodes in enumerate(nx.connected_components(graph)) for node in nodes}


def reached(network: Network, request: Request) -> frozenset[str]:
    """Return the nodes with a way to the destination of a request; its origin is not looked at."""
    labels, end = joined(network, request), resolve(network, str(request.destination), request)
    label = labels.get(end.node_id) if end else None
    return frozenset(node for node, other in labels.items() if other == label)


def loaded_at(options: Sequence[End], reached: Iterable[Collection[str]]) -> End | None:
    """Return the nearest option in the first set of nodes that has any, else the nearest; None without."""
    found = (one for nodes in reached for one in options if one.node_id in nodes)
    return next(found, options[0]) if options else None


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
