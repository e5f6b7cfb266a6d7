"""Where sources disagree, in every table: each value and who says it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Cell, Row, Table
from dashboard.view.pages.sources.query import Query


def blocks(query: Query) -> tuple[Block, ...]:
    """Return a block per table with every value, after one that counts them."""
    found = query.disputes
    tables = found["table"].unique().tolist()
    return (_head(query, tables), *(_block(table, found, query) for table in tables))


def _head(query: Query, tables: list[str]) -> Block:
    words, n = query.words, query.disputed
    title = words("sources.conflicts_title", n=n)
    if not n:
        actions = query.relax("sources.drop_conflicts", lambda other: other.disputed)
        return Block("conflicts", title, says=(words("sources.no_conflicts"),), actions=actions)
    ledger = Action(
        words("sources.to_ledger"), {"view": "pledges", "part": "conflicts", "conflict": "yes", "sel": ""}
    )
    return Block(
        "conflicts",
        title,
        says=(words("sources.conflicts_rule"),),
        actions=(ledger,) if "pledges" in tables else (),
    )


def _block(table: str, every: pd.DataFrame, query: Query) -> Block:
    words = query.words
    found = pd.DataFrame(every[every["table"] == table])
    rows = tuple(_row(row, found, query) for _, row in found.iterrows())
    n = int(found["dispute"].nunique())
    return Block(
        f"conflicts_{table}",
        words("sources.conflicts_of", table=words(f"sources.table.{table}"), n=n),
        says=(words("sources.told" if found["sentence"].notna().any() else "sources.worked_out"),),
        table=Table(query.labels.heads("record about value said_by remark", "sources"), rows),
    )


def _row(row: pd.Series[Any], found: pd.DataFrame, query: Query) -> Row:
    words, labels = query.words, query.labels
    table, row_id = str(row["table"]), str(row["row_id"])
    first = found.loc[found["dispute"] == row["dispute"], "row_id"].iloc[0]
    record = labels.record(table, row_id)
    alone = pd.isna(row["value"]) and pd.isna(row["number"])
    shown = (
        labels.row(table, str(first)),
        cells.text(row["aspect"]) or cells.NONE,
        str(row["sentence"]) if alone else _value(row, query),
        cells.text(row["said_by"]) or (words("sources.in_sentence") if alone else _publishers(row, query)),
        cells.text(row["note"]) or cells.NONE,
    )
    return Row(shown, {"sel": record} if record else None, links=labels.links(row["source_ids"]))


def _value(row: pd.Series[Any], query: Query) -> Cell:
    number, unit = row["number"], cells.text(row["unit"])
    said = cells.text(row["value"]) or f"{query.words.number(float(number), 4)} {unit or ''}".strip()
    return cells.published(said, number, unit)


def _publishers(row: pd.Series[Any], query: Query) -> str:
    return ", ".join(dict.fromkeys(link.label for link in query.labels.links(row["source_ids"])))
