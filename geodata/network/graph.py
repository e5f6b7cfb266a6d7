"""The legs as a graph, and ways through it."""

from itertools import pairwise
from typing import Any

import geopandas as gpd
import networkx as nx

from geodata import measures

_CARRIED = ("corridor", "mode", "status")


def build_graph(legs: gpd.GeoDataFrame) -> "nx.MultiGraph[str]":
    """Return the legs as a graph of nodes.

    Parameters
    ----------
    legs : GeoDataFrame
        Legs with ``from_node`` and ``to_node``, in EPSG:4326.

    Returns
    -------
    networkx.MultiGraph
        An edge per leg, its key the leg's id, with ``length_km`` (geodesic) and, where the legs have
        them, ``corridor``, ``mode`` and ``status``.
    """
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    carried = [name for name in _CARRIED if name in legs]
    edges = legs[["from_node", "to_node", *carried]].assign(length_km=measures.length_km(legs.geometry))
    for leg_id, start, end, *values in edges.itertuples():
        graph.add_edge(start, end, key=leg_id, **dict(zip([*carried, "length_km"], values, strict=True)))
    return graph


def shortest(graph: "nx.MultiGraph[str]", start: str, end: str) -> list[str] | None:
    """Return the legs of the shortest way by geodesic length, in order; None if there is no way.

    Examples
    --------
    >>> graph = nx.MultiGraph()
    >>> for leg_id, length_km in (("long", 9), ("short", 5)):
    ...     _ = graph.add_edge("a", "b", key=leg_id, length_km=length_km)
    >>> shortest(graph, "a", "b"), shortest(graph, "b", "b"), shortest(graph, "a", "z")
    (['short'], [], None)
    """
    try:
        way = nx.shortest_path(graph, start, end, weight="length_km")
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None
    return [_shortest_leg(graph[one][other]) for one, other in pairwise(way)]


def _shortest_leg(legs: Any) -> str:
    # The id decides between legs of one length, so a way never depends on the order of rows.
    return str(min(legs, key=lambda leg_id: (legs[leg_id]["length_km"], leg_id)))
