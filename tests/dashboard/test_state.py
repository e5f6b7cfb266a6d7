"""The address codec: every state survives it, and no address breaks it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.state import (
    BASES,
    COLUMNS,
    CURRENCIES,
    LANGUAGES,
    PARTS,
    PARTS_OF,
    VIEWS,
    MapView,
    ViewState,
    Vocabulary,
    parse,
    to_query,
)
from geodata.filters import FILTERS
from geodata.network import PREFERENCES
from geodata.selection import Selection
from tests.dashboard.states import state_of

WORDS = Vocabulary(
    options={
        "country": ("KAZ", "UZB", "JPN"),
        "resource": ("copper", "uranium"),
        "theme": ("logistics", "energy"),
        "status": ("target", "announced", "signed", "financed", "completed"),
        "donor": ("JPN", "EU"),
        "years": tuple(str(year) for year in range(2004, 2031)),
    },
    ends=frozenset({"aktau", "rotterdam", "inkai"}),
    closable=frozenset({"aktau", "f-aktau-alat"}),
    records=frozenset({"site:inkai", "pledge:jpn-kaz-gallium-offtake"}),
    avoidable=("BLR", "IRN", "RUS"),
    renamed={"site:inkai-old": "site:inkai"},
)


def subset(codes):
    return st.sets(st.sampled_from(codes)).map(lambda chosen: tuple(c for c in codes if c in chosen))


def ends(codes):
    pair = st.tuples(st.sampled_from(codes), st.sampled_from(codes))
    return pair.map(lambda p: (min(p), max(p))).filter(lambda p: p != (codes[0], codes[-1]))


def selections():
    chosen = {
        key: ends(codes) if FILTERS[key].is_range else subset(codes) for key, codes in WORDS.options.items()
    }
    return st.builds(Selection, **{key: st.just(()) | codes for key, codes in chosen.items()})


VIEWPORTS = st.builds(
    MapView,
    st.integers(0, 72).map(lambda n: n / 4),
    st.integers(-850_000, 850_000).map(lambda n: n / 10_000),
    st.integers(-1_800_000, 1_800_000).map(lambda n: n / 10_000),
)
SEARCHES = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=100)
STATES = st.builds(
    ViewState,
    view=st.sampled_from(VIEWS),
    money=st.sampled_from(CURRENCIES),
    conflict=st.booleans(),
    q=SEARCHES,
    sort=st.sampled_from([*COLUMNS, *(f"-{column}" for column in COLUMNS)]),
    cols=subset(COLUMNS[1:]).map(lambda chosen: (COLUMNS[0], *chosen)),
    selection=selections(),
    origin=st.none() | st.sampled_from(sorted(WORDS.ends)),
    destination=st.none() | st.sampled_from(sorted(WORDS.ends)),
    avoid=subset(WORDS.avoidable),
    closed=subset(tuple(sorted(WORDS.closable))),
    prefer=st.sampled_from(PREFERENCES),
    planned=st.booleans(),
    way=st.lists(st.integers(1, 5), min_size=1, max_size=2, unique=True).map(tuple),
    part=st.sampled_from(PARTS),
    sel=st.none() | st.sampled_from(sorted(WORDS.records)),
    map=st.none() | VIEWPORTS,
    base=st.sampled_from(BASES),
    lang=st.sampled_from(LANGUAGES),
)


@given(STATES)
def test_every_state_survives_its_address(state):
    """But for a part of another view: the page shows none, and writes none that it would not read."""
    own = state.part if state.part in PARTS_OF.get(state.view, ()) else ViewState().part
    assert parse(to_query(state), WORDS) == (replace(state, part=own), ())


@given(STATES)
def test_a_language_changes_nothing_else_of_an_address(state):
    plain = to_query(replace(state, lang="en"))
    assert to_query(replace(state, lang="ja")) == {**plain, "lang": "ja"}


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=80) | st.lists(st.text(max_size=9))))
def test_no_address_raises(query):
    state, notices = parse(query, WORDS)
    assert parse(to_query(state), WORDS) == (state, ())
    unknown = {key[:60] for key in query if key not in KEYS}
    assert unknown <= {notice.key for notice in notices}


KEYS = {
    "view", "country", "resource", "theme", "status", "donor", "years", "from", "to", "avoid", "closed",
    "prefer", "planned", "way", "part", "tab", "money", "conflict", "q", "sort", "cols", "sel", "map", "base",
    "lang", "u",
}  # fmt: skip


def test_the_plain_page_has_an_empty_address():
    assert to_query(ViewState()) == {}


def test_the_examples_of_the_address_table():
    query = {
        "country": "KAZ~UZB",
        "resource": "uranium~copper",
        "status": "signed~financed",
        "donor": "JPN~EU",
        "years": "2024..2026",
        "from": "inkai",
        "to": "rotterdam",
        "avoid": "RUS~IRN",
        "closed": "aktau",
        "sel": "pledge:jpn-kaz-gallium-offtake",
        "map": "5/42.5/60.1",
        "base": "osm",
        "lang": "ja",
        "view": "pledges",
        "part": "donors",
        "money": "jpy",
        "conflict": "yes",
        "q": "customs",
        "sort": "-amount",
        "cols": "rate~title",
    }
    state, notices = parse(query, WORDS)
    assert not notices
    assert state.selection["country"] == ("KAZ", "UZB")
    assert state.selection["resource"] == ("copper", "uranium"), "in the order of the vocabulary"
    assert state.selection["years"] == ("2024", "2026")
    assert (state.origin, state.destination) == ("inkai", "rotterdam")
    assert state.map == MapView(5, 42.5, 60.1)
    assert (state.view, state.open_part, state.money, state.conflict) == ("pledges", "donors", "JPY", True)
    assert (state.q, state.sort, state.cols) == ("customs", "-amount", ("title", "rate"))


def test_an_old_key_means_what_it_meant_and_that_of_today_wins():
    state, notices = parse({"view": "pledges", "tab": "donors"}, WORDS)
    assert (state.open_part, notices) == ("donors", ())
    assert to_query(state) == {"view": "pledges", "part": "donors"}
    assert parse({"view": "pledges", "part": "stages", "tab": "donors"}, WORDS)[0].open_part == "stages"


def test_a_search_that_cannot_be_typed_is_left_out():
    for text in ("a\x00b", "\u202emoc", "x" * 101):
        state, notices = parse({"q": text}, WORDS)
        assert state.q == ""
        assert [notice.reason for notice in notices] == ["bad_search"]


def test_what_is_not_known_is_left_out_and_named():
    state, notices = parse({"country": "KAZ~XXX", "foo": "1", "sel": "site:gone"}, WORDS)
    assert state == state_of(country=("KAZ",))
    assert [(n.key, n.value, n.reason) for n in notices] == [
        ("country", "XXX", "unknown_value"),
        ("foo", "1", "unknown_key"),
        ("sel", "site:gone", "unknown_record"),
    ]


def test_an_end_that_nobody_knows_is_kept_so_that_the_page_can_name_what_is_meant():
    state, notices = parse({"from": "potti", "to": "site:aktogay"}, WORDS)
    assert (state.origin, state.destination, notices) == ("potti", "site:aktogay", ())
    state, notices = parse({"from": "<b>", "to": "x" * 61}, WORDS)
    assert (state.origin, state.destination) == (None, None)
    assert [notice.reason for notice in notices] == ["unknown_record"] * 2


def test_planned_way_and_part_take_only_what_they_know():
    query = {"view": "routes", "planned": "yes", "way": "3", "part": "proof"}
    assert parse(query, WORDS) == (ViewState(view="routes", planned=True, way=(3,), part="proof"), ())
    assert parse({"way": "2~1"}, WORDS) == (ViewState(way=(2, 1)), ())
    for wrong in ("~", "1~6", "1~2~3"):
        state, notices = parse({"way": wrong}, WORDS)
        assert (state.way, [notice.key for notice in notices]) == ((1,), ["way"]), wrong
    state, notices = parse({"planned": "perhaps", "way": "6", "part": "all"}, WORDS)
    assert state == ViewState()
    assert [notice.key for notice in notices] == ["planned", "way", "part"]


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "routes"])
@pytest.mark.parametrize("part", ["way", "proof"])
def test_a_part_of_another_view_is_left_out_and_named(view, part):
    state, notices = parse({"view": view, "part": part}, WORDS)
    assert state == ViewState(view=view)
    assert [(n.key, n.value, n.reason) for n in notices] == [("part", part, "foreign_part")]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_that_is_switched_to_has_an_address_without_a_notice(view):
    for part in PARTS:
        query = to_query(ViewState(view=view, part=part))
        assert parse(query, WORDS)[1] == (), query


def test_the_columns_always_begin_with_the_title():
    state, notices = parse({"cols": "amount~converted"}, WORDS)
    assert (state.cols, notices) == (("title", "amount", "converted"), ())


def test_a_list_that_is_too_long_is_cut_between_entries_and_the_rest_is_counted():
    known = tuple(f"node-{number:03}" for number in range(300))
    words = replace(WORDS, closable=frozenset(known))
    state, notices = parse({"closed": "~".join(known)}, words)
    assert state.closed == known[:222], "2,000 characters hold 222 ids of 8 letters and their separators"
    assert [(n.key, n.value, n.reason) for n in notices] == [("closed", "78", "too_long")]
    assert parse({"closed": "~".join(known[:222])}, words) == (state, ())
    exact = "~".join(("a" * 999, "b" * 1000))
    assert [n.reason for n in parse({"closed": exact}, words)[1]] == ["unknown_value"] * 2


def test_years_out_of_order_or_range_are_left_out():
    for text in ("2026..2024", "1066", "2024..", "20245", "2024...2026", "nan"):
        state, notices = parse({"years": text}, WORDS)
        assert state == ViewState()
        assert [notice.reason for notice in notices] == ["bad_range"]


def test_nobody_is_avoided_only_when_the_address_says_so():
    assert parse({}, WORDS)[0].avoid == ("RUS",)
    assert parse({"avoid": "none"}, WORDS)[0].avoid == ()
    assert to_query(ViewState(avoid=())) == {"avoid": "none"}


def test_a_repeated_key_adds_to_its_list():
    assert parse({"country": ["KAZ", "UZB"]}, WORDS)[0].selection["country"] == ("KAZ", "UZB")


def test_codes_are_read_in_any_case():
    assert parse({"country": "kaz", "resource": "Uranium"}, WORDS)[0] == state_of(
        country=("KAZ",), resource=("uranium",)
    )


def test_a_renamed_record_still_opens():
    assert parse({"sel": "site:inkai-old"}, WORDS) == (ViewState(sel="site:inkai"), ())


def test_a_renamed_code_of_a_filter_still_opens(monkeypatch):
    monkeypatch.setitem(FILTERS, "donor", replace(FILTERS["donor"], renamed={"EEC": "EU"}))
    assert parse({"donor": "EEC~JPN"}, WORDS) == (state_of(donor=("JPN", "EU")), ())


def test_a_view_that_is_not_built_is_named():
    state, notices = parse({"view": "pledgesx"}, WORDS)
    assert state.view == "overview"
    assert notices[0].reason == "unknown_value"


def test_a_huge_value_is_cut_before_it_is_read():
    _, notices = parse({"country": "A~" * 1_000_000}, WORDS)
    assert len(notices) <= 1000
    assert all(len(notice.value) <= 60 for notice in notices)


@pytest.mark.parametrize(
    ("view", "part", "width"),
    [
        ("overview", "", "narrow"),
        ("pledges", "", "half"),
        ("pledges", "stages", "half"),
        ("pledges", "countries", "whole"),
        ("pledges", "time", "whole"),
        ("pledges", "conflicts", "whole"),
        ("resources", "sites", "half"),
        ("sources", "conflicts", "whole"),
    ],
)
def test_a_view_and_a_part_have_a_width_of_their_own_until_one_is_chosen(view, part, width):
    state = ViewState(view=view, part=part)
    assert state.open_width == width
    assert replace(state, width="narrow").open_width == "narrow"


@pytest.mark.parametrize("part", ["totals", "charts"])
def test_a_part_of_an_old_link_opens_what_it_held(part):
    state, notices = parse({"view": "pledges", "part": part}, WORDS)
    assert (state.open_part, notices) == ("donors", ())
