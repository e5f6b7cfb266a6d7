"""One reader's session: the only owner of the state between reruns, and the only user of the address.

A rerun starts with ``begin``, which tells whether the address was changed from outside (a first visit,
a followed link, the back button) and reads it then. Widgets and the map never hold the state: their
callbacks call ``change``. ``finish`` writes the address once something was changed, which makes one step
of the browser's history.
"""

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.state import Notice, ViewState, Vocabulary, parse, to_query

_STATE = "atlas.state"
_NOTICES = "atlas.notices"
_ADDRESS = "atlas.address"
_TOUCHED = "atlas.touched"
_WORDS = "atlas.words"


def is_new() -> bool:
    """Whether this is the first rerun of a session."""
    return _STATE not in st.session_state


def begin(words: Vocabulary) -> tuple[ViewState, tuple[Notice, ...]]:
    """Return the state of this rerun, and what was left out of the address it came from."""
    session = st.session_state
    session[_WORDS] = words
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    # A click may reach the server before the browser has taken over the address of the run before,
    # so an address that differs counts as the reader's only if no widget was touched.
    followed = address != session.get(_ADDRESS) and not session.get(_TOUCHED)
    if _STATE not in session or followed:
        session[_STATE], session[_NOTICES] = parse(address, words)
        session[_ADDRESS] = address
    return session[_STATE], session[_NOTICES]


def state() -> ViewState:
    """Return the state as it is now; only within a rerun that has begun."""
    return st.session_state[_STATE]  # type: ignore[no-any-return]


def knows(sel: str) -> bool:
    """Whether there is a record ``sel``: what a browser reports is not believed."""
    return sel in st.session_state[_WORDS].records


def change(**fields: Any) -> None:
    """Set fields of the state: called by the callbacks of widgets, map and tables.

    A viewport stands in the address only until something else is set: it was asked for that one link.
    """
    session = st.session_state
    changed = replace(session[_STATE], **{"map": None, **fields})
    if changed != session[_STATE]:
        session[_STATE], session[_NOTICES] = changed, ()
        session[_TOUCHED] = True


def finish() -> None:
    """Write the address if the reader has changed something in this rerun."""
    session = st.session_state
    if not session.pop(_TOUCHED, False):
        return
    query = to_query(session[_STATE])
    address = {key: [value] for key, value in query.items()}
    if address != session[_ADDRESS]:
        session[_ADDRESS] = address
        st.query_params.from_dict(query)
