"""A link to what is seen."""

import csv
import io

from dashboard.page.share import _name, _sources, address
from dashboard.state import ViewState
from dashboard.text import words_in
from dashboard.view import build
from tests.dashboard.states import state_of


def test_a_link_keeps_the_page_and_drops_its_old_query():
    state = state_of(country=("KAZ", "UZB"), sel="site:inkai")
    assert address(state, "https://example.org/app/?lang=ja#x") == (
        "https://example.org/app/?country=KAZ~UZB&sel=site:inkai"
    )


def test_the_plain_page_has_a_plain_link():
    assert address(ViewState(), "https://example.org/?country=KAZ") == "https://example.org/"


def test_the_sources_of_a_selection_are_those_that_its_rows_cite(context):
    view = build(state_of(country=("TJK",), resource=("antimony",)), context, words_in("en"))
    listed = {
        row["source_id"] for row in csv.DictReader(io.StringIO(_sources(view, context).decode("utf-8-sig")))
    }
    sites = context.facts.sites[view.show["site"]]
    assert len(sites)
    assert listed >= {source for cell in sites["source_ids"] for source in cell}
    assert len(listed) < len(context.facts.sources)
    assert "selection" in _name("sites", "csv", view, context)
