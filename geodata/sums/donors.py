"""Donors side by side, with amounts only where like stands beside like."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from geodata.sums.groups import DONOR_GROUPS, OTHER
from geodata.sums.ledger import Ledger, Pledge
from geodata.sums.rates import DOLLAR
from geodata.sums.resolution import PLEDGED, TARGETS, Resolution, Rule, resolve
from geodata.sums.totals import Total, breakdown

JOINT = "joint"


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    resolutions : tuple of Resolution
        What the panels are read from: pledges of money to the region, and the other kinds.
    """

    rows: dict[str, int]
    panels: tuple[Panel, ...]
    beside: dict[str, Total]
    resolutions: tuple[Resolution, Resolution]


def compare(ledger: Ledger, pledges: Iterable[Pledge], currency: str = DOLLAR) -> Comparison:
    """Return donors side by side on a selection (of a country, theme, resource, year).

    Parameters
    ----------
    ledger : Ledger
        All pledges.
    pledges : iterable of Pledge
        The selection; it should not be narrowed by donor.
    currency : str
        Currency to convert into.

    Notes
    -----
    Pledges are counted as everywhere (``PLEDGED``); a stock stands beside stocks, a purchase beside
    purchases. Within a panel nothing is counted twice. Panels must not be added up.
    """
    chosen = tuple(pledges)
    rows = Counter(group for pledge in chosen for group in pledge.groups["group"])
    targets = breakdown(resolve(ledger, chosen, TARGETS.into(currency)), "group")
    to_region, other = (_of_kind(ledger, chosen, rule.into(currency)) for rule in (PLEDGED, _other(ledger)))
    panels: dict[tuple[str, str], dict[str, Total]] = {}
    for resolution in (to_region, other):
        for cell in breakdown(resolution, "group", "status", "flow").cells:
            group, status, flow = cell.key
            panels.setdefault((status, flow), {})[group] = cell
    return Comparison(
        rows={group: rows[group] for group in (*DONOR_GROUPS, OTHER)},
        panels=tuple(Panel(*kind, panels[kind]) for kind in sorted(panels)),
        beside={cell.key[0]: cell for cell in targets.cells if cell.counted},
        resolutions=(to_region, other),
    )


def _of_kind(ledger: Ledger, pledges: Iterable[Pledge], rule: Rule) -> Resolution:
    """Resolve only what a rule is about, so that a panel has no other kind among what it leaves out."""
    kind = (each for each in pledges if each.status in rule.statuses and each.flow in rule.flows)
    return resolve(ledger, kind, rule)


def _other(ledger: Ledger) -> Rule:
    # Joint capital is no donor's alone: it has no bar anywhere.
    flows = set(ledger.codes["flow"]) - {*PLEDGED.flows, JOINT}
    return Rule("other-flows", PLEDGED.statuses, tuple(sorted(flows)))
