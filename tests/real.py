"""The real facts, as text and read, and their network: once per process; nothing may change them."""

import os
from functools import cache
from pathlib import Path

import geodata
from geodata.load import VARIABLE, read
from geodata.model import Dictionary, Facts, Tables
from geodata.network import Network

FOLDER = Path(os.environ.get(VARIABLE) or Path(geodata.__file__).parent / "facts")
# As they are when no example has them replaced by what is at hand.
_load, _build = geodata.load, Network.build


@cache
def text() -> tuple[Tables, Dictionary]:
    """Return the tables as text, with the dictionary."""
    tables, dictionary, problems = read(FOLDER)
    assert problems == []
    return tables, dictionary


@cache
def facts() -> Facts:
    return _load(FOLDER)


@cache
def network() -> Network:
    return _build(facts())


def network_of(some: Facts) -> Network:
    """Return the network of some facts: the one at hand if they are the real ones."""
    return network() if some is facts() else _build(some)
