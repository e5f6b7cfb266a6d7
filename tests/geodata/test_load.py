"""Whatever is wrong with the files is reported: all at once, with file, row and repair."""

import json
import os

import pytest

from geodata import FactErrors, load
from geodata.load import MOST_BYTES, VARIABLE, read, stamp
from tests import real


def problems(folder):
    with pytest.raises(FactErrors) as caught:
        load(folder)
    for fault in caught.value.problems:
        assert fault.file
        assert fault.problem
        assert fault.repair
        assert "\n" not in str(fault)
    return caught.value.problems


def rewrite(path, change):
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def change_properties(path, **properties):
    content = json.loads(path.read_text(encoding="utf-8"))
    content["features"][0]["properties"].update(properties)
    path.write_text(json.dumps(content), encoding="utf-8")


def nested(depth):
    return '{"type": "FeatureCollection", "features": ' + "[" * depth + "]" * depth + "}"


VRT = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource>'


def test_the_real_facts_load(facts):
    assert facts.version
    assert len(facts.sites) > 100
    assert len(facts.legs) > 100


@pytest.mark.parametrize(
    ("file", "content", "problem"),
    [
        ("sites.csv", None, "the file is missing"),
        ("legs.geojson", None, "the file is missing"),
        ("sites.csv", b"", "it is empty"),
        ("sites.csv", b"site_id,name\n\xff\xfe,x\n", "is not UTF-8"),
        ("sites.csv", b'site_id,name\n"a,b\n', "is not a CSV table"),
        ("sites.csv", b"site_id,site_id\na,b\n", "two columns have the same name"),
        ("sites.csv", b"site_id,name\na,b,c\n", "3 cells under 2 columns"),
        ("sites.csv", b"site_id," + b"x" * 200_000, "is not a CSV table"),
        ("legs.geojson", b"", "is not JSON"),
        ("legs.geojson", b"[]", "not a GeoJSON FeatureCollection"),
        ("legs.geojson", b'{"type": "FeatureCollection", "features": 5}', "not a GeoJSON FeatureCollection"),
        ("legs.geojson", b'{"type": "FeatureCollection", "features": [5]}', "has no properties"),
        ("legs.geojson", nested(100_000).encode(), "nested"),
        ("legs.geojson", VRT.encode(), "is not JSON"),
        ("legs.geojson", b"1" * 5000, "written in a way that cannot be read"),
        ("legs.geojson", b" " * (MOST_BYTES + 1), "larger than 20 MB"),
        ("sites.csv", b"x" * 30_000_000, "larger than 20 MB"),
        ("datapackage.json", None, "the file is missing"),
        ("datapackage.json", b"{}", "not a data package"),
        ("datapackage.json", b"[1]", "not a data package"),
        ("datapackage.json", b"{", "is not JSON"),
    ],
)
def test_a_broken_file_is_reported(facts_dir, file, content, problem):
    path = facts_dir / file
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert any(fault.file == file and problem in fault.problem for fault in problems(facts_dir))


def test_a_truncated_file_is_reported(facts_dir):
    rewrite(facts_dir / "legs.geojson", lambda text: text[: len(text) // 2])
    assert [fault.file for fault in problems(facts_dir)] == ["legs.geojson"]


@pytest.mark.parametrize("number", ["1e999", "NaN", "-Infinity"])
def test_numbers_that_are_none_are_refused_in_geojson(facts_dir, number):
    path = facts_dir / "legs.geojson"
    change_properties(path, days_low=987654321)
    rewrite(path, lambda text: text.replace("987654321", number))
    assert any(
        fault.column == "days_low" and "is not a number" in fault.problem for fault in problems(facts_dir)
    )


@pytest.mark.parametrize(
    "coordinates",
    ["[[50, 1e999], [51, 41]]", "[[50, NaN], [51, 41]]", '[["a", 40], [51, 41]]', "[[50]]", "[]", "5"],
)
def test_coordinates_that_are_none_are_refused(facts_dir, coordinates):
    path = facts_dir / "legs.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    leg = content["features"][0]["properties"]["leg_id"]
    content["features"][0]["geometry"]["coordinates"] = "HERE"
    path.write_text(json.dumps(content).replace('"HERE"', coordinates), encoding="utf-8")
    assert (leg, "geometry") in {(fault.row, fault.column) for fault in problems(facts_dir)}


def test_a_value_of_the_wrong_kind_is_refused_in_geojson(facts_dir):
    change_properties(facts_dir / "legs.geojson", status=["operational"], operator={"a": 1}, days_low=True)
    assert {"status", "days_low"} <= {fault.column for fault in problems(facts_dir)}


def test_every_problem_is_in_one_list(facts_dir):
    tables = real.text()[0]
    site, pledge = tables["sites"]["site_id"][0], tables["pledges"]["pledge_id"][0]
    (facts_dir / "rates.csv").unlink()
    rewrite(facts_dir / "legs.geojson", lambda text: text[:1000])
    rewrite(facts_dir / "sites.csv", lambda text: text.replace(f"\n{site},", f"\n{site},x,", 1))
    rewrite(facts_dir / "pledges.csv", lambda text: text.replace(f"\n{pledge},", f"\n{pledge}, ", 1))
    rewrite(facts_dir / "timeline.csv", lambda text: text.replace("2025-12-20", "2025-12-32"))
    found = {(fault.file, fault.row) for fault in problems(facts_dir)}
    assert {
        ("rates.csv", None),
        ("legs.geojson", None),
        ("sites.csv", site),
        ("pledges.csv", pledge),
    } <= found
    assert any(file == "timeline.csv" for file, _ in found)


def test_a_file_saved_by_a_spreadsheet_still_reads(facts_dir, facts):
    for name in ("sites.csv", "legs.geojson", "datapackage.json"):
        path = facts_dir / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    again = load(facts_dir)
    assert again.sites.drop(columns=["geometry", "note", "conflict"]).equals(
        facts.sites.drop(columns=["geometry", "note", "conflict"])
    )
    assert again.legs.geometry.equals(facts.legs.geometry)


def test_a_path_that_leaves_the_folder_is_refused(facts_dir):
    rewrite(facts_dir / "datapackage.json", lambda text: text.replace('"sites.csv"', '"../sites.csv"'))
    assert ["leaves the folder" in fault.problem for fault in problems(facts_dir)] == [True]


def test_a_folder_or_a_pipe_in_place_of_a_file_is_refused(facts_dir):
    (facts_dir / "sites.csv").unlink()
    (facts_dir / "sites.csv").mkdir()
    (facts_dir / "rates.csv").unlink()
    os.mkfifo(facts_dir / "rates.csv")
    assert {fault.file for fault in problems(facts_dir)} == {"sites.csv", "rates.csv"}


def test_no_folder_is_a_problem_too(tmp_path):
    assert problems(tmp_path / "nowhere")[0].file == "datapackage.json"


def test_the_environment_names_the_folder(facts_dir, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(facts_dir))
    (facts_dir / "sites.csv").unlink()
    assert problems(None)[0].file == "sites.csv"


def test_reading_gives_text_and_geometry():
    tables, dictionary, faults = read()
    assert faults == []
    assert set(tables) == {resource["name"] for resource in dictionary["resources"]}
    assert str(tables["sites"]["lat"].dtype) == "str"
    assert tables["legs"]["geometry"].map(lambda shape: shape.geom_type).eq("LineString").all()


def test_the_stamp_changes_with_any_file(facts_dir):
    first = stamp(facts_dir)
    assert stamp(facts_dir) == first
    os.utime(facts_dir / "boundaries" / "borders.geojson", ns=(1, 1))
    second = stamp(facts_dir)
    (facts_dir / "extra.txt").write_text("x", encoding="utf-8")
    assert len({first, second, stamp(facts_dir)}) == 3
