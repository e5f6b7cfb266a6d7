"""The legend: what stands on the map now, from the same style dictionary as the map."""

import streamlit as st

from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.browser.bundle import DRAWN, packed
from dashboard.text import words_in
from dashboard.view import View


def draw(view: View, files: Files) -> None:
    """Draw the legend of a view."""
    data = {
        "show": {kind: packed(view.show[kind]) for kind in DRAWN},
        "lang": view.state.lang,
        "view": view.state.view,
        "folded": view.record is not None,
        "route": getattr(view.added, "drawn", None) is not None,
        "out": getattr(view.added, "out", ""),
        "end": getattr(view.added, "end", ""),
        "dark": st.context.theme.type == "dark",
    }
    parts.mount("legend", files, words_in(view.state.lang)("table.failed"), data)
