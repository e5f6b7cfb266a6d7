"""How far along the pledges are, how old the last news is, and what has passed its horizon."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from geodata.sums.ledger import Ledger, Pledge
from geodata.sums.rates import DOLLAR
from geodata.sums.resolution import PLEDGED, TARGETS, Resolution, resolve
from geodata.sums.totals import Total, breakdown, in_order

STAGES = ("target", "announced", "signed", "financed", "completed")
# A loan's horizon is its repayment, and a stock is no promise: neither makes a pledge late.
TIMELESS_INSTRUMENTS = ("loan",)
TIMELESS_FLOWS = ("stock",)


@dataclass(frozen=True, slots=True)
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


def flows(ledger: Ledger, pledges: Iterable[Pledge], *by: str, currency: str = DOLLAR) -> tuple[Flow, ...]:
    """Return the stages of a selection.

    Parameters
    ----------
    ledger : Ledger
        All pledges.
    pledges : iterable of Pledge
        The selection.
    *by : str
        Dimensions of a flow; default: donor and country.
    currency : str
        Currency to convert into.
    """
    return flows_of(stage_resolutions(ledger, pledges, currency), *by)


def flows_of(resolutions: tuple[Resolution, Resolution], *by: str) -> tuple[Flow, ...]:
    """Return the stages that ``stage_resolutions`` hold, as ``flows`` does."""
    dimensions = by or ("donor", "country")
    made: dict[tuple[str, ...], dict[str, Total]] = {}
    for resolution in resolutions:
        for cell in breakdown(resolution, *dimensions, "status").cells:
            *key, status = cell.key
            made.setdefault(tuple(key), {})[status] = cell
    return tuple(Flow(key, made[key]) for key in in_order(made, resolutions[0].ledger, dimensions))


def stage_resolutions(
    ledger: Ledger, pledges: Iterable[Pledge], currency: str = DOLLAR
) -> tuple[Resolution, Resolution]:
    """Return what the stages are read from: targets, and all other pledges of a selection."""
    chosen = tuple(pledges)
    aims, others = (
        resolve(ledger, (each for each in chosen if each.status in rule.statuses), rule.into(currency))
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
    due = [_due(cells) for cells in pd.DataFrame(pledges).to_dict("records")]
    moved = _moved_on(pledges)
    late = [
        day is not None and day < as_of and row not in moved
        for row, day in zip(pledges.index, due, strict=True)
    ]
    age = [None if day is None else max((as_of - day).days, 0) for day in last]
    texts = [None if day is None else day.isoformat() for day in due]
    columns = {"age_days": pd.array(age, dtype="Int64"), "due": pd.array(texts, dtype="str")}
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


def _moved_on(pledges: pd.DataFrame) -> set[str]:
    """Return the rows of which a part has a later date and a later stage."""
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
