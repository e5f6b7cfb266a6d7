"""A way in a row of figures: the same as ``Route.totals`` gives, without the frames that a route holds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from geodata.network import Network
from geodata.network.route import crossings
from geodata.network.search import Way, legs_of, nodes_of

HOURS_PER_DAY = 24
_RANGE = ("low", "typical", "high")


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

    def __call__(self, way: Way) -> Figures:
        """Return the figures of a way."""
        if way not in self._known:
            self._known[way] = self._figures(way)
        return self._known[way]

    def _figures(self, way: Way) -> Figures:
        legs, hours = legs_of(way), list(self._hours(way))
        timed = [stop for stop in hours if not math.isnan(stop[1])]
        waits = [sum(stop[place] for stop in timed) / HOURS_PER_DAY for place in range(3)]
        days = [wait + _sum(self._days[leg][place] for leg in legs) for place, wait in enumerate(waits)]
        unknown = len(hours) - len(timed)
        unknown += sum((leg in self._network.lacking) + math.isnan(self._days[leg][1]) for leg in legs)
        co2 = [_sum(self._co2[leg][place] for leg in legs) for place in range(3)]
        km = sum(self._km[leg] for leg in legs)
        co2_km = sum(self._km[leg] for leg in legs if not math.isnan(self._co2[leg][1]))
        return Figures._make((km, *days, unknown, self._crossings(way), *co2, co2_km))

    def _hours(self, way: Way) -> Iterator[tuple[float, float, float]]:
        network = self._network
        parts = [network.parts[leg] for leg in legs_of(way)]
        for joint in zip(nodes_of(network, way), [None, *parts], [*parts, None], strict=True):
            yield from (stop.hours for stop in network.clock.stops(*joint))

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
