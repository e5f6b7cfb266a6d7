"""The view of routes: what is asked stands above the map, what is answered beneath it."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import cache, charts, panel
from dashboard.assets import Files
from dashboard.state import PARTS
from dashboard.text import Words
from dashboard.view import Ground, Names, View
from dashboard.view.report import Block
from dashboard.view.routes import asked, report
from geodata import export
from geodata.network import proof


def ask(view: View, files: Files, words: Words) -> None:
    """Draw the controls of the route and its sentence."""
    state, added = view.state, view.added
    names = Names(cache.ground().facts, words)
    data = {
        "from": state.origin,
        "to": state.destination,
        "avoid": state.avoid,
        "closed": added.closed,
        "prefer": state.prefer,
        "planned": state.planned,
        "countries": {code: names.country(code) for code in cache.ground().vocabulary.avoidable},
        "hints": [asdict(hint) for hint in added.hints],
        "example": dict(zip(("from", "to"), asked.EXAMPLE, strict=True)) if added.is_example else None,
        "lang": state.lang,
    }
    panel.mount("route", files, words("table.failed"), data)
    if added.sentence:
        st.markdown(f"**{added.sentence}**")


def draw(view: View, files: Files, words: Words) -> None:
    """Draw the switch between the parts, and the open part."""
    state, ground = view.state, cache.ground()
    data = {"parts": PARTS, "part": state.part, "lang": state.lang}
    panel.mount("parts", files, words("table.failed"), data)
    # Closing every node for all sites takes a second when it is asked for first.
    with st.spinner(words("app.loading")):
        blocks = report(state, ground)
    for place, together in enumerate(_grouped(blocks)):
        _mount(together, f".{state.part}.{place}", view, files, words)
        if together[-1].chart and together[-1].table is None:
            charts.draw(together[-1].chart, together[-1].key)
    if state.part == "proof":
        _downloads(view, ground, words)


def _grouped(blocks: Iterable[Block]) -> list[list[Block]]:
    """Part blocks where a chart stands: after the sentences of its block, before the table."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        if block.chart is None:
            groups[-1].append(block)
            continue
        groups[-1].append(replace(block, table=None, notes=(), actions=()))
        groups.append([replace(block, title="", says=(), chart=None)])
    return [group for group in groups if group]


def _mount(blocks: list[Block], name: str, view: View, files: Files, words: Words) -> None:
    told = [asdict(replace(block, chart=None)) for block in blocks]
    panel.mount("report", files, words("table.failed"), {"blocks": told, "lang": view.state.lang}, name)


def _downloads(view: View, ground: Ground, words: Words) -> None:
    network = asked.network(ground)
    route = asked.chosen(view.state.way, asked.found(network, asked.request(view.state)))
    files: dict[str, Callable[[], pd.DataFrame]] = {"legs": partial(proof, network)}
    if route:
        files = {"route": partial(proof, network, route.legs.index), **files}
    with st.container(horizontal=True):
        for key, made in files.items():
            st.download_button(
                words(f"routes.download_{key}"),
                data=partial(_csv, made),
                file_name=f"caspian-route-atlas-proof-{key}-{ground.facts.version}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"download.proof.{key}",
                icon=":material/download:",
            )


def _csv(made: Callable[[], pd.DataFrame]) -> bytes:
    return export.to_csv(made())
