"""How far along the pledges are, how old the last news is, and what has passed its horizon."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from geodata.sums.breakdowns import breakdown
from geodata.sums.groups import Mask
from geodata.sums.ledger import Ledger
from geodata.sums.rates import DOLLAR
from geodata.sums.tally import PLEDGED, TARGETS, Tally
from geodata.sums.totals import Total

STAGES = ("target", "announced", "signed", "financed", "completed")
# A loan's horizon is its repayment, and a stock is no promise: neither makes a pledge late.
TIMELESS_INSTRUMENTS = ("loan",)
TIMELESS_FLOWS = ("stock",)
_DAY, _MONTH = 10, 7


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Pledges of one donor to one country, by stage.

    Attributes
    ----------
    key : tuple of str
        Donor and country (``SEVERAL``, ``REGION``), or what the flow was asked by.
    stages : dict of str to Total
        Per stage that has a row in the selection. Amounts of parts stand in their own stage, not in that of
        their whole; targets are counted by ``TARGETS``, all else by ``PLEDGED``.
    """

    key: tuple[str, ...]
    stages: dict[str, Total]


def flows(ledger: Ledger, selected: Mask, *by: str, currency: str = DOLLAR) -> tuple[Flow, ...]:
    """Return the stages of a selection.

    Parameters
    ----------
    ledger : Ledger
        All pledges.
    selected : array of bool
        Rows of the selection.
    *by : str
        Dimensions of a flow; default: donor and country.
    currency : str
        Currency to convert into.
    """
    return flows_of(stage_tallies(ledger, selected, currency), ledger, *by)


def flows_of(tallies: tuple[Tally, ...], ledger: Ledger, *by: str) -> tuple[Flow, ...]:
    """Return the stages that tallies hold, as ``flows`` does."""
    dimensions = by or ("donor", "country")
    made: dict[tuple[str, ...], dict[str, Total]] = {}
    for tally in tallies:
        for cell in breakdown(tally, *dimensions, "status").cells:
            *key, status = cell.key
            made.setdefault(tuple(key), {})[status] = cell
    order = {name: number for number, name in enumerate(ledger.grouping(dimensions).names)}
    return tuple(Flow(key, made[key]) for key in sorted(made, key=order.__getitem__))


def stage_tallies(ledger: Ledger, selected: Mask, currency: str = DOLLAR) -> tuple[Tally, Tally]:
    """Return what the stages are read from: targets, and all other pledges of a selection."""
    aims, others = (
        Tally.build(ledger, selected & ledger.of_kind(rule.statuses), rule.into(currency))
        for rule in (TARGETS, PLEDGED)
    )
    return aims, others


def ages(pledges: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return how old the last news of each pledge is, and whether its horizon has passed.

    Parameters
    ----------
    pledges : DataFrame
        ``Facts.pledges``.
    as_of : date
        Day to look from; that of the facts is ``facts.dictionary["created"]``.

    Returns
    -------
    DataFrame
        Index of ``pledges``; ``age_days`` (Int64, missing without a date; a date known by month or year
        counts as its last day, so an age is never overstated), ``due`` (ISO date or missing) and
        ``is_overdue`` (bool).

    Notes
    -----
    ``due`` is the last day of the date that a source states (column ``due``); else ``date`` plus
    ``horizon_years``, for rows that are no loan (its horizon is the repayment). A stock figure and what is
    ``completed`` have none. A row is overdue if that day has passed and no part of it has reached a later
    stage since.
    """
    last = [_last_day(cell) for cell in pledges["date"]]
    age = pd.array([None if day is None else max((as_of - day).days, 0) for day in last], dtype="Int64")
    due = _due_days(pledges, last)
    moved = _moved_on(pledges)
    late = [
        day is not None and day < as_of and row not in moved
        for row, day in zip(pledges.index, due, strict=True)
    ]
    texts = [None if day is None else day.isoformat() for day in due]
    return pd.DataFrame(
        {"age_days": age, "due": pd.array(texts, dtype="str"), "is_overdue": late}, index=pledges.index
    )


def _due_days(pledges: pd.DataFrame, last: list[date | None]) -> list[date | None]:
    stated = pledges["due"] if "due" in pledges else [None] * len(pledges)
    promised = ~pledges["flow"].isin(TIMELESS_FLOWS) & (pledges["status"] != STAGES[-1])
    with_horizon = ~pledges["instrument"].isin(TIMELESS_INSTRUMENTS)
    horizon = pledges["horizon_years"].astype(float)
    return [
        (_last_day(said) or (_due(day, years) if counts and day and not np.isnan(years) else None))
        if can
        else None
        for said, day, years, counts, can in zip(stated, last, horizon, with_horizon, promised, strict=True)
    ]


def _last_day(cell: object) -> date | None:
    if not isinstance(cell, str):
        return None
    if len(cell) == _DAY:
        return date.fromisoformat(cell)
    year, month = int(cell[:4]), int(cell[5:_MONTH] or 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _due(day: date, years: float) -> date:
    months = day.month - 1 + round(years * 12)
    year, month = day.year + months // 12, months % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))


def _moved_on(pledges: pd.DataFrame) -> set[str]:
    """Rows of which a part has a later date and a later stage."""
    rank = {stage: number for number, stage in enumerate(STAGES)}
    stages = {row: rank.get(str(status), 0) for row, status in pledges["status"].items()}
    days = pledges["date"].fillna("").to_dict()
    above = pledges["part_of"].dropna().to_dict()
    moved: set[str] = set()
    for part in above:
        seen, whole = {part}, above[part]
        while whole in stages and whole not in seen:
            if stages[part] > stages[whole] and days[part] > days[whole]:
                moved.add(whole)
            seen.add(whole)
            whole = above.get(whole, "")
    return moved
