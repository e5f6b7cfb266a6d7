"""Production and reserves of countries and sites, as published."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view.blocks import Block, Row, Table
from dashboard.view.pages.resources import published
from dashboard.view.pages.resources.asked import Question, amount, heads, text
from geodata import supply


def blocks(question: Question) -> tuple[Block, ...]:
    """Return production and reserves of the countries and commodities that the filters leave."""
    return (production(production_of(question), question), reserves(reserves_of(question), question))


def production_of(question: Question) -> pd.DataFrame:
    """Return the output of countries that the filters leave."""
    return published.narrowed(supply.production(question.say.context.facts), question)


def reserves_of(question: Question) -> pd.DataFrame:
    """Return the reserves that the filters leave."""
    return published.narrowed(supply.reserves(question.say.context.facts), question)


def production(found: pd.DataFrame, question: Question) -> Block:
    """Return the output of countries by year."""
    say, words = question.say, question.say.words
    rows = tuple(_made(row, question) for _, row in found.iterrows())
    labels = "commodity country_of year value world_share world_rank | note"
    title = words("resources.production_title")
    if not rows:
        return Block("production", title, says=(words("resources.no_production"),))
    table = Table(heads(say, labels, {2, 3, 4, 5}), rows)
    return Block("production", title, says=(words("resources.production_rule"),), table=table)


def _made(row: pd.Series[Any], question: Question) -> Row:
    say = question.say
    cells = (
        say.names.resource(str(row["resource"])),
        say.names.country(str(row["iso3"])),
        text(row["year"]),
        amount(say, row["value"], row["unit"]),
        published.as_published(row["world_share_pct"], question),
        say.number(row["world_rank"]),
        text(row["note"]) or "–",
    )
    return Row(cells, links=say.links(row["source_ids"]), strong=bool(row["newest"]))


def reserves(found: pd.DataFrame, question: Question) -> Block:
    """Return the reserves of countries and of single sites."""
    say, words = question.say, question.say.words
    rows = tuple(
        Row(
            (
                say.names.resource(str(row["resource"])),
                say.names.country(str(row["iso3"])),
                say.place(str(record)) if row["scope"] == "site" else words("resources.whole_country"),
                amount(say, row["reserves"], row["unit"]),
                words(f"code.output_scope.{row['covers']}"),
                text(row["year"]),
                text(row["note"]) or "–",
            ),
            ask={"sel": str(record)} if row["scope"] == "site" else None,
            links=say.links(row["source_ids"]),
        )
        for record, row in found.iterrows()
    )
    title = words("resources.reserves_title")
    if not rows:
        return Block("reserves", title, says=(words("resources.no_reserves"),))
    table = Table(heads(say, "commodity country_of of_what reserves covers year | note", {3, 5}), rows)
    return Block("reserves", title, says=(words("resources.reserves_rule"),), table=table)
