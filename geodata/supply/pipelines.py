"""Oil and gas by pipeline: where a field's commodity can be pumped to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geodata import measures
from geodata.model import RUSSIA, Facts
from geodata.network import Network, Request, search
from geodata.network.request import FAR_KM
from geodata.supply.ways import FIELDS, with_russia

PIPELINE = "pipeline"


@dataclass(frozen=True, slots=True)
class PipeWay:
    """Pipelines end to end from a node near a site.

    Attributes
    ----------
    commodity : str
        What all of its legs carry.
    start, end : str
        Nodes; ``access_km`` are the straight km from the site to the first, in no other figure.
    leg_ids : tuple of str
        In order.
    length_km : float
        Geodesic km of the drawn lines.
    km_in_russia : float
    status : str
        ``open``, ``planned`` (a leg of it is not built) or ``russia`` (a leg of it touches Russia).
    """

    commodity: str
    start: str
    end: str
    access_km: float
    leg_ids: tuple[str, ...]
    length_km: float
    km_in_russia: float
    status: str


def pipe_ways(network: Network, site_id: str, request: Request | None = None) -> tuple[PipeWay, ...]:
    """Return every way by pipeline alone from the nodes near a site of oil or gas.

    A pipeline carries one commodity, as the column ``commodity`` of ``legs`` says, in the direction in which
    the leg is named: from ``from_node`` to ``to_node``. Nodes of its own country within ``FAR_KM`` of the
    site, in a straight line, are where it may be let in; whether it is, no source here tells. No days and no
    CO2: no row gives them for pipelines.

    Parameters
    ----------
    request : Request, optional
        Its avoided countries, but for Russia, and its closings hold.

    Returns
    -------
    tuple of PipeWay
        Those without Russia first, then the nearest. Empty for what is no field, for what no pipeline
        carries, and for a site without a place.

    Examples
    --------
    >>> import geodata
    >>> network = Network.build(geodata.load())
    >>> [(way.start, way.end, way.status) for way in pipe_ways(network, "tengiz")]
    [('atyrau', 'alashankou', 'open'), ('tengiz', 'novorossiysk', 'russia'), ('atyrau', 'samara', 'russia')]
    """
    asked = request or Request()
    facts = network.facts
    # What a refinery or plant gives is not what these pipelines carry.
    if site_id not in network.entries or facts.sites["kind"][site_id] not in FIELDS:
        return ()
    site = facts.sites.loc[[site_id]].iloc[0]
    found = [
        _described(network, commodity, access_km, legs)
        for commodity in (site["resource"], *site["secondary_resources"])
        for node, access_km in _near(facts, site, commodity)
        for legs in _onward(network, asked, commodity, node)
    ]
    order = ("open", "planned", "russia")
    return tuple(sorted(found, key=lambda way: (order.index(way.status), way.access_km, way.leg_ids)))


def _near(facts: Facts, site: pd.Series[Any], commodity: str) -> Iterator[tuple[str, float]]:
    """Nodes of the site's country where pipelines of a commodity begin, and the straight km to them."""
    legs = facts.legs[(facts.legs["mode"] == PIPELINE) & (facts.legs["commodity"] == commodity)]
    nodes = facts.nodes.loc[sorted(set(legs["from_node"]))]
    nodes = nodes[nodes["iso3"] == site["iso3"]]
    lon, lat = np.full(len(nodes), site["lon"]), np.full(len(nodes), site["lat"])
    km = measures.distance_km(lon, lat, nodes["lon"], nodes["lat"])
    for node, distance in zip(nodes.index, km, strict=True):
        if distance <= FAR_KM:
            yield str(node), float(distance)


def _onward(network: Network, request: Request, commodity: str, start: str) -> Iterator[tuple[str, ...]]:
    """Every chain of pipelines from a node as far as it goes; a node is passed once."""
    legs = network.facts.legs
    used = legs[(legs["mode"] == PIPELINE) & (legs["commodity"] == commodity)]
    left_out = {network.parts[leg].leg_id for leg in search.shut(network, with_russia(request))}
    leaving: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for leg_id, start_node, end_node in used[["from_node", "to_node"]].itertuples():
        if leg_id not in left_out:
            leaving[start_node].append((str(leg_id), str(end_node)))
    open_ends: list[tuple[tuple[str, ...], str, frozenset[str]]] = [((), start, frozenset({start}))]
    while open_ends:
        chain, node, seen = open_ends.pop()
        onward = [(leg, end) for leg, end in leaving[node] if end not in seen]
        if chain and not onward:
            yield chain
        open_ends += [((*chain, leg), end, seen | {end}) for leg, end in onward]


def _described(network: Network, commodity: str, access_km: float, leg_ids: tuple[str, ...]) -> PipeWay:
    legs = network.legs.loc[list(leg_ids)]
    touching = network.touching.get(RUSSIA, frozenset())
    through = any(network.numbers[leg_id] in touching for leg_id in leg_ids)
    built = bool(legs["in_service"].all())
    inside = network.km_by_country.loc[list(leg_ids)].get(RUSSIA)
    return PipeWay(
        commodity=commodity,
        start=str(legs["from_node"].iloc[0]),
        end=str(legs["to_node"].iloc[-1]),
        access_km=access_km,
        leg_ids=leg_ids,
        length_km=float(legs["length_km"].sum()),
        km_in_russia=float(inside.sum()) if inside is not None else 0.0,
        status="russia" if through else "open" if built else "planned",
    )
