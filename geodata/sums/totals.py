"""Totals that count nothing twice, and say what is in them and what is not."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from geodata.sums.cells import Cells, Left
from geodata.sums.groups import Grouping, Whole
from geodata.sums.rates import PRECISIONS, Factor
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
    """

    key: tuple[str, ...]
    rule: Rule
    rows: int
    counted: int
    _sums: Cells
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
        if not self.key:
            return self._sums.tally.reasons()
        return dict(Counter(self.excluded.values()).most_common())

    @property
    def left(self) -> tuple[Left, ...]:
        """Amounts left out, as declared and by reason, where nothing can be converted; else empty."""
        return self._sums.left(self._code)

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
        return self._sums.ids(rows[np.isin(rows, self._sums.tally.divided)])

    @property
    def at_most(self) -> frozenset[str]:
        """Currencies of ``undivided`` that hold a known part in another currency or without an amount."""
        return self._sums.at_most(self._code)

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
        return self._sums.factors(self._code)

    def _in(self) -> Whole:
        return self._sums.included(self._code)

    def _out(self) -> Whole:
        return self._sums.excluded(self._code)


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
    sums = Cells(tally, everything, tally.counted)
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
    sums = Cells(tally, grouping, tally.shown)
    present, entries = sums.present.tolist(), sums.entries.tolist()
    return [
        Total(grouping.names[code], tally.rule, present[code], entries[code], sums, code)
        for code in np.flatnonzero(sums.present).tolist()
    ]
