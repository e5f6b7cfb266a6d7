"""Taking a view along: its link, its rows as files, its citation."""

import re
from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import numpy as np
import streamlit as st

from dashboard.browser.assets import Files
from dashboard.page import blocks
from dashboard.state import ViewState, query_string
from dashboard.text import Words
from dashboard.view import Context, View
from dashboard.view.blocks import Block, Quote
from dashboard.view.context import TABLES, edition
from dashboard.view.files import NAME
from geodata import export
from geodata.citations import cited

# Tables that can be taken along, and whether they have a geometry.
DOWNLOADS: Mapping[str, bool] = {"site": True, "pledge": True, "node": True, "leg": True, "event": False}


def address(state: ViewState, page: str) -> str:
    """Return the full link to a state, on the page at ``page`` (its own query is dropped)."""
    parts = urlsplit(page)
    query = query_string(state).removeprefix("?")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def dialog(view: View, context: Context, files: Files, words: Words) -> None:
    """Open the dialog with link, frame, citation and downloads."""
    st.dialog(words("share.title"), width="medium")(_panel)(view, context, files, words)


def _panel(view: View, context: Context, files: Files, words: Words) -> None:
    link = address(view.state, st.context.url or "")
    quotes = (
        Quote(words("share.link"), link),
        Quote(words("share.embed"), _framed(view.state, st.context.url or "")),
        Quote(words("share.cite"), words("sources.cite_page", url=link, **edition(context.facts))),
    )
    notes = (words("share.viewport"),) if view.state.map else ()
    shared = Block("share", quotes=quotes, notes=notes)
    blocks.draw(blocks.pieces((shared,), "share"), "share", files, words)
    st.markdown(f"**{words('share.download')}**")
    for kind, has_geometry in DOWNLOADS.items():
        _downloads(kind, has_geometry, view, context, words)
    st.download_button(
        words("share.file", table=words("share.sources"), format="CSV"),
        data=partial(_sources, view, context),
        file_name=_name("sources", "csv", view, context),
        mime="text/csv",
        on_click="ignore",
        key="download.sources",
        icon=":material/download:",
    )
    st.caption(f"{words('footer.licences')} {words('footer.borders')}")


def _framed(state: ViewState, page: str) -> str:
    """Write the element that shows a state in another page."""
    link = escape(address(state, page) + ("&" if query_string(state) else "?") + "embed=true")
    return f'<iframe src="{link}" width="100%" height="600" style="border:0" loading="lazy"></iframe>'


def _downloads(kind: str, has_geometry: bool, view: View, context: Context, words: Words) -> None:
    table = TABLES[kind]
    rows = getattr(context.facts, table)[np.asarray(view.show[kind])]
    formats = {"csv": "text/csv"} | ({"geojson": "application/geo+json"} if has_geometry else {})
    with st.container(horizontal=True):
        for suffix, mime in formats.items():
            st.download_button(
                words("share.file", table=words(f"tables.{kind}"), format=suffix.upper()),
                data=partial(_file, rows, table, suffix, context),
                file_name=_name(table, suffix, view, context),
                mime=mime,
                on_click="ignore",
                key=f"download.{kind}.{suffix}",
                icon=":material/download:",
            )


def _name(table: str, suffix: str, view: View, context: Context) -> str:
    part = "-selection" if view.state.selection else ""
    return f"{NAME}-{table}{part}-{re.sub(r'[^a-z0-9]+', '-', context.facts.version)}.{suffix}"


def _sources(view: View, context: Context) -> bytes:
    """Return the sources of all rows of the selection, so that a file can be followed to them."""
    cells = [
        getattr(context.facts, TABLES[kind])[np.asarray(view.show[kind])].filter(like="source_ids")
        for kind in DOWNLOADS
    ]
    ids = [one for frame in cells for name in frame for cell in frame[name] for one in cell]
    return export.to_csv(cited(context.facts, ids))


def _file(rows: Any, table: str, suffix: str, context: Context) -> bytes:
    if suffix == "csv":
        return export.to_csv(rows)
    return export.to_geojson(rows, *export.terms(table, context.facts.version))
