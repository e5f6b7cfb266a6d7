"""How far the pledges are: one flow of stages per donor and country, their age, and what is overdue."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.text import Words
from dashboard.view.ground import Ground
from dashboard.view.names import Names
from dashboard.view.pledges.sums import LISTED, money
from geodata.sums import STAGES, Flow, Total, flows
from geodata.sums.groups import NONE, REGION, SEVERAL, Mask


@dataclass(frozen=True, slots=True)
class Stage:
    """Pledges at one stage: how many, how many of them bring an amount, and how much that is."""

    rows: int
    counted: int
    value: str | None
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
    (whole,) = _all(flows(ground.ledger, selected, "status", currency=currency))
    ages = _ages(ground, selected)
    rows = [
        Row(flow.key[0], flow.key[1], _named(flow.key, names), _stages(flow, names.words), *ages[flow.key])
        for flow in by_pair
    ]
    rows.sort(key=lambda row: -sum(stage.rows for stage in row.stages if stage))
    overdue = np.flatnonzero(selected & ground.overdue)
    return Stages(STAGES, _stages(whole, names.words), tuple(rows), tuple(overdue[:LISTED].tolist()))


def _all(by_status: tuple[Flow, ...]) -> tuple[Flow, ...]:
    merged: dict[str, Total] = {}
    for flow in by_status:
        merged |= flow.stages
    return (Flow((), merged),)


def _stages(flow: Flow, words: Words) -> tuple[Stage | None, ...]:
    values = [float(cell.converted or 0) for cell in flow.stages.values() if cell.rule.key == "pledged"]
    most = max(values, default=0) or 1
    return tuple(_stage(flow.stages[code], most, words) if code in flow.stages else None for code in STAGES)


def _stage(cell: Total, most: float, words: Words) -> Stage:
    # A target is no money on the way: it gets no bar beside what is.
    share = float(cell.converted or 0) / most if cell.rule.key == "pledged" else 0.0
    return Stage(cell.rows, cell.counted, money(cell.converted, cell.rule.currency, words), round(share, 3))


def _ages(ground: Ground, selected: Mask) -> dict[tuple[str, ...], tuple[int | None, int]]:
    """Per donor and country: days since the latest news, and how many pledges are overdue."""
    grouping = ground.ledger.grouping(("donor", "country"))
    count = len(grouping.names)
    rows, codes = np.arange(len(selected)), grouping.codes
    if grouping.rows is not None:
        rows = grouping.rows
    kept = selected[rows]
    youngest = np.full(count, np.inf)
    np.minimum.at(youngest, codes[kept], ground.age_days[rows][kept])
    late = np.bincount(codes[kept], weights=ground.overdue[rows][kept], minlength=count)
    return {
        grouping.names[code]: (_days(youngest[code]), int(late[code]))
        for code in np.unique(codes[kept]).tolist()
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
