"""Rules about how legs and nodes hang together."""

import re
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pandas as pd

from geodata import measures
from geodata.check.context import Context
from geodata.errors import FactError
from geodata.model import FREIGHT, in_service

# Shorter than any stretch worth a row; a line of one point repeated has no length at all.
SHORTEST_LEG_KM = 0.1
_SAYS_WHY_ALONE = re.compile(r"\b(no leg|label point)\b", re.IGNORECASE)
_ENDS = ["from_node", "to_node"]


def every_leg_has_a_length(facts: Context) -> Iterator[FactError]:
    """Check that a leg joins two different nodes by a line with a length."""
    legs = facts.shapes("legs")
    for row, km in measures.length_km(legs.geometry).items():
        if km < SHORTEST_LEG_KM:
            problem = f"the line is {km * 1000:.0f} m long"
            yield facts.fault("legs", row, "geometry", problem, "draw the line from from_node to to_node")
    for row in facts["legs"].index[facts["legs"]["from_node"] == facts["legs"]["to_node"]]:
        yield facts.fault(
            "legs", row, "from_node", "the leg ends where it starts", "name the node at its end"
        )


def no_leg_is_there_twice(facts: Context) -> Iterator[FactError]:
    """Check that no two legs of one mode and state of service join the same two nodes."""
    legs = facts["legs"]
    first: dict[tuple[frozenset[str], str, bool], Any] = {}
    for row, start, end, mode, used in legs[[*_ENDS, "mode"]].assign(used=in_service(legs)).itertuples():
        twin = first.setdefault((frozenset([str(start), str(end)]), str(mode), used), row)
        if twin != row:
            problem = f"it joins the same nodes as {twin} by the same mode"
            yield facts.fault("legs", row, "to_node", problem, "remove one, or put a node between")


def no_leg_is_cut_off(facts: Context) -> Iterator[FactError]:
    """Check that legs in service for any goods hang together, so that no way is missing for want of a leg."""
    legs = facts["legs"]
    legs = legs[legs["mode"].isin(FREIGHT) & in_service(legs)].dropna(subset=_ENDS)
    graph = nx.Graph(list(zip(legs["from_node"], legs["to_node"], strict=True)))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    for island in parts[1:]:
        row = legs.index[legs["from_node"].isin(island)][0]
        problem = f"no leg in service joins {', '.join(sorted(island))} to the rest of the network"
        yield facts.fault("legs", row, "from_node", problem, "add the missing leg, or mend status or mode")


def every_node_is_on_a_leg(facts: Context) -> Iterator[FactError]:
    """Check that a node is the end of some leg, or its note says that none is drawn."""
    nodes, legs = facts["nodes"], facts["legs"]
    if legs.empty:
        return
    alone = nodes.index.difference(pd.Index([*legs["from_node"].dropna(), *legs["to_node"].dropna()]))
    for row in alone:
        if not _SAYS_WHY_ALONE.search(str(nodes.loc[row, "note"])):
            repair = "add a leg, or say in its note that no leg is drawn to it"
            yield facts.fault("nodes", row, "node_id", "no leg starts or ends at the node", repair)
