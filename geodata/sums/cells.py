"""Sums per group, exact and worked out when they are first asked for."""

from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.sums.groups import Grouping, Mask, Whole
from geodata.sums.ledger import Converted
from geodata.sums.rates import Factor, to_decimal
from geodata.sums.tally import Tally

# A float holds whole numbers up to here exactly, so bincount may add up to here.
_EXACT = 2**53
_LOW_BITS = 26


class Cells:
    """Sums of all groups at once, in whole hundredths.

    Nets of wholes and of the parts shown add up to the wholes: both are summed whichever is ``counted``.

    Attributes
    ----------
    present, entries : array of int
        Per group: rows of the selection, and rows in the sum.
    """

    def __init__(self, tally: Tally, grouping: Grouping, counted: Mask) -> None:
        self.tally, self.grouping, self.counted = tally, grouping, counted
        self._splits: dict[int, tuple[Whole, Whole]] = {}
        self._used: dict[int, list[Factor]] = {}
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
        """Return the sum of a group per currency."""
        return self._by_currency(code, *self._declared)

    def undivided(self, code: int) -> dict[str, Decimal]:
        """Return what of it is the remainder of wholes."""
        return self._by_currency(code, *self._undivided)

    def converted(self, code: int) -> Decimal | None:
        """Return the converted sum of a group; None if nothing in it can be converted."""
        amounts, held = self._converted
        return to_decimal(amounts[code]) if held[code] else None

    def undivided_converted(self, code: int) -> Decimal | None:
        """Return what of the converted sum is the remainder of wholes."""
        amounts, held = self._undivided_converted
        return to_decimal(amounts[code]) if held[code] else None

    def ids(self, rows: Whole) -> tuple[str, ...]:
        """Return the ids of some rows."""
        return tuple(self.tally.ledger.ids[rows].tolist())

    def split(self, code: int) -> tuple[Whole, Whole]:
        """Return the rows of a group that are in its sum, and those left out."""
        if code not in self._splits:
            rows = self._rows_of(code)
            inside = self.counted[rows]
            self._splits[code] = rows[inside], rows[~inside]
        return self._splits[code]

    def factors(self, code: int) -> list[Factor]:
        """Return the factors by which the rows in a sum are converted."""
        if code not in self._used:
            rows = self.split(code)[0]
            places = self.into.factor[rows[self.into.known[rows]]]
            used = np.flatnonzero(np.bincount(places, minlength=len(self.into.factors)))
            self._used[code] = [self.into.factors[place] for place in used.tolist()]
        return self._used[code]

    def _rows_of(self, code: int) -> Whole:
        if self.grouping.rows is None and len(self.grouping.names) == 1:
            return self.tally.rows
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
