"""What each closed place or avoided country costs each commodity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from geodata.network import Network, Request, measure
from geodata.network.way import Way, legs_of, nodes_of
from geodata.supply.ways import is_far, is_piped, starts_of, ways_to, without_russia, wrong

NODE, COUNTRY = "node", "country"
_COLUMNS = [
    *("sites", "cut_off", "extra_km_mean", "extra_km_max", "extra_days_mean", "extra_days_max", "timed"),
]


def losses(network: Network, request: Request) -> pd.DataFrame:
    """Return what closing each node, or avoiding each further country, costs the sites of each commodity.

    Parameters
    ----------
    request : Request
        Its origin is not looked at; Russia is always avoided. Sites that are ``far`` from the network are
        left out, for how they are left is not known, and fields that pipelines empty.

    Returns
    -------
    DataFrame
        Index ``kind`` (node or country), ``item``, ``resource`` (main commodity): ``sites`` (whose best way
        uses the node or country), ``cut_off`` (those of them without any other way), ``extra_km_mean`` and
        ``extra_km_max`` over those with another way, ``extra_days_mean`` and ``extra_days_max`` (typical)
        over those of them whose other way leaves out the same unknown waits, ``timed`` (how many those are);
        missing where there is none. A node where the way begins or ends is not closed, nor is the country of
        the site or of the end avoided: what that would cost is not the network's to say. Another way begins
        where ``ways_out`` would then load the site: at the same place, or at the next where that one is cut
        off or lies across the country; the straight km to either are in no figure, and a place farther than
        ``FAR_KM`` is none. Ranked: most sites cut off first, then most sites. Empty if the request is wrong.
    """
    found: dict[tuple[str, str, str], list[tuple[bool, float, float]]] = defaultdict(list)
    if not wrong(network, request):
        asked = without_russia(request)
        measured = cache(lambda way: _measured(network, way))
        loaded = [one for one in sorted(network.entries.sites) if not is_piped(network.facts.sites, one)]
        found_starts = starts_of(network, asked, loaded)
        starts = {site: start for site, start in found_starts.items() if not is_far(start)}
        now = {site: one.way for site, one in ways_to(network, asked, starts).items() if one.way}
        resource = network.facts.sites["resource"]
        for kind, item, site, other in _others(network, asked, now):
            found[kind, item, str(resource[site])].append(
                _cost(measured(now[site]), measured(other) if other else None)
            )
    return _frame(found)


def _others(
    network: Network, request: Request, now: Mapping[str, Way]
) -> Iterator[tuple[str, str, str, Way | None]]:
    """Yield each thing taken away, a site whose way used it, and the way it then has."""
    for kind, users in ((NODE, _nodes(network, now)), (COUNTRY, _countries(network, request, now))):
        for item, sites in sorted(users.items()):
            closed = (*request.closed, item) if kind == NODE else request.closed
            avoid = (*request.avoid, item) if kind == COUNTRY else request.avoid
            taken = replace(request, closed=closed, avoid=avoid)
            starts = starts_of(network, taken, sites)
            left = ways_to(network, taken, {one: None if is_far(at) else at for one, at in starts.items()})
            for site in sites:
                yield kind, item, site, left[site].way


def _nodes(network: Network, now: Mapping[str, Way]) -> dict[str, list[str]]:
    return _users((site, nodes_of(network, way)[1:-1]) for site, way in now.items())


def _countries(network: Network, request: Request, now: Mapping[str, Way]) -> dict[str, list[str]]:
    touched: dict[int, list[str]] = defaultdict(list)
    for country, legs in network.index.touching.items():
        for leg in legs:
            touched[leg].append(country)
    home, last = network.facts.sites["iso3"], {}
    for way in now.values():
        last[way[-1]] = network.clock.nodes[nodes_of(network, way)[-1]].iso3
    pairs = []
    for site, way in now.items():
        passed = {country for vertex in way for country in touched[vertex // 2]}
        # The loading point may lie abroad: without that country the site would be loaded elsewhere.
        start = network.clock.nodes[nodes_of(network, way)[0]].iso3
        pairs.append((site, sorted(passed - {home[site], last[way[-1]], start, *request.avoid})))
    return _users(pairs)


def _users(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    users: dict[str, list[str]] = defaultdict(list)
    for site, items in pairs:
        for item in items:
            users[item].append(site)
    return users


Measured = tuple[float, float, frozenset[measure.Wait]]


def _measured(network: Network, way: Way) -> Measured:
    """Km, known typical days, and the waits that these leave out."""
    km, days = measure.km(network, legs_of(way)), measure.days(network, way)
    return km, days.typical, frozenset(measure.gaps(network, way))


def _cost(now: Measured, then: Measured | None) -> tuple[bool, float, float]:
    """Whether the site is cut off; extra km; extra typical days, unknown where the two are not alike."""
    if then is None:
        return True, np.nan, np.nan
    days = then[1] - now[1] if then[2] == now[2] else np.nan
    return False, then[0] - now[0], days


def _frame(found: Mapping[tuple[str, str, str], list[tuple[bool, float, float]]]) -> pd.DataFrame:
    rows: list[tuple[Any, ...]] = []
    for costs in found.values():
        cut_off = sum(cost[0] for cost in costs)
        km = [cost[1] for cost in costs if not cost[0]]
        days = [cost[2] for cost in costs if not np.isnan(cost[2])]
        rows.append((len(costs), cut_off, *_mean_and_most(km), *_mean_and_most(days), len(days)))
    index = (
        pd.MultiIndex.from_tuples(list(found), names=["kind", "item", "resource"])
        if found
        else (pd.MultiIndex.from_arrays([[], [], []], names=["kind", "item", "resource"]))
    )
    made = pd.DataFrame(rows, index=index, columns=_COLUMNS)
    return made.sort_values(["cut_off", "sites"], ascending=False, kind="stable")


def _mean_and_most(values: list[float]) -> tuple[float, float]:
    return (sum(values) / len(values), max(values)) if values else (np.nan, np.nan)
