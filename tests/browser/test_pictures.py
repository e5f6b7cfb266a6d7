"""The five views look as on the pictures of the README: a change that nobody meant is seen here first."""

import numpy as np
import pytest
from PIL import Image

from tests.browser import screenshots

pytestmark = pytest.mark.browser
VIEWS = {picture.name: picture for picture in screenshots.PICTURES}
FIVE = ("wide", "routes", "resources", "pledges", "sources")
# Cells of a picture, across and down: wide enough that letters of another system do not matter.
CELLS = (48, 30)
# Of 255: how far a cell may be off in brightness, and which share of the cells may be farther.
OFF, SHARE = 14, 0.06


def cells(path):
    with Image.open(path) as picture:
        return np.asarray(picture.convert("L").resize(CELLS, Image.Resampling.BOX), dtype=float)


def changed(one, other):
    """The share of cells that look different."""
    return float((np.abs(cells(one) - cells(other)) > OFF).mean())


@pytest.mark.parametrize("name", FIVE)
def test_a_view_looks_as_on_its_picture(browser, app, tmp_path, monkeypatch, name):
    monkeypatch.setattr(screenshots, "FOLDER", tmp_path)
    kept = screenshots.ROOT / "docs" / "screenshots" / f"{name}.png"
    screenshots.take(browser, app, VIEWS[name])
    assert changed(tmp_path / f"{name}.png", kept) <= SHARE, "if it is meant: make screenshots"


def test_another_view_is_seen_to_be_another():
    folder = screenshots.ROOT / "docs" / "screenshots"
    for name in FIVE[1:]:
        assert changed(folder / "wide.png", folder / f"{name}.png") > 2 * SHARE, name
