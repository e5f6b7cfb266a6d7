"""Donors side by side, with amounts only where like stands beside like."""

from dataclasses import dataclass

from geodata.sums.groups import DONOR_GROUPS, OTHER, Mask
from geodata.sums.ledger import Ledger
from geodata.sums.rates import DOLLAR
from geodata.sums.tally import PLEDGED, TARGETS, Rule, Tally
from geodata.sums.totals import Total, totals

JOINT = "joint"


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Donors beside one another in pledges of one kind.

    Attributes
    ----------
    status, flow : str
        The kind.
    totals : dict of str to Total
        Per group that has a row of the kind in the selection.
    """

    status: str
    flow: str
    totals: dict[str, Total]


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Donors side by side.

    Attributes
    ----------
    rows : dict of str to int
        Pledges of the selection per group, of every kind; 0 where no row is known.
    panels : tuple of Panel
        Amounts, one kind each: only within a panel are they alike.
    beside : dict of str to Total
        Targets per group, which belong in no panel.
    tallies : tuple of Tally
        What the panels are read from: pledges of money to the region, and the other kinds.
    """

    rows: dict[str, int]
    panels: tuple[Panel, ...]
    beside: dict[str, Total]
    tallies: tuple[Tally, ...]


def compare(ledger: Ledger, selected: Mask, currency: str = DOLLAR) -> Comparison:
    """Return donors side by side on a selection (of a country, theme, resource, year).

    Parameters
    ----------
    ledger : Ledger
        All pledges.
    selected : array of bool
        Rows of the selection; it should not be narrowed by donor.
    currency : str
        Currency to convert into.

    Notes
    -----
    Pledges are counted as everywhere (``PLEDGED``); a stock stands beside stocks, a purchase beside
    purchases. Within a panel nothing is counted twice. Panels must not be added up.
    """
    groups, kinds = ledger.grouping(("group",)), ledger.grouping(("group", "status", "flow"))
    aims = Tally.build(ledger, selected, TARGETS.into(currency))
    targets = totals(aims, groups)
    panels: dict[tuple[str, str], dict[str, Total]] = {}
    tallies = tuple(
        Tally.build(ledger, selected & ledger.of_kind(rule.statuses, rule.flows), rule.into(currency))
        for rule in (PLEDGED, _other(ledger))
    )
    for cell in (cell for tally in tallies for cell in totals(tally, kinds)):
        group, status, flow = cell.key
        panels.setdefault((status, flow), {})[group] = cell
    return Comparison(
        rows=dict.fromkeys((*DONOR_GROUPS, OTHER), 0) | {cell.key[0]: cell.rows for cell in targets},
        panels=tuple(Panel(*key, panels[key]) for key in sorted(panels)),
        beside={cell.key[0]: cell for cell in targets if cell.counted},
        tallies=tallies,
    )


def _other(ledger: Ledger) -> Rule:
    # Joint capital is no donor's alone: it has no bar anywhere.
    flows = {flow for _, _, flow in ledger.kinds} - {*PLEDGED.flows, JOINT}
    return Rule("other-flows", PLEDGED.statuses, tuple(sorted(flows)))
