"""Both files of boundaries stand up to the map and to the view of the United Nations."""

import json

import geopandas as gpd
import numpy as np
import pyproj
import pytest
import shapely

from geodata import boundaries

COUNTRIES = boundaries.OUT / "countries.geojson"
BORDERS = boundaries.OUT / "borders.geojson"
PLACES = {
    "Almaty": (76.91, 43.25, "KAZ"),
    "Baikonur": (63.31, 45.96, "KAZ"),
    "Kerch": (36.45, 45.35, "UKR"),
    "Sevastopol": (33.52, 44.61, "UKR"),
    "Simferopol": (34.10, 44.95, "UKR"),
    "Krasnodar": (38.98, 45.04, "RUS"),
    "Stepanakert": (46.75, 39.82, "AZE"),
    "Sukhumi": (41.02, 43.01, "GEO"),
    "Tskhinvali": (43.97, 42.23, "GEO"),
    "Pristina": (21.16, 42.66, "XKX"),
}
FAR_PLACES = {
    "Hargeisa": (44.06, 9.56, "SOM"),
    "Kyrenia": (33.30, 35.30, "CYP"),
    "Laayoune": (-13.10, 27.10, "ESH"),
    "Dakhla": (-14.5, 23.5, "ESH"),
    "Quneitra": (35.82, 33.12, "SYR"),
    "Tiberias": (35.50, 32.79, "ISR"),
    "Anadyr, west of the antimeridian": (-175.0, 66.5, "RUS"),
}


def read(path):
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    rows = [feature["properties"] for feature in features]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=4326).set_index("iso3")


@pytest.fixture(scope="module")
def countries():
    return read(COUNTRIES)


@pytest.fixture(scope="module")
def borders():
    return read(BORDERS)


@pytest.fixture(params=["countries", "borders"])
def either(request):
    return request.getfixturevalue(request.param)


def owners(frame, lon, lat):
    return list(frame.index[frame.contains(shapely.Point(lon, lat))])


def km_to(frame, iso3, lon, lat):
    local = pyproj.Transformer.from_crs(4326, f"+proj=aeqd +lat_0={lat} +lon_0={lon}", always_xy=True)
    near = frame.geometry[iso3].intersection(shapely.box(lon - 3, lat - 3, lon + 3, lat + 3))
    flat = shapely.transform(near, lambda xy: np.column_stack(local.transform(xy[:, 0], xy[:, 1])))
    return flat.distance(shapely.Point(0, 0)) / 1000


@pytest.mark.parametrize("place", PLACES)
def test_places_along_the_route_lie_in_their_country(either, place):
    lon, lat, iso3 = PLACES[place]
    assert owners(either, lon, lat) == [iso3]


@pytest.mark.parametrize("place", FAR_PLACES)
def test_places_elsewhere_follow_the_united_nations(countries, place):
    lon, lat, iso3 = FAR_PLACES[place]
    assert owners(countries, lon, lat) == [iso3]


def test_the_caspian_and_the_black_sea_are_water(either):
    assert owners(either, 51, 42) == []
    assert owners(either, 35, 43.5) == []


def test_aktau_lies_on_the_coast_of_kazakhstan(either):
    assert km_to(either, "KAZ", 51.17, 43.65) < 15


def test_every_shape_is_a_valid_multipolygon_wound_as_geojson_demands(either):
    assert either.is_valid.all()
    assert set(either.geom_type) == {"MultiPolygon"}
    assert either.index.is_unique
    assert either.index.is_monotonic_increasing
    parts = shapely.get_parts(either.geometry.to_numpy())
    assert shapely.is_ccw(shapely.get_exterior_ring(parts)).all()


def test_no_part_spans_the_antimeridian(either):
    west, _, east, _ = shapely.bounds(shapely.get_parts(either.geometry.to_numpy())).T
    assert west.min() >= -180
    assert east.max() <= 180
    assert (east - west).max() < 180


def test_neighbours_on_the_world_map_meet_without_gap_or_overlap(countries):
    assert shapely.coverage_is_valid(countries.geometry.to_numpy())


def test_the_detailed_borders_do_not_overlap(borders):
    shapes = borders.geometry.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="overlaps")
    assert shapely.area(shapely.intersection(shapes[left], shapes[right])).sum() < 1e-6


def test_files_stay_small():
    assert COUNTRIES.stat().st_size < 400_000
    assert BORDERS.stat().st_size < 3_000_000


def test_every_country_has_names_and_a_role(countries):
    assert countries[["name_en", "name_ja", "name_ru"]].map(bool).all(axis=None)
    assert countries["name_en"].is_unique
    assert list(countries.index[countries["role"] == "host"]) == ["JPN"]
    assert tuple(countries.index[countries["role"] == "participant"]) == boundaries.PARTICIPANTS
    assert tuple(countries.index[countries["role"] == "transit"]) == boundaries.TRANSIT
    assert countries.loc["TUR", "name_en"] == "Türkiye"
    assert "ATA" not in countries.index


def test_borders_are_those_along_the_routes_and_all_of_them_are_on_the_world_map(borders, countries):
    assert tuple(borders.index) == tuple(sorted(boundaries.ALONG_THE_ROUTES))
    assert set(borders.index) <= set(countries.index)


def test_russia_keeps_everything_within_its_bounds(borders):
    west, south, east, north = boundaries.RUSSIA_KEPT
    assert shapely.box(west, south, east, north).covers(borders.geometry["RUS"])
    assert owners(borders, 73.4, 55.0) == ["RUS"]
    assert km_to(borders, "RUS", 133.08, 42.74) < 15, "Vostochny"


def test_a_ring_that_jumps_over_the_antimeridian_is_cut_in_two():
    ring = [(179, 0), (-179, 0), (-179, 1), (179, 1)]
    cut = boundaries.split(shapely.MultiPolygon([shapely.Polygon(ring)]))
    assert sorted(part.bounds for part in cut.geoms) == [(-180, 0, -179, 1), (179, 0, 180, 1)]


def test_the_lens_gives_back_what_it_takes():
    xy = np.random.default_rng(0).uniform((-180, -90), (180, 90), (500, 2))
    seen = boundaries.through_lens(xy, shrink=False)
    assert np.allclose(boundaries.through_lens(seen, shrink=True), xy)
