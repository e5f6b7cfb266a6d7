"""The pledges as arrays, worked out once, so that a choice of filters costs a few passes over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.model import Facts
from geodata.sums.groups import CROSSED, Grouping, Mask, Whole, cross, factorise, groupings, texts
from geodata.sums.rates import DOLLAR, Conversion, Factor, Rates, hundredths, times, to_decimal

RANGE = "range"
# Why a row counts in no total whatever its rule.
OWN_REASONS = ("no-amount", "no-currency", RANGE, "part-of-itself")
AS_DECLARED = "as-declared"


@dataclass(frozen=True, slots=True, eq=False)
class Converted:
    """All amounts in one currency: hundredths (0 where unknown), and the factor of each row by its place."""

    amounts: NDArray[Any]
    known: Mask
    factors: tuple[Factor, ...]
    factor: Whole


@dataclass(frozen=True, eq=False)
class Ledger:
    """The pledges of some facts as arrays in the order of the table.

    Attributes
    ----------
    ids : array of str
        Ids of the pledges.
    amounts : array of int
        Hundredths of the amount as declared, 0 where none is known; the low end of a range.
    highs : array of int
        The same, the high end of a range.
    currencies : tuple of str
        Codes that ``currency`` points to.
    kinds : tuple of (own reason, status, flow)
        What ``kind`` points to: everything that a rule looks at.
    by_kind : tuple of array of int
        Rows of each kind.
    parts : array of int
        Rows with another above them and no circle; ``parent`` has the row above, -1 where there is none.
    steps : tuple of array
        Every pair of a part and a row above it, the nearest first: the place of the part in ``parts``, the
        part, the row above, and whether a step up to it is not said (``loose``).
    holders, slot : array of int
        Rows that are above others, sorted; per row its place among them.
    loose : array of bool
        Rows of which it is not said whether the row above them (``may_overlap``) holds them.
    """

    ids: NDArray[Any]
    amounts: NDArray[Any]
    highs: NDArray[Any]
    currency: Whole
    currencies: tuple[str, ...]
    kind: Whole
    kinds: tuple[tuple[str, str, str], ...]
    parent: Whole
    loose: Mask
    by_kind: tuple[Whole, ...]
    parts: Whole
    steps: tuple[Whole, Whole, Whole, Mask]
    holders: Whole
    slot: Whole
    groupings: Mapping[str, Grouping]
    crossed: Mapping[tuple[str, ...], Grouping]
    conversions: Mapping[str, Converted]
    places: Mapping[str, int]
    rates: Rates

    @classmethod
    def build(cls, facts: Facts, currencies: Sequence[str] = (DOLLAR, "JPY")) -> "Ledger":
        """Return the ledger of some facts.

        Parameters
        ----------
        facts : Facts
            As loaded.
        currencies : sequence of str
            Currencies into which totals can be asked for.

        Examples
        --------
        >>> import geodata
        >>> ledger = Ledger.build(geodata.load())
        >>> len(ledger.ids) == len(geodata.load().pledges)
        True
        """
        return cls.of(pd.DataFrame(facts.pledges), Rates.build(facts.rates), currencies)

    @classmethod
    def of(cls, pledges: pd.DataFrame, rates: Rates, currencies: Sequence[str] = (DOLLAR,)) -> "Ledger":
        """Return the ledger of a table of pledges; an optional column that is missing counts as empty."""
        parent, loose = _parents(pledges)
        above = parent >= 0
        circular = _circular(parent)
        parts = np.flatnonzero(above & ~circular)
        holders = np.unique(parent[above])
        slot = np.full(len(pledges), -1, dtype=np.intp)
        slot[holders] = np.arange(len(holders))
        kind, kinds = _kinds(pledges, _own_reasons(pledges, circular))
        groups = groupings(pledges)
        currency, codes = factorise(texts(pledges["currency"]))
        return cls(
            ids=np.array(pledges.index, dtype=object),
            amounts=hundredths(pledges["amount"].to_numpy(dtype=float)),
            highs=hundredths(_highs(pledges)),
            currency=currency,
            currencies=codes,
            kind=kind,
            kinds=kinds,
            parent=parent,
            loose=loose,
            by_kind=tuple(np.flatnonzero(kind == number) for number in range(len(kinds))),
            parts=parts,
            steps=_steps(parts, parent, loose),
            holders=holders,
            slot=slot,
            groupings=groups,
            crossed={by: cross(groups, by) for by in CROSSED},
            conversions={code: _convert(pledges, rates, code) for code in currencies},
            places={str(row): number for number, row in enumerate(pledges.index)},
            rates=rates,
        )

    def conversion(self, pledge_id: str, currency: str = DOLLAR) -> Conversion:
        """Return the amount of a pledge in a currency, with the rates used.

        Raises
        ------
        KeyError
            If the pledge is not known, or the ledger was not built for the currency.
        """
        into, row = self.conversions[currency], self.places[pledge_id]
        if "no-amount" in self.kinds[self.kind[row]]:
            return Conversion(None, currency, reason="no-amount")
        factor = into.factors[into.factor[row]]
        if not into.known[row]:
            return Conversion(None, currency, reason=factor.reason)
        return Conversion(to_decimal(into.amounts[row]), currency, factor.quotes, factor.precision)

    def grouping(self, by: Sequence[str]) -> Grouping:
        """Return the groups of some dimensions together."""
        made = self.crossed.get(tuple(by))
        return made or cross(self.groupings, by)

    def of_kind(self, statuses: Sequence[str], flows: Sequence[str] = ()) -> Mask:
        """Return the rows of some statuses and flows; of all flows if none is named."""
        asked = tuple(statuses), tuple(flows)
        if asked not in self._of_kind:
            self._of_kind[asked] = self.rows_of(
                tuple(status in statuses and (not flows or flow in flows) for _, status, flow in self.kinds)
            )
        return self._of_kind[asked]

    def rows_of(self, wanted: tuple[bool, ...]) -> Mask:
        """Return the rows of the kinds wanted, one bool per kind; kept, and not to be changed."""
        if wanted not in self._rows_of:
            self._rows_of[wanted] = np.array(wanted, dtype=bool)[self.kind]
        return self._rows_of[wanted]

    def count_kinds(self, rows: Mask) -> list[int]:
        """Return how many of some rows are of each kind."""
        found: list[int] = np.bitwise_count(self._kind_bits & _packed(rows)).sum(axis=1, dtype=int).tolist()
        return found

    @cached_property
    def firm_parts(self) -> tuple[Whole, Whole]:
        """Parts of which a source says what holds them, and the place of that among the holders."""
        parts = self.parts[~self.loose[self.parts]]
        return parts, self.slot[self.parent[parts]]

    @cached_property
    def unpriced(self) -> Mask:
        """Rows without an amount."""
        return self.rows_of(tuple(own == OWN_REASONS[0] for own, _, _ in self.kinds))

    @cached_property
    def priced(self) -> Mask:
        """Rows with an amount and its currency."""
        return self.rows_of(tuple(own not in OWN_REASONS[:2] for own, _, _ in self.kinds))

    @cached_property
    def _of_kind(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Mask]:
        return {}

    @cached_property
    def _rows_of(self) -> dict[tuple[bool, ...], Mask]:
        return {}

    @cached_property
    def _kind_bits(self) -> NDArray[np.uint64]:
        return np.array([_packed(self.kind == number) for number in range(len(self.kinds))])


def _highs(pledges: pd.DataFrame) -> NDArray[np.float64]:
    low = pledges["amount"].to_numpy(dtype=float)
    if "amount_high" not in pledges:
        return low
    high = pledges["amount_high"].to_numpy(dtype=float)
    return np.where(np.isnan(high), low, high)


def _own_reasons(pledges: pd.DataFrame, circular: Mask) -> list[str]:
    amount = pledges["amount"].isna().to_numpy()
    currency = pledges["currency"].isna().to_numpy()
    ranged = pledges["amount_high"].notna().to_numpy() if "amount_high" in pledges else np.zeros_like(amount)
    rules = [amount, currency, ranged, circular]
    return [str(code) for code in np.select(rules, OWN_REASONS, "")]


def _kinds(pledges: pd.DataFrame, own: list[str]) -> tuple[Whole, tuple[tuple[str, str, str], ...]]:
    cells = list(zip(own, texts(pledges["status"]), texts(pledges["flow"]), strict=True))
    names = sorted(set(cells))
    place = {name: number for number, name in enumerate(names)}
    return np.array([place[cell] for cell in cells], dtype=np.intp), tuple(names)


def _parents(pledges: pd.DataFrame) -> tuple[Whole, Mask]:
    place = {row: number for number, row in enumerate(pledges.index)}
    wholes = np.array([place.get(cell, -1) for cell in pledges["part_of"]], dtype=np.intp)
    if "may_overlap" not in pledges:
        return wholes, np.zeros(len(pledges), dtype=bool)
    others = np.array([place.get(cell, -1) for cell in pledges["may_overlap"]], dtype=np.intp)
    loose = (wholes < 0) & (others >= 0)
    return np.where(loose, others, wholes), loose


def _circular(parent: Whole) -> Mask:
    """Rows above which there is a circle."""
    found = np.asarray(parent < 0)
    waiting = np.flatnonzero(~found)
    while True:
        ready = found[parent[waiting]]
        if not ready.any():
            return ~found
        found[waiting[ready]] = True
        waiting = waiting[~ready]


def _steps(parts: Whole, parent: Whole, loose: Mask) -> tuple[Whole, Whole, Whole, Mask]:
    place, above, unsaid = np.arange(len(parts)), parent[parts], loose[parts]
    found = [(place, above, unsaid)]
    while len(place):
        on = parent[above] >= 0
        place, unsaid, above = place[on], (unsaid | loose[above])[on], parent[above][on]
        found.append((place, above, unsaid))
    places, rows, steps = (np.concatenate(each) for each in zip(*found, strict=True))
    return places, parts[places], rows, steps


def _packed(rows: Mask) -> NDArray[np.uint64]:
    """Rows as bits, 64 to a word, so that counting reads little memory."""
    filled = np.zeros(len(rows) + -len(rows) % 64, dtype=bool)
    filled[: len(rows)] = rows
    return np.packbits(filled).view(np.uint64)


def _convert(pledges: pd.DataFrame, rates: Rates, into: str) -> Converted:
    pairs = list(zip(pledges["currency"], pledges["date"], strict=True))
    distinct = {pair: number for number, pair in enumerate(dict.fromkeys(_plain(pair) for pair in pairs))}
    factors = [rates.factor(currency, day, into) for currency, day in distinct]
    factor = np.array([distinct[_plain(pair)] for pair in pairs], dtype=np.intp)
    values = times(
        hundredths(pledges["amount"].to_numpy(dtype=float)), [factors[place].value for place in factor]
    )
    known = pledges["amount"].notna().to_numpy() & np.array(
        [factors[place].value is not None for place in factor]
    )
    declared = np.flatnonzero(_as_declared(pledges)) if into == DOLLAR else np.empty(0, dtype=np.intp)
    values[declared] = hundredths(pledges["amount_usd"].to_numpy(dtype=float)[declared])
    factor[declared] = len(factors)
    factors.append(Factor(Fraction(1), precision="declared"))
    return Converted(values, known, tuple(factors), factor)


def _as_declared(pledges: pd.DataFrame) -> Mask:
    if "conversion" not in pledges:
        return np.zeros(len(pledges), dtype=bool)
    return np.asarray((pledges["conversion"] == AS_DECLARED) & pledges["amount_usd"].notna(), dtype=bool)


def _plain(pair: tuple[Any, Any]) -> tuple[Any, Any]:
    currency, day = (cell if isinstance(cell, str) else None for cell in pair)
    return currency, day
