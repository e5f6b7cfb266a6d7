"""What the page shows, lists, cites and says for a state, on the real facts."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.state import ViewState
from dashboard.text import words_in
from dashboard.view import FACETS, build
from geodata.selection import Selection

ENGLISH = words_in("en")


def view(ground, **fields):
    state = ViewState(**fields)
    return build(state, ground, words_in(state.lang))


def test_the_plain_page_shows_all(ground):
    shown = view(ground)
    assert {kind: int(mask.sum()) for kind, mask in shown.show.items()} == {
        "site": len(ground.facts.sites), "pledge": len(ground.facts.pledges), "node": len(ground.facts.nodes),
        "leg": len(ground.facts.legs), "event": len(ground.facts.timeline),
    }  # fmt: skip
    assert shown.record is None
    assert shown.suggestions == ()


def test_the_sentence_states_the_selection_and_the_bypass(ground):
    sentence = view(ground, country=("KAZ", "UZB"), resource=("uranium",)).sentence
    assert sentence.startswith("Kazakhstan and Uzbekistan, Uranium: ")
    assert "from Altynkol to Poti" in sentence
    assert "0 km of it in Russia" in sentence


def test_the_length_in_the_sentence_is_that_of_its_legs(ground):
    trunk = ground.trunk
    from geodata import measures

    drawn = measures.length_km(ground.facts.legs.loc[list(trunk.legs)].geometry).sum()
    assert trunk.length_km == pytest.approx(drawn)
    assert trunk.avoided_km == 0
    assert f"{trunk.length_km:,.0f} km" in view(ground).sentence


@pytest.mark.parametrize("facet", FACETS)
def test_a_count_is_what_choosing_the_option_shows(ground, facet):
    counted = {"site", "pledge"} if facet in ("country", "resource") else {"pledge"}
    for option in view(ground).options[facet]:
        chosen = view(ground, **{facet: (option.code,)})
        shown = sum(int(chosen.show[kind].sum()) for kind in counted)
        # A pledge to the region as a whole is no pledge to a country.
        regional = int((chosen.show["pledge"] & ground.index.regional).sum()) if facet == "country" else 0
        assert option.count == shown - regional, option.code


def test_regional_pledges_stay_whatever_the_country(ground):
    regional = np.array(["REGION" in codes for codes in ground.facts.pledges["beneficiaries"]])
    assert regional.sum() > 0
    assert view(ground, country=("TJK",)).show["pledge"][regional].all()


def test_nothing_found_offers_each_filter_with_what_it_brings(ground):
    empty = view(ground, country=("TJK",), donor=("SAU",), resource=("gallium",))
    assert not empty.show["pledge"].any()
    assert empty.suggestions
    for suggestion in empty.suggestions:
        without = replace(empty.state, **{suggestion.facet: None if suggestion.facet == "years" else ()})
        relaxed = build(without, ground, ENGLISH)
        assert suggestion.sites == int(relaxed.show["site"].sum())
        assert suggestion.pledges == int(relaxed.show["pledge"].sum())


@pytest.mark.parametrize("lang", ["en", "ja", "ru"])
def test_every_record_opens_with_its_sources(ground, lang):
    words = words_in(lang)
    for sel in sorted(ground.vocabulary.records):
        record = build(ViewState(sel=sel, lang=lang), ground, words).record
        assert record.title, sel
        numbers = {number for field in record.fields for number in field.sources}
        assert numbers <= {line.number for line in record.sources}, sel
        assert all(line.url.startswith(("http://", "https://")) for line in record.sources), sel
        if sel.split(":")[0] in ("site", "pledge", "event"):
            assert record.sources, sel
        for related, label in record.related:
            assert related in ground.vocabulary.records, sel
            assert label


def test_an_amount_stands_in_its_own_currency(ground):
    record = view(ground, sel="pledge:jpn-ca-business-target-3tn").record
    shown = {field.label: field.value for field in record.fields}
    assert any(value and value.startswith("3 trillion JPY") for value in shown.values())
    assert record.conflict


def test_an_unknown_cell_is_said_to_be_unknown(ground):
    unknown = ground.facts.sites.index[ground.facts.sites["output"].isna()][0]
    fields = view(ground, sel=f"site:{unknown}").record.fields
    assert [field.value for field in fields if field.label == "Output"] == [None]


def test_a_part_and_its_whole_are_linked_both_ways(ground):
    pledges = ground.facts.pledges
    part = pledges.index[pledges["part_of"].notna()][0]
    whole = pledges.loc[part, "part_of"]
    assert f"pledge:{whole}" in dict(view(ground, sel=f"pledge:{part}").record.related)
    assert f"pledge:{part}" in dict(view(ground, sel=f"pledge:{whole}").record.related)


def test_the_facts_are_the_same_after_any_view(ground):
    before = {name: frame.copy() for name, frame in ground.facts.tables().items()}
    view(ground, country=("KAZ",), sel="site:inkai", lang="ru")
    for name, frame in ground.facts.tables().items():
        assert frame.equals(before[name]), name


def test_the_selection_is_the_filters_alone():
    assert ViewState(country=("KAZ",), sel="site:inkai").selection == Selection(country=("KAZ",))


def test_every_filled_field_of_a_row_with_sources_says_which(ground):
    for sel in ("site:inkai", "pledge:jpn-kaz-gallium-offtake"):
        record = view(ground, sel=sel).record
        unmarked = [field.label for field in record.fields if field.value and not field.sources]
        assert unmarked == [], sel
