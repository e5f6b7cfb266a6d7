"""Geodesic measures on the WGS84 ellipsoid."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

Shapes = NDArray[np.object_]

_WGS84 = Geod(ellps="WGS84")
# Enough corners for a disc to fall short of its radius by one part in a thousand.
_CORNERS = 72


def length_km(geometry: "gpd.GeoSeries") -> "pd.Series[float]":
    """Return the geodesic length of lines.

    Parameters
    ----------
    geometry : GeoSeries
        Lines in EPSG:4326.

    Returns
    -------
    Series of float
        Kilometres on WGS84, with the input's index; 0 where there is no line.

    Examples
    --------
    >>> degree = gpd.GeoSeries.from_wkt(["LINESTRING (0 0, 1 0)"], index=["equator"])
    >>> length_km(degree).round(2).to_dict()
    {'equator': 111.32}
    """
    return pd.Series(_km(np.asarray(geometry, dtype=object)), index=geometry.index, name="length_km")


def km_by_country(legs: gpd.GeoDataFrame, borders: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return how many kilometres of each leg lie in each country.

    Parameters
    ----------
    legs, borders : GeoDataFrame
        Lines and polygons in EPSG:4326.

    Returns
    -------
    DataFrame of float
        Geodesic kilometres; the index of ``legs``, a column per row of ``borders``; 0.0 outside.

    Examples
    --------
    >>> legs = gpd.GeoDataFrame(geometry=[shapely.LineString([(0, 0), (2, 0)])], index=["a"])
    >>> borders = gpd.GeoDataFrame(geometry=[shapely.box(1, -1, 3, 1)], index=["AAA"])
    >>> km_by_country(legs, borders).round(2).to_dict()
    {'AAA': {'a': 111.32}}
    """
    km = km_inside(np.asarray(legs.geometry, dtype=object), np.asarray(borders.geometry, dtype=object))
    return pd.DataFrame(km, index=legs.index, columns=borders.index)


def km_inside(lines: Shapes, polygons: Shapes) -> NDArray[np.float64]:
    """Return the geodesic kilometres of each line (rows) inside each polygon (columns)."""
    pieces, line_of = _segments(lines)
    parts, polygon_of = shapely.get_parts(polygons, return_index=True)
    part, piece = shapely.STRtree(pieces).query(parts, predicate="intersects")
    shapely.prepare(parts)
    crossing = ~shapely.covers(parts[part], pieces[piece])
    inside = pieces[piece]
    inside[crossing] = _clipped(inside[crossing], parts[part[crossing]])
    km = np.zeros((len(lines), len(polygons)))
    np.add.at(km, (line_of[piece], polygon_of[part]), _km(inside))
    return km


def discs(points: Shapes, radius_km: float) -> Shapes:
    """Return the area within a distance of each point, as polygons in EPSG:4326."""
    lon, lat = np.repeat(shapely.get_coordinates(points), _CORNERS, axis=0).T
    azimuth = np.tile(np.linspace(0, 360, _CORNERS, endpoint=False), len(points))
    x, y, _ = _WGS84.fwd(lon, lat, azimuth, np.full(len(lon), radius_km * 1000))
    rings = np.stack([x, y], axis=1).reshape(len(points), _CORNERS, 2)
    made: Shapes = np.asarray(shapely.polygons(rings), dtype=object)
    return made


def distance_km(lon: ArrayLike, lat: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> NDArray[np.float64]:
    """Return the geodesic distance between points, pair by pair."""
    metres: Any = _WGS84.inv(lon, lat, lon2, lat2)[2]
    return np.asarray(metres, dtype=np.float64) / 1000


def _km(lines: Shapes) -> NDArray[np.float64]:
    """Length of each (multi)line; the gap between two parts does not count."""
    parts, line_of = shapely.get_parts(lines, return_index=True)
    points, part_of = shapely.get_coordinates(parts, return_index=True)
    if len(points) == 0:
        return np.zeros(len(lines))
    same = part_of[1:] == part_of[:-1]
    (lon, lat), (lon2, lat2) = points[:-1][same].T, points[1:][same].T
    km = distance_km(lon, lat, lon2, lat2)
    total = np.bincount(line_of[part_of[1:][same]], km, minlength=len(lines))
    return np.asarray(total, dtype=float)


def _segments(lines: Shapes) -> tuple[Shapes, Any]:
    """All straight stretches of some lines, and the line that each belongs to.

    A country's outline has thousands of corners: only the few stretches that meet it are cut by it.
    """
    parts, line_of = shapely.get_parts(lines, return_index=True)
    points, part_of = shapely.get_coordinates(parts, return_index=True)
    same = part_of[1:] == part_of[:-1]
    pairs = np.stack([points[:-1][same], points[1:][same]], axis=1)
    made: Any = shapely.linestrings(pairs)
    return made, line_of[part_of[1:][same]]


def _clipped(pieces: Shapes, areas: Shapes) -> Any:
    made: Any = shapely.intersection(pieces, areas)
    # Where the two only touch, the intersection is a point and has no length.
    return np.where(shapely.get_dimensions(made) > 0, made, None)
