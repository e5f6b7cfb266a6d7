"""Totals that count nothing twice, and say what is in them and what is not; and their groups."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from geodata.sums.groups import LISTS
from geodata.sums.ledger import NO_AMOUNT, NO_CURRENCY, Ledger, Pledge
from geodata.sums.rates import to_decimal
from geodata.sums.resolution import Entry, LeftOut, Resolution, Rule

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmountLeft:
    """Amounts that a sum leaves out for one reason, as declared; ``low`` and ``high`` differ for ranges."""

    reason: str
    currency: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Total:
    """A sum with its rule, what is in it, and what is left out.

    Attributes
    ----------
    key : tuple of str
        Codes of the group; empty for the total of a selection.
    rule : Rule
        What was added up.
    entries : tuple of Entry
        Rows in the sum, in the order of the table, each with what it brings.
    left_out : tuple of LeftOut
        Rows of the group that are not in it, in the order of the table, each with its reason.
    """

    key: Key
    rule: Rule
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def currency(self) -> str:
        """Currency of ``converted``."""
        return self.rule.currency

    @property
    def rows(self) -> int:
        """How many rows the selection has in the group."""
        return len(self.entries) + len(self.left_out)

    @property
    def counted(self) -> int:
        """How many of them bring an amount into the sum."""
        return len(self.entries)

    @property
    def declared(self) -> dict[str, Decimal]:
        """Sum per currency as declared; a currency in which nothing is counted is not there."""
        return _by_currency((entry.pledge.currency, entry.amount) for entry in self.entries)

    @property
    def converted(self) -> Decimal | None:
        """Sum in ``currency`` of all rows that can be converted; None if none can."""
        return _sum(entry.converted for entry in self.entries)

    @property
    def undivided(self) -> dict[str, Decimal]:
        """What of ``declared`` is the rest of wholes after the parts known of them."""
        return _by_currency(
            (entry.pledge.currency, entry.rest.amount) for entry in self.entries if entry.rest
        )

    @property
    def undivided_converted(self) -> Decimal | None:
        """What of ``converted`` is the rest of wholes; None if there is no such whole."""
        return _sum(entry.rest.converted for entry in self.entries if entry.rest)

    @property
    def at_most(self) -> frozenset[str]:
        """Currencies of ``undivided`` that hold a part which is known and could not be taken out."""
        return frozenset(entry.pledge.currency for entry in self.entries if entry.rest and entry.rest.left_in)

    @property
    def included(self) -> tuple[str, ...]:
        """Ids of the rows in the sum."""
        return tuple(entry.pledge.id for entry in self.entries)

    @property
    def excluded(self) -> dict[str, str]:
        """Ids of the rows left out, with the code of the reason."""
        return {each.pledge.id: each.reason for each in self.left_out}

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows are left out for each reason, the most first."""
        counts = Counter(each.reason for each in self.left_out)
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))

    @property
    def unconverted(self) -> dict[str, str]:
        """Ids of the rows in ``declared`` that are not in ``converted``, with the code of the reason."""
        return {
            entry.pledge.id: str(entry.conversion.reason) for entry in self.entries if entry.converted is None
        }

    @property
    def rates(self) -> tuple[str, ...]:
        """Ids of the rates used, sorted."""
        quotes = (quote for entry in self.entries for quote in entry.conversion.quotes)
        return tuple(sorted({quote.rate_id for quote in quotes}))

    @property
    def amounts_left(self) -> tuple[AmountLeft, ...]:
        """Amounts left out, by reason and currency."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for each in self.left_out:
            if each.pledge.reason not in (NO_AMOUNT, NO_CURRENCY):
                key = each.reason, each.pledge.currency
                low, high = found.get(key, (0, 0))
                found[key] = low + each.pledge.amount, high + each.pledge.high
        return tuple(AmountLeft(*key, *map(to_decimal, ends)) for key, ends in sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its groups.

    Attributes
    ----------
    by : tuple of str
        Dimensions.
    whole : Total
        The total of the selection.
    additive : bool
        Whether the groups add up to the total. They do not by ``resource``, where one row can name several.
    cells : tuple of Total
        Groups with a row in the selection, in the order of the codes. A part that can be taken out of its
        whole stands in its own group, and the whole's group keeps the rest.
    """

    by: Key
    whole: Total
    additive: bool
    cells: tuple[Total, ...]


def total(resolution: Resolution) -> Total:
    """Return the total of a selection.

    Examples
    --------
    >>> import geodata
    >>> from geodata.sums import Ledger, resolve
    >>> ledger = Ledger.build(geodata.load())
    >>> found = total(resolve(ledger, [ledger.by_id["jpn-kaz-semey-medical-grant"]]))
    >>> found.declared, found.rates
    ({'JPY': Decimal('1087000000.00')}, ('jpy-2025-08-25-ecb',))
    """
    return Total((), resolution.rule, resolution.counted, resolution.left_out)


def breakdown(resolution: Resolution, *by: str) -> Breakdown:
    """Return a total by one dimension or by several together.

    Parameters
    ----------
    resolution : Resolution
        What is counted.
    *by : str
        ``donor``, ``group`` (of donors), ``country`` (a beneficiary; ``SEVERAL`` for a row with several,
        which is never split; ``REGION``), ``theme``, ``resource``, ``status``, ``flow``, ``year``. ``NONE``
        stands for no value.

    Raises
    ------
    ValueError
        If two of them are lists, which cannot be crossed.

    Examples
    --------
    >>> import geodata
    >>> from geodata.sums import Ledger, resolve
    >>> ledger = Ledger.build(geodata.load())
    >>> found = breakdown(resolve(ledger, ledger.pledges), "donor")
    >>> sum(cell.converted or 0 for cell in found.cells) == found.whole.converted
    True
    """
    lists = sum(dimension in LISTS for dimension in by)
    if lists > 1:
        raise ValueError("two dimensions that are lists cannot be crossed")
    entries: dict[Key, list[Entry]] = {}
    left_out: dict[Key, list[LeftOut]] = {}
    for entry in resolution.shown:
        for key in _keys(entry.pledge, by):
            entries.setdefault(key, []).append(entry)
    shown = {entry.pledge.row for entry in resolution.shown}
    for each in resolution.left_out:
        if each.pledge.row not in shown:
            for key in _keys(each.pledge, by):
                left_out.setdefault(key, []).append(each)
    cells = tuple(
        Total(key, resolution.rule, tuple(entries.get(key, ())), tuple(left_out.get(key, ())))
        for key in in_order(entries.keys() | left_out.keys(), resolution.ledger, by)
    )
    return Breakdown(by, total(resolution), not lists, cells)


def in_order(keys: Iterable[Key], ledger: Ledger, by: Key) -> list[Key]:
    """Return the keys of groups in the order of their codes."""
    places = [{code: place for place, code in enumerate(ledger.codes[dimension])} for dimension in by]
    return sorted(keys, key=lambda key: [at[code] for at, code in zip(places, key, strict=True)])


def _keys(pledge: Pledge, by: Key) -> Iterator[Key]:
    return product(*[pledge.groups[dimension] for dimension in by])


def _by_currency(amounts: Iterable[tuple[str, int]]) -> dict[str, Decimal]:
    sums: dict[str, int] = {}
    for currency, amount in amounts:
        sums[currency] = sums.get(currency, 0) + amount
    return {currency: to_decimal(sums[currency]) for currency in sorted(sums)}


def _sum(amounts: Iterable[int | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return to_decimal(sum(known)) if known else None
