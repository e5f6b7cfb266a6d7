"""What is worked out once and shared by all readers; nothing else holds anything for more than one of them.

Not ``st.cache_*``: any visitor can empty those for everybody. Not ``lru_cache``: it lets every reader who
comes before the first is served do the whole work too, and a cold server sinks under them.
"""

import gc
import logging
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, ParamSpec, TypeVar
from weakref import ref

from dashboard import theme
from dashboard.browser import assets
from dashboard.state import ViewState
from dashboard.text import words_in
from dashboard.view import Context, View, build, prepare
from dashboard.view.context import Keep
from geodata import FactErrors
from geodata.errors import FactError
from geodata.load import load, stamp

P = ParamSpec("P")
T = TypeVar("T")

_LOG = logging.getLogger(__name__)
# Seconds for which the files on disk are taken as they were last seen.
FRESH_S = 1.0
_REPAIR = "run the check, and undo the last change to the facts if it finds nothing"
# How many results of each function are kept: the dearest, tables of the network, have some 100 kB.
MOST = 64
MOST_VIEWS = 512


class Memo:
    """Results of pure functions: one thread works each out, all others who want the same wait for it.

    The last results of each function are kept, ``most`` of them or as many as ``most_of`` says. An error
    reaches all who wait, and is never kept.
    """

    def __init__(self, most: int, most_of: Mapping[Callable[..., Any], int] | None = None) -> None:
        self._most, self._most_of = most, most_of or {}
        self._lock = Lock()
        self._kept: defaultdict[Callable[..., Any], OrderedDict[Hashable, Future[Any]]]
        self._kept = defaultdict(OrderedDict)

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what ``function`` returns for these hashable arguments."""
        key, mine = _key(args, kwargs), Future[T]()
        with self._lock:
            kept = self._kept[function]
            result: Future[T] = kept.setdefault(key, mine)
            kept.move_to_end(key)
            if len(kept) > self._most_of.get(function, self._most):
                kept.popitem(last=False)
        if result is mine:
            try:
                mine.set_result(function(*args, **kwargs))
            except BaseException as error:
                with self._lock:
                    kept.pop(key, None)
                mine.set_exception(error)
                raise
        return result.result()

    def has(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Whether it has been worked out, so that nobody who asks for it waits."""
        with self._lock:
            result = self._kept[function].get(_key(args, kwargs))
        return result is not None and result.done()


def _key(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Hashable:
    return args, tuple(kwargs.items())


@dataclass(frozen=True, slots=True)
class _Shared:
    """Facts as they were read, and what has been worked out from them; both go when the files change."""

    context: Context
    memo: Memo


# Only the last of each: the facts, their files for the browser, and the state of those on disk.
_last = Memo(1)


def context() -> Context:
    """Facts and what derives from them, read again only when a file of the facts has changed.

    Raises
    ------
    FactErrors
        If the facts cannot be read; every problem is in it.
    """
    return _shared().context


def _shared() -> "_Shared":
    moment = int(time.monotonic() / FRESH_S)
    return _last(_read, _last(_stamp, moment))


def view(state: ViewState) -> View:
    """Return the view of a state; the same object for the same state and facts."""
    now = context()
    return now.keep(build, state, now, words_in(state.lang))


def is_kept(state: ViewState) -> bool:
    """Whether the view of a state is there at once."""
    shared = _shared()
    return shared.memo.has(build, state, shared.context, words_in(state.lang))


def files() -> assets.Files:
    """Return the files that the browser keeps, of today's facts."""
    now = context()
    return now.keep(_publish, now)


def settle() -> None:
    """Take all that is loaded by the end of the first rerun out of the search for garbage, once.

    Facts and libraries never become garbage.
    """
    _last(_freeze)


def _freeze() -> None:
    gc.collect()
    gc.freeze()
    # Python searches all again once a quarter more has grown: from now on of what is not frozen.
    gc.collect()


def _stamp(_moment: int) -> str:
    with _reading():
        return stamp()


def _read(_stamp: str) -> _Shared:
    memo = Memo(MOST, {build: MOST_VIEWS})
    with _reading():
        return _Shared(prepare(load(), _weakly(memo)), memo)


def _weakly(memo: Memo) -> Keep:
    """Return a memo that those it keeps can hold: in a circle, facts that are frozen would never go."""
    alive = ref(memo)

    def keep(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        shared = alive()
        return shared(function, *args, **kwargs) if shared else function(*args, **kwargs)

    return keep


def _publish(context: Context) -> assets.Files:
    return assets.publish(context, theme.STYLE)


@contextmanager
def _reading() -> Iterator[None]:
    """Turn what no check foresees into a fault of the facts, so that a reader never sees a raw error."""
    try:
        yield
    except FactErrors:
        raise
    except Exception as error:
        _LOG.exception("The facts cannot be worked with")
        problem = f"they cannot be worked with ({type(error).__name__})"
        raise FactErrors([FactError("facts", None, None, problem, _REPAIR)]) from error
