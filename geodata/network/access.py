"""How goods get from a site to the network: the nearest node where they can be loaded."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import shapely

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
    places = ["lon", "lat", "iso3"]
    pairs = sites[places].reset_index().merge(nodes[places].reset_index(), how="cross")
    pairs["km"] = measures.distance_km(*(pairs[name] for name in ("lon_x", "lat_x", "lon_y", "lat_y")))
    pairs["at_home"] = pairs["iso3_x"].eq(pairs["iso3_y"]).astype(bool)
    ranked = pairs.sort_values(["at_home", "km"], ascending=[False, True], kind="stable")
    rank = ranked.groupby(["site_id", "at_home"]).cumcount()
    near = ranked[rank < np.where(ranked["at_home"], MOST_AT_HOME, MOST_ABROAD)]
    lines: Any = shapely.linestrings(near[["lon_x", "lat_x", "lon_y", "lat_y"]].to_numpy().reshape(-1, 2, 2))
    inside = measures.km_inside(lines, np.asarray(facts.borders.geometry, dtype=object)) > 0
    made: dict[str, list[Entry]] = {str(site_id): [] for site_id in sites.index}
    links = near[["site_id", "node_id", "km", "at_home", "iso3_y"]].itertuples(index=False)
    for (site_id, node_id, km, at_home, iso3), crossed in zip(links, inside, strict=True):
        countries = {*facts.borders.index[crossed], *([iso3] if isinstance(iso3, str) else [])}
        made[site_id].append(Entry(site_id, node_id, km, frozenset(countries), at_home))
    return {site_id: tuple(found) for site_id, found in made.items()}
