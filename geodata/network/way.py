"""A way through the graph of legs: the vertices that it passes, and their legs and nodes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from geodata.network.build import Network

# Vertices of the graph, in order: legs in a direction.
Way = tuple[int, ...]


def legs_of(way: Way) -> tuple[int, ...]:
    """Return the numbers of the legs of a way."""
    return tuple(vertex // 2 for vertex in way)


def nodes_of(network: Network, way: Way) -> tuple[str, ...]:
    """Return the nodes that a way passes, in order."""
    arrives = network.arrives
    return (arrives[way[0] ^ 1], *(arrives[vertex] for vertex in way))


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
    nodes = nodes_of(network, way)
    vertices = (begin(network, nodes[0]), *way, finish(network, nodes[-1]))
    return [network.graph.get_edge_data(*pair) for pair in pairwise(vertices)]
