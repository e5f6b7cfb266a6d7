"""Which group each pledge is in, by donor, country, theme and so on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Whole = NDArray[np.intp]

REGION, SEVERAL, NONE = "REGION", "SEVERAL", "NONE"
DIMENSIONS = ("donor", "group", "country", "theme", "resource", "status", "flow", "year")
# Dimensions that are asked for together at each choice of filters.
CROSSED = (("donor", "country"), ("donor", "country", "status"), ("group", "status", "flow"))

OTHER = "other"
# Group -> codes of ``pledges.donor``. The EIB lends on its own account and stands among the banks. MUFG
# (a private bank with lenders of several countries), the Turkic Investment Fund and money from the region
# are of no group; Turkey is a group of which no row is known.
DONOR_GROUPS: Mapping[str, tuple[str, ...]] = {
    "japan": ("JPN",),
    "eu": ("EU",),
    "usa": ("USA",),
    "china": ("CHN",),
    "development-banks": ("ADB", "AIIB", "EBRD", "EIB", "IFC", "WB"),
    "gulf": ("ARE", "BHR", "KWT", "OMN", "QAT", "SAU"),
    "korea": ("KOR",),
    "turkey": ("TUR",),
}


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Which group each row is in.

    Attributes
    ----------
    names : tuple of tuple of str
        Key of each group: one code per dimension.
    codes : array of int
        Group of each entry.
    rows : array of int, or None
        Row of each entry; None if each row is one entry.
    additive : bool
        Whether each row is in one group whatever the facts, so that the groups add up.
    """

    names: tuple[tuple[str, ...], ...]
    codes: Whole
    rows: Whole | None = None
    additive: bool = True

    def times(self, other: "Grouping") -> "Grouping":
        """Return the groups of two dimensions together."""
        if not (self.additive or other.additive):
            raise ValueError("two dimensions that are lists cannot be crossed")
        rows = self.rows if self.rows is not None else other.rows
        left = self.codes if rows is None or self.rows is not None else self.codes[rows]
        right = other.codes if rows is None or other.rows is not None else other.codes[rows]
        names = tuple((*a, *b) for a, b in product(self.names, other.names))
        return Grouping(names, left * len(other.names) + right, rows, self.additive and other.additive)


def group_of(donor: str) -> str:
    """Return the group of a donor's code; ``other`` if it is in none.

    Examples
    --------
    >>> group_of("EBRD")
    'development-banks'
    """
    return next((group for group, codes in DONOR_GROUPS.items() if donor in codes), OTHER)


def groupings(pledges: pd.DataFrame) -> dict[str, Grouping]:
    """Return the groups of each dimension for a table of pledges."""
    years = [str(day)[:4] if isinstance(day, str) else NONE for day in pledges["date"]]
    made = {
        "country": _single([_country(cell) for cell in pledges["beneficiaries"]]),
        "year": _single(years),
        "group": _single([group_of(cell) for cell in texts(pledges["donor"])], (*DONOR_GROUPS, OTHER)),
        "resource": _listed(list(pledges["resources"])),
    }
    for dimension in ("donor", "theme", "status", "flow"):
        made[dimension] = _single(texts(pledges[dimension]), _order(pledges[dimension]))
    return made


def _country(beneficiaries: tuple[str, ...]) -> str:
    if len(beneficiaries) == 1:
        return beneficiaries[0]
    return NONE if not beneficiaries else REGION if REGION in beneficiaries else SEVERAL


def _single(cells: list[str], order: Iterable[str] = ()) -> Grouping:
    codes, names = factorise(cells, order)
    return Grouping(tuple((name,) for name in names), codes)


def _listed(cells: list[tuple[str, ...]]) -> Grouping:
    entries = [(row, code) for row, cell in enumerate(cells) for code in cell or (NONE,)]
    codes, names = factorise([code for _, code in entries])
    rows = np.array([row for row, _ in entries], dtype=np.intp)
    single = len(entries) == len(cells)
    return Grouping(tuple((name,) for name in names), codes, None if single else rows, additive=False)


def cross(groups: Mapping[str, Grouping], by: Sequence[str]) -> Grouping:
    """Return the groups of several dimensions together."""
    first, *others = (groups[dimension] for dimension in by)
    for other in others:
        first = first.times(other)
    return first


def texts(column: "pd.Series[Any]") -> list[str]:
    """Return the cells of a column as text, ``NONE`` where there is none."""
    return [cell if isinstance(cell, str) else NONE for cell in column]


def factorise(cells: Iterable[str], order: Iterable[str] = ()) -> tuple[Whole, tuple[str, ...]]:
    """Return the place of each cell among the names, and the names: those of ``order`` first."""
    held = list(cells)
    known = [*dict.fromkeys(order)]
    names = (*known, *sorted(set(held) - set(known)))
    place = {name: number for number, name in enumerate(names)}
    return np.array([place[cell] for cell in held], dtype=np.intp), names


def _order(column: "pd.Series[Any]") -> list[str]:
    return [str(code) for code in column.cat.categories] if column.dtype == "category" else []
