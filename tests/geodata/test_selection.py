"""Filters: what is shown, what each choice would leave, what dropping a filter brings back."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.filters import COUNTED, FILTERS, KINDS, named
from geodata.model import REGION
from geodata.selection import Index, Selection, missing

LISTS = [key for key, row in FILTERS.items() if not row.is_range]


@pytest.fixture(scope="module")
def index(facts):
    return Index.build(facts)


def subsets(codes):
    return st.lists(st.sampled_from(codes), max_size=3, unique=True).map(tuple)


def selections(index):
    years = st.tuples(st.integers(2000, 2030), st.integers(0, 15)).map(
        lambda pair: (str(pair[0]), str(sum(pair)))
    )
    chosen = {key: st.just(()) | subsets(index.options[key]) for key in LISTS}
    return st.builds(Selection, years=st.just(()) | years, **chosen)


def shown(index, selection):
    masks = index.select(selection)
    return {kind: int(masks[kind].sum()) for kind in COUNTED}


def in_years(date, years):
    return not years or (isinstance(date, str) and int(years[0]) <= int(date[:4]) <= int(years[1]))


def meets(chosen, held):
    return not chosen or bool(set(chosen) & set(held))


def expected(facts, selection):
    """Ids that are shown, row by row as the rules are told."""
    want = selection
    iso3 = facts.nodes["iso3"]
    return {
        "site": {
            row.Index
            for row in facts.sites.itertuples()
            if meets(want["country"], [row.iso3])
            and meets(want["resource"], [row.resource, *row.secondary_resources])
            and meets(want["kind"], [row.kind])
            and meets(want["operator"], named(row.operator) if isinstance(row.operator, str) else ())
        },
        "pledge": {
            row.Index
            for row in facts.pledges.itertuples()
            if (REGION in row.beneficiaries or meets(want["country"], row.beneficiaries))
            and meets(want["resource"], row.resources)
            and meets(want["theme"], [row.theme])
            and meets(want["status"], [row.status])
            and meets(want["donor"], [row.donor])
            and in_years(row.date, want["years"])
        },
        "node": {row.Index for row in facts.nodes.itertuples() if meets(want["country"], [row.iso3])},
        "leg": {
            row.Index
            for row in facts.legs.itertuples()
            if meets(want["country"], [iso3[row.from_node], iso3[row.to_node]])
        },
        "event": {
            row.Index
            for row in facts.timeline.itertuples()
            if meets(want["country"], row.countries) and in_years(row.date, want["years"])
        },
    }


@given(st.data())
def test_what_is_shown_is_what_the_rules_say(facts, index, data):
    selection = data.draw(selections(index))
    masks = index.select(selection)
    found = {kind: set(getattr(facts, table).index[masks[kind]]) for kind, table in KINDS.items()}
    assert found == expected(facts, selection)


@given(st.data())
def test_a_count_is_what_the_choice_would_show(index, data):
    selection = data.draw(selections(index))
    key = data.draw(st.sampled_from(list(FILTERS)))
    code = data.draw(st.sampled_from(index.options[key]))
    chosen = selection.but(**{key: (code,)})
    expected = shown(index, chosen)
    if key == "country":
        expected["pledge"] -= int((index.select(chosen)["pledge"] & index.regional).sum())
    counted = {kind: expected[kind] for kind in FILTERS[key].counted}
    assert index.counts(selection)[key][code] == counted


def test_every_option_is_counted(index):
    counts = index.counts(Selection())
    assert {key: tuple(counts[key]) for key in FILTERS} == index.options


@given(st.data())
def test_relaxing_tells_what_dropping_a_filter_shows(index, data):
    selection = data.draw(selections(index))
    now = sum(shown(index, selection).values())
    dropped = {key: shown(index, selection.but(**{key: ()})) for key in FILTERS if selection[key]}
    relaxed = index.relax(selection)
    assert dict(relaxed) == {key: rows for key, rows in dropped.items() if sum(rows.values()) > now}
    totals = [sum(rows.values()) for _, rows in relaxed]
    assert totals == sorted(totals, reverse=True)


@given(st.data())
def test_what_is_dropped_together_is_needed_and_brings_back_what_it_says(index, data):
    selection = data.draw(selections(index))
    kinds = data.draw(st.sampled_from([("site",), ("pledge",), COUNTED]))

    def count(keys):
        wider = shown(index, selection.but(**dict.fromkeys(keys, ())))
        return {kind: wider[kind] for kind in kinds}

    found, now = index.relax_together(selection, kinds), sum(count(()).values())
    for keys, rows in found:
        assert rows == count(keys)
        assert sum(rows.values()) > now
        for key in keys if len(keys) > 1 else ():
            assert sum(count(set(keys) - {key}).values()) == now
    totals = [sum(rows.values()) for _, rows in found]
    assert totals == sorted(totals, reverse=True)


@given(st.data(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(facts, index, data, random):
    selection = data.draw(selections(index))
    frames = {table: getattr(facts, table) for table in ("sites", "pledges", "legs", "nodes", "timeline")}
    for table, frame in frames.items():
        order = list(range(len(frame)))
        random.shuffle(order)
        frames[table] = frame.iloc[order]
    shuffled = replace(facts, **frames)
    other = Index.build(shuffled)
    assert other.counts(selection) == index.counts(selection)
    assert other.relax(selection) == index.relax(selection)
    for kind, table in KINDS.items():
        ids = set(getattr(facts, table).index[index.select(selection)[kind]])
        assert set(getattr(shuffled, table).index[other.select(selection)[kind]]) == ids


@given(st.data())
def test_a_further_filter_never_shows_more(index, data):
    selection = data.draw(selections(index))
    key = data.draw(st.sampled_from(LISTS))
    narrowed = selection.but(**{key: (data.draw(st.sampled_from(index.options[key])),)})
    wider = index.select(selection.but(**{key: ()}))
    for kind, mask in index.select(narrowed).items():
        assert not (mask & ~wider[kind]).any()


def test_nothing_chosen_shows_everything(facts, index):
    masks = index.select(Selection())
    assert {kind: mask.shape for kind, mask in masks.items()} == {
        kind: (len(getattr(facts, table)),) for kind, table in KINDS.items()
    }
    assert all(mask.dtype == np.bool_ and mask.all() for mask in masks.values())
    assert index.relax(Selection()) == []


@pytest.mark.parametrize("code", ["KAZ", "TKM", "XXX"])
def test_pledges_for_the_region_stay_whatever_the_country(index, code):
    masks = index.select(Selection(country=(code,)))
    assert index.regional.any()
    assert masks["pledge"][index.regional].all()


def test_an_unknown_code_matches_nothing(index):
    masks = index.select(Selection(theme=("no-such-theme",), country=("XXX",)))
    assert not masks["pledge"].any()
    assert not masks["site"].any()


def test_a_theme_leaves_sites_alone_and_a_resource_drops_pledges_without_one(facts, index):
    assert index.select(Selection(theme=index.options["theme"][:1]))["site"].all()
    kept = index.select(Selection(resource=index.options["resource"]))["pledge"]
    assert kept.tolist() == [bool(resources) for resources in facts.pledges["resources"]]


def test_years_drop_what_has_no_date(facts):
    dateless = replace(facts, pledges=facts.pledges.assign(date=None))
    masks = Index.build(dateless).select(Selection(years=("1900", "2100")))
    assert not masks["pledge"].any()
    assert masks["event"].all()
    assert masks["site"].all()


def test_participants_come_first_and_japan_last_among_them(facts, index):
    participants = set(facts.participants.index)
    options = index.options["country"]
    head, tail = options[: len(participants)], options[len(participants) :]
    assert set(head) == participants
    assert head[-1] == "JPN"
    assert list(tail) == sorted(tail)
    assert REGION not in options


def test_resources_come_by_group_and_japan_first_among_donors(facts, index):
    groups = facts.resources["group"].cat.codes[list(index.options["resource"])]
    assert groups.is_monotonic_increasing
    assert set(index.options["resource"]) == set(facts.resources.index)
    donors = index.options["donor"]
    assert donors[0] == "JPN"
    numbers = facts.pledges["donor"].value_counts()[list(donors[1:])]
    assert numbers.is_monotonic_decreasing


def test_options_do_not_repeat(index):
    for codes in index.options.values():
        assert len(set(codes)) == len(codes) > 0


@pytest.mark.parametrize(
    ("chosen", "empty", "kinds"),
    [
        ({}, ("site",), ()),
        ({}, ("site", "pledge"), ("site", "pledge")),
        ({"country": ("KAZ",)}, ("pledge",), ()),
        ({"theme": ("energy",)}, ("pledge",), ("pledge",)),
        ({"theme": ("energy",)}, ("site",), ()),
        ({"kind": ("mine",)}, ("site",), ("site",)),
        ({"kind": ("mine",)}, ("pledge",), ()),
        ({"kind": ("mine",), "theme": ("energy",)}, ("site",), ("site",)),
        ({"operator": ("eni",), "donor": ("JPN",)}, ("site", "pledge"), ("site", "pledge")),
        # Of pledges and of events: a filter of two kinds asks for none of them alone.
        ({"years": (2024, 2025)}, ("pledge",), ()),
    ],
)
def test_a_filter_of_one_kind_asks_for_rows_of_that_kind(chosen, empty, kinds):
    shown = {kind: np.array([kind not in empty]) for kind in KINDS}
    assert missing(Selection(**chosen), shown) == kinds


def test_a_filter_of_sites_leaves_pledges_alone_and_the_other_way_round(index):
    of_sites = index.select(Selection(kind=("smelter",), operator=("kazakhmys",)))
    assert 0 < of_sites["site"].sum() < len(of_sites["site"])
    assert all(mask.all() for kind, mask in of_sites.items() if kind != "site")
    of_pledges = index.select(Selection(donor=("JPN",)))
    assert all(mask.all() for kind, mask in of_pledges.items() if kind != "pledge")


def test_a_site_of_which_no_operator_is_known_is_no_match(facts, index):
    every = index.select(Selection(operator=index.options["operator"]))["site"]
    assert every.tolist() == facts.sites["operator"].notna().tolist()
    counts = index.counts(Selection())["operator"]
    assert all(rows["site"] > 0 for rows in counts.values())


def test_an_operator_has_one_code_however_its_remarks_are_written(facts, index):
    assert len(index.options["operator"]) > 30
    kept = index.select(Selection(operator=("kazakhmys",)))["site"]
    texts = set(facts.sites["operator"][kept])
    assert len(texts) > 1
    assert all(text.startswith("Kazakhmys") for text in texts)
    assert list(named("Cove Kaz Capital 70 % / Tau-Ken Samruk 30 % (agreed)")) == [
        "cove-kaz-capital",
        "tau-ken-samruk",
    ]
    assert named(" (state) ") == {}


@given(st.text(max_size=60))
@example("0,\r0")
def test_a_code_of_a_name_can_stand_in_an_address(text):
    for code, name in named(text).items():
        assert code.isprintable()
        assert not set(code) & set("~ &=#?/<>\"'.")
        assert code == code.casefold() == named(name).popitem()[0]


def test_a_selection_never_changes_and_knows_its_filters():
    chosen = Selection(years=(2024, 2026), country=["KAZ"], theme=())
    assert chosen == Selection(country=("KAZ",), years=("2024", "2026"))
    assert hash(chosen) == hash(Selection(country=("KAZ",), years=("2024", "2026")))
    assert list(chosen.items()) == [("country", ("KAZ",)), ("years", ("2024", "2026"))]
    assert chosen["theme"] == ()
    assert "theme" not in chosen
    assert chosen.but(country=()) == Selection(years=(2024, 2026)) != chosen
    assert chosen.on("sites") == Selection(country=("KAZ",))
    for wrong in (lambda: chosen["colour"], lambda: Selection(colour=("red",))):
        with pytest.raises(KeyError, match="colour"):
            wrong()


def test_what_a_filter_looks_at_is_there(facts):
    for row in FILTERS.values():
        assert set(row.looks_at) <= set(KINDS.values())
        assert {table: len(codes) for table, codes in row.rows(facts).items()} == {
            table: len(getattr(facts, table)) for table in row.looks_at
        }
