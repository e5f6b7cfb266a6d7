"""The pledges whose sources disagree: every value and who says it; none is chosen or averaged."""

from __future__ import annotations

import numpy as np

from dashboard.view import cells
from dashboard.view.blocks import Block, Column, Row, Table
from dashboard.view.labels import Labels
from dashboard.view.pages.ledger import Mask
from geodata import conflicts


def blocks(disputed: Mask, labels: Labels) -> tuple[Block, ...]:
    """Return a table of the pledges, behind each what is said of it."""
    words = labels.words
    rows = tuple(_row(str(pledge), labels) for pledge in labels.facts.pledges.index[disputed])
    columns = (
        Column(words("ledger.column.title"), "title", line=1),
        Column(words("ledger.column.conflict"), "conflict", line=2),
    )
    note = words("pledges.conflicts_note", n=int(np.count_nonzero(disputed)))
    return (Block("conflicts", says=(note,), table=Table(columns, rows, searched=False) if rows else None),)


def _row(pledge: str, labels: Labels) -> Row:
    row = labels.facts.pledges.loc[pledge]
    claims = tuple(
        _claim(labels.aspect(found.aspect), claim, labels)
        for found in conflicts.disagreements(labels.facts, "pledge", pledge)
        for claim in found.claims
    )
    keys = "about value said_by remark"
    said = (Block("claims", table=Table(labels.heads(keys, "sources"), claims)),) if claims else ()
    return Row((str(row["title"]), cells.text(row["conflict"])), {"sel": f"pledge:{pledge}"}, details=said)


def _claim(aspect: str, claim: conflicts.Claim, labels: Labels) -> Row:
    said_by = claim.said_by or labels.words("pledges.no_source")
    value = cells.published(claim.value, claim.number, claim.unit)
    found = (aspect, value, said_by, cells.text(claim.note) or cells.NONE)
    return Row(found, links=labels.links(claim.source_ids))
