"""What a rule makes of each pledge of a selection: counted, a part of what is counted, or left out."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.sums.groups import Mask, Whole
from geodata.sums.ledger import OWN_REASONS, RANGE, Converted, Ledger
from geodata.sums.rates import DOLLAR

PART, OVERLAP, WHOLE_OVERLAP = "part-of-another-row", "may-overlap", "whole-may-overlap"
# Why a row that would count is left out; ``Tally.why`` points here.
HELD = (PART, OVERLAP, WHOLE_OVERLAP)


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

    def reasons(self, ledger: Ledger) -> tuple[str, ...]:
        """Return every reason for which a pledge can be left out; the rule is told by them."""
        statuses, flows = ([name for (name,) in ledger.groupings[by].names] for by in ("status", "flow"))
        counted = {*self.statuses, *self.flows}
        return (*(code for code in (*statuses, *flows) if code not in counted), *OWN_REASONS, *HELD)


PLEDGED = Rule("pledged", ("announced", "signed", "financed", "completed"), ("to-region", "to-corridor"))
TARGETS = Rule("targets", ("target",), ("to-region", "to-corridor"))


@dataclass(frozen=True, eq=False)
class Tally:
    """What becomes of each row under a rule: all totals of one selection are read from it.

    Attributes
    ----------
    selected, counted, shown : array of bool
        Rows of the selection; rows that the total adds; rows that a breakdown shows with an amount: the
        counted ones and the parts that can be broken out of them.
    held, why, top : array of int
        Rows left out because a counted row holds them or may hold them; which of ``HELD`` is the reason;
        the counted row.
    divided : array of int
        Rows shown of which parts are shown themselves, sorted.
    rest, rest_converted : array of int
        Hundredths that remain of each of ``divided``, as declared and in the currency of the rule.
    verdicts : tuple of str
        Reason per kind of the ledger.

    Notes
    -----
    A row that counts is left out if one above it counts: nothing is added twice, and a row counts by itself
    where the selection or the rule leaves out what holds it. It is a part of the row that counts only if
    every step up to that row is stated; if the step to its own whole is stated and a further one is not
    (its whole may overlap what counts), it is left out for that (``WHOLE_OVERLAP``). In a breakdown a part
    is taken out of its whole if both are in one currency, both or neither can be converted, and the parts
    together are not more than the whole, as declared and as converted; otherwise the whole stays undivided.
    """

    ledger: Ledger
    rule: Rule
    selected: Mask
    counted: Mask
    shown: Mask
    held: Whole
    why: NDArray[np.uint8]
    top: Whole
    divided: Whole
    rest: NDArray[Any]
    rest_converted: NDArray[Any]
    verdicts: tuple[str, ...]

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
        verdicts = _verdicts(ledger.kinds, rule)
        eligible = selected & ledger.rows_of(tuple(not verdict for verdict in verdicts))
        held, nearest, top, unsaid = _holders(ledger, eligible)
        counted = eligible
        counted[held] = False
        firm = ~unsaid
        shown, divided, rest, rest_converted = _break_out(ledger, into, counted, held[firm], nearest[firm])
        why = np.where(unsaid, np.where(ledger.loose[held], 1, 2), 0).astype(np.uint8)
        return cls(
            ledger, rule, selected, counted, shown, held, why, top, divided, rest, rest_converted, verdicts
        )

    @cached_property
    def rows(self) -> Whole:
        """Places of the rows ``selected``."""
        return np.flatnonzero(self.selected)

    @cached_property
    def inside(self) -> Whole:
        """Places of the rows ``shown``."""
        return np.flatnonzero(self.shown)

    @cached_property
    def nets(self) -> NDArray[Any]:
        """Hundredths that each row of ``inside`` brings into a breakdown, as declared."""
        return self._net(self.ledger.amounts, self.rest)

    @cached_property
    def converted(self) -> NDArray[Any]:
        """Hundredths that each row of ``inside`` brings into a breakdown, in the currency of the rule."""
        return self._net(self.ledger.conversions[self.rule.currency].amounts, self.rest_converted)

    @cached_property
    def known(self) -> Mask:
        """Which rows of ``inside`` can be converted."""
        return self.ledger.conversions[self.rule.currency].known[self.inside]

    @cached_property
    def currency(self) -> Whole:
        """Currency of each row of ``inside``, by its place in the ledger."""
        return self.ledger.currency[self.inside]

    @cached_property
    def places(self) -> Whole:
        """Place of each row of the table in ``inside``; only that of a row shown means anything."""
        return np.cumsum(self.shown) - 1

    @cached_property
    def inexact(self) -> Mask:
        """Which of ``divided`` have parts that are known and could not be taken out."""
        parts, slots = self.ledger.firm_parts
        found = np.zeros(len(self.ledger.holders), dtype=bool)
        found[slots[~self.shown[parts]]] = True
        return found[self.ledger.slot[self.divided]]

    def left_in(self, rows: Whole) -> Whole:
        """Return the parts of some rows that are known and could not be taken out of them."""
        parts, slots = self.ledger.firm_parts
        wanted = np.zeros(len(self.ledger.holders), dtype=bool)
        wanted[self.ledger.slot[rows]] = True
        return parts[wanted[slots] & ~self.shown[parts]]

    def reason(self, row: int) -> str:
        """Return why a row is not in the total; empty if it is."""
        why = self._why_of_row[row]
        return self.verdicts[self.ledger.kind[row]] or (HELD[why - 1] if why else "")

    def reasons(self) -> dict[str, int]:
        """Return how many rows of the selection are left out for each reason, the most first."""
        found: Counter[str] = Counter()
        for verdict, count in zip(self.verdicts, self.ledger.count_kinds(self.selected), strict=True):
            found[verdict] += count
        for reason, count in zip(HELD, np.bincount(self.why, minlength=len(HELD)).tolist(), strict=True):
            found[reason] += count
        del found[""]
        return {reason: count for reason, count in found.most_common() if count}

    def left_out(self, limit: int | None = None) -> dict[str, Whole]:
        """Return the first rows that the total leaves out, by reason, the reason of most rows first."""
        found: dict[str, list[Whole]] = {}
        for verdict, rows in zip(self.verdicts, self.ledger.by_kind, strict=True):
            if verdict:
                found.setdefault(verdict, []).append(_first(rows, self.selected, limit))
        for number, reason in enumerate(HELD):
            found.setdefault(reason, []).append(self.held[self.why == number][:limit])
        counts = self.reasons()
        order = sorted(counts, key=lambda reason: (-counts[reason], reason))
        return {reason: np.sort(np.concatenate(found[reason]))[:limit] for reason in order}

    @cached_property
    def reason_names(self) -> tuple[str, ...]:
        """Names that ``reason_codes`` point to; the first is that of a row in the total."""
        return tuple(dict.fromkeys(["", *HELD, *self.verdicts]))

    def reason_codes(self, rows: Whole) -> Whole:
        """Return why some rows of the selection are not in the total, by the place among ``reason_names``."""
        names = self.reason_names
        found = np.array([names.index(verdict) for verdict in self.verdicts])[self.ledger.kind[rows]]
        codes: Whole = np.where(found > 0, found, self._why_of_row[rows])
        return codes

    @cached_property
    def _why_of_row(self) -> NDArray[np.uint8]:
        found = np.zeros(len(self.selected), dtype=np.uint8)
        found[self.held] = self.why + 1
        return found

    @cached_property
    def unconverted(self) -> Whole:
        """Rows counted that cannot be converted."""
        rows = self.inside[~self.known]
        return rows[self.counted[rows]]

    def _net(self, amounts: NDArray[Any], rest: NDArray[Any]) -> NDArray[Any]:
        held = amounts[self.inside]
        held[np.searchsorted(self.inside, self.divided)] = rest
        return held


def _first(rows: Whole, selected: Mask, limit: int | None) -> Whole:
    """Return the rows that are selected, at most so many, without looking further than for these."""
    step = len(rows) if limit is None else 4 * limit
    found: list[Whole] = [rows[:0]]
    count = 0
    for start in range(0, len(rows), max(step, 1)):
        some = rows[start : start + step]
        found.append(some[selected[some]])
        count += len(found[-1])
        if limit is not None and count >= limit:
            break
    return np.concatenate(found)[:limit]


@lru_cache(maxsize=64)
def _verdicts(kinds: tuple[tuple[str, str, str], ...], rule: Rule) -> tuple[str, ...]:
    return tuple(_verdict(kind, rule) for kind in kinds)


def _verdict(kind: tuple[str, str, str], rule: Rule) -> str:
    own, status, flow = kind
    if own and own != RANGE:
        return own
    return flow if flow not in rule.flows else status if status not in rule.statuses else own


def _holders(ledger: Ledger, eligible: Mask) -> tuple[Whole, Whole, Whole, Mask]:
    """Find the parts of which a row above counts: that nearest, the uppermost, and if a step is not said."""
    places, parts, rows, loose = ledger.steps
    both = np.flatnonzero(eligible[parts] & eligible[rows])
    places, rows, loose = places[both], rows[both], loose[both]
    nearest = np.full(len(ledger.parts), -1, dtype=np.intp)
    top, unsaid = nearest.copy(), np.zeros(len(ledger.parts), dtype=bool)
    # Of several values for one place the last is kept: the steps go up from the nearest.
    top[places], unsaid[places] = rows, loose
    nearest[places[::-1]] = rows[::-1]
    held = np.flatnonzero(top >= 0)
    return ledger.parts[held], nearest[held], top[held], unsaid[held]


def _break_out(
    ledger: Ledger, into: Converted, counted: Mask, parts: Whole, above: Whole
) -> tuple[Mask, Whole, NDArray[Any], NDArray[Any]]:
    """Take parts out of their wholes where that can be said exactly: see ``Tally``."""
    alike = (ledger.currency[parts] == ledger.currency[above]) & (into.known[parts] == into.known[above])
    parts, above = parts[alike], above[alike]
    slots = ledger.slot[above]
    less, less_converted = (
        _of_parts(ledger, amounts[parts], slots) for amounts in (ledger.amounts, into.amounts)
    )
    fits = (less[slots] <= ledger.amounts[above]) & (less_converted[slots] <= into.amounts[above])
    shown, is_divided = _show(ledger, counted, parts[fits], above[fits])
    at = np.flatnonzero(is_divided)
    rows = ledger.holders[at]
    return shown, rows, ledger.amounts[rows] - less[at], into.amounts[rows] - less_converted[at]


def _show(ledger: Ledger, counted: Mask, parts: Whole, above: Whole) -> tuple[Mask, Mask]:
    """Show the parts whose whole is shown, from above; and say which of the holders that divides."""
    shown, divided = counted.copy(), np.zeros(len(ledger.holders), dtype=bool)
    while True:
        ready = shown[above]
        if not ready.any():
            return shown, divided
        shown[parts[ready]] = True
        divided[ledger.slot[above[ready]]] = True
        parts, above = parts[~ready], above[~ready]


def _of_parts(ledger: Ledger, amounts: NDArray[Any], slots: Whole) -> NDArray[Any]:
    """Sum the amounts of parts per row that holds others."""
    sums = np.zeros(len(ledger.holders), dtype=amounts.dtype)
    np.add.at(sums, slots, amounts)
    return sums
