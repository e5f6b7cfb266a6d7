"""The ground of the page on the real facts."""

import pytest

from dashboard.view import prepare
from geodata import load


@pytest.fixture(scope="session")
def ground():
    return prepare(load())
