"""A route in figures: its legs, its stops, its totals and the proof of what it passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from geodata.network import search
from geodata.network.build import Network
from geodata.network.days import HOURS_PER_DAY, PUBLISHED, Leg, Stop, gauge_breaks
from geodata.network.legs import RANGE
from geodata.network.request import End
from geodata.network.search import Way

_LEG_COLUMNS = [
    *("from_node", "to_node", "mode", "corridor", "status", "operator", "gauge_mm", "length_km"),
    *("published_km_low", "published_km_high", "length_ids", "days_low", "days_typical", "days_high"),
    *(
        "days_basis",
        "days_kind",
        "speed_kind",
        "assumption_ids",
        "days_source_ids",
        "co2_low",
        "co2_typical",
        "co2_high",
    ),
    *("factor_id", "countries"),
]
_STOP_COLUMNS = [
    *("node_id", "leg_id", "parameter", "hours_low", "hours_typical", "hours_high", "kind"),
    *("figure_of", "assumption_id"),
]


@dataclass(frozen=True, slots=True)
class Span:
    """Low, typical and high of one figure; NaN is unknown."""

    low: float
    typical: float
    high: float

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.typical + other.typical, self.high + other.high)


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Figures of a route as a whole.

    Attributes
    ----------
    length_km, access_km : float
        Geodesic km of the drawn legs; straight km between sites and their nodes, in no other figure.
    days, days_published, days_modelled : Span
        All known days; those that a source gives for a leg itself; those modelled (legs over a speed, and
        all stops). The first is the sum of the other two, and leaves out what ``Route.gaps`` names. The
        typical value is unknown where that of a timed leg is: it is never the sum of a part.
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


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """One way from A to B.

    Attributes
    ----------
    start, end : End
        Node, and where the request named a site, the site with its straight access stretch.
    nodes : tuple of str
        In order, one more than the legs.
    legs : DataFrame
        In order, indexed by ``leg_id``: the columns of ``Network.legs``, ``from_node`` and ``to_node`` as
        travelled, ``countries`` likewise.
    stops : DataFrame
        What goods wait for: ``node_id``, ``leg_id`` (on whose account), ``parameter``, ``hours_low``,
        ``hours_typical``, ``hours_high``, ``kind``, ``figure_of`` (the place itself, a wider group, another
        place) and ``assumption_id``. All are modelled.
    gaps : DataFrame
        Waits and legs that no row gives a time for, and that no total contains: ``node_id``, ``leg_id``,
        ``parameter``.
    km_by_country : DataFrame
        Geodesic km of each leg in each country that it enters; 10m borders.
    nearest_russia : DataFrame
        Per leg: ``distance_km`` to Russian territory, ``lon``, ``lat``, ``area_lon``, ``area_lat``.
    published_lengths : DataFrame
        Published lengths of legs and chains that lie whole on the route: index ``length_id``,
        ``length_km`` (published), ``computed_km``, ``kind``.
    totals : Totals
    """

    start: End
    end: End
    nodes: tuple[str, ...]
    legs: pd.DataFrame
    stops: pd.DataFrame
    gaps: pd.DataFrame
    km_by_country: pd.DataFrame
    nearest_russia: pd.DataFrame
    published_lengths: pd.DataFrame
    totals: Totals

    def km_inside(self, country: str) -> float:
        """Return the km of all legs inside a country."""
        return float(self.totals.km_by_country.get(country, 0.0))

    @property
    def days_by_kind(self) -> pd.DataFrame:
        """Days by what they rest on, so that a timetable and a model are never one figure.

        A row per ``basis`` (``published``, ``modelled`` or ``wait``) and ``kind``: ``low``, ``typical``,
        ``high`` in days. They add up to ``totals.days``. The kind of a wait is that of its row, that of a
        modelled leg the kind of its speed: a speed that is a target makes no measured time. A typical value
        is unknown where that of a leg in it is.
        """
        kind = self.legs["speed_kind"].where(self.legs["speed_kind"] != "", self.legs["days_kind"])
        days = self.legs.assign(kind=kind)[["days_basis", "kind", *(f"days_{name}" for name in RANGE)]]
        hours = self.stops[["kind", *(f"hours_{name}" for name in RANGE)]]
        waits = hours.set_axis(["kind", *RANGE], axis=1).assign(basis="wait")
        waits[list(RANGE)] = waits[list(RANGE)] / HOURS_PER_DAY
        both = pd.concat([days.set_axis(["basis", "kind", *RANGE], axis=1), waits])
        return both[both["basis"] != ""].groupby(["basis", "kind"])[list(RANGE)].sum(skipna=False)

    @property
    def nearest(self) -> pd.Series[Any]:
        """The leg (``name``) and place that come nearest to Russian territory."""
        return self.nearest_russia.iloc[int(self.nearest_russia["distance_km"].fillna(np.inf).argmin())]


def describe(network: Network, way: Way, start: End, end: End) -> Route:
    """Return a way in figures."""
    numbers, nodes = list(search.legs_of(way)), search.nodes_of(network, way)
    parts = [network.parts[number] for number in numbers]
    legs = _legs(network, way, nodes)
    inside = network.km_by_country.iloc[numbers]
    inside = inside.loc[:, (inside > 0).any()]
    everything = _stops(network, parts, nodes)
    known = everything["hours_typical"].notna()
    stops = everything[known].reset_index(drop=True)
    return Route(
        start=start,
        end=end,
        nodes=nodes,
        legs=legs,
        stops=stops,
        gaps=_gaps(network, parts, everything[~known], legs),
        km_by_country=inside,
        nearest_russia=network.nearest_russia.iloc[numbers],
        published_lengths=_published(network, set(legs.index)),
        totals=_totals(legs, stops, inside, parts, start.access_km + end.access_km),
    )


def _legs(network: Network, way: Way, nodes: tuple[str, ...]) -> pd.DataFrame:
    legs = network.legs.iloc[list(search.legs_of(way))][_LEG_COLUMNS].copy()
    legs["from_node"], legs["to_node"] = nodes[:-1], nodes[1:]
    passed = [
        countries if vertex % 2 == 0 else countries[::-1]
        for vertex, countries in zip(way, legs["countries"], strict=True)
    ]
    legs["countries"] = pd.Series(passed, index=legs.index, dtype=object)
    return legs


def _stops(network: Network, parts: list[Leg], nodes: tuple[str, ...]) -> pd.DataFrame:
    joints = zip(nodes, [None, *parts], [*parts, None], strict=True)
    found = [stop for joint in joints for stop in network.clock.stops(*joint)]
    return pd.DataFrame([_row(stop) for stop in found], columns=_STOP_COLUMNS)


def _row(stop: Stop) -> tuple[Any, ...]:
    return (
        stop.node_id,
        stop.leg_id,
        stop.parameter,
        *stop.hours,
        stop.kind,
        stop.figure_of,
        stop.assumption_id,
    )


def _gaps(network: Network, parts: list[Leg], stops: pd.DataFrame, legs: pd.DataFrame) -> pd.DataFrame:
    columns = ["node_id", "leg_id", "parameter"]
    found = stops[columns].to_numpy().tolist()
    found += [["", part.leg_id, "border-hours"] for part in parts if network.clock.lacks_border(part)]
    found += [["", leg_id, "days"] for leg_id in legs.index[legs["days_basis"] == ""]]
    return pd.DataFrame(found, columns=columns)


def _published(network: Network, on_route: set[str]) -> pd.DataFrame:
    lengths = network.facts.lengths
    whole = np.array([on_route.issuperset(legs) for legs in lengths["legs"]], dtype=bool)
    found = lengths.loc[whole, ["length_km", "kind", "legs"]]
    drawn = {part.leg_id: part.length_km for part in network.parts if part.leg_id in on_route}
    return found.assign(computed_km=[sum(drawn[leg] for leg in legs) for legs in found["legs"]])


def _totals(
    legs: pd.DataFrame, stops: pd.DataFrame, inside: pd.DataFrame, parts: list[Leg], access_km: float
) -> Totals:
    timed, published = legs["days_basis"] != "", legs["days_basis"] == PUBLISHED
    waits = Span(*(float(stops[f"hours_{name}"].sum()) / HOURS_PER_DAY for name in RANGE))
    said, modelled = _sum(legs[published], "days"), _sum(legs[timed & ~published], "days") + waits
    km, factored = legs["length_km"], legs["co2_typical"].notna()
    return Totals(
        length_km=float(km.sum()),
        access_km=access_km,
        days=said + modelled,
        days_published=said,
        days_modelled=modelled,
        timed_share=_share(km, timed),
        co2=_sum(legs[factored], "co2"),
        co2_share=_share(km, factored),
        legs_by_mode=dict(Counter(part.mode for part in parts)),
        km_by_mode=_km_by_mode(parts),
        km_by_country=_km_by_country(inside),
        border_crossings=crossings(parts, legs["countries"].tolist()),
        mode_changes=sum(one.mode != other.mode for one, other in pairwise(parts)),
        gauge_breaks=sum(len(part.gauges) > 1 for part in parts)
        + sum(gauge_breaks(one, other) for one, other in pairwise(parts)),
    )


def _km_by_mode(parts: list[Leg]) -> dict[str, float]:
    return {mode: sum(p.length_km for p in parts if p.mode == mode) for mode in {p.mode: 0 for p in parts}}


def _km_by_country(inside: pd.DataFrame) -> dict[str, float]:
    total = inside.sum().sort_values(ascending=False, kind="stable")
    return dict(zip(map(str, total.index), total.astype(float).tolist(), strict=True))


def _sum(legs: pd.DataFrame, name: str) -> Span:
    return Span(*(float(legs[f"{name}_{part}"].sum(skipna=False)) for part in RANGE))


def _share(km: pd.Series[float], known: pd.Series[bool]) -> float:
    return float(km[known].sum() / km.sum()) if km.sum() else np.nan


def crossings(parts: list[Leg], passed: list[tuple[str, ...]]) -> int:
    """Count the changes of country; goods that stay on a ship do not enter where it calls on its way."""
    way: list[str] = []
    for place, (part, countries) in enumerate(zip(parts, passed, strict=True)):
        aboard = place > 0 and part.mode == parts[place - 1].mode == "sea"
        if aboard and way and countries and way[-1] == countries[0]:
            way.pop()
            way += countries[1:]
        else:
            way += countries
    return sum(one != other for one, other in pairwise(way))
