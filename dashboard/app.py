"""The page, in steps: ground, facts, state, view, frame, address."""

from base64 import b64encode
from contextlib import nullcontext
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import cache, session
from dashboard.page import frame
from dashboard.text import words_in
from geodata import FactErrors

# Our own, and within its address: Streamlit's would be asked for from elsewhere, a file at each click.
ICON = f"data:image/png;base64,{b64encode(Path(__file__).with_name('icon.png').read_bytes()).decode()}"


def main() -> None:
    """Draw the page for one rerun."""
    if session.runs() == 0:
        # Once is enough.
        st.set_page_config("Caspian Route Atlas", ICON, "wide")
    with frame.ground() as waiting:
        try:
            _draw(waiting)
        except FactErrors as fault:
            # Also in the middle of a rerun: a file may have changed since it began.
            frame.fault(fault)


def _draw(waiting: DeltaGenerator) -> None:
    context = cache.context()
    state, notices = session.begin(context.vocabulary)
    words, files = words_in(state.lang), cache.files()
    with nullcontext() if cache.is_kept(state) else frame.busy(waiting, words):
        view = cache.view(state)
    if st.context.is_embedded:
        frame.embedded(view, notices, files, words)
        return
    frame.draw(view, context, notices, files, words)
    session.finish()
    frame.foot(view, files, words)
    cache.settle()
