"""Which group each pledge is in, by donor, country, theme and so on."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geodata.model import REGION

# Groups that are no code of the facts; NONE stands for no value.
SEVERAL, NONE = "SEVERAL", "NONE"
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
    """Return the group of a donor's code; ``other`` if it is in none."""
    return next((group for group, codes in DONOR_GROUPS.items() if donor in codes), OTHER)


def groups_of(cells: Mapping[Any, Any]) -> dict[str, tuple[str, ...]]:
    """Return the codes of a row of the table per dimension."""
    plain = {name: (text(cells[name]),) for name in ("donor", "theme", "status", "flow")}
    day, countries = text(cells["date"]), cells["beneficiaries"] or (NONE,)
    return plain | {
        "group": (group_of(*plain["donor"]),),
        "country": countries if len(countries) == 1 else (REGION if REGION in countries else SEVERAL,),
        "resource": cells["resources"] or (NONE,),
        "year": (day if day == NONE else day[:4],),
    }


def places_of(
    table: pd.DataFrame, groups: Sequence[Mapping[str, tuple[str, ...]]]
) -> dict[str, dict[str, int]]:
    """Return the place of each code in its dimension: by the dictionary, then by the alphabet."""
    coded = [name for name in DIMENSIONS if name in table and table[name].dtype == "category"]
    codes = {"group": [*DONOR_GROUPS, OTHER]} | {name: list(table[name].cat.categories) for name in coded}
    for name in DIMENSIONS:
        found = sorted({code for each in groups for code in each[name]})
        codes[name] = list(dict.fromkeys([*codes.get(name, []), *found]))
    return {name: {code: place for place, code in enumerate(codes[name])} for name in DIMENSIONS}


def text(cell: object) -> str:
    """Return a cell as text, ``NONE`` where there is none."""
    return cell if isinstance(cell, str) else NONE
