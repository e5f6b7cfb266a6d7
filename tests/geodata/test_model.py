"""Text becomes typed columns, and what cannot be read is missing rather than wrong."""

import pandas as pd
import pytest

from geodata.model import TABLES, codes, columns, primary_key, references, resources, typed

RESOURCE = {
    "name": "things",
    "path": "things.csv",
    "schema": {
        "fields": [
            {"name": "thing_id", "type": "string"},
            {"name": "size", "type": "number"},
            {"name": "year", "type": "integer"},
            {"name": "kinds", "type": "list", "delimiter": ";"},
            {"name": "state", "type": "string", "categories": [{"value": "new"}, {"value": "old"}]},
            {"name": "precision", "type": "string"},
            {"name": "lat", "type": "number"},
            {"name": "lon", "type": "number"},
        ],
        "primaryKey": ["thing_id"],
        "foreignKeys": [{"fields": ["kinds"], "reference": {"resource": "", "fields": ["thing_id"]}}],
    },
}


def made(**cells):
    return typed(
        pd.DataFrame({name: pd.Series([cell], dtype="str") for name, cell in cells.items()}), RESOURCE
    )


def test_cells_become_what_the_dictionary_says():
    row = made(thing_id="a", size="-2.5", year="2025", kinds="b;c", state="old", lat="1", lon="2").loc["a"]
    assert (row["size"], row["year"], row["kinds"], row["state"]) == (-2.5, 2025, ("b", "c"), "old")
    assert (row.geometry.x, row.geometry.y) == (2, 1)


def test_an_empty_cell_is_unknown_and_not_zero():
    frame = made(thing_id="a")
    row = frame.loc["a"]
    assert row[["size", "year", "state", "precision"]].isna().all()
    assert row["kinds"] == ()
    assert frame.geometry.isna().all()
    assert str(frame["year"].dtype) == "Int64"


@pytest.mark.parametrize("text", ["1e5", "NaN", "inf", "1e999", "1,000", " 1", "0x10", "--1", "9" * 400, "½"])
def test_only_plain_digits_are_a_number(text):
    assert made(thing_id="a", size=text, year=text)[["size", "year"]].isna().all(axis=None)


def test_an_unknown_code_is_missing():
    assert made(thing_id="a", state="odd")["state"].isna().all()


def test_a_reference_to_the_table_itself_has_its_name():
    assert list(references(RESOURCE)) == [("kinds", "things")]


def test_every_table_is_indexed_by_its_key_and_has_the_columns_of_the_dictionary(facts):
    described = resources(facts.dictionary)
    for name in TABLES:
        frame, resource = getattr(facts, name), described[name]
        assert frame.index.name == primary_key(resource)
        assert frame.index.is_unique
        assert [*frame.columns.drop("geometry", errors="ignore")] == [*columns(resource)][1:]


def test_places_are_in_degrees(facts):
    for name in ("nodes", "sites", "pledges", "legs", "countries", "borders"):
        assert getattr(facts, name).crs == "EPSG:4326"
    placed = facts.pledges["lat"].notna()
    assert (facts.pledges.geometry.notna() == placed).all()
    assert facts.nodes.geometry.x.equals(facts.nodes["lon"])


def test_codes_are_categories_in_the_order_of_the_dictionary(facts):
    fields = columns(resources(facts.dictionary)["pledges"])
    assert tuple(facts.pledges["theme"].cat.categories) == codes(fields["theme"])
    assert codes(fields["theme"])


def test_facts_cannot_be_replaced_in_place(facts):
    with pytest.raises(AttributeError):
        facts.sites = None
