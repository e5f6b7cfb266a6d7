"""Donors side by side: amounts only within one kind, counts for all, targets beside."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.state import LIST_SEPARATOR
from dashboard.view.blocks import Block, Cell, Column, Request, Row, Table
from dashboard.view.context import Context
from dashboard.view.pages.pledges.query import Query, compared
from dashboard.view.pages.pledges.totals import amounts, bar, drill_down, stated
from geodata.selection import Mask
from geodata.sums import PLEDGED, STAGES, Comparison, Total, compare, group_of

# As many targets of a group are written one by one.
EACH = 5


def blocks(query: Query) -> tuple[Block, ...]:
    """Return all donors side by side, whichever are chosen."""
    words, wide = query.words, query.without("donor")
    notes = [f"{words('pledges.donors_note')} {words('pledges.parts_note')}"]
    notes += [words("pledges.in_currency", currency=query.money)]
    notes += [words("pledges.donors_widened")] if wide != query else []
    scopes = [_scope(key, rows, query) for key, rows in wide.scopes.items() if rows.any()]
    compared = tuple(block for scope in scopes for block in scope)
    return (Block("donors", folded=(Block("kinds", words("pledges.kinds"), tuple(notes), folded=compared),)),)


def _scope(key: str, rows: Mask, query: Query) -> tuple[Block, ...]:
    words, ledger, flows = query.words, query.context.ledger, PLEDGED.flows
    found = compare(ledger, ledger.select(rows), query.money)
    kinds = sorted(
        (
            kind
            for kind, cells in found.panels.items()
            if any(cell.counted or cell.amounts_left for cell in cells.values())
        ),
        key=_place,
    )
    panels = {kind: _panel(key, kind, found.panels[kind], query) for kind in kinds}
    folded = tuple(panel for (_, flow), panel in panels.items() if flow not in flows)
    beside = (
        f"{words('pledges.beside', group=words(f'pledges.group.{group}'))} {_targets(cell, query)}"
        for group, cell in found.beside.items()
    )
    apart = query.selection["donor"] and compared(
        query.resolutions[key], found.resolutions[0], query, "donor"
    )
    other = Block(f"{key}.others", words("pledges.other_flows"), folded=folded, count=len(folded))
    table = _counts(found, rows, query)
    return (
        Block(f"{key}.rows", words(f"pledges.sum.{key}"), says=tuple(beside), table=table),
        *apart,
        *(panel for (_, flow), panel in panels.items() if flow in flows),
        *((Block(f"{key}.other", folded=(other,)),) if folded else ()),
    )


def _counts(found: Comparison, rows: Mask, query: Query) -> Table:
    """Return how many pledges each group has, of every kind, with the pledges."""
    words, chosen = query.words, query.context.ledger.select(rows)
    most = max(found.rows.values()) or 1
    of = {group: [each.row for each in chosen if group in each.groups["group"]] for group in found.rows}
    columns = (
        Column(words("filter.donor"), "donor", line=1),
        Column(words("pledges.counts"), "rows", line=1),
    )
    lines = (
        Row(
            (words(f"pledges.group.{group}"), Cell(words.number(n), "number", n, share=n / most)),
            _request(group, query.context),
            details=(Block("rows", table=query.listed(of[group])),) if n else (),
        )
        for group, n in found.rows.items()
    )
    return Table(columns, tuple(lines), searched=False)


def _panel(key: str, kind: tuple[str, str], totals: Mapping[str, Total], query: Query) -> Block:
    words, (status, flow) = query.words, kind
    values = {group: float(cell.converted or 0) for group, cell in totals.items()}
    most = max(values.values()) or 1
    columns = (
        Column(words("filter.donor"), "donor", line=1),
        Column(words("pledges.amount_in", currency=query.money), "amount", line=1),
        Column(words("pledges.with_amount"), "rows", line=2),
    )
    rows = tuple(
        Row(
            (
                words(f"pledges.group.{group}"),
                bar(cell, words, values[group] / most),
                Cell(f"{cell.counted} / {cell.rows}", "number", cell.counted),
            ),
            _request(group, query.context),
            details=drill_down([cell], query),
        )
        for group, cell in totals.items()
    )
    names = [query.labels.code("pledges", "status", status), query.labels.code("pledges", "flow", flow)]
    title = f"{words(f'pledges.sum.{key}')}: {' · '.join(names)}"
    return Block(f"{key}.{status}.{flow}", title, table=Table(columns, rows, searched=False))


def _targets(cell: Total, query: Query) -> str:
    """Write targets as their sources declare them; they are never converted."""
    return stated(cell, query) if cell.counted <= EACH else " · ".join(amounts(cell, query.words))


def _place(kind: tuple[str, str]) -> tuple[int, str, int]:
    (status, flow), flows = kind, PLEDGED.flows
    return flows.index(flow) if flow in flows else len(flows), flow, STAGES.index(status)


def _request(group: str, context: Context) -> Request | None:
    """Return what a click on a group filters by: the donors of it that the facts know."""
    codes = [code for code in context.index.options["donor"] if group_of(code) == group]
    return {"donor": LIST_SEPARATOR.join(codes)} if codes else None
