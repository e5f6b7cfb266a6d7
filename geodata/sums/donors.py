"""Donors side by side, with amounts only where like stands beside like."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geodata.sums.ledger import Grouping, Ledger, Mask
from geodata.sums.rates import DOLLAR
from geodata.sums.tally import PLEDGED, TARGETS, Rule, Tally
from geodata.sums.totals import Total, totals

OTHER = "other"
# Group -> codes of ``pledges.donor``. The EIB lends on its own account and stands among the banks. MUFG
# (a private bank with lenders of several countries), the Turkic Investment Fund and money from the region
# are of no group; Turkey is a group of which no row is known.
DONOR_GROUPS: Mapping[str, tuple[str, ...]] = {
    "japan": ("JPN",),
    "eu": ("EU",),
    "usa": ("USA",),
    "china": ("CHN",),
    "development-banks": ("ADB", "AIIB", "EBRD", "EIB", "IFC", "IDB", "ISDB", "WB"),
    "gulf": ("ARE", "BHR", "KWT", "OMN", "QAT", "SAU"),
    "korea": ("KOR",),
    "turkey": ("TUR",),
}


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
    """

    rows: dict[str, int]
    panels: tuple[Panel, ...]
    beside: dict[str, Total]


def group_of(donor: str) -> str:
    """Return the group of a donor's code; ``other`` if it is in none.

    Examples
    --------
    >>> group_of("EBRD")
    'development-banks'
    """
    return next((group for group, codes in DONOR_GROUPS.items() if donor in codes), OTHER)


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
    """
    groups = _groups(ledger)
    kinds = groups.times(ledger.grouping(("status", "flow")))
    tallies = [
        Tally.build(ledger, selected, rule.into(currency)) for rule in (TARGETS, PLEDGED, *_others(ledger))
    ]
    counts = dict.fromkeys((*DONOR_GROUPS, OTHER), 0)
    counts |= {cell.key[0]: cell.rows for cell in totals(tallies[0], groups, tallies[0].shown)}
    panels: dict[tuple[str, str], dict[str, Total]] = {}
    for tally in tallies[1:]:
        for cell in totals(tally, kinds, tally.shown):
            group, status, flow = cell.key
            if status in tally.rule.statuses and flow in tally.rule.flows:
                panels.setdefault((status, flow), {})[group] = cell
    targets = totals(tallies[0], groups, tallies[0].shown)
    beside = {cell.key[0]: cell for cell in targets if cell.counted}
    return Comparison(counts, tuple(Panel(*key, panels[key]) for key in sorted(panels)), beside)


def _others(ledger: Ledger) -> list[Rule]:
    # A stock stands beside stocks, a purchase beside purchases.
    flows = sorted({flow for _, _, flow in ledger.kinds} - set(PLEDGED.flows))
    return [Rule(flow, PLEDGED.statuses, (flow,)) for flow in flows]


def _groups(ledger: Ledger) -> Grouping:
    names = (*DONOR_GROUPS, OTHER)
    donors = ledger.groupings["donor"]
    place = np.array([names.index(group_of(name)) for (name,) in donors.names], dtype=np.intp)
    return Grouping(tuple((name,) for name in names), place[donors.codes])
