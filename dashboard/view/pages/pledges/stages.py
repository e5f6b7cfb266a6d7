"""How far the pledges are: one flow of stages per donor and country, their age, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from dashboard.state import ViewState
from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Column, Figure, Row, Table
from dashboard.view.labels import Labels
from dashboard.view.pages.ledger import listed
from dashboard.view.pages.pledges.reconcile import reconciled
from dashboard.view.pages.pledges.totals import drill_down, instead, value_or_why
from geodata.sums import PLEDGED, STAGES, Flow, Pledge, Resolution, Total, breakdown
from geodata.sums.groups import NONE, REGION, SEVERAL
from geodata.sums.stages import flows_of, stage_resolutions

# What a click on a row filters by.
PAIR = ("donor", "country")
# More rows than these nobody reads: a filter narrows them, the download holds them.
MOST_FLOWS = 40


def blocks(state: ViewState, together: Resolution, labels: Labels) -> tuple[Block, ...]:
    """Return the stages of a selection, the flows with most pledges first, and what is overdue."""
    words, context = labels.words, labels.context
    resolutions = stage_resolutions(context.ledger, together.pledges, state.money)
    flows = sorted(flows_of(resolutions), key=lambda flow: -sum(cell.rows for cell in flow.stages.values()))
    shown = flows[:MOST_FLOWS]
    most = max((_on_way(cell, code) for flow in shown for code, cell in flow.stages.items()), default=0)
    table = _table(shown, most, together.pledges, state, labels)
    hidden = len(flows) - len(table.rows)
    stages = Block(
        "stages",
        says=(f"{words('pledges.stages_note')} {words('pledges.parts_note')}",),
        figures=tuple(_whole(resolutions, labels)),
        table=table,
        notes=(
            *((words("pledges.bars", value=cells.money_text(most, state.money, words)),) if most else ()),
            words("pledges.in_currency", currency=state.money),
            *((words("pledges.more", n=hidden),) if hidden else ()),
        ),
    )
    return (*reconciled(together, PAIR, state, labels), stages, _overdue(together.pledges, labels, state))


def _whole(resolutions: tuple[Resolution, ...], labels: Labels) -> Iterable[Figure]:
    """Yield the stages of all flows together."""
    found = {cell.key[0]: cell for each in resolutions for cell in breakdown(each, "status").cells}
    for code in STAGES:
        if code in found:
            cell = found[code]
            yield Figure(
                labels.code("pledges", "status", code),
                value_or_why(cell, labels.words),
                says=(_counted(cell, labels),),
                aside=code not in PLEDGED.statuses,
            )


def _counted(cell: Total, labels: Labels) -> str:
    return labels.words("pledges.rows", n=cell.rows, counted=cell.counted)


def _on_way(cell: Total, code: str) -> float:
    """Return the amount that a bar shows; a target is no money on the way and gets none beside what is."""
    return float(cell.converted or 0) if code in PLEDGED.statuses else 0


def _table(
    flows: list[Flow], most: float, pledges: Iterable[Pledge], state: ViewState, labels: Labels
) -> Table:
    words = labels.words
    columns = (
        Column(words("pledges.flow"), "flow", line=1),
        *(Column(labels.code("pledges", "status", code), code, line=2) for code in STAGES),
        Column(words("pledges.age"), "age"),
        Column(words("pledges.overdue"), "overdue"),
    )
    rows_of = _rows_of(pledges)
    return Table(
        columns, tuple(_row(flow, rows_of[flow.key], most, state, labels) for flow in flows), searched=False
    )


def _row(flow: Flow, rows: list[int], most: float, state: ViewState, labels: Labels) -> Row:
    context, words = labels.context, labels.words
    donor, country = flow.key
    age, late = context.age_days[rows].min(), int(context.overdue[rows].sum())
    found = list(flow.stages.values())
    known = {"country": country} if country in context.index.options["country"] else {}
    return Row(
        (
            f"{labels.code('pledges', 'donor', donor)} → {place(country, labels)}",
            *(_stage(code, flow.stages.get(code), most, labels) for code in STAGES),
            cells.number(age if np.isfinite(age) else None, words),
            cells.number(late, words) if late else cells.NONE,
        ),
        {"donor": donor, **known},
        details=drill_down(
            [entry for cell in found for entry in cell.entries],
            [left for cell in found for left in cell.left_out],
            labels,
            state.money,
        ),
    )


def _stage(code: str, cell: Total | None, most: float, labels: Labels) -> Cell:
    if cell is None:
        return cells.NONE
    value, note = cell.converted, _counted(cell, labels)
    if value is None:
        return Cell(instead(cell, labels.words), "amount", note=note)
    drawn = _on_way(cell, code)
    share = drawn / most if drawn else None
    return Cell(value_or_why(cell, labels.words), "amount", float(value), note, share=share)


def _rows_of(pledges: Iterable[Pledge]) -> Mapping[tuple[str, ...], list[int]]:
    """Per donor and country, the rows of the table."""
    found: dict[tuple[str, ...], list[int]] = {}
    for pledge in pledges:
        found.setdefault(pledge.groups["donor"] + pledge.groups["country"], []).append(pledge.row)
    return found


def _overdue(pledges: Iterable[Pledge], labels: Labels, state: ViewState) -> Block:
    context, words = labels.context, labels.words
    rows = [pledge.row for pledge in pledges if context.overdue[pledge.row]]
    return Block(
        "overdue",
        words("pledges.overdue"),
        says=(
            words("pledges.overdue_rule", date=context.facts.dictionary["created"][:10]),
            *(() if rows else (words("pledges.none_overdue"),)),
        ),
        table=listed(labels, state.money, rows, ("due",)) if rows else None,
        count=len(rows),
    )


def place(code: str, labels: Labels) -> str:
    """Name of a country's code in a breakdown."""
    if code in (SEVERAL, NONE):
        return labels.words(f"pledges.{code.lower()}")
    return labels.words("name.region") if code == REGION else labels.country(code)
