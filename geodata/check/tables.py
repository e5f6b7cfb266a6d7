"""A table of text against the dictionary: columns, types, codes, bounds, ids and references."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from geodata.errors import FactError
from geodata.model import columns, primary_key, references

_NUMERIC = ("number", "integer", "year")
_TYPES = (*_NUMERIC, "string", "list")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table of text with its description; all faults of a table are made here."""

    raw: pd.DataFrame
    resource: Mapping[str, Any]

    def fault(self, row: int | None, column: str | None, problem: str, repair: str) -> FactError:
        name = None if row is None else self._row(row)
        return FactError(self.resource["path"], name, column, problem, repair)

    def where(
        self, rows: Iterable[bool], column: str, problem: Callable[[str], str], repair: str
    ) -> Iterator[FactError]:
        for row in np.flatnonzero(np.asarray(rows, dtype=bool)):
            yield self.fault(int(row), column, problem(str(self.raw[column].iloc[row])), repair)

    def cells(self, column: str) -> Iterator[tuple[int, str, list[str]]]:
        """Yield the place, text and items of each cell that is not empty; only a list has several items."""
        field = columns(self.resource)[column]
        separator = field.get("delimiter", ";") if field["type"] == "list" else None
        for row, cell in enumerate(self.raw[column].tolist()):
            if isinstance(cell, str):
                yield row, cell, cell.split(separator) if separator else [cell]

    def _row(self, row: int) -> str:
        key = primary_key(self.resource)
        row_id = self.raw[key].iloc[row] if key in self.raw else None
        return row_id if isinstance(row_id, str) else f"no. {row + 1}"


def check_table(
    raw: pd.DataFrame,
    typed: pd.DataFrame,
    resource: Mapping[str, Any],
    ids: Mapping[str, frozenset[str]],
) -> list[FactError]:
    """Return every fault of one table.

    Parameters
    ----------
    raw : DataFrame
        Columns of text.
    typed : DataFrame
        The same, as ``geodata.model.typed`` gives it.
    resource : mapping
        What the dictionary says of the table.
    ids : mapping of str to frozenset of str
        The ids of every table that could be read, for references between them.
    """
    sheet = _Sheet(raw, resource)
    values = typed.reset_index().set_axis(raw.index)
    faults = [*_check_header(sheet)]
    for name, field in columns(resource).items():
        if name in raw:
            faults += _check_column(sheet, name, field)
            if field["type"] in _NUMERIC:
                faults += _check_numbers(sheet, name, field, values[name])
    for name, target in references(resource):
        if name in raw and name in columns(resource) and target in ids:
            faults += _check_references(sheet, name, ids[target], target)
    return [*faults, *_check_ids(sheet)]


def _check_header(sheet: _Sheet) -> Iterator[FactError]:
    described = columns(sheet.resource)
    for name in described:
        if name not in sheet.raw:
            yield sheet.fault(None, name, "the column is missing", "restore it; leave unknown cells empty")
    for name in sheet.raw.columns:
        if name not in described and name != "geometry":
            yield sheet.fault(None, name, "the column is unknown", "remove it or add it to datapackage.json")


def _check_ids(sheet: _Sheet) -> Iterator[FactError]:
    key = primary_key(sheet.resource)
    ids = sheet.raw[key].dropna().tolist() if key in sheet.raw else []
    for misplaced in [row for before, row in pairwise(ids) if row < before][:1]:
        problem = "the row is out of order"
        yield FactError(sheet.resource["path"], misplaced, key, problem, "sort the rows by id")


def _check_column(sheet: _Sheet, name: str, field: Mapping[str, Any]) -> Iterator[FactError]:
    if field["type"] not in _TYPES:
        problem, repair = f"unknown type {field['type']}", f"use one of {', '.join(_TYPES)}"
        yield FactError("datapackage.json", sheet.resource["name"], name, problem, repair)
    text, limits = sheet.raw[name], field.get("constraints", {})
    is_key = name == primary_key(sheet.resource)
    if is_key or limits.get("required"):
        missing = "names no source" if name.endswith("source_ids") else "is empty"
        yield from sheet.where(text.isna(), name, lambda _: missing, "fill it in or remove the row")
    if is_key or limits.get("unique"):
        repeated = text.duplicated() & text.notna()
        twice = '"{}" stands in two rows'.format
        yield from sheet.where(repeated, name, twice, "change or remove one")
    yield from _check_text(sheet, name, field)


def _check_text(sheet: _Sheet, name: str, field: Mapping[str, Any]) -> Iterator[FactError]:
    """Faults of each cell as text: blanks, codes, pattern, length. Items of a list are cells of their own."""
    limits = field.get("constraints", {})
    known, pattern = limits.get("enum"), limits.get("pattern")
    fits = re.compile(pattern).fullmatch if pattern else None
    shortest, longest = limits.get("minLength", 0), limits.get("maxLength", float("inf"))
    for row, cell, items in sheet.cells(name):
        if any(item != item.strip() or not item for item in items):
            yield sheet.fault(row, name, f"{_quoted(cell)} has blanks or empty items", "remove them")
        elif known and not set(items) <= {str(code) for code in known}:
            wrong = next(item for item in items if item not in known)
            repair = f"write one of {', '.join(map(str, known))}"
            yield sheet.fault(row, name, f"{_quoted(wrong)} is not a known code", repair)
        elif fits and not all(map(fits, items)):
            yield sheet.fault(row, name, f"{_quoted(cell)} has the wrong form", f"write it as {pattern}")
        elif not shortest <= len(cell) <= longest:
            repair = f"write {shortest} to {longest} characters"
            yield sheet.fault(row, name, f"{_quoted(cell)} has {len(cell)} characters", repair)
        elif len(set(items)) < len(items):
            yield sheet.fault(row, name, f"{_quoted(cell)} names an item twice", "name it once")


def _check_numbers(
    sheet: _Sheet, name: str, field: Mapping[str, Any], values: "pd.Series[Any]"
) -> Iterator[FactError]:
    limits = field.get("constraints", {})
    low, high, above_all = (limits.get(key) for key in ("minimum", "maximum", "exclusiveMinimum"))
    what = str(field.get("unit", "")).strip() or "a number"
    bounds = f"write {what} between {low} and {high}"
    if low is None or high is None:
        bounds = f"write {what} from {low} up" if high is None else f"write {what} up to {high}"
    kind = "whole number" if field["type"] != "number" else "number"
    unread = sheet.raw[name].notna() & values.isna()
    repair = "write plain digits, as in 1234 or 0.5"
    yield from sheet.where(unread, name, lambda cell: f"{_quoted(cell)} is not a {kind}", repair)
    for limit, beyond, fails, repair in (
        (above_all, "not above", values.__le__, f"write {what} above {above_all}"),
        (low, "below", values.__lt__, bounds),
        (high, "above", values.__gt__, bounds),
    ):
        if limit is not None:
            wrong = fails(limit).fillna(value=False)
            yield from sheet.where(wrong, name, f"{{}} is {beyond} {limit}".format, repair)


def _check_references(sheet: _Sheet, name: str, known: frozenset[str], target: str) -> Iterator[FactError]:
    for row, _, items in sheet.cells(name):
        for item in items:
            if item and item not in known:
                problem = f"{_quoted(item)} is not in {target}"
                yield sheet.fault(row, name, problem, f"add it to {target} or mend the id")


def _quoted(cell: str) -> str:
    return f'"{cell[:57]}..."' if len(cell) > 60 else f'"{cell}"'  # noqa: PLR2004 - to keep a line a line
