"""What Find looks through: every record by its names, and each entry opens what it says."""

import pytest

from dashboard.state import LANGUAGES, parse
from dashboard.text import words_in
from dashboard.view import build
from dashboard.view.context import TABLES
from dashboard.view.index import index


def named(context, kind, name, lang="en"):
    (found,) = [one for one in index(context, lang)[kind] if name in (one.name, *one.also)]
    return found


def test_every_record_is_there_but_points_at_sea_and_countries_without_a_row(context):
    facts, found = context.facts, index(context, "en")
    opened = {
        entry.request["sel"] for entries in found.values() for entry in entries if "sel" in entry.request
    }
    for kind in ("site", "pledge", "leg", "event", "source"):
        rows = getattr(facts, TABLES[kind]).index
        assert {f"{kind}:{row}" for row in rows} <= opened
    places = facts.nodes.index[facts.nodes["kind"] != "sea-waypoint"]
    assert {one for one in opened if one.startswith("node:")} == {f"node:{row}" for row in places}
    assert {"country:UZB", "country:JPN", "country:CHN"} <= opened
    assert "country:ABW" not in opened
    assert len(found["resource"]) == len(facts.resources)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_entry_opens_something_that_the_address_knows(context, lang):
    for entries in index(context, lang).values():
        for entry in entries:
            assert parse(entry.request, context.vocabulary)[1] == (), entry.name


def test_names_are_in_the_readers_language_and_in_english(context):
    assert named(context, "country", "ウズベキスタン", "ja").also == ("Uzbekistan",)
    assert named(context, "node", "Актау", "ru").also == ("Aktau",)
    assert named(context, "resource", "Уран", "ru").also == ("Uranium",)
    assert named(context, "country", "Uzbekistan").also == ()


def test_a_commodity_opens_the_view_of_resources_on_it(context):
    state, _ = parse(named(context, "resource", "Uranium").request, context.vocabulary)
    assert (state.view, state.selection["resource"]) == ("resources", ("uranium",))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_term_opens_the_glossary_at_it(context, lang):
    term = named(context, "term", "TITR", lang)
    state, _ = parse({**term.request, "lang": lang}, context.vocabulary)
    (block,) = build(state, context, words_in(lang)).page.blocks
    assert state.q == term.name
    assert [row.cells[0] for row in block.table.rows].count(term.name) == 1
