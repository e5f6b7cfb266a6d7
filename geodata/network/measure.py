"""What a way measures: kilometres, days, CO2, borders, breaks of gauge; and how the days of two ways compare.

All that tells of a way (a route, the table of all sites, what a disruption costs) asks here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import astuple, dataclass, replace
from itertools import pairwise

import numpy as np

from geodata.network.build import Network, Way, edges_of, legs_of
from geodata.network.days import HOURS_PER_DAY, PUBLISHED, UNKNOWN, Range, Stop, gauge_breaks

# A wait or leg that no row gives a time for: node, leg, parameter.
Wait = tuple[str, str, str]
# How a difference of known days stands to that of all days.
EXACT, AT_MOST, AT_LEAST, NOT_ALIKE = "exact", "at-most", "at-least", "not-alike"


@dataclass(frozen=True, slots=True)
class Span:
    """Low, typical and high of one figure; NaN is unknown."""

    low: float
    typical: float
    high: float

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.typical + other.typical, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        """Low less low, and so on."""
        return Span(self.low - other.low, self.typical - other.typical, self.high - other.high)


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Figures of a way as a whole.

    Attributes
    ----------
    length_km, access_km : float
        Geodesic km of the drawn legs; straight km between sites and their nodes, in no other figure.
    days, days_published, days_modelled : Span
        All known days; those that a source gives for a leg itself; those modelled (legs over a speed, and
        all stops). Unknown, like ``co2``, where an end ``is_far`` from its node. The first is the sum of the
        other two, and leaves out what ``gaps`` names. The typical value is unknown where that of a timed leg
        is: it is never the sum of a part.
    timed_share, co2_share : float
        Part of the km whose days (whose factor) are known, 0 to 1.
    co2 : Span
        kg CO2e per tonne of goods, well to wheel, over the legs with a factor.
    legs_by_mode : mapping of str to int
    km_by_mode, km_by_country : mapping of str to float
        Countries without a kilometre are left out.
    border_crossings, mode_changes, gauge_breaks : int
        Changes of country along the nodes and through countries with 5 km of a drawn line; changes of mode
        between legs; joints of legs without a common gauge, and legs that contain a change of gauge.
    gaps : tuple of (node, leg, parameter)
        Waits and legs that no row gives a time for.
    """

    length_km: float
    access_km: float
    days: Span
    days_published: Span
    days_modelled: Span
    timed_share: float
    co2: Span
    co2_share: float
    legs_by_mode: Mapping[str, int]
    km_by_mode: Mapping[str, float]
    km_by_country: Mapping[str, float]
    border_crossings: int
    mode_changes: int
    gauge_breaks: int
    gaps: tuple[Wait, ...]

    @property
    def unknown_waits(self) -> int:
        """How many waits and legs no row gives a time for."""
        return len(self.gaps)


@dataclass(frozen=True, slots=True)
class Difference:
    """What one way has more than another; negative if it has less.

    Of ``days`` and ``co2`` low is taken from low and so on. ``days_kind`` says how the difference of the
    known days stands to that in full (``comparability``): where it is not-alike, ``days`` tell nothing.
    ``unknown_waits`` is how many more waits or legs without known days the one way has.
    """

    length_km: float
    days: Span
    days_kind: str
    unknown_waits: int
    border_crossings: int
    co2: Span


def totals(network: Network, way: Way, access_km: float = 0.0) -> Totals:
    """Return all figures of a way; ``access_km`` is taken over as it is."""
    legs = legs_of(way)
    parts = [network.parts[leg] for leg in legs]
    said, modelled, gaps = timing(network, way)
    by_mode = dict(Counter(part.mode for part in parts))
    factored = [leg for leg in legs if not math.isnan(network.co2[leg][1])]
    return Totals(
        length_km=km(network, legs),
        access_km=access_km,
        days=said + modelled,
        days_published=said,
        days_modelled=modelled,
        timed_share=_share(network, [leg for leg in legs if network.running[leg].basis], legs),
        co2=_sum(network.co2[leg] for leg in factored),
        co2_share=_share(network, factored, legs),
        legs_by_mode=by_mode,
        km_by_mode={mode: sum(part.length_km for part in parts if part.mode == mode) for mode in by_mode},
        km_by_country=_km_by_country(network, legs),
        border_crossings=_crossings(network, way),
        mode_changes=sum(one.mode != other.mode for one, other in pairwise(parts)),
        gauge_breaks=sum(len(part.gauges) > 1 for part in parts)
        + sum(gauge_breaks(one, other) for one, other in pairwise(parts)),
        gaps=gaps,
    )


def without_days(found: Totals) -> Totals:
    """Return the figures of a way that lacks a part: its km stand, its days and CO2 are not known."""
    unknown = Span(*UNKNOWN)
    return replace(
        found,
        days=unknown,
        days_published=unknown,
        days_modelled=unknown,
        timed_share=0.0,
        co2=unknown,
        co2_share=0.0,
    )


def km(network: Network, legs: Iterable[int]) -> float:
    """Return the length of some legs."""
    return sum(network.parts[leg].length_km for leg in legs)


def stops(network: Network, way: Way) -> list[Stop]:
    """Return what goods wait for on a way, known or not, in order."""
    return [stop for edge in edges_of(network, way) for stop in edge["stops"]]


def timing(network: Network, way: Way) -> tuple[Span, Span, tuple[Wait, ...]]:
    """Return the days of a way that a source gives for a leg itself, those modelled, and what both leave out.

    Known stops are among the modelled days. Left out are the waits and legs that no row gives a time for.
    """
    legs, held = legs_of(way), stops(network, way)
    timed = [network.running[leg] for leg in legs if network.running[leg].basis]
    said = _sum(run.days for run in timed if run.basis == PUBLISHED)
    modelled = _sum(run.days for run in timed if run.basis != PUBLISHED)
    hours = _sum(stop.hours for stop in held if stop.is_known)
    known = Span(*(value / HOURS_PER_DAY for value in astuple(hours)))
    waits = [(stop.node_id, stop.leg_id, stop.parameter) for stop in held if not stop.is_known]
    parts = [network.parts[leg] for leg in legs]
    borders = [("", part.leg_id, "border-hours") for part in parts if network.clock.lacks_border(part)]
    untimed = [("", network.parts[leg].leg_id, "days") for leg in legs if not network.running[leg].basis]
    return said, modelled + known, (*waits, *borders, *untimed)


def difference(one: Totals, other: Totals) -> Difference:
    """Return what one way has more than another."""
    return Difference(
        length_km=one.length_km - other.length_km,
        days=one.days - other.days,
        days_kind=comparability({*one.gaps}, {*other.gaps}),
        unknown_waits=one.unknown_waits - other.unknown_waits,
        border_crossings=one.border_crossings - other.border_crossings,
        co2=one.co2 - other.co2,
    )


def comparability(one: Set[Wait], other: Set[Wait]) -> str:
    """Return how the known days of one way less those of another stand to their difference in full.

    ``exact`` where both leave out the same waits; ``at-most`` where the one leaves out a part of what the
    other does, so that the other has further days; ``at-least`` the other way round; else ``not-alike``.

    Examples
    --------
    >>> at_aktau, at_baku = ("aktau", "", "waiting-hours"), ("baku", "", "waiting-hours")
    >>> comparability(set(), {at_aktau}), comparability({at_aktau}, {at_baku})
    ('at-most', 'not-alike')
    """
    if one == other:
        return EXACT
    return AT_MOST if one < other else AT_LEAST if one > other else NOT_ALIKE


def _sum(ranges: Iterable[Range]) -> Span:
    return Span(*map(sum, zip((0.0, 0.0, 0.0), *ranges, strict=True)))


def _share(network: Network, known: Iterable[int], legs: Iterable[int]) -> float:
    whole = km(network, legs)
    return km(network, known) / whole if whole else math.nan


def _km_by_country(network: Network, legs: tuple[int, ...]) -> dict[str, float]:
    """Km in each country, the most first."""
    inside = network.km_by_country.to_numpy()[list(legs)].sum(axis=0)
    codes = network.km_by_country.columns
    order = np.argsort(-inside, kind="stable")
    return {str(codes[place]): float(inside[place]) for place in order if inside[place] > 0}


def _crossings(network: Network, way: Way) -> int:
    """Count the changes of country; goods that stay on a ship do not enter where it calls on its way."""
    passed: list[str] = []
    before = ""
    for vertex in way:
        part = network.parts[vertex // 2]
        countries = part.passed[::-1] if vertex % 2 else part.passed
        if before == part.mode == "sea" and passed and countries and passed[-1] == countries[0]:
            passed.pop()
            countries = countries[1:]
        passed += countries
        before = part.mode
    return sum(one != other for one, other in pairwise(passed))
