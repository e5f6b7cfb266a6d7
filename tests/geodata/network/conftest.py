"""A way to build a network of changed facts."""

from dataclasses import replace

import pytest

from geodata.network import Network


@pytest.fixture
def rebuilt(facts):
    """Build a network of the real facts with some tables changed."""

    def build(**tables):
        return Network.build(replace(facts, **tables))

    return build
