"""Numbers, amounts, quantities and dates as cells: how each is written, and by what it is sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from babel.numbers import is_currency

from dashboard.text import UNKNOWN as UNSAID
from dashboard.text import Words
from dashboard.view.blocks import UNKNOWN, Cell, Key, Kind

# From here on an amount is written in words, and below with all its digits.
LARGE = 1_000_000
RANGE_SIGN = " – "
_SCALES = {"": 1, "million": 10**6, "billion": 10**9}
# What is not there, as against what is not known; it stands last too.
NONE = Cell("–", "none")


def text(value: Any) -> str | None:
    """Return a cell of the facts as text; None where it is empty."""
    return None if value is None or value is pd.NA or pd.isna(value) or value == "" else str(value)


def number(value: Any, words: Words, digits: int = 0) -> Cell:
    """Write a number with at most ``digits`` decimals."""
    if pd.isna(value):
        return UNKNOWN
    return Cell(words.number(float(value), digits), "number", float(value))


def exact(value: Any, words: Words) -> Cell:
    """Write a number with all the digits that were published."""
    return UNKNOWN if pd.isna(value) else Cell(words.exact(float(value)), "number", float(value))


def signed(value: Any, words: Words, digits: int = 0) -> Cell:
    """Write a difference with its sign; nothing is plain ``0``."""
    if pd.isna(value):
        return UNKNOWN
    rounded = round(float(value), digits) or 0.0
    return Cell(f"{'+' if rounded > 0 else ''}{words.number(rounded, digits)}", "number", float(value))


def percent(share: Any, words: Words, digits: int = 1) -> Cell:
    """Write a share (1 is the whole) as a percentage."""
    if pd.isna(share):
        return UNKNOWN
    return Cell(f"{words.number(100 * float(share), digits)} %", "number", float(share))


def between(low: Any, high: Any, words: Words, digits: int = 0) -> Cell:
    """Write a range, or the one number that it is; sorted by its lower end."""
    known = [float(value) for value in (low, high) if not pd.isna(value)]
    if not known:
        return UNKNOWN
    said = dict.fromkeys(words.number(value, digits) for value in known)
    return Cell("–".join(said), "number", known[0])


def span(low: Any, typical: Any, high: Any, words: Words, digits: int = 1) -> Cell:
    """Write low, typical and high, or the one number that they are; sorted by the typical value.

    What is not known of the three is ``?``; without any of them the cell is unknown.
    """
    values = (low, typical, high)
    if all(pd.isna(value) for value in values):
        return UNKNOWN
    said = [UNSAID if pd.isna(value) else words.number(float(value), digits) for value in values]
    shown = said[0] if len(set(said)) == 1 else RANGE_SIGN.join(said)
    return Cell(shown, "number", None if pd.isna(typical) else float(typical))


def span_in(row: Any, prefix: str, words: Words, digits: int = 1) -> Cell:
    """Write low, typical and high of a row's columns, which are named ``prefix`` and these words."""
    low, typical, high = (row[f"{prefix}{part}"] for part in ("low", "typical", "high"))
    return span(low, typical, high, words, digits)


def amount_text(value: Any, words: Words) -> str:
    """Write an amount without its currency: the one way in which the page writes money."""
    return words.compact(float(value)) if abs(value) >= LARGE else words.number(float(value), 0)


def money_text(value: Any, currency: str, words: Words) -> str:
    """Write an amount with its currency."""
    return f"{amount_text(value, words)} {currency}"


def quantity(value: Any, unit: str, words: Words, name: str = "") -> Cell:
    """Write a published quantity with all its digits; sorted within its ``unit``, which ``name`` names."""
    if pd.isna(value):
        return UNKNOWN
    shown = f"{words.exact(float(value))} {name or unit}".strip()
    return Cell(shown, "quantity", (unit, float(value)))


def money_in(unit: str) -> tuple[int, str] | None:
    """Return how much of which currency a published unit is (``million USD``); None for what is no money."""
    scale, _, currency = unit.rpartition(" ")
    return (_SCALES[scale], currency) if scale in _SCALES and is_currency(currency) else None


def published(value: Any, number: Any, unit: Any) -> Cell:
    """Write a value as a source has it; sorted within its unit where it is a number."""
    known = text(value)
    by: Any = pd.to_numeric(known, errors="coerce") if pd.isna(number) else number  # type: ignore[call-overload]
    if known is None or pd.isna(by):
        return Cell(known)
    return Cell(known, "quantity", (text(unit) or "", float(by)))


def day(value: Any, words: Words) -> Cell:
    """Write a date of the facts at its own precision; sorted by its ISO form."""
    known = text(value)
    return Cell(words.day(known), "date", known) if known else UNKNOWN


def year(value: Any, words: Words) -> Cell:
    """Write a year."""
    return UNKNOWN if pd.isna(value) else day(str(int(value)), words)


def kind_of(cells: Iterable[Cell | str | None]) -> Kind:
    """Return what a column holds: the kind of its first known cell that is no plain text."""
    kinds = [cell.kind for cell in cells if isinstance(cell, Cell) and cell.text is not None]
    return next((kind for kind in kinds if kind not in ("text", "none")), "text")


def is_mixed(cells: Iterable[Cell | str | None]) -> bool:
    """Whether a column holds quantities in unlike units, so that its order groups by unit first."""
    keys: set[Key] = {cell.key[0] for cell in cells if isinstance(cell, Cell) and isinstance(cell.key, tuple)}
    return len(keys) > 1
