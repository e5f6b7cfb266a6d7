"""Production and reserves of countries and sites, as published."""

from __future__ import annotations

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Block, Row
from dashboard.view.pages.resources.query import Query
from geodata import supply


def blocks(query: Query) -> tuple[Block, ...]:
    """Return production and reserves of the countries and commodities that the filters leave."""
    return production(query, production_of(query)), reserves(query, reserves_of(query))


def production_of(query: Query) -> pd.DataFrame:
    """Return the output of countries that the filters leave."""
    return query.narrowed(supply.production(query.facts))


def reserves_of(query: Query) -> pd.DataFrame:
    """Return the reserves that the filters leave."""
    return query.narrowed(supply.reserves(query.facts))


def production(query: Query, found: pd.DataFrame) -> Block:
    """Return the output of countries by year."""
    labels, words = query.labels, query.words
    rows = tuple(
        Row(
            (
                labels.resource(row["resource"]),
                labels.quantity(row["value"], row["unit"]),
                labels.country(row["iso3"]),
                cells.day(row["year"], words),
                cells.exact(row["world_share_pct"], words),
                cells.number(row["world_rank"], words),
                cells.text(row["note"]) or cells.NONE,
            ),
            links=labels.links(row["source_ids"]),
            strong=bool(row["newest"]),
        )
        for _, row in found.iterrows()
    )
    heads = "commodity value country_of year world_share world_rank | note"
    title = query.text("production_title")
    return query.listed("production", title, heads, rows)


def reserves(query: Query, found: pd.DataFrame) -> Block:
    """Return the reserves of countries and of single sites."""
    labels = query.labels
    rows = tuple(
        Row(
            (
                labels.resource(row["resource"]),
                labels.quantity(row["reserves"], row["unit"]),
                labels.country(row["iso3"]),
                labels.place(str(record)) if row["scope"] == "site" else query.text("whole_country"),
                cells.day(row["year"], query.words),
                query.words(f"code.output_scope.{row['covers']}"),
                cells.text(row["note"]) or cells.NONE,
            ),
            {"sel": str(record)} if row["scope"] == "site" else None,
            labels.links(row["source_ids"]),
        )
        for record, row in found.iterrows()
    )
    heads = "commodity reserves country_of of_what year covers | note"
    title = query.text("reserves_title")
    return query.listed("reserves", title, heads, rows)
