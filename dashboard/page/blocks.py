"""Blocks on the page: written as the browser is told them, charts drawn between them, files to take along."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard import cache, session
from dashboard.browser import assets, parts
from dashboard.browser.assets import Files
from dashboard.page import charts
from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view.blocks import Block, Cell, Chart, Column, Figure, File, Kept, Page, Row, Table
from dashboard.view.cells import is_mixed, kind_of
from dashboard.view.files import HERE

# Rows of a table that stands alone, so that what is beside it can change without sending it again.
LONG = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in the column and is drawn by one script: ``panel`` names it, ``key`` tells it from others.

    ``is_light``: what the browser is told of it is short, for it keeps the rest. ``chart`` stands beneath it.
    """

    panel: str
    key: str
    data: Mapping[str, Any]
    is_light: bool = False
    chart: tuple[Chart, str] | None = None


def switch(page: Page, state: ViewState, words: Words) -> Piece:
    """Return the links between the parts of a view; they tell tables what is searched, sorted and open."""
    data = {
        "parts": [asdict(part) for part in page.parts],
        "part": state.open_part,
        "label": words("view.parts"),
        "address": session.address(),
        "table": {"q": state.q, "sort": state.sort, "sel": state.sel},
    }
    return Piece("parts", ".parts", data, is_light=True)


def pieces(blocks: Iterable[Block], name: str) -> Iterator[Piece]:
    """Yield blocks as they stand beneath one another; ``name`` tells them from those of another part."""
    for together in grouped(blocks):
        if all(block.kept for block in together):
            data: dict[str, Any] = {"file": cache.context().keep(_filed, Same(tuple(together)))}
        else:
            data = {"blocks": [told(block) for block in together]}
        # By name, not by place: what is the same as before is not sent again, whatever stands above it.
        key = f".{name}.{together[0].key}.{'table' if not together[0].title else 'block'}"
        last = together[-1]
        chart = (last.chart, last.key) if last.chart else None
        is_light = not chart and all(block.kept or (block.table and block.table.kept) for block in together)
        yield Piece("blocks", key, data, is_light, chart)


class Same:
    """Blocks that are the same only as objects: to compare what they hold takes as long as to write it."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.blocks)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and [*map(id, self.blocks)] == [*map(id, other.blocks)]


def _filed(same: Same) -> str:
    """Write blocks that the browser keeps; return the name of the file."""
    return assets.keep("blocks", [told(block) for block in same.blocks])


def draw(column: Iterable[Piece], name: str, files: Files, words: Words) -> None:
    """Draw pieces beneath one another; light ones as one, for each that the browser is told of takes time.

    ``name`` tells this column from others: the same one stays, whichever pieces it has.
    """
    for at, (is_light, group) in enumerate(groupby(column, key=lambda piece: piece.is_light)):
        if is_light:
            said = [{"panel": piece.panel, "key": piece.key, **piece.data} for piece in group]
            parts.mount("column", files, words, {"pieces": said}, f".{name}.{at}")
            continue
        for piece in group:
            parts.mount(piece.panel, files, words, piece.data, piece.key)
            if piece.chart:
                charts.draw(*piece.chart)


def downloads(files: tuple[File, ...]) -> None:
    """Draw a button per file, which is made when it is pressed."""
    if not files:
        return
    here = (st.context.url or "").partition("?")[0]
    with st.container(horizontal=True):
        for file in files:
            st.download_button(
                file.label,
                data=partial(_content_of, file, here),
                file_name=file.name,
                mime=file.mime,
                on_click="ignore",
                key=f"download.{file.name}",
                icon=":material/download:",
            )


def _content_of(file: File, here: str) -> bytes:
    made = file.made()
    return made.replace(HERE.encode(), here.encode()) if file.mime == "text/csv" else made


def grouped(blocks: Iterable[Block]) -> list[list[Block]]:
    """Part blocks at a long table, or at a chart: after the sentences of its block, before the table."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        if block.table and len(block.table.rows) > LONG and not block.table.kept:
            groups += [[block], []]
            continue
        if block.chart is None:
            groups[-1].append(block)
            continue
        groups[-1].append(replace(block, table=None, folded=(), notes=(), actions=()))
        groups.append([replace(block, title="", says=(), figures=(), switches=(), strips=None, chart=None)])
    return [group for group in groups if group]


def told(block: Block) -> dict[str, Any]:
    """Write a block as the browser is told it: only what it has."""
    nested = {
        "table": _table(block.table) if block.table else None,
        "folded": [told(one) for one in block.folded],
        "figures": [_figure(one) for one in block.figures],
        "switches": [
            {"label": one.label, "options": [_kept(asdict(action)) for action in one.options]}
            for one in block.switches
        ],
        "actions": [_kept(asdict(action)) for action in block.actions],
        "strips": asdict(block.strips) if block.strips else None,
    }
    plain = asdict(
        replace(block, table=None, strips=None, chart=None, folded=(), figures=(), switches=(), actions=())
    )
    return _kept(plain | nested | {"printed": block.printed or None, "kept": None})


def _figure(figure: Figure) -> dict[str, Any]:
    plain = asdict(replace(figure, details=(), links=()))
    details, links = [told(one) for one in figure.details], [asdict(link) for link in figure.links]
    return _kept(plain | {"details": details, "links": links, "aside": figure.aside or None})


def _table(table: Table) -> dict[str, Any]:
    plain = {
        name: getattr(table, name) for name in ("linked", "opens", "searched", "order", "first", "choosable")
    }
    shown = {"in": [place for place, column in enumerate(table.columns) if not column.detail], **plain}
    if table.kept:
        return shown | {"file": cache.context().keep(_published, table.kept), "show": table.show}
    return shown | _content(table.columns, table.rows)


def _published(kept: Kept) -> str:
    """Write what the browser keeps of a table; return the name of the file."""
    return assets.keep(kept.name, _content(kept.columns, kept.rows))


def _content(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> dict[str, Any]:
    cells = list(zip(*(row.cells for row in rows), strict=True)) or [()] * len(columns)
    heads = [
        {
            "label": column.label,
            "key": column.key,
            "line": column.line,
            "kind": kind_of(held),
            "mixed": is_mixed(held),
            "most": column.most,
        }
        for column, held in zip(columns, cells, strict=True)
    ]
    return {"columns": heads, "rows": [_row(row) for row in rows]}


def _row(row: Row) -> dict[str, Any]:
    held = {
        "request": row.request,
        "links": [asdict(link) for link in row.links],
        "actions": [_kept(asdict(action)) for action in row.actions],
        "details": [told(block) for block in row.details],
        "strong": row.strong or None,
        "lights": "~".join(row.lights),
    }
    return {"cells": [_cell(cell) for cell in row.cells]} | _kept(held)


def _cell(cell: Cell | str | None) -> Any:
    """Write a cell: a plain text as it is, any other with the key by which it is sorted."""
    if cell is None or isinstance(cell, str):
        return cell
    key = cell.text if cell.kind == "text" and cell.key is None else cell.key
    share = None if cell.share is None else round(cell.share, 4)
    span = [round(end, 2) for end in cell.span] if cell.span else None
    more = _kept({"note": cell.note, "tags": cell.tags, "share": share, "dots": cell.dots, "span": span})
    return cell.text if key == cell.text and not more else {"t": cell.text} | _kept({"k": key}) | more


def _kept(held: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not there; a zero and a no are there."""
    return {name: value for name, value in held.items() if value or isinstance(value, int | float)}
