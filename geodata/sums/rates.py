"""Amounts in another currency, by a rate that is named: which one, of which day, how near.

The rate of an amount is the first of these that the table of rates has for its currency:

1. ``day``: the last daily rate of the pledge's own day or of the seven days before it;
2. ``month``: the average of its month;
3. ``near``: the daily rate nearest to it, before or after, at most 31 days away;
4. ``year``: the average of its year.

A pledge dated by month begins at step 2, one dated by year at step 4. Rates that a source implies by
naming two amounts are never used. Of two rates of the same day, month or year the one with the first id
is taken, of two daily rates as far away the earlier one.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

DOLLAR = "USD"
DAYS_OF_WEEKEND = 7
MAX_AGE_DAYS = 31
PRECISIONS = ("own", "declared", "day", "month", "near", "year")
_DAY, _MONTH, _YEAR = 10, 7, 4
# Kind of a rate -> how long its date is written, and how precise it is.
KINDS = {
    "central-bank-daily": (_DAY, "day"),
    "monthly-average": (_MONTH, "month"),
    "annual-average": (_YEAR, "year"),
}


@dataclass(frozen=True, slots=True)
class Quote:
    """A rate as it is used for an amount: a row of ``rates``, dated by day, month or year.

    ``precision`` is one of the four steps of the module; ``age_days`` are those from the rate to the pledge,
    negative for a rate after it, None for an average.
    """

    rate_id: str
    currency: str
    date: str
    per_usd: float
    precision: str
    age_days: int | None
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount in another currency, rounded down to hundredths, or the reason why there is none.

    ``quotes`` are the rates used: none, one, or two where both currencies are not the dollar. ``precision``
    is that of the weakest of them; ``own`` if the amount is in ``currency`` already, ``declared`` if its
    source gives both. ``reason`` is ``no-amount``, ``no-currency``, ``no-date`` or ``no-rate``.
    """

    hundredths: int | None
    currency: str
    quotes: tuple[Quote, ...] = ()
    precision: str | None = None
    reason: str | None = None

    @property
    def value(self) -> Decimal | None:
        """The amount; None if there is none."""
        return None if self.hundredths is None else to_decimal(self.hundredths)


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """The rates of some facts, by currency and date."""

    _quotes: Mapping[tuple[str, str], Quote]

    @classmethod
    def build(cls, rates: pd.DataFrame) -> "Rates":
        """Return the rates of a table: ``Facts.rates``."""
        quotes: dict[tuple[str, str], Quote] = {}
        for rate_id, cells in rates.sort_index().iterrows():
            if quote := _quote(str(rate_id), cells):
                quotes.setdefault((quote.currency, quote.date), quote)
        return cls(quotes)

    def quote(self, currency: str, day: str) -> Quote | None:
        """Return the rate of a currency to the dollar for a day, month or year; None if there is none."""
        near = self._nearest_daily(currency, day) if len(day) == _DAY else None
        if near and near.precision == "day":
            return near
        month, year = (self._quotes.get((currency, day[:length])) for length in (_MONTH, _YEAR))
        return month or near or year

    def exchange(self, hundredths: int, currency: object, day: object, into: str = DOLLAR) -> Conversion:
        """Return an amount of a currency on a date (YYYY, YYYY-MM or YYYY-MM-DD) in another currency.

        Rounded down, parts converted at the rate of their whole never exceed it.

        Examples
        --------
        >>> import geodata
        >>> made = Rates.build(geodata.load().rates).exchange(719_000_000_00, "JPY", "2026-01-30")
        >>> made.value, made.precision, made.quotes[0].rate_id
        (Decimal('4667891.52'), 'day', 'jpy-2026-01-30-ecb')
        """
        if not isinstance(currency, str):
            return Conversion(None, into, reason="no-currency")
        if currency == into:
            return Conversion(hundredths, into, precision="own")
        if not isinstance(day, str) or not is_date(day):
            return Conversion(None, into, reason="no-date")
        asked = [code for code in (currency, into) if code != DOLLAR]
        quotes = tuple(quote for code in asked if (quote := self.quote(code, day)))
        if len(quotes) < len(asked):
            return Conversion(None, into, reason="no-rate")
        # The rate as it is written, not the nearest binary number.
        per_usd = {DOLLAR: Fraction(1)} | {quote.currency: Fraction(str(quote.per_usd)) for quote in quotes}
        weakest = max((quote.precision for quote in quotes), key=PRECISIONS.index)
        return Conversion(math.floor(hundredths * per_usd[into] / per_usd[currency]), into, quotes, weakest)

    def _nearest_daily(self, currency: str, day: str) -> Quote | None:
        """Return the last rate of the week up to a day; if there is none, the nearest one."""
        ages = {
            (date.fromisoformat(day) - date.fromisoformat(at)).days: quote
            for (code, at), quote in self._quotes.items()
            if code == currency and len(at) == _DAY
        }
        week = range(DAYS_OF_WEEKEND + 1)
        age = min(ages, key=lambda age: (age not in week, abs(age), -age), default=None)
        if age is None or abs(age) > MAX_AGE_DAYS:
            return None
        return replace(ages[age], precision="day" if age in week else "near", age_days=age)


def _quote(rate_id: str, cells: "pd.Series[Any]") -> Quote | None:
    """Return a row of the table as a rate; None if it is not to be used."""
    length, precision = KINDS.get(str(cells["kind"]), (0, ""))
    day, per_usd = str(cells["date"]), float(cells["per_usd"])
    if length != len(day) or not is_date(day) or not 0 < per_usd < math.inf:
        return None
    return Quote(rate_id, cells["currency"], day, per_usd, precision, None, tuple(cells["source_ids"]))


def is_date(text: str) -> bool:
    """Whether a text is a day, a month or a year: ``2025-12-20``, ``2025-12``, ``2025``."""
    try:
        date.fromisoformat(text + "-01-01"[len(text) - _YEAR :])
    except ValueError:
        return False
    return True


def hundredths(amount: float) -> int:
    """Return an amount as whole hundredths, which add up exactly and in any order."""
    return round(Decimal(str(amount)) * 100)


def to_decimal(count: int) -> Decimal:
    """Return a number of hundredths as a decimal number."""
    return Decimal(count).scaleb(-2)
