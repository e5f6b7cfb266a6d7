"""The frame of the page: title, views, filters, what was left out of an address, map, record, parts, foot."""

import re
from collections.abc import Mapping
from dataclasses import asdict

import streamlit as st

from dashboard import session
from dashboard.browser import map as atlas_map
from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.browser.bundle import DRAWN
from dashboard.page import blocks, share
from dashboard.state import VIEWS, Notice, ViewState, to_query
from dashboard.text import DEFAULT_LANGUAGE, Words, words_in
from dashboard.view import Context, Suggestion, View
from dashboard.view.bits import packed
from geodata import FactErrors
from geodata.filters import COUNTED, FILTERS, KINDS

MOST_NOTICES = 5


def draw(view: View, context: Context, notices: tuple[Notice, ...], files: Files, words: Words) -> None:
    """Draw the whole page, from what has the longest way to go: the message of the map."""
    head, middle = st.container(), st.container()
    with middle:
        _middle(view, files, words)
    with head:
        _head(view, notices, files, words)
    with st.sidebar:
        filters(view, files, words)
    blocks.switch(view.page, view.state, files, words)
    blocks.draw(view.page, f"{view.state.view}.{view.state.open_part}", files, words)
    blocks.downloads(view.page.files)
    share.panel(view, context, words)
    st.caption(f"{words('footer.borders')}\n\n{words('footer.licences')}")


def embedded(view: View, notices: tuple[Notice, ...], files: Files, words: Words) -> None:
    """Draw the sentence, a link to the full page, and the map."""
    _notices(notices, words)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_plain(view.page.sentence or view.sentence))
        st.link_button(words("app.full_page"), share.address(view.state, st.context.url or ""))
    atlas_map.draw(view, files)


def address(files: Files, words: Words) -> None:
    """Keep the address of the browser true: drawn last, once the address is written."""
    data = {"address": session.address(), "run": session.runs()}
    parts.mount("address", files, words, data)


def fault(errors: FactErrors) -> None:
    """Say that the facts are broken, and where."""
    words = words_in(DEFAULT_LANGUAGE)
    st.title(words("app.title"), anchor=False)
    st.error(words("app.data_fault"))
    st.text("\n".join(str(problem) for problem in errors.problems[:MOST_NOTICES]))


def _head(view: View, notices: tuple[Notice, ...], files: Files, words: Words) -> None:
    st.title(words("app.title"), anchor=False)
    switch = {"views": VIEWS, "view": view.state.view, "label": words("view.label")}
    parts.mount("views", files, words, {"address": session.address(), **switch})
    _notices((*notices, *view.notices), words)
    st.markdown(_plain(view.sentence))
    if view.profiles:
        _profiles(view, files, words)
    if view.page.form:
        _form(view, files, words)
    if view.page.sentence:
        st.markdown(f"**{_plain(view.page.sentence)}**")
    if view.suggestions:
        _suggestions(view, words)


def _profiles(view: View, files: Files, words: Words) -> None:
    data = {
        "links": [asdict(link) for link in view.profiles],
        "label": words("part.profile"),
        "address": session.address(),
    }
    parts.mount("profiles", files, words, data)


def _form(view: View, files: Files, words: Words) -> None:
    state, page = view.state, view.page
    asked = {"from": state.origin, "to": state.destination, "avoid": state.avoid, "prefer": state.prefer}
    hints = [asdict(hint) for hint in page.hints]
    data = {"form": asdict(page.form), "hints": hints, "planned": state.planned, **asked}  # type: ignore[arg-type]
    parts.mount("route", files, words, data)


def _middle(view: View, files: Files, words: Words) -> None:
    wide, narrow = st.columns([7, 3])
    with wide:
        atlas_map.draw(view, files)
    with narrow:
        _record(view, files, words)
        _legend(view, files, words)


def _record(view: View, files: Files, words: Words) -> None:
    """Draw the open record: its fields, its sources, what disagrees, its own link."""
    if view.record is None:
        return
    link = share.address(ViewState(sel=view.state.sel, lang=view.state.lang), st.context.url or "")
    said = {
        "sources": words("record.sources", n=len(view.record.sources)),
        "publishers": words("record.publishers", n=view.record.publishers),
    }
    data = {"record": asdict(view.record), "sel": view.state.sel, "link": link, "said": said}
    parts.mount("record", files, words, data)


def _legend(view: View, files: Files, words: Words) -> None:
    on_map = view.page.on_map
    shown = {
        "show": {kind: packed(view.show[kind]) for kind in DRAWN},
        "view": view.state.view,
        "folded": view.record is not None,
        "route": on_map.drawn is not None,
        "out": on_map.out,
        "end": on_map.end,
        "dark": st.context.theme.type == "dark",
    }
    parts.mount("legend", files, words, shown)


def filters(view: View, files: Files, words: Words) -> None:
    """Draw the language and the filters with their live counts."""
    query = to_query(view.state)
    data = {
        "values": {key: query.get(key, "") for key in FILTERS} | {"lang": view.state.lang},
        "counts": {key: list(view.counts[key].values()) for key in FILTERS if not FILTERS[key].is_range},
        "n": session.requested(),
    }
    parts.mount("filters", files, words, data)


def _plain(text: str) -> str:
    """Write a sentence so that nothing in it is read as Markdown: it holds names from the facts."""
    return re.sub(r"([\\`*_\[\]<>$:~|!&#])", r"\\\1", text)


def _notices(notices: tuple[Notice, ...], words: Words) -> None:
    if notices:
        lines = [words("notice.title"), *(_notice(notice, words) for notice in notices[:MOST_NOTICES])]
        st.warning("\n\n".join(lines))


def _notice(notice: Notice, words: Words) -> str:
    # Shown as code, so nothing in an address is read as markup.
    shown: Mapping[str, str] = {name: getattr(notice, name).replace("`", "'") for name in ("key", "value")}
    return "- " + words(f"notice.{notice.reason}", **shown)


def _suggestions(view: View, words: Words) -> None:
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
                on_click=session.request,
                args=(dict.fromkeys(suggestion.filters, ""),),
            )


def _dropping(suggestion: Suggestion, words: Words) -> str:
    rows = [words(f"empty.{KINDS[kind]}", n=n) for kind, n in suggestion.rows.items()]
    return words("empty.drop", filter=suggestion.label, rows=words.listed(rows))
