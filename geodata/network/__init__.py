"""Routes on the network of legs: days, distance, CO2, countries, what-if.

>>> import geodata
>>> from geodata.network import Network, Request, answer
>>> network = Network.build(geodata.load())
>>> found = answer(network, Request("altynkol", "poti", closed=("aktau",)))
>>> "turkmenbashi" in found.best.nodes
True
"""

from geodata.network.answer import Answer, Permission, answer
from geodata.network.build import PREFERENCES, Network
from geodata.network.corridors import (
    COMPETING,
    FAR_ROUND,
    Corridor,
    CorridorRoute,
    claims,
    compare,
    exposure,
    spread,
)
from geodata.network.disruption import DESTINATIONS, closing, closing_all
from geodata.network.graph import shortest
from geodata.network.measure import Difference, Span, Totals
from geodata.network.plain import as_json, as_text
from geodata.network.request import NOBODY, End, Refusal, Request
from geodata.network.route import Route, proof

__all__ = [
    "COMPETING",
    "DESTINATIONS",
    "FAR_ROUND",
    "NOBODY",
    "PREFERENCES",
    "Answer",
    "Corridor",
    "CorridorRoute",
    "Difference",
    "End",
    "Network",
    "Permission",
    "Refusal",
    "Request",
    "Route",
    "Span",
    "Totals",
    "answer",
    "as_json",
    "as_text",
    "claims",
    "closing",
    "closing_all",
    "compare",
    "exposure",
    "proof",
    "shortest",
    "spread",
]
