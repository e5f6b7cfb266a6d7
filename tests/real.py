"""The real facts and their network, worked out once per process; nothing may change them."""

import os
from functools import cache
from pathlib import Path

import geodata
from geodata.load import VARIABLE
from geodata.model import Facts
from geodata.network import Network

FOLDER = Path(os.environ.get(VARIABLE) or Path(geodata.__file__).parent / "facts")
# As they are when no example has them replaced by what is at hand.
_load, _build = geodata.load, Network.build


@cache
def facts() -> Facts:
    return _load(FOLDER)


@cache
def network() -> Network:
    return _build(facts())


def network_of(some: Facts) -> Network:
    """Return the network of some facts: the one at hand if they are the real ones."""
    return network() if some is facts() else _build(some)
