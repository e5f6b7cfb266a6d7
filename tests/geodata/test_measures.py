"""Geodesic lengths: known distances, and a line is the sum of its parts."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geodata import measures

EQUATOR_DEGREE_KM = 111.3194908
points = st.tuples(st.floats(-170, 170), st.floats(-80, 80))


def lines(*texts, index=None):
    return gpd.GeoSeries.from_wkt(list(texts), index=index, crs=4326)


def test_a_degree_on_the_equator():
    length = measures.length_km(
        lines("LINESTRING (0 0, 1 0)", "LINESTRING (0 0, 0 1, 0 0)", index=["a", "b"])
    )
    assert length.index.tolist() == ["a", "b"]
    assert length["a"] == pytest.approx(EQUATOR_DEGREE_KM)
    assert length["b"] == pytest.approx(2 * 110.574, abs=0.01)


def test_a_gap_between_two_parts_has_no_length():
    assert measures.length_km(lines("MULTILINESTRING ((0 0, 1 0), (5 0, 6 0))")).iloc[0] == pytest.approx(
        2 * EQUATOR_DEGREE_KM
    )


def test_no_line_has_no_length():
    assert measures.length_km(gpd.GeoSeries([None, None], crs=4326)).tolist() == [0, 0]
    assert measures.length_km(gpd.GeoSeries([], crs=4326)).empty


@given(st.lists(points, min_size=2, max_size=12))
def test_length_agrees_with_pyproj(path):
    line = shapely.LineString(path)
    expected = Geod(ellps="WGS84").geometry_length(line) / 1000
    assert measures.length_km(gpd.GeoSeries([line], crs=4326)).iloc[0] == pytest.approx(expected, abs=1e-6)


def frame(shapes, index):
    return gpd.GeoDataFrame(geometry=list(shapes), index=list(index), crs=4326)


def test_a_line_is_shared_out_among_the_countries_it_crosses():
    legs = frame([shapely.LineString([(-1, 0), (3, 0)]), shapely.LineString([(0.2, 0.2), (0.8, 0.2)])], "ab")
    borders = frame([shapely.box(0, -1, 1, 1), shapely.box(1, -1, 2, 1), shapely.box(8, 8, 9, 9)], "XYZ")
    km = measures.km_by_country(legs, borders)
    assert km.index.tolist() == ["a", "b"]
    assert km.columns.tolist() == ["X", "Y", "Z"]
    assert km.loc["a"].tolist() == pytest.approx([EQUATOR_DEGREE_KM, EQUATOR_DEGREE_KM, 0])
    assert km.loc["b", ["Y", "Z"]].tolist() == [0, 0]
    assert km.loc["b", "X"] == pytest.approx(measures.length_km(legs.geometry)["b"])


def test_a_country_of_islands_counts_each_part_and_holes_do_not_count():
    islands = shapely.union(shapely.box(0, -1, 1, 1), shapely.box(2, -1, 3, 1))
    holed = shapely.difference(shapely.box(0, -1, 3, 1), shapely.box(1, -0.5, 2, 0.5))
    km = measures.km_by_country(
        frame([shapely.LineString([(0, 0), (3, 0)])], "a"), frame([islands, holed], "XY")
    )
    assert km.loc["a"].tolist() == pytest.approx([2 * EQUATOR_DEGREE_KM] * 2)


def test_a_line_that_only_touches_a_border_has_nothing_inside():
    legs = frame(
        [shapely.LineString([(-1, 0), (0, 0)]), shapely.LineString([(-1, 1), (0, 0), (-1, -1)])], "ab"
    )
    km = measures.km_by_country(legs, frame([shapely.box(0, -1, 1, 1)], "X"))
    assert km["X"].tolist() == [0, 0]


def cut_at(meridian, path):
    """The path with a corner wherever it crosses a meridian."""
    yield path[0]
    for (lon, lat), (lon2, lat2) in pairwise(path):
        if (lon - meridian) * (lon2 - meridian) < 0:
            share = (meridian - lon) / (lon2 - lon)
            yield meridian, lat + share * (lat2 - lat)
        yield lon2, lat2


@given(st.lists(st.tuples(st.integers(-170, 170), st.integers(-80, 80)), min_size=2, max_size=8))
def test_two_halves_of_the_world_share_out_a_line_whole(path):
    meridian = 0.5
    halves = [shapely.box(-180, -90, meridian, 90), shapely.box(meridian, -90, 180, 90)]
    km = measures.km_inside(np.array([shapely.LineString(path)]), np.array(halves))
    cut = shapely.LineString(list(cut_at(meridian, path)))
    assert km.sum() == pytest.approx(measures.length_km(gpd.GeoSeries([cut], crs=4326)).iloc[0], abs=1e-3)


@pytest.mark.parametrize("lat", [0, 42, 71])
def test_a_disc_reaches_as_far_as_it_says(lat):
    disc = measures.discs(np.array([shapely.Point(50, lat)]), 15)[0]
    lon_, lat_ = shapely.get_coordinates(disc).T
    km = measures.distance_km(np.full(len(lon_), 50), np.full(len(lon_), lat), lon_, lat_)
    assert km == pytest.approx(np.full(len(km), 15))
    assert disc.is_valid


def test_the_nearest_place_agrees_with_trying_every_place():
    """A line past a square, compared with all pairs of closely set points."""
    line = shapely.LineString([(60, 40), (70, 44), (80, 41)])
    area = shapely.Polygon([(66, 50), (78, 48), (90, 55), (70, 60)])
    found = measures.nearest(gpd.GeoSeries([line], index=["a"], crs=4326), area).loc["a"]
    one = shapely.get_coordinates(shapely.segmentize(line, 0.05))
    other = shapely.get_coordinates(shapely.segmentize(area.exterior, 0.05))
    pairs = np.repeat(one, len(other), axis=0), np.tile(other, (len(one), 1))
    every = measures.distance_km(*pairs[0].T, *pairs[1].T)
    assert found["distance_km"] == pytest.approx(every.min(), abs=1)
    assert found["distance_km"] <= every.min() + 0.05
    ends = measures.distance_km(found["lon"], found["lat"], found["area_lon"], found["area_lat"])
    assert found["distance_km"] == pytest.approx(float(ends))
    assert line.distance(shapely.Point(found["lon"], found["lat"])) < 1e-3
    assert area.distance(shapely.Point(found["area_lon"], found["area_lat"])) < 1e-3


def test_a_line_that_enters_an_area_is_at_no_distance():
    inside = shapely.box(1, -1, 2, 1)
    found = measures.nearest(lines("LINESTRING (0 0, 5 0)", index=["a"]), inside).loc["a"]
    assert found["distance_km"] == 0
    assert inside.covers(shapely.Point(found["lon"], found["lat"]))


def test_without_an_area_or_a_line_nothing_is_near():
    frame_ = measures.nearest(gpd.GeoSeries([shapely.LineString([(0, 0), (1, 1)]), None], crs=4326), None)
    assert frame_.isna().all(axis=None)
    box = shapely.box(5, 5, 6, 6)
    assert measures.nearest(gpd.GeoSeries([None], crs=4326), box).isna().all(axis=None)


def test_the_nearest_place_of_real_legs_is_no_farther_than_any_corner(facts):
    russia = facts.borders.geometry["RUS"]
    corners = shapely.get_coordinates(russia)
    found = measures.nearest(facts.legs.geometry, russia)
    assert found["distance_km"].notna().all()
    for leg in (
        "r-tbilisi-samtredia",
        "f-aktau-alat",
        "o-singapore-bam",
        "r-xian-urumqi",
        "r-khromtau-kandyagash",
    ):
        lon, lat = shapely.get_coordinates(facts.legs.geometry[leg]).T
        every = [
            measures.distance_km(np.full(len(corners), x), np.full(len(corners), y), *corners.T).min()
            for x, y in zip(lon, lat, strict=True)
        ]
        assert found.loc[leg, "distance_km"] <= min(every) + 0.001


def test_the_route_lies_where_it_should(facts):
    km = measures.km_by_country(facts.legs, facts.borders)
    length = measures.length_km(facts.legs.geometry)
    assert (km >= 0).all(axis=None)
    # Countries do not overlap, so no leg has more kilometres in countries than in all.
    assert (km.sum(axis=1) <= length * 1.02 + 0.1).all()
    assert km["KAZ"].sum() > 1000
