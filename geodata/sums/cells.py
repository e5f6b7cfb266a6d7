"""Sums per group, exact and worked out when they are first asked for."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Left:
    """Amounts that a sum leaves out for one reason, as declared; ``low`` and ``high`` differ for ranges."""

    reason: str
    currency: str
    low: Decimal
    high: Decimal


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
        self._used: dict[int, list[Factor]] = {}
        self.into: Converted = tally.ledger.conversions[tally.rule.currency]
        # Places in ``tally.inside`` of the entries in the sums, None for all of them in order.
        self._places: Whole | None = None
        if self._is_whole:
            self._codes = np.zeros(len(tally.inside), dtype=np.intp)
            self.present = np.array([np.count_nonzero(tally.selected)])
            self.entries = np.array([np.count_nonzero(counted)])
            return
        if grouping.rows is None:
            self._codes = grouping.codes[tally.inside]
        else:
            shown = tally.shown[grouping.rows]
            self._places, self._codes = tally.places[grouping.rows[shown]], grouping.codes[shown]
        self.present = self._count(self._selected[1])
        whole = counted is tally.shown
        self.entries = self._count(self._codes if whole else self._codes[self._of(counted[tally.inside])])

    @cached_property
    def _selected(self) -> tuple[Whole, Whole]:
        """Rows of the selection and the group of each."""
        rows, codes = self.grouping.rows, self.grouping.codes
        if rows is None:
            return self.tally.rows, codes[self.tally.rows]
        chosen = self.tally.selected[rows]
        return rows[chosen], codes[chosen]

    def declared(self, code: int) -> dict[str, Decimal]:
        """Return the sum of a group per currency."""
        return self._by_currency(code, *self._declared)

    def undivided(self, code: int) -> dict[str, Decimal]:
        """Return what of it is the remainder of wholes."""
        return self._by_currency(code, *self._undivided)

    def at_most(self, code: int) -> frozenset[str]:
        """Return the currencies whose remainder holds parts that are known and could not be taken out."""
        first, held = code * len(self.tally.ledger.currencies), self._at_most
        return frozenset(
            currency for place, currency in enumerate(self.tally.ledger.currencies) if held[first + place]
        )

    def converted(self, code: int) -> Decimal | None:
        """Return the converted sum of a group; None if nothing in it can be converted."""
        amounts, held = self._converted
        return to_decimal(amounts[code]) if held[code] else None

    def undivided_converted(self, code: int) -> Decimal | None:
        """Return what of the converted sum is the remainder of wholes."""
        amounts, held = self._undivided_converted
        return to_decimal(amounts[code]) if held[code] else None

    def left(self, code: int) -> tuple[Left, ...]:
        """Return the amounts that a group leaves out, where nothing of it can be converted."""
        return tuple(self._left.get(code, ()))

    @cached_property
    def _left(self) -> dict[int, list[Left]]:
        tally, ledger = self.tally, self.tally.ledger
        rows, codes = self._selected
        kept = (np.array(self._converted[1]) == 0)[codes]
        rows, codes = rows[kept], codes[kept]
        kept = ~self.counted[rows] & ledger.priced[rows]
        rows, codes = rows[kept], codes[kept]
        names, currencies = tally.reason_names, ledger.currencies
        keys = (codes * len(names) + tally.reason_codes(rows)) * len(currencies) + ledger.currency[rows]
        keys, places = np.unique(keys, return_inverse=True)
        low, high = (add(amounts[rows], places, len(keys)) for amounts in (ledger.amounts, ledger.highs))
        found: dict[int, list[Left]] = {}
        for at, key in enumerate(keys.tolist()):
            cell, currency = divmod(key, len(currencies))
            code, reason = divmod(cell, len(names))
            left = Left(names[reason], currencies[currency], to_decimal(low[at]), to_decimal(high[at]))
            found.setdefault(code, []).append(left)
        return found

    def ids(self, rows: Whole) -> tuple[str, ...]:
        """Return the ids of some rows."""
        return tuple(self.tally.ledger.ids[rows].tolist())

    def included(self, code: int) -> Whole:
        """Return the rows of a group that are in its sum."""
        if self._is_whole:
            return np.flatnonzero(self.counted)
        rows = self._rows_of(code)
        return rows[self.counted[rows]]

    def excluded(self, code: int) -> Whole:
        """Return the rows of a group that are left out."""
        if self._is_whole:
            return np.flatnonzero(self.tally.selected & ~self.counted)
        rows = self._rows_of(code)
        return rows[~self.counted[rows]]

    def factors(self, code: int) -> list[Factor]:
        """Return the factors by which the rows in a sum are converted."""
        if code not in self._used:
            places = self.into.factor[self.included(code)]
            used = np.flatnonzero(np.bincount(places, minlength=len(self.into.factors)))
            factors = (self.into.factors[place] for place in used.tolist())
            self._used[code] = [factor for factor in factors if factor.value is not None]
        return self._used[code]

    @property
    def _is_whole(self) -> bool:
        return self.grouping.rows is None and len(self.grouping.names) == 1

    def _rows_of(self, code: int) -> Whole:
        inside = self.grouping.codes == code
        if self.grouping.rows is None:
            return np.flatnonzero(inside & self.tally.selected)
        rows: Whole = self.grouping.rows[inside]
        return rows[self.tally.selected[rows]]

    def _of(self, column: NDArray[Any]) -> NDArray[Any]:
        """Entries of a column that is in the order of ``tally.inside``."""
        return column if self._places is None else column[self._places]

    @cached_property
    def _currencies(self) -> Whole:
        codes: Whole = self._codes * len(self.tally.ledger.currencies) + self._of(self.tally.currency)
        return codes

    @cached_property
    def _declared(self) -> tuple[list[int], list[int]]:
        return self._add(self._of(self.tally.nets), self._currencies, self._size)

    @cached_property
    def _undivided(self) -> tuple[list[int], list[int]]:
        at, rest = self._divided, self.tally.rest
        return self._add(rest[at[1]], self._currencies[at[0]], self._size)

    @cached_property
    def _at_most(self) -> list[int]:
        at, place = self._divided
        held: list[int] = np.bincount(
            self._currencies[at[self.tally.inexact[place]]], minlength=self._size
        ).tolist()
        return held

    @cached_property
    def _converted(self) -> tuple[list[int], list[int]]:
        # What cannot be converted stands as 0 and is only not counted.
        sums = add(self._of(self.tally.converted), self._codes, len(self.grouping.names))
        known = self._of(self.tally.known)
        return sums, self._count(self._codes if known.all() else self._codes[known]).tolist()

    @cached_property
    def _undivided_converted(self) -> tuple[list[int], list[int]]:
        at, place = self._divided
        known = self.into.known[self.tally.divided[place]]
        at, place = at[known], place[known]
        return self._add(self.tally.rest_converted[place], self._codes[at], len(self.grouping.names))

    @cached_property
    def _divided(self) -> tuple[Whole, Whole]:
        """Entries that are divided and counted, and the place of each in ``tally.divided``."""
        tally = self.tally
        place = np.flatnonzero(self.counted[tally.divided])
        if self._places is None:
            return np.searchsorted(tally.inside, tally.divided[place]), place
        of_row = np.full(len(tally.selected), -1, dtype=np.intp)
        of_row[tally.divided[place]] = place
        found = of_row[tally.inside[self._places]]
        at = np.flatnonzero(found >= 0)
        return at, found[at]

    @property
    def _size(self) -> int:
        return len(self.grouping.names) * len(self.tally.ledger.currencies)

    @staticmethod
    def _add(amounts: NDArray[Any], cells: Whole, size: int) -> tuple[list[int], list[int]]:
        return add(amounts, cells, size), np.bincount(cells, minlength=size).tolist()

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
    if size == 1:
        return [int(amounts.sum())]
    if amounts.sum() < _EXACT:
        return [int(each) for each in np.bincount(cells, amounts, size)]
    whole = np.zeros(size, dtype=np.int64)
    np.add.at(whole, cells, amounts)
    return whole.tolist()
