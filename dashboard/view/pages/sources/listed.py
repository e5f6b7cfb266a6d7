"""All sources that the selected rows name, and what rests on the open one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Figure, Link, Row, Table
from dashboard.view.pages.sources.query import Query
from geodata.citations import ROW, cited, vouching
from geodata.model import codes, columns, resources


def blocks(query: Query) -> tuple[Block, ...]:
    """Return all sources."""
    return (_sources(query),)


def frame(query: Query) -> pd.DataFrame:
    """Return the sources that the filters leave, with how many rows of which tables rest on each."""
    counts = query.carried
    return cited(query.context.facts, counts.index).join(counts.add_prefix("rows_").rename(columns=_TOTAL))


# Letters of an address that are shown.
_LETTERS = 36
_TOTAL = {"rows_rows": "rows"}


def _sources(query: Query) -> Block:
    words, found = query.words, frame(query)
    title = words("sources.list_title", n=len(found))
    if found.empty:
        actions = query.relax("sources.drop_sources", lambda other: len(other.named))
        return Block("sources", title, says=(words("sources.no_sources"),), actions=actions)
    keys = "publisher document published rows | which kind language read licence"
    rows = tuple(_source(str(row_id), row, query) for row_id, row in found.iterrows())
    return Block(
        "sources",
        title,
        says=(words("sources.list_rule"),),
        figures=_kinds(found, query),
        table=Table(query.labels.heads(keys, "sources"), rows, linked=words("sources.address")),
        notes=(words("sources.filter_rule"),),
    )


def _kinds(found: pd.DataFrame, query: Query) -> tuple[Figure, ...]:
    described = columns(resources(query.context.facts.dictionary)["sources"])["kind"]
    counts = found["kind"].value_counts()
    return tuple(
        Figure(
            query.words(f"sources.kind_{code}"),
            query.words.number(int(counts[code])),
            query.labels.code("sources", "kind", code),
        )
        for code in codes(described)
        if counts.get(code)
    )


def _source(source_id: str, row: pd.Series[Any], query: Query) -> Row:
    words, url = query.words, str(row["url"])
    found = (
        str(row["publisher"]),
        cells.text(row["title"]),
        cells.day(row["published"], words),
        cells.number(row["rows"], words),
        _which(row, query),
        words(f"sources.kind_{row['kind']}"),
        query.labels.coded("sources", "language", row["language"]),
        cells.day(row["accessed"], words),
        cells.text(row["licence"]),
    )
    return Row(found, {"sel": f"source:{source_id}"}, links=(Link(_short(url), url),))


def _which(row: pd.Series[Any], query: Query) -> str:
    """Say how many rows of which tables."""
    words, tables = query.words, resources(query.context.facts.dictionary)
    counted = [(name, row.get(f"rows_{name}", 0)) for name in tables]
    return ", ".join(
        f"{words(f'sources.table.{name}')} {query.words.number(int(n))}" for name, n in counted if n
    )


def rests(source_id: str, query: Query) -> Block:
    """Return what rests on a source."""
    words, names = query.words, query.labels
    facts = query.context.facts
    publisher = str(facts.sources.loc[source_id, "publisher"])
    here = query.uses[query.uses["source_id"] == source_id]
    everywhere = len(query.context.cited.get(source_id, ()))
    rows = []
    for (name, row), named in here.groupby(["table", "row_id"], sort=False):
        table, row_id = str(name), str(row)
        record = query.labels.record(table, row_id)
        vouched = [names.column(table, column) for column in _columns(table, named["column"], query)]
        found = (
            query.labels.row(table, row_id),
            words(f"sources.table.{table}"),
            ", ".join(vouched) or words("sources.whole_row"),
        )
        rows.append(Row(found, {"sel": record} if record else None))
    hidden = everywhere - len(rows)
    return Block(
        "rests",
        words("sources.rests_title", n=len(rows), publisher=publisher),
        says=(words("sources.rests_rule"),) if rows else (words("sources.rests_none"),),
        table=Table(query.labels.heads("record of_table vouches", "sources"), tuple(rows), searched=False)
        if rows
        else None,
        notes=(words("sources.rests_hidden", n=hidden),) if hidden else (),
        actions=(Action(words("sources.close_source"), {"sel": ""}),),
    )


def _columns(table: str, named: pd.Series[Any], query: Query) -> list[str]:
    """Return the columns that a source vouches for by columns of its own; none where it is the row's."""
    own = set(named) - {ROW}
    if ROW in set(named) and not own:
        return []
    resource = resources(query.context.facts.dictionary)[table]
    return [column for column in columns(resource) if vouching(resource, column) in own]


def _short(url: str) -> str:
    """Return host and path of an address, as far as they tell it from others."""
    parts = urlsplit(url)
    whole = f"{(parts.hostname or url).removeprefix('www.')}{parts.path.rstrip('/')}"
    return whole if len(whole) <= _LETTERS else f"{whole[:_LETTERS]}…"
