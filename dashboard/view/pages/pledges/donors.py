"""Donors side by side: amounts only within one kind, counts for all, targets beside."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.state import LIST_SEPARATOR, ViewState
from dashboard.view.amounts import declared
from dashboard.view.blocks import Block, Cell, Column, Request, Row, Table
from dashboard.view.context import Context
from dashboard.view.labels import Labels
from dashboard.view.pages.ledger import Mask, listed
from dashboard.view.pages.pledges.reconcile import compared, without
from dashboard.view.pages.pledges.totals import amounts_text, bar, drill_down
from geodata.sums import PLEDGED, STAGES, Comparison, Resolution, Total, compare, group_of

# As many targets of a group are written one by one.
EACH = 5


def compared_rows(state: ViewState, context: Context, selected: Mask) -> Mask:
    """Return the rows that are compared: all donors stand there, whichever are chosen."""
    wide = without(state, context, ("donor",))
    return selected if wide is None else wide


def blocks(
    state: ViewState, resolutions: Mapping[str, Resolution], selected: Mask, labels: Labels
) -> tuple[Block, ...]:
    """Return donors side by side; ``resolutions`` are those of the selection, per scope."""
    words, regional = labels.words, labels.context.index.regional
    rows = compared_rows(state, labels.context, selected)
    notes = [f"{words('pledges.donors_note')} {words('pledges.parts_note')}"]
    notes += [words("pledges.in_currency", currency=state.money)]
    notes += [words("pledges.donors_widened")] if "donor" in state.selection else []
    scopes = (("named", rows & ~regional), ("region", rows & regional))
    return (
        Block("donors", says=tuple(notes)),
        *(
            block
            for key, scope in scopes
            if scope.any()
            for block in _scope(key, scope, resolutions[key], state, labels)
        ),
    )


def _scope(key: str, rows: Mask, chosen: Resolution, state: ViewState, labels: Labels) -> tuple[Block, ...]:
    words, ledger = labels.words, labels.context.ledger
    found = compare(ledger, ledger.select(rows), state.money)
    kinds = [
        kind
        for kind in sorted(found.panels, key=_place)
        if any(cell.counted or cell.amounts_left for cell in found.panels[kind].values())
    ]
    panels = {
        is_main: tuple(
            _panel(key, kind, found.panels[kind], state, labels)
            for kind in kinds
            if (kind[1] in PLEDGED.flows) is is_main
        )
        for is_main in (True, False)
    }
    beside = [
        f"{words('pledges.beside', group=words(f'pledges.group.{group}'))} {_targets(cell, labels)}"
        for group, cell in found.beside.items()
    ]
    folded = panels[False]
    is_chosen = "donor" in state.selection
    apart = compared(chosen, found.resolutions[0], ("donor",), state, labels) if is_chosen else ()
    other = Block(f"{key}.others", words("pledges.other_flows"), folded=folded, count=len(folded))
    return (
        Block(
            f"{key}.rows",
            words(f"pledges.sum.{key}"),
            says=tuple(beside),
            table=_counts(found, rows, state, labels),
        ),
        *apart,
        *panels[True],
        *((Block(f"{key}.other", folded=(other,)),) if folded else ()),
    )


def _counts(found: Comparison, rows: Mask, state: ViewState, labels: Labels) -> Table:
    """Return how many pledges each group has, of every kind, with the pledges."""
    words, ledger = labels.words, labels.context.ledger
    most = max(found.rows.values()) or 1
    of = {
        group: [pledge.row for pledge in ledger.select(rows) if group in pledge.groups["group"]]
        for group in found.rows
    }
    columns = (
        Column(words("filter.donor"), "donor", line=1),
        Column(words("pledges.counts"), "rows", line=1),
    )
    lines = (
        Row(
            (words(f"pledges.group.{group}"), Cell(words.number(n), "number", n, share=n / most)),
            _request(group, labels.context),
            details=(Block("rows", table=listed(labels, state.money, of[group])),) if n else (),
        )
        for group, n in found.rows.items()
    )
    return Table(columns, tuple(lines), searched=False)


def _panel(
    key: str, of: tuple[str, str], totals: Mapping[str, Total], state: ViewState, labels: Labels
) -> Block:
    words, (status, flow) = labels.words, of
    values = {group: float(cell.converted or 0) for group, cell in totals.items()}
    most = max(values.values()) or 1
    columns = (
        Column(words("filter.donor"), "donor", line=1),
        Column(words("pledges.amount_in", currency=state.money), "amount", line=1),
        Column(words("pledges.with_amount"), "rows", line=2),
    )
    rows = tuple(
        Row(
            (
                words(f"pledges.group.{group}"),
                bar(cell, labels.words, values[group] / most),
                Cell(f"{cell.counted} / {cell.rows}", "number", cell.counted),
            ),
            _request(group, labels.context),
            details=drill_down(cell.entries, cell.left_out, labels, state.money),
        )
        for group, cell in totals.items()
    )
    kind = (labels.code("pledges", "status", status), labels.code("pledges", "flow", flow))
    title = f"{words(f'pledges.sum.{key}')}: {' · '.join(kind)}"
    return Block(f"{key}.{status}.{flow}", title, table=Table(columns, rows, searched=False))


def _targets(cell: Total, labels: Labels) -> str:
    """Write targets as their sources declare them; they are never converted."""
    words, table = labels.words, labels.facts.pledges
    if cell.counted > EACH:
        return amounts_text(cell.declared, words)
    return "; ".join(str(declared(table.loc[row], words).text) for row in cell.included)


def _place(kind: tuple[str, str]) -> tuple[int, str, int]:
    (status, flow), flows = kind, PLEDGED.flows
    return flows.index(flow) if flow in flows else len(flows), flow, STAGES.index(status)


def _request(group: str, context: Context) -> Request | None:
    """Return what a click on a group filters by: the donors of it that the facts know."""
    codes = [code for code in context.index.options["donor"] if group_of(code) == group]
    return {"donor": LIST_SEPARATOR.join(codes)} if codes else None
