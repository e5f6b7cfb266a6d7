"""A view's blocks on the page: the switch between its parts, the open one, its tables as files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.page import charts
from dashboard.state import PARTS_OF, ViewState
from dashboard.text import Words
from dashboard.view import Context
from dashboard.view.blocks import Block, Row, Table
from geodata import export

# Rows of a table that stands alone, so that what is beside it can change without sending it again.
LONG = 400


def switch(
    state: ViewState, files: Files, words: Words, label: str, counts: Mapping[str, int] | None = None
) -> None:
    """Draw the links between the parts of a view; ``counts`` says of some how much is in them."""
    data = {
        "parts": PARTS_OF[state.view],
        "part": state.open_part,
        "lang": state.lang,
        "label": label,
        "counts": counts or {},
        "q": state.q,
    }
    parts.mount("parts", files, words("table.failed"), data)


def draw(blocks: Iterable[Block], name: str, files: Files, words: Words) -> None:
    """Draw blocks one beneath the other; ``name`` tells them from other blocks on the page."""
    for together in _grouped(blocks):
        data = {"blocks": [_told(block) for block in together], "lang": words.lang}
        # By name, not by place: what is the same as before is not sent again, whatever stands above it.
        key = f".{name}.{together[0].key}.{'table' if not together[0].title else 'block'}"
        parts.mount("report", files, words("table.failed"), data, key)
        if together[-1].chart and together[-1].table is None:
            charts.draw(together[-1].chart, together[-1].key)


def downloads(
    files: Mapping[str, Callable[[], pd.DataFrame]], labels: Mapping[str, str], name: str, context: Context
) -> None:
    """Draw a button per table, which is written as CSV when it is pressed."""
    with st.container(horizontal=True):
        for key, made in files.items():
            st.download_button(
                labels[key],
                data=partial(_csv, made),
                file_name=f"caspian-route-atlas-{name}-{key}-{context.facts.version}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"download.{name}.{key}",
                icon=":material/download:",
            )


def _told(block: Block) -> dict[str, Any]:
    """Write a block as the browser is told it."""
    plain = asdict(replace(block, table=None, chart=None))
    return plain | {"table": _table(block.table) if block.table else None}


def _table(table: Table) -> dict[str, Any]:
    """Write a table; of its rows only what they have, for a table can have a thousand."""
    return {
        "columns": [asdict(column) for column in table.columns],
        "title": table.title,
        "linked": table.linked,
        "opens": table.opens,
        "searched": table.searched,
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    held: dict[str, Any] = {
        "ask": row.ask,
        "links": [asdict(link) for link in row.links],
        "actions": [asdict(action) for action in row.actions],
        "details": _table(row.details) if row.details else None,
        "strong": row.strong,
    }
    return {"cells": row.cells} | {name: value for name, value in held.items() if value}


def _csv(made: Callable[[], pd.DataFrame]) -> bytes:
    return export.to_csv(made())


def _grouped(blocks: Iterable[Block]) -> list[list[Block]]:
    """Part blocks at a long table, or at a chart: after the sentences of its block, before the table."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        if block.table and len(block.table.rows) > LONG:
            groups += [[block], []]
            continue
        if block.chart is None:
            groups[-1].append(block)
            continue
        groups[-1].append(replace(block, table=None, notes=(), actions=()))
        groups.append([replace(block, title="", says=(), chart=None)])
    return [group for group in groups if group]
