"""Competing corridors side by side: what is computed for each, beside what is published of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any

import pandas as pd

from geodata.model import RUSSIA
from geodata.network import search
from geodata.network.build import Network
from geodata.network.request import Request, refusals
from geodata.network.route import Route, describe

ELSEWHERE = "elsewhere"
# A corridor by land that is longer than this many times the shortest does not serve a pair.
FAR_ROUND = 2.0
_TRIPP = (
    *("r-horadiz-aghband", "r-aghband-ordubad", "r-ordubad-nakhchivan", "r-nakhchivan-sadarak"),
    "r-sadarak-kars",
)
_NORTH = (RUSSIA, "BLR")
_NORTH_AND_IRAN = (*_NORTH, "IRN")
_CKU = ("r-kashgar-torugart", "r-torugart-makmal", "r-makmal-jalalabad")


@dataclass(frozen=True, slots=True)
class Corridor:
    """A way between Asia and Europe that competes with others.

    Attributes
    ----------
    through : tuple of str
        Legs of which a route must use one to count as this corridor.
    claimed_as : str
        Its name in the table ``comparison``; empty if nothing is published there.
    allows : tuple of str
        Countries that it cannot do without, so that avoiding them is lifted for it.
    shuns : tuple of str
        Countries that it is meant to pass by, so that it never enters them, whatever else is allowed.
    builds : tuple of str
        Legs that are not built and count as built for it; those of other plans do not.
    by_sea : bool
        Whether it is a sea lane, which competes by price and not by length.
    """

    code: str
    through: tuple[str, ...]
    claimed_as: str = ""
    allows: tuple[str, ...] = ()
    shuns: tuple[str, ...] = ()
    builds: tuple[str, ...] = ()
    by_sea: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        """Origin and destination where the reader names none."""
        return ("shanghai", "rotterdam") if self.by_sea else ("xian", "duisburg")


COMPETING = (
    Corridor("caspian-kazakhstan", ("f-aktau-alat", "f-kuryk-alat"), "middle", shuns=_NORTH),
    Corridor("caspian-turkmenistan", ("f-turkmenbashi-alat",), shuns=_NORTH),
    Corridor("northern", ("r-moscow-brest",), "northern", _NORTH),
    Corridor("southern-iran", ("r-bereket-incheh", "r-tejen-sarakhs"), "southern-iran", ("IRN",), _NORTH),
    Corridor("sea-suez", ("o-bam-portsaid",), "ocean-suez", shuns=_NORTH_AND_IRAN, by_sea=True),
    Corridor("sea-cape", ("o-singapore-cape",), "ocean-cape", shuns=_NORTH_AND_IRAN, by_sea=True),
    Corridor("planned-tripp", ("r-aghband-ordubad",), shuns=_NORTH, builds=_TRIPP),
    Corridor("planned-china-kyrgyzstan-uzbekistan", ("r-torugart-makmal",), shuns=_NORTH, builds=_CKU),
)


@dataclass(frozen=True, slots=True, eq=False)
class CorridorRoute:
    """A corridor with its best route for a pair; None where it does not join the two.

    ``detour``: its km over those of the shortest corridor by land for the same pair; a corridor by land above
    ``FAR_ROUND`` joins the two but does not serve them. NaN without a way by land.
    """

    corridor: Corridor
    request: Request
    route: Route | None
    detour: float = float("nan")

    @property
    def pair(self) -> tuple[str | None, str | None]:
        """Its ends."""
        return self.request.origin, self.request.destination


def compare(network: Network, request: Request) -> tuple[CorridorRoute, ...]:
    """Return the best route over each competing corridor.

    Parameters
    ----------
    request : Request
        With both ends: all corridors for that pair. Without: each for its own ends (``Corridor.ends``).
        Countries that a corridor needs are allowed for it, and its own unbuilt legs; all else holds.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> found = compare(network, Request("xian", "duisburg"))
    >>> [one.corridor.code for one in found if one.route][:3]
    ['caspian-kazakhstan', 'caspian-turkmenistan', 'northern']
    """
    found = [over(network, corridor, request) for corridor in COMPETING]
    by_land: defaultdict[tuple[str | None, str | None], list[float]] = defaultdict(list)
    for one in found:
        if one.route and not one.corridor.by_sea:
            by_land[one.pair].append(one.route.totals.length_km)
    return tuple(
        replace(one, detour=one.route.totals.length_km / min(by_land[one.pair]))
        if one.route and by_land[one.pair]
        else one
        for one in found
    )


def over(network: Network, corridor: Corridor, request: Request) -> CorridorRoute:
    """Return the best route over one corridor."""
    whole = bool(request.origin and request.destination)
    origin, destination = (request.origin, request.destination) if whole else corridor.ends
    kept = [code for code in request.avoid if code not in corridor.allows]
    avoid = tuple(dict.fromkeys([*kept, *corridor.shuns]))
    asked = replace(request, origin=origin, destination=destination, avoid=avoid)
    return CorridorRoute(corridor, asked, _route(network, corridor, asked))


def exposure(routes: Mapping[str, Route]) -> pd.DataFrame:
    """Return which part of each route's km lies in each country.

    Returns
    -------
    DataFrame of float
        A row per route, by its key; a column per country, the most exposed first, and last ``elsewhere``: at
        sea, or in a country that the 10m borders leave out. Each row adds up to 1.
    """
    rows = {key: {**route.totals.km_by_country} for key, route in routes.items()}
    km = pd.DataFrame.from_dict(rows, orient="index").fillna(0.0)
    drawn = pd.Series({key: route.totals.length_km for key, route in routes.items()}, dtype=float)
    # The parts of a line cut at a border can be metres longer than the whole.
    total = drawn.clip(lower=km.sum(axis=1))
    shares = km.div(total, axis=0)
    ordered = shares[shares.sum().sort_values(ascending=False, kind="stable").index]
    return ordered.assign(**{ELSEWHERE: (1 - ordered.sum(axis=1)).clip(lower=0)})


def claims(network: Network) -> pd.DataFrame:
    """Return every published claim on a corridor with what is computed for the same two ends.

    Returns
    -------
    DataFrame
        The table ``comparison``, index ``claim_id``, with ``corridor_code`` (as in ``COMPETING``),
        ``computed_km``, ``computed_days_low``, ``computed_days_typical``, ``computed_days_high`` and ``gaps``
        (waits that the computed days leave out); missing where the claim names no ends that are nodes.
    """
    table = network.facts.comparison
    corridors = {corridor.claimed_as: corridor for corridor in COMPETING if corridor.claimed_as}
    rows = [_computed(network, corridors.get(str(row["corridor"])), row) for _, row in table.iterrows()]
    made = pd.DataFrame(rows, index=table.index, columns=_COMPUTED)
    return pd.DataFrame(pd.concat([table, made], axis=1))


def spread(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how far the claims on one corridor and pair lie apart.

    Parameters
    ----------
    rows : DataFrame
        As ``claims`` gives it.

    Returns
    -------
    DataFrame
        A row per ``corridor``, ``origin`` and ``destination``: ``claims`` (how many), ``km_min``, ``km_max``,
        ``days_min``, ``days_max`` (published), and the computed figures. Nothing is averaged.
    """
    longest = rows[["days_low", "days_high"]].max(axis=1)
    ends = ["corridor", "origin", "destination"]
    by_pair = rows.assign(longest=longest).groupby(ends, observed=True, sort=False)
    published = by_pair.agg(
        claims=("year", "size"),
        km_min=("length_km", "min"),
        km_max=("length_km", "max"),
        days_min=("days_low", "min"),
        days_max=("longest", "max"),
    )
    return pd.DataFrame(published.join(by_pair[_COMPUTED[1:]].first()))


_COMPUTED = [
    *("corridor_code", "computed_km", "computed_days_low", "computed_days_typical", "computed_days_high"),
    "gaps",
]


def _computed(network: Network, corridor: Corridor | None, claim: pd.Series[Any]) -> dict[str, Any]:
    if corridor is None:
        return {}
    ends = claim["origin_node"], claim["destination_node"]
    route = None if any(map(pd.isna, ends)) else over(network, corridor, Request(*ends)).route
    if route is None:
        return {"corridor_code": corridor.code}
    figures = (route.totals.length_km, *astuple(route.totals.days), len(route.gaps))
    return dict(zip(_COMPUTED, (corridor.code, *figures), strict=True))


def _route(network: Network, corridor: Corridor, request: Request) -> Route | None:
    found = None if refusals(network, request) else search.both_ends(network, request)
    if found is None:
        return None
    start, end = found
    without = search.banned(network, replace(request, planned=True))
    if not request.planned:
        without |= network.not_built - search.numbers(network, corridor.builds)
    pair = search.Pair(start.node_id, end.node_id, request.prefer, without)
    through = search.numbers(network, corridor.through)
    way = None
    if not corridor.by_sea:
        # A corridor by land takes an ocean lane only where nothing else leads to an end.
        ocean = search.numbers(network, network.legs.index[network.legs["corridor"] == "ocean"])
        way = search.best_through(network, pair._replace(without=without | ocean), through)
    way = way or search.best_through(network, pair, through)
    return describe(network, way, start, end) if way else None
