"""What is worked out once per process and shared by all readers.

Not ``st.cache_*``: any visitor can empty those for everybody. A plain cache keyed by the state of the
files lets an edited fact show on the next reload, and keeps the last good reading until then.
"""

import gc
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from dashboard import theme
from dashboard.browser import assets
from dashboard.state import ViewState
from dashboard.text import words_in
from dashboard.view import Context, View, build, prepare
from geodata import FactErrors
from geodata.errors import FactError
from geodata.load import load, stamp

_LOG = logging.getLogger(__name__)
# Seconds for which the files on disk are taken as they were last seen.
FRESH_S = 1.0
_REPAIR = "run the check, and undo the last change to the facts if it finds nothing"


def context() -> Context:
    """Facts and what derives from them, read again only when a file of the facts has changed.

    Raises
    ------
    FactErrors
        If the facts cannot be read; every problem is in it.
    """
    return _context(_stamp())


def view(state: ViewState) -> View:
    """Return the view of a state; the same object for the same state and facts."""
    return _view(state, _stamp())


def files() -> assets.Files:
    """Return the files that the browser keeps, of today's facts."""
    return _files(_stamp())


def _stamp() -> str:
    return _stamp_at(int(time.monotonic() / FRESH_S))


@lru_cache(maxsize=1)
def _stamp_at(_moment: int) -> str:
    with _reading():
        return stamp()


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


@lru_cache(maxsize=1)
def keep() -> None:
    """Take all that is loaded by the end of the first rerun out of the search for garbage.

    Streamlit searches after every rerun, and facts and libraries never become garbage.
    """
    gc.collect()
    gc.freeze()


@lru_cache(maxsize=1)
def _context(_stamp: str) -> Context:
    with _reading():
        return prepare(load())


@lru_cache(maxsize=512)
def _view(state: ViewState, stamp_: str) -> View:
    return build(state, _context(stamp_), words_in(state.lang))


@lru_cache(maxsize=1)
def _files(stamp_: str) -> assets.Files:
    return assets.publish(_context(stamp_), theme.STYLE)
