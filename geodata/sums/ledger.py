"""The pledges as records, worked out once: amounts in hundredths, what holds what, conversions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import pandas as pd

from geodata.model import Facts
from geodata.sums.groups import groups_of, ordered, text
from geodata.sums.rates import DOLLAR, Conversion, Rates, hundredths

NO_AMOUNT, NO_CURRENCY, RANGE = "no-amount", "no-currency", "range"
# Why a row counts in no total whatever its rule; the first that holds is said.
OWN_REASONS = (NO_AMOUNT, NO_CURRENCY, RANGE, "part-of-itself")
AS_DECLARED = "as-declared"
_COLUMNS = (
    "donor", "beneficiaries", "amount", "amount_high", "currency", "amount_usd", "conversion", "status",
    "theme", "resources", "date", "flow", "part_of", "may_overlap",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Above:
    """A pledge above another: its row, and whether a source states every step up to it."""

    row: int
    is_stated: bool


@dataclass(frozen=True, slots=True, eq=False)
class Pledge:
    """A row of the table as the rules read it.

    Attributes
    ----------
    row : int
        Its place in the table.
    id : str
        Its id.
    amount, high : int
        Hundredths as declared, low and high end of a range; 0 where none is known (``reason`` says so).
    currency, status, flow : str
        Codes; ``NONE`` where there is none.
    reason : str
        Why it counts in no total whatever the rule (``OWN_REASONS``); empty if it may count.
    above : tuple of Above
        What holds it, or may hold it, the nearest first; nothing for a pledge above which there is a circle.
    parts : tuple of int
        Rows of which a source says that this pledge is their whole.
    groups : mapping of str to tuple of str
        Codes per dimension of a breakdown.
    """

    row: int
    id: str
    amount: int
    high: int
    currency: str
    status: str
    flow: str
    reason: str
    above: tuple[Above, ...]
    parts: tuple[int, ...]
    groups: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The pledges of some facts.

    Attributes
    ----------
    pledges : tuple of Pledge
        In the order of the table.
    by_id : mapping of str to Pledge
        The same by their ids.
    conversions : mapping of str to tuple of Conversion
        Per currency, by the row of the pledge.
    codes : mapping of str to tuple of str
        Codes of each dimension of a breakdown, in their order.
    """

    pledges: tuple[Pledge, ...]
    by_id: Mapping[str, Pledge]
    conversions: Mapping[str, tuple[Conversion, ...]]
    codes: Mapping[str, tuple[str, ...]]

    @classmethod
    def build(cls, facts: Facts, currencies: Sequence[str] = (DOLLAR, "JPY")) -> "Ledger":
        """Return the ledger of some facts.

        Parameters
        ----------
        facts : Facts
            As loaded.
        currencies : sequence of str
            Currencies into which totals can be asked for.
        """
        return cls.of(pd.DataFrame(facts.pledges), Rates.build(facts.rates), currencies)

    @classmethod
    def of(cls, table: pd.DataFrame, rates: Rates, currencies: Sequence[str] = (DOLLAR,)) -> "Ledger":
        """Return the ledger of a table of pledges; an optional column that is missing counts as empty."""
        ids = [str(row) for row in table.index]
        rows = table.reindex(columns=list(_COLUMNS)).to_dict("records")
        chains, parts = _chains(ids, rows)
        pledges = tuple(
            _pledge(row, ids[row], cells, chains[row], parts[row]) for row, cells in enumerate(rows)
        )
        return cls(
            pledges=pledges,
            by_id={pledge.id: pledge for pledge in pledges},
            conversions={
                into: tuple(_convert(*pair, rates, into) for pair in zip(pledges, rows, strict=True))
                for into in currencies
            },
            codes=ordered(table, (pledge.groups for pledge in pledges)),
        )

    def select(self, mask: Iterable[bool]) -> tuple[Pledge, ...]:
        """Return the pledges for which a mask in the order of the table is true."""
        return tuple(compress(self.pledges, mask))

    def conversion(self, pledge_id: str, currency: str = DOLLAR) -> Conversion:
        """Return the amount of a pledge in a currency, with the rates used.

        Raises
        ------
        KeyError
            If the pledge is not known, or the ledger was not built for the currency.
        """
        return self.conversions[currency][self.by_id[pledge_id].row]


def _chains(
    ids: list[str], rows: list[dict[Any, Any]]
) -> tuple[list[tuple[Above, ...] | None], list[tuple[int, ...]]]:
    """Return what is above each row (None where that is a circle), and the parts of each row."""
    row_of = {row_id: row for row, row_id in enumerate(ids)}
    up = [_up(cells, row_of) for cells in rows]
    chains = [_chain(row, up) for row in range(len(rows))]
    parts: list[list[int]] = [[] for _ in rows]
    for row, chain in enumerate(chains):
        if chain and chain[0].is_stated:
            parts[chain[0].row].append(row)
    return chains, [tuple(each) for each in parts]


def _up(cells: Mapping[Any, Any], row_of: Mapping[str, int]) -> Above | None:
    """Return the row that holds another; if none is known, the one that may hold it."""
    whole, other = row_of.get(cells["part_of"]), row_of.get(cells["may_overlap"])
    if whole is not None:
        return Above(whole, is_stated=True)
    return None if other is None else Above(other, is_stated=False)


def _chain(row: int, up: list[Above | None]) -> tuple[Above, ...] | None:
    found: list[Above] = []
    seen, is_stated, step = {row}, True, up[row]
    while step is not None:
        if step.row in seen:
            return None
        seen.add(step.row)
        is_stated = is_stated and step.is_stated
        found.append(Above(step.row, is_stated))
        step = up[step.row]
    return tuple(found)


def _pledge(
    row: int, row_id: str, cells: Mapping[Any, Any], chain: tuple[Above, ...] | None, parts: tuple[int, ...]
) -> Pledge:
    low, high = cells["amount"], cells["amount_high"]
    found = (pd.isna(low), pd.isna(cells["currency"]), not pd.isna(high), chain is None)
    amount = 0 if pd.isna(low) else hundredths(low)
    return Pledge(
        row=row,
        id=row_id,
        amount=amount,
        high=amount if pd.isna(high) else hundredths(high),
        currency=text(cells["currency"]),
        status=text(cells["status"]),
        flow=text(cells["flow"]),
        reason=next(compress(OWN_REASONS, found), ""),
        above=chain or (),
        parts=parts,
        groups=groups_of(cells),
    )


def _convert(pledge: Pledge, cells: Mapping[Any, Any], rates: Rates, into: str) -> Conversion:
    if pledge.reason == NO_AMOUNT:
        return Conversion(None, into, reason=pledge.reason)
    if into == DOLLAR and cells["conversion"] == AS_DECLARED and not pd.isna(cells["amount_usd"]):
        return Conversion(hundredths(cells["amount_usd"]), into, precision="declared")
    return rates.exchange(pledge.amount, cells["currency"], cells["date"], into)
