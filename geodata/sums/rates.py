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
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

DOLLAR = "USD"
DAYS_OF_WEEKEND = 7
MAX_AGE_DAYS = 31
PRECISIONS = ("own", "declared", "day", "month", "near", "year")
_DAY, _MONTH, _YEAR = 10, 7, 4
_KINDS = {"central-bank-daily": _DAY, "monthly-average": _MONTH, "annual-average": _YEAR}


@dataclass(frozen=True, slots=True)
class Quote:
    """A rate as it is used for an amount.

    Attributes
    ----------
    rate_id, currency, date : str
        The row of ``rates``; its date is a day, a month or a year.
    per_usd : float
        Units of the currency for one US dollar.
    precision : {"day", "month", "near", "year"}
        How near the rate is to the pledge: see the module.
    age_days : int or None
        Days from the rate to the pledge, negative for a rate after it; None for an average.
    source_ids : tuple of str
        Who publishes the rate.
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
    """An amount in another currency, or the reason why there is none.

    Attributes
    ----------
    value : Decimal or None
        In ``currency``, rounded down to hundredths.
    currency : str
        ISO 4217 code.
    quotes : tuple of Quote
        Rates used: none, one, or two where both currencies are not the dollar.
    precision : str or None
        The weakest of the quotes; ``own`` if the amount is in ``currency`` already, ``declared`` if its
        source gives both.
    reason : {"no-amount", "no-currency", "no-date", "no-rate"} or None
        Why there is no value.
    """

    value: Decimal | None
    currency: str
    quotes: tuple[Quote, ...] = ()
    precision: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """What an amount is multiplied by; None with a reason where that is not known."""

    value: Fraction | None
    quotes: tuple[Quote, ...] = ()
    precision: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """The rates of some facts, found by currency and date."""

    _daily: Mapping[str, tuple[list[str], list[Quote]]]
    _averages: Mapping[tuple[str, str], Quote]
    max_age_days: int

    @classmethod
    def build(cls, rates: pd.DataFrame, max_age_days: int = MAX_AGE_DAYS) -> "Rates":
        """Return the rates of a table.

        Parameters
        ----------
        rates : DataFrame
            ``Facts.rates``: currency, date, per_usd, kind, source_ids; indexed by rate_id.
        max_age_days : int
            How many days a daily rate may lie from the day of the amount.
        """
        daily: defaultdict[str, dict[str, Quote]] = defaultdict(dict)
        averages: dict[tuple[str, str], Quote] = {}
        for rate_id, row in rates.sort_index().iterrows():
            length, per_usd = _KINDS.get(str(row["kind"])), float(row["per_usd"])
            day = str(row["date"])
            if length != len(day) or not _is_date(day) or not 0 < per_usd < math.inf:
                continue
            precision = {_DAY: "day", _MONTH: "month", _YEAR: "year"}[length]
            quote = Quote(
                str(rate_id), row["currency"], day, per_usd, precision, None, tuple(row["source_ids"])
            )
            if length == _DAY:
                daily[quote.currency].setdefault(day, quote)
            else:
                averages.setdefault((quote.currency, day), quote)
        sorted_days = {currency: sorted(days) for currency, days in daily.items()}
        found = {
            currency: (days, [daily[currency][day] for day in days]) for currency, days in sorted_days.items()
        }
        return cls(found, averages, max_age_days)

    def quote(self, currency: str, day: str) -> Quote | None:
        """Return the rate of a currency to the dollar for a day, month or year; None if there is none."""
        near = self._nearest_daily(currency, day) if len(day) == _DAY else None
        if near and near.precision == "day":
            return near
        month = self._averages.get((currency, day[:_MONTH])) if len(day) >= _MONTH else None
        return month or near or self._averages.get((currency, day[:_YEAR]))

    def factor(self, currency: object, day: object, into: str = DOLLAR) -> Factor:
        """Return what an amount of a currency on a date is multiplied by to have it in another.

        Parameters
        ----------
        currency, day : str or missing
            ISO 4217 code, and a date as YYYY, YYYY-MM or YYYY-MM-DD.
        into : str
            ISO 4217 code.
        """
        if not isinstance(currency, str):
            return Factor(None, reason="no-currency")
        if currency == into:
            return Factor(Fraction(1), precision="own")
        if not isinstance(day, str) or not _is_date(day):
            return Factor(None, reason="no-date")
        quotes = [self.quote(code, day) for code in (currency, into) if code != DOLLAR]
        found = tuple(quote for quote in quotes if quote is not None)
        if len(found) < len(quotes):
            return Factor(None, reason="no-rate")
        # The rate as it is written, not the nearest binary number.
        per_usd = {quote.currency: Fraction(str(quote.per_usd)) for quote in found}
        value = per_usd.get(into, Fraction(1)) / per_usd.get(currency, Fraction(1))
        weakest = max((quote.precision for quote in found), key=PRECISIONS.index)
        return Factor(value, found, weakest)

    def convert(self, amount: float | None, currency: object, day: object, into: str = DOLLAR) -> Conversion:
        """Return an amount in another currency.

        Examples
        --------
        >>> import geodata
        >>> made = Rates.build(geodata.load().rates).convert(719_000_000, "JPY", "2026-01-30")
        >>> made.value, made.precision, made.quotes[0].rate_id
        (Decimal('4667891.52'), 'day', 'jpy-2026-01-30-ecb')
        """
        if amount is None or pd.isna(amount):
            return Conversion(None, into, reason="no-amount")
        factor = self.factor(currency, day, into)
        if factor.value is None:
            return Conversion(None, into, reason=factor.reason)
        (count,) = times(hundredths(np.array([amount])), [factor.value])
        value = to_decimal(count)
        return Conversion(value, into, factor.quotes, factor.precision)

    def _nearest_daily(self, currency: str, day: str) -> Quote | None:
        days, quotes = self._daily.get(currency, ([], []))
        place = bisect_right(days, day)
        ages = {quote: _days_between(quote.date, day) for quote in quotes[max(place - 1, 0) : place + 1]}
        before = next((quote for quote, age in ages.items() if 0 <= age <= DAYS_OF_WEEKEND), None)
        quote = before or min(ages, key=lambda each: abs(ages[each]), default=None)
        if quote is None or abs(ages[quote]) > self.max_age_days:
            return None
        return replace(quote, precision="day" if before else "near", age_days=ages[quote])


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text + "-01-01"[len(text) - _YEAR :])
    except ValueError:
        return False
    return True


def _days_between(first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def hundredths(amounts: NDArray[np.float64]) -> NDArray[Any]:
    """Return amounts as whole hundredths, which add up exactly and in any order; a missing one as 0."""
    known = np.nan_to_num(np.asarray(amounts, dtype=float), nan=0.0)
    whole = np.trunc(known)
    parts = np.rint((known - whole) * 100)
    return _whole(int(each) * 100 + int(part) for each, part in zip(whole, parts, strict=True))


def times(counts: NDArray[Any], factors: Iterable[Fraction | None]) -> NDArray[Any]:
    """Return numbers of hundredths multiplied by factors and rounded down; 0 where there is no factor.

    Rounded down, parts converted at the rate of their whole never come to more than it.
    """
    pairs = zip(counts.tolist(), factors, strict=True)
    return _whole(0 if by is None else count * by.numerator // by.denominator for count, by in pairs)


def _whole(counts: Iterable[int]) -> NDArray[Any]:
    """Whole numbers as int64, or as unbounded ones where the sum of all could leave int64."""
    held = list(counts)
    small = sum(map(abs, held)) <= np.iinfo(np.int64).max
    return np.array(held, dtype=np.int64 if small else object)


def to_decimal(count: Any) -> Decimal:
    """Return a number of hundredths as a decimal number."""
    return Decimal(int(count)).scaleb(-2)
