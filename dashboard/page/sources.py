"""The view of sources: what carries the selection above the map, the open part beneath it."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from dashboard import cache
from dashboard.browser.assets import Files
from dashboard.page import blocks, share
from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view import Context, View
from dashboard.view.pages.sources import files as tables_of
from dashboard.view.pages.sources import report
from dashboard.view.pages.sources.cite import citations
from geodata import export
from geodata.model import resources


def ask(view: View, _files: Files, _words: Words) -> None:
    """Draw the sentence of the view."""
    st.markdown(f"**{view.added.sentence}**")


def draw(view: View, files: Files, words: Words) -> None:
    """Draw the switch between the parts, and the open part."""
    state, context = view.state, cache.context()
    blocks.switch(state, files, words, words("sources.parts"), view.added.counts)
    with st.spinner(words("app.loading")):
        made = report(state, context)
    if state.open_part == "cite":
        _cite(view, context, words)
    blocks.draw(made, state.open_part, files, words)
    if state.open_part == "cite":
        _package(context, words)
    tables = tables_of(state, context)
    labels = {key: words(f"sources.download_{key}") for key in tables}
    blocks.downloads(tables, labels, "sources", context)


def _cite(view: View, context: Context, words: Words) -> None:
    here = st.context.url or ""
    record = None
    if view.record:
        alone = ViewState(sel=view.state.sel, lang=view.state.lang)
        record = (view.record.title, share.address(alone, here))
    made = citations(context, words, share.address(view.state, here), record)
    for key, text in made.items():
        st.markdown(f"**{words(f'sources.cite_{key}_label')}**")
        st.code(text, language=None, wrap_lines=True)
    if "record" not in made:
        st.caption(words("sources.cite_no_record"))


def _package(context: Context, words: Words) -> None:
    """Draw a button for all tables in one file, and for each."""
    facts, version = context.facts, context.facts.version
    st.markdown(f"**{words('sources.downloads_title')}**")
    st.caption(words("sources.downloads_rule"))
    name = "caspian-route-atlas"
    with st.container(horizontal=True):
        _button(
            words("sources.package"),
            partial(export.package, facts),
            f"{name}-{version}.zip",
            "application/zip",
        )
        _button(
            words("sources.dictionary"),
            partial(export.to_json, facts.dictionary),
            f"{name}-datapackage-{version}.json",
            "application/json",
        )
    with st.container(horizontal=True):
        for table, resource in resources(facts.dictionary).items():
            label = words(f"sources.table.{table}")
            for suffix, (made, mime) in _formats(table, resource.get("format") == "geojson", context).items():
                text = words("share.file", table=label, format=suffix.upper())
                _button(text, made, f"{name}-{table}-{version}.{suffix}", mime)


def _formats(table: str, is_shape: bool, context: Context) -> Mapping[str, tuple[Callable[[], bytes], str]]:
    facts = context.facts
    frame = getattr(facts, table)
    made = {"csv": (partial(export.to_csv, frame), "text/csv")}
    if is_shape or "geometry" in frame:
        terms = export.terms(table, facts.version, facts.dictionary)
        made["geojson"] = (partial(export.to_geojson, frame, *terms), "application/geo+json")
    return made


def _button(label: str, made: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(
        label,
        data=made,
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        key=f"download.sources.{file_name}",
        icon=":material/download:",
    )
