"""One reader's session: the only owner of the state between reruns, and the only user of the address.

A rerun starts with ``begin``, which tells whether the address was changed from outside (a first visit,
a followed link, the back button) and reads it then. Widgets and the map never hold the state: their
callbacks call ``request``. ``finish`` writes the address once something was changed, which makes one step
of the browser's history.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.state import Notice, ViewState, Vocabulary, parse, to_query

_STATE = "atlas.state"
_NOTICES = "atlas.notices"
_ADDRESS = "atlas.address"
_TOUCHED = "atlas.touched"
_WORDS = "atlas.words"
_REQUESTED = "atlas.requested"
_RUNS = "atlas.runs"


def begin(words: Vocabulary) -> tuple[ViewState, tuple[Notice, ...]]:
    """Return the state of this rerun, and what was left out of the address it came from."""
    session = st.session_state
    session[_RUNS] = runs() + 1
    _renew(words)
    address = {key: st.query_params.get_all(key) for key in st.query_params}
    # A click may reach the server before the browser has taken over the address of the run before,
    # so an address that differs counts as the reader's only if no widget was touched.
    followed = address != session.get(_ADDRESS) and not session.get(_TOUCHED)
    if _STATE not in session or followed:
        session[_STATE], session[_NOTICES] = parse(address, words)
        session[_ADDRESS] = address
    return session[_STATE], session[_NOTICES]


def is_first() -> bool:
    """Whether the rerun that has begun is the first of its session."""
    return runs() == 1


def request(values: Any) -> None:
    """Set what a part of the page in the browser asks for: keys and values as in an address.

    What a browser sends is believed no more than an address: it is read by the same reader, and what that
    refuses changes nothing. An empty value means the default; ``n`` counts what the part has asked so far.
    """
    if not isinstance(values, Mapping):
        return
    session = st.session_state
    # Also where nothing changes: the address of this rerun may be older than the one written last.
    session[_TOUCHED] = True
    session[_REQUESTED] = values["n"] if isinstance(values.get("n"), int) else requested()
    texts = {key: text for key, text in values.items() if isinstance(text, str)}
    if parse({"view": session[_STATE].view, **texts}, session[_WORDS])[1]:
        return
    wanted, _ = parse({**to_query(session[_STATE]), **texts}, session[_WORDS])
    if wanted.searched != session[_STATE].searched:
        # What is searched for, and the order, are of the tables of one part.
        wanted = replace(
            wanted, q=wanted.q if "q" in texts else "", sort=wanted.sort if "sort" in texts else ""
        )
    if wanted.view != session[_STATE].view and "width" not in texts:
        wanted = replace(wanted, width="")
    if "map" not in texts:
        wanted = replace(wanted, map=None)
    if wanted != session[_STATE]:
        session[_STATE], session[_NOTICES] = wanted, ()


def requested() -> int:
    """How many requests of the filters have been heard."""
    return int(st.session_state.get(_REQUESTED, 0))


def runs() -> int:
    """How many reruns there have been."""
    return int(st.session_state.get(_RUNS, 0))


def address() -> dict[str, list[str]]:
    """Return what stands in the address of the browser once this rerun is over."""
    session = st.session_state
    if not session.get(_TOUCHED):
        return dict(session[_ADDRESS])
    return {key: [value] for key, value in to_query(session[_STATE]).items()}


def _renew(words: Vocabulary) -> None:
    """Leave out of the state what the facts no longer know."""
    session = st.session_state
    if _STATE in session and words is not session[_WORDS]:
        session[_STATE], session[_NOTICES] = parse(to_query(session[_STATE]), words)
    session[_WORDS] = words


def finish() -> None:
    """Write the address if the reader has changed something in this rerun."""
    session = st.session_state
    if not session.pop(_TOUCHED, False):
        return
    query = to_query(session[_STATE])
    written = {key: [value] for key, value in query.items()}
    if written != session[_ADDRESS]:
        session[_ADDRESS] = written
        st.query_params.from_dict(query)
