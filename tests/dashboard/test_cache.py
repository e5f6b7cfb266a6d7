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


class Work:
    """Work that begins when it is called and ends when the test says so."""

    def __init__(self, error=None):
        self.begun, self.may_end, self.error = Event(), Event(), error
        self.calls = []

    def __call__(self, key=None):
        self.calls.append(key)
        self.begun.set()
        assert self.may_end.wait(SECONDS)
        if self.error:
            raise self.error
        return object()


def test_many_who_want_the_same_have_it_worked_out_once(pool):
    memo, work, all_here = Memo(MOST), Work(), Barrier(READERS + 1)

    def ask():
        all_here.wait(SECONDS)
        return memo(work)

    asked = [pool.submit(ask) for _ in range(READERS)]
    all_here.wait(SECONDS)
    work.may_end.set()
    assert len({id(one.result(SECONDS)) for one in asked}) == 1
    assert len(work.calls) == 1


def test_an_error_reaches_who_asked_and_is_not_kept(pool):
    memo, work = Memo(MOST), Work(ValueError("no"))
    asked = [pool.submit(memo, work) for _ in range(READERS)]
    work.may_end.set()
    assert all(isinstance(one.exception(SECONDS), ValueError) for one in asked)
    work.error = None
    assert memo(work) is memo(work)


def test_who_waits_for_an_error_gets_it_without_trying_again(pool):
    memo, work = Memo(MOST), Work(ValueError("no"))
    first = pool.submit(memo, work)
    assert work.begun.wait(SECONDS)
    (waits,) = memo._kept[work].values()
    work.may_end.set()
    assert isinstance(first.exception(SECONDS), ValueError)
    assert waits.exception(SECONDS) is first.exception(SECONDS)
    assert len(work.calls) == 1


def test_two_keys_are_worked_out_side_by_side(pool):
    memo, both = Memo(MOST), Barrier(2)

    def meet(key):
        both.wait(SECONDS)
        return key

    asked = [pool.submit(memo, meet, key) for key in "ab"]
    assert [one.result(SECONDS) for one in asked] == ["a", "b"]


def test_what_is_kept_may_ask_for_other_that_is_kept(pool):
    memo, work = Memo(MOST), Work()

    def outer(key):
        return key, memo(inner, key)

    def inner(key):
        return memo(work), key

    asked = [pool.submit(memo, outer, key) for key in "abab"]
    assert work.begun.wait(SECONDS)
    work.may_end.set()
    first, second, *again = [one.result(SECONDS) for one in asked]
    assert again == [first, second]
    assert first[1][0] is second[1][0]
    assert len(work.calls) == 1


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
