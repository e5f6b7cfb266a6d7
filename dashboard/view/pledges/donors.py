"""Donors side by side: amounts only within one kind, counts for all, targets beside."""

from dataclasses import dataclass, replace

from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view.ground import Ground
from dashboard.view.pledges.sums import amounts, money
from geodata.sums import DONOR_GROUPS, PLEDGED, STAGES, Comparison, Total, compare
from geodata.sums.groups import OTHER, Mask


@dataclass(frozen=True, slots=True)
class Bar:
    """A group of donors in a panel: rows, those with an amount, the amount, its share of the longest."""

    group: str
    rows: int
    counted: int
    value: float | None
    share: float


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
    """A comparison over some rows: those of ``named`` countries, or of the ``region`` as a whole."""

    key: str
    rows: tuple[tuple[str, int], ...]
    panels: tuple[Panel, ...]
    beside: tuple[tuple[str, int, tuple[str, ...], str | None], ...]


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


def donors(state: ViewState, ground: Ground, words: Words) -> Donors:
    """Return donors side by side."""
    selected = ground.index.select(replace(state.selection, donor=()))["pledge"]
    regional = ground.index.regional
    scopes = (("named", selected & ~regional), ("region", selected & regional))
    return Donors(
        scopes=tuple(_scope(key, rows, ground, state.money, words) for key, rows in scopes if rows.any()),
        codes=tuple((group, "~".join(_known(group, ground))) for group in (*DONOR_GROUPS, OTHER)),
        widened=bool(state.donor),
    )


def _scope(key: str, rows: Mask, ground: Ground, currency: str, words: Words) -> Scope:
    found: Comparison = compare(ground.ledger, rows, currency)
    return Scope(
        key=key,
        rows=tuple(found.rows.items()),
        panels=tuple(
            Panel(panel.status, panel.flow, panel.flow in PLEDGED.flows, _bars(panel.totals))
            for panel in sorted(found.panels, key=lambda panel: _place(panel.flow, panel.status))
            if any(cell.counted for cell in panel.totals.values())
        ),
        beside=tuple(
            (group, cell.counted, amounts(cell.declared, words), money(cell.converted, currency, words))
            for group, cell in found.beside.items()
        ),
    )


def _place(flow: str, status: str) -> tuple[int, str, int]:
    flows = PLEDGED.flows
    return flows.index(flow) if flow in flows else len(flows), flow, STAGES.index(status)


def _bars(totals: dict[str, Total]) -> tuple[Bar, ...]:
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
        )
        for group in (*DONOR_GROUPS, OTHER)
        if group in totals
    )


def _known(group: str, ground: Ground) -> list[str]:
    known = ground.vocabulary.donor
    taken = {code for codes in DONOR_GROUPS.values() for code in codes}
    if group == OTHER:
        return [code for code in known if code not in taken]
    return [code for code in known if code in DONOR_GROUPS[group]]
