"""What hangs on one node: what closing each node and leg costs the pair, and all sites to all ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Row, Table
from dashboard.view.labels import row_of
from dashboard.view.pages.repairs import close_or_open
from dashboard.view.pages.routes.question import Question
from dashboard.view.pages.ways import network
from geodata.network import DESTINATIONS, closing, closing_all
from geodata.network.assumptions import Place

# The ports of the Caspian, in the order in which a reader looks for them.
PORTS = ("aktau", "kuryk", "turkmenbashi", "alat")
MOST_ROWS = 60


def blocks(question: Question) -> tuple[Block, ...]:
    """Return the ports side by side, the closings for the pair, and those for all sites to all ends."""
    context, request = question.labels.context, question.request
    # The pair plays no part in it.
    every = context.keep(closing_all, network(context), replace(request, origin=None, destination=None))
    pair = context.keep(closing, network(context), request)
    return (_ports(every, pair, question), _pair(pair, question), _all(every, question))


def _ports(every: pd.DataFrame, pair: pd.DataFrame, question: Question) -> Block:
    labels, words = question.labels, question.labels.words
    rows = tuple(_port(port, every, pair, question) for port in PORTS)
    heads = labels.heads(
        "closed_node extra_days_mean pairs cut_off extra_km_mean extra_days_max pair_km pair_days"
    )
    says = (words("routes.ports_rule", ends=question.ends), *_berths(question))
    return Block("ports", words("routes.ports_title"), says, table=Table(heads, rows))


def _port(port: str, every: pd.DataFrame, pair: pd.DataFrame, question: Question) -> Row:
    labels, words = question.labels, question.labels.words
    unused = (cells.NONE, Cell("0", "number", 0.0), Cell("0", "number", 0.0), cells.NONE, cells.NONE)
    if port in pair.index:
        for_pair = _cost_of_pair(row_of(pair, port), words)
    else:
        key = "is_closed" if port in question.request.closed else "not_on_it"
        for_pair = (Cell(words(f"routes.{key}"), "none"),) * 2
    return Row(
        (
            labels.place(port),
            *(_cost_of_all(row_of(every, port), words) if port in every.index else unused),
            *for_pair,
        ),
        {"sel": f"node:{port}"},
        actions=(close_or_open(port, question.request, labels),),
    )


def _berths(question: Question) -> Iterator[str]:
    """Say what the choice between the ports rests on: waits of unlike kinds, of unlike places."""
    labels, words, clock = question.labels, question.labels.words, network(question.labels.context).clock
    waits = []
    for port in PORTS:
        node = clock.nodes[port]
        place = Place(node=frozenset({port}), country=frozenset({node.iso3}), kind=frozenset({node.kind}))
        row = clock.assumptions.find("waiting-hours", place._replace(mode=frozenset({"sea-ferry"})))
        if row:
            hours, kind = words.number(row.typical, 1), labels.time_kind(row.kind)
            of = words(f"routes.figure_of_{row.figure_of}")
            waits.append(words("routes.berth", port=labels.place(port), hours=hours, kind=kind, of=of))
    if waits:
        yield words("routes.berths", waits="; ".join(waits))


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


def _pair(pair: pd.DataFrame, question: Question) -> Block:
    labels, words = question.labels, question.labels.words
    rows = []
    for item, row in pair.iterrows():
        km, days = _cost_of_pair(row, words)
        rows.append(_closed(str(item), str(row["kind"]), (days, km), question))
    heads = labels.heads("closed_item extra_days kind extra_km")
    title = words("routes.closing_pair", ends=question.ends)
    return Block("closing", title, (words("routes.closing_rule"),), table=Table(heads, tuple(rows)))


def _all(every: pd.DataFrame, question: Question) -> Block:
    labels, words = question.labels, question.labels.words
    rows = tuple(
        _closed(
            str(item),
            str(row["kind"]),
            (*_cost_of_all(row, words), cells.number(row["timed"], words)),
            question,
        )
        for item, row in every.head(MOST_ROWS).iterrows()
    )
    heads = labels.heads(
        "closed_item extra_days_mean kind pairs cut_off extra_km_mean extra_days_max timed_pairs"
    )
    says = (words("routes.closing_all_rule", ends=words.listed([*map(labels.place, DESTINATIONS)])),)
    return Block(
        "closing_all",
        words("routes.closing_all"),
        says,
        table=Table(heads, rows),
        notes=(words("routes.cut_rows", shown=len(rows), n=len(every)),),
    )


def _closed(item: str, kind: str, costs: tuple[Cell, ...], question: Question) -> Row:
    labels = question.labels
    first, *others = costs
    return Row(
        (labels.item(item), first, labels.words(f"routes.kind_{kind}"), *others),
        {"sel": f"{kind}:{item}"},
        actions=(close_or_open(item, question.request, labels),),
        strong=item in PORTS,
    )
