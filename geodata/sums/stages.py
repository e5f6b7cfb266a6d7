"""How far along the pledges are, how old the last news is, and what has passed its horizon."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from geodata.sums.ledger import Ledger, Pledge, chains
from geodata.sums.rates import DOLLAR
from geodata.sums.resolution import PLEDGED, TARGETS, Resolution, resolve
from geodata.sums.totals import Key, Total, breakdown, in_order

STAGES = ("target", "announced", "signed", "financed", "completed")
# A loan's horizon is its repayment, and a stock is no promise: neither makes a pledge late.
TIMELESS_INSTRUMENTS = ("loan",)
TIMELESS_FLOWS = ("stock",)


def flows(resolutions: Sequence[Resolution], *by: str) -> dict[Key, dict[str, Total]]:
    """Return the totals that ``by_stage`` holds: per donor and country, or other dimensions, and stage.

    Amounts of parts stand in their own stage, not in that of their whole.
    """
    dimensions = by or ("donor", "country")
    made: dict[Key, dict[str, Total]] = {}
    for resolution in resolutions:
        for cell in breakdown(resolution, *dimensions, "status"):
            *key, status = cell.key
            made.setdefault(tuple(key), {})[status] = cell
    return {key: made[key] for key in in_order(made, resolutions[0].ledger, dimensions)}


def by_stage(ledger: Ledger, pledges: Iterable[Pledge], currency: str = DOLLAR) -> tuple[Resolution, ...]:
    """Return what the stages of a selection are read from: its targets, and all its other pledges.

    Targets are counted by ``TARGETS``, all else by ``PLEDGED``.
    """
    chosen = tuple(pledges)
    return tuple(
        resolve(ledger, [each for each in chosen if each.status in rule.statuses], rule.into(currency))
        for rule in (TARGETS, PLEDGED)
    )


def ages(pledges: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return how old the last news of each of ``Facts.pledges`` is on a day, and which horizons have passed.

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
    due = [_due(cells) for cells in pd.DataFrame(pledges).to_dict("records")]
    moved = _moved_on(pledges)
    ages = [None if day is None else max((as_of - day).days, 0) for day in last]
    texts = [None if day is None else day.isoformat() for day in due]
    late = [day is not None and day < as_of and row not in moved for row, day in enumerate(due)]
    columns = {"age_days": pd.array(ages, dtype="Int64"), "due": pd.array(texts, dtype="str")}
    return pd.DataFrame({**columns, "is_overdue": late}, index=pledges.index)


def _due(cells: Mapping[Any, Any]) -> date | None:
    """Return the day on which the horizon of a pledge ends; None if it has none."""
    if cells["flow"] in TIMELESS_FLOWS or cells["status"] == STAGES[-1]:
        return None
    stated, day, years = _last_day(cells.get("due")), _last_day(cells["date"]), cells["horizon_years"]
    if stated or day is None or pd.isna(years) or cells["instrument"] in TIMELESS_INSTRUMENTS:
        return stated
    month = pd.Period(day, "M") + round(years * 12)
    return date(month.year, month.month, min(day.day, month.days_in_month))


def _last_day(cell: object) -> date | None:
    """Return the last day of a date known by day, month or year."""
    if not isinstance(cell, str):
        return None
    day = pd.Period(cell).asfreq("D", how="end")
    return date(day.year, day.month, day.day)


def _moved_on(pledges: pd.DataFrame) -> set[int]:
    """Return the rows of which a part, or a part of a part, has a later date and a later stage."""
    rank = {stage: number for number, stage in enumerate(STAGES)}
    stages = [rank.get(str(status), 0) for status in pledges["status"]]
    days = list(pledges["date"].fillna(""))
    return {
        whole
        for part, chain in enumerate(chains(pledges))
        for whole in (chain[0][: chain[1]] if chain else ())
        if stages[part] > stages[whole] and days[part] > days[whole]
    }
