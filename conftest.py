"""The real facts for the tests and for the examples in docstrings."""

import pytest
from hypothesis import settings

import geodata
from geodata.network import Network
from tests import real

# A slow machine is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def facts():
    """The real facts; nothing may change them."""
    return real.facts()


@pytest.fixture(scope="session")
def network():
    """The real network; nothing may change it."""
    return real.network()


@pytest.fixture(autouse=True)
def _examples_share_one_load(request, monkeypatch):
    """Give examples the facts and the network that are at hand; those of load and build truly work."""
    if isinstance(request.node, pytest.DoctestItem):
        # The example of load itself calls it by its bare name.
        monkeypatch.setattr(geodata, "load", real.facts)
        if not request.node.name.endswith("Network.build"):
            monkeypatch.setattr(Network, "build", real.network_of)
