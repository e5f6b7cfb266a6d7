"""The open record: all its fields, its sources, what disagrees, its own link."""

from dataclasses import asdict

import streamlit as st

from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.page import share
from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view import View


def draw(view: View, files: Files, words: Words) -> None:
    """Draw the open record of a view; nothing if none is open."""
    if view.record is None:
        return
    link = share.address(ViewState(sel=view.state.sel, lang=view.state.lang), st.context.url or "")
    said = {
        "sources": words("record.sources", n=len(view.record.sources)),
        "publishers": words("record.publishers", n=view.record.publishers),
    }
    data = {
        "record": asdict(view.record),
        "sel": view.state.sel,
        "link": link,
        "lang": view.state.lang,
        "said": said,
    }
    parts.mount("record", files, words("table.failed"), data)
