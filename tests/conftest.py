"""A copy of the real facts on disk, to break, and the context of the page."""

import shutil
from pathlib import Path

import pytest

from dashboard.cache import MOST, Memo
from dashboard.view import prepare
from tests.real import FOLDER


@pytest.fixture
def facts_dir(tmp_path):
    """A copy of the facts on disk, to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "facts"))


@pytest.fixture(scope="session")
def context(facts):
    """The context of the page on the real facts."""
    return prepare(facts, Memo(MOST))
