"""The network of the real facts, built once, and a way to build one of changed facts."""

from dataclasses import replace

import pytest

from geodata.network import Network


@pytest.fixture(scope="session")
def network(facts):
    """The real network; nothing may change it."""
    return Network.build(facts)


@pytest.fixture
def rebuilt(facts):
    """Build a network of the real facts with some tables changed."""

    def build(**tables):
        return Network.build(replace(facts, **tables))

    return build
