"""Which group each pledge is in, by donor, country, theme and so on."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

# Codes of a group that are no code of the facts; NONE stands for no value.
REGION, SEVERAL, NONE = "REGION", "SEVERAL", "NONE"
DIMENSIONS = ("donor", "group", "country", "theme", "resource", "status", "flow", "year")
# A row can name several of these, so their groups do not add up.
LISTS = ("resource",)

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


def group_of(donor: str) -> str:
    """Return the group of a donor's code; ``other`` if it is in none.

    Examples
    --------
    >>> group_of("EBRD")
    'development-banks'
    """
    return next((group for group, codes in DONOR_GROUPS.items() if donor in codes), OTHER)


def groups_of(cells: Mapping[Any, Any]) -> dict[str, tuple[str, ...]]:
    """Return the groups of a row of the table, per dimension."""
    donor, day = text(cells["donor"]), text(cells["date"])
    return {
        "donor": (donor,),
        "group": (group_of(donor),),
        "country": (_country(cells["beneficiaries"]),),
        "theme": (text(cells["theme"]),),
        "resource": cells["resources"] or (NONE,),
        "status": (text(cells["status"]),),
        "flow": (text(cells["flow"]),),
        "year": (day if day == NONE else day[:4],),
    }


def ordered(
    table: pd.DataFrame, groups: Iterable[Mapping[str, tuple[str, ...]]]
) -> dict[str, tuple[str, ...]]:
    """Return the codes of each dimension in their order: that of the dictionary, then the alphabet's."""
    rows = list(groups)
    first = {name: _categories(table[name]) for name in ("donor", "theme", "status", "flow")}
    first["group"] = [*DONOR_GROUPS, OTHER]
    return {
        name: tuple(
            dict.fromkeys([*first.get(name, ()), *sorted({code for row in rows for code in row[name]})])
        )
        for name in DIMENSIONS
    }


def text(cell: object) -> str:
    """Return a cell as text, ``NONE`` where there is none."""
    return cell if isinstance(cell, str) else NONE


def _country(beneficiaries: tuple[str, ...]) -> str:
    if len(beneficiaries) == 1:
        return beneficiaries[0]
    return NONE if not beneficiaries else REGION if REGION in beneficiaries else SEVERAL


def _categories(column: "pd.Series[Any]") -> list[str]:
    return [str(code) for code in column.cat.categories] if column.dtype == "category" else []
