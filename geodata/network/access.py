"""How goods get from a site to the network: the nearest node where they can be loaded."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata import measures
from geodata.model import Facts

LOADED = frozenset({"rail", "road"})
# How many nodes a site looks for when the nearest is closed or not allowed: in its own country, and abroad.
MOST_AT_HOME, MOST_ABROAD = 8, 3


class Entry(NamedTuple):
    """A straight link from a site to a node; not a road, and no part of days or CO2.

    ``countries`` are those with a kilometre of the link, and that of the node; ``at_home`` tells whether
    site and node lie in one.
    """

    site_id: str
    node_id: str
    access_km: float
    countries: frozenset[str]
    at_home: bool


def entries(facts: Facts, legs: pd.DataFrame) -> dict[str, tuple[Entry, ...]]:
    """Return the access links from every site with a place to nodes on rails or roads in service.

    To nodes in its own country first, the shortest first.
    """
    used = legs[legs["mode"].isin(LOADED) & legs["in_service"]]
    nodes = facts.nodes.loc[sorted({*used["from_node"], *used["to_node"]})]
    sites = facts.sites[facts.sites["lat"].notna() & facts.sites["lon"].notna()]
    if nodes.empty or sites.empty:
        return {}
    lon, lat = (np.tile(nodes[name].to_numpy(), len(sites)) for name in ("lon", "lat"))
    from_lon, from_lat = (np.repeat(sites[name].to_numpy(), len(nodes)) for name in ("lon", "lat"))
    km = measures.distance_km(from_lon, from_lat, lon, lat).reshape(len(sites), len(nodes))
    home = sites["iso3"].to_numpy()[:, None] == nodes["iso3"].to_numpy()[None, :]
    return _entries(facts, sites, nodes, km, _candidates(km, home))


def _candidates(km: NDArray[np.float64], home: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Site and node, in the order in which a site asks for them."""
    made = []
    for row, order in enumerate(np.argsort(km, axis=1, kind="stable")):
        at_home, abroad = order[home[row, order]], order[~home[row, order]]
        made += [(row, int(column)) for column in (*at_home[:MOST_AT_HOME], *abroad[:MOST_ABROAD])]
    return made


def _entries(
    facts: Facts,
    sites: pd.DataFrame,
    nodes: pd.DataFrame,
    km: NDArray[np.float64],
    pairs: list[tuple[int, int]],
) -> dict[str, tuple[Entry, ...]]:
    places, ends = (frame[["lon", "lat"]].to_numpy() for frame in (sites, nodes))
    lines = shapely.linestrings([(places[row], ends[column]) for row, column in pairs])
    borders = facts.borders
    inside = measures.km_inside(np.asarray(lines, dtype=object), np.asarray(borders.geometry, dtype=object))
    codes, iso3 = np.array(borders.index, dtype=object), nodes["iso3"].to_numpy()
    home = sites["iso3"].to_numpy()
    made: dict[str, list[Entry]] = {str(site_id): [] for site_id in sites.index}
    for (row, column), shares in zip(pairs, inside, strict=True):
        countries = frozenset(
            {*codes[shares > 0], *([iso3[column]] if isinstance(iso3[column], str) else [])}
        )
        site_id, node_id = str(sites.index[row]), str(nodes.index[column])
        made[site_id].append(
            Entry(site_id, node_id, float(km[row, column]), countries, bool(home[row] == iso3[column]))
        )
    return {site_id: tuple(found) for site_id, found in made.items()}
