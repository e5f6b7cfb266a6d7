"""The page, in steps: facts, state, controls, view, map, parts, address."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from dashboard import cache, session
from dashboard.browser import map as atlas_map
from dashboard.browser.assets import Files
from dashboard.page import (
    controls,
    figures,
    legend,
    pledges,
    record,
    resources,
    routes,
    share,
    sources,
    tables,
)
from dashboard.state import Notice
from dashboard.text import DEFAULT_LANGUAGE, Words, words_in
from dashboard.view import Context, View
from geodata import FactErrors

MOST_NOTICES = 5
Draw = Callable[[View, Files, Words], None]
# What each view puts above the map in place of the figures, and adds between the map and the tables.
HEADS: Mapping[str, Draw] = {"routes": routes.ask, "resources": resources.ask, "sources": sources.ask}
PARTS: Mapping[str, Draw] = {
    "routes": routes.draw,
    "resources": resources.draw,
    "pledges": pledges.draw,
    "sources": sources.draw,
}
# Our own, and within its address: Streamlit's would be asked for from elsewhere, a file at each click.
ICON = f"data:image/png;base64,{b64encode(Path(__file__).with_name('icon.png').read_bytes()).decode()}"


def main() -> None:
    """Draw the page for one rerun."""
    if session.is_new():
        # Once is enough.
        st.set_page_config("Caspian Route Atlas", ICON, "wide", 320)
    try:
        _draw()
    except FactErrors as fault:
        # Also in the middle of a rerun: a file may have changed since it began.
        _say_fault(fault)


def _draw() -> None:
    context = cache.context()
    state, notices = session.begin(context.vocabulary)
    view, words = cache.view(state), words_in(state.lang)
    if st.context.is_embedded:
        _draw_embedded(view, notices, words)
        return
    # The map's message leaves first, wherever it stands on the page: it has the longest way to go.
    head, middle = st.container(), st.container()
    with middle:
        _draw_map(view, words)
    with head:
        _draw_head(view, notices, words)
    with st.sidebar:
        controls.filters(view, cache.files(), words)
    if view.state.view in PARTS:
        PARTS[view.state.view](view, cache.files(), words)
    tables.draw(view, cache.files())
    _draw_foot(view, context, words)
    session.finish()
    controls.address(cache.files(), words)
    cache.settle()


def _draw_head(view: View, notices: tuple[Notice, ...], words: Words) -> None:
    st.title(words("app.title"), anchor=False)
    controls.views(view, cache.files(), words)
    _draw_notices(notices, words)
    st.markdown(view.sentence)
    controls.profiles(view, cache.files(), words)
    if view.state.view in HEADS:
        HEADS[view.state.view](view, cache.files(), words)
    else:
        figures.draw(view, cache.files())
    if view.suggestions:
        controls.suggestions(view, words)


def _draw_notices(notices: tuple[Notice, ...], words: Words) -> None:
    if notices:
        lines = [words("notice.title"), *(_notice(notice, words) for notice in notices[:MOST_NOTICES])]
        st.warning("\n\n".join(lines))


def _draw_map(view: View, words: Words) -> None:
    wide, narrow = st.columns([7, 3])
    with wide:
        atlas_map.draw(view, cache.files())
    with narrow:
        if view.record:
            record.draw(view, cache.files(), words)
        legend.draw(view, cache.files())


def _draw_embedded(view: View, notices: tuple[Notice, ...], words: Words) -> None:
    _draw_notices(notices, words)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(getattr(view.added, "sentence", "") or view.sentence)
        st.link_button(words("app.full_page"), share.address(view.state, st.context.url or ""))
    atlas_map.draw(view, cache.files())


def _draw_foot(view: View, context: Context, words: Words) -> None:
    share.panel(view, context, words)
    st.caption(f"{words('footer.borders')}\n\n{words('footer.licences')}")


def _notice(notice: Notice, words: Words) -> str:
    # Shown as code, so nothing in an address is read as markup.
    shown = {name: getattr(notice, name).replace("`", "'") for name in ("key", "value")}
    return "- " + words(f"notice.{notice.reason}", **shown)


def _say_fault(fault: FactErrors) -> None:
    words = words_in(DEFAULT_LANGUAGE)
    st.title(words("app.title"), anchor=False)
    st.error(words("app.data_fault"))
    st.text("\n".join(str(problem) for problem in fault.problems[:MOST_NOTICES]))
