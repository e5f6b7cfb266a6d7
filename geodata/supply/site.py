"""The way out of one site: where it is loaded, its route without Russia and with it, and the difference."""

from __future__ import annotations

from dataclasses import dataclass, replace

import shapely

from geodata.network import Answer, End, Network, Request, Route, Span, answer, search
from geodata.network.measure import likeness
from geodata.network.request import resolve, why_no_entry
from geodata.network.route import describe
from geodata.supply.ways import FAR_KM, RUSSIA, is_piped, starts_of, with_russia, without_russia

# Refusals of a site that has no place, or is none.
_NOWHERE = frozenset({"no_place", "unknown_end", "unlike_end", "missing_end"})


@dataclass(frozen=True, slots=True)
class Access:
    """The straight stretch from a site to where it is loaded: no road, in no km, day or CO2 of a route.

    Attributes
    ----------
    site_id, node_id : str
    length_km : float
        Geodesic.
    precision : str
        Of the site's point, as in ``sites``.
    line : LineString
        From the site to the node, EPSG:4326.
    far : bool
        Whether it is longer than ``FAR_KM``, so that the network is not near.
    end : End
        The node with the nearer one that it is taken instead of, and why.
    """

    site_id: str
    node_id: str
    length_km: float
    precision: str
    line: shapely.LineString
    far: bool
    end: End


@dataclass(frozen=True, slots=True)
class Difference:
    """What the way without Russia has more than the way with it; negative if it has less.

    Of ``days`` and ``co2`` low is taken from low and so on. ``days_kind`` says how the difference of the
    known days stands to that in full (``likeness``): where it is not-alike, ``days`` tell nothing.
    ``unknown_waits`` is how many more waits or legs without known days the way without Russia has.
    """

    length_km: float
    days: Span
    days_kind: str
    unknown_waits: int
    border_crossings: int
    co2: Span


@dataclass(frozen=True, slots=True, eq=False)
class WayOut:
    """How the goods of one site can leave for one end.

    Attributes
    ----------
    access : Access or None
        None if the site has no place, or can be loaded nowhere.
    no_access_because : str
        Why it can be loaded nowhere, as in ``ways_out``; else empty.
    without_russia, planned, with_russia : Answer
        Without Russia; the same where legs may be used that are not built; with Russia allowed, from the same
        loading point. The other countries and closings of the request hold for all three. Of a ``piped``
        field they are those of goods as if loaded there.
    piped : bool
        Whether pipelines empty the site.
    difference : Difference or None
        The way without Russia less the way with it, both built; None unless there are both.
    through_russia : Route or None
        The best way that does enter Russia: with Russia allowed, the best of all may keep out of it.
    through_difference : Difference or None
        The way without Russia less that one.
    """

    site_id: str
    access: Access | None
    no_access_because: str
    piped: bool
    without_russia: Answer
    planned: Answer
    with_russia: Answer
    difference: Difference | None
    through_russia: Route | None
    through_difference: Difference | None

    @property
    def status(self) -> str:
        """One of ``STATUSES``: the same as the row of ``ways_out``."""
        if any(one.key in _NOWHERE for one in self.with_russia.refusals):
            return "no-place"
        return "piped" if self.piped else self.goods

    @property
    def goods(self) -> str:
        """The status of what is loaded there: the same as ``goods`` of ``ways_out``."""
        at_end = self.access and self.access.node_id == self.without_russia.request.destination
        # Another site may be the end, and be loaded at the same node.
        if at_end or any(one.key == "same_ends" for one in self.without_russia.refusals):
            return "at-end"
        if self.access and self.access.far:
            return "far"
        found = (("open", self.without_russia), ("planned", self.planned), ("russia", self.with_russia))
        return next((status for status, one in found if one.best), "none")


def way_out(network: Network, site_id: str, request: Request, most: int = 0) -> WayOut:
    """Return the way out of a site; never raises on what a reader asks.

    Parameters
    ----------
    site_id : str
        Row of ``sites``; what is no site is refused in the answers.
    request : Request
        Its origin is not looked at.
    most : int
        How many alternatives each answer may have.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> out = way_out(network, "inkai", Request(None, "rotterdam"))
    >>> out.status, out.access.node_id, out.without_russia.best.km_inside("RUS")
    ('open', 'shieli', 0.0)
    """
    asked = replace(request, origin=f"site:{site_id}", planned=False)
    avoiding = without_russia(asked)
    access = _access(network, site_id, avoiding)
    allowing = with_russia(asked)
    if access:
        allowing = replace(allowing, origin=f"node:{access.node_id}")
    here, there = answer(network, avoiding, most), answer(network, allowing, most)
    # Legs that are not built could make a nearer place do; the difference would be that of two places.
    origin = allowing.origin if here.best else avoiding.origin
    unbuilt = answer(network, replace(avoiding, origin=origin, planned=True), most)
    through = None if there.refusals else _through_russia(network, allowing)
    differences = [_difference(here.best, other) for other in (there.best, through)]
    sites = network.facts.sites
    piped = site_id in sites.index and is_piped(sites, site_id)
    because = why_no_entry(network, site_id, avoiding)
    answers = (here, unbuilt, there)
    return WayOut(site_id, access, because, piped, *answers, differences[0], through, differences[1])


def _through_russia(network: Network, request: Request) -> Route | None:
    start, end = (resolve(network, str(one), request) for one in (request.origin, request.destination))
    if start is None or end is None or start.node_id == end.node_id:
        return None
    pair = search.Pair(start.node_id, end.node_id, request.prefer, search.banned(network, request))
    way = search.best_through(network, pair, network.index.touching.get(RUSSIA, frozenset()) - pair.without)
    return describe(network, way, start, end) if way else None


def _access(network: Network, site_id: str, request: Request) -> Access | None:
    placed = site_id in network.entries.sites
    start = starts_of(network, request, [site_id])[site_id] if placed else None
    if start is None:
        return None
    site, node = network.facts.sites.loc[site_id], network.facts.nodes.loc[start.node_id]
    line = shapely.LineString([(site["lon"], site["lat"]), (node["lon"], node["lat"])])
    km = start.access_km
    return Access(site_id, start.node_id, km, str(site["precision"]), line, km > FAR_KM, start)


def _difference(here: Route | None, there: Route | None) -> Difference | None:
    if here is None or there is None:
        return None
    one, other = here.totals, there.totals
    waits = [set(route.gaps.itertuples(index=False, name=None)) for route in (here, there)]
    return Difference(
        length_km=one.length_km - other.length_km,
        days=one.days - other.days,
        days_kind=likeness(*waits),
        unknown_waits=len(here.gaps) - len(there.gaps),
        border_crossings=one.border_crossings - other.border_crossings,
        co2=one.co2 - other.co2,
    )
