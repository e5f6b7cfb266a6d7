"""A pledge leads to the places that it names, and a place to its pledges."""

import pytest

from geodata import links


def test_a_pledge_names_its_places(facts):
    assert links.places(facts.pledges, "mufg-tur-kars-dilucu-loan") == (
        ("leg", "r-sadarak-kars"),
        ("node", "kars"),
    )
    assert links.places(facts.pledges, "jpn-ca-business-target-3tn") == ()
    with pytest.raises(KeyError):
        links.places(facts.pledges, "no-such-pledge")


def test_a_node_shows_the_pledges_that_name_it(facts):
    found = links.pledges_at(facts.pledges)
    assert "jpn-kaz-aktau-customs-xray" in found["node:aktau"]
    assert found["site:upper-kairakty"] == ("usa-kaz-tungsten-cove",)


def test_both_ways_say_the_same(facts):
    there = {
        (pledge_id, f"{kind}:{place}")
        for pledge_id in facts.pledges.index
        for kind, place in links.places(facts.pledges, pledge_id)
    }
    back = {(pledge_id, place) for place, ids in links.pledges_at(facts.pledges).items() for pledge_id in ids}
    assert there == back
    assert len(there) > 20


def test_a_named_place_lies_where_the_pledge_does(facts):
    tables = {"node": facts.nodes, "site": facts.sites}
    for pledge_id, beneficiaries in facts.pledges["beneficiaries"].items():
        for kind, place in links.places(facts.pledges, pledge_id):
            if kind in tables:
                assert tables[kind].loc[place, "iso3"] in beneficiaries, (pledge_id, place)
