"""What a disruption costs: a node, a leg or a country is taken away, and the best ways are found anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple, TypeVar

import numpy as np
import pandas as pd

from geodata.network import measure, search
from geodata.network.build import Network, Way, legs_of, nodes_of
from geodata.network.measure import Wait
from geodata.network.request import Request, access_links, refusals, resolve

Item = TypeVar("Item")
# Where goods from all sites are taken to if nobody says where.
DESTINATIONS = ("rotterdam", "duisburg", "constanta", "istanbul", "yokohama", "shanghai")


class Extra(NamedTuple):
    """What a disruption costs one pair; unknown if it is cut off, or if a leg's days are not known.

    ``unknown_waits``: how many more waits of unknown length the other way has; ``alike``: whether it has the
    very same. The days leave them out.
    """

    extra_km: float
    extra_days: float
    unknown_waits: int
    alike: bool
    cut_off: bool


class Summed(NamedTuple):
    """What a disruption costs many pairs together: see ``summed``."""

    pairs: int
    cut_off: int
    extra_km_mean: float
    extra_km_max: float
    extra_days_mean: float
    extra_days_max: float
    timed: int


def disrupted(
    network: Network,
    now: Mapping[str, Way],
    uses: Callable[[str, Way], Iterable[Item]],
    then: Callable[[Item, list[str]], Mapping[str, Way]],
) -> Iterator[tuple[Item, str, Extra]]:
    """Yield what each disruption costs each origin.

    Parameters
    ----------
    now : mapping of str to Way
        The best way of each origin today.
    uses : callable
        What of an origin's way is taken away, one thing at a time.
    then : callable
        The best ways that are left to some origins without a thing; those without any are not in it.

    Yields
    ------
    item, origin, Extra
    """
    users: defaultdict[Item, list[str]] = defaultdict(list)
    for origin, way in now.items():
        for item in uses(origin, way):
            users[item].append(origin)
    # Many origins share a way: each is measured once.
    figures = cache(lambda way: _figures(network, way))
    for item, origins in users.items():
        left = then(item, origins)
        for one in origins:
            yield item, one, _extra(figures(now[one]), figures(left[one]) if one in left else None)


class _Figures(NamedTuple):
    """Km and known typical days of a way, and the waits and legs that these leave out."""

    km: float
    days: float
    gaps: frozenset[Wait]


def _figures(network: Network, way: Way) -> _Figures:
    said, modelled, gaps = measure.timing(network, way)
    return _Figures(measure.km(network, legs_of(way)), (said + modelled).typical, frozenset(gaps))


def _extra(now: _Figures, then: _Figures | None) -> Extra:
    if then is None:
        return Extra(np.nan, np.nan, 0, alike=False, cut_off=True)
    # Where one leaves out a leg that the other does not, nothing is known of their difference.
    untimed = any(parameter == "days" for *_, parameter in now.gaps ^ then.gaps)
    return Extra(
        extra_km=then.km - now.km,
        extra_days=np.nan if untimed else then.days - now.days,
        unknown_waits=len(then.gaps) - len(now.gaps),
        alike=then.gaps == now.gaps,
        cut_off=False,
    )


def summed(extras: Iterable[Extra], comparable: Callable[[Extra], bool]) -> Summed:
    """Return what a disruption costs many pairs: means and maxima over those that find another way.

    Days over those of them that are ``comparable`` and known, of which ``timed`` tells how many they are.
    """
    every = list(extras)
    rest = [extra for extra in every if not extra.cut_off]
    km = [extra.extra_km for extra in rest]
    days = [extra.extra_days for extra in rest if comparable(extra) and not np.isnan(extra.extra_days)]
    figures = (
        (sum(values) / len(values), max(values)) if values else (np.nan, np.nan) for values in (km, days)
    )
    (km_mean, km_max), (days_mean, days_max) = figures
    return Summed(len(every), len(every) - len(rest), km_mean, km_max, days_mean, days_max, len(days))


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
    found = None if refusals(network, request) else search.both_ends(network, request)
    pairs = _closings(network, request, {"": found[0].node_id}, found[1].node_id) if found else ()
    kinds = {"extra_km": float, "extra_days": float, "unknown_waits": int, "cut_off": bool}
    made = _frame(network, {item: extra for item, _, extra in pairs}, Extra._fields)
    first = "extra_km" if request.prefer == "distance" else "extra_days"
    ranked = made.astype(kinds).sort_values(["cut_off", first], ascending=False, kind="stable")
    return ranked.drop(columns="alike")


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
    wanted = sorted(network.entries.all()) if origins is None else list(origins)
    found: defaultdict[str, list[Extra]] = defaultdict(list)
    for destination in destinations:
        asked = replace(request, destination=destination)
        end, starts = resolve(network, destination, asked), _starts(network, asked, wanted)
        for item, _, extra in _closings(network, asked, starts, end.node_id) if end else ():
            found[item].append(extra)
    rows = {item: summed(extras, lambda one: not one.unknown_waits) for item, extras in found.items()}
    made = _frame(network, rows, Summed._fields)
    return made.sort_values(["cut_off", "extra_days_mean", "pairs"], ascending=False, kind="stable")


def _starts(network: Network, request: Request, origins: Iterable[str]) -> dict[str, str]:
    """Return the node where the goods of each origin that the request allows are loaded."""
    reached = search.reached(network, request)
    sound = [one for one in origins if not refusals(network, replace(request, origin=one))]
    found = {one: search.loaded_at(access_links(network, one, request), [reached]) for one in sound}
    return {one: start.node_id for one, start in found.items() if start}


def _closings(
    network: Network, request: Request, starts: Mapping[str, str], end: str
) -> Iterator[tuple[str, str, Extra]]:
    """Yield what closing each node and leg costs each origin; where its goods are loaded does not change."""
    whole = search.Tree.build(network, end, request.prefer, search.banned(network, request))
    now = {one: way for one, node in starts.items() if (way := whole.way_from(node))}

    def uses(_: str, way: Way) -> list[str]:
        legs = [network.parts[leg].leg_id for leg in legs_of(way)]
        return [*nodes_of(network, way)[1:-1], *legs]

    def then(item: str, origins: list[str]) -> dict[str, Way]:
        left = whole.without(search.banned(network, replace(request, closed=(item,))))
        ways = {node: left.way_from(node) for node in {starts[one] for one in origins}}
        return {one: way for one in origins if (way := ways[starts[one]])}

    return disrupted(network, now, uses, then)


def _frame(
    network: Network, rows: Mapping[str, Extra] | Mapping[str, Summed], columns: tuple[str, ...]
) -> pd.DataFrame:
    names = network.facts.nodes["name"]
    index = pd.Index(list(rows), name="item_id")
    made = pd.DataFrame(list(rows.values()), index=index, columns=list(columns))
    made.insert(0, "kind", ["node" if item in network.places else "leg" for item in rows])
    made.insert(1, "name", pd.Series([names.get(item) for item in rows], index=made.index, dtype="str"))
    return made
