"""Totals in words: what is counted, per currency, and which rows are in it or left out, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from dashboard.text import Words
from geodata.sums import Tally, Total
from geodata.sums.tally import OVERLAP, PART

# Rows of a list that are sent to the browser; the downloads hold all of them.
LISTED = 100
LARGE = 1_000_000

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Sum:
    """A total as it is shown.

    Attributes
    ----------
    key : str
        Which rows: ``named`` countries, the ``region`` as a whole, both ``together``, or ``targets``.
    rule : str
        Key of its rule.
    rows, counted : int
        Pledges of the selection, and how many bring an amount into the sum.
    value : str or None
        In the currency of the reader's choice; None if nothing could be converted.
    exact : bool
        Whether ``value`` rests on no rate: all of it stands in that currency as declared.
    declared, undivided : tuple of str
        Per currency as declared; and what of it is not broken down.
    undivided_value : str or None
        What of ``value`` is not broken down.
    """

    key: str
    rule: str
    rows: int
    counted: int
    value: str | None
    exact: bool
    declared: tuple[str, ...]
    undivided: tuple[str, ...]
    undivided_value: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What is in a total and what is not: numbers of rows of the table, at most ``LISTED`` per list.

    Attributes
    ----------
    key : str
        Key of the sum.
    included : tuple of int
        Rows in it.
    remainders : tuple of int
        Those of which parts are known and something is left over, which is not broken down.
    excluded : tuple of (str, int, tuple of int)
        Reason, how many rows, and the rows.
    unconverted : tuple of int
        Rows in the sums as declared that could not be converted.
    rates : tuple of str
        Ids of the rates used.
    """

    key: str
    included: tuple[int, ...]
    remainders: tuple[int, ...]
    excluded: tuple[tuple[str, int, tuple[int, ...]], ...]
    unconverted: tuple[int, ...]
    rates: tuple[str, ...]


def money(value: Decimal | None, currency: str, words: Words) -> str | None:
    """Write an amount with its currency; None stays None: unknown is not zero."""
    if value is None:
        return None
    number = words.compact(float(value)) if abs(value) >= LARGE else words.number(float(value), 0)
    return f"{number} {currency}"


def sum_of(key: str, found: Total, words: Words) -> Sum:
    """Return a total as it is shown."""
    currency = found.rule.currency
    return Sum(
        key=key,
        rule=found.rule.key,
        rows=found.rows,
        counted=found.counted,
        value=money(found.converted, currency, words),
        exact=set(found.declared) <= {currency},
        declared=amounts(found.declared, words),
        undivided=amounts({code: rest for code, rest in found.undivided.items() if rest}, words),
        undivided_value=remainder(found, words),
    )


def remainder(found: Total, words: Words) -> str | None:
    """Write what of a converted sum is not broken down; None if nothing is left over."""
    # What is less than a unit is left by rounding each part down.
    rest = found.undivided_converted
    return money(rest, found.rule.currency, words) if rest and rest >= 1 else None


def amounts(by_currency: Mapping[str, Decimal], words: Words) -> tuple[str, ...]:
    """Write sums as declared, in the order of their currencies' codes."""
    return tuple(str(money(value, currency, words)) for currency, value in sorted(by_currency.items()))


def listing(key: str, found: Total, tally: Tally) -> Listing:
    """Return what is in a total and what is not."""
    inside = np.flatnonzero(tally.counted)
    known = tally.ledger.conversions[tally.rule.currency].known
    return Listing(
        key=key,
        included=_cut(inside),
        remainders=_cut(np.flatnonzero(tally.counted & tally.divided & (tally.nets > 0))),
        excluded=tuple((reason, len(rows), _cut(rows)) for reason, rows in left_out(tally).items()),
        unconverted=_cut(inside[~known[inside]]),
        rates=found.rates,
    )


def left_out(tally: Tally) -> dict[str, Rows]:
    """Return the rows of the selection that a total leaves out, by reason, the most first."""
    rows = np.flatnonzero(tally.selected & ~tally.counted)
    # Small numbers, which are sorted in one pass.
    cells = (tally.ledger.kind[rows] * 2 + tally.loose[rows]).astype(np.uint16)
    counts = np.bincount(cells)
    groups = np.split(rows[np.argsort(cells, kind="stable")], np.cumsum(counts))
    found: dict[str, list[Rows]] = {}
    for cell in np.flatnonzero(counts).tolist():
        reason = tally.verdicts[cell // 2] or (OVERLAP if cell % 2 else PART)
        found.setdefault(reason, []).append(groups[cell])
    merged = {reason: np.sort(np.concatenate(parts)) for reason, parts in found.items()}
    return dict(sorted(merged.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _cut(rows: Rows) -> tuple[int, ...]:
    return tuple(rows[:LISTED].tolist())
