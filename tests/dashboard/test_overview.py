"""What the overview tells first: what was agreed, the route, who takes part, each with what it rests on."""

import pytest

from dashboard.text import words_in
from dashboard.view import build
from dashboard.view.context import TRUNK
from dashboard.view.pages import overview
from geodata.network import Request, answer
from tests.dashboard.states import state_of
from tests.real import network

SUMMIT, OFFER = "2025-12-20-tokyo-summit", "jpn-ca-caspian-route-offer"
TARGET = "jpn-ca-business-target-3tn"


def page(context, lang="en", **chosen):
    return build(state_of(lang=lang, **chosen), context, words_in(lang)).page


@pytest.fixture(scope="module")
def head(context):
    return page(context).head[0]


@pytest.fixture(scope="module")
def participants(context):
    return {row.request.get("country", "JPN"): row for row in page(context).head[1].table.rows}


def addresses(context, frame, row):
    return {context.facts.sources.loc[source, "url"] for source in frame.loc[row, "source_ids"]}


@pytest.mark.parametrize("lang", ["en", "ja", "ru"])
def test_the_headline_has_the_kilometres_in_russia_of_the_library(context, lang):
    words = words_in(lang)
    assert f"{words.number(context.trunk.avoided_km, 1)} " in page(context, lang).head[0].title


def test_what_was_agreed_opens_the_sources_of_its_records(context, head):
    agreed, offer = head.cited
    assert {link.url for link in agreed.links} == addresses(context, context.facts.timeline, SUMMIT)
    assert {link.url for link in offer.links} == addresses(context, context.facts.pledges, OFFER)
    assert "20 December 2025" in agreed.text


def test_the_target_is_as_its_source_has_it(context, head):
    target = head.figures[0]
    assert target.value == "3 trillion JPY"
    assert "5 years" in target.label
    assert "19 billion USD" in target.label
    row = context.facts.pledges.loc[TARGET]
    assert row["conflict"]
    assert "sources disagree" in target.label, "what else is said stands in its record"
    first = [context.facts.sources.loc[source, "url"] for source in row["source_ids"][: overview.MOST_CITED]]
    assert [link.url for link in target.links] == first


def test_length_and_days_are_those_of_the_library_and_say_what_they_rest_on(context, head):
    _, length, days = head.figures
    assert length.value == f"{context.trunk.length_km:,.0f} km"
    found = answer(network(), Request(TRUNK[0], TRUNK[-1])).best.totals.days
    assert days.value == f"{found.low:.1f}–{found.high:.0f} days"
    assert f"{found.typical:.1f}" in days.label
    assert length.note
    assert days.note


def test_the_strip_adds_up_to_the_route(context, head):
    (strip,) = head.strips.strips
    pieces = sum(piece.value for piece in strip.pieces)
    assert pieces == pytest.approx(context.trunk.length_km, abs=2)
    assert all(piece.note in strip.note for piece in strip.pieces)


def test_a_participant_has_its_counts_and_sets_the_filter(context, participants):
    facts = context.facts
    assert set(participants) == set(facts.participants.index)
    for iso3, row in participants.items():
        pledges = sum(iso3 in codes for codes in facts.pledges["beneficiaries"])
        if iso3 == "JPN":
            assert row.request == {"donor": "JPN"}
            assert str((facts.pledges["donor"] == "JPN").sum()) in row.cells[1]
        else:
            assert row.request == {"country": iso3}
            assert row.cells[1] == f"{(facts.sites['iso3'] == iso3).sum()} sites · {pledges} pledges"


def test_under_a_filter_it_is_one_click_away(context, head):
    (about,) = page(context, country=("KAZ",)).head
    (agreed,) = about.folded
    assert agreed.folded[0] == head


def test_a_list_opens_as_a_table_and_back(context):
    (narrow,) = page(context).blocks[0].actions
    (wide,) = page(context, width="whole").blocks[0].actions
    assert (narrow.request, wide.request) == ({"width": "whole"}, {"width": ""})
