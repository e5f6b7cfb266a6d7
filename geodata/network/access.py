"""How goods get from a site to the network: the nearest node where they can be loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import shapely

from geodata import measures
from geodata.model import Facts

LOADED = frozenset({"rail", "road"})
# How many nodes a site looks for when the nearest is closed or not allowed: in its own country, and abroad.
MOST_AT_HOME, MOST_ABROAD = 8, 3
_PLACE = ["lon", "lat", "iso3"]


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


class Entries(Mapping[str, tuple[Entry, ...]]):
    """The access links from each site with a place to nodes on rails or roads in service.

    To nodes in its own country first, the shortest first. They are worked out when they are asked for, those
    of one site or, with ``all``, at once: most ways ask for none, and borders take long to cross.
    """

    def __init__(self, facts: Facts, legs: pd.DataFrame) -> None:
        used = legs[legs["mode"].isin(LOADED) & legs["in_service"]]
        self._nodes = facts.nodes.loc[sorted({*used["from_node"], *used["to_node"]})][_PLACE]
        sites = facts.sites[facts.sites["lat"].notna() & facts.sites["lon"].notna()]
        self._sites = sites[_PLACE] if len(self._nodes) else sites[_PLACE].iloc[:0]
        self._borders = facts.borders
        self._made: dict[str, tuple[Entry, ...]] = {}
        self._lock = Lock()

    def __contains__(self, site_id: object) -> bool:
        return site_id in self._sites.index

    def __iter__(self) -> Iterator[str]:
        return iter(map(str, self._sites.index))

    def __len__(self) -> int:
        return len(self._sites)

    def __getitem__(self, site_id: str) -> tuple[Entry, ...]:
        with self._lock:
            if site_id not in self._made:
                self._made |= self._linked(self._sites.loc[[site_id]])
            return self._made[site_id]

    def all(self) -> Mapping[str, tuple[Entry, ...]]:
        """Return those of all sites: at once it takes a tenth of what it takes one by one."""
        with self._lock:
            if len(self._made) < len(self._sites):
                self._made = self._linked(self._sites)
            return self._made

    def _linked(self, sites: pd.DataFrame) -> dict[str, tuple[Entry, ...]]:
        pairs = sites.reset_index().merge(self._nodes.reset_index(), how="cross")
        pairs["km"] = measures.distance_km(*(pairs[name] for name in ("lon_x", "lat_x", "lon_y", "lat_y")))
        pairs["at_home"] = pairs["iso3_x"].eq(pairs["iso3_y"]).astype(bool)
        ranked = pairs.sort_values(["at_home", "km"], ascending=[False, True], kind="stable")
        rank = ranked.groupby(["site_id", "at_home"]).cumcount()
        near = ranked[rank < np.where(ranked["at_home"], MOST_AT_HOME, MOST_ABROAD)]
        ends = near[["lon_x", "lat_x", "lon_y", "lat_y"]].to_numpy().reshape(-1, 2, 2)
        lines: Any = shapely.linestrings(ends)
        inside = measures.km_inside(lines, np.asarray(self._borders.geometry, dtype=object)) > 0
        made: dict[str, list[Entry]] = {str(site_id): [] for site_id in sites.index}
        links = near[["site_id", "node_id", "km", "at_home", "iso3_y"]].itertuples(index=False)
        for (site_id, node_id, km, at_home, iso3), crossed in zip(links, inside, strict=True):
            countries = {*self._borders.index[crossed], *([iso3] if isinstance(iso3, str) else [])}
            made[site_id].append(Entry(site_id, node_id, km, frozenset(countries), at_home))
        return {site_id: tuple(found) for site_id, found in made.items()}
