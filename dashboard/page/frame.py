"""The frame of the page: header, filters, the map, and the column that is read beside it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import cache, session
from dashboard.browser import assets, parts
from dashboard.browser import map as atlas_map
from dashboard.browser.assets import Files, page_style
from dashboard.page import blocks, share
from dashboard.state import VIEWS, WIDTHS, Notice, ViewState, to_query
from dashboard.text import DEFAULT_LANGUAGE, Words, words_in
from dashboard.view import Context, Suggestion, View
from dashboard.view.index import index
from dashboard.view.pages import howto
from geodata import FactErrors
from geodata.filters import COUNTED, FILTERS, KINDS

MOST_NOTICES = 5
# What the header asks for that is no state.
SHARE = {"share": True}
# What a window of the width gives the column; the map has the rest.
_COLUMN = {"narrow": "432px", "half": "clamp(480px, 43vw, 800px)", "whole": "100%"}


_BEHIND = (
    "@media screen{.st-key-map{visibility:hidden;position:absolute!important;inset:0}}"
    "@media print{.st-key-map{display:none!important}}"
)


@contextmanager
def ground() -> Iterator[DeltaGenerator]:
    """Lay the ground of the page before the facts are read: its frame in grey, until its parts are there.

    Gives the place for what is said to one who waits.
    """
    st.html(f'<style>@import url("{page_style()}");</style>')
    with st.container(key="page", gap=None):
        yield st.empty()


@contextmanager
def busy(waiting: DeltaGenerator, words: Words) -> Iterator[None]:
    """Say that something is worked out that no reader has asked for before."""
    with waiting.container(key="busy"), st.spinner(words("app.loading")):
        yield


def draw(view: View, context: Context, notices: tuple[Notice, ...], files: Files, words: Words) -> None:
    """Draw the whole page."""
    _header(view, context, files, words)
    with st.container(key="body", horizontal=True, wrap=False, gap=None):
        with st.container(key="map"):
            atlas_map.draw(view, files)
        with st.container(key="read", gap=None):
            # First, so that it has the same place, and stays as it is, whether a record lies over it or not.
            list_ = st.container(key="list")
            _record(view, files, words)
    _width(view.state)
    with list_:
        _read(view, notices, files, words)


def embedded(view: View, notices: tuple[Notice, ...], files: Files, words: Words) -> None:
    """Draw the sentence, a link to the full page, and the map."""
    with st.container(key="top"):
        _notices(notices, words)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_plain(view.page.sentence or view.sentence))
            st.link_button(words("app.full_page"), share.address(view.state, st.context.url or ""))
    with st.container(key="body"), st.container(key="map"):
        atlas_map.draw(view, files)


def foot(view: View, files: Files, words: Words) -> None:
    """Draw the foot, and keep the address of the browser true: last of all, once the address is written."""
    data = {
        "address": session.address(),
        "run": session.runs(),
        "n": sum(int(view.show[kind].sum()) for kind in COUNTED),
        # A hint on the plain page alone: who comes by a link to something wants that.
        "plain": view.state == ViewState(lang=words.lang),
    }
    parts.mount("foot", files, words, data)


def fault(errors: FactErrors) -> None:
    """Say that the facts are broken, and where."""
    words = words_in(DEFAULT_LANGUAGE)
    with st.container(key="fault"):
        st.title(words("app.title"), anchor=False)
        st.error(words("app.data_fault"))
        st.text("\n".join(str(problem) for problem in errors.problems[:MOST_NOTICES]))


def filters(view: View) -> dict[str, Any]:
    """Return the filters with their live counts, and how much of all they leave."""
    query = to_query(view.state)
    return {
        "values": {key: query.get(key, "") for key in FILTERS},
        "counts": {key: list(view.counts[key].values()) for key in FILTERS if not FILTERS[key].is_range},
        "shown": [int(view.show[kind].sum()) for kind in ("site", "pledge", "leg")],
        "n": session.requested(),
    }


def _width(state: ViewState) -> None:
    """Give the column its width; where it is the whole window, the map waits behind it at its size."""
    hidden = _BEHIND if state.open_width == "whole" else ""
    st.html(f"<style>:root{{--column:{_COLUMN[state.open_width]}}}{hidden}</style>")


def _header(view: View, context: Context, files: Files, words: Words) -> None:
    """Draw the head with the bar of filters beneath it; first of all, for it says what a click has left."""
    state = view.state
    data = {
        "address": session.address(),
        "views": VIEWS,
        "view": state.view,
        "part": state.open_part,
        "label": words("view.label"),
        "file": context.keep(_names, context, words.lang),
        "widths": WIDTHS,
        "width": state.open_width,
        "own": ViewState(view=state.view, part=state.part).open_width,
        **filters(view),
    }
    if parts.mount("header", files, words, data) == SHARE:
        share.dialog(view, context, files, words)


def _names(context: Context, lang: str) -> str:
    """Write what Find looks through, which the browser keeps; return the name of the file."""
    kept = {kind: [asdict(entry) for entry in entries] for kind, entries in index(context, lang).items()}
    return assets.keep("find", kept)


def _record(view: View, files: Files, words: Words) -> None:
    """Draw the open record over the list, which stays where it is."""
    if view.record is None:
        return
    link = share.address(ViewState(sel=view.state.sel, lang=view.state.lang), st.context.url or "")
    said = {
        "sources": words("record.sources", n=len(view.record.sources)),
        "publishers": words("record.publishers", n=view.record.publishers),
    }
    leaving = view.leaving
    if leaving and leaving.links:
        said["rests"] = words("record.rests", n=len(leaving.links))
    data = {"record": asdict(view.record), "sel": view.state.sel, "link": link, "said": said}
    data["leaving"] = asdict(leaving) if leaving else None
    with st.container(key="record"):
        parts.mount("record", files, words, data)
        blocks.draw(blocks.pieces(view.page.of_record, "record"), "record", files, words)


def _read(view: View, notices: tuple[Notice, ...], files: Files, words: Words) -> None:
    """Draw what is read: what was left out, the sentence, the form, the parts, their blocks, the foot."""
    page = view.page
    _notices((*notices, *view.notices), words)
    if view.state.selection:
        st.markdown(_plain(view.sentence))
    if view.profiles:
        _profiles(view, files, words)
    if page.form:
        _form(view, files, words)
    if page.sentence:
        st.markdown(f"**{_plain(page.sentence)}**")
    if view.suggestions:
        _suggestions(view, words)
    name = view.state.view
    pieces = [
        *blocks.pieces(page.head, f"{name}.head"),
        blocks.switch(page, view.state, words),
        *blocks.pieces(page.blocks, f"{name}.{view.state.open_part}"),
    ]
    said = blocks.pieces((cache.context().keep(howto.block, name, words),), "howto")
    if page.files:
        blocks.draw(pieces, name, files, words)
        blocks.downloads(page.files)
        blocks.draw(said, f"{name}.foot", files, words)
    else:
        blocks.draw([*pieces, *said], name, files, words)


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
