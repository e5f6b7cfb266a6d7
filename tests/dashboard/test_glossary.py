"""The glossary: every term has a meaning, and whose word it is; no source is invented."""

import pytest

from dashboard.state import LANGUAGES
from dashboard.text import catalogue, words_in
from dashboard.view import build
from dashboard.view.pages.sources.glossary import TERMS
from tests.dashboard.states import state_of


def rows(context, **fields):
    state = state_of(view="sources", part="glossary", **fields)
    (block,) = build(state, context, words_in(state.lang)).page.blocks
    return block.table.rows


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_says_what_it_means_and_whose_word_it_is(context, lang):
    words = words_in(lang)
    found = rows(context, lang=lang)
    assert len(found) == len(TERMS)
    for row in found:
        assert all(row.cells)
        assert bool(row.links) == (row.cells[2] == words("glossary.sourced"))


def test_the_sources_of_a_term_are_rows_of_the_facts(context):
    sources = context.facts.sources
    shown = {link.url for row in rows(context) for link in row.links}
    named = {one for basis in TERMS.values() if not isinstance(basis, str) for one in basis}
    assert named <= set(sources.index)
    assert shown == set(sources.loc[sorted(named), "url"])


def test_the_catalogue_has_no_term_that_the_page_does_not_list():
    written = {
        key.split(".")[1] for key in catalogue("en") if key.startswith("glossary.") and key[-5:] == ".name"
    }
    assert written == set(TERMS)


def test_terms_stand_whatever_the_filters_leave(context):
    assert rows(context, country=("TJK",), resource=("silicon",)) == rows(context)
