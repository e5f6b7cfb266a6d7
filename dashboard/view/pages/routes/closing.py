"""What hangs on one node: what closing each node and leg costs the pair, and all sites to all ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.view.blocks import Action, Block, Row, Table
from dashboard.view.pages.routes import asked
from dashboard.view.pages.routes.say import Say, row_of
from geodata.network import DESTINATIONS
from geodata.network.assumptions import Place

# The ports of the Caspian, in the order in which a reader looks for them.
PORTS = ("aktau", "kuryk", "turkmenbashi", "alat")
MOST_ROWS = 60
# What is not there: no pair to cost anything.
NONE = "–"


def blocks(question: asked.Question) -> tuple[Block, ...]:
    """Return the ports side by side, the closings for the pair, and those for all sites to all ends."""
    every = asked.closings_all(question.context, question.request)
    pair = asked.closings(question.context, question.request)
    return (_ports(every, pair, question), _pair(pair, question), _all(every, question))


def _ports(every: pd.DataFrame, pair: pd.DataFrame, question: asked.Question) -> Block:
    say, words = question.say, question.say.words
    labels = "closed_node pairs cut_off extra_km_mean extra_days_mean extra_days_max pair_km pair_days"
    rows = []
    for port in PORTS:
        many = row_of(every, port) if port in every.index else None
        one = row_of(pair, port) if port in pair.index else None
        rows.append(
            Row(
                (
                    say.place(port),
                    *(_counts(many) if many is not None else ("0", "0")),
                    *(_means(many, say) if many is not None else (NONE,) * 3),
                    *(_pair_cost(one, say) if one is not None else (_not_on_it(port, question),) * 2),
                ),
                ask={"sel": f"node:{port}"},
                actions=(_close(port, question),),
            )
        )
    table = Table(say.heads(labels, range(1, 8)), tuple(rows))
    ends = say.ends(question.request.origin, question.request.destination)
    says = (words("routes.ports_rule", ends=ends), *_berths(question))
    return Block("ports", words("routes.ports_title"), says=says, table=table)


def _berths(question: asked.Question) -> Iterator[str]:
    """Say what the choice between the ports rests on: waits of unlike kinds, of unlike places."""
    say, clock = question.say, question.network.clock
    told = []
    for port in PORTS:
        node = clock.nodes[port]
        place = Place(node=frozenset({port}), country=frozenset({node.iso3}), kind=frozenset({node.kind}))
        row = clock.assumptions.find("waiting-hours", place._replace(mode=frozenset({"sea-ferry"})))
        if row:
            hours, kind = say.number(row.typical, 1), str(say.kind(row.kind))
            of = say.words(f"routes.figure_of_{row.figure_of}")
            told.append(say.words("routes.berth", port=say.place(port), hours=hours, kind=kind, of=of))
    if told:
        yield say.words("routes.berths", waits="; ".join(told))


def _not_on_it(port: str, question: asked.Question) -> str:
    key = "is_closed" if port in question.request.closed else "not_on_it"
    return question.say.words(f"routes.{key}")


def _counts(row: pd.Series[Any]) -> tuple[str, str]:
    return str(int(row["pairs"])), str(int(row["cut_off"]))


def _means(row: pd.Series[Any], say: Say) -> tuple[str | None, ...]:
    if row["cut_off"] == row["pairs"]:
        return (say.words("routes.no_other_way"),) * 3
    return (
        _more(row["extra_km_mean"], 0, say),
        _more(row["extra_days_mean"], 1, say),
        _more(row["extra_days_max"], 1, say),
    )


def _more(value: float, digits: int, say: Say) -> str | None:
    text = say.number(value, digits)
    return f"+{text}" if text and value > 0 else text


def _pair_cost(row: pd.Series[Any], say: Say) -> tuple[str | None, str | None]:
    if row["cut_off"]:
        return (say.words("routes.no_other_way"),) * 2
    days = _more(row["extra_days"], 1, say)
    if row["unknown_waits"] and days:
        days = f"{days} {say.words('routes.unknown_waits', n=int(row['unknown_waits']))}"
    return _more(row["extra_km"], 0, say), days


def _pair(pair: pd.DataFrame, question: asked.Question) -> Block:
    say, words = question.say, question.say.words
    labels = "closed_item kind extra_km extra_days"
    rows = tuple(
        Row(
            (say.item(str(item)), words(f"routes.kind_{row['kind']}"), *_pair_cost(row, say)),
            ask={"sel": f"{row['kind']}:{item}"},
            actions=(_close(str(item), question),),
            strong=item in PORTS,
        )
        for item, row in pair.iterrows()
    )
    ends = say.ends(question.request.origin, question.request.destination)
    heads = say.heads(labels, {2, 3})
    title = words("routes.closing_pair", ends=ends)
    return Block("closing", title, says=(words("routes.closing_rule"),), table=Table(heads, rows))


def _all(every: pd.DataFrame, question: asked.Question) -> Block:
    say, words = question.say, question.say.words
    labels = "closed_item kind pairs cut_off extra_km_mean extra_days_mean extra_days_max timed_pairs"
    rows = tuple(
        Row(
            (
                say.item(str(item)),
                words(f"routes.kind_{row['kind']}"),
                *_counts(row),
                *_means(row, say),
                str(int(row["timed"])),
            ),
            ask={"sel": f"{row['kind']}:{item}"},
            actions=(_close(str(item), question),),
            strong=item in PORTS,
        )
        for item, row in every.head(MOST_ROWS).iterrows()
    )
    heads = say.heads(labels, range(2, 8))
    says = (words("routes.closing_all_rule", ends=words.listed([say.place(end) for end in DESTINATIONS])),)
    notes = (words("routes.cut_rows", shown=len(rows), n=len(every)),)
    return Block("closing_all", words("routes.closing_all"), says=says, table=Table(heads, rows), notes=notes)


def _close(item: str, question: asked.Question) -> Action:
    if item in question.request.closed:
        left = "~".join(other for other in question.request.closed if other != item)
        name = question.say.item(item)
        return Action(question.say.words("routes.open", item=name), {"closed": left, "way": ""})
    closed = "~".join((*question.request.closed, item))
    return Action(question.say.words("routes.close"), {"closed": closed, "way": ""})
