"""Routes on the network of legs: days, distance, CO2, countries, what-if.

>>> import geodata
>>> from geodata.network import Network, Request, answer
>>> network = Network.build(geodata.load())
>>> found = answer(network, Request("altynkol", "poti", closed=("aktau",)))
>>> "turkmenbashi" in found.best.nodes
True
"""

from geodata.network.answer import Answer, Permission, answer, best_route
from geodata.network.build import PREFERENCES, Network
from geodata.network.closing import DESTINATIONS, closing, closing_all
from geodata.network.corridors import FAR_ROUND, RIVALS, Corridor, Rival, claims, compare, exposure, spread
from geodata.network.graph import build_graph, shortest
from geodata.network.measure import Span, Totals
from geodata.network.plain import as_json, as_text
from geodata.network.proof import proof, sources_of
from geodata.network.request import NOBODY, End, Refusal, Request
from geodata.network.route import Route

__all__ = [
    "DESTINATIONS",
    "FAR_ROUND",
    "NOBODY",
    "PREFERENCES",
    "RIVALS",
    "Answer",
    "Corridor",
    "End",
    "Network",
    "Permission",
    "Refusal",
    "Request",
    "Rival",
    "Route",
    "Span",
    "Totals",
    "answer",
    "as_json",
    "as_text",
    "best_route",
    "build_graph",
    "claims",
    "closing",
    "closing_all",
    "compare",
    "exposure",
    "proof",
    "shortest",
    "sources_of",
    "spread",
]
