"""What the rows of a selection rest on, and what is not known of them."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from geodata import citations, coverage, supply
from geodata.model import columns, resources
from geodata.selection import Index, Selection


@pytest.fixture(scope="module")
def index(facts):
    return Index.build(facts)


@pytest.fixture(scope="module")
def held(facts, index):
    return coverage.rows(facts, index, Selection())


def test_without_a_filter_every_row_is_held(facts, held):
    assert {name: int(mask.sum()) for name, mask in held.items()} == {
        name: len(frame) for name, frame in facts.tables().items()
    }


def test_what_the_map_shows_is_what_is_held(facts, index):
    asked = Selection(country=("KAZ",), resource=("uranium",), theme=("energy",), years=(2024, 2026))
    held, shown = coverage.rows(facts, index, asked), index.select(asked)
    for kind, table in (("site", "sites"), ("pledge", "pledges"), ("leg", "legs"), ("event", "timeline")):
        assert np.array_equal(held[table], shown[kind])


def test_tables_about_the_corridor_drop_out_once_a_country_or_commodity_is_chosen(facts, index):
    for asked, there in ((Selection(country=("KAZ",)), False), (Selection(theme=("energy",)), True)):
        held = coverage.rows(facts, index, asked)
        assert all(held[name].all() == there or not len(held[name]) for name in coverage.GENERAL)


def test_several_choices_hold_what_each_of_them_holds(facts, index):
    both = coverage.rows(facts, index, Selection(country=("KAZ", "TKM"), resource=("oil", "uranium")))
    single = [
        coverage.rows(facts, index, Selection(country=(country,), resource=(resource,)))
        for country in ("KAZ", "TKM")
        for resource in ("oil", "uranium")
    ]
    for table in ("sites", "production", "exports", "holdings", "unmapped", "legs", "claims"):
        assert np.array_equal(both[table], np.any([one[table] for one in single], axis=0)), table


def test_uses_and_used_tell_the_same(facts):
    uses = citations.uses(facts)
    used = citations.used(facts.tables(), facts.dictionary)
    pairs = {(row.source_id, row.table, row.row_id) for row in uses.itertuples()}
    assert pairs == {(source, *row) for source, rows in used.items() for row in rows}
    for row in uses.sample(50, random_state=1).itertuples():
        assert getattr(facts, row.table).index[row.place] == row.row_id


def test_a_row_that_names_a_source_twice_counts_once(facts, held):
    uses = citations.uses(facts)
    found = coverage.carried(facts, uses, held)
    twice = uses[uses.duplicated(["source_id", "table", "row_id"])].iloc[0]
    rows = uses[(uses["source_id"] == twice["source_id"]) & (uses["table"] == twice["table"])]
    assert found.loc[twice["source_id"], twice["table"]] == rows["row_id"].nunique() < len(rows)
    assert (found.drop(columns="rows").sum(axis=1) == found["rows"]).all()


def test_every_column_is_there_once(facts, held):
    every = coverage.cells(facts, held)
    assert not every.duplicated(["table", "column"]).any()
    described = {
        (name, column)
        for name, resource in resources(facts.dictionary).items()
        if name not in ("sources", "retired")
        for column in columns(resource)
        if column not in resource["schema"]["primaryKey"] and "source_ids" not in column
    }
    shapes = {(name, "geometry") for name in ("countries", "borders", "legs")}
    assert set(zip(every["table"], every["column"], strict=True)) == described | shapes


def test_only_what_is_filled_is_known_and_only_what_is_known_is_sourced(facts, held):
    every = coverage.cells(facts, held).set_index(["table", "column"])
    assert (every["known"] <= every["rows"]).all()
    assert (every["sourced"].dropna() <= every["known"][every["sourced"].notna()]).all()
    assert every.loc[("sites", "output"), "known"] == facts.sites["output"].notna().sum()
    assert every.loc[("sites", "status"), "known"] == (facts.sites["status"] != "unknown").sum()
    assert every.loc[("legs", "gauge_mm"), "rows"] == (facts.legs["mode"] == "rail").sum()
    hand = facts.nodes["coordinates_source_ids"].map(len) == 0
    assert every.loc[("nodes", "lat"), "sourced"] == (~hand).sum() < len(facts.nodes)


def test_a_column_that_must_be_filled_is_never_empty(facts, held):
    every = coverage.cells(facts, held)
    never = every[every["empty"] == "never"]
    assert (never["known"] == never["rows"]).all()
    assert set(every["empty"]) == {"never", "none", "unknown"}


def test_a_cell_without_its_source_is_seen(facts, held):
    before = coverage.cells(facts, held).set_index(["table", "column"])["sourced"]
    sites = facts.sites.copy()
    known = sites.index[sites["operator"].notna()][0]
    sites["source_ids"] = [() if row == known else ids for row, ids in sites["source_ids"].items()]
    after = coverage.cells(dataclasses.replace(facts, sites=sites), held).set_index(["table", "column"])[
        "sourced"
    ]
    assert after["sites", "operator"] == before["sites", "operator"] - 1


def test_tables_add_up_what_their_columns_say(facts, held):
    every = coverage.cells(facts, held)
    found = coverage.tables(facts, held, every)
    sites = every[every["table"] == "sites"]
    assert found.loc["sites", "cells"] == sites.loc[sites["empty"] == "unknown", "rows"].sum()
    assert found.loc["sites", "sourced"] == sites["sourced"].sum()
    assert pd.isna(found.loc["countries", "cited"])


def test_gaps_stand_under_their_countries_and_commodities(facts, index):
    found = coverage.unknown(facts)
    for country, resource in (("KAZ", "uranium"), ("UZB", "gold")):
        here = found[(found["iso3"] == country) & (found["resource"] == resource)]
        expected = supply.gaps(facts, resource, country)
        sites = expected[expected["record"].str.startswith("site:")]
        listed = here[here["record"].str.startswith("site:")]
        assert set(map(tuple, listed[["record", "gap"]].to_numpy())) == set(
            map(tuple, sites[["record", "gap"]].to_numpy())
        )
    assert set(found["record"]) == set(supply.gaps(facts)["record"])


def test_gaps_follow_a_selection(facts, index):
    asked = Selection(country=("TJK",))
    held = coverage.rows(facts, index, asked)
    kept = coverage.kept_gaps(facts, coverage.unknown(facts), held, asked)
    assert set(kept["iso3"].dropna()) == {"TJK"}
    sites = set(kept.loc[kept["record"].str.startswith("site:"), "record"])
    assert sites <= {f"site:{row}" for row in facts.sites.index[facts.sites["iso3"] == "TJK"]}
    assert sites
