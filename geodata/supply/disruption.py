"""What each closed place or avoided country costs each commodity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import pandas as pd

from geodata.network import Network, Request
from geodata.network.build import Way, legs_of, nodes_of
from geodata.network.disruption import Extra, Summed, disrupted, summed
from geodata.network.search import Tree
from geodata.supply.ways import is_far, is_piped, starts_of, tree_to, ways_along, without_russia, wrong

NODE, COUNTRY = "node", "country"


def disruptions(network: Network, request: Request) -> pd.DataFrame:
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
    found: defaultdict[tuple[str, str, str], list[Extra]] = defaultdict(list)
    if not wrong(network, request):
        asked, resource = without_russia(request), network.facts.sites["resource"]
        loaded = [one for one in sorted(network.entries.all()) if not is_piped(network.facts.sites, one)]
        whole = tree_to(network, asked)

        def then(item: tuple[str, str], sites: list[str]) -> dict[str, Way]:
            return _ways(network, _without(asked, *item), sites, whole)

        now = {site: way for site, way in _ways(network, asked, loaded, whole).items() if way}
        for item, site, extra in disrupted(network, now, _uses(network, asked), then):
            found[*item, str(resource[site])].append(extra)
    return _frame(found)


def _ways(network: Network, request: Request, sites: Iterable[str], whole: Tree | None) -> dict[str, Way]:
    """Return the best ways of some sites, but of those far from where they are loaded."""
    starts = {site: None if is_far(at) else at for site, at in starts_of(network, request, sites).items()}
    ways = ways_along(tree_to(network, request, whole), starts)
    return {site: way for site, way in ways.items() if way is not None}


def _without(request: Request, kind: str, item: str) -> Request:
    """Return a request that leaves out a node or a country beside what it left out."""
    if kind == NODE:
        return replace(request, closed=(*request.closed, item))
    return replace(request, avoid=(*request.avoid, item))


def _uses(network: Network, request: Request) -> Callable[[str, Way], list[tuple[str, str]]]:
    """Return what of a site's way is taken away, one thing at a time."""
    touched: defaultdict[int, set[str]] = defaultdict(set)
    for country, legs in network.touching.items():
        for leg in legs:
            touched[leg].add(country)
    home, places = network.facts.sites["iso3"], network.clock.nodes

    def uses(site: str, way: Way) -> list[tuple[str, str]]:
        passed = set[str]().union(*(touched[leg] for leg in legs_of(way)))
        start, *nodes, end = nodes_of(network, way)
        # The loading point may lie abroad: without that country the site would be loaded elsewhere.
        passed -= {home[site], places[start].iso3, places[end].iso3, *request.avoid}
        return [*((NODE, node) for node in nodes), *((COUNTRY, country) for country in passed)]

    return uses


def _frame(found: Mapping[tuple[str, str, str], list[Extra]]) -> pd.DataFrame:
    keys = sorted(found, key=lambda key: (key[0] == COUNTRY, key[1]))
    rows = [summed(found[key], lambda extra: extra.alike) for key in keys]
    index = pd.MultiIndex.from_frame(pd.DataFrame(keys, columns=["kind", "item", "resource"]))
    made = pd.DataFrame(rows, index=index, columns=["sites", *Summed._fields[1:]])
    return made.sort_values(["cut_off", "sites"], ascending=False, kind="stable")
