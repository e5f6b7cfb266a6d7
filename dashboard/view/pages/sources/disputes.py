"""Where sources disagree, in every table: each value and who says it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Cell, Row, Table
from dashboard.view.pages.sources.query import Query


def blocks(query: Query) -> tuple[Block, ...]:
    """Return a bar per table for the records that are disputed, and behind them every value of each."""
    found, title = query.disputes, query.text("conflicts_title", n=query.disputed)
    counts = found.groupby("table", sort=False)["dispute"].nunique().sort_values(ascending=False)
    if counts.empty:
        return (query.nothing("conflicts", title, lambda other: other.disputed),)
    there = {"view": "pledges", "part": "conflicts", "conflict": "yes", "sel": ""}
    actions = (Action(query.text("to_ledger"), there),) if "pledges" in counts else ()
    behind = (_block(str(table), found, query) for table in counts.index)
    reading = query.reading("conflicts", query.text("conflicts_rule"))
    return (
        Block("conflicts", title, table=_bars(counts, query), folded=(*behind, *reading), actions=actions),
    )


def _bars(counts: pd.Series[int], query: Query) -> Table:
    rows = (
        Row(
            (
                query.text(f"table.{name}"),
                replace(cells.number(n, query.words), share=n / counts.max()),
            )
        )
        for name, n in counts.items()
    )
    return replace(query.table("of_table records", rows), searched=False)


def _block(table: str, every: pd.DataFrame, query: Query) -> Block:
    found = pd.DataFrame(every[every["table"] == table])
    n = int(found["dispute"].nunique())
    return Block(
        f"conflicts_{table}",
        query.text("conflicts_of", table=query.text(f"table.{table}"), n=n),
        says=(query.text("told" if found["sentence"].notna().any() else "worked_out"),),
        table=query.table(
            "record about value said_by remark", (_row(row, found, query) for _, row in found.iterrows())
        ),
    )


def _row(row: pd.Series[Any], found: pd.DataFrame, query: Query) -> Row:
    labels = query.labels
    table, row_id = str(row["table"]), str(row["row_id"])
    first = found.loc[found["dispute"] == row["dispute"], "row_id"].iloc[0]
    record = labels.record(table, row_id)
    alone = pd.isna(row["value"]) and pd.isna(row["number"])
    shown = (
        labels.row(table, str(first)),
        cells.text(row["aspect"]) or cells.NONE,
        str(row["sentence"]) if alone else _value(row, query),
        cells.text(row["said_by"])
        or (query.text("in_sentence") if alone else labels.publishers(row["source_ids"])),
        cells.text(row["note"]) or cells.NONE,
    )
    return Row(shown, {"sel": record} if record else None, links=labels.links(row["source_ids"]))


def _value(row: pd.Series[Any], query: Query) -> Cell:
    number, unit = row["number"], cells.text(row["unit"])
    said = cells.text(row["value"]) or f"{query.words.number(float(number), 4)} {unit or ''}".strip()
    return cells.published(said, number, unit)
