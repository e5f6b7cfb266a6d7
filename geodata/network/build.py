"""The network: every leg with its days, its CO2 and its countries, and the graph that routes are found on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geodata import measures
from geodata.model import FREIGHT, Facts
from geodata.network.access import Entry, entries
from geodata.network.arcs import costs, line_graph
from geodata.network.assumptions import Assumptions
from geodata.network.days import Clock, Leg, Node, Range, Running
from geodata.network.legs import in_figures, text_of

# A metre: what rounding to five decimals can move a point.
TOUCH_KM = 0.001
PREFERENCES = ("time", "distance", "co2")


@dataclass(frozen=True, slots=True)
class Index:
    """Which legs touch a country, meet at a node, are not built, carry no goods; by their number."""

    touching: Mapping[str, frozenset[int]]
    meeting: Mapping[str, frozenset[int]]
    not_built: frozenset[int]
    not_goods: frozenset[int]
    served: frozenset[str]

    @classmethod
    def build(cls, legs: pd.DataFrame, km_by_country: pd.DataFrame) -> Index:
        """Return the index of some legs.

        A leg touches a country by a metre of its line inside the 10m borders, or by an end in the country.
        """
        inside = np.argwhere(km_by_country.to_numpy() > TOUCH_KM).tolist()
        ends = [column for name in ("from_node", "to_node") for column in enumerate(legs[name])]
        goods = legs["mode"].isin(FREIGHT).to_numpy()
        return cls(
            touching=_legs_by(
                [(number, str(km_by_country.columns[place])) for number, place in inside]
                + [(number, code) for number, passed in enumerate(legs["countries"]) for code in passed]
            ),
            meeting=_legs_by(ends),
            not_built=frozenset(np.flatnonzero(~legs["in_service"].to_numpy()).tolist()),
            not_goods=frozenset(np.flatnonzero(~goods).tolist()),
            served=frozenset({*legs.loc[goods, "from_node"], *legs.loc[goods, "to_node"]}),
        )


def _legs_by(pairs: Iterable[tuple[int, str]]) -> dict[str, frozenset[int]]:
    """Numbers of legs by what each is paired with."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, key in pairs:
        found[key].add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """All that routes are worked out from; built once per set of facts and never changed.

    Attributes
    ----------
    legs : DataFrame
        A row per leg, sorted by ``leg_id``: ``from_node``, ``to_node``, ``mode``, ``corridor``, ``status``,
        ``operator``, ``gauge_mm``, ``in_service`` (bool), ``length_km`` (geodesic, drawn line),
        ``published_km_low``, ``published_km_high``, ``length_ids`` (rows of ``lengths`` on this leg alone),
        ``days_low``, ``days_typical``, ``days_high`` (running, without stops), ``days_basis`` (published or
        modelled), ``days_kind``, ``speed_kind`` (of the speed that a modelled leg rests on),
        ``assumption_ids``, ``days_source_ids``, ``co2_low``, ``co2_typical``, ``co2_high`` (kg CO2e per
        tonne), ``factor_id``, ``countries`` (in the order of the line).
    km_by_country : DataFrame
        Geodesic km of each leg (rows) in each country (columns), 10m borders.
    nearest_russia : DataFrame
        As ``measures.nearest`` gives it, per leg.
    graph : networkx.DiGraph
        A vertex per leg and direction, and two per node where a way begins and ends; see ``arcs.line_graph``.
    entries : mapping of str to tuple of Entry
        Of each site with a place: the access links to where it can be loaded.
    backwards : mapping of int to mapping
        The edges that come in at each vertex, by the vertex that they come from.
    """

    facts: Facts
    legs: pd.DataFrame
    km_by_country: pd.DataFrame
    nearest_russia: pd.DataFrame
    clock: Clock
    parts: tuple[Leg, ...]
    numbers: Mapping[str, int]
    places: Mapping[str, int]
    graph: Any
    backwards: Mapping[int, Mapping[int, dict[str, Any]]]
    costs: Mapping[str, tuple[float, ...]]
    running: tuple[Running, ...]
    co2: tuple[Range, ...]
    arrives: tuple[str, ...]
    lacking: frozenset[int]
    entries: Mapping[str, tuple[Entry, ...]]
    index: Index

    @classmethod
    def build(cls, facts: Facts, km_by_country: pd.DataFrame | None = None) -> Network:
        """Return the network of some facts.

        Parameters
        ----------
        facts : Facts
            Loaded and checked.
        km_by_country : DataFrame, optional
            As ``measures.km_by_country(facts.legs, facts.borders)`` gives it, if it is at hand.

        Examples
        --------
        >>> import geodata
        >>> network = Network.build(geodata.load())
        >>> float(network.km_by_country.loc["f-aktau-alat", "RUS"])
        0.0
        """
        if km_by_country is None:
            km_by_country = measures.km_by_country(facts.legs, facts.borders)
        nodes = {
            str(i): Node(str(i), str(k), text_of(c)) for i, k, c in facts.nodes[["kind", "iso3"]].itertuples()
        }
        clock = Clock(Assumptions.build(facts.assumptions), nodes)
        km_by_country = km_by_country.loc[sorted(facts.legs.index)]
        legs, parts, running, co2 = in_figures(facts, km_by_country, clock)
        names = tuple(sorted(nodes))
        graph = line_graph(parts, clock, names, legs)
        lacking = frozenset(n for n, part in enumerate(parts) if clock.lacks_border(part))
        return cls(
            facts=facts,
            legs=legs,
            km_by_country=km_by_country,
            nearest_russia=_nearest(facts, "RUS").loc[legs.index],
            clock=clock,
            parts=parts,
            numbers={part.leg_id: number for number, part in enumerate(parts)},
            places={name: place for place, name in enumerate(names)},
            graph=graph,
            backwards=dict(graph.reverse(copy=False).adjacency()),
            costs=costs(legs, lacking, clock, len(names)),
            running=running,
            co2=co2,
            arrives=tuple(legs[["to_node", "from_node"]].to_numpy().ravel().tolist()),
            lacking=lacking,
            entries=entries(facts, legs),
            index=Index.build(legs, km_by_country),
        )

    @property
    def ends(self) -> frozenset[str]:
        """Ids that a route may begin or end at: nodes and sites with a place."""
        return frozenset(self.facts.nodes.index) | self.entries.keys()


def _nearest(facts: Facts, country: str) -> pd.DataFrame:
    area = facts.borders.geometry.get(country)
    return measures.nearest(facts.legs.geometry, area)
