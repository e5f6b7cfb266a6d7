"""How long a leg takes, and how long goods stand at a node between two legs.

A leg runs for as long as a source says of that very leg (``published``), or for its geodesic length over a
sourced speed (``modelled``). A source may give low and high days alone: the leg is then timed and no gap,
and the typical total of a way over it is unknown. What happens at a node (border, port, transshipment) is
added as a stop with the row that it rests on; where no row holds, the stop has no hours and the total does
not contain it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from geodata.model import LAND, SHIPS
from geodata.network.assumptions import Assumptions, Place, Row

# Goods wait at a border for a stop of any of these kinds of node.
BORDER_KINDS = frozenset({"border-crossing", "gauge-break"})
HOURS_PER_DAY = 24
KM_PER_NAUTICAL_MILE = 1.852
MODELLED = "modelled"
PUBLISHED = "published"
UNKNOWN = (np.nan, np.nan, np.nan)

Range = tuple[float, float, float]


class Node(NamedTuple):
    """What a stop depends on."""

    node_id: str
    kind: str
    iso3: str


class Leg(NamedTuple):
    """What running and stopping depend on; ``passed``: its countries, in the order of the line."""

    leg_id: str
    ends: frozenset[str]
    countries: frozenset[str]
    mode: str
    corridor: str
    gauges: frozenset[str]
    passed: tuple[str, ...]
    length_km: float
    published_days: tuple[float, float]
    published_kind: str


class Running(NamedTuple):
    """Days of a leg: low, typical and high; how they were found; the rows they rest on.

    Without a basis nothing is known; with one, the typical value alone may be missing.
    """

    days: Range
    basis: str
    kind: str
    assumption_ids: tuple[str, ...]
    speed_kind: str = ""


class Stop(NamedTuple):
    """Hours at a node for one reason, on account of one leg; unknown without a row.

    ``figure_of``: of what they are a figure, as in ``assumptions``.
    """

    node_id: str
    leg_id: str
    parameter: str
    hours: Range
    kind: str
    figure_of: str
    assumption_id: str

    @property
    def is_known(self) -> bool:
        """Whether a row gives its hours."""
        return bool(self.assumption_id)


@dataclass(frozen=True, slots=True)
class Clock:
    """Days and hours from the table ``assumptions``."""

    assumptions: Assumptions
    nodes: Mapping[str, Node]

    def running(self, leg: Leg) -> Running:
        """Return the days of a leg without its stops."""
        place = _on(leg)
        crossing = self.assumptions.find("sailing-hours", place) if leg.mode in SHIPS else None
        if not np.isnan(leg.published_days).any():
            return _published(leg, crossing)
        if crossing:
            days = _scaled(crossing, 1 / HOURS_PER_DAY)
            return Running(days, PUBLISHED, crossing.kind, (crossing.assumption_id,))
        knots = leg.mode in SHIPS
        speed = self.assumptions.find("sea-speed-knots" if knots else "speed-km-per-day", place)
        if speed is None:
            return Running(UNKNOWN, "", "", ())
        per_day = KM_PER_NAUTICAL_MILE * HOURS_PER_DAY if knots else 1.0
        # The highest speed gives the fewest days.
        low, typical, high = (
            leg.length_km / (knots_or_km * per_day) for knots_or_km in (speed.high, speed.typical, speed.low)
        )
        return Running((low, typical, high), MODELLED, MODELLED, (speed.assumption_id,), speed.kind)

    def stops(self, node_id: str, arriving: Leg | None, leaving: Leg | None) -> Iterator[Stop]:
        """Yield what goods wait for at a node between two legs; None stands for the end of the route."""
        node = self.nodes[node_id]
        yield from self._port(node, arriving, leaving)
        if arriving and leaving:
            yield from self._border(node, arriving, leaving)
            if {arriving.mode, leaving.mode} == LAND:
                yield self._stop("transshipment-hours", node, leaving)

    def lacks_border(self, leg: Leg) -> bool:
        """Whether a railway leads over a border without a node on either side where a stop could be known."""
        kinds = {self.nodes[node].kind for node in leg.ends}
        return len(leg.countries) > 1 and leg.mode == "rail" and kinds.isdisjoint(BORDER_KINDS)

    def _port(self, node: Node, arriving: Leg | None, leaving: Leg | None) -> Iterator[Stop]:
        through = arriving and leaving and arriving.mode == leaving.mode == "sea"
        if through:
            return
        for leg in (arriving, leaving):
            if leg and leg.mode in SHIPS:
                yield self._stop("waiting-hours", node, leg)
                yield self._stop("handling-hours", node, leg)
        if leaving and leaving.mode in SHIPS:
            # Goods that come at any time wait half the interval between two ships.
            yield self._stop("sailing-interval-hours", node, leaving, share=0.5)

    def _border(self, node: Node, arriving: Leg, leaving: Leg) -> Iterator[Stop]:
        by_land = [leg for leg in (arriving, leaving) if leg.mode in LAND]
        crossing = next((leg for leg in by_land if len(leg.passed) > 1), None)
        break_of_gauge = gauge_breaks(arriving, leaving)
        if node.kind in BORDER_KINDS and by_land and (crossing or break_of_gauge):
            stop = self._stop("border-hours", node, crossing or leaving)
            # The speed of lorries contains their borders, so no row is no gap on a road.
            if stop.assumption_id or "rail" in {leg.mode for leg in by_land}:
                yield stop
        elif break_of_gauge:
            yield self._stop("gauge-change-hours", node, leaving)

    def _stop(self, parameter: str, node: Node, leg: Leg, share: float = 1.0) -> Stop:
        place = _on(leg)
        if parameter != "sailing-interval-hours":
            here = frozenset({node.node_id})
            place = place._replace(node=here, country=frozenset({node.iso3}), kind=frozenset({node.kind}))
        row = self.assumptions.find(parameter, place)
        hours = _scaled(row, share) if row else UNKNOWN
        rests_on = (row.kind, row.figure_of, row.assumption_id) if row else ("", "", "")
        return Stop(node.node_id, leg.leg_id, parameter, hours, *rests_on)


def gauge_breaks(arriving: Leg, leaving: Leg) -> bool:
    """Whether two legs that follow one another have no gauge in common; unknown gauges break nothing."""
    known = bool(arriving.gauges and leaving.gauges)
    return known and arriving.gauges.isdisjoint(leaving.gauges)


def _on(leg: Leg) -> Place:
    corridor, mode = frozenset({leg.corridor}), frozenset({leg.mode})
    return Place(leg.ends, leg.ends, leg.countries, corridor, frozenset(), mode)


def _published(leg: Leg, crossing: Row | None) -> Running:
    low, high = leg.published_days
    if low == high:
        return Running((low, low, high), PUBLISHED, leg.published_kind, ())
    if crossing is None:
        return Running((low, np.nan, high), PUBLISHED, leg.published_kind, ())
    # The leg's own source gives no typical value; that of the crossing is held within what it does give.
    typical = min(max(crossing.typical / HOURS_PER_DAY, low), high)
    return Running((low, typical, high), PUBLISHED, leg.published_kind, (crossing.assumption_id,))


def _scaled(row: Row, factor: float) -> Range:
    return row.low * factor, row.typical * factor, row.high * factor
