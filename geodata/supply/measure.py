"""A way in a row of figures: the same as ``Route.totals`` gives, without the frames that a route holds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Set
from typing import NamedTuple

from geodata.network import Network
from geodata.network.days import Stop
from geodata.network.route import crossings
from geodata.network.search import Way, legs_of, nodes_of

HOURS_PER_DAY = 24
_RANGE = ("low", "typical", "high")
# A wait or leg that no row gives a time for: node, leg, parameter; as a row of ``Route.gaps``.
Wait = tuple[str, str, str]
# How a difference of known days stands to that of all days.
EXACT, AT_MOST, AT_LEAST, NOT_ALIKE = LIKENESS = ("exact", "at-most", "at-least", "not-alike")


def likeness(one: Set[Wait], other: Set[Wait]) -> str:
    """Return how the known days of one way less those of another stand to their difference in full.

    ``exact`` where both leave out the same waits; ``at-most`` where the one leaves out a part of what the
    other does, so that the other has further days; ``at-least`` the other way round; else ``not-alike``.

    Examples
    --------
    >>> at_aktau, at_baku = ("aktau", "", "waiting-hours"), ("baku", "", "waiting-hours")
    >>> likeness(set(), {at_aktau}), likeness({at_aktau}, {at_baku})
    ('at-most', 'not-alike')
    """
    if one == other:
        return EXACT
    return AT_MOST if one < other else AT_LEAST if one > other else NOT_ALIKE


class Figures(NamedTuple):
    """Km, days, borders and CO2 of a way.

    Days and CO2 (kg CO2e per tonne) hold what is known; ``unknown_waits`` counts the waits and legs that no
    row gives a time for, ``co2_km`` the km with a factor.
    """

    length_km: float
    days_low: float
    days_typical: float
    days_high: float
    unknown_waits: int
    border_crossings: int
    co2_low: float
    co2_typical: float
    co2_high: float
    co2_km: float


class Table:
    """The figures of all legs, at hand for many ways; a way that several sites share is measured once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        legs = network.legs
        self._km = legs["length_km"].tolist()
        self._days = legs[[f"days_{name}" for name in _RANGE]].to_numpy().tolist()
        self._co2 = legs[[f"co2_{name}" for name in _RANGE]].to_numpy().tolist()
        self._countries = legs["countries"].tolist()
        self._known: dict[Way, Figures] = {}
        self._unknown: dict[Way, frozenset[Wait]] = {}

    def __call__(self, way: Way) -> Figures:
        """Return the figures of a way."""
        if way not in self._known:
            self._known[way] = self._figures(way)
        return self._known[way]

    def unknown(self, way: Way) -> frozenset[Wait]:
        """Return the waits and legs of a way that no row gives a time for."""
        if way not in self._unknown:
            self._unknown[way] = frozenset(self._untimed(way))
        return self._unknown[way]

    def _untimed(self, way: Way) -> Iterator[Wait]:
        for stop in self._stops(way):
            if math.isnan(stop.hours[1]):
                yield stop.node_id, stop.leg_id, stop.parameter
        for leg in legs_of(way):
            leg_id = self._network.parts[leg].leg_id
            if leg in self._network.lacking:
                yield "", leg_id, "border-hours"
            if math.isnan(self._days[leg][0]):
                yield "", leg_id, "days"

    def _figures(self, way: Way) -> Figures:
        legs = legs_of(way)
        timed = [stop.hours for stop in self._stops(way) if not math.isnan(stop.hours[1])]
        waits = [sum(hours[place] for hours in timed) / HOURS_PER_DAY for place in range(3)]
        # Of a timed leg the typical value alone can be unknown, and that of the way is then, too.
        timed_legs = [self._days[leg] for leg in legs if not math.isnan(self._days[leg][0])]
        days = [wait + sum(leg[place] for leg in timed_legs) for place, wait in enumerate(waits)]
        unknown = len(self.unknown(way))
        co2 = [_sum(self._co2[leg][place] for leg in legs) for place in range(3)]
        km = sum(self._km[leg] for leg in legs)
        co2_km = sum(self._km[leg] for leg in legs if not math.isnan(self._co2[leg][1]))
        return Figures._make((km, *days, unknown, self._crossings(way), *co2, co2_km))

    def _stops(self, way: Way) -> Iterator[Stop]:
        network = self._network
        parts = [network.parts[leg] for leg in legs_of(way)]
        for joint in zip(nodes_of(network, way), [None, *parts], [*parts, None], strict=True):
            yield from network.clock.stops(*joint)

    def _crossings(self, way: Way) -> int:
        parts = [self._network.parts[leg] for leg in legs_of(way)]
        passed = [
            self._countries[vertex // 2][::-1] if vertex % 2 else self._countries[vertex // 2]
            for vertex in way
        ]
        return crossings(parts, passed)


def _sum(values: Iterator[float]) -> float:
    """Sum of what is known, as pandas adds up a column."""
    return sum(value for value in values if not math.isnan(value))
