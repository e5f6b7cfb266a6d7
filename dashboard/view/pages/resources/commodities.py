"""Commodity by commodity: how its sites could leave, which lists name it, its published output."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Block, Column, Row, Table
from dashboard.view.labels import row_of
from dashboard.view.pages.resources.lists import lists
from dashboard.view.pages.resources.query import Query
from dashboard.view.pages.resources.sites import output
from geodata import supply


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the counts per commodity with the lists that name it, and the published output per way out."""
    return counts(query, query.ways), *outputs(query, query.ways)


def counts(query: Query, ways: pd.DataFrame) -> Block:
    """Return how many sites of each commodity leave in which way."""
    found = supply.by_resource(ways, query.facts)
    seen = [status for status in supply.STATUSES if found[status].any()]
    commodity, sites, main, on_lists = query.labels.heads("commodity sites main on_lists", "resources")
    statuses = (Column(query.words(f"way_out.{status}"), status, line=2) for status in seen)
    columns = (commodity, sites, main, *statuses, on_lists)
    rows = tuple(_count(query, str(code), row, ("sites", "main", *seen)) for code, row in found.iterrows())
    rules = (query.text("commodities_rule"), query.text("lists_note"))
    title = query.text("commodities_title", end=query.end)
    return query.explained(Block("commodities", title, table=Table(columns, rows)), *rules)


def _count(query: Query, code: str, row: pd.Series[Any], columns: tuple[str, ...]) -> Row:
    listed = lists(query.labels)[code]
    return Row(
        (
            query.labels.resource(code),
            *(cells.number(row[column], query.words) for column in columns),
            listed.in_short,
        ),
        {"resource": code, "country": "", "part": "profile"},
        details=(lists_block(query, code),),
    )


def lists_block(query: Query, code: str) -> Block:
    """Return what each list says of a commodity, with its sources."""
    return Block("lists", query.text("lists_title"), table=lists(query.labels)[code].table)


def outputs(query: Query, ways: pd.DataFrame) -> tuple[Block, ...]:
    """Return the published output per way out, like with like only, and what is in no sum."""
    found = supply.outputs(ways, query.facts).reset_index()
    known = sum(map(len, found["sites"]))
    title, rule = query.text("outputs_title"), query.text("outputs_rule", known=known, n=len(ways))
    heads = "commodity output way_out year sites_in_it | stage"
    rows = tuple(_output(query, row) for _, row in found.iterrows())
    summed = query.explained(Block("outputs", title, table=query.table(heads, rows)), rule)
    return summed, _left_out(query, supply.left_out(ways, query.facts))


def _output(query: Query, row: pd.Series[Any]) -> Row:
    labels, sites = query.labels, query.facts.sites
    made = labels.quantity(round(float(row["output"]), 6), row["unit"])
    return Row(
        (
            labels.resource(row["resource"]),
            query.bounded(made, row["bound"]),
            query.words(f"way_out.{row['status']}"),
            cells.day(row["year"], query.words),
            query.words.listed([labels.place(f"site:{site}") for site in row["sites"]]),
            query.text(f"stage_{row['stage']}"),
        ),
        links=labels.links(one for site in row["sites"] for one in sites["output_source_ids"][site]),
    )


def _left_out(query: Query, found: pd.DataFrame) -> Block:
    labels, sites = query.labels, query.facts.sites
    rows = tuple(
        Row(
            (
                labels.place(f"site:{site}"),
                output(query, row_of(sites, str(site))),
                labels.resource(row["resource"]),
                query.words(f"code.output_scope.{row['output_scope']}"),
            ),
            {"sel": f"site:{site}"},
            labels.links(row_of(sites, str(site))["output_source_ids"]),
        )
        for site, row in found.iterrows()
    )
    title, rule = query.text("left_out_title", n=len(rows)), query.text("left_out_rule")
    table = query.table("site output commodity covers", rows)
    return query.explained(Block("left_out", title, table=table), rule)
