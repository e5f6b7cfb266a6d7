"""The pledges as records, worked out once: amounts in hundredths, what holds what, conversions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, takewhile
from typing import Any

import pandas as pd

from geodata.model import Facts
from geodata.sums.groups import groups_of, places_of, text
from geodata.sums.rates import DOLLAR, Conversion, Rates, hundredths

NO_AMOUNT, NO_CURRENCY, RANGE = "no-amount", "no-currency", "range"
# Why a row counts in no total whatever its rule; the first that holds is said.
OWN_REASONS = (NO_AMOUNT, NO_CURRENCY, RANGE, "part-of-itself")
AS_DECLARED = "as-declared"

Chain = tuple[tuple[int, ...], int]


@dataclass(frozen=True, slots=True, eq=False)
class Pledge:
    """A row of the table as the rules read it; ``NONE`` stands for a code that is missing.

    Attributes
    ----------
    amount, high : int
        Hundredths as declared, low and high end of a range; 0 where none is known (``reason`` says so).
    reason : str
        Why it counts in no total whatever the rule (``OWN_REASONS``); empty if it may count.
    above : tuple of int
        Rows that hold it or may hold it, the nearest first; none for a pledge above which there is a circle.
    stated : int
        How many steps up, from the first, a source states.
    groups, conversions : mapping
        Its codes per dimension of a breakdown, and its amount per currency.
    """

    row: int
    id: str
    amount: int
    high: int
    currency: str
    status: str
    flow: str
    reason: str
    above: tuple[int, ...]
    stated: int
    groups: Mapping[str, tuple[str, ...]]
    conversions: Mapping[str, Conversion]


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The pledges of some facts in the order of the table, and by their ids.

    ``parts`` has per row the pledges of which a source says that it is their whole, ``places`` the place of
    each code in the order of its dimension.
    """

    pledges: tuple[Pledge, ...]
    by_id: Mapping[str, Pledge]
    parts: Mapping[int, Sequence[Pledge]]
    places: Mapping[str, Mapping[str, int]]

    @classmethod
    def build(cls, facts: Facts, currencies: Sequence[str] = (DOLLAR, "JPY")) -> "Ledger":
        """Return the ledger of some facts, for totals in some currencies."""
        return cls.of(pd.DataFrame(facts.pledges), Rates.build(facts.rates), currencies)

    @classmethod
    def of(cls, table: pd.DataFrame, rates: Rates, currencies: Sequence[str] = (DOLLAR,)) -> "Ledger":
        """Return the ledger of a table of pledges."""
        pledges: list[Pledge] = []
        for row_id, cells, chain in zip(table.index, table.to_dict("records"), chains(table), strict=True):
            conversions = {into: _convert(cells, rates, into) for into in currencies}
            pledges.append(_pledge(len(pledges), str(row_id), cells, chain, conversions))
        parts: dict[int, list[Pledge]] = {}
        for pledge in pledges:
            if pledge.stated:
                parts.setdefault(pledge.above[0], []).append(pledge)
        by_id = {pledge.id: pledge for pledge in pledges}
        return cls(tuple(pledges), by_id, parts, places_of(table, [pledge.groups for pledge in pledges]))

    def select(self, mask: Iterable[bool]) -> tuple[Pledge, ...]:
        """Return the pledges for which a mask in the order of the table is true."""
        return tuple(compress(self.pledges, mask))


def chains(table: pd.DataFrame) -> list[Chain | None]:
    """Return per row the rows above it, and how many steps a source states; None if they are a circle.

    What may hold a row is above it where nothing is known that does.
    """
    row_of = {row_id: row for row, row_id in enumerate(table.index)}
    wholes, others = ([row_of.get(cell) for cell in table[name]] for name in ("part_of", "may_overlap"))
    up = [other if whole is None else whole for whole, other in zip(wholes, others, strict=True)]
    found: list[Chain | None] = []
    for row in range(len(table)):
        above: list[int] = []
        step = up[row]
        while step is not None and step != row and step not in above:
            above.append(step)
            step = up[step]
        stated = takewhile(lambda each: wholes[each] is not None, (row, *above))
        found.append((tuple(above), len(list(stated))) if step is None else None)
    return found


def _pledge(
    row: int, row_id: str, cells: Mapping[Any, Any], chain: Chain | None, conversions: dict[str, Conversion]
) -> Pledge:
    low, high = cells["amount"], cells["amount_high"]
    found = (pd.isna(low), pd.isna(cells["currency"]), pd.notna(high), chain is None)
    amount = 0 if pd.isna(low) else hundredths(low)
    above, stated = chain or ((), 0)
    return Pledge(
        row=row,
        id=row_id,
        amount=amount,
        high=amount if pd.isna(high) else hundredths(high),
        currency=text(cells["currency"]),
        status=text(cells["status"]),
        flow=text(cells["flow"]),
        reason=next(compress(OWN_REASONS, found), ""),
        above=above,
        stated=stated,
        groups=groups_of(cells),
        conversions=conversions,
    )


def _convert(cells: Mapping[Any, Any], rates: Rates, into: str) -> Conversion:
    if pd.isna(cells["amount"]):
        return Conversion(None, into, reason=NO_AMOUNT)
    if into == DOLLAR and cells["conversion"] == AS_DECLARED and pd.notna(cells["amount_usd"]):
        return Conversion(hundredths(cells["amount_usd"]), into, precision="declared")
    return rates.exchange(hundredths(cells["amount"]), cells["currency"], cells["date"], into)
