"""Where the sources of a record disagree: on what, which values, and who says which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.model import Facts

COLUMN = "conflict"
# Kind of a record in ``claims`` -> its table.
TABLES: Mapping[str, str] = {"pledge": "pledges", "site": "sites"}


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


def counts(facts: Facts) -> dict[str, int]:
    """Return how many rows have sources that disagree, per table that says so.

    Examples
    --------
    >>> import geodata
    >>> sorted(counts(geodata.load()))
    ['pledges', 'sites']
    """
    return {name: int(mask(table).sum()) for name, table in facts.tables().items() if COLUMN in table}


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
