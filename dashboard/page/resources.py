"""The view of resources: the end stands above the map, sites, commodities and profiles beneath it."""

from dataclasses import asdict

import streamlit as st

from dashboard import cache
from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.page import blocks
from dashboard.text import Words
from dashboard.view import View
from dashboard.view.names import names_of
from dashboard.view.pages.resources import files as tables_of
from dashboard.view.pages.resources import report
from dashboard.view.pages.resources.asked import DEFAULT_END


def ask(view: View, files: Files, words: Words) -> None:
    """Draw the controls of the ways out, and the sentence."""
    state, added, context = view.state, view.added, cache.context()
    names = names_of(context, words)
    data = {
        "only_to": True,
        "to": state.destination,
        "avoid": state.avoid,
        "closed": added.closed,
        "prefer": state.prefer,
        "planned": state.planned,
        "countries": {code: names.country(code) for code in context.vocabulary.avoidable},
        "hints": [asdict(hint) for hint in added.hints],
        "example": {"to": DEFAULT_END} if added.is_default else None,
        "closed_none": words("resources.closed_none"),
        "lang": state.lang,
    }
    parts.mount("route", files, words("table.failed"), data, ".resources")
    if added.sentence:
        st.markdown(f"**{added.sentence}**")


def draw(view: View, files: Files, words: Words) -> None:
    """Draw the switch between the parts, and the open part."""
    state, context = view.state, cache.context()
    blocks.switch(state, files, words, words("resources.parts"))
    with st.spinner(words("app.loading")):
        made = report(state, context)
    blocks.draw(made, state.open_part, files, words)
    tables = tables_of(state, context) if made else {}
    labels = {key: words(f"resources.download_{key}") for key in tables}
    blocks.downloads(tables, labels, "resources", context)
