"""The network: every leg with its days, its CO2 and its countries, and the graph that ways are found on.

A way is the vertices of the graph that it passes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from geodata import measures
from geodata.model import FREIGHT, RUSSIA, Facts
from geodata.network.access import Entries
from geodata.network.assumptions import Assumptions
from geodata.network.days import HOURS_PER_DAY, Clock, Leg, Node, Range, Running
from geodata.network.legs import in_figures, text_of

# Vertices of the graph, in order: legs in a direction.
Way = tuple[int, ...]
# What a kilometre without known days or factor counts for in the choice of a way: so much that it is taken
# only where there is no other way. It is part of no figure.
UNKNOWN_WEIGHT = 1e6
PREFERENCES = ("time", "distance", "co2")


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """All that routes are worked out from; built once per set of facts and never changed.

    Attributes
    ----------
    legs : DataFrame
        A row per leg, sorted by ``leg_id``: ``from_node``, ``to_node``, ``mode``, ``corridor``, ``status``,
        ``operator``, ``gauge_mm``, ``in_service`` (bool), ``length_km`` (geodesic, drawn line),
        ``published_km_low``, ``published_km_high``, ``length_ids`` (rows of ``lengths`` on this leg alone),
        ``days_low``, ``days_typical``, ``days_high`` (running, without stops), ``days_basis`` (published or
        modelled), ``days_kind``, ``speed_kind`` (of the speed that a modelled leg rests on),
        ``assumption_ids``, ``days_source_ids``, ``co2_low``, ``co2_typical``, ``co2_high`` (kg CO2e per
        tonne), ``factor_id``, ``countries`` (in the order of the line).
    km_by_country : DataFrame
        Geodesic km of each leg (rows) in each country (columns), 10m borders.
    nearest_russia : DataFrame
        As ``measures.nearest`` gives it, per leg.
    graph : networkx.DiGraph
        A vertex per leg and direction, and two per node where a way begins and ends; see ``line_graph``.
    entries : Entries
        Of each site with a place: the access links to where it can be loaded.
    backwards : mapping of int to mapping
        The edges that come in at each vertex, by the vertex that they come from.
    costs : mapping of str to tuple of float
        What it costs to run each vertex of the graph, per preference.
    touching, meeting : mapping of str to frozenset of int
        The numbers of the legs that touch a country, by a metre of the line inside the 10m borders or by an
        end in it; of those that meet at a node.
    not_built, not_goods : frozenset of int
        The numbers of the legs that are not in service; of those that carry no goods.
    """

    facts: Facts
    legs: pd.DataFrame
    km_by_country: pd.DataFrame
    nearest_russia: pd.DataFrame
    clock: Clock
    parts: tuple[Leg, ...]
    numbers: Mapping[str, int]
    places: Mapping[str, int]
    graph: Any
    backwards: Mapping[int, Mapping[int, dict[str, Any]]]
    costs: Mapping[str, tuple[float, ...]]
    running: tuple[Running, ...]
    co2: tuple[Range, ...]
    arrives: tuple[str, ...]
    entries: Entries
    touching: Mapping[str, frozenset[int]]
    meeting: Mapping[str, frozenset[int]]
    not_built: frozenset[int]
    not_goods: frozenset[int]

    @classmethod
    def build(cls, facts: Facts, km_by_country: pd.DataFrame | None = None) -> Network:
        """Return the network of some facts.

        Parameters
        ----------
        facts : Facts
            Loaded and checked.
        km_by_country : DataFrame, optional
            As ``measures.km_by_country(facts.legs, facts.borders)`` gives it, if it is at hand.

        Examples
        --------
        >>> import geodata
        >>> network = Network.build(geodata.load())
        >>> float(network.km_by_country.loc["f-aktau-alat", "RUS"])
        0.0
        """
        if km_by_country is None:
            km_by_country = measures.km_by_country(facts.legs, facts.borders)
        nodes = {
            str(i): Node(str(i), str(k), text_of(c)) for i, k, c in facts.nodes[["kind", "iso3"]].itertuples()
        }
        clock = Clock(Assumptions.build(facts.assumptions), nodes)
        km_by_country = km_by_country.loc[sorted(facts.legs.index)]
        legs, parts, running, co2 = in_figures(facts, km_by_country, clock)
        graph = line_graph(parts, clock, legs)
        touched = km_by_country.to_numpy() > measures.TOUCH_KM
        return cls(
            facts=facts,
            legs=legs,
            km_by_country=km_by_country,
            nearest_russia=measures.nearest(facts.legs.geometry, facts.borders.geometry.get(RUSSIA)).loc[
                legs.index
            ],
            clock=clock,
            parts=parts,
            numbers={part.leg_id: number for number, part in enumerate(parts)},
            places={name: place for place, name in enumerate(sorted(nodes))},
            graph=graph,
            backwards=dict(graph.reverse(copy=False).adjacency()),
            costs=_costs(legs, parts, clock),
            running=running,
            co2=co2,
            arrives=tuple(legs[["to_node", "from_node"]].to_numpy().ravel().tolist()),
            entries=Entries(facts, legs),
            touching=_by_key(
                {*part.passed, *km_by_country.columns[inside]}
                for part, inside in zip(parts, touched, strict=True)
            ),
            meeting=_by_key(part.ends for part in parts),
            not_built=frozenset(np.flatnonzero(~legs["in_service"].to_numpy()).tolist()),
            not_goods=frozenset(n for n, part in enumerate(parts) if part.mode not in FREIGHT),
        )

    @property
    def ends(self) -> frozenset[str]:
        """Ids that a route may begin or end at: nodes and sites with a place."""
        return frozenset(self.facts.nodes.index) | self.entries.keys()


def _by_key(keys: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    """Numbers of the legs by each key that one of them has."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, own in enumerate(keys):
        for key in own:
            found[str(key)].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def line_graph(parts: tuple[Leg, ...], clock: Clock, legs: pd.DataFrame) -> Any:
    """Return the graph whose vertices are legs in one direction, so that a stop can depend on both its legs.

    Leg number i is vertex 2i from its ``from_node`` and 2i + 1 from its ``to_node``; after them, node number
    j has a vertex 2j where ways begin and 2j + 1 where they end. Of an edge, ``stops`` holds what goods wait
    for at the node, and ``wait`` the typical days of that, with the longest known wait for each that is not
    known.
    """
    leaving: defaultdict[str, list[tuple[int, Leg]]] = defaultdict(list)
    for number, (leg, start, end) in enumerate(zip(parts, legs["from_node"], legs["to_node"], strict=True)):
        leaving[start].append((2 * number, leg))
        leaving[end].append((2 * number + 1, leg))
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(2 * (len(parts) + len(clock.nodes))))
    for place, node in enumerate(sorted(clock.nodes)):
        first = 2 * (len(parts) + place)
        # The same leg the other way round arrives here.
        arrivals = [(first, None), *((vertex ^ 1, part) for vertex, part in leaving[node])]
        for vertex, arriving in arrivals:
            for onward, part in ((first + 1, None), *leaving[node]):
                if arriving is not part:
                    graph.add_edge(vertex, onward, **_edge(clock, node, arriving, part))
    return graph


def _edge(clock: Clock, node: str, arriving: Leg | None, leaving: Leg | None) -> dict[str, Any]:
    stops = tuple(clock.stops(node, arriving, leaving))
    hours = sum(stop.hours[1] if stop.is_known else clock.assumptions.longest_wait_hours for stop in stops)
    return {"wait": hours / HOURS_PER_DAY, "stops": stops}


def _costs(legs: pd.DataFrame, parts: tuple[Leg, ...], clock: Clock) -> dict[str, tuple[float, ...]]:
    """Return what it costs to run each vertex of the graph, per preference.

    A leg whose source gives low and high days but no typical value counts with the high one, so that no way
    wins by a value that nobody gives.
    """
    wait = clock.assumptions.longest_wait_hours / HOURS_PER_DAY
    typical = legs["days_typical"].fillna(legs["days_high"])
    columns = (
        typical + [wait * clock.lacks_border(part) for part in parts],
        legs["length_km"],
        legs["co2_typical"],
    )
    ends = [0.0] * (2 * len(clock.nodes))
    weights = (column.fillna(legs["length_km"] * UNKNOWN_WEIGHT).to_numpy() for column in columns)
    return {
        name: (*np.repeat(weight, 2).tolist(), *ends)
        for name, weight in zip(PREFERENCES, weights, strict=True)
    }


def legs_of(way: Way) -> tuple[int, ...]:
    """Return the numbers of the legs of a way."""
    return tuple(vertex // 2 for vertex in way)


def nodes_of(network: Network, way: Way) -> tuple[str, ...]:
    """Return the nodes that a way passes, in order."""
    return tuple(network.arrives[vertex] for vertex in (way[0] ^ 1, *way))


def visits_once(network: Network, way: Way) -> bool:
    """Whether a way passes no node twice."""
    nodes = nodes_of(network, way)
    return len(set(nodes)) == len(nodes)


def begin(network: Network, node: str) -> int:
    """Return the vertex where ways from a node begin."""
    return 2 * (len(network.parts) + network.places[node])


def finish(network: Network, node: str) -> int:
    """Return the vertex where ways to a node end."""
    return begin(network, node) + 1


def edges_of(network: Network, way: Way) -> list[dict[str, Any]]:
    """Return the edges of the graph that a way takes, one per node that it passes."""
    if not way:
        return []
    nodes = nodes_of(network, way)
    vertices = (begin(network, nodes[0]), *way, finish(network, nodes[-1]))
    return [network.graph.get_edge_data(*pair) for pair in pairwise(vertices)]
