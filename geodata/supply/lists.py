"""Which lists of critical minerals name a commodity."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.model import Facts

# List -> column of ``resources`` that says yes, partly or no; column of its sources; year of the list where
# the column itself is about one edition.
_LISTS = {
    "japan": ("list_japan", "source_ids_japan", None),
    "eu": ("list_eu", "source_ids_eu", None),
    "us-2022": ("us_2022", "source_ids_us", "2022"),
    "us-2025": ("us_2025", "source_ids_us", "2025"),
}


def lists(facts: Facts, resource: str) -> pd.DataFrame:
    """Return what each list says of a commodity.

    Returns
    -------
    DataFrame
        Index ``list`` (japan, eu, us-2022, us-2025): ``named`` (yes, partly, no; missing where the outcome is
        not known), ``level`` (of the EU list), ``date`` of the list (year, month or day; missing where no
        source gives it) and ``source_ids``.

    Raises
    ------
    KeyError
        If the commodity is not known.

    Examples
    --------
    >>> import geodata
    >>> lists(geodata.load(), "tungsten").loc["eu", ["named", "level", "date"]].tolist()
    ['yes', 'strategic', '2024']
    """
    row: dict[Any, Any] = facts.resources.loc[[resource]].iloc[0].to_dict()
    found = []
    for name, (column, sources, year) in _LISTS.items():
        level = row["eu_level"] if name == "eu" else None
        own = row["japan_date"] if name == "japan" else year
        date = own if isinstance(own, str) else _published(facts, row[sources])
        found.append((name, row[column], level, date, row[sources]))
    return pd.DataFrame(found, columns=["list", "named", "level", "date", "source_ids"]).set_index("list")


def _published(facts: Facts, source_ids: tuple[str, ...]) -> str | None:
    """Date of the first source: the list itself, or the page that tells of it."""
    date = facts.sources["published"][source_ids[0]] if source_ids else None
    return date if isinstance(date, str) else None
