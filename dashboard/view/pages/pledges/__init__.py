"""What the view `pledges` adds: totals that say what is in them, stages, donors, conflicts, charts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.state import ViewState
from dashboard.view.context import Context, Mask
from dashboard.view.names import Names
from dashboard.view.pages.pledges.charts import Chart, charts
from dashboard.view.pages.pledges.donors import Donors, donors
from dashboard.view.pages.pledges.said import overlap, rules
from dashboard.view.pages.pledges.stages import Stages, stages
from dashboard.view.pages.pledges.sums import Listing, Sum, listing, sum_of
from geodata.sums import PLEDGED, TARGETS, Resolution, Rule, resolve, total


@dataclass(frozen=True, slots=True)
class Pledges:
    """What the view adds for one state; of the tabs only the open one is worked out.

    Attributes
    ----------
    sums : tuple of Sum
        Named countries, the region as a whole, both together (nothing twice), and targets, which are in none.
    rules : mapping of str to str
        Sentence of each rule.
    overlap : str or None
        What the first two totals count and the third does not, and why.
    targets : tuple of int
        Rows of the targets counted, to show each as declared.
    listings : tuple of Listing
        Of the tab ``totals``.
    disputed : int
        Rows of the selection whose sources disagree.
    relax : tuple of (str, int)
        Filters that can be dropped if no pledge is left, and the pledges that brings back.
    """

    currency: str
    sums: tuple[Sum, ...]
    rules: Mapping[str, str]
    overlap: str | None
    targets: tuple[int, ...]
    disputed: int
    relax: tuple[tuple[str, int], ...]
    listings: tuple[Listing, ...] = ()
    stages: Stages | None = None
    donors: Donors | None = None
    charts: tuple[Chart, ...] = ()


def pledges(state: ViewState, context: Context, names: Names, show: Mapping[str, Mask]) -> Pledges:
    """Return what the view `pledges` shows for a state."""
    selected, words = show["pledge"], names.words
    resolutions = resolve_all(context, selected, state.money)
    totals = {key: total(resolution) for key, resolution in resolutions.items()}
    tab: dict[str, Any] = {}
    if state.open_part == "totals":
        tab["listings"] = tuple(listing(key, found) for key, found in totals.items())
    elif state.open_part == "stages":
        tab["stages"] = stages(state, context, resolutions["together"], names)
    elif state.open_part == "donors":
        tab["donors"] = donors(state, context, resolutions, selected, words)
    elif state.open_part == "charts":
        tab["charts"] = charts(state, context, resolutions, names)
    return Pledges(
        currency=state.money,
        sums=tuple(sum_of(key, found, resolutions[key], words) for key, found in totals.items()),
        rules=rules(context.ledger, words),
        overlap=overlap(totals, words),
        targets=tuple(entry.pledge.row for entry in resolutions["targets"].counted),
        disputed=int((selected & context.disputed).sum()),
        relax=() if selected.any() else _relax(state, context),
        **tab,
    )


def resolve_all(context: Context, selected: Mask, currency: str) -> dict[str, Resolution]:
    """Return what is behind the totals of a selection, by the key of the sum."""
    regional = context.index.regional
    asked: dict[str, tuple[Mask, Rule]] = {
        "named": (selected & ~regional, PLEDGED),
        "region": (selected & regional, PLEDGED),
        "together": (selected, PLEDGED),
        "targets": (selected, TARGETS),
    }
    ledger = context.ledger
    return {
        key: resolve(ledger, ledger.select(rows), rule.into(currency)) for key, (rows, rule) in asked.items()
    }


def _relax(state: ViewState, context: Context) -> tuple[tuple[str, int], ...]:
    found = [(key, counts["pledge"]) for key, counts in context.index.relax(state.selection)]
    return tuple((key, count) for key, count in found if count)
