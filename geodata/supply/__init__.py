"""Resources: what there is, who needs it, and by which way it can leave.

>>> import geodata
>>> from geodata import supply
>>> from geodata.network import Network, Request
>>> network = Network.build(geodata.load())
>>> ways = supply.ways_out(network, Request(None, "rotterdam"))
>>> bool(supply.by_resource(ways, network.facts).loc["uranium", "open"] > 0)
True
"""

from geodata.network.request import FAR_KM
from geodata.supply.commodities import STAGES, by_resource, left_out, outputs
from geodata.supply.disruption import disruptions
from geodata.supply.gaps import about, gaps, notes
from geodata.supply.pipelines import PipeWay, pipe_ways
from geodata.supply.profile import Profile, country_profile, resource_profile
from geodata.supply.published import KINDS, exports, lists, production, reserves, stakes
from geodata.supply.site import Found, WayOut, way_out
from geodata.supply.ways import PIPED, STATUSES, is_far, ways_out, wrong

__all__ = [
    "FAR_KM",
    "KINDS",
    "PIPED",
    "STAGES",
    "STATUSES",
    "Found",
    "PipeWay",
    "Profile",
    "WayOut",
    "about",
    "by_resource",
    "country_profile",
    "disruptions",
    "exports",
    "gaps",
    "is_far",
    "left_out",
    "lists",
    "notes",
    "outputs",
    "pipe_ways",
    "production",
    "reserves",
    "resource_profile",
    "stakes",
    "way_out",
    "ways_out",
    "wrong",
]
