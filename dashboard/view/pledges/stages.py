"""How far the pledges are: one flow of stages per donor and country, their age, and what is overdue."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from dashboard.view.ground import Ground
from dashboard.view.names import Names
from dashboard.view.pledges.sums import LISTED
from geodata.sums import PLEDGED, STAGES, Flow, flows
from geodata.sums.groups import NONE, REGION, SEVERAL, Mask


@dataclass(frozen=True, slots=True)
class Stage:
    """Pledges at one stage: how many, how many of them bring an amount, and how much that is.

    ``share`` is that of the largest amount of the flow, 0 for a target.
    """

    rows: int
    counted: int
    value: float | None
    share: float


@dataclass(frozen=True, slots=True)
class Row:
    """The flow of a donor and a country.

    Attributes
    ----------
    donor, country : str
        Codes; the country is also ``REGION`` or ``SEVERAL``.
    names : tuple of str
        Both in the reader's language.
    stages : tuple of Stage or None
        In the order of ``STAGES``; None where no pledge stands.
    age_days : int or None
        Days since the latest news of any of its pledges.
    overdue : int
        How many are overdue.
    """

    donor: str
    country: str
    names: tuple[str, str]
    stages: tuple[Stage | None, ...]
    age_days: int | None
    overdue: int


@dataclass(frozen=True, slots=True)
class Stages:
    """All flows of a selection, the whole of each stage, and the rows that are overdue."""

    order: tuple[str, ...]
    whole: tuple[Stage | None, ...]
    rows: tuple[Row, ...]
    overdue: tuple[int, ...]


def stages(ground: Ground, selected: Mask, currency: str, names: Names) -> Stages:
    """Return the stages of a selection, the flows with most pledges first."""
    by_pair = flows(ground.ledger, selected, currency=currency)
    ages = _ages(ground, selected)
    rows = [
        Row(flow.key[0], flow.key[1], _named(flow.key, names), _stages(flow), *ages[flow.key])
        for flow in by_pair
    ]
    rows.sort(key=lambda row: -sum(stage.rows for stage in row.stages if stage))
    overdue = np.flatnonzero(selected & ground.overdue)
    return Stages(STAGES, _whole(rows), tuple(rows), tuple(overdue[:LISTED].tolist()))


def _whole(rows: list[Row]) -> tuple[Stage | None, ...]:
    """Return the stages of all flows together: each pledge stands in one flow, so they add up."""
    columns = [[row.stages[at] for row in rows if row.stages[at]] for at in range(len(STAGES))]
    sums = [_sum([stage.value for stage in column if stage]) for column in columns]
    most = (
        max((value or 0 for code, value in zip(STAGES, sums, strict=True) if _on_way(code)), default=0) or 1
    )
    return tuple(
        Stage(
            sum(stage.rows for stage in column if stage),
            sum(stage.counted for stage in column if stage),
            value,
            round((value or 0) / most, 3) if _on_way(code) else 0,
        )
        if column
        else None
        for code, column, value in zip(STAGES, columns, sums, strict=True)
    )


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) if known else None


def _on_way(code: str) -> bool:
    # A target is no money on the way: it gets no bar beside what is.
    return code in PLEDGED.statuses


def _stages(flow: Flow) -> tuple[Stage | None, ...]:
    values = {code: _number(cell.converted) for code, cell in flow.stages.items()}
    way = {code: values[code] or 0 for code in flow.stages if _on_way(code)}
    most = max(way.values(), default=0) or 1
    return tuple(
        Stage(cell.rows, cell.counted, values[code], round(way.get(code, 0) / most, 3)) if cell else None
        for code, cell in ((code, flow.stages.get(code)) for code in STAGES)
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _ages(ground: Ground, selected: Mask) -> dict[tuple[str, ...], tuple[int | None, int]]:
    """Per donor and country: days since the latest news, and how many pledges are overdue."""
    grouping = ground.ledger.grouping(("donor", "country"))
    count = len(grouping.names)
    rows, codes = np.arange(len(selected)), grouping.codes
    if grouping.rows is not None:
        rows = grouping.rows
    kept = selected[rows]
    rows, codes = rows[kept], codes[kept]
    youngest = np.full(count, np.inf)
    np.minimum.at(youngest, codes, ground.age_days[rows])
    late = np.bincount(codes, weights=ground.overdue[rows], minlength=count)
    return {
        grouping.names[code]: (_days(youngest[code]), int(late[code]))
        for code in np.flatnonzero(np.bincount(codes, minlength=count)).tolist()
    }


def _days(value: Any) -> int | None:
    return int(value) if np.isfinite(value) else None


def _named(key: tuple[str, ...], names: Names) -> tuple[str, str]:
    return names.code("pledges", "donor", key[0]), place(key[1], names)


def place(code: str, names: Names) -> str:
    """Name of a country's code in a breakdown."""
    if code in (SEVERAL, NONE):
        return names.words(f"pledges.{code.lower()}")
    return names.words("name.region") if code == REGION else names.country(code)
