"""Rules about exchange rates: each against its kind, and against the other rates of its currency."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from geodata.check.context import Context
from geodata.errors import FactError

# Kind -> how long its date is, and how it is written.
_DATED = {
    "central-bank-daily": (10, "a day, as 2025-12-19"),
    "monthly-average": (7, "a month, as 2025-12"),
    "annual-average": (4, "a year, as 2025"),
}
# Within months a currency neither halves nor doubles; its sources differ by less.
MOST_TIMES = 2.0
# How near to the inverse of its neighbours a rate is taken for one that was divided the wrong way round.
INVERSE_WITHIN = 0.05
# As many of the other rates, the nearest in time, as one wrong one among them does not decide.
_NEIGHBOURS = 5


def every_rate_is_dated_as_its_kind(facts: Context) -> Iterator[FactError]:
    """Check that a daily rate has a day, an average of a month a month, an average of a year a year."""
    for row, kind, cell in facts["rates"][["kind", "date"]].itertuples():
        length, form = _DATED.get(kind, (None, ""))
        if length and isinstance(cell, str) and len(cell) != length:
            problem = f'"{cell}" is no date of a rate of the kind {kind}'
            yield facts.fault("rates", row, "date", problem, f"write {form}, or mend the kind")


def every_rate_is_near_the_others(facts: Context) -> Iterator[FactError]:
    """Check that a rate is neither far from those of its currency nearest in time nor their inverse."""
    rates = facts["rates"]
    known = rates[(rates["per_usd"] > 0) & rates["currency"].notna()]
    days = known["date"].map(_ordinal)
    known, days = known[days.notna()], days.dropna()
    for _, group in known["per_usd"].groupby(known["currency"], observed=True):
        at = days[group.index].to_numpy()
        for place, (row, per_usd) in enumerate(group.items()):
            nearest = np.argsort(np.abs(at - at[place]), kind="stable")
            wrong = _wrong(float(per_usd), group.iloc[nearest[nearest != place][:_NEIGHBOURS]])
            if wrong:
                yield facts.fault("rates", row, "per_usd", *wrong)


def _wrong(per_usd: float, near: "pd.Series[Any]") -> tuple[str, str] | None:
    """Return what is wrong with a rate beside its neighbours, and the repair."""
    if near.empty:
        return None
    middle, nearest = float(np.median(near)), f"{near.index[0]} ({near.iloc[0]:g})"
    times = max(per_usd / middle, middle / per_usd)
    if times > 1 + INVERSE_WITHIN and abs(per_usd * middle - 1) < INVERSE_WITHIN:
        repair = f"write units of the currency for one dollar: about {1 / per_usd:.6g}"
        return f"{per_usd:g} looks like dollars for one unit of the currency, beside {nearest}", repair
    if times > MOST_TIMES:
        problem = f"{per_usd:g} is {times:.3g} times off the nearest rates of its currency, as {nearest}"
        return problem, "mend the rate: units of the currency for one dollar, the decimal point in its place"
    return None


def _ordinal(cell: object) -> float:
    """Return the day of a rate, or the middle of its month or year; not a number where there is none."""
    text = str(cell)
    middle = {4: "-07-01", 7: "-15"}.get(len(text), "")
    try:
        return float(date.fromisoformat(text + middle).toordinal())
    except ValueError:
        return float("nan")
