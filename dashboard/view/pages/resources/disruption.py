"""What each closing or avoided country costs each commodity."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.state import LIST_SEPARATOR
from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Cell, Row
from dashboard.view.pages.resources.query import Query

MOST_ROWS = 60
HEADS = "item commodity sites cut_off_sites extra_km_mean extra_days_mean"
HEADS += " | extra_km_max extra_days_max timed_sites"


def blocks(query: Query) -> tuple[Block, ...]:
    """Return a table for countries and one for nodes, the dearest first."""
    every = query.disruption
    if query.resource:
        every = every[every["resource"].isin(query.resource)]
    if every.empty:
        said = (query.text("no_disruption"),)
        return (Block("disruption", query.text("disruption_title"), says=said),)
    return tuple(
        _block(query, kind, pd.DataFrame(every[every["kind"] == kind])) for kind in ("country", "node")
    )


def _block(query: Query, kind: str, found: pd.DataFrame) -> Block:
    rows = tuple(_row(query, row) for _, row in found.head(MOST_ROWS).iterrows())
    key = f"disruption_{kind}"
    cut = query.words("routes.cut_rows", shown=len(rows), n=len(found))
    block = Block(key, query.text(key, end=query.end), table=query.table(HEADS, rows), notes=(cut,))
    return query.explained(block, query.text("disruption_rule"))


def _row(query: Query, row: pd.Series[Any]) -> Row:
    labels, words, item = query.labels, query.words, str(row["item"])
    country = row["kind"] == "country"
    sel = f"{row['kind']}:{item}"
    return Row(
        (
            labels.country(item) if country else labels.place(f"node:{item}"),
            labels.resource(row["resource"]),
            cells.number(row["sites"], words),
            cells.number(row["cut_off"], words),
            *_costs(query, row),
            cells.number(row["timed"], words),
        ),
        {"sel": sel} if sel in query.context.vocabulary.records else None,
        actions=(_close(query, item, country=country),),
    )


def _costs(query: Query, row: pd.Series[Any]) -> tuple[Cell, ...]:
    if row["cut_off"] == row["sites"]:
        return (Cell(query.words("routes.no_other_way"), "number"),) * 4
    return tuple(
        cells.signed(row[f"extra_{unit}_{part}"], query.words, digits)
        for part in ("mean", "max")
        for unit, digits in (("km", 0), ("days", 1))
    )


def _close(query: Query, item: str, *, country: bool) -> Action:
    request = query.request
    if country:
        return Action(query.text("avoid"), {"avoid": LIST_SEPARATOR.join((*request.avoid, item))})
    return Action(query.words("routes.close"), {"closed": LIST_SEPARATOR.join((*request.closed, item))})
