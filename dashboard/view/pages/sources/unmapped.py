"""What is known and not drawn: why, and what would settle it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view.blocks import Block, Number, Row, Table
from dashboard.view.pages.sources.asked import DASH, Question


def blocks(question: Question) -> tuple[Block, ...]:
    """Return one table of all that the filters leave."""
    words, facts = question.words, question.context.facts
    found = pd.DataFrame(facts.unmapped[question.held["unmapped"]]).sort_values("kind", kind="stable")
    title = words("sources.unmapped_title", n=len(found))
    if found.empty:
        actions = question.relax("sources.drop_unmapped", lambda other: other.unmapped)
        return (Block("unmapped", title, says=(words("sources.no_unmapped"),), actions=actions),)
    kinds = found["kind"].value_counts(sort=False)
    return (
        Block(
            "unmapped",
            title,
            says=(words("sources.unmapped_rule"),),
            numbers=tuple(
                Number(words(f"sources.unmapped_kind.{kind}"), question.number(n))
                for kind, n in kinds.items()
            ),
            table=Table(
                question.heads("item reason settled_by unmapped_of iso3 resource"),
                tuple(_row(row, question) for _, row in found.iterrows()),
            ),
        ),
    )


def _row(row: pd.Series[Any], question: Question) -> Row:
    names, words = question.names, question.words
    cells = (
        str(row["item"]),
        str(row["reason"]),
        None if pd.isna(row["settled_by"]) else str(row["settled_by"]),
        words(f"sources.unmapped_kind.{row['kind']}"),
        words.listed([names.country(code) for code in row["countries"]]) or DASH,
        words.listed([names.resource(code) for code in row["resources"]]) or DASH,
    )
    return Row(cells, links=question.links(row["source_ids"]))
