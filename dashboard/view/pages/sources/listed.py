"""All sources that the selected rows name, and what rests on the open one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Figure, Link, Row
from dashboard.view.pages.sources.query import Query
from geodata.citations import ROW, cited, vouching
from geodata.model import codes, columns, resources

# Letters of an address that are shown.
_LETTERS = 36


def blocks(query: Query) -> tuple[Block, ...]:
    """Return all sources."""
    found = frame(query)
    title = query.text("list_title", n=len(found))
    if found.empty:
        return (query.nothing("sources", title, lambda other: len(other.named)),)
    heads = "publisher document published rows | which kind language read licence"
    rows = (_source(str(row_id), row, query) for row_id, row in found.iterrows())
    return (
        Block(
            "sources",
            title,
            table=query.table(heads, rows, linked=query.text("address")),
            folded=query.reading(
                "sources", query.text("list_rule"), query.text("filter_rule"), figures=_kinds(found, query)
            ),
        ),
    )


def frame(query: Query) -> pd.DataFrame:
    """Return the sources that the filters leave, with how many rows of which tables rest on each."""
    counts = query.carried.add_prefix("rows_").rename(columns={"rows_rows": "rows"})
    return cited(query.facts, counts.index).join(counts)


def _kinds(found: pd.DataFrame, query: Query) -> tuple[Figure, ...]:
    described = columns(resources(query.facts.dictionary)["sources"])["kind"]
    counts = found["kind"].value_counts()
    return tuple(
        Figure(query.text(f"kind_{code}"), query.words.number(n), query.labels.code("sources", "kind", code))
        for code in codes(described)
        if (n := int(counts.get(code, 0)))
    )


def _source(source_id: str, row: pd.Series[Any], query: Query) -> Row:
    words, url = query.words, str(row["url"])
    found = (
        str(row["publisher"]),
        cells.text(row["title"]),
        cells.day(row["published"], words),
        cells.number(row["rows"], words),
        _which(row, query),
        query.text(f"kind_{row['kind']}"),
        query.labels.coded("sources", "language", row["language"]),
        cells.day(row["accessed"], words),
        cells.text(row["licence"]),
    )
    return Row(found, {"sel": f"source:{source_id}"}, links=(Link(_short(url), url),))


def _which(row: pd.Series[Any], query: Query) -> str:
    """Say how many rows of which tables."""
    counted = {name: int(row.get(f"rows_{name}", 0)) for name in resources(query.facts.dictionary)}
    return ", ".join(
        f"{query.text(f'table.{name}')} {query.words.number(n)}" for name, n in counted.items() if n
    )


def rests(source_id: str, query: Query) -> Block:
    """Return what rests on a source."""
    labels, text = query.labels, query.text
    publisher = str(query.facts.sources.loc[source_id, "publisher"])
    here = query.uses[query.uses["source_id"] == source_id]
    rows = []
    for (name, row), named in here.groupby(["table", "row_id"], sort=False):
        table, row_id = str(name), str(row)
        record = labels.record(table, row_id)
        vouched = [labels.column(table, column) for column in _columns(table, named["column"], query)]
        found = (labels.row(table, row_id), text(f"table.{table}"), ", ".join(vouched) or text("whole_row"))
        rows.append(Row(found, {"sel": record} if record else None))
    hidden = len(query.context.cited.get(source_id, ())) - len(rows)
    listed = replace(query.table("record of_table vouches", rows), searched=False)
    return Block(
        "rests",
        text("rests_title", n=len(rows), publisher=publisher),
        says=(text("rests_rule" if rows else "rests_none"),),
        table=listed if rows else None,
        notes=(text("rests_hidden", n=hidden),) if hidden else (),
        actions=(Action(text("close_source"), {"sel": ""}),),
    )


def _columns(table: str, named: pd.Series[Any], query: Query) -> list[str]:
    """Return the columns that a source vouches for by columns of its own; none where it is the row's."""
    own = set(named) - {ROW}
    if ROW in set(named) and not own:
        return []
    resource = resources(query.facts.dictionary)[table]
    return [column for column in columns(resource) if vouching(resource, column) in own]


def _short(url: str) -> str:
    """Return host and path of an address, as far as they tell it from others."""
    parts = urlsplit(url)
    whole = f"{(parts.hostname or url).removeprefix('www.')}{parts.path.rstrip('/')}"
    return whole if len(whole) <= _LETTERS else f"{whole[:_LETTERS]}…"
