"""One works out, the rest wait: held by threads and events, never by a clock."""

import gc
import re
import shutil
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

import dashboard.view
from dashboard import cache
from dashboard.cache import MOST, Memo
from dashboard.state import ViewState
from dashboard.view import prepare
from tests.dashboard.states import state_of

READERS = 8
# Only ends a test that fails; none waits for it.
SECONDS = 60


@pytest.fixture
def pool():
    with ThreadPoolExecutor(READERS) as threads:
        yield threads


class Key:
    """An argument that equals its like; says when it has been found beside another, or worked with."""

    def __init__(self):
        self.met = Event()

    def __hash__(self):
        return 0

    def __eq__(self, other):
        self.met.set()
        other.met.set()
        return True


class Work:
    """Work that ends when the test says so."""

    def __init__(self, error=None):
        self.may_end, self.error, self.keys = Event(), error, []

    def __call__(self, key):
        self.keys.append(key)
        key.met.set()
        assert self.may_end.wait(SECONDS)
        if self.error:
            raise self.error
        return object()


def asked_by_many(pool, memo, work):
    """What each of many readers gets who all have asked before the work is done."""
    keys = [Key() for _ in range(READERS)]
    asked = [pool.submit(memo, work, key) for key in keys]
    assert all(key.met.wait(SECONDS) for key in keys)
    work.may_end.set()
    return asked


def test_many_who_want_the_same_have_it_worked_out_once(pool):
    memo, work = Memo(MOST), Work()
    asked = asked_by_many(pool, memo, work)
    assert {one.result(SECONDS) for one in asked} == {memo(work, Key())}
    assert len(work.keys) == 1


def test_what_is_under_way_is_not_there_yet(pool):
    memo, work, key = Memo(MOST), Work(), Key()
    asked = pool.submit(memo, work, key)
    assert key.met.wait(SECONDS)
    assert not memo.has(work, Key())
    work.may_end.set()
    asked.result(SECONDS)
    assert memo.has(work, Key())


def test_an_error_reaches_all_who_wait_and_is_not_kept(pool):
    memo, work = Memo(MOST), Work(ValueError("no"))
    asked = asked_by_many(pool, memo, work)
    assert all(one.exception(SECONDS) is work.error for one in asked)
    assert len(work.keys) == 1
    work.error = None
    assert memo(work, Key()) is memo(work, Key())
    assert len(work.keys) == 2


def test_two_keys_are_worked_out_side_by_side(pool):
    memo, both = Memo(MOST), Barrier(2)

    def meet(key):
        both.wait(SECONDS)
        return key

    asked = [pool.submit(memo, meet, key) for key in "ab"]
    assert [one.result(SECONDS) for one in asked] == ["a", "b"]


def test_what_is_kept_may_ask_for_other_that_is_kept(pool):
    memo, work = Memo(MOST), Work()

    def outer(name, key):
        return name, memo(inner, key)

    def inner(key):
        return memo(work, key)

    keys = [Key() for _ in range(READERS)]
    asked = [pool.submit(memo, outer, place % 2, key) for place, key in enumerate(keys)]
    assert all(key.met.wait(SECONDS) for key in keys)
    work.may_end.set()
    assert {one.result(SECONDS) for one in asked} == {(0, memo(work, Key())), (1, memo(work, Key()))}
    assert len(work.keys) == 1


def test_the_last_results_are_kept_of_each_function():
    memo = Memo(2, {str: 3})
    kept = [memo(complex, key) for key in range(2)]
    assert memo(complex, 0) is kept[0]
    memo(complex, 2)
    assert memo(complex, 0) is kept[0]
    assert memo(complex, 1) is not kept[1]
    texts = [memo(str, key) for key in (1000, 1001, 1002)]
    assert memo(str, 1000) is texts[0]


def test_an_argument_by_its_name_is_another_key():
    memo = Memo(MOST)
    assert memo(int, "11") == 11
    assert memo(int, "11", base=2) == 3


def test_views_and_files_are_worked_out_once():
    assert cache.view(state_of(country=("KZ",))) is cache.view(state_of(country=("KZ",)))
    assert cache.files() is cache.files()


def test_old_facts_go_when_files_change(facts_dir, monkeypatch):
    monkeypatch.setenv("GEODATA_FACTS", str(facts_dir))
    monkeypatch.setattr(cache, "_last", Memo(1))
    monkeypatch.setattr(cache, "FRESH_S", 1e-9)
    cache.view(ViewState(view="routes"))
    old = weakref.ref(cache.context().facts.sites)
    # What is frozen is never searched for circles, so there must be none.
    gc.disable()
    try:
        table = facts_dir / "sites.csv"
        shutil.copy(table, facts_dir / "copy")
        (facts_dir / "copy").replace(table)
        assert cache.context().facts.sites is not None
        assert old() is None
    finally:
        gc.enable()


def test_who_still_holds_old_facts_works_with_them_alone(facts):
    memo = Memo(MOST)
    context = prepare(facts, cache._weakly(memo))
    kept = context.keep(list, "ab")
    assert context.keep(list, "ab") is kept
    del memo
    assert context.keep(list, "ab") == kept
    assert context.keep(list, "ab") is not kept


def test_the_view_keeps_nothing_of_its_own():
    folder = Path(dashboard.view.__file__).parent
    texts = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.py")}
    assert texts
    kept = re.compile(r"\blru_cache\b|\bfunctools\.cache\b|from functools import .*\bcache\b")
    assert not [path for path, text in texts.items() if kept.search(text)]
