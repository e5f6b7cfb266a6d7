"""How to read a view: a few lines for each, in every language."""

import pytest

from dashboard.state import LANGUAGES, VIEWS
from dashboard.text import catalogue, words_in
from dashboard.view.pages import howto


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_view_says_how_it_is_read_in_a_few_folded_lines(lang):
    for view in VIEWS:
        (folded,) = howto.block(view, words_in(lang)).folded
        assert folded.title
        assert 3 <= len(folded.says) <= 4
        assert len(set(folded.says)) == len(folded.says)


def test_no_line_is_written_that_no_view_shows():
    written = {key for key in catalogue("en") if key.startswith("howto.")}
    assert written == {"howto.title", *(f"howto.{view}.{line}" for view in VIEWS for line in howto.LINES)}
