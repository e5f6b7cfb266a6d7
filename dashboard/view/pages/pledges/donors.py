"""Donors side by side: amounts only within one kind, counts for all, targets beside."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view.context import Context, Mask
from dashboard.view.pages.pledges.said import Apart, apart, without
from dashboard.view.pages.pledges.stages import behind
from dashboard.view.pages.pledges.sums import amounts, as_declared, instead
from geodata.sums import DONOR_GROUPS, PLEDGED, STAGES, Comparison, Resolution, Total, compare
from geodata.sums.groups import OTHER

# As many targets of a group are written one by one.
EACH = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A group of donors in a panel: rows, those counted, the amount, its share of the longest.

    ``instead`` is said where there is no amount.
    """

    group: str
    rows: int
    counted: int
    value: float | None
    share: float
    instead: str | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Pledges of one kind (status and flow): only here are amounts alike.

    ``main`` are the kinds that a total counts; the others are no pledges of money to the region.
    """

    status: str
    flow: str
    main: bool
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """A comparison over some rows: those of ``named`` countries, or of the ``region`` as a whole.

    Attributes
    ----------
    rows : tuple of (str, int)
        Pledges per group, of every kind.
    beside : tuple of (str, str)
        Group and its targets as declared.
    listed, shown, divided : array of bool
        Rows compared; those that bring an amount; of them those that bring only what their parts leave.
    apart : Apart or None
        Why the rows of the donors chosen come to another sum than in the total.
    """

    key: str
    rows: tuple[tuple[str, int], ...]
    panels: tuple[Panel, ...]
    beside: tuple[tuple[str, str], ...]
    listed: Mask
    shown: Mask
    divided: Mask
    apart: Apart | None


@dataclass(frozen=True, slots=True)
class Donors:
    """Donors side by side on a selection from which the choice of donors is left out.

    Attributes
    ----------
    scopes : tuple of Scope
        Named countries and the region apart.
    codes : tuple of (str, str)
        Per group the donors' codes that the facts know, as an address has them.
    widened : bool
        Whether the reader had chosen donors.
    """

    scopes: tuple[Scope, ...]
    codes: tuple[tuple[str, str], ...]
    widened: bool


def donors(
    state: ViewState, context: Context, resolutions: Mapping[str, Resolution], selected: Mask, words: Words
) -> Donors:
    """Return donors side by side; ``resolutions`` are those of the selection, per scope."""
    wide = without(state, context, ("donor",))
    selected = selected if wide is None else wide
    regional = context.index.regional
    scopes = (("named", selected & ~regional), ("region", selected & regional))
    return Donors(
        scopes=tuple(
            _scope(scope, context, state, resolutions[scope[0]], words) for scope in scopes if scope[1].any()
        ),
        codes=tuple((group, "~".join(_known(group, context))) for group in (*DONOR_GROUPS, OTHER)),
        widened="donor" in state.selection,
    )


def _scope(
    scope: tuple[str, Mask], context: Context, state: ViewState, chosen: Resolution, words: Words
) -> Scope:
    key, rows = scope
    found: Comparison = compare(context.ledger, context.ledger.select(rows), state.money)
    shown, divided = behind(found.resolutions)
    return Scope(
        key=key,
        rows=tuple(found.rows.items()),
        panels=tuple(
            Panel(status, flow, flow in PLEDGED.flows, _bars(found.panels[status, flow], words))
            for status, flow in sorted(found.panels, key=lambda kind: _place(*kind))
            if any(cell.counted or cell.amounts_left for cell in found.panels[status, flow].values())
        ),
        beside=tuple((group, _targets(cell, context, words)) for group, cell in found.beside.items()),
        listed=rows,
        shown=shown,
        divided=divided,
        apart=apart(chosen, found.resolutions[0], ("donor",), state, words)
        if "donor" in state.selection
        else None,
    )


def _targets(cell: Total, context: Context, words: Words) -> str:
    """Write targets as their sources declare them; they are never converted."""
    if cell.counted > EACH:
        return " · ".join(amounts(cell.declared, words))
    table = context.facts.pledges
    return "; ".join(as_declared(table.loc[row], words) for row in cell.included)


def _place(status: str, flow: str) -> tuple[int, str, int]:
    flows = PLEDGED.flows
    return flows.index(flow) if flow in flows else len(flows), flow, STAGES.index(status)


def _bars(totals: dict[str, Total], words: Words) -> tuple[Bar, ...]:
    values = {
        group: None if cell.converted is None else float(cell.converted) for group, cell in totals.items()
    }
    most = max(value or 0 for value in values.values()) or 1
    return tuple(
        Bar(
            group,
            totals[group].rows,
            totals[group].counted,
            values[group],
            round((values[group] or 0) / most, 4),
            instead(totals[group], words),
        )
        for group in (*DONOR_GROUPS, OTHER)
        if group in totals
    )


def _known(group: str, context: Context) -> list[str]:
    known = context.index.options["donor"]
    taken = {code for codes in DONOR_GROUPS.values() for code in codes}
    if group == OTHER:
        return [code for code in known if code not in taken]
    return [code for code in known if code in DONOR_GROUPS[group]]
