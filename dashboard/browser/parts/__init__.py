"""Parts of the page that the browser draws from files it keeps: a rerun sends them a few hundred bytes."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.browser.assets import Files
from dashboard.text import Words

# The drawing itself is in the scripts beside this file, which the browser keeps; this only fetches them, and
# goes with each part of each rerun. It returns nothing, for Streamlit would call that when the part is gone.
_LOADER = """
export default (c) => {
  const { script, failed, data } = c.data.told;
  import(new URL(script, document.baseURI)).then((part) => part.default({ ...c, data }))
    .catch((fault) => { c.parentElement.textContent = failed; throw fault; });
};
"""


def mount(panel: str, files: Files, words: Words, data: Mapping[str, Any], name: str = "") -> Any:
    """Draw a part; ``panel`` names its script. Its requests go to the session; return that of this run.

    All of it is in the language of ``words``; ``name`` tells apart the parts of one kind that stand on a
    page together.
    """
    key = f"panel.{panel}{name}"
    script = files.beside_page(f"{files.panels}/{panel}.mjs")
    told = {"script": script, "failed": words("table.failed"), "data": {"lang": words.lang, **data}}
    wanted = _component(panel)(
        key=key,
        # Under one key: Streamlit looks at each whether it may be a table.
        data={"told": told},
        on_request_change=lambda: session.request(st.session_state[key].request),
    ).request
    if wanted and session.is_first():
        # A server that was started anew knows no callback of a page that is older than itself.
        session.request(wanted)
        st.rerun()
    return wanted


# A plain cache: to register a name twice is cheap and changes nothing.
@cache
def _component(panel: str) -> Callable[..., Any]:
    return st.components.v2.component(f"atlas_{panel}", js=_LOADER)
