"""All sources that the selected rows name, and what rests on the open one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Figure, Link, Row, Table
from dashboard.view.pages.sources.asked import Question
from geodata.citations import ROW, cited, vouching
from geodata.model import codes, columns, resources


def blocks(question: Question) -> tuple[Block, ...]:
    """Return all sources."""
    return (_sources(question),)


def frame(question: Question) -> pd.DataFrame:
    """Return the sources that the filters leave, with how many rows of which tables rest on each."""
    counts = question.carried
    return cited(question.context.facts, counts.index).join(counts.add_prefix("rows_").rename(columns=_TOTAL))


# Letters of an address that are shown.
_LETTERS = 36
_TOTAL = {"rows_rows": "rows"}


def _sources(question: Question) -> Block:
    words, found = question.words, frame(question)
    title = words("sources.list_title", n=len(found))
    if found.empty:
        actions = question.relax("sources.drop_sources", lambda other: len(other.named))
        return Block("sources", title, says=(words("sources.no_sources"),), actions=actions)
    keys = "publisher document published rows | which kind language read licence"
    rows = tuple(_source(str(row_id), row, question) for row_id, row in found.iterrows())
    return Block(
        "sources",
        title,
        says=(words("sources.list_rule"),),
        figures=_kinds(found, question),
        table=Table(question.labels.heads(keys, "sources"), rows, linked=words("sources.address")),
        notes=(words("sources.filter_rule"),),
    )


def _kinds(found: pd.DataFrame, question: Question) -> tuple[Figure, ...]:
    described = columns(resources(question.context.facts.dictionary)["sources"])["kind"]
    counts = found["kind"].value_counts()
    return tuple(
        Figure(
            question.words(f"sources.kind_{code}"),
            question.words.number(int(counts[code])),
            question.labels.code("sources", "kind", code),
        )
        for code in codes(described)
        if counts.get(code)
    )


def _source(source_id: str, row: pd.Series[Any], question: Question) -> Row:
    words, url = question.words, str(row["url"])
    found = (
        str(row["publisher"]),
        cells.text(row["title"]),
        cells.day(row["published"], words),
        cells.number(row["rows"], words),
        _which(row, question),
        words(f"sources.kind_{row['kind']}"),
        question.labels.coded("sources", "language", row["language"]),
        cells.day(row["accessed"], words),
        cells.text(row["licence"]),
    )
    return Row(found, {"sel": f"source:{source_id}"}, links=(Link(_short(url), url),))


def _which(row: pd.Series[Any], question: Question) -> str:
    """Say how many rows of which tables."""
    words, tables = question.words, resources(question.context.facts.dictionary)
    counted = [(name, row.get(f"rows_{name}", 0)) for name in tables]
    return ", ".join(
        f"{words(f'sources.table.{name}')} {question.words.number(int(n))}" for name, n in counted if n
    )


def rests(source_id: str, question: Question) -> Block:
    """Return what rests on a source."""
    words, names = question.words, question.labels
    facts = question.context.facts
    publisher = str(facts.sources.loc[source_id, "publisher"])
    here = question.uses[question.uses["source_id"] == source_id]
    everywhere = len(question.context.cited.get(source_id, ()))
    rows = []
    for (name, row), named in here.groupby(["table", "row_id"], sort=False):
        table, row_id = str(name), str(row)
        record = question.labels.record(table, row_id)
        vouched = [names.column(table, column) for column in _columns(table, named["column"], question)]
        found = (
            question.labels.row(table, row_id),
            words(f"sources.table.{table}"),
            ", ".join(vouched) or words("sources.whole_row"),
        )
        rows.append(Row(found, {"sel": record} if record else None))
    hidden = everywhere - len(rows)
    return Block(
        "rests",
        words("sources.rests_title", n=len(rows), publisher=publisher),
        says=(words("sources.rests_rule"),) if rows else (words("sources.rests_none"),),
        table=Table(question.labels.heads("record of_table vouches", "sources"), tuple(rows), searched=False)
        if rows
        else None,
        notes=(words("sources.rests_hidden", n=hidden),) if hidden else (),
        actions=(Action(words("sources.close_source"), {"sel": ""}),),
    )


def _columns(table: str, named: pd.Series[Any], question: Question) -> list[str]:
    """Return the columns that a source vouches for by columns of its own; none where it is the row's."""
    own = set(named) - {ROW}
    if ROW in set(named) and not own:
        return []
    resource = resources(question.context.facts.dictionary)[table]
    return [column for column in columns(resource) if vouching(resource, column) in own]


def _short(url: str) -> str:
    """Return host and path of an address, as far as they tell it from others."""
    parts = urlsplit(url)
    whole = f"{(parts.hostname or url).removeprefix('www.')}{parts.path.rstrip('/')}"
    return whole if len(whole) <= _LETTERS else f"{whole[:_LETTERS]}…"
