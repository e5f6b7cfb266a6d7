"""What each record must have to be shown, beyond what ``load`` refuses; a failure names the records.

That records are complete, their references exist, sites, nodes and legs lie where they should, and wholes
and parts end, is checked whenever facts are loaded: see ``geodata.check`` and its tests.
"""

import pandas as pd
import pytest
import shapely

from geodata import measures
from geodata.model import TABLES

BYPASS = {"titr-kazakhstan", "titr-turkmenistan", "btk", "black-sea", "feeder", "planned", "southern-iran"}
NEAR_KM = 15


def named(rows):
    """Ids of the rows of which something is true."""
    return rows.index[rows.to_numpy(dtype=bool)].tolist()


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_is_the_word_null(facts, table):
    cells = pd.DataFrame(getattr(facts, table)).drop(columns="geometry", errors="ignore")
    assert named(cells.astype(str).apply(lambda column: column.str.casefold().eq("null")).any(axis=1)) == []


def test_a_field_off_the_coast_has_oil_or_gas(facts):
    offshore = facts.sites["kind"] == "offshore-field"
    assert offshore.any()
    assert named(offshore & ~facts.sites["resource"].isin(["oil", "gas", "natural-gas"])) == []


def test_a_point_of_a_node_has_a_source_or_says_how_it_was_chosen(facts):
    sourced = facts.nodes["coordinates_source_ids"].map(len) > 0
    told = facts.nodes["note"].astype(str).str.contains("point", case=False)
    assert named(~(sourced | told)) == []


def test_a_capital_lies_in_its_country(facts):
    capitals = facts.participants
    areas = facts.borders.geometry[capitals.index].to_numpy()
    points = shapely.points(capitals["capital_lon"].to_numpy(), capitals["capital_lat"].to_numpy())
    near = shapely.intersects(areas, measures.discs(points, NEAR_KM))
    assert capitals.index[~near].tolist() == []


def test_a_leg_that_bypasses_russia_has_no_kilometre_in_it(facts):
    km = measures.km_by_country(facts.legs, facts.borders)["RUS"]
    bypass = facts.legs["corridor"].isin(BYPASS)
    assert set(facts.legs.loc[bypass, "corridor"]) == BYPASS
    assert named(bypass & ~(km <= 0.001)) == []


def test_a_pledge_is_above_nothing_and_its_upper_end_above_its_lower(facts):
    amount, high = facts.pledges["amount"], facts.pledges["amount_high"]
    assert named(amount.notna() & ~(amount > 0)) == []
    assert named(high.notna() & ~(high > amount)) == []


def test_a_tonnage_of_a_named_publication_cites_it(facts):
    sites = facts.sites
    named_there = sites["reserves_unit"].astype(str).str.contains("SIR 2010-5090-Z", regex=False)
    cited = sites["reserves_source_ids"].map(lambda ids: ids == ("dx-doi-org-sir20105090z-f11f",))
    assert named_there.any()
    assert named(named_there & ~cited) == []


def test_an_output_says_whether_it_is_a_bound_or_of_more_than_the_site(facts):
    made = facts.sites[facts.sites["output"].notna()]
    bound = made["note"].astype(str).str.contains("more than", regex=False)
    assert named(bound & (made["output_bound"] != "at-least")) == []
    of_more = made["output_unit"].str.contains(r"whole|all |\(")
    assert named(of_more & (made["output_scope"] == "site")) == []


def test_the_date_of_an_event_is_as_precise_as_it_says(facts):
    written = facts.timeline["date"].str.len()
    wanted = facts.timeline["precision"].map({"year": 4, "month": 7, "day": 10}).astype(int)
    assert named(written != wanted) == []
