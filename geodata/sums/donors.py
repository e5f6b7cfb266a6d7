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
class Comparison:
    """Donors side by side, each by its group (``DONOR_GROUPS``).

    ``rows`` counts the pledges of the selection, of every kind; 0 where none is known. ``panels`` has the
    amounts per kind (status, flow): only within a kind are they alike. ``beside`` has the targets, which
    belong in no panel. ``resolutions`` are what the panels are read from: pledges of money to the region,
    and the other kinds.
    """

    rows: dict[str, int]
    panels: dict[tuple[str, str], dict[str, Total]]
    beside: dict[str, Total]
    resolutions: tuple[Resolution, ...]


def compare(ledger: Ledger, pledges: Iterable[Pledge], currency: str = DOLLAR) -> Comparison:
    """Return donors side by side on a selection, which should not be narrowed by donor.

    Pledges are counted as everywhere (``PLEDGED``); a stock stands beside stocks, a purchase beside
    purchases. Within a panel nothing is counted twice. Panels must not be added up.
    """
    chosen = tuple(pledges)
    rows = Counter(group for pledge in chosen for group in pledge.groups["group"])
    targets = breakdown(resolve(ledger, chosen, TARGETS.into(currency)), "group")
    kinds = [rule.into(currency) for rule in (PLEDGED, _other(ledger))]
    resolutions = tuple(resolve(ledger, filter(rule.is_about, chosen), rule) for rule in kinds)
    panels: dict[tuple[str, str], dict[str, Total]] = {}
    for resolution in resolutions:
        for cell in breakdown(resolution, "group", "status", "flow"):
            group, status, flow = cell.key
            panels.setdefault((status, flow), {})[group] = cell
    return Comparison(
        rows={group: rows[group] for group in (*DONOR_GROUPS, OTHER)},
        panels=dict(sorted(panels.items())),
        beside={cell.key[0]: cell for cell in targets if cell.counted},
        resolutions=resolutions,
    )


def _other(ledger: Ledger) -> Rule:
    # Joint capital is no donor's alone: it has no bar anywhere.
    flows = set(ledger.places["flow"]) - {*PLEDGED.flows, JOINT}
    return Rule("other-flows", PLEDGED.statuses, tuple(sorted(flows)))
