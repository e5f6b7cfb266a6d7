"""What hangs on one node: what closing each node and leg costs the pair, and all sites to all ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Row
from dashboard.view.labels import row_of
from dashboard.view.pages.repairs import close_or_open
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import MOST_ROWS, costs, picked, with_rows
from geodata.network import DESTINATIONS, closing, closing_all
from geodata.network.assumptions import Place

# The ports of the Caspian, in the order in which a reader looks for them.
PORTS = ("aktau", "kuryk", "turkmenbashi", "alat")
OF_PORTS = "closed_node pair_days pair_km extra_days_mean | pairs cut_off extra_km_mean extra_days_max"
OF_PAIR = "closed_item extra_days extra_km kind"
OF_ALL = "closed_item extra_days_mean cut_off pairs | kind extra_km_mean extra_days_max timed_pairs"


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the ports side by side, the closings for the pair, and behind them those for all sites."""
    keep, request = query.context.keep, query.request
    # The pair plays no part in it.
    every = keep(closing_all, query.network, replace(request, origin=None, destination=None))
    pair = keep(closing, query.network, request)
    closings = _pair(pair, query)
    return (
        query.block(
            "ports",
            OF_PORTS,
            (_port(port, every, pair, query) for port in PORTS),
            *_berths(query),
            query.text("ports_rule", ends=query.ends),
        ),
        replace(closings, folded=(*closings.folded, *with_rows([_all(every, query)]))),
    )


def _pair(pair: pd.DataFrame, query: Query) -> Block:
    """Return what closings cost the pair; those that cost the same, one after the other, are one row."""
    told = [(str(item), row, _of_pair(row, query)) for item, row in pair.iterrows()]
    groups = groupby(told, key=lambda one: one[2])
    rows = tuple(
        _alike([_closed(item, OF_PAIR, found, query, row) for item, row, found in group], query)
        for _, group in groups
    )
    rule, title = query.text("closing_rule"), query.text("closing_pair", ends=query.ends)
    return query.block("closing", OF_PAIR, rows, rule, title=title)


def _alike(rows: list[Row], query: Query) -> Row:
    first, *others = rows
    if not others:
        return first
    name = query.text("and_more", first=first.cells[0], n=len(others))
    within = Block("alike", table=query.table(OF_PAIR, rows))
    return Row(
        (name, *first.cells[1:-1], cells.NONE), details=(within,), strong=any(row.strong for row in rows)
    )


def _port(port: str, every: pd.DataFrame, pair: pd.DataFrame, query: Query) -> Row:
    zero = cells.number(0, query.words)
    away = Cell(query.text("is_closed" if port in query.request.closed else "not_on_it"), "none")
    unused, not_on_it = {"pairs": zero, "cut_off": zero}, {"extra_km": away, "extra_days": away}
    of_all = _of_all(row_of(every, port), query) if port in every.index else unused
    of_pair = _of_pair(row_of(pair, port), query) if port in pair.index else not_on_it
    pair_costs = {f"pair_{unit}": of_pair[f"extra_{unit}"] for unit in ("km", "days")}
    return _closed(port, OF_PORTS, {**of_all, **pair_costs}, query)


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


def _all(every: pd.DataFrame, query: Query) -> Block:
    ranked = every.head(MOST_ROWS)
    ends = query.words.listed([*map(query.labels.place, DESTINATIONS)])
    return query.block(
        "closing_all",
        OF_ALL,
        (_closed(str(item), OF_ALL, _of_all(row, query), query, row) for item, row in ranked.iterrows()),
        query.text("closing_all_rule", ends=ends),
        notes=(query.cut(every),),
        count=len(ranked),
    )


def _of_all(row: pd.Series[Any], query: Query) -> dict[str, Cell]:
    return costs(row, "pairs", _no_other_way(query), query.words)


def _of_pair(row: pd.Series[Any], query: Query) -> dict[str, Cell]:
    if row["cut_off"]:
        return dict.fromkeys(("extra_km", "extra_days"), _no_other_way(query))
    days, waits = cells.signed(row["extra_days"], query.words, 1), int(row["unknown_waits"])
    if waits and days.text:
        days = replace(days, tags=(_more_waits(waits, query),), note=query.text("unknown_waits", n=waits))
    return {"extra_km": cells.signed(row["extra_km"], query.words), "extra_days": days}


def _more_waits(waits: int, query: Query) -> str:
    return query.text("waits_out", n=waits) if waits > 0 else query.text("unknown_waits", n=waits)


def _no_other_way(query: Query) -> Cell:
    return Cell(query.text("no_other_way"), "none")


def _closed(
    item: str, heads: str, found: dict[str, Cell], query: Query, row: pd.Series[Any] | None = None
) -> Row:
    """Return what closing an item costs; of a ranking it is a row, in which the ports are set apart."""
    name, kind = query.labels.item(item), "node" if row is None else row["kind"]
    own = {"closed_node": name, "closed_item": name, "kind": query.text(f"kind_{kind}")}
    return Row(
        picked(heads, {**found, **own}),
        {"sel": f"{kind}:{item}"},
        actions=(close_or_open(item, query.request, query.labels),),
        strong=row is not None and item in PORTS,
    )
