"""The way out of one site: where it is loaded, its routes without Russia and with it, and the difference."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geodata.model import RUSSIA
from geodata.network import End, Network, Refusal, Request, Route, measure, search
from geodata.network.build import Way
from geodata.network.measure import Difference
from geodata.network.request import refusals, resolve, why_no_entry
from geodata.network.route import describe
from geodata.supply.ways import NOWHERE, leaving, status_of, with_russia, without_russia


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The best route of a site under one request; None if there is none, or the request is wrong."""

    request: Request
    refusals: tuple[Refusal, ...]
    best: Route | None


@dataclass(frozen=True, slots=True, eq=False)
class WayOut:
    """How the goods of one site can leave for one end: the row of ``ways_out`` with its routes.

    Attributes
    ----------
    status, goods : str
        As in ``ways_out``.
    start : End or None
        Where it is loaded, with the straight km to there, which are no road and in no figure of a route; None
        if it has no place, or can be loaded nowhere.
    no_access_because : str
        Why it can be loaded nowhere, as in ``ways_out``; else empty.
    without_russia, planned, with_russia : Found
        Without Russia; the same where legs may be used that are not built; with Russia allowed, from the same
        loading point. The other countries and closings of the request hold for all three. Of a ``piped``
        field they are those of goods as if loaded there.
    difference : Difference or None
        The way without Russia less the way with it, both built; None unless there are both.
    through_russia : Route or None
        The best way that does enter Russia: with Russia allowed, the best of all may keep out of it.
    through_difference : Difference or None
        The way without Russia less that one.
    """

    site_id: str
    status: str
    goods: str
    start: End | None
    no_access_because: str
    without_russia: Found
    planned: Found
    with_russia: Found
    difference: Difference | None
    through_russia: Route | None
    through_difference: Difference | None

    @property
    def piped(self) -> bool:
        """Whether pipelines empty the site."""
        return self.status == "piped"


def way_out(network: Network, site_id: str, request: Request) -> WayOut:
    """Return the way out of a site; never raises on what a reader asks.

    Parameters
    ----------
    site_id : str
        Row of ``sites``; what is no site is refused in the answers.
    request : Request
        Its origin is not looked at, nor whether it may use legs that are not built.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> out = way_out(network, "inkai", Request(None, "rotterdam"))
    >>> out.status, out.start.node_id, out.without_russia.best.km_inside("RUS")
    ('open', 'shieli', 0.0)
    """
    asked = replace(request, origin=f"site:{site_id}", planned=False)
    placed = site_id in network.entries
    found = leaving(network, asked, [site_id])[site_id] if placed else NOWHERE
    # With Russia, and with legs that are not built, it begins at the same place.
    node = f"node:{found.start.node_id}" if found.start else asked.origin
    here = _found(network, without_russia(asked), found.start, found.built)
    unbuilt = replace(here.request, origin=node if here.best else asked.origin, planned=True)
    allowing = replace(with_russia(asked), origin=node)
    there = _found(network, allowing, found.start_with_russia, found.with_russia)
    through = None if there.refusals else _through_russia(network, allowing, found.start_with_russia)
    return WayOut(
        site_id=site_id,
        status=status_of(network, site_id, found),
        goods=found.goods if placed else "no-place",
        start=found.start,
        no_access_because=why_no_entry(network, site_id, here.request),
        without_russia=here,
        planned=_found(network, unbuilt, found.start, found.planned),
        with_russia=there,
        difference=_less(here.best, there.best),
        through_russia=through,
        through_difference=_less(here.best, through),
    )


def _found(network: Network, request: Request, start: End | None, way: Way | None) -> Found:
    wrong = refusals(network, request)
    route = _route(network, request, start, way) if start and way and not wrong else None
    return Found(request, wrong, route)


def _route(network: Network, request: Request, start: End, way: Way) -> Route | None:
    end = resolve(network, str(request.destination), request)
    # Where the request names the node, the straight line to it is told of elsewhere.
    begin = start if request.origin == f"site:{start.site_id}" else End(start.node_id)
    return describe(network, way, begin, end) if end else None


def _through_russia(network: Network, request: Request, start: End | None) -> Route | None:
    end = resolve(network, str(request.destination), request)
    if start is None or end is None or start.node_id == end.node_id:
        return None
    pair = search.Pair(start.node_id, end.node_id, request.prefer, search.banned(network, request))
    way = search.best_through(network, pair, network.touching.get(RUSSIA, frozenset()) - pair.without)
    return _route(network, request, start, way) if way else None


def _less(here: Route | None, there: Route | None) -> Difference | None:
    return measure.difference(here.totals, there.totals) if here and there else None
