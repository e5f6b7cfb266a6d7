"""What a rule makes of each pledge of a selection: counted, a part of what is counted, or left out."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.sums.groups import Mask, Whole
from geodata.sums.ledger import RANGE, Converted, Ledger
from geodata.sums.rates import DOLLAR

PART, OVERLAP = "part-of-another-row", "may-overlap"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is added up.

    Attributes
    ----------
    key : str
        Name of the rule.
    statuses, flows : tuple of str
        Codes of the pledges that count; any other is left out, with its own code as the reason.
    currency : str
        Currency into which amounts are converted beside the sums as declared.
    """

    key: str
    statuses: tuple[str, ...]
    flows: tuple[str, ...]
    currency: str = DOLLAR

    def into(self, currency: str) -> "Rule":
        """Return the rule with another currency to convert into."""
        return Rule(self.key, self.statuses, self.flows, currency)


PLEDGED = Rule("pledged", ("announced", "signed", "financed", "completed"), ("to-region", "to-corridor"))
TARGETS = Rule("targets", ("target",), ("to-region", "to-corridor"))


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What becomes of each row under a rule: all totals of one selection are read from it.

    Attributes
    ----------
    selected, counted, shown : array of bool
        Rows of the selection; rows that the total adds; rows that a breakdown shows with an amount: the
        counted ones and the parts that can be broken out of them.
    nets, converted : array of int
        Hundredths that a row brings into a breakdown: its amount less the parts that are shown themselves,
        as declared and in the currency of the rule.
    whole : array of int
        The row that counts in the place of each, -1 where there is none.
    loose : array of bool
        Rows of which no source says whether ``whole`` holds them.
    divided : array of bool
        Rows whose parts are shown themselves.
    verdicts : tuple of str
        Reason per kind of the ledger.
    rows, inside : array of int
        Places of the rows ``selected`` and ``shown``.

    Notes
    -----
    A row that counts is left out if one above it counts: nothing is added twice, and a row counts by itself
    where the selection or the rule leaves out what holds it. In a breakdown a part is taken out of its whole
    if both are in one currency, both or neither can be converted, and the parts together are not more than
    the whole, as declared and as converted; otherwise the whole stays undivided.
    """

    ledger: Ledger
    rule: Rule
    selected: Mask
    counted: Mask
    shown: Mask
    whole: Whole
    loose: Mask
    nets: NDArray[Any]
    converted: NDArray[Any]
    divided: Mask
    verdicts: tuple[str, ...]
    rows: Whole
    inside: Whole

    @classmethod
    def build(cls, ledger: Ledger, selected: Mask, rule: Rule = PLEDGED) -> "Tally":
        """Return what becomes of each row.

        Parameters
        ----------
        ledger : Ledger
            All pledges.
        selected : array of bool
            Rows of the selection, in the order of the table.
        rule : Rule
            What is added up.

        Raises
        ------
        KeyError
            If the ledger was not built for the rule's currency.
        """
        into = ledger.conversions[rule.currency]
        verdicts = tuple(_verdict(kind, rule) for kind in ledger.kinds)
        eligible = selected & np.array([not verdict for verdict in verdicts], dtype=bool)[ledger.kind]
        whole, loose = _nearest_wholes(ledger, eligible)
        counted = eligible & (whole < 0)
        shown, divided, nets, converted = _break_out(ledger, into, eligible & ~loose, counted, whole)
        return cls(
            ledger, rule, selected, counted, shown, whole, loose, nets, converted, divided, verdicts,
            rows=np.flatnonzero(selected), inside=np.flatnonzero(shown),
        )  # fmt: skip

    def reason(self, row: int) -> str:
        """Return why a row is not in the total; empty if it is."""
        verdict: str = self.verdicts[self.ledger.kind[row]]
        if verdict or self.whole[row] < 0:
            return verdict
        return OVERLAP if self.loose[row] else PART

    def reasons(self, rows: Whole) -> dict[str, int]:
        """Return how many of some rows are left out for each reason, the most first."""
        found: Counter[str] = Counter()
        cells = self.ledger.kind[rows] * 2 + self.loose[rows]
        for cell, count in enumerate(np.bincount(cells).tolist()):
            found[self.verdicts[cell // 2] or (OVERLAP if cell % 2 else PART)] += count
        return {reason: count for reason, count in found.most_common() if count}


def _verdict(kind: tuple[str, str, str], rule: Rule) -> str:
    own, status, flow = kind
    if own and own != RANGE:
        return own
    return flow if flow not in rule.flows else status if status not in rule.statuses else own


def _nearest_wholes(ledger: Ledger, eligible: Mask) -> tuple[Whole, Mask]:
    # The nearest row above that counts in a row's place, and whether a source says that it holds the row.
    nearest = np.full(len(eligible), -1, dtype=np.intp)
    loose = ledger.loose.copy()
    for level in ledger.levels:
        above = ledger.parent[level]
        direct = eligible[above]
        nearest[level] = np.where(direct, above, nearest[above])
        loose[level] |= ~direct & loose[above]
    return nearest, loose


def _break_out(
    ledger: Ledger, into: Converted, firm: Mask, counted: Mask, whole: Whole
) -> tuple[Mask, Mask, NDArray[Any], NDArray[Any]]:
    """Take parts out of their wholes where that can be said exactly: see ``Tally``."""
    levels = [level[firm[level] & (whole[level] >= 0)] for level in ledger.levels]
    parts = np.concatenate([*levels, np.empty(0, dtype=np.intp)])
    above = whole[parts]
    alike = (ledger.currency[parts] == ledger.currency[above]) & (into.known[parts] == into.known[above])
    parts, above = parts[alike], above[alike]
    nets, converted = ledger.amounts.copy(), into.amounts.copy()
    np.subtract.at(nets, above, ledger.amounts[parts])
    np.subtract.at(converted, above, into.amounts[parts])
    fits = (nets[above] >= 0) & (converted[above] >= 0)
    taken, shown, divided = np.zeros_like(counted), counted.copy(), np.zeros_like(counted)
    taken[parts[fits]] = True
    for level in levels:
        shown[level] = taken[level] & shown[whole[level]]
    divided[above[shown[parts]]] = True
    whole_again = above[~divided[above]]
    nets[whole_again], converted[whole_again] = ledger.amounts[whole_again], into.amounts[whole_again]
    return shown, divided, nets, converted
