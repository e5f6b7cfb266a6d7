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
# How finely lines are looked at for the place nearest to an area, before that place is worked out exactly.
_STEP_DEGREES = 0.25
# What a step, and the stretch between two corners of an outline, can hide.
_MARGIN_KM = 60.0
_EARTH_RADIUS_KM = 6371.0
# A metre: what rounding to five decimals can move a point.
TOUCH_KM = 0.001


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


def nearest(lines: "gpd.GeoSeries", area: Any) -> pd.DataFrame:
    """Return how near each line comes to an area, and where.

    Parameters
    ----------
    lines : GeoSeries
        Lines in EPSG:4326.
    area : Polygon, MultiPolygon or None
        In EPSG:4326.

    Returns
    -------
    DataFrame of float
        ``distance_km`` (geodesic; 0 where the line enters the area), ``lon`` and ``lat`` of the place on the
        line, ``area_lon`` and ``area_lat`` of that on the area; the index of ``lines``. Missing without an
        area or a line.

    Examples
    --------
    >>> line = gpd.GeoSeries.from_wkt(["LINESTRING (0 0, 4 0)"], index=["a"])
    >>> nearest(line, shapely.box(1, 1, 2, 2)).round(2).loc["a", ["distance_km", "lat", "area_lat"]].tolist()
    [110.57, 0.0, 1.0]
    """
    columns = ["distance_km", "lon", "lat", "area_lon", "area_lat"]
    if area is None or shapely.is_empty(area):
        return pd.DataFrame(np.nan, index=lines.index, columns=columns)
    shapely.prepare(area)
    outline, ring_of = shapely.get_coordinates(
        shapely.get_rings(shapely.get_parts(shapely.segmentize(area, _STEP_DEGREES))), return_index=True
    )
    seen = _directions(outline)
    found = [_nearest(line, area, outline, ring_of, seen) for line in lines]
    return pd.DataFrame(found, index=lines.index, columns=columns, dtype=float)


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


def _nearest(line: Any, area: Any, outline: Any, ring_of: Any, seen: Any) -> tuple[float, ...]:
    if line is None or line.is_empty:
        return (np.nan,) * 5
    if shapely.intersects(line, area):
        lon, lat = shapely.get_coordinates(shapely.shortest_line(line, area))[0]
        return 0.0, lon, lat, lon, lat
    path = shapely.get_coordinates(shapely.segmentize(line, _STEP_DEGREES))
    # The chord through the globe grows with the distance, and is found without trigonometry.
    # Point by point: a product of all with all is spread over threads that cost more than they save.
    cosine = np.array([(seen @ point).max() for point in _directions(path)])
    place = int(cosine.argmax())
    lon, lat = path[place]
    reach = _EARTH_RADIUS_KM * np.arccos(min(cosine[place], 1.0)) + _MARGIN_KM
    close = np.flatnonzero(seen @ _directions(path[place : place + 1])[0] >= np.cos(reach / _EARTH_RADIUS_KM))
    pairs = close[(close + 1 < len(outline))]
    pairs = pairs[ring_of[pairs] == ring_of[pairs + 1]]
    stretch = _flat(path[max(place - 2, 0) : place + 3], lon, lat)
    shore = _flat(outline[np.stack([pairs, pairs + 1], axis=1).ravel()], lon, lat).reshape(-1, 2, 2)
    between = shapely.shortest_line(shapely.linestrings(stretch), shapely.multilinestrings(list(shore)))
    (lon, lat), (area_lon, area_lat) = _round(shapely.get_coordinates(between), lon, lat)
    return float(distance_km(lon, lat, area_lon, area_lat)), lon, lat, area_lon, area_lat


def _directions(points: Any) -> NDArray[np.float64]:
    """Return unit vectors from the middle of the globe."""
    lon, lat = np.radians(points).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _flat(points: Any, lon: float, lat: float) -> NDArray[np.float64]:
    """Points in metres around a place: azimuth and distance from it are true."""
    size = len(points)
    azimuth, _, metres = _WGS84.inv(np.full(size, lon), np.full(size, lat), points[:, 0], points[:, 1])
    angle = np.radians(azimuth)
    return np.stack([metres * np.sin(angle), metres * np.cos(angle)], axis=1)


def _round(flat: Any, lon: float, lat: float) -> NDArray[np.float64]:
    """Return longitude and latitude: the inverse of ``_flat``."""
    size = len(flat)
    azimuth = np.degrees(np.arctan2(flat[:, 0], flat[:, 1]))
    x, y, _ = _WGS84.fwd(np.full(size, lon), np.full(size, lat), azimuth, np.hypot(flat[:, 0], flat[:, 1]))
    return np.stack([x, y], axis=1)


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
