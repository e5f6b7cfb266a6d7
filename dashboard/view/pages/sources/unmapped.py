"""What is known and not drawn: why, and what would settle it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Block, Figure, Row
from dashboard.view.pages.sources.query import Query


def blocks(query: Query) -> tuple[Block, ...]:
    """Return one table of all that the filters leave."""
    every = query.facts.unmapped
    found = pd.DataFrame(every[query.held["unmapped"]]).sort_values("kind", kind="stable")
    title = query.text("unmapped_title", n=len(found))
    if found.empty:
        return (query.nothing("unmapped", title, lambda other: other.unmapped),)
    figures = (
        Figure(query.text(f"unmapped_kind.{kind}"), query.words.number(n))
        for kind, n in found["kind"].value_counts(sort=False).items()
    )
    rows = (_row(row, query) for _, row in found.iterrows())
    table = query.table("item reason settled_by unmapped_of iso3 resource", rows)
    reading = query.reading("unmapped", query.text("unmapped_rule"), figures=tuple(figures))
    return (Block("unmapped", title, table=table, folded=reading),)


def _row(row: pd.Series[Any], query: Query) -> Row:
    labels = query.labels
    found = (
        str(row["item"]),
        str(row["reason"]),
        cells.text(row["settled_by"]),
        query.text(f"unmapped_kind.{row['kind']}"),
        labels.countries(row["countries"]) or cells.NONE,
        labels.words.listed([labels.resource(code) for code in row["resources"]]) or cells.NONE,
    )
    return Row(found, links=labels.links(row["source_ids"]))
