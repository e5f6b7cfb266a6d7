"""Rules about amounts, their dates and rates, and what holds what."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from geodata.check.context import Context
from geodata.errors import FactError
from geodata.sums.rates import DOLLAR, Rates

# What was published or happened; only the timeline may look ahead.
_PAST = (("pledges", "date"), ("rates", "date"), ("sources", "published"), ("sources", "accessed"))
# Columns of one quantity, in order.
_RANGES: Mapping[str, tuple[str, ...]] = {
    "pledges": ("amount", "amount_high"),
    "legs": ("days_low", "days_high"),
    "comparison": ("days_low", "days_high"),
    "assumptions": ("low", "typical", "high"),
    "emission_factors": ("low", "typical", "high"),
}
_HOLDERS = ("part_of", "may_overlap")


def every_amount_has_a_currency(facts: Context) -> Iterator[FactError]:
    """Check that an amount says in which money it is."""
    pledges = facts["pledges"]
    for row in pledges.index[pledges["amount"].notna() & pledges["currency"].isna()]:
        yield facts.fault("pledges", row, "currency", "the amount has no currency", "write its ISO 4217 code")


def every_amount_can_be_converted(facts: Context) -> Iterator[FactError]:
    """Check that an amount has a rate to the dollar near its date, or says why it is not converted."""
    if not facts.can_read("rates"):
        return
    rates, pledges = Rates.build(facts["rates"]), facts["pledges"]
    known = pledges[pledges["amount"].notna() & pledges["currency"].notna()]
    for row, cells in known[["currency", "date", "conversion", "amount_usd"]].iterrows():
        found = rates.factor(cells["currency"], cells["date"], DOLLAR)
        if cells["conversion"] == "as-declared":
            if pd.isna(cells["amount_usd"]):
                problem = "the pair stands as declared, and its dollars are missing"
                yield facts.fault("pledges", row, "amount_usd", problem, "give them or empty conversion")
        elif (found.value is None) == (cells["conversion"] != "no-rate"):
            yield _unconverted(facts, row, cells, found.reason)


def _unconverted(facts: Context, row: object, cells: "pd.Series[Any]", reason: str | None) -> FactError:
    if reason is None:
        problem, repair = "a rate near its date is known", "empty the cell"
        return facts.fault("pledges", row, "conversion", problem, repair)
    what = f"no rate of {cells['currency']} near {cells['date']}" if reason == "no-rate" else "it has no date"
    repair = "add a row to rates.csv with its source, or write no-rate into conversion"
    return facts.fault("pledges", row, "currency", f"the amount cannot be converted: {what}", repair)


def no_pledge_holds_itself(facts: Context) -> Iterator[FactError]:
    """Check that the chain of what holds a pledge comes to an end, and that each step is of one kind."""
    pledges = facts["pledges"]
    both = pledges["part_of"].notna() & pledges["may_overlap"].notna()
    for row in pledges.index[both]:
        problem = "the pledge is part of another row and may overlap with one"
        yield facts.fault("pledges", row, "may_overlap", problem, "keep one of part_of and may_overlap")
    above = {**pledges["may_overlap"].dropna().to_dict(), **pledges["part_of"].dropna().to_dict()}
    for row, holder in above.items():
        seen, at = {row}, holder
        while at in above and at not in seen:
            seen.add(at)
            at = above[at]
        if at == row:
            column = next(name for name in _HOLDERS if isinstance(pledges[name].to_dict()[row], str))
            problem = "the pledge is a part of itself in the end"
            yield facts.fault("pledges", row, column, problem, "break the circle of wholes and parts")


def no_fact_is_dated_after_the_facts(facts: Context) -> Iterator[FactError]:
    """Check that pledges, rates and sources are not younger than the facts themselves."""
    created = facts.created.isoformat()
    for table, column in _PAST:
        for row, cell in facts[table][column].dropna().items():
            if str(cell) > created[: len(str(cell))]:
                problem = f"{cell} lies after {created}, when the facts were put together"
                repair = "mend the date, or created in datapackage.json"
                yield facts.fault(table, row, column, problem, repair)


def every_range_is_in_order(facts: Context) -> Iterator[FactError]:
    """Check that the low end of a range is not above its high end, and that it is there."""
    for table, names in _RANGES.items():
        frame = facts[table]
        for low, high in [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]:
            for row, *ends in frame.loc[frame[low] > frame[high], [low, high]].itertuples():
                problem = f"{ends[0]:g} is above {high}, {ends[1]:g}"
                yield facts.fault(table, row, low, problem, f"swap or mend {low} and {high}")
    pledges = facts["pledges"]
    for row in pledges.index[pledges["amount"].isna() & pledges["amount_high"].notna()]:
        yield facts.fault("pledges", row, "amount", "the range has no lower bound", "give it in amount")
