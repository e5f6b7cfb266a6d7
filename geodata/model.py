"""The facts in memory: one frame per table, shaped by the dictionary (``datapackage.json``)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

Dictionary = Mapping[str, Any]
Tables = Mapping[str, pd.DataFrame]

CRS = "EPSG:4326"
RUSSIA = "RUS"
# Stands for Central Asia as a whole where a list names countries.
REGION = "REGION"
# Plain decimal digits only: what a spreadsheet makes of 1e5, 1,000 or NaN differs from one to the next.
NUMBER = r"-?[0-9]{1,18}(\.[0-9]{1,15})?"
INTEGER = r"-?[0-9]{1,15}"
# Modes by ship and on land; together those that carry goods of any kind, which a pipeline does not.
SHIPS = frozenset({"sea", "sea-ferry"})
LAND = frozenset({"rail", "road"})
FREIGHT = LAND | SHIPS
NOT_BUILT = frozenset({"planned", "under-construction", "suspended"})


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """All tables, each indexed by its primary key, with the dictionary that describes them.

    Coded columns are categoricals, list columns hold tuples of str, numbers are float64 or Int64.
    Frames with a place are GeoDataFrames in EPSG:4326; a row without a place has no geometry.
    """

    sources: pd.DataFrame
    countries: gpd.GeoDataFrame
    borders: gpd.GeoDataFrame
    participants: pd.DataFrame
    nodes: gpd.GeoDataFrame
    legs: gpd.GeoDataFrame
    lengths: pd.DataFrame
    resources: pd.DataFrame
    sites: gpd.GeoDataFrame
    production: pd.DataFrame
    exports: pd.DataFrame
    holdings: pd.DataFrame
    pledges: gpd.GeoDataFrame
    claims: pd.DataFrame
    rates: pd.DataFrame
    timeline: pd.DataFrame
    statistics: pd.DataFrame
    comparison: pd.DataFrame
    assumptions: pd.DataFrame
    emission_factors: pd.DataFrame
    unmapped: pd.DataFrame
    retired: pd.DataFrame
    dictionary: Dictionary
    version: str

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return all frames by the name of their table."""
        return {name: getattr(self, name) for name in TABLES}


TABLES = tuple(field.name for field in fields(Facts) if field.name not in ("dictionary", "version"))


def resources(dictionary: Dictionary) -> dict[str, Mapping[str, Any]]:
    """Return the dictionary's description of each table, by name."""
    return {resource["name"]: resource for resource in dictionary["resources"]}


def columns(resource: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the description of each column of a table, by name, in order."""
    return {field["name"]: field for field in resource["schema"]["fields"]}


def primary_key(resource: Mapping[str, Any]) -> str:
    """Return the name of the column that holds a table's ids."""
    key = resource["schema"]["primaryKey"]
    return str(key if isinstance(key, str) else key[0])


def references(resource: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each column that holds ids of a table, with the name of that table."""
    for foreign in resource["schema"].get("foreignKeys", ()):
        column = foreign["fields"]
        yield (
            column if isinstance(column, str) else column[0],
            foreign["reference"].get("resource") or resource["name"],
        )


def codes(field: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the codes that a column may hold, in the dictionary's order; empty if it is not coded."""
    return tuple(str(category["value"]) for category in field.get("categories", ()))


def units(dictionary: Dictionary) -> tuple[str, ...]:
    """Return the units that a published unit may begin with, the longest first."""
    known = (str(unit["value"]) for unit in dictionary.get("units", ()))
    return tuple(sorted(known, key=lambda unit: (-len(unit), unit)))


def unit_of(text: str, known: Iterable[str]) -> str | None:
    """Return the unit that a published unit with its scope begins with; None if none of those known.

    Examples
    --------
    >>> unit_of("kt Cu in concentrate", ("million t", "kt", "t")), unit_of("tons", ("kt", "t"))
    ('kt', None)
    """
    return next((unit for unit in known if re.match(rf"{re.escape(unit)}(?![\w/])", text)), None)


def typed(raw: pd.DataFrame, resource: Mapping[str, Any]) -> pd.DataFrame:
    """Return a table of text as typed columns, indexed by its primary key.

    Parameters
    ----------
    raw : DataFrame
        Columns of text with missing values, and ``geometry`` if the table is a GeoJSON file.
    resource : mapping
        The dictionary's description of the table.

    Returns
    -------
    DataFrame or GeoDataFrame
        One column per field; what cannot be read as its type is missing.
    """
    described = columns(resource)
    made = {name: _column(raw, name, field) for name, field in described.items()}
    frame = pd.DataFrame(made).set_index(primary_key(resource))
    points = "precision" in described or resource["name"] == "nodes"
    if resource.get("format") == "geojson":
        shapes = raw["geometry"].to_numpy() if "geometry" in raw else np.full(len(raw), None, dtype=object)
        return gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS)
    if points and {"lat", "lon"} <= set(described):
        return gpd.GeoDataFrame(frame, geometry=_points(frame), crs=CRS)
    return frame


def facts(tables: Tables, dictionary: Dictionary) -> Facts:
    """Return checked tables of text as facts."""
    described = resources(dictionary)
    frames: dict[str, Any] = {name: typed(tables[name], described[name]) for name in TABLES}
    return Facts(**frames, dictionary=dictionary, version=str(dictionary["version"]))


def in_service(legs: pd.DataFrame) -> "pd.Series[bool]":
    """Return which legs goods can use today: not those planned, under construction or suspended.

    A leg of the planned corridor whose state no source tells is not taken for built; any other is.
    """
    unbuilt = legs["status"].isin(NOT_BUILT)
    unknown = legs["status"].isna() & (legs["corridor"] == "planned")
    return ~(unbuilt | unknown)


def _column(raw: pd.DataFrame, name: str, field: Mapping[str, Any]) -> "pd.Series[Any]":
    text = raw[name] if name in raw else pd.Series([None] * len(raw), index=raw.index, dtype="str")
    if field["type"] == "list":
        delimiter = field.get("delimiter", ";")
        items = [tuple(cell.split(delimiter)) if isinstance(cell, str) else () for cell in text.tolist()]
        return pd.Series(items, index=raw.index, dtype=object)
    if field["type"] == "number":
        return pd.Series(_numbers(text, NUMBER, float), index=raw.index, dtype="float64")
    if field["type"] in ("integer", "year"):
        return pd.Series(_numbers(text, INTEGER, int), index=raw.index, dtype="Int64")
    if codes(field):
        known = list(codes(field))
        coded = [cell if cell in known else None for cell in text.tolist()]
        return pd.Series(pd.Categorical(coded, categories=known), index=raw.index)
    return text


def _numbers(text: "pd.Series[Any]", pattern: str, read: Callable[[str], float]) -> list[float | None]:
    fits = re.compile(pattern).fullmatch
    return [read(cell) if isinstance(cell, str) and fits(cell) else None for cell in text.tolist()]


def _points(frame: pd.DataFrame) -> np.ndarray[Any, Any]:
    lon, lat = frame["lon"].to_numpy(), frame["lat"].to_numpy()
    known = np.isfinite(lon) & np.isfinite(lat)
    points = np.full(len(frame), None, dtype=object)
    points[known] = shapely.points(lon[known], lat[known])
    return points
