"""What hangs on one node: what closing each node and leg costs the pair, and all sites to all ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Row
from dashboard.view.labels import row_of
from dashboard.view.pages.repairs import close_or_open
from dashboard.view.pages.routes.query import Query
from geodata.network import DESTINATIONS, closing, closing_all
from geodata.network.assumptions import Place

# The ports of the Caspian, in the order in which a reader looks for them.
PORTS = ("aktau", "kuryk", "turkmenbashi", "alat")
MOST_ROWS = 60


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the ports side by side, the closings for the pair, and those for all sites to all ends."""
    keep, request = query.context.keep, query.request
    # The pair plays no part in it.
    every = keep(closing_all, query.network, replace(request, origin=None, destination=None))
    pair = keep(closing, query.network, request)
    return (_ports(every, pair, query), _pair(pair, query), _all(every, query))


def _ports(every: pd.DataFrame, pair: pd.DataFrame, query: Query) -> Block:
    rows = tuple(_port(port, every, pair, query) for port in PORTS)
    heads = "closed_node extra_days_mean pairs cut_off extra_km_mean extra_days_max pair_km pair_days"
    block = query.block("ports", heads, rows, *_berths(query))
    return query.explained(block, query.text("ports_rule", ends=query.ends))


def _port(port: str, every: pd.DataFrame, pair: pd.DataFrame, query: Query) -> Row:
    words, zero = query.words, cells.number(0, query.words)
    unused = (cells.NONE, zero, zero, cells.NONE, cells.NONE)
    away = Cell(query.text("is_closed" if port in query.request.closed else "not_on_it"), "none")
    return Row(
        (
            query.labels.place(port),
            *(_cost_of_all(row_of(every, port), words) if port in every.index else unused),
            *(_cost_of_pair(row_of(pair, port), words) if port in pair.index else (away, away)),
        ),
        {"sel": f"node:{port}"},
        actions=(close_or_open(port, query.request, query.labels),),
    )


def _berths(query: Query) -> Iterator[str]:
    """Say what the choice between the ports rests on: waits of unlike kinds, of unlike places."""
    labels, clock = query.labels, query.network.clock
    waits = []
    for port in PORTS:
        node = clock.nodes[port]
        place = Place(node=frozenset({port}), country=frozenset({node.iso3}), kind=frozenset({node.kind}))
        row = clock.assumptions.find("waiting-hours", place._replace(mode=frozenset({"sea-ferry"})))
        if row:
            hours, kind = query.words.number(row.typical, 1), labels.time_kind(row.kind)
            of = query.text(f"figure_of_{row.figure_of}")
            waits.append(query.text("berth", port=labels.place(port), hours=hours, kind=kind, of=of))
    if waits:
        yield query.text("berths", waits="; ".join(waits))


def _cost_of_all(row: pd.Series[Any], words: Words) -> tuple[Cell, ...]:
    """Return mean days, pairs, pairs cut off, mean km and most days."""
    costs = [
        cells.signed(row["extra_days_mean"], words, 1),
        cells.signed(row["extra_km_mean"], words),
        cells.signed(row["extra_days_max"], words, 1),
    ]
    if row["cut_off"] == row["pairs"]:
        costs = [_no_other_way(words)] * 3
    counts = (cells.number(row["pairs"], words), cells.number(row["cut_off"], words))
    return (costs[0], *counts, *costs[1:])


def _cost_of_pair(row: pd.Series[Any], words: Words) -> tuple[Cell, Cell]:
    """Return km and days."""
    if row["cut_off"]:
        return (_no_other_way(words),) * 2
    days = cells.signed(row["extra_days"], words, 1)
    if row["unknown_waits"] and days.text:
        days = replace(days, tags=(words("routes.unknown_waits", n=int(row["unknown_waits"])),))
    return cells.signed(row["extra_km"], words), days


def _no_other_way(words: Words) -> Cell:
    return Cell(words("routes.no_other_way"), "none")


def _pair(pair: pd.DataFrame, query: Query) -> Block:
    rows = []
    for item, row in pair.iterrows():
        km, days = _cost_of_pair(row, query.words)
        rows.append(_closed(str(item), str(row["kind"]), (days, km), query))
    table = query.table("closed_item extra_days kind extra_km", tuple(rows))
    block = Block("closing", query.text("closing_pair", ends=query.ends), table=table)
    return query.explained(block, query.text("closing_rule"))


def _all(every: pd.DataFrame, query: Query) -> Block:
    words = query.words
    rows = tuple(
        _closed(
            str(item),
            str(row["kind"]),
            (*_cost_of_all(row, words), cells.number(row["timed"], words)),
            query,
        )
        for item, row in every.head(MOST_ROWS).iterrows()
    )
    heads = "closed_item extra_days_mean kind pairs cut_off extra_km_mean extra_days_max timed_pairs"
    cut = query.text("cut_rows", shown=len(rows), n=len(every))
    ends = words.listed([*map(query.labels.place, DESTINATIONS)])
    block = replace(query.block("closing_all", heads, rows), notes=(cut,))
    return query.explained(block, query.text("closing_all_rule", ends=ends))


def _closed(item: str, kind: str, costs: tuple[Cell, ...], query: Query) -> Row:
    first, *others = costs
    return Row(
        (query.labels.item(item), first, query.text(f"kind_{kind}"), *others),
        {"sel": f"{kind}:{item}"},
        actions=(close_or_open(item, query.request, query.labels),),
        strong=item in PORTS,
    )
