"""What the page shows, lists, cites and says for a state, on the real facts."""

from itertools import product

import numpy as np
import pytest

from dashboard.state import LANGUAGES, ViewState
from dashboard.text import words_in
from dashboard.view import build
from geodata.filters import FILTERS, KINDS
from geodata.selection import Selection
from tests.dashboard.states import state_of

ENGLISH = words_in("en")


def view(context, **fields):
    state = state_of(**fields)
    return build(state, context, words_in(state.lang))


def test_the_plain_page_shows_all(context):
    shown = view(context)
    assert {kind: int(mask.sum()) for kind, mask in shown.show.items()} == {
        "site": len(context.facts.sites),
        "pledge": len(context.facts.pledges),
        "node": len(context.facts.nodes),
        "leg": len(context.facts.legs),
        "event": len(context.facts.timeline),
    }
    assert shown.record is None
    assert shown.suggestions == ()


def test_the_sentence_states_the_selection_and_the_bypass(context):
    sentence = view(context, country=("KAZ", "UZB"), resource=("uranium",)).sentence
    assert sentence.startswith("Kazakhstan and Uzbekistan, Uranium: ")
    assert "from Altynkol to Poti" in sentence
    assert "0 km of it in Russia" in sentence


def test_the_length_in_the_sentence_is_that_of_its_legs(context):
    trunk = context.trunk
    from geodata import measures

    drawn = measures.length_km(context.facts.legs.loc[list(trunk.legs)].geometry).sum()
    assert trunk.length_km == pytest.approx(drawn)
    assert trunk.avoided_km == 0
    assert f"{trunk.length_km:,.0f} km" in view(context).sentence


@pytest.mark.parametrize("key", FILTERS)
def test_a_count_is_what_choosing_the_option_shows(context, key):
    counted = {kind for kind in ("site", "pledge") if KINDS[kind] in FILTERS[key].looks_at}
    for code, count in view(context).counts[key].items():
        chosen = view(context, **{key: (code,)})
        shown = sum(int(chosen.show[kind].sum()) for kind in counted)
        # A pledge to the region as a whole is no pledge to a country.
        regional = int((chosen.show["pledge"] & context.index.regional).sum()) if key == "country" else 0
        assert count == shown - regional, code


def test_regional_pledges_stay_whatever_the_country(context):
    regional = np.array(["REGION" in codes for codes in context.facts.pledges["beneficiaries"]])
    assert regional.sum() > 0
    assert view(context, country=("TJK",)).show["pledge"][regional].all()


def relaxed(context, state, keys):
    return view(context, **state.selection.but(**dict.fromkeys(keys, ())))


@pytest.mark.parametrize(
    "chosen",
    [
        {"country": ("TJK",), "donor": ("SAU",), "resource": ("gallium",)},
        {"country": ("KAZ",), "donor": ("CHN",), "status": ("target",)},
        {"resource": ("uranium",), "status": ("completed",)},
        {"status": ("completed",)},
        {"resource": ("bismuth",), "theme": ("finance",), "donor": ("KOR",)},
    ],
)
def test_nothing_found_offers_what_brings_pledges_back_the_most_first(context, chosen):
    empty = view(context, **chosen)
    assert not empty.show["pledge"].any()
    assert empty.suggestions
    for suggestion in empty.suggestions:
        then = relaxed(context, empty.state, suggestion.filters)
        assert suggestion.rows == {"pledge": int(then.show["pledge"].sum())}, "it left out no site"
        assert suggestion.rows["pledge"] > 0
    counts = [suggestion.rows["pledge"] for suggestion in empty.suggestions]
    assert counts == sorted(counts, reverse=True)


def test_where_no_filter_alone_is_in_the_way_those_are_named_that_are_together(context):
    empty = view(context, country=("KAZ",), donor=("CHN",), status=("target",), theme=("health",))
    alone = [relaxed(context, empty.state, (key,)) for key in ("country", "donor", "status", "theme")]
    assert not any(one.show["pledge"].any() for one in alone)
    assert {len(suggestion.filters) for suggestion in empty.suggestions} == {2}
    assert all(" and " in suggestion.label for suggestion in empty.suggestions)


def test_without_a_filter_of_pledges_sites_are_brought_back_too(context):
    empty = view(context, country=("JPN",), years=("2004", "2004"))
    assert not empty.show["site"].any()
    assert not empty.show["pledge"].any()
    for suggestion in empty.suggestions:
        then = relaxed(context, empty.state, suggestion.filters)
        assert suggestion.rows == {kind: int(then.show[kind].sum()) for kind in ("site", "pledge")}
        assert sum(suggestion.rows.values()) > 0


@pytest.mark.parametrize("kind", ["country", "event", "leg", "node", "pledge", "site", "source"])
def test_every_record_opens_with_its_sources_in_every_language(context, kind):
    records = sorted(sel for sel in context.vocabulary.records if sel.startswith(f"{kind}:"))
    assert records
    # All languages of one before the next: the ways out of a site are worked out once.
    for sel, words in product(records, map(words_in, LANGUAGES)):
        record = build(ViewState(sel=sel, lang=words.lang), context, words).record
        assert record.title, sel
        numbers = {number for field in record.fields for number in field.sources}
        assert numbers <= {line.number for line in record.sources}, sel
        assert all(line.url.startswith(("http://", "https://")) for line in record.sources), sel
        if kind in ("site", "pledge", "event"):
            assert record.sources, sel
        for related, label in record.related:
            assert related in context.vocabulary.records, sel
            assert label


def test_an_amount_stands_in_its_own_currency(context):
    record = view(context, sel="pledge:jpn-ca-business-target-3tn").record
    shown = {field.label: field.value for field in record.fields}
    assert any(value and value.startswith("3 trillion JPY") for value in shown.values())
    assert record.conflict


def test_an_unknown_cell_is_said_to_be_unknown(context):
    unknown = context.facts.sites.index[context.facts.sites["output"].isna()][0]
    fields = view(context, sel=f"site:{unknown}").record.fields
    assert [field.value for field in fields if field.label == "Output"] == [None]


def test_a_part_and_its_whole_are_linked_both_ways(context):
    pledges = context.facts.pledges
    part = pledges.index[pledges["part_of"].notna()][0]
    whole = pledges.loc[part, "part_of"]
    assert f"pledge:{whole}" in dict(view(context, sel=f"pledge:{part}").record.related)
    assert f"pledge:{part}" in dict(view(context, sel=f"pledge:{whole}").record.related)


def test_the_facts_are_the_same_after_any_view(context):
    before = {name: frame.copy() for name, frame in context.facts.tables().items()}
    view(context, country=("KAZ",), sel="site:inkai", lang="ru")
    for name, frame in context.facts.tables().items():
        assert frame.equals(before[name]), name


def test_the_selection_is_the_filters_alone():
    assert state_of(country=("KAZ",), sel="site:inkai").selection == Selection(country=("KAZ",))


def test_every_filled_field_of_a_row_with_sources_says_which(context):
    for sel in ("site:inkai", "pledge:jpn-kaz-gallium-offtake"):
        record = view(context, sel=sel).record
        unmarked = [field.label for field in record.fields if field.value and not field.sources]
        assert unmarked == [], sel
