"""Totals of the pledges: nothing twice, each with its rule, its rows, and the rows left out."""

from geodata.sums.breakdowns import Breakdown, breakdown
from geodata.sums.cells import Left
from geodata.sums.donors import Comparison, Panel, compare
from geodata.sums.groups import DONOR_GROUPS, group_of
from geodata.sums.ledger import Ledger
from geodata.sums.rates import Conversion, Quote, Rates
from geodata.sums.stages import STAGES, Flow, ages, flows
from geodata.sums.tally import PLEDGED, TARGETS, Rule, Tally
from geodata.sums.totals import Total, total

__all__ = [
    "DONOR_GROUPS",
    "PLEDGED",
    "STAGES",
    "TARGETS",
    "Breakdown",
    "Comparison",
    "Conversion",
    "Flow",
    "Ledger",
    "Left",
    "Panel",
    "Quote",
    "Rates",
    "Rule",
    "Tally",
    "Total",
    "ages",
    "breakdown",
    "compare",
    "flows",
    "group_of",
    "total",
]
