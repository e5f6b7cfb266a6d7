"""The shortest way over legs as they are drawn, whatever goods may use them."""

from collections.abc import Sequence
from itertools import pairwise

import geopandas as gpd
import networkx as nx

from geodata import measures


def shortest(legs: gpd.GeoDataFrame, nodes: Sequence[str]) -> list[str] | None:
    """Return the legs of the shortest way by geodesic length, in order; None if there is no way.

    Parameters
    ----------
    legs : GeoDataFrame
        Legs with ``from_node`` and ``to_node``, in EPSG:4326.
    nodes : sequence of str
        What the way passes, from end to end.

    Examples
    --------
    >>> import geodata
    >>> shortest(geodata.load().legs, ["aktau", "alat"])
    ['f-aktau-alat']
    """
    graph: nx.Graph[str] = nx.Graph()
    edges = legs[["from_node", "to_node"]].assign(km=measures.length_km(legs.geometry)).rename_axis("leg_id")
    # Of legs between the same nodes the last one stays: the shortest, the id between two of one length.
    for leg_id, start, end, km in edges.sort_values(["km", "leg_id"], ascending=False).itertuples():
        graph.add_edge(start, end, leg_id=str(leg_id), km=km)
    try:
        stretches = [nx.shortest_path(graph, *ends, weight="km") for ends in pairwise(nodes)]
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None
    return [graph[one][other]["leg_id"] for path in stretches for one, other in pairwise(path)]
