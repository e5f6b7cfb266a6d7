"""The ways of all sites to Rotterdam, worked out once."""

import pytest

from geodata import supply
from geodata.network import Request


@pytest.fixture(scope="session")
def to_rotterdam(network):
    return supply.ways_out(network, Request(None, "rotterdam"))
