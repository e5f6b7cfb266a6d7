"""The network: every leg with its days, its CO2 and its countries, and the graph that routes are found on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import shapely

from geodata import measures
from geodata.model import Facts
from geodata.network.access import Entries
from geodata.network.assumptions import Assumptions
from geodata.network.days import HOURS_PER_DAY, Clock, Leg, Node
from geodata.network.emissions import by_mode, co2_kg_per_tonne

# A metre: what rounding to five decimals can move a point.
TOUCH_KM = 0.001
# A line that strays less than this into a third country along a border does not cross it.
TRANSIT_KM = 5.0
FREIGHT = frozenset({"rail", "road", "sea", "sea-ferry"})
NOT_BUILT = frozenset({"planned", "under-construction", "suspended"})
PLANNED = "planned"
PREFERENCES = ("time", "distance", "co2")
# Days that a kilometre without a known time (or kg without a known factor) counts for in the choice of a way:
# so many that it is taken only where there is no other way. It is never part of a figure.
UNKNOWN_WEIGHT = 1e6
_RANGE = ("low", "typical", "high")


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
        inside = km_by_country.to_numpy() > TOUCH_KM
        touching = {
            str(code): set(np.flatnonzero(inside[:, place])) for place, code in enumerate(km_by_country)
        }
        meeting: defaultdict[str, set[int]] = defaultdict(set)
        for number, (start, end, passed) in enumerate(
            legs[["from_node", "to_node", "countries"]].itertuples(index=False)
        ):
            meeting[start].add(number)
            meeting[end].add(number)
            for code in passed:
                touching.setdefault(code, set()).add(number)
        goods = legs["mode"].isin(FREIGHT).to_numpy()
        return cls(
            touching={code: frozenset(found) for code, found in touching.items()},
            meeting={node: frozenset(found) for node, found in meeting.items()},
            not_built=frozenset(np.flatnonzero(~legs["in_service"].to_numpy()).tolist()),
            not_goods=frozenset(np.flatnonzero(~goods).tolist()),
            served=frozenset({*legs.loc[goods, "from_node"], *legs.loc[goods, "to_node"]}),
        )


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
        modelled), ``days_kind``, ``assumption_ids``, ``days_source_ids``, ``co2_low``, ``co2_typical``,
        ``co2_high`` (kg CO2e per tonne), ``factor_id``, ``countries`` (in the order of the line).
    km_by_country : DataFrame
        Geodesic km of each leg (rows) in each country (columns), 10m borders.
    nearest_russia : DataFrame
        As ``measures.nearest`` gives it, per leg.
    graph : networkx.DiGraph
        A vertex per leg and direction, and two per node where a way begins and ends; see ``line_graph``.
    """

    facts: Facts
    legs: pd.DataFrame
    km_by_country: pd.DataFrame
    nearest_russia: pd.DataFrame
    clock: Clock
    parts: tuple[Leg, ...]
    places: Mapping[str, int]
    graph: Any
    costs: Mapping[str, tuple[float, ...]]
    entries: Entries
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
            str(i): Node(str(i), str(k), _text(c)) for i, k, c in facts.nodes[["kind", "iso3"]].itertuples()
        }
        clock = Clock(Assumptions.build(facts.assumptions), nodes)
        km_by_country = km_by_country.loc[sorted(facts.legs.index)]
        legs, parts = _legs(facts, km_by_country, clock)
        names = tuple(sorted(nodes))
        return cls(
            facts=facts,
            legs=legs,
            km_by_country=km_by_country,
            nearest_russia=_nearest(facts, "RUS").loc[legs.index],
            clock=clock,
            parts=parts,
            places={name: place for place, name in enumerate(names)},
            graph=line_graph(parts, clock, names, legs),
            costs=_costs(legs, [clock.lacks_border(part) for part in parts], clock, len(names)),
            entries=Entries.build(facts, legs),
            index=Index.build(legs, km_by_country),
        )

    @property
    def ends(self) -> frozenset[str]:
        """Ids that a route may begin or end at: nodes and sites with a place."""
        return frozenset(self.facts.nodes.index) | self.entries.sites


def line_graph(parts: tuple[Leg, ...], clock: Clock, nodes: tuple[str, ...], legs: pd.DataFrame) -> Any:
    """Return the graph whose vertices are legs in one direction, so that a stop can depend on both its legs.

    Leg number i is vertex 2i from its ``from_node`` and 2i + 1 from its ``to_node``; after them, node number
    j has a vertex 2j where ways begin and 2j + 1 where they end. ``stop`` of an edge: typical days at the node; an unknown wait counts as the longest known one.
    """
    leaving: defaultdict[str, list[int]] = defaultdict(list)
    for number, (start, end) in enumerate(zip(legs["from_node"], legs["to_node"], strict=True)):
        leaving[start].append(2 * number)
        leaving[end].append(2 * number + 1)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(2 * (len(parts) + len(nodes))))
    for place, node in enumerate(nodes):
        begin, finish = 2 * (len(parts) + place), 2 * (len(parts) + place) + 1
        for out in leaving[node]:
            part = parts[out // 2]
            graph.add_edge(begin, out, stop=_days(clock, node, None, part))
            # The same leg the other way round arrives here.
            graph.add_edge(out ^ 1, finish, stop=_days(clock, node, part, None))
            for onward in leaving[node]:
                if onward // 2 != out // 2:
                    graph.add_edge(out ^ 1, onward, stop=_days(clock, node, part, parts[onward // 2]))
    return graph


def _days(clock: Clock, node: str, arriving: Leg | None, leaving: Leg | None) -> float:
    unknown = clock.assumptions.longest_wait_hours
    hours = [stop.hours[1] for stop in clock.stops(node, arriving, leaving)]
    return sum(unknown if np.isnan(value) else value for value in hours) / HOURS_PER_DAY


def _costs(legs: pd.DataFrame, lacking: list[bool], clock: Clock, nodes: int) -> dict[str, tuple[float, ...]]:
    """Return what it costs to run each vertex of the graph, per preference."""
    km = legs["length_km"].to_numpy()
    wait = clock.assumptions.longest_wait_hours / HOURS_PER_DAY
    columns = {
        "time": legs["days_typical"] + np.where(lacking, wait, 0.0),
        "distance": legs["length_km"],
        "co2": legs["co2_typical"],
    }
    made = {}
    for name, column in columns.items():
        known = column.to_numpy(dtype=float)
        weights = np.where(np.isnan(known), km * UNKNOWN_WEIGHT, known)
        made[name] = (*np.repeat(weights, 2).tolist(), *([0.0] * (2 * nodes)))
    return made


def _legs(facts: Facts, km_by_country: pd.DataFrame, clock: Clock) -> tuple[pd.DataFrame, tuple[Leg, ...]]:
    drawn = facts.legs.sort_index()
    plain = ["from_node", "to_node", "mode", "corridor", "status", "operator", "gauge_mm", "days_source_ids"]
    made = pd.DataFrame(drawn[plain])
    made["in_service"] = [
        _in_service(*pair) for pair in drawn[["status", "corridor"]].itertuples(index=False)
    ]
    made["length_km"] = measures.length_km(drawn.geometry)
    published = _published_km(facts.lengths).reindex(made.index)
    made[["published_km_low", "published_km_high"]] = published[["low", "high"]]
    made["length_ids"] = [ids if isinstance(ids, tuple) else () for ids in published["ids"]]
    made["countries"] = _countries(drawn, facts, km_by_country)
    measured = zip(drawn.iterrows(), made["length_km"], made["countries"], strict=True)
    parts = tuple(_part(str(leg_id), row, km, passed, clock) for (leg_id, row), km, passed in measured)
    running = [clock.running(part) for part in parts]
    made[[f"days_{name}" for name in _RANGE]] = np.array([run.days for run in running], dtype=float).reshape(
        -1, 3
    )
    made["days_basis"], made["days_kind"] = [r.basis for r in running], [r.kind for r in running]
    made["assumption_ids"] = pd.Series([r.assumption_ids for r in running], index=made.index, dtype=object)
    factors = by_mode(facts.emission_factors)
    gases = [co2_kg_per_tonne(part.mode, part.corridor, part.length_km, factors) for part in parts]
    made[[f"co2_{name}" for name in _RANGE]] = np.array([kg for _, kg in gases], dtype=float).reshape(-1, 3)
    made["factor_id"] = [factor_id for factor_id, _ in gases]
    return made, parts


def _part(leg_id: str, row: pd.Series[Any], km: float, passed: tuple[str, ...], clock: Clock) -> Leg:
    ends = [clock.nodes[row["from_node"]], clock.nodes[row["to_node"]]]
    gauge = _text(row["gauge_mm"])
    return Leg(
        leg_id=leg_id,
        ends=frozenset(end.node_id for end in ends),
        countries=frozenset(end.iso3 for end in ends if end.iso3),
        mode=_text(row["mode"]),
        corridor=_text(row["corridor"]),
        gauges=frozenset(gauge.split("/")) if gauge else frozenset(),
        crosses=len(passed) > 1,
        length_km=km,
        published_days=(float(row["days_low"]), float(row["days_high"])),
        published_kind=_text(row["days_kind"]),
    )


def _in_service(status: Any, corridor: Any) -> bool:
    # A line of the planned corridor whose state no source tells is not taken for built.
    return status not in NOT_BUILT and not (pd.isna(status) and corridor == PLANNED)


def _published_km(lengths: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest published length of each leg, from the rows that are about it alone."""
    alone = lengths[(lengths["legs"].map(len) == 1) & lengths["length_km"].notna()]
    by_leg = alone.assign(leg_id=[legs[0] for legs in alone["legs"]], id=alone.index).groupby("leg_id")
    return by_leg.agg(low=("length_km", "min"), high=("length_km", "max"), ids=("id", tuple))


def _countries(drawn: Any, facts: Facts, km_by_country: pd.DataFrame) -> list[tuple[str, ...]]:
    """Countries in the order in which each line passes them: those of its ends, and those it crosses."""
    iso3 = {str(i): _text(code) for i, code in facts.nodes["iso3"].items()}
    long = (km_by_country >= TRANSIT_KM).to_numpy()
    codes = np.array(km_by_country.columns, dtype=object)
    made = []
    for place, (start, end, line) in enumerate(
        drawn[["from_node", "to_node", "geometry"]].itertuples(index=False)
    ):
        ends = (iso3[start], iso3[end])
        between = [str(code) for code in codes[long[place]] if code not in ends]
        if len(between) > 1:
            between.sort(key=lambda code: _position(line, facts.borders.geometry[code]))
        way = [code for code in (ends[0], *between, ends[1]) if code]
        made.append(tuple(code for n, code in enumerate(way) if n == 0 or code != way[n - 1]))
    return made


def _position(line: Any, area: Any) -> float:
    return float(shapely.line_locate_point(line, shapely.point_on_surface(shapely.intersection(line, area))))


def _nearest(facts: Facts, country: str) -> pd.DataFrame:
    area = facts.borders.geometry.get(country)
    return measures.nearest(facts.legs.geometry, area)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
