"""The way out of one site: where it is loaded, its routes without Russia and with it, and the difference."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from geodata.model import RUSSIA
from geodata.network import End, Network, Refusal, Request, Route, measure, search
from geodata.network.build import Way
from geodata.network.measure import Difference
from geodata.network.request import refusals, resolve, why_no_entry
from geodata.network.route import describe
from geodata.supply.ways import NOWHERE, Leaving, leaving, status_of, with_russia, without_russia


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The best route of a site under one request; None if there is none, or the request is wrong."""

    request: Request
    refusals: tuple[Refusal, ...]
    best: Route | None


@dataclass(frozen=True, eq=False)
class WayOut:
    """How the goods of one site can leave for one end: the row of ``ways_out`` with its routes.

    Each route is worked out when it is first asked for: most readers look at the one without Russia alone.
    The other countries and closings of the request hold for all of them.

    Attributes
    ----------
    status : str
        As in ``ways_out``.
    leaving : Leaving
        Where it is loaded, and the ways on from there.
    """

    network: Network = field(repr=False)
    request: Request
    site_id: str
    status: str
    leaving: Leaving

    @property
    def goods(self) -> str:
        """The status of what is loaded there, as in ``ways_out``."""
        return self.leaving.goods if self.site_id in self.network.entries else "no-place"

    @property
    def start(self) -> End | None:
        """Where it is loaded, with the straight km to there, which are no road and in no figure of a route.

        None if it has no place, or can be loaded nowhere.
        """
        return self.leaving.start

    @property
    def piped(self) -> bool:
        """Whether pipelines empty the site."""
        return self.status == "piped"

    @cached_property
    def no_access_because(self) -> str:
        """Why it can be loaded nowhere, as in ``ways_out``; else empty."""
        return why_no_entry(self.network, self.site_id, without_russia(self.request))

    @cached_property
    def without_russia(self) -> Found:
        """The best route without Russia; of a ``piped`` field that of goods as if loaded there."""
        return _found(self.network, without_russia(self.request), self.start, self.leaving.built)

    @cached_property
    def planned(self) -> Found:
        """The same where legs may be used that are not built."""
        here = self.without_russia
        origin = self._loading if here.best else self.request.origin
        unbuilt = replace(here.request, origin=origin, planned=True)
        return _found(self.network, unbuilt, self.start, self.leaving.planned)

    @cached_property
    def with_russia(self) -> Found:
        """The best route with Russia allowed, from the same loading point."""
        return _found(self.network, self._allowing, self.leaving.start_with_russia, self.leaving.with_russia)

    @cached_property
    def difference(self) -> Difference | None:
        """The way without Russia less the way with it, both built; None unless there are both."""
        return _less(self.without_russia.best, self.with_russia.best)

    @cached_property
    def through_russia(self) -> Route | None:
        """The best way that does enter Russia: with it allowed, the best of all may keep out of it."""
        if refusals(self.network, self._allowing):
            return None
        return _through_russia(self.network, self._allowing, self.leaving.start_with_russia)

    @cached_property
    def through_difference(self) -> Difference | None:
        """The way without Russia less that one."""
        return _less(self.without_russia.best, self.through_russia)

    @property
    def _loading(self) -> str | None:
        # With Russia, and with legs that are not built, it begins at the same place.
        return f"node:{self.start.node_id}" if self.start else self.request.origin

    @property
    def _allowing(self) -> Request:
        return replace(with_russia(self.request), origin=self._loading)


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
    found = leaving(network, asked, [site_id])[site_id] if site_id in network.entries else NOWHERE
    return WayOut(network, asked, site_id, status_of(network, site_id, found), found)


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
