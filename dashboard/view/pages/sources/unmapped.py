"""What is known and not drawn: why, and what would settle it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Block, Figure, Row, Table
from dashboard.view.pages.sources.query import Query


def blocks(query: Query) -> tuple[Block, ...]:
    """Return one table of all that the filters leave."""
    words, facts = query.words, query.context.facts
    found = pd.DataFrame(facts.unmapped[query.held["unmapped"]]).sort_values("kind", kind="stable")
    title = words("sources.unmapped_title", n=len(found))
    if found.empty:
        actions = query.relax("sources.drop_unmapped", lambda other: other.unmapped)
        return (Block("unmapped", title, says=(words("sources.no_unmapped"),), actions=actions),)
    kinds = found["kind"].value_counts(sort=False)
    return (
        Block(
            "unmapped",
            title,
            says=(words("sources.unmapped_rule"),),
            figures=tuple(
                Figure(words(f"sources.unmapped_kind.{kind}"), words.number(n)) for kind, n in kinds.items()
            ),
            table=Table(
                query.labels.heads("item reason settled_by unmapped_of iso3 resource", "sources"),
                tuple(_row(row, query) for _, row in found.iterrows()),
            ),
        ),
    )


def _row(row: pd.Series[Any], query: Query) -> Row:
    labels = query.labels
    found = (
        str(row["item"]),
        str(row["reason"]),
        cells.text(row["settled_by"]),
        labels.words(f"sources.unmapped_kind.{row['kind']}"),
        labels.countries(row["countries"]) or cells.NONE,
        labels.words.listed([labels.resource(code) for code in row["resources"]]) or cells.NONE,
    )
    return Row(found, links=query.labels.links(row["source_ids"]))
