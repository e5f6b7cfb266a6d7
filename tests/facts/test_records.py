"""One case per record of every table, on the real facts: what it must have to be shown."""

from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

import numpy as np
import pandas as pd
import pytest
import shapely

from geodata import measures
from geodata.load import read
from geodata.model import TABLES, columns, primary_key, references, resources

BYPASS = {"titr-kazakhstan", "titr-turkmenistan", "btk", "black-sea", "feeder", "planned", "southern-iran"}
# Oil and gas fields under the sea; how far off the coast their country's area reaches is not drawn.
OFFSHORE_KM = 120
NEAR_KM = 15


@lru_cache(maxsize=1)
def written():
    return read()[0]


def records(table):
    """Ids of a table as pytest cases, so that a failure names its record."""
    key = {"sources": "source_id", "sites": "site_id", "nodes": "node_id", "legs": "leg_id"}
    key |= {"pledges": "pledge_id", "participants": "iso3", "lengths": "length_id", "timeline": "event_id"}
    return written()[table][key[table]].dropna().tolist() if table in written() else []


def every_record():
    _, dictionary, _ = read()
    return [
        pytest.param(table, row, id=f"{table}:{row}")
        for table, resource in (resources(dictionary) if dictionary else {}).items()
        if table in written()
        for row in written()[table][primary_key(resource)].dropna()
    ]


@pytest.fixture(scope="session")
def known(facts):
    return {table: set(getattr(facts, table).index) for table in TABLES}


@pytest.fixture(scope="session")
def km_by_country(facts):
    return measures.km_by_country(facts.legs, facts.borders)


@pytest.fixture(scope="session")
def length_km(facts):
    return measures.length_km(facts.legs.geometry)


@pytest.mark.parametrize(("table", "row"), every_record())
def test_a_record_is_complete_and_its_references_exist(facts, known, table, row):
    resource = resources(facts.dictionary)[table]
    record = getattr(facts, table).loc[row]
    for name, field in columns(resource).items():
        if field.get("constraints", {}).get("required") and name != primary_key(resource):
            value = record[name]
            assert value != () if isinstance(value, tuple) else not pd.isna(value), name
    for name, target in references(resource):
        value = row if name == primary_key(resource) else record[name]
        items = value if isinstance(value, tuple) else () if pd.isna(value) else (value,)
        assert set(items) <= known[target], name
    assert "null" not in {str(value).casefold() for value in record.drop("geometry", errors="ignore")}


@pytest.mark.parametrize("row", records("sources"))
def test_a_source_can_be_linked_and_its_days_are_past(facts, row):
    source = facts.sources.loc[row]
    address = urlsplit(source["url"])
    assert address.scheme in ("http", "https")
    assert address.hostname
    assert "@" not in address.netloc
    today = date.fromisoformat(facts.dictionary["created"][:10]).isoformat()
    for column in ("published", "accessed"):
        day = source[column]
        assert pd.isna(day) or day <= today[: len(day)], column


def distance_outside_km(facts, iso3, lon, lat):
    """Whether a point is inside, near or far off a country: 0, NEAR_KM, OFFSHORE_KM or more."""
    area, point = facts.borders.geometry[iso3], np.array([shapely.Point(lon, lat)])
    if area.covers(point[0]):
        return 0
    reach = (km for km in (NEAR_KM, OFFSHORE_KM) if area.intersects(measures.discs(point, km)[0]))
    return next(reach, float("inf"))


@pytest.mark.parametrize("row", records("sites"))
def test_a_site_lies_in_its_country(facts, row):
    site = facts.sites.loc[row]
    if pd.isna(site["lat"]):
        assert site.geometry is None
        return
    assert -90 <= site["lat"] <= 90
    assert -180 <= site["lon"] <= 180
    assert pd.notna(site["precision"])
    far = OFFSHORE_KM if site["resource"] in ("oil", "gas", "natural-gas") else NEAR_KM
    if site["iso3"] in facts.borders.index:
        assert distance_outside_km(facts, site["iso3"], site["lon"], site["lat"]) <= far


@pytest.mark.parametrize("row", records("nodes"))
def test_a_node_lies_in_its_country(facts, row):
    node = facts.nodes.loc[row]
    # A point without a source says itself how it was chosen.
    assert node["coordinates_source_ids"] or "point" in str(node["note"]).casefold()
    if node["iso3"] in facts.borders.index:
        assert distance_outside_km(facts, node["iso3"], node["lon"], node["lat"]) <= NEAR_KM


@pytest.mark.parametrize("row", records("participants"))
def test_a_capital_lies_in_its_country(facts, row):
    capital = facts.participants.loc[row]
    assert distance_outside_km(facts, row, capital["capital_lon"], capital["capital_lat"]) <= NEAR_KM


@pytest.mark.parametrize("row", records("legs"))
def test_a_leg_joins_its_nodes(facts, length_km, row):
    leg = facts.legs.loc[row]
    assert leg["from_node"] != leg["to_node"]
    for column, end in (("from_node", 0), ("to_node", -1)):
        node = facts.nodes.loc[leg[column]]
        lon, lat = leg.geometry.coords[end]
        assert measures.distance_km(lon, lat, node["lon"], node["lat"]) <= 1
    assert length_km[row] > 0
    if pd.notna(leg["days_low"]) and pd.notna(leg["days_high"]):
        assert leg["days_low"] <= leg["days_high"]


@pytest.mark.parametrize("row", records("legs"))
def test_a_leg_that_bypasses_russia_has_no_kilometre_in_it(facts, km_by_country, row):
    if facts.legs.loc[row, "corridor"] in BYPASS:
        assert km_by_country.loc[row, "RUS"] <= 0.001


@pytest.mark.parametrize("row", records("lengths"))
def test_a_published_length_is_near_the_drawn_one_or_the_legs_say_why_not(facts, length_km, row):
    legs = list(facts.lengths.loc[row, "legs"])
    published = facts.lengths.loc[row, "length_km"]
    near = abs(length_km[legs].sum() - published) <= 0.1 * published
    assert near or facts.legs.loc[legs, "length_check_note"].notna().all()


@pytest.mark.parametrize("row", records("pledges"))
def test_a_pledge_says_its_money_and_is_no_part_of_itself(facts, row):
    pledge = facts.pledges.loc[row]
    if pd.notna(pledge["amount"]):
        assert pledge["amount"] > 0
        assert pd.notna(pledge["currency"])
    assert pd.isna(pledge["amount_high"]) or pledge["amount_high"] > pledge["amount"]
    assert pd.isna(pledge["part_of"]) or pd.isna(pledge["may_overlap"])
    assert pd.isna(pledge["lat"]) == pd.isna(pledge["lon"])
    whole, seen = pledge["part_of"], {row}
    while pd.notna(whole):
        assert whole not in seen
        seen.add(whole)
        whole = facts.pledges.loc[whole, "part_of"]


@pytest.mark.parametrize("row", records("sites"))
def test_a_tonnage_of_a_named_publication_cites_it(facts, row):
    site = facts.sites.loc[row]
    if "SIR 2010-5090-Z" in str(site["reserves_unit"]):
        assert site["reserves_source_ids"] == ("dx-doi-org-sir20105090z-f11f",)
    if "more than" in str(site["note"]) and pd.notna(site["output"]):
        assert site["output_bound"] == "at-least"
    if pd.notna(site["output"]) and any(word in site["output_unit"] for word in ("whole", "all ", "(")):
        assert site["output_scope"] != "site"


@pytest.mark.parametrize("row", records("timeline"))
def test_the_date_of_an_event_is_as_precise_as_it_says(facts, row):
    event = facts.timeline.loc[row]
    assert len(event["date"]) == {"year": 4, "month": 7, "day": 10}[event["precision"]]
