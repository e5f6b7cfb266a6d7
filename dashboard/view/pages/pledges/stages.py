"""How far the pledges are: one flow of stages per donor and country, their age, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from dashboard.state import ViewState
from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Column, Figure, Row, Table
from dashboard.view.labels import Labels
from dashboard.view.pages.ledger import listed
from dashboard.view.pages.pledges.reconcile import reconciled
from dashboard.view.pages.pledges.totals import bar, counted_text, drill_down, value_or_why
from geodata.sums import PLEDGED, STAGES, Pledge, Resolution, Total, breakdown, by_stage, flows
from geodata.sums.groups import NONE, REGION, SEVERAL

# What a click on a row filters by.
PAIR = ("donor", "country")
# More rows than these nobody reads: a filter narrows them, the download holds them.
MOST_FLOWS = 40
# A stage that no pledge of a flow stands at, in a column of amounts.
NO_STAGE = replace(cells.NONE, kind="amount")
# Per stage its sum.
Stages = Mapping[str, Total]


def blocks(state: ViewState, together: Resolution, labels: Labels) -> tuple[Block, ...]:
    """Return the stages of a selection, the flows with most pledges first, and what is overdue."""
    words, context = labels.words, labels.context
    resolutions = by_stage(context.ledger, together.pledges, state.money)
    found = sorted(flows(resolutions).items(), key=lambda flow: -sum(cell.rows for cell in flow[1].values()))
    shown = dict(found[:MOST_FLOWS])
    most = max((_on_way(cell, code) for flow in shown.values() for code, cell in flow.items()), default=0)
    table = _Flows(labels, state.money, most).table(shown, together.pledges)
    hidden = len(found) - len(table.rows)
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
    found = {cell.key[0]: cell for each in resolutions for cell in breakdown(each, "status")}
    for code in STAGES:
        if code in found:
            cell = found[code]
            yield Figure(
                labels.code("pledges", "status", code),
                value_or_why(cell, labels.words),
                says=(counted_text(cell, labels.words),),
                aside=code not in PLEDGED.statuses,
            )


def _on_way(cell: Total, code: str) -> float:
    """Return the amount that a bar shows; a target is no money on the way and gets none beside what is."""
    return float(cell.converted or 0) if code in PLEDGED.statuses else 0


@dataclass(frozen=True, slots=True)
class _Flows:
    """How flows are written: in which words and currency, and the amount of a full bar."""

    labels: Labels
    currency: str
    most: float

    def table(self, found: Mapping[tuple[str, ...], Stages], pledges: Iterable[Pledge]) -> Table:
        """Return a row per flow."""
        labels, words, rows_of = self.labels, self.labels.words, _rows_of(pledges)
        columns = (
            Column(words("pledges.flow"), "flow", line=1),
            *(Column(labels.code("pledges", "status", code), code, line=2) for code in STAGES),
            Column(words("pledges.age"), "age"),
            Column(words("pledges.overdue"), "overdue"),
        )
        rows = (self._row(key, stages, rows_of[key]) for key, stages in found.items())
        return Table(columns, tuple(rows), searched=False)

    def _row(self, key: tuple[str, ...], stages: Stages, rows: list[int]) -> Row:
        labels, context, (donor, country) = self.labels, self.labels.context, key
        age, late = context.age_days[rows].min(), int(context.overdue[rows].sum())
        known = {"country": country} if country in context.index.options["country"] else {}
        return Row(
            (
                f"{labels.code('pledges', 'donor', donor)} → {place(country, labels)}",
                *(self._stage(code, stages.get(code)) for code in STAGES),
                cells.number(age if np.isfinite(age) else None, labels.words),
                cells.number(late, labels.words) if late else cells.NONE,
            ),
            {"donor": donor, **known},
            details=drill_down(
                [entry for cell in stages.values() for entry in cell.entries],
                [left for cell in stages.values() for left in cell.left_out],
                labels,
                self.currency,
            ),
        )

    def _stage(self, code: str, cell: Total | None) -> Cell:
        if cell is None:
            return NO_STAGE
        drawn, words = _on_way(cell, code), self.labels.words
        return bar(cell, words, drawn / self.most if drawn else None, counted_text(cell, words))


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
