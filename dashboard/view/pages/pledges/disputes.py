"""The pledges whose sources disagree: every value and who says it; none is chosen or averaged."""

from __future__ import annotations

from dashboard.view import cells
from dashboard.view.blocks import Block, Column, Row, Table
from dashboard.view.labels import Labels
from dashboard.view.pages.pledges.query import FIRST, Query
from geodata import conflicts


def blocks(query: Query) -> tuple[Block, ...]:
    """Return a table of the pledges, behind each what is said of it."""
    words, pledges = query.words, query.facts.pledges
    disputed = pledges[query.selected & query.context.disputed]
    rows = tuple(
        Row(
            (str(row["title"]), cells.text(row["conflict"])),
            {"sel": f"pledge:{pledge}"},
            details=_said(str(pledge), query.labels),
        )
        for pledge, row in disputed.iterrows()
    )
    columns = (
        Column(words("ledger.column.title"), "title", line=1),
        Column(words("ledger.column.conflict"), "conflict", line=2),
    )
    note = words("pledges.conflicts_note", n=len(rows))
    table = Table(columns, rows, searched=False, first=FIRST) if rows else None
    return (Block("conflicts", says=(note,), table=table),)


def _said(pledge: str, labels: Labels) -> tuple[Block, ...]:
    claims = tuple(
        _claim(labels.aspect(found.aspect), claim, labels)
        for found in conflicts.disagreements(labels.facts, "pledge", pledge)
        for claim in found.claims
    )
    keys = "about value said_by remark"
    return (Block("claims", table=Table(labels.heads(keys, "sources"), claims)),) if claims else ()


def _claim(aspect: str, claim: conflicts.Claim, labels: Labels) -> Row:
    said_by = claim.said_by or labels.words("pledges.no_source")
    value = cells.published(claim.value, claim.number, claim.unit)
    found = (aspect, value, said_by, cells.text(claim.note) or cells.NONE)
    return Row(found, links=labels.links(claim.source_ids))
