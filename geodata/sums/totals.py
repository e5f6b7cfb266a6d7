"""Totals that count nothing twice, and say what is in them and what is not."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.sums.ledger import Converted, Grouping, Mask, Whole
from geodata.sums.rates import PRECISIONS, Factor, to_decimal
from geodata.sums.tally import Rule, Tally


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
    declared : mapping of str to Decimal
        Sum per currency as declared; a currency in which nothing is counted is not there.
    converted : Decimal or None
        Sum in ``rule.currency`` of all rows that can be converted; None if none can.
    undivided, undivided_converted : as the two before
        What of the sums is the remainder of wholes after the parts known of them: not broken down.
    """

    key: tuple[str, ...]
    rule: Rule
    rows: int
    counted: int
    declared: Mapping[str, Decimal]
    converted: Decimal | None
    undivided: Mapping[str, Decimal]
    undivided_converted: Decimal | None
    _tally: Tally
    _grouping: Grouping
    _code: int
    _in: Mask

    @property
    def included(self) -> tuple[str, ...]:
        """Ids of the rows in the sum, in the order of the table."""
        rows = self._rows()
        return tuple(self._tally.ledger.ids[rows[self._in[rows]]].tolist())

    @property
    def excluded(self) -> dict[str, str]:
        """Ids of the rows left out, with the code of the reason."""
        rows = self._rows()
        out = rows[~self._in[rows]]
        ids = self._tally.ledger.ids[out].tolist()
        return {row_id: self._tally.reason(row) for row_id, row in zip(ids, out.tolist(), strict=True)}

    @property
    def unconverted(self) -> dict[str, str]:
        """Ids of the rows in ``declared`` that are not in ``converted``, with the code of the reason."""
        into = self._into()
        rows = self._rows()
        rows = rows[self._in[rows] & ~into.known[rows]]
        return {
            self._tally.ledger.ids[row]: into.factors[into.factor[row]].reason or "no-rate" for row in rows
        }

    @property
    def remainders(self) -> tuple[str, ...]:
        """Ids of the rows in the sum of which parts are known, and only the rest is not broken down."""
        rows = self._rows()
        return tuple(self._tally.ledger.ids[rows[self._in[rows] & self._tally.divided[rows]]].tolist())

    @property
    def rates(self) -> tuple[str, ...]:
        """Ids of the rates used, sorted."""
        return tuple(sorted({quote.rate_id for factor in self._factors() for quote in factor.quotes}))

    @property
    def precision(self) -> str | None:
        """The weakest precision of a rate used; None if nothing was converted."""
        found = [factor.precision for factor in self._factors() if factor.precision]
        return max(found, key=PRECISIONS.index, default=None)

    def _into(self) -> Converted:
        return self._tally.ledger.conversions[self.rule.currency]

    def _factors(self) -> list[Factor]:
        into, rows = self._into(), self._rows()
        rows = rows[self._in[rows] & into.known[rows]]
        return [into.factors[number] for number in np.unique(into.factor[rows])]

    def _rows(self) -> Whole:
        inside = self._grouping.codes == self._code
        if self._grouping.rows is not None:
            rows: Whole = self._grouping.rows[inside & self._tally.selected[self._grouping.rows]]
            return rows
        return np.flatnonzero(inside & self._tally.selected)


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
    return next(iter(totals(tally, everything, tally.counted)), _nothing(tally, everything))


def totals(tally: Tally, grouping: Grouping, counted: Mask) -> list[Total]:
    """Return the total of each group that has a row in the selection.

    Parameters
    ----------
    tally : Tally
        What becomes of each row.
    grouping : Grouping
        Group of each row.
    counted : array of bool
        Rows that are said to be in the sums: ``tally.counted`` for a whole selection, ``tally.shown`` for
        its groups.
    """
    count = len(grouping.names)
    if grouping.rows is None:
        rows = np.flatnonzero(tally.selected)
        codes = grouping.codes[rows]
    else:
        entries = tally.selected[grouping.rows]
        rows, codes = grouping.rows[entries], grouping.codes[entries]
    present = np.bincount(codes, minlength=count)
    # Nets of wholes and of the parts shown add up to the wholes, whichever of the two is asked for.
    inside = tally.shown[rows]
    rows_in, codes_in = rows[inside], codes[inside]
    sums = _Sums.build(tally, rows_in, codes_in, count, (tally.divided & counted)[rows_in])
    counts = np.bincount(codes[counted[rows]], minlength=count)
    return [
        Total(
            grouping.names[code], tally.rule, int(present[code]), int(counts[code]),
            sums.declared(code), sums.converted(code), sums.undivided(code), sums.undivided_converted(code),
            tally, grouping, code, counted,
        )
        for code in np.flatnonzero(present).tolist()
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """Hundredths per group and currency, with how many rows brought them."""

    currencies: tuple[str, ...]
    amounts: NDArray[Any]
    held: Whole
    rest: NDArray[Any]
    rests: Whole
    values: NDArray[Any]
    known: Whole
    rest_values: NDArray[Any]
    rest_known: Whole

    @classmethod
    def build(cls, tally: Tally, rows: Whole, codes: Whole, count: int, divided: Mask) -> "_Sums":
        ledger = tally.ledger
        width, known = len(ledger.currencies), ledger.conversions[tally.rule.currency].known[rows]
        cells = codes * width + ledger.currency[rows]
        return cls(
            ledger.currencies,
            *_add(tally.nets[rows], cells, count * width),
            *_add(tally.nets[rows[divided]], cells[divided], count * width),
            *_add(tally.converted[rows[known]], codes[known], count),
            *_add(tally.converted[rows[known & divided]], codes[known & divided], count),
        )

    def declared(self, code: int) -> dict[str, Decimal]:
        return self._by_currency(code, self.amounts, self.held)

    def undivided(self, code: int) -> dict[str, Decimal]:
        return self._by_currency(code, self.rest, self.rests)

    def converted(self, code: int) -> Decimal | None:
        return to_decimal(self.values[code]) if self.known[code] else None

    def undivided_converted(self, code: int) -> Decimal | None:
        return to_decimal(self.rest_values[code]) if self.rest_known[code] else None

    def _by_currency(self, code: int, amounts: NDArray[Any], held: Whole) -> dict[str, Decimal]:
        first = code * len(self.currencies)
        return {
            currency: to_decimal(amounts[first + place])
            for place, currency in enumerate(self.currencies)
            if held[first + place]
        }


def _add(amounts: NDArray[Any], cells: Whole, count: int) -> tuple[NDArray[Any], Whole]:
    sums = np.zeros(count, dtype=amounts.dtype)
    np.add.at(sums, cells, amounts)
    return sums, np.bincount(cells, minlength=count)


def _nothing(tally: Tally, grouping: Grouping) -> Total:
    return Total((), tally.rule, 0, 0, {}, None, {}, None, tally, grouping, 0, tally.counted)
