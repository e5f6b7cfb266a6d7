"""What hangs on one node or leg: what it costs to close it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from geodata.network import ends, measure, search
from geodata.network.build import Network
from geodata.network.measure import Wait
from geodata.network.request import End, Request, refusals, resolve, stretches
from geodata.network.search import Pair
from geodata.network.way import Way, begin, legs_of, nodes_of

# Where goods from all sites are taken to if nobody says where.
DESTINATIONS = ("rotterdam", "duisburg", "constanta", "istanbul", "yokohama", "shanghai")


class Extra(NamedTuple):
    """What a closing costs one pair; unknown if it is cut off, or if a leg's days are not known.

    ``unknown_waits``: how many more waits of unknown length the other way has; the days leave them out.
    """

    extra_km: float
    extra_days: float
    unknown_waits: int
    cut_off: bool


class Figures(NamedTuple):
    """Km and known typical days of a way, and the waits and legs that these leave out."""

    km: float
    days: float
    gaps: frozenset[Wait]


class Summed(NamedTuple):
    """What a closing costs many pairs together: see ``closing_all``."""

    pairs: int
    cut_off: int
    extra_km_mean: float
    extra_km_max: float
    extra_days_mean: float
    extra_days_max: float
    timed: int


_Measure = Callable[[Way], Figures]
_Find = Callable[[Iterable[str], frozenset[int]], Mapping[str, Way]]


def closing(network: Network, request: Request) -> pd.DataFrame:
    """Return what closing each node and leg of the best route costs, the dearest first.

    All other nodes and legs cost nothing: without them the best route is the same. The two nodes at its ends
    are left out; where a site is loaded, what another node would cost is not known, since no road to it is.

    Returns
    -------
    DataFrame
        Index ``item_id``: ``kind`` (``node`` or ``leg``), ``name`` of a node, ``extra_km`` and ``extra_days``
        (typical) of the best route without it, missing where there is none, ``unknown_waits`` (how many more
        waits of unknown length that route has, in no figure), ``cut_off`` (bool). Ranked: cut off first, then
        by what the request prefers. Empty if the request is wrong or there is no way.
    """
    found = None if refusals(network, request) else ends.both(network, request)
    way = _way(network, request, *found) if found else None
    rows, measured = {}, _measured(network)
    if found and way:
        for item in _items(network, way):
            other = _way(network, replace(request, closed=(*request.closed, item)), *found)
            rows[item] = _cost(measured, way, other)
    made = _frame(network, rows, Extra._fields)
    first = "extra_km" if request.prefer == "distance" else "extra_days"
    kinds = {"extra_km": float, "extra_days": float, "unknown_waits": int, "cut_off": bool}
    return made.astype(kinds).sort_values(["cut_off", first], ascending=False, kind="stable")


def closing_all(
    network: Network,
    request: Request,
    origins: Iterable[str] | None = None,
    destinations: Iterable[str] = DESTINATIONS,
) -> pd.DataFrame:
    """Return what closing each node and leg costs all pairs of some sites and ends together.

    Parameters
    ----------
    request : Request
        Its origin and destination are not looked at.
    origins, destinations : iterable of str
        Site or node ids; by default all sites with a place, and ``DESTINATIONS``. Those that the request
        rules out (closed, avoided, unknown) make no pair.

    Returns
    -------
    DataFrame
        Index ``item_id``: ``kind``, ``name``, ``pairs`` (whose best route uses it), ``cut_off`` (pairs
        without any other way), ``extra_km_mean`` and ``extra_km_max`` over the pairs that find another way,
        ``extra_days_mean`` and ``extra_days_max`` over those of them whose other way has as many unknown
        waits, ``timed`` (how many those are). Ranked by pairs cut off, then by mean extra days.
    """
    wanted = sorted(network.entries.sites) if origins is None else list(origins)
    measured = _measured(network)
    sound = {end: _sound(network, request, wanted, end) for end in destinations}
    found: defaultdict[str, list[Extra]] = defaultdict(list)
    for end, starts in sound.items():
        for item, rows in _closing_to(network, replace(request, destination=end), starts, measured):
            found[item] += rows
    made = _frame(network, {item: _sum(extras) for item, extras in found.items()}, Summed._fields)
    return made.sort_values(["cut_off", "extra_days_mean", "pairs"], ascending=False, kind="stable")


def _sound(network: Network, request: Request, origins: list[str], end: str) -> list[str]:
    pairs = {one: replace(request, origin=one, destination=end) for one in origins}
    return [one for one, pair in pairs.items() if not refusals(network, pair)]


def _closing_to(
    network: Network, request: Request, origins: list[str], measured: _Measure
) -> Iterable[tuple[str, list[Extra]]]:
    """Yield per node and leg what its closing costs each origin whose way to the destination uses it."""
    starts, without = _starts(network, request, origins), search.banned(network, request)
    find = _finder(network, request, starts)
    now = find(starts, without)
    users: defaultdict[str, list[str]] = defaultdict(list)
    for origin, way in now.items():
        for item in _items(network, way):
            users[item].append(origin)
    for item, using in users.items():
        closed = search.banned(network, replace(request, closed=(*request.closed, item)))
        other = find(using, closed)
        yield item, [_cost(measured, now[one], other.get(one)) for one in using]


def _way(network: Network, request: Request, start: End, end: End) -> Way | None:
    pair = Pair(start.node_id, end.node_id, request.prefer, search.banned(network, request))
    return search.best(network, pair)


def _starts(network: Network, request: Request, origins: Iterable[str]) -> dict[str, End]:
    """Return where the goods of each origin are loaded; a closing does not change it."""
    nodes = ends.reached(network, request)
    found = {one: ends.loaded_at(stretches(network, one, request), nodes) for one in origins}
    return {one: start for one, start in found.items() if start}


def _finder(network: Network, request: Request, starts: Mapping[str, End]) -> _Find:
    """Return what finds the best way of some origins to the destination, with some legs closed.

    One search backwards finds all; what a closing changes is found from its tree.
    """
    end = resolve(network, str(request.destination), request)
    without = search.banned(network, request)
    whole = search.tree(network, end.node_id, request.prefer, without) if end else None

    def find(origins: Iterable[str], closed: frozenset[int]) -> dict[str, Way]:
        if whole is None:
            return {}
        more = closed - without
        tree = search.pruned(network, whole, request.prefer, without, more) if more else whole
        way_of = cache(lambda node: search.way_in(tree, begin(network, node)))
        ways = {one: way_of(starts[one].node_id) for one in origins}
        return {one: way for one, way in ways.items() if way}

    return find


def _items(network: Network, way: Way) -> list[str]:
    """Return the nodes and legs of a way that can be closed: all but its two ends."""
    legs = [network.parts[leg].leg_id for leg in legs_of(way)]
    return [*nodes_of(network, way)[1:-1], *legs]


def _measured(network: Network) -> _Measure:
    """Return what measures a way; each is measured once, for many pairs share one."""
    return cache(
        lambda way: Figures(
            measure.km(network, legs_of(way)),
            measure.days(network, way).typical,
            frozenset(measure.gaps(network, way)),
        )
    )


def _cost(measured: _Measure, way: Way, other: Way | None) -> Extra:
    if other is None:
        return Extra(np.nan, np.nan, 0, cut_off=True)
    now, then = measured(way), measured(other)
    # Where one leaves out a leg that the other does not, nothing is known of their difference.
    untimed = any(parameter == "days" for *_, parameter in now.gaps ^ then.gaps)
    days = np.nan if untimed else then.days - now.days
    return Extra(then.km - now.km, days, len(then.gaps) - len(now.gaps), cut_off=False)


def _sum(extras: list[Extra]) -> Summed:
    rest = [extra for extra in extras if not extra.cut_off]
    km = [extra.extra_km for extra in rest]
    # Days are compared only between ways that leave out as much.
    days = [extra.extra_days for extra in rest if not extra.unknown_waits and not np.isnan(extra.extra_days)]
    cut_off = len(extras) - len(rest)
    return Summed(len(extras), cut_off, *_mean_and_most(km), *_mean_and_most(days), len(days))


def _mean_and_most(values: list[float]) -> tuple[float, float]:
    return (sum(values) / len(values), max(values)) if values else (np.nan, np.nan)


def _frame(
    network: Network, rows: Mapping[str, Extra] | Mapping[str, Summed], columns: tuple[str, ...]
) -> pd.DataFrame:
    names = network.facts.nodes["name"]
    made = pd.DataFrame(
        list(rows.values()), index=pd.Index(list(rows), name="item_id"), columns=list(columns)
    )
    made.insert(0, "kind", ["node" if item in network.places else "leg" for item in rows])
    made.insert(1, "name", pd.Series([names.get(item) for item in rows], index=made.index, dtype="str"))
    return made
