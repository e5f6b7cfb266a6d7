"""Facts for the tests: the real ones, read once, and a copy to break."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

import geodata
from dashboard.view import prepare
from geodata.load import VARIABLE, read

# A slow machine is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

FACTS = Path(os.environ.get(VARIABLE) or Path(geodata.__file__).parent / "facts")


@pytest.fixture(scope="session")
def facts():
    """The real facts; nothing may change them."""
    return geodata.load(FACTS)


@pytest.fixture(scope="session")
def raw():
    """The real tables as text, with the dictionary."""
    tables, dictionary, problems = read(FACTS)
    assert problems == []
    return tables, dictionary


@pytest.fixture
def facts_dir(tmp_path):
    """A copy of the facts on disk, to break."""
    return Path(shutil.copytree(FACTS, tmp_path / "facts"))


@pytest.fixture(scope="session")
def context(facts):
    """The context of the page on the real facts."""
    return prepare(facts)
