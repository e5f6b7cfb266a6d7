"""Files to take along: safe in a spreadsheet, and all that was in the table is in them."""

import csv
import io
import json
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

import geodata
from geodata import export

FORMULA = tuple("=+-@\t\r\n")
FORMULAS = st.builds(str.__add__, st.sampled_from(FORMULA), st.text())


def read_back(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def table(**columns):
    rows = len(next(iter(columns.values())))
    return pd.DataFrame(columns, index=pd.Index([f"r{n}" for n in range(rows)], name="row_id"))


@given(st.lists(st.text() | FORMULAS, min_size=1, max_size=5))
def test_text_is_never_run_as_a_formula_and_nothing_of_it_is_lost(texts):
    header, *rows = read_back(export.to_csv(table(text=texts)))
    assert header == ["row_id", "text"]
    for (_, cell), text in zip(rows, texts, strict=True):
        assert not cell.startswith(FORMULA)
        assert cell == (f"'{text}" if text.startswith(FORMULA) else text)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters=";"), min_size=1), max_size=3
        ),
        min_size=1,
    )
)
def test_items_of_a_list_are_no_formula_either(lists):
    rows = read_back(export.to_csv(table(items=[tuple(items) for items in lists])))[1:]
    for (_, cell), items in zip(rows, lists, strict=True):
        assert not cell.startswith(FORMULA)
        assert cell.removeprefix("'" if ";".join(items).startswith(FORMULA) else "") == ";".join(items)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_come_back_as_they_were(numbers):
    rows = read_back(export.to_csv(table(value=numbers)))[1:]
    assert [float(cell) for _, cell in rows] == numbers


@pytest.mark.parametrize("sign", FORMULA)
def test_each_sign_of_a_formula_is_disarmed(sign):
    assert read_back(export.to_csv(table(text=[f"{sign}1+1"])))[1] == ["r0", f"'{sign}1+1"]


def test_numbers_stay_numbers_and_unknown_is_empty():
    frame = table(
        amount=[3e12, -2.5, None],
        year=pd.array([2025, None, 1990], dtype="Int64"),
        state=pd.Categorical(["new", None, "old"]),
        items=[("a", "b"), (), ("=c",)],
    )
    assert read_back(export.to_csv(frame)) == [
        ["row_id", "amount", "year", "state", "items"],
        ["r0", "3000000000000", "2025", "new", "a;b"],
        ["r1", "-2.5", "", "", ""],
        ["r2", "", "1990", "old", "'=c"],
    ]


def test_the_place_stays_as_columns(facts):
    header, *rows = read_back(export.to_csv(facts.sites))
    assert header == ["site_id", *facts.sites.columns.drop("geometry")]
    assert {"lat", "lon"} <= set(header)
    assert [row[0] for row in rows] == facts.sites.index.tolist()
    assert [float(row[header.index("lat")] or "nan") for row in rows] == pytest.approx(
        facts.sites["lat"].tolist(), nan_ok=True
    )


def collection(frame):
    return json.loads(export.to_geojson(frame, "CC-BY-4.0", "cite me", "1.2"))


def places(*shapes):
    return gpd.GeoDataFrame(
        {"value": [1.0] * len(shapes), "items": [("a",)] * len(shapes), "note": [None] * len(shapes)},
        geometry=list(shapes),
        index=pd.Index(range(len(shapes)), name="place_id"),
        crs=4326,
    )


def test_a_collection_says_its_licence_citation_and_version():
    made = collection(places(shapely.Point(1.23456789, 2)))
    assert {key: made[key] for key in ("type", "license", "citation", "version")} == {
        "type": "FeatureCollection",
        "license": "CC-BY-4.0",
        "citation": "cite me",
        "version": "1.2",
    }
    feature = made["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [1.23457, 2.0]}
    assert feature["properties"] == {"place_id": 0, "value": 1, "items": ["a"], "note": None}
    assert "crs" not in made


def test_a_row_without_a_place_has_no_geometry():
    assert collection(places(None, shapely.Point(0, 0)))["features"][0]["geometry"] is None


def test_outer_rings_turn_anticlockwise():
    clockwise = shapely.Polygon([(0, 0), (0, 1), (1, 1), (1, 0)])
    ring = collection(places(clockwise))["features"][0]["geometry"]["coordinates"][0]
    assert shapely.LinearRing(ring).is_ccw


@pytest.mark.parametrize("name", ["sites", "pledges", "nodes", "legs", "countries"])
def test_real_tables_become_a_collection(facts, name):
    frame = getattr(facts, name)
    made = collection(frame)
    assert [feature["id"] for feature in made["features"]] == frame.index.tolist()
    assert collection(frame.iloc[:0])["features"] == []
    for feature, shape in zip(made["features"], frame.geometry, strict=True):
        assert (feature["geometry"] is None) == (shape is None)


def test_terms_come_from_the_dictionary(facts):
    licence, citation, version = export.terms("sites", "9.9", facts.dictionary)
    assert licence.startswith("CC-BY-4.0 (https://")
    assert facts.dictionary["title"] in citation
    assert "version 9.9" in citation
    assert version == "9.9"


def test_lines_from_openstreetmap_carry_its_licence(facts):
    assert "ODbL-1.0" in export.terms("legs", facts.version, facts.dictionary)[0]


def test_the_package_reads_as_the_facts_that_it_was_made_of(facts, tmp_path):
    zipfile.ZipFile(io.BytesIO(export.package(facts))).extractall(tmp_path)
    again = geodata.load(tmp_path)
    for name, frame in facts.tables().items():
        expected = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
        found = pd.DataFrame(getattr(again, name).drop(columns="geometry", errors="ignore"))
        pd.testing.assert_frame_equal(found, expected)
        if "geometry" in frame:
            ours, theirs = frame.geometry, getattr(again, name).geometry
            assert ours.geom_equals_exact(theirs, 1e-5).eq(ours.notna()).all(), name
    assert again.dictionary == facts.dictionary


def test_the_same_facts_make_the_same_package(facts):
    assert export.package(facts) == export.package(facts)
