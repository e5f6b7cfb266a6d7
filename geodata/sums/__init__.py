"""Totals of the pledges: nothing twice, each with its rule, its rows, and the rows left out.

A ``Ledger`` holds the pledges as records. ``resolve`` says what a ``Rule`` counts of some of them and what
it leaves out and why; ``total`` adds that up, ``breakdown`` by groups, ``flows`` by stage, ``compare`` by
donor. A ``Total`` has its ``rule``, ``currency``, exact amounts (``declared`` per currency, ``converted``),
the rows in it (``entries``) and those that it leaves out (``left_out``, each with its reason).

Examples
--------
>>> import geodata
>>> ledger = Ledger.build(geodata.load())
>>> summit = [pledge for pledge in ledger.pledges if pledge.id.startswith("jpn-ca-")]
>>> found = total(resolve(ledger, summit, TARGETS.into("JPY")))
>>> found.rule.key, found.currency, found.converted
('targets', 'JPY', Decimal('3000000000000.00'))
>>> [entry.pledge.id for entry in found.entries]
['jpn-ca-business-target-3tn']
>>> [left.reason for left in found.left_out if left.pledge.id == "jpn-ca-nexi-300bn-plan-2024"]
['may-overlap']
>>> kazakhstan = ledger.select("KAZ" in pledge.groups["country"] for pledge in ledger.pledges)
>>> there = resolve(ledger, kazakhstan)
>>> sum(cell.converted or 0 for cell in breakdown(there, "donor")) == total(there).converted
True
"""

from geodata.sums.groups import DONOR_GROUPS, group_of
from geodata.sums.ledger import Ledger, Pledge
from geodata.sums.rates import Conversion, Rates
from geodata.sums.resolution import PLEDGED, TARGETS, Entry, Resolution, Rule, resolve
from geodata.sums.stages import STAGES, ages, by_stage, flows
from geodata.sums.totals import Comparison, Total, breakdown, compare, total

__all__ = [
    "DONOR_GROUPS",
    "PLEDGED",
    "STAGES",
    "TARGETS",
    "Comparison",
    "Conversion",
    "Entry",
    "Ledger",
    "Pledge",
    "Rates",
    "Resolution",
    "Rule",
    "Total",
    "ages",
    "breakdown",
    "by_stage",
    "compare",
    "flows",
    "group_of",
    "resolve",
    "total",
]
