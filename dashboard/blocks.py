"""A view's blocks on the page: the switch between its parts, the open one, its tables as files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import charts, panel
from dashboard.assets import Files
from dashboard.state import PARTS_OF, ViewState
from dashboard.text import Words
from dashboard.view import Ground
from dashboard.view.report import Block
from geodata import export


def switch(state: ViewState, files: Files, words: Words, label: str) -> None:
    """Draw the links between the parts of a view."""
    data = {"parts": PARTS_OF[state.view], "part": state.open_part, "lang": state.lang, "label": label}
    panel.mount("parts", files, words("table.failed"), data)


def draw(blocks: Iterable[Block], name: str, files: Files, words: Words) -> None:
    """Draw blocks one beneath the other; ``name`` tells them from other blocks on the page."""
    for place, together in enumerate(_grouped(blocks)):
        told = [asdict(replace(block, chart=None)) for block in together]
        data = {"blocks": told, "lang": words.lang}
        panel.mount("report", files, words("table.failed"), data, f".{name}.{place}")
        if together[-1].chart and together[-1].table is None:
            charts.draw(together[-1].chart, together[-1].key)


def downloads(
    files: Mapping[str, Callable[[], pd.DataFrame]], labels: Mapping[str, str], name: str, ground: Ground
) -> None:
    """Draw a button per table, which is written as CSV when it is pressed."""
    with st.container(horizontal=True):
        for key, made in files.items():
            st.download_button(
                labels[key],
                data=partial(_csv, made),
                file_name=f"caspian-route-atlas-{name}-{key}-{ground.facts.version}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"download.{name}.{key}",
                icon=":material/download:",
            )


def _csv(made: Callable[[], pd.DataFrame]) -> bytes:
    return export.to_csv(made())


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
