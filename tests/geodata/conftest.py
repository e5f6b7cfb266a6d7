"""The real tables, to break."""

import pytest

from tests.geodata.breaker import Breaker


@pytest.fixture
def breaker():
    return Breaker()
