"""Where a route begins and ends: a node, or for a site the nearest place where its goods are loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from geodata.network import search
from geodata.network.build import Network
from geodata.network.request import End, Request, access_links, resolve


def both(network: Network, request: Request) -> tuple[End, End] | None:
    """Return the two ends of a request; None if one has none that is open, or both are one node.

    A site is loaded at the nearest node from which a way leads to the other end, and only where there is no
    such node at the nearest that is open.
    """
    origins, destinations = (
        access_links(network, str(one), request) for one in (request.origin, request.destination)
    )
    if not origins or not destinations:
        return None
    labels = joined(network, request) if len(origins) > 1 or len(destinations) > 1 else {}
    start, end = _first(origins, destinations, labels)
    return None if start.node_id == end.node_id else (start, end)


def joined(network: Network, request: Request) -> Mapping[str, int]:
    """Return a number per node on a leg that a request may use; nodes with a way between them share it."""
    without = search.banned(network, request)
    found: dict[str, int] = {}
    for number, node in enumerate(network.index.meeting):
        waiting = [] if node in found else [node]
        while waiting:
            here = waiting.pop()
            if here in found:
                continue
            found[here] = number
            for leg in network.index.meeting[here] - without:
                waiting += network.parts[leg].ends
    return found


def reached(network: Network, request: Request) -> frozenset[str]:
    """Return the nodes with a way to the destination of a request; its origin is not looked at."""
    labels, end = joined(network, request), resolve(network, str(request.destination), request)
    label = labels.get(end.node_id) if end else None
    return frozenset(node for node, other in labels.items() if other == label)


def loaded_at(options: Iterable[End], reached: Collection[str]) -> End | None:
    """Return the nearest option that is among the nodes reached, else the nearest; None without any."""
    nearest = None
    for option in options:
        nearest = nearest or option
        if option.node_id in reached:
            return option
    return nearest


def _first(origins: tuple[End, ...], ends: tuple[End, ...], labels: Mapping[str, int]) -> tuple[End, End]:
    for origin in origins:
        for end in ends:
            if origin.node_id != end.node_id and labels.get(origin.node_id) == labels.get(end.node_id):
                return origin, end
    return origins[0], ends[0]
