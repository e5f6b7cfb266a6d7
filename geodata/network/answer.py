"""From a request to an answer: the best route, others, or why there is none and what would open one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from geodata.network import search
from geodata.network.build import Network
from geodata.network.request import Refusal, Request, refusals
from geodata.network.route import Route, describe

MOST_ALTERNATIVES = 4


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that, allowed alone, opens a way: ``kind`` is ``country``, ``closed`` or ``planned``.

    ``value`` is the country or the node or leg; empty for planned legs.
    """

    kind: str
    value: str
    request: Request


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the network says to a request.

    Attributes
    ----------
    refusals : tuple of Refusal
        What is wrong with the request; there are then no routes.
    best : Route or None
    alternatives : tuple of Route
        At most four that really differ, the best first.
    permissions : tuple of Permission
        Where there is no way: each single permission that would open one.
    refused : DataFrame
        Legs left out and why, as ``search.refused`` gives them.
    """

    request: Request
    refusals: tuple[Refusal, ...]
    best: Route | None
    alternatives: tuple[Route, ...]
    permissions: tuple[Permission, ...]
    refused: pd.DataFrame


def answer(network: Network, request: Request, most: int = MOST_ALTERNATIVES) -> Answer:
    """Return the best route and up to ``most`` alternatives; never raises on what a reader asks.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> found = answer(network, Request("altynkol", "poti"), most=0)
    >>> found.best.nodes[0], found.best.nodes[-1], found.best.km_inside("RUS")
    ('altynkol', 'poti', 0.0)
    >>> print(*answer(network, Request("altynkol", "potti")).refusals)
    potti is no node and no site; name one of: poti.
    """
    wrong = refusals(network, request)
    if wrong:
        nothing = pd.DataFrame(columns=search.REFUSED)
        return Answer(request, wrong, None, (), (), nothing)
    routes = tuple(_routes(network, request, most))
    permissions = () if routes else tuple(_permissions(network, request))
    left_out = search.refused(network, request)
    return Answer(request, (), routes[0] if routes else None, routes[1:], permissions, left_out)


def _routes(network: Network, request: Request, most: int) -> Iterator[Route]:
    found = search.both_ends(network, request)
    if found is None:
        return
    start, end = found
    pair = search.Pair(start.node_id, end.node_id, request.prefer, search.banned(network, request))
    for way in search.alternatives(network, pair, most):
        yield describe(network, way, start, end)


def _permissions(network: Network, request: Request) -> Iterator[Permission]:
    single = [
        *(("country", code, replace(request, avoid=_less(request.avoid, code))) for code in request.avoid),
        *(("closed", item, replace(request, closed=_less(request.closed, item))) for item in request.closed),
        *([] if request.planned else [("planned", "", replace(request, planned=True))]),
    ]
    for kind, value, eased in single:
        if not refusals(network, eased) and any(_routes(network, eased, most=0)):
            yield Permission(kind, value, eased)


def _less(items: tuple[str, ...], item: str) -> tuple[str, ...]:
    return tuple(other for other in items if other != item)
