"""The switch between the views and the filters: options and state in, changes of the state out."""

from dataclasses import asdict

import streamlit as st

from dashboard import session
from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.state import VIEWS, to_query
from dashboard.text import Words
from dashboard.view import Suggestion, View
from geodata.filters import COUNTED, FILTERS, KINDS


def views(view: View, files: Files, words: Words) -> None:
    """Draw the switch between the views."""
    data = {"views": VIEWS, "view": view.state.view, "address": session.address(), "lang": view.state.lang}
    parts.mount("views", files, words("table.failed"), data)


def address(files: Files, words: Words) -> None:
    """Keep the address of the browser true: drawn last, once the address is written."""
    data = {"address": session.address(), "run": session.runs()}
    parts.mount("address", files, words("table.failed"), data)


def filters(view: View, files: Files, words: Words) -> None:
    """Draw the language and the filters with their live counts."""
    query = to_query(view.state)
    data = {
        "values": {key: query.get(key, "") for key in FILTERS} | {"lang": view.state.lang},
        "counts": {key: list(view.counts[key].values()) for key in FILTERS if not FILTERS[key].is_range},
        "lang": view.state.lang,
        "n": session.asked(),
    }
    parts.mount("filters", files, words("table.failed"), data)


def profiles(view: View, files: Files, words: Words) -> None:
    """Draw a link to the profile of the one country, and of the one commodity, that the filters leave."""
    if view.profiles:
        links = [asdict(link) for link in view.profiles]
        data = {"links": links, "address": session.address(), "lang": view.state.lang}
        parts.mount("shortcut", files, words("table.failed"), data)


def suggestions(view: View, words: Words) -> None:
    """Say that nothing was found, and offer to drop filters with what that brings back."""
    first = view.suggestions[0]
    # Rows of the other kind are on the page all the same.
    others = any(view.show[kind].any() for kind in COUNTED)
    title = words(f"empty.title_{KINDS[next(iter(first.rows))]}" if others else "empty.title")
    advice = words("empty.advice" if len(first.filters) == 1 else "empty.advice_together")
    with st.container(border=True):
        st.markdown(f"**{title}** {advice}")
        for suggestion in view.suggestions:
            st.button(
                _dropping(suggestion, words),
                key=f"drop.{'.'.join(suggestion.filters)}",
                on_click=session.ask,
                args=(dict.fromkeys(suggestion.filters, ""),),
            )


def _dropping(suggestion: Suggestion, words: Words) -> str:
    rows = [words(f"empty.{KINDS[kind]}", n=n) for kind, n in suggestion.rows.items()]
    return words("empty.drop", filter=suggestion.label, rows=words.listed(rows))
