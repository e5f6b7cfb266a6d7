"""Which assumption holds where: of all computing rows whose conditions hold, the narrowest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

# From narrow to wide, as the dictionary says of the table ``assumptions``.
NARROWNESS = ("node", "pair", "country", "corridor", "kind", "mode")


# What goods wait for between two legs.
WAITS = ("border-hours", "gauge-change-hours", "handling-hours", "transshipment-hours", "waiting-hours")


class Row(NamedTuple):
    """A row of ``assumptions``: low, typical and high in its own unit, ordered by number.

    ``figure_of``: whether its typical value is of the place itself, of a wider group, or of another place.
    """

    assumption_id: str
    low: float
    typical: float
    high: float
    kind: str
    figure_of: str
    conditions: Mapping[str, frozenset[str]]


class Place(NamedTuple):
    """Where a value is looked up: a leg, or one of its ends.

    ``node`` and ``country`` hold what is at hand: both ends of a leg, or the one node of a stop.
    """

    pair: frozenset[str] = frozenset()
    node: frozenset[str] = frozenset()
    country: frozenset[str] = frozenset()
    corridor: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    mode: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Computing rows per parameter, the narrowest first."""

    rows: Mapping[str, tuple[Row, ...]]

    @classmethod
    def build(cls, table: pd.DataFrame) -> Assumptions:
        """Return the rows of the table ``assumptions`` that the model computes with."""
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        computing = table[table["use"] == "computing"].sort_index()
        for row_id, row in computing.iterrows():
            conditions = conditions_of(str(row["applies_to"]))
            low, typical, high = (float(row[name]) for name in ("low", "typical", "high"))
            made = Row(str(row_id), low, typical, high, str(row["kind"]), str(row["figure_of"]), conditions)
            rows[str(row["parameter"])].append(made)
        return cls({name: tuple(sorted(found, key=_breadth)) for name, found in rows.items()})

    @property
    def longest_wait_hours(self) -> float:
        """The longest typical wait that any row knows.

        An unknown wait counts for this much in the choice of a way, so that no way wins by what is not known
        of it; it is part of no figure.
        """
        return max((row.typical for name in WAITS for row in self.rows.get(name, ())), default=0.0)

    def find(self, parameter: str, place: Place) -> Row | None:
        """Return the narrowest row of a parameter that holds at a place; None if there is none."""
        for row in self.rows.get(parameter, ()):
            if all(_holds(name, allowed, place) for name, allowed in row.conditions.items()):
                return row
        return None


def conditions_of(text: str) -> dict[str, frozenset[str]]:
    """Return what each condition of a cell of ``applies_to`` allows."""
    parts = (part.partition(":") for part in text.split(";"))
    return {name: frozenset(values.split("|")) for name, _, values in parts}


def _breadth(row: Row) -> tuple[int, int, str]:
    ranks = [NARROWNESS.index(name) for name in row.conditions if name in NARROWNESS]
    return min(ranks, default=len(NARROWNESS)), -len(row.conditions), row.assumption_id


def _holds(name: str, allowed: frozenset[str], place: Place) -> bool:
    if name not in NARROWNESS:
        return False
    found: frozenset[str] = getattr(place, name)
    if name == "pair":
        return found == allowed
    if name == "country":
        return bool(found) and found <= allowed
    return not found.isdisjoint(allowed)
