"""How far the pledges are: one flow of stages per donor and country, their age, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Column, Figure, Row, Table
from dashboard.view.labels import Labels
from dashboard.view.pages.pledges.query import Query, reconciled
from dashboard.view.pages.pledges.totals import bar, counted_text, drill_down, value_or_why
from geodata.sums import PLEDGED, STAGES, Resolution, Total, breakdown, by_stage, flows
from geodata.sums.groups import NONE, SEVERAL

# More rows than these nobody reads: a filter narrows them, the download holds them.
MOST_FLOWS = 40
# A stage that no pledge of a flow stands at, in a column of amounts.
NO_STAGE = replace(cells.NONE, kind="amount")
# Per stage its sum.
Stages = Mapping[str, Total]


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the stages of a selection, the flows with most pledges first, and what is overdue."""
    words, ledger = query.words, query.context.ledger
    resolutions = by_stage(ledger, ledger.select(query.selected), query.money)
    found = sorted(flows(resolutions).items(), key=lambda flow: -sum(cell.rows for cell in flow[1].values()))
    shown = found[:MOST_FLOWS]
    most = max((_on_way(cell, code) for _, flow in shown for code, cell in flow.items()), default=0)
    hidden = len(found) - len(shown)
    columns = (
        Column(words("pledges.flow"), "flow", line=1),
        *(Column(query.labels.code("pledges", "status", code), code, line=2) for code in STAGES),
        Column(words("pledges.age"), "age"),
        Column(words("pledges.overdue"), "overdue"),
    )
    rows = tuple(_row(donor, country, stages, most, query) for (donor, country), stages in shown)
    stages = Block(
        "stages",
        words("pledges.flows"),
        says=(f"{words('pledges.stages_note')} {words('pledges.parts_note')}",),
        table=Table(columns, rows, searched=False),
        count=len(found),
        notes=(
            *((words("pledges.bars", value=cells.money_text(most, query.money, words)),) if most else ()),
            words("pledges.in_currency", currency=query.money),
            *((words("pledges.more", n=hidden),) if hidden else ()),
        ),
    )
    whole = Block("whole", figures=tuple(_whole(resolutions, query.labels)), folded=(stages, _overdue(query)))
    return (whole, *reconciled(query, "donor", "country"))


def _whole(resolutions: tuple[Resolution, ...], labels: Labels) -> Iterator[Figure]:
    """Yield the stages of all flows together."""
    for cell in (cell for each in resolutions for cell in breakdown(each, "status")):
        code, words = cell.key[0], labels.words
        yield Figure(
            labels.code("pledges", "status", code),
            value_or_why(cell, words),
            says=(counted_text(cell, words),),
            aside=code not in PLEDGED.statuses,
        )


def _on_way(cell: Total, code: str) -> float:
    """Return the amount that a bar shows; a target is no money on the way and gets none beside what is."""
    return float(cell.converted or 0) if code in PLEDGED.statuses else 0


def _row(donor: str, country: str, stages: Stages, most: float, query: Query) -> Row:
    """Return a flow; ``most`` is the amount of a full bar."""
    labels, context = query.labels, query.context
    rows = [
        query.context.ledger.by_id[one].row
        for cell in stages.values()
        for one in (*cell.included, *cell.excluded)
    ]
    age, late = context.age_days[rows].min(), int(context.overdue[rows].sum())
    known = {"country": country} if country in context.index.options["country"] else {}
    return Row(
        (
            f"{labels.code('pledges', 'donor', donor)} → {place(country, labels)}",
            *(_stage(code, stages.get(code), most, query) for code in STAGES),
            cells.number(age if np.isfinite(age) else None, labels.words),
            cells.number(late, labels.words) if late else cells.NONE,
        ),
        {"donor": donor, **known},
        details=drill_down(stages.values(), query),
    )


def _stage(code: str, cell: Total | None, most: float, query: Query) -> Cell:
    if cell is None:
        return NO_STAGE
    drawn = _on_way(cell, code)
    return bar(cell, query.words, drawn / most if drawn else None, counted_text(cell, query.words))


def _overdue(query: Query) -> Block:
    context, words = query.context, query.words
    rows = np.flatnonzero(query.selected & context.overdue)
    rule = words("pledges.overdue_rule", date=context.facts.dictionary["created"][:10])
    return Block(
        "overdue",
        words("pledges.overdue"),
        says=(rule,) if len(rows) else (rule, words("pledges.none_overdue")),
        table=query.listed(rows, "due") if len(rows) else None,
        count=len(rows),
    )


def place(code: str, labels: Labels) -> str:
    """Name of a country's code in a breakdown."""
    return labels.words(f"pledges.{code.lower()}") if code in (SEVERAL, NONE) else labels.country(code)
