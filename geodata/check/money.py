"""Rules about amounts, their dates and rates, what holds what, and each rate beside the others."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from geodata.check.context import Context
from geodata.errors import FactError
from geodata.sums.rates import DOLLAR, KINDS, Rates

# What was published or happened; only the timeline, and exports that are expected, may look ahead.
_PAST = (
    ("pledges", "date"),
    ("rates", "date"),
    ("sources", "published"),
    ("sources", "accessed"),
    ("production", "year"),
    ("sites", "output_year"),
    ("exports", "year"),
    ("holdings", "year"),
)
_EXPECTED = "expected"
# Columns of one quantity, in order.
_RANGES: Mapping[str, tuple[str, ...]] = {
    "pledges": ("amount", "amount_high"),
    "legs": ("days_low", "days_high"),
    "comparison": ("days_low", "days_high"),
    "assumptions": ("low", "typical", "high"),
    "emission_factors": ("low", "typical", "high"),
}
# A dollar amount that a source gives is rounded, and by a rate of its own: farther off it is another amount.
MOST_TIMES = 1.5
# An implied rate is written to at least two digits behind the point.
IMPLIED_WITHIN = 0.005
_IMPLIED = "-implied-"
# What the dollars of a unit are read from: so large that rounding to hundredths does not show.
ONE = 10**15
# Within months a currency neither halves nor doubles; its sources differ by less.
MOST_TIMES_OF_RATES = 2.0
# How near to the inverse of its neighbours a rate is taken for one that was divided the wrong way round.
INVERSE_WITHIN = 0.05
# As many of the other rates, the nearest in time, as one wrong one among them does not decide.
_NEIGHBOURS = 5


def every_amount_has_a_currency(facts: Context) -> Iterator[FactError]:
    """Check that an amount says in which money it is."""
    pledges = facts["pledges"]
    bare = pledges.index[pledges["amount"].notna() & pledges["currency"].isna()]
    return facts.faults("pledges", bare, "currency", "the amount has no currency", "write its ISO 4217 code")


def every_amount_can_be_converted(facts: Context) -> Iterator[FactError]:
    """Check that an amount has a rate to the dollar near its date, or says why it is not converted."""
    rates, pledges = Rates.build(facts["rates"]), facts["pledges"]
    known = pledges[pledges["amount"].notna() & pledges["currency"].notna() & facts.can_read("rates")]
    for row, cells in known[["currency", "date", "conversion", "amount_usd"]].iterrows():
        found = rates.exchange(ONE, cells["currency"], cells["date"])
        if cells["conversion"] == "as-declared":
            if pd.isna(cells["amount_usd"]):
                problem = "the pair stands as declared, and its dollars are missing"
                yield facts.fault("pledges", row, "amount_usd", problem, "give them or empty conversion")
        elif (found.hundredths is None) == (cells["conversion"] != "no-rate"):
            yield _unconverted(facts, row, cells, found.reason)


def _unconverted(facts: Context, row: object, cells: "pd.Series[Any]", reason: str | None) -> FactError:
    if reason is None:
        problem, repair = "a rate near its date is known", "empty the cell"
        return facts.fault("pledges", row, "conversion", problem, repair)
    what = f"no rate of {cells['currency']} near {cells['date']}" if reason == "no-rate" else "it has no date"
    repair = "add a row to rates.csv with its source, or write no-rate into conversion"
    return facts.fault("pledges", row, "currency", f"the amount cannot be converted: {what}", repair)


def every_amount_in_dollars_agrees(facts: Context) -> Iterator[FactError]:
    """Check that the dollars of a pledge are those of its amount: the same, or near by a rate."""
    rates, pledges = Rates.build(facts["rates"]), facts["pledges"]
    implied = {str(row).partition(_IMPLIED)[2]: row for row in facts["rates"].index if _IMPLIED in str(row)}
    known = pledges[pledges["amount"].notna() & pledges["currency"].notna() & (pledges["amount_usd"] > 0)]
    for row, cells in known[["amount", "amount_high", "currency", "date", "amount_usd"]].iterrows():
        if cells["currency"] == DOLLAR:
            problem = _not_the_same(cells)
        else:
            # Ids of rates have no points.
            rate = implied.get(str(row).replace(".", "-"))
            problem = _not_as_implied(facts, rate, cells) or _far_off(rates, cells)
        if problem:
            repair = "mend one of amount, currency and amount_usd, or empty amount_usd"
            yield facts.fault("pledges", row, "amount_usd", problem, repair)


def _not_the_same(cells: "pd.Series[Any]") -> str | None:
    low, given = cells["amount"], cells["amount_usd"]
    high = low if pd.isna(cells["amount_high"]) else cells["amount_high"]
    return None if low <= given <= high else f"{given:.15g} dollars are not the amount, {low:.15g} {DOLLAR}"


def _not_as_implied(facts: Context, rate: Any, cells: "pd.Series[Any]") -> str | None:
    if rate is None:
        return None
    per_usd, pair = facts["rates"].loc[rate, "per_usd"], cells["amount"] / cells["amount_usd"]
    if abs(pair - per_usd) <= IMPLIED_WITHIN * per_usd:
        return None
    return f"amount and amount_usd are {pair:.6g} to one, and {rate}, made of the two, says {per_usd:g}"


def _far_off(rates: Rates, cells: "pd.Series[Any]") -> str | None:
    dollars = rates.exchange(ONE, cells["currency"], cells["date"]).hundredths
    if dollars is None or cells["amount"] <= 0:
        return None
    converted = cells["amount"] * dollars / ONE
    times = max(converted / cells["amount_usd"], cells["amount_usd"] / converted)
    if times <= MOST_TIMES:
        return None
    return f"{cells['amount_usd']:.15g} is {times:.3g} times off the amount by the rate near its date"


def no_part_is_larger_than_its_whole(facts: Context) -> Iterator[FactError]:
    """Check that a part is at most the nearest pledge above it that has an amount in the same currency."""
    pledges = facts["pledges"]
    above = {str(row): str(whole) for row, whole in pledges["part_of"].dropna().items()}
    currency = pledges["currency"].to_dict()
    least = pledges["amount"].dropna().to_dict()
    most = {**least, **pledges["amount_high"].dropna().to_dict()}
    for row in sorted(above.keys() & set(map(str, least))):
        holders = [one for one in _holders(row, above) if one != row and one in most]
        whole = next((one for one in holders if currency[one] == currency[row]), None)
        if whole is not None and least[row] > most[whole]:
            money = currency[row]
            problem = f"the part, {least[row]:.15g} {money}, is larger than its whole"
            problem += f" {whole}, {most[whole]:.15g} {money}"
            repair = f"mend it, part_of, or the amount of {whole}"
            yield facts.fault("pledges", row, "amount", problem, repair)


def _holders(row: str, above: Mapping[str, str]) -> list[str]:
    """Return what holds a row, what holds that, and so on, until it comes round to one that was there."""
    found: list[str] = []
    at = above.get(row)
    while at is not None and at not in found:
        found.append(at)
        at = above.get(at)
    return found


def no_pledge_holds_itself(facts: Context) -> Iterator[FactError]:
    """Check that the chain of what holds a pledge comes to an end, and that each step is of one kind."""
    pledges = facts["pledges"]
    both = pledges.index[pledges["part_of"].notna() & pledges["may_overlap"].notna()]
    problem = "the pledge is part of another row and may overlap with one"
    yield from facts.faults("pledges", both, "may_overlap", problem, "keep one of part_of and may_overlap")
    wholes = pledges["part_of"].dropna().to_dict()
    above: dict[Any, str] = {**pledges["may_overlap"].dropna().to_dict(), **wholes}
    for row in above:
        if row in _holders(row, above):
            column = "part_of" if row in wholes else "may_overlap"
            problem = "the pledge is a part of itself in the end"
            yield facts.fault("pledges", row, column, problem, "break the circle of wholes and parts")


def no_fact_is_dated_after_the_facts(facts: Context) -> Iterator[FactError]:
    """Check that pledges, rates, sources and outputs are not younger than the facts themselves."""
    created = facts.created.isoformat()
    for table, column in _PAST:
        frame = facts[table]
        happened = frame[frame["kind"] != _EXPECTED] if table == "exports" else frame
        for row, cell in happened[column].dropna().items():
            if str(cell) > created[: len(str(cell))]:
                problem = f"{cell} lies after {created}, when the facts were put together"
                repair = "mend the date, or created in datapackage.json"
                yield facts.fault(table, row, column, problem, repair)


def every_range_is_in_order(facts: Context) -> Iterator[FactError]:
    """Check that the low end of a range is not above its high end, and that it is there."""
    for table, names in _RANGES.items():
        frame = facts[table]
        for low, high in combinations(names, 2):
            for row, *ends in frame.loc[frame[low] > frame[high], [low, high]].itertuples():
                problem = f"{ends[0]:g} is above {high}, {ends[1]:g}"
                yield facts.fault(table, row, low, problem, f"swap or mend {low} and {high}")
    pledges = facts["pledges"]
    bare = pledges.index[pledges["amount"].isna() & pledges["amount_high"].notna()]
    yield from facts.faults("pledges", bare, "amount", "the range has no lower bound", "give it in amount")


def every_rate_is_dated_as_its_kind(facts: Context) -> Iterator[FactError]:
    """Check that a daily rate has a day, an average of a month a month, an average of a year a year."""
    for row, kind, cell in facts["rates"][["kind", "date"]].itertuples():
        length, precision = KINDS.get(str(kind), (0, ""))
        if length and isinstance(cell, str) and len(cell) != length:
            form = f"a {precision}, as {'2025-12-19'[:length]}"
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
    if times > MOST_TIMES_OF_RATES:
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
