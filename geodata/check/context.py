"""What the rules look at: typed tables, and where a fault in them stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.check.shapes import FORMS, fault_of, on_globe
from geodata.errors import FactError
from geodata.model import Dictionary, Tables, resources, typed


@dataclass(frozen=True, slots=True)
class Context:
    """Typed tables without rows of a missing or repeated id; a table that could not be read is empty.

    ``unsound`` says of a shape (table, row) what is wrong with it and how to mend it.
    """

    tables: Mapping[str, pd.DataFrame]
    dictionary: Dictionary
    unread: frozenset[str]
    unsound: Mapping[tuple[str, str], tuple[str, str]]

    @classmethod
    def build(cls, typed_tables: Tables, dictionary: Dictionary) -> "Context":
        """Return the context of some typed tables."""
        described = resources(dictionary)
        unread = frozenset(described) - frozenset(typed_tables)
        made = {**typed_tables, **{name: typed(pd.DataFrame(), described[name]) for name in unread}}
        distinct = {
            name: frame[frame.index.notna() & ~frame.index.duplicated()] for name, frame in made.items()
        }
        return cls(distinct, dictionary, unread, dict(_unsound(distinct)))

    @property
    def created(self) -> date:
        """The day on which the facts were put together."""
        return date.fromisoformat(str(self.dictionary["created"])[:10])

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    def shapes(self, table: str) -> gpd.GeoDataFrame:
        """Return the rows of a table whose geometry can be measured: sound, and on the globe."""
        frame = cast("gpd.GeoDataFrame", self.tables[table])
        sound = np.array([(table, row) not in self.unsound for row in frame.index], dtype=bool)
        sound &= on_globe(frame.geometry.to_numpy())
        return cast("gpd.GeoDataFrame", frame.loc[np.asarray(frame.geometry.notna()) & sound])

    def can_read(self, *tables: str) -> bool:
        """Whether all of some tables could be read, so that what is not in them is not known."""
        return self.unread.isdisjoint(tables)

    def fault(self, table: str, row: Any, column: str | None, problem: str, repair: str) -> FactError:
        """Return a fault in a cell."""
        return FactError(resources(self.dictionary)[table]["path"], str(row), column, problem, repair)


def _unsound(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for table, forms in FORMS.items():
        for row, shape in tables[table]["geometry"].items():
            fault = fault_of(shape, forms)
            if fault:
                yield (table, str(row)), fault
