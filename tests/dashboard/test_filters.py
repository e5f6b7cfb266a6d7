"""A filter is a row of the table: all that the page makes of it follows from that row and its words."""

import numpy as np
import pytest

from dashboard.browser import bundle
from dashboard.cache import MOST, Memo
from dashboard.page import frame
from dashboard.state import parse, to_query
from dashboard.text import catalogue, words_in
from dashboard.view import build, prepare
from geodata.filters import FILTERS, Filter
from geodata.model import codes, columns, resources
from tests.dashboard.states import state_of

ENGLISH = words_in("en")
NEW = "new"
# Of sites alone, of pledges alone, of neither.
ROWS = {
    "site": Filter({"sites": ("status",)}),
    "pledge": Filter({"pledges": ("instrument",)}),
    "leg": Filter({"legs": ("mode",)}),
}


class Added:
    """A filter more in the table: the kind that it looks at, its codes, and the code of each row."""

    def __init__(self, kind, facts):
        (self.table, (self.column,)) = next(iter(ROWS[kind].looks_at.items()))
        self.kind, self.facts = kind, facts
        self.options = codes(columns(resources(facts.dictionary)[self.table])[self.column])
        self.cells = getattr(facts, self.table)[self.column].astype(object)
        self.context = prepare(facts, Memo(MOST))

    def view(self, **fields):
        return build(state_of(**fields), self.context, ENGLISH)


@pytest.fixture(scope="module", params=ROWS)
def added(request, facts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(FILTERS, NEW, ROWS[request.param])
        patch.setitem(catalogue("en"), f"filter.{NEW}", "New filter")
        yield Added(request.param, facts)


def test_it_stands_in_the_address(added):
    text = "~".join(reversed(added.options[:2]))
    state, notices = parse({NEW: text, "country": "KAZ"}, added.context.vocabulary)
    assert notices == ()
    assert state == state_of(country=("KAZ",), **{NEW: added.options[:2]})
    assert to_query(state) == {"country": "KAZ", NEW: "~".join(added.options[:2])}
    unknown = parse({NEW: "nobody"}, added.context.vocabulary)
    assert [(one.key, one.reason) for one in unknown[1]] == [(NEW, "unknown_value")]


def test_it_keeps_the_rows_of_its_codes_and_leaves_the_others_alone(added):
    chosen = added.options[:2]
    shown = added.view(**{NEW: chosen}).show
    assert shown[added.kind].tolist() == added.cells.isin(chosen).tolist()
    assert all(mask.all() for kind, mask in shown.items() if kind != added.kind)


def test_each_option_has_its_count_and_counts_with_the_others(added):
    counts = added.view().counts[NEW]
    assert counts == {code: int((added.cells == code).sum()) for code in added.options}
    here = added.view(country=("KAZ",)).show[added.kind]
    among = added.view(country=("KAZ",)).counts[NEW]
    regional = added.context.index.regional if added.kind == "pledge" else np.zeros(len(here), dtype=bool)
    assert sum(among.values()) == int((here & added.cells.notna()).sum()) > int((here & regional).sum())


def test_the_sentence_names_what_is_chosen(added):
    code = next(code for code in added.options if (added.cells == code).any())
    names = bundle.rows(added.context, {})["names"]["en"][f"facet.{NEW}"]
    assert list(names) == list(added.options)
    assert added.view(**{NEW: (code,)}).sentence.startswith(f"{names[code]}: ")


def test_where_it_leaves_nothing_it_is_offered_to_be_dropped(added):
    code = min(set(added.cells.dropna()), key=list(added.cells).count)
    other = "country" if added.kind == "leg" else "resource"
    views = (added.view(**{other: (one,), NEW: (code,)}) for one in added.context.index.options[other])
    empty = next(view for view in views if not view.show[added.kind].any())
    if added.kind == "leg":
        assert empty.suggestions == (), "sites and pledges are what a reader looks for, and they stand"
        return
    alone = next(one for one in empty.suggestions if NEW in one.filters)
    wider = added.view(**empty.state.selection.but(**dict.fromkeys(alone.filters, ())))
    assert "New filter" in alone.label
    assert alone.rows == {added.kind: int(wider.show[added.kind].sum())}
    assert alone.rows[added.kind] > 0


def test_the_browser_gets_its_menu_and_its_matches(added, monkeypatch):
    kept = bundle.rows(added.context, {})
    assert kept["options"][NEW] == added.options
    assert NEW not in kept["ranges"]
    matches = kept["matches"][added.kind]["options"][NEW]
    assert matches == [bundle.packed((added.cells == code).to_numpy()) for code in added.options]
    assert [kind for kind in kept["matches"] if NEW in kept["matches"][kind]["options"]] == [added.kind]
    monkeypatch.setattr(frame.session, "requested", lambda: 0)
    sent = frame.filters(added.view(**{NEW: added.options[:1]}))
    assert sent["values"][NEW] == added.options[0]
    assert sent["counts"][NEW] == [int((added.cells == code).sum()) for code in added.options]
