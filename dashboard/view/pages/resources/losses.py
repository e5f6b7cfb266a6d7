"""What each closing or avoided country costs each commodity."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.state import LIST_SEPARATOR
from dashboard.view.blocks import Action, Block, Row, Table
from dashboard.view.pages.resources.asked import Question, heads
from dashboard.view.pages.resources.waits import signed

MOST_ROWS = 60
KINDS = ("country", "node")


def blocks(question: Question) -> tuple[Block, ...]:
    """Return a table for countries and one for nodes, the dearest first."""
    every = question.losses
    chosen = question.state.selection["resource"]
    if chosen:
        every = every[every["resource"].isin(chosen)]
    if every.empty:
        return (
            Block(
                "losses",
                question.say.words("resources.losses_title"),
                says=(question.say.words("resources.no_losses"),),
            ),
        )
    return tuple(_block(kind, pd.DataFrame(every[every["kind"] == kind]), question) for kind in KINDS)


def _block(kind: str, found: pd.DataFrame, question: Question) -> Block:
    say, words = question.say, question.say.words
    rows = tuple(_row(row, question) for _, row in found.head(MOST_ROWS).iterrows())
    labels = "item commodity sites cut_off_sites"
    labels += " extra_km_mean extra_km_max extra_days_mean extra_days_max timed_sites"
    return Block(
        f"losses_{kind}",
        words(f"resources.losses_{kind}", end=question.end),
        says=(words("resources.losses_rule"),),
        table=Table(heads(say, labels, range(2, 9)), rows),
        notes=(words("routes.cut_rows", shown=len(rows), n=len(found)),),
    )


def _row(row: pd.Series[Any], question: Question) -> Row:
    say, item = question.say, str(row["item"])
    country = row["kind"] == "country"
    name = say.names.country(item) if country else say.place(f"node:{item}")
    costs = [
        signed(row[column], question, digits)
        for column, digits in (
            ("extra_km_mean", 0),
            ("extra_km_max", 0),
            ("extra_days_mean", 1),
            ("extra_days_max", 1),
        )
    ]
    if row["cut_off"] == row["sites"]:
        costs = [say.words("routes.no_other_way")] * 4
    cells = (
        name,
        say.names.resource(str(row["resource"])),
        str(int(row["sites"])),
        str(int(row["cut_off"])),
        *costs,
        str(int(row["timed"])),
    )
    sel = {"sel": f"{row['kind']}:{item}"}
    known = sel["sel"] in say.context.vocabulary.records
    return Row(cells, ask=sel if known else None, actions=(_close(item, question, country=country),))


def _close(item: str, question: Question, *, country: bool) -> Action:
    words, request = question.say.words, question.request
    if country:
        return Action(words("resources.avoid"), {"avoid": LIST_SEPARATOR.join((*request.avoid, item))})
    return Action(words("routes.close"), {"closed": LIST_SEPARATOR.join((*request.closed, item))})
