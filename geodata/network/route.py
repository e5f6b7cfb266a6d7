"""A route in figures: its legs, its stops, its totals and the proof of what it passes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geodata.model import RUSSIA
from geodata.network import measure
from geodata.network.build import Network, Way, legs_of, nodes_of
from geodata.network.days import HOURS_PER_DAY
from geodata.network.legs import RANGE
from geodata.network.measure import Totals
from geodata.network.request import End

_STOP_COLUMNS = [
    *("node_id", "leg_id", "parameter", "hours_low", "hours_typical", "hours_high", "kind"),
    *("figure_of", "assumption_id"),
]


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
    numbers, nodes = list(legs_of(way)), nodes_of(network, way)
    legs, inside = _legs(network, way, nodes), network.km_by_country.iloc[numbers]
    totals = measure.totals(network, way, start.access_km + end.access_km)
    if start.is_far or end.is_far:
        totals = measure.without_days(totals)
    return Route(
        start=start,
        end=end,
        nodes=nodes,
        legs=legs,
        stops=_stops(network, way),
        gaps=pd.DataFrame(totals.gaps, columns=["node_id", "leg_id", "parameter"]),
        km_by_country=inside.loc[:, (inside > 0).any()],
        nearest_russia=network.nearest_russia.iloc[numbers],
        published_lengths=_published(network, set(legs.index)),
        totals=totals,
    )


def _legs(network: Network, way: Way, nodes: tuple[str, ...]) -> pd.DataFrame:
    legs = network.legs.iloc[list(legs_of(way))].drop(columns="in_service")
    legs["from_node"], legs["to_node"] = nodes[:-1], nodes[1:]
    passed = [
        countries if vertex % 2 == 0 else countries[::-1]
        for vertex, countries in zip(way, legs["countries"], strict=True)
    ]
    legs["countries"] = pd.Series(passed, index=legs.index, dtype=object)
    return legs


def _stops(network: Network, way: Way) -> pd.DataFrame:
    known = [stop for stop in measure.stops(network, way) if stop.is_known]
    rows = [(*stop[:3], *stop.hours, *stop[4:]) for stop in known]
    made = pd.DataFrame(rows, columns=_STOP_COLUMNS)
    return made.astype({f"hours_{name}": float for name in RANGE})


def _published(network: Network, on_route: set[str]) -> pd.DataFrame:
    lengths = network.facts.lengths
    whole = np.array([on_route.issuperset(legs) for legs in lengths["legs"]], dtype=bool)
    found = lengths.loc[whole, ["length_km", "kind", "legs"]]
    drawn = {part.leg_id: part.length_km for part in network.parts if part.leg_id in on_route}
    return found.assign(computed_km=[sum(drawn[leg] for leg in legs) for legs in found["legs"]])


def proof(network: Network, leg_ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Return what a reader needs to check that legs keep out of Russia.

    Parameters
    ----------
    leg_ids : iterable of str, optional
        By default all legs.

    Returns
    -------
    DataFrame
        Index ``leg_id``, in the order asked for: ``from_node``, ``to_node``, ``corridor``, ``mode``,
        ``status``, ``length_km``, ``russia_km``, ``nearest_russia_km`` (geodesic), ``lon``, ``lat`` of that
        place on the leg, ``russia_lon`` and ``russia_lat`` of that in Russia, then ``km_<ISO3>`` for each
        country that any of them enters. All against the 10m borders, which hold Russia to 60 degrees north
        and 141 degrees east.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> float(proof(network, ["f-aktau-alat"])["russia_km"].iloc[0])
    0.0
    """
    chosen = network.legs.index if leg_ids is None else pd.Index(list(leg_ids), name="leg_id")
    legs = network.legs.loc[chosen, ["from_node", "to_node", "corridor", "mode", "status", "length_km"]]
    inside = network.km_by_country.loc[chosen]
    near = network.nearest_russia.loc[chosen].rename(
        columns={"distance_km": "nearest_russia_km", "area_lon": "russia_lon", "area_lat": "russia_lat"}
    )
    russia = inside[RUSSIA] if RUSSIA in inside else pd.Series(float("nan"), index=chosen)
    shares = inside.loc[:, (inside > 0).any()].add_prefix("km_")
    return pd.DataFrame(pd.concat([legs.assign(russia_km=russia), near, shares], axis=1))
