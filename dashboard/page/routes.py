"""The view of routes: what is asked stands above the map, what is answered beneath it."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import cache
from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.page import blocks
from dashboard.text import Words
from dashboard.view import Context, View
from dashboard.view.names import names_of
from dashboard.view.pages.routes import asked, report
from geodata.network import proof


def ask(view: View, files: Files, words: Words) -> None:
    """Draw the controls of the route and its sentence."""
    state, added = view.state, view.added
    names = names_of(cache.context(), words)
    data = {
        "from": state.origin,
        "to": state.destination,
        "avoid": state.avoid,
        "closed": added.closed,
        "prefer": state.prefer,
        "planned": state.planned,
        "countries": {code: names.country(code) for code in cache.context().vocabulary.avoidable},
        "hints": [asdict(hint) for hint in added.hints],
        "example": dict(zip(("from", "to"), asked.EXAMPLE, strict=True)) if added.is_example else None,
        "lang": state.lang,
    }
    parts.mount("route", files, words("table.failed"), data)
    if added.sentence:
        st.markdown(f"**{added.sentence}**")


def draw(view: View, files: Files, words: Words) -> None:
    """Draw the switch between the parts, and the open part."""
    state, context = view.state, cache.context()
    blocks.switch(state, files, words, words("route.parts"))
    # Closing every node for all sites takes a second when it is asked for first.
    with st.spinner(words("app.loading")):
        made = report(state, context)
    blocks.draw(made, state.open_part, files, words)
    if state.open_part == "proof":
        _downloads(view, context, words)


def _downloads(view: View, context: Context, words: Words) -> None:
    network = asked.network(context)
    route = asked.chosen(view.state.way, asked.found(context, asked.request(view.state)))
    files: dict[str, Callable[[], pd.DataFrame]] = {"legs": partial(proof, network)}
    if route:
        files = {"route": partial(proof, network, route.legs.index), **files}
    labels = {key: words(f"routes.download_{key}") for key in files}
    blocks.downloads(files, labels, "proof", context)
