"""How far the pledges are: one flow of stages per donor and country, their age, and what is overdue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view.context import Context, Mask
from dashboard.view.names import Names
from dashboard.view.pages.pledges.said import Apart, apart, without
from dashboard.view.pages.pledges.sums import LISTED, instead
from geodata.sums import PLEDGED, STAGES, Pledge, Resolution, Total, breakdown, by_stage, flows, resolve
from geodata.sums.groups import NONE, REGION, SEVERAL

# What a click on a row filters by.
PAIR = ("donor", "country")
# More rows than these nobody reads: a filter narrows them, the download holds them.
MOST_FLOWS = 40


@dataclass(frozen=True, slots=True)
class Stage:
    """Pledges at one stage: how many, how many of them are counted, and how much that is.

    ``share`` is that of the largest amount of the flow, 0 for a target; ``instead`` is said without a value.
    """

    rows: int
    counted: int
    value: float | None
    share: float
    instead: str | None


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
    """All flows of a selection.

    Attributes
    ----------
    order : tuple of str
        The stages.
    whole : tuple of Stage or None
        All flows together.
    rows : tuple of Row
        The flows, at most ``MOST_FLOWS``; the download has all of them.
    flows : int
        How many there are.
    overdue : tuple of int
        Rows of the table that are overdue.
    shown, divided : array of bool
        Rows that bring an amount; of them those that bring only what their parts leave.
    apart : Apart or None
        Why the rows come to another sum than beside those of all donors and countries.
    """

    order: tuple[str, ...]
    whole: tuple[Stage | None, ...]
    rows: tuple[Row, ...]
    flows: int
    overdue: tuple[int, ...]
    shown: Mask
    divided: Mask
    apart: Apart | None


def stages(state: ViewState, context: Context, together: Resolution, names: Names) -> Stages:
    """Return the stages of a selection, the flows with most pledges first."""
    ledger = context.ledger
    resolutions = by_stage(ledger, together.pledges, state.money)
    ages = _ages(context, together.pledges)
    found = flows(resolutions)
    keys = sorted(found, key=lambda key: -sum(cell.rows for cell in found[key].values()))
    rows = [
        Row(key[0], key[1], _named(key, names), _stages(found[key], names.words), *ages[key])
        for key in keys[:MOST_FLOWS]
    ]
    overdue = [pledge.row for pledge in together.pledges if context.overdue[pledge.row]]
    wide = without(state, context, PAIR)
    return Stages(
        STAGES,
        _whole(resolutions, names.words),
        tuple(rows),
        len(found),
        tuple(overdue[:LISTED]),
        *behind(resolutions),
        apart=None
        if wide is None
        else apart(together, resolve(ledger, ledger.select(wide), together.rule), PAIR, state, names.words),
    )


def behind(resolutions: tuple[Resolution, ...]) -> tuple[Mask, Mask]:
    """Return which rows bring an amount into figures, and which of them only what their parts leave."""
    entries = [entry for resolution in resolutions for entry in resolution.shown]
    shown, divided = np.zeros((2, len(resolutions[0].ledger.pledges)), dtype=bool)
    shown[[entry.pledge.row for entry in entries]] = True
    divided[[entry.pledge.row for entry in entries if entry.rest]] = True
    return shown, divided


def _whole(resolutions: tuple[Resolution, ...], words: Words) -> tuple[Stage | None, ...]:
    """Return the stages of all flows together."""
    cells = {cell.key[0]: cell for each in resolutions for cell in breakdown(each, "status")}
    return _stages(cells, words)


def _on_way(code: str) -> bool:
    # A target is no money on the way: it gets no bar beside what is.
    return code in PLEDGED.statuses


def _stages(cells: Mapping[str, Total], words: Words) -> tuple[Stage | None, ...]:
    values = {code: _number(cell.converted) for code, cell in cells.items()}
    way = {code: values[code] or 0 for code in cells if _on_way(code)}
    most = max(way.values(), default=0) or 1
    return tuple(
        Stage(cell.rows, cell.counted, values[code], round(way.get(code, 0) / most, 3), instead(cell, words))
        if cell
        else None
        for code, cell in ((code, cells.get(code)) for code in STAGES)
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _ages(context: Context, pledges: Iterable[Pledge]) -> dict[tuple[str, ...], tuple[int | None, int]]:
    """Per donor and country: days since the latest news, and how many pledges are overdue."""
    rows: dict[tuple[str, ...], list[int]] = {}
    for pledge in pledges:
        rows.setdefault(pledge.groups["donor"] + pledge.groups["country"], []).append(pledge.row)
    return {
        key: (_days(context.age_days[some].min()), int(context.overdue[some].sum()))
        for key, some in rows.items()
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
