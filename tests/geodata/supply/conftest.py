"""The real network and the ways of all sites to Rotterdam, worked out once."""

import pytest

from geodata import supply
from geodata.network import Network, Request


@pytest.fixture(scope="session")
def network(facts):
    return Network.build(facts)


@pytest.fixture(scope="session")
def to_rotterdam(network):
    return supply.ways_out(network, Request(None, "rotterdam"))
