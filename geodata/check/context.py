"""What the rules look at: typed tables, and where a fault in them stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geodata.errors import FactError
from geodata.model import Dictionary, Tables, resources, typed

# Table -> the forms that its shapes may have.
_FORMS = {
    "legs": ("LineString",),
    "countries": ("Polygon", "MultiPolygon"),
    "borders": ("Polygon", "MultiPolygon"),
}
_GLOBE = np.array([180.0, 90.0])


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
        unsound = {
            (table, str(row)): fault
            for table, forms in _FORMS.items()
            for row, shape in distinct[table]["geometry"].items()
            if (fault := _fault_of(shape, forms))
        }
        return cls(distinct, dictionary, unread, unsound)

    @property
    def created(self) -> date:
        """The day on which the facts were put together."""
        return date.fromisoformat(str(self.dictionary["created"])[:10])

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    def shapes(self, table: str) -> gpd.GeoDataFrame:
        """Return the rows of a table whose geometry can be measured: sound, and on the globe."""
        frame = cast("gpd.GeoDataFrame", self.tables[table])
        points, shape_of = shapely.get_coordinates(frame.geometry.to_numpy(), return_index=True)
        sound = np.array([(table, row) not in self.unsound for row in frame.index], dtype=bool)
        sound[shape_of[~_on_globe(points)]] = False
        return cast("gpd.GeoDataFrame", frame.loc[np.asarray(frame.geometry.notna()) & sound])

    def can_read(self, *tables: str) -> bool:
        """Whether all of some tables could be read, so that what is not in them is not known."""
        return self.unread.isdisjoint(tables)

    def fault(self, table: str, row: Any, column: str | None, problem: str, repair: str) -> FactError:
        """Return a fault in a cell."""
        return FactError(resources(self.dictionary)[table]["path"], str(row), column, problem, repair)

    def faults(
        self, table: str, rows: Iterable[Any], column: str | None, problem: str, repair: str
    ) -> Iterator[FactError]:
        """Yield the same fault for each of some rows."""
        return (self.fault(table, row, column, problem, repair) for row in rows)


def _fault_of(shape: Any, forms: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what is wrong with a shape and how to mend it; None if nothing is."""
    if shape is None:
        return "there is no geometry that can be read", f"restore the {forms[0]}, pairs of [lon, lat]"
    if shape.geom_type not in forms or shape.has_z:
        return f"it is a {shape.geom_type}, or has heights", f"make it a {forms[0]} of [lon, lat]"
    points = shapely.get_coordinates(shape)
    beyond = points[~_on_globe(points)]
    if len(beyond):
        lon, lat = beyond[0].tolist()
        return f"waypoint [{lon}, {lat}] is not on the globe", "write [lon, lat] within 180 and 90 degrees"
    if not shapely.is_valid(shape):
        return f"the shape is not valid ({shapely.is_valid_reason(shape)})", "mend the crossing or empty part"
    return None


def _on_globe(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    # Not-a-number compares as false, so it is off the globe too.
    return np.asarray((np.abs(points) <= _GLOBE).all(axis=1), dtype=bool)
