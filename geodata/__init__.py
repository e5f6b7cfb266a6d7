"""Facts of the route and geometry on them; knows nothing of the web.

>>> import geodata
>>> facts = geodata.load()
>>> facts.nodes.crs.to_string()
'EPSG:4326'
"""

from geodata.errors import FactError, FactErrors
from geodata.load import load
from geodata.model import Facts
from geodata.selection import Selection

__all__ = ["FactError", "FactErrors", "Facts", "Selection", "load"]
