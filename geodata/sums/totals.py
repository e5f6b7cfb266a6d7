"""Totals that count nothing twice, and say what is in them and what is not."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.sums.groups import Grouping, Mask, Whole
from geodata.sums.ledger import Converted
from geodata.sums.rates import PRECISIONS, Factor, to_decimal
from geodata.sums.tally import Rule, Tally

# A float holds whole numbers up to here exactly, so bincount may add up to here.
_EXACT = 2**53
_LOW_BITS = 26


@dataclass(frozen=True, slots=True, eq=False)
class Total:
    """A sum with its rule, what is in it, and what is left out.

    Attributes
    ----------
    key : tuple of str
        Codes of the group; empty for the total of a selection.
    rule : Rule
        What was added up.
    rows, counted : int
        Rows of the selection in the group, and how many of them bring an amount into the sum.
    """

    key: tuple[str, ...]
    rule: Rule
    rows: int
    counted: int
    _sums: "_Sums"
    _code: int

    @property
    def declared(self) -> dict[str, Decimal]:
        """Sum per currency as declared; a currency in which nothing is counted is not there."""
        return self._sums.declared(self._code)

    @property
    def converted(self) -> Decimal | None:
        """Sum in ``rule.currency`` of all rows that can be converted; None if none can."""
        return self._sums.converted(self._code)

    @property
    def undivided(self) -> dict[str, Decimal]:
        """What of ``declared`` is the remainder of wholes after the parts known of them."""
        return self._sums.undivided(self._code)

    @property
    def undivided_converted(self) -> Decimal | None:
        """What of ``converted`` is the remainder of wholes; None if there is no such whole."""
        return self._sums.undivided_converted(self._code)

    @property
    def included(self) -> tuple[str, ...]:
        """Ids of the rows in the sum, in the order of the table."""
        return self._sums.ids(self._in())

    @property
    def excluded(self) -> dict[str, str]:
        """Ids of the rows left out, with the code of the reason."""
        out, tally = self._out(), self._sums.tally
        ids = self._sums.ids(out)
        return {row_id: tally.reason(row) for row_id, row in zip(ids, out.tolist(), strict=True)}

    @property
    def left_out(self) -> dict[str, int]:
        """How many rows are left out for each reason, the most first."""
        return self._sums.tally.reasons(self._out())

    @property
    def unconverted(self) -> dict[str, str]:
        """Ids of the rows in ``declared`` that are not in ``converted``, with the code of the reason."""
        into, rows = self._sums.into, self._in()
        rows = rows[~into.known[rows]]
        reasons = [into.factors[number].reason or "no-rate" for number in into.factor[rows]]
        return dict(zip(self._sums.ids(rows), reasons, strict=True))

    @property
    def remainders(self) -> tuple[str, ...]:
        """Ids of the rows in the sum of which parts are known, and only the rest is not broken down."""
        rows = self._in()
        return self._sums.ids(rows[self._sums.tally.divided[rows]])

    @property
    def rates(self) -> tuple[str, ...]:
        """Ids of the rates used, sorted."""
        return tuple(sorted({quote.rate_id for factor in self._factors() for quote in factor.quotes}))

    @property
    def precision(self) -> str | None:
        """The weakest precision of a rate used; None if nothing was converted."""
        found = [factor.precision for factor in self._factors() if factor.precision]
        return max(found, key=PRECISIONS.index, default=None)

    def _factors(self) -> list[Factor]:
        into, rows = self._sums.into, self._in()
        return [into.factors[number] for number in np.unique(into.factor[rows[into.known[rows]]])]

    def _in(self) -> Whole:
        rows = self._sums.rows_of(self._code)
        return rows[self._sums.counted[rows]]

    def _out(self) -> Whole:
        rows = self._sums.rows_of(self._code)
        return rows[~self._sums.counted[rows]]


def total(tally: Tally) -> Total:
    """Return the total of a selection.

    Examples
    --------
    >>> import geodata
    >>> from geodata.sums.ledger import Ledger
    >>> ledger = Ledger.build(geodata.load())
    >>> found = total(Tally.build(ledger, ledger.ids == "jpn-kaz-semey-medical-grant"))
    >>> found.declared, found.rates
    ({'JPY': Decimal('1087000000.00')}, ('jpy-2025-08-25-ecb',))
    """
    everything = Grouping(((),), np.zeros(len(tally.ledger.ids), dtype=np.intp))
    sums = _Sums(tally, everything, tally.counted)
    return Total((), tally.rule, int(sums.present[0]), int(sums.entries[0]), sums, 0)


def totals(tally: Tally, grouping: Grouping) -> list[Total]:
    """Return the total of each group that has a row in the selection.

    Parts that can be taken out of their wholes stand in their own groups, so the groups add up to the total.

    Parameters
    ----------
    tally : Tally
        What becomes of each row.
    grouping : Grouping
        Group of each row.
    """
    sums = _Sums(tally, grouping, tally.shown)
    present, entries = sums.present.tolist(), sums.entries.tolist()
    return [
        Total(grouping.names[code], tally.rule, present[code], entries[code], sums, code)
        for code in np.flatnonzero(sums.present).tolist()
    ]


class _Sums:
    """Sums of all groups at once, each worked out when it is first asked for.

    Nets of wholes and of the parts shown add up to the wholes: both are summed whichever is ``counted``.
    """

    def __init__(self, tally: Tally, grouping: Grouping, counted: Mask) -> None:
        self.tally, self.grouping, self.counted = tally, grouping, counted
        self.into: Converted = tally.ledger.conversions[tally.rule.currency]
        if grouping.rows is None:
            self._rows, self._codes = tally.inside, grouping.codes[tally.inside]
            self.present = self._count(grouping.codes[tally.rows])
        else:
            shown = tally.shown[grouping.rows]
            self._rows, self._codes = grouping.rows[shown], grouping.codes[shown]
            self.present = self._count(grouping.codes[tally.selected[grouping.rows]])
        whole = counted is tally.shown
        self.entries = self._count(self._codes if whole else self._codes[counted[self._rows]])

    def declared(self, code: int) -> dict[str, Decimal]:
        return self._by_currency(code, *self._declared)

    def undivided(self, code: int) -> dict[str, Decimal]:
        return self._by_currency(code, *self._undivided)

    def converted(self, code: int) -> Decimal | None:
        amounts, held = self._converted
        return to_decimal(amounts[code]) if held[code] else None

    def undivided_converted(self, code: int) -> Decimal | None:
        amounts, held = self._undivided_converted
        return to_decimal(amounts[code]) if held[code] else None

    def ids(self, rows: Whole) -> tuple[str, ...]:
        return tuple(self.tally.ledger.ids[rows].tolist())

    def rows_of(self, code: int) -> Whole:
        inside = self.grouping.codes == code
        if self.grouping.rows is None:
            return np.flatnonzero(inside & self.tally.selected)
        rows: Whole = self.grouping.rows[inside]
        return rows[self.tally.selected[rows]]

    @cached_property
    def _declared(self) -> tuple[list[int], list[int]]:
        return self._add_by_currency(self._rows, self._codes)

    @cached_property
    def _undivided(self) -> tuple[list[int], list[int]]:
        divided = self._divided
        return self._add_by_currency(self._rows[divided], self._codes[divided])

    @cached_property
    def _converted(self) -> tuple[list[int], list[int]]:
        return self._add_converted(self._rows, self._codes)

    @cached_property
    def _undivided_converted(self) -> tuple[list[int], list[int]]:
        divided = self._divided
        return self._add_converted(self._rows[divided], self._codes[divided])

    @cached_property
    def _divided(self) -> Whole:
        return np.flatnonzero((self.tally.divided & self.counted)[self._rows])

    def _add_by_currency(self, rows: Whole, codes: Whole) -> tuple[list[int], list[int]]:
        ledger = self.tally.ledger
        cells = codes * len(ledger.currencies) + ledger.currency[rows]
        size = len(self.grouping.names) * len(ledger.currencies)
        return add(self.tally.nets[rows], cells, size), np.bincount(cells, minlength=size).tolist()

    def _add_converted(self, rows: Whole, codes: Whole) -> tuple[list[int], list[int]]:
        known = self.into.known[rows]
        if not known.all():
            rows, codes = rows[known], codes[known]
        return add(self.tally.converted[rows], codes, len(self.grouping.names)), self._count(codes).tolist()

    def _by_currency(self, code: int, amounts: list[int], held: list[int]) -> dict[str, Decimal]:
        first = code * len(self.tally.ledger.currencies)
        return {
            currency: to_decimal(amounts[first + place])
            for place, currency in enumerate(self.tally.ledger.currencies)
            if held[first + place]
        }

    def _count(self, codes: Whole) -> Whole:
        return np.bincount(codes, minlength=len(self.grouping.names))


def add(amounts: NDArray[Any], cells: Whole, size: int) -> list[int]:
    """Return the exact sum of whole numbers per cell.

    Parameters
    ----------
    amounts : array of int64 or of int
        Whole numbers, not negative.
    cells : array of int
        Cell of each, below ``size``.
    size : int
        Number of cells.

    Examples
    --------
    >>> add(np.array([2**60, 1, 5]), np.array([0, 0, 2]), 3)
    [1152921504606846977, 0, 5]
    """
    if amounts.dtype == object:
        sums = np.zeros(size, dtype=object)
        np.add.at(sums, cells, amounts)
        return [int(each) for each in sums]
    if amounts.sum() < _EXACT:
        return [int(each) for each in np.bincount(cells, amounts, size)]
    # Two halves, each of which a float adds up exactly.
    high, low = amounts >> _LOW_BITS, amounts & (2**_LOW_BITS - 1)
    halves = (np.bincount(cells, half, size).astype(np.int64) for half in (high, low))
    first, second = (half.tolist() for half in halves)
    return [(big << _LOW_BITS) + small for big, small in zip(first, second, strict=True)]
