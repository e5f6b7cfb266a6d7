"""Parts of the page that the browser draws from files it keeps: a rerun sends them a few hundred bytes."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.assets import Files

# The drawing itself is in panels.mjs, which the browser keeps; this only fetches it.
_LOADER = """
export default (c) => import(new URL(c.data.module, document.baseURI)).then((drawn) => drawn[c.data.panel](c))
  .catch(() => { c.parentElement.textContent = c.data.failed; });
"""


def mount(panel: str, files: Files, failed: str, data: Mapping[str, Any]) -> None:
    """Draw a part: ``panel`` is a function of ``panels.mjs``; an opened record goes to the session."""
    key = f"panel.{panel}"
    _component(panel)(
        key=key,
        data={"module": files.beside_page(files.panels), "panel": panel, "failed": failed, **data},
        on_open_change=lambda: _opened(key),
    )


@cache
def _component(panel: str) -> Callable[..., Any]:
    return st.components.v2.component(f"atlas_{panel}", js=_LOADER)


def _opened(key: str) -> None:
    chosen = st.session_state[key].open
    if chosen is not None:
        session.change(sel=chosen if session.knows(chosen) else None)
