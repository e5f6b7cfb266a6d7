"""The switch between the views and the filters: options and state in, changes of the state out."""

from dataclasses import asdict

import streamlit as st

from dashboard import session
from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.state import VIEWS, to_query
from dashboard.text import Words
from dashboard.view import FACETS, Suggestion, View


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
        "values": {key: query.get(key, "") for key in (*FACETS, "years")} | {"lang": view.state.lang},
        "counts": {facet: [option.count for option in view.options[facet]] for facet in FACETS},
        "lang": view.state.lang,
        "n": session.asked(),
    }
    parts.mount("filters", files, words("table.failed"), data)


def profiles(view: View, files: Files, words: Words) -> None:
    """Draw a link to the profile of the one country, and of the one commodity, that the filters leave."""
    if view.profiles:
        data = {"links": [asdict(link) for link in view.profiles], "lang": view.state.lang}
        parts.mount("shortcut", files, words("table.failed"), data)


def suggestions(view: View, words: Words) -> None:
    """Say that nothing was found, and offer to drop filters with what that brings back."""
    first = view.suggestions[0]
    # Sites that a filter of pledges left are on the page all the same.
    title = words("empty.title_pledges" if view.show["site"].any() else "empty.title")
    advice = words("empty.advice" if len(first.facets) == 1 else "empty.advice_together")
    with st.container(border=True):
        st.markdown(f"**{title}** {advice}")
        for suggestion in view.suggestions:
            st.button(
                _dropping(suggestion, words),
                key=f"drop.{'.'.join(suggestion.facets)}",
                on_click=session.change,
                kwargs={facet: None if facet == "years" else () for facet in suggestion.facets},
            )


def _dropping(suggestion: Suggestion, words: Words) -> str:
    pledges = words("empty.pledges", n=suggestion.pledges)
    if suggestion.sites is None:
        return words("empty.drop_pledges", filter=suggestion.label, pledges=pledges)
    sites = words("empty.sites", n=suggestion.sites)
    return words("empty.drop", filter=suggestion.label, sites=sites, pledges=pledges)
