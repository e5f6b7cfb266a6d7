"""Where the sources of a record disagree: on what, which values, and who says which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.model import Facts

COLUMN = "conflict"
# Kind of a record in ``claims`` -> its table.
TABLES: Mapping[str, str] = {"pledge": "pledges", "site": "sites"}
# Tables whose rows are figures of one source each: rows that are alike in these columns speak of one thing.
# Rates are not here: two central banks fix two rates. Claims on corridors neither: their ends are vague.
ALIKE: Mapping[str, tuple[str, ...]] = {
    "lengths": ("legs", "kind"),
    "statistics": ("metric", "year", "unit"),
    "production": ("iso3", "resource", "year", "unit"),
    "exports": ("iso3", "resource", "year", "period", "kind", "way", "destination", "unit", "share_of"),
}
VALUE: Mapping[str, str] = {"lengths": "length_km"}
PART_OF_YEAR = "-part-year"
_COLUMNS = [
    "dispute", "table", "row_id", "aspect", "value", "number", "unit", "said_by", "source_ids", "note",
    "sentence",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says.

    Attributes
    ----------
    value : str
        As published.
    number : float or None
        The value as a number of ``unit``, where it is one.
    unit : str or None
        Unit; an ISO 4217 code for money.
    said_by : str
        Who says it, and through whom.
    source_ids : tuple of str
        Sources that say so; empty where the record does not tell them apart.
    note : str or None
        What a reader should know.
    """

    value: str
    number: float | None
    unit: str | None
    said_by: str
    source_ids: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims on one thing, beside one another.

    Attributes
    ----------
    aspect : str
        What they are about, in words.
    column : str or None
        Column of the record that holds the disputed value, where there is one.
    claims : tuple of Claim
        At least two, in the order of the table.
    """

    aspect: str
    column: str | None
    claims: tuple[Claim, ...]


def mask(table: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which rows of a table have sources that disagree; none if the table does not say so."""
    if COLUMN not in table:
        return np.zeros(len(table), dtype=bool)
    return np.asarray(table[COLUMN].notna(), dtype=bool)


def disagreements(facts: Facts, kind: str, row_id: str) -> tuple[Disagreement, ...]:
    """Return what the sources of a record disagree on, value by value.

    Parameters
    ----------
    facts : Facts
        As loaded.
    kind : {"pledge", "site"}
        Kind of the record.
    row_id : str
        Its id.

    Returns
    -------
    tuple of Disagreement
        Empty where the record has none, or where only the sentence in its column ``conflict`` holds it.

    Examples
    --------
    >>> import geodata
    >>> found, = disagreements(geodata.load(), "pledge", "ots-turkic-investment-fund")
    >>> [(claim.number, claim.said_by) for claim in found.claims]
    [(600000000.0, 'Turkiye Today'), (500000000.0, 'Trend')]
    """
    rows = facts.claims[facts.claims["record"] == f"{kind}:{row_id}"]
    return tuple(
        Disagreement(str(aspect), _column(group), tuple(_claim(row) for _, row in group.iterrows()))
        for aspect, group in rows.groupby("aspect", sort=False)
    )


def everywhere(facts: Facts) -> pd.DataFrame:
    """Return every value on which sources disagree, of all tables.

    Returns
    -------
    DataFrame
        A row per value. ``dispute`` (the same for values on one record), ``table``, ``row_id`` (of the
        record, or of the row that holds this value), ``aspect`` (in words; None where the record's sentence
        alone tells it, or where the rows are alike), ``value`` (in words) or ``number`` with ``unit``,
        ``said_by`` (None where the sources say it themselves), ``source_ids``, ``note`` and ``sentence`` (of
        the record).

    Notes
    -----
    ``sites`` and ``pledges`` say in their column ``conflict`` where sources disagree. In the tables of
    ``ALIKE`` it is worked out: rows that speak of one thing and whose values differ by more than the rounding
    of the rounder one. Of figures for a part of a year only those for the same months, by the note, are
    compared.

    Examples
    --------
    >>> import geodata
    >>> found = everywhere(geodata.load())
    >>> found.loc[found["dispute"] == "lengths:len-p-baku-supsa-829", "number"].tolist()
    [829.0, 837.0]
    """
    rows = [*_told(facts), *_found(facts)]
    return pd.DataFrame(rows, columns=_COLUMNS)


def agree(one: float, other: float) -> bool:
    """Whether two numbers are the same but for rounding: the rounder one is the other, rounded as it is.

    Examples
    --------
    >>> agree(4484000, 4500000), agree(4484000, 4600000), agree(26.142, 26.3)
    (True, False, False)
    """
    rounder, finer = sorted((Decimal(repr(float(one))), Decimal(repr(float(other)))), key=_fineness)
    step = Decimal(1).scaleb(rounder.normalize().as_tuple().exponent)  # type: ignore[arg-type]
    return (finer / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step == rounder


def _fineness(number: Decimal) -> tuple[int, int]:
    _, digits, exponent = number.normalize().as_tuple()
    return len(digits), -int(exponent)


def _told(facts: Facts) -> Iterator[tuple[Any, ...]]:
    """Yield the values of the records that say that their sources disagree."""
    for kind, table in TABLES.items():
        frame = getattr(facts, table)
        for row_id, row in frame[mask(frame)].iterrows():
            start = (f"{kind}:{row_id}", table, str(row_id))
            found = disagreements(facts, kind, str(row_id))
            for one in found:
                for claim in one.claims:
                    said = (claim.said_by, claim.source_ids, claim.note)
                    yield (*start, one.aspect, claim.value, None, None, *said, row[COLUMN])
            if not found:
                yield (*start, None, None, None, None, None, tuple(row["source_ids"]), None, row[COLUMN])


def _found(facts: Facts) -> Iterator[tuple[Any, ...]]:
    """Yield the values of rows that speak of one thing and disagree."""
    for table, columns in ALIKE.items():
        frame = getattr(facts, table)
        value, keys = VALUE.get(table, "value"), [_key(row, columns) for _, row in frame.iterrows()]
        for _, group in frame.groupby(pd.Series(keys, index=frame.index), sort=False):
            numbers = group[value].dropna()
            if all(agree(one, other) for one, other in combinations(numbers, 2)):
                continue
            for row_id in numbers.index:
                row, unit = group.loc[row_id], "km" if table == "lengths" else group["unit"][row_id]
                start = (f"{table}:{numbers.index[0]}", table, str(row_id))
                said = (None, tuple(row["source_ids"]), _text(row["note"]), None)
                yield (*start, None, None, float(row[value]), unit, *said)


def _key(row: "pd.Series[Any]", columns: tuple[str, ...]) -> str:
    """Return what a row is about; the order of the legs of a chain says nothing."""
    cells = [";".join(sorted(row[name])) if name == "legs" else str(row[name]) for name in columns]
    if str(row.get("metric")).endswith(PART_OF_YEAR):
        cells.append(str(row["note"]).split(";")[0])
    return "|".join(cells)


def _column(group: pd.DataFrame) -> str | None:
    named = group["column"].dropna()
    return str(named.iloc[0]) if len(named) else None


def _claim(row: "pd.Series[Any]") -> Claim:
    number = float(row["number"])
    return Claim(
        value=str(row["value"]),
        number=None if np.isnan(number) else number,
        unit=_text(row["unit"]),
        said_by=str(row["said_by"]),
        source_ids=tuple(row["source_ids"]),
        note=_text(row["note"]),
    )


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) else None
