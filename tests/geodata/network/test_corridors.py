"""Corridors side by side, and each beside what is published of it."""

import pytest

from geodata.network import COMPETING, FAR_ROUND, Request, claims, compare, exposure, spread


@pytest.fixture(scope="module")
def routes(network):
    return {one.corridor.code: one for one in compare(network, Request())}


def test_every_corridor_is_found_for_its_own_ends(routes):
    assert list(routes) == [corridor.code for corridor in COMPETING]
    for one in routes.values():
        assert one.route is not None
        assert set(one.route.legs.index) & set(one.corridor.through)


def test_only_the_northern_corridor_enters_russia(routes):
    inside = {code: one.route.km_inside("RUS") for code, one in routes.items()}
    assert inside.pop("northern") > 1000
    assert set(inside.values()) == {0}


def test_a_corridor_is_built_but_for_its_own_plans(routes):
    for one in routes.values():
        unbuilt = one.route.legs.index[one.route.legs["status"].isin(["planned", "under-construction"])]
        assert set(unbuilt) <= set(one.corridor.builds)
        assert bool(one.corridor.builds) == one.corridor.code.startswith("planned")


def test_a_corridor_that_does_not_join_the_ends_has_no_route(network):
    routes = {one.corridor.code: one for one in compare(network, Request("yokohama", "rotterdam"))}
    assert routes["sea-suez"].route is not None
    far = {one.corridor.code: one for one in compare(network, Request("almaty", "tashkent"))}
    assert far["sea-cape"].route is None or far["sea-cape"].route.totals.length_km > 10_000


def test_the_planned_line_through_armenia_keeps_out_of_iran(routes):
    route = routes["planned-tripp"].route
    assert route.km_inside("IRN") == 0
    assert 25 < route.km_inside("ARM") < 45


def test_what_the_reader_closed_stays_closed(network):
    routes = compare(network, Request("xian", "istanbul", closed=("aktau", "kuryk")))
    by_code = {one.corridor.code: one.route for one in routes}
    assert by_code["caspian-kazakhstan"] is None
    assert by_code["caspian-turkmenistan"] is not None


def test_countries_avoided_besides_stay_avoided(network):
    routes = compare(network, Request("xian", "istanbul", avoid=("RUS", "IRN", "TUR")))
    assert all(one.route is None for one in routes)


def test_exposure_adds_up_to_one(routes):
    shares = exposure({code: one.route for code, one in routes.items()})
    assert shares.sum(axis=1).round(9).eq(1).all()
    assert (shares >= 0).all(axis=None)
    assert shares.columns[-1] == "elsewhere"
    assert shares.loc["sea-cape", "elsewhere"] > 0.99


@pytest.fixture(scope="module")
def table(network):
    return claims(network)


def test_every_claim_is_there_unchanged(table, facts):
    assert table[facts.comparison.columns].equals(facts.comparison)


def test_a_claim_without_ends_gets_no_figure(table):
    nowhere = table[table["origin_node"].isna() | table["destination_node"].isna()]
    assert len(nowhere) > 0
    assert nowhere["computed_km"].isna().all()
    assert table.drop(nowhere.index)["computed_km"].notna().all()


def test_published_lengths_of_corridors_are_near_the_computed(table):
    for claim, row in table[table["length_km"].notna() & table["computed_km"].notna()].iterrows():
        assert row["computed_km"] == pytest.approx(row["length_km"], rel=0.1), claim


def test_published_days_of_corridors_lie_in_the_computed_range(table):
    known = table[table["days_low"].notna() & table["computed_days_low"].notna()]
    assert len(known) > 8
    for claim, row in known.iterrows():
        assert row["days_high"] >= row["computed_days_low"], claim
        assert row["days_low"] <= row["computed_days_high"], claim


def test_the_spread_shows_the_lowest_and_the_highest_claim(table):
    suez = spread(table).loc[("ocean-suez", "Shanghai", "Rotterdam")]
    assert suez["claims"] == 3
    assert (suez["km_min"], suez["km_max"]) == (19631, 20372)
    assert (suez["days_min"], suez["days_max"]) == (27, 35)
    vague = spread(table).loc[("middle", "China", "Europe")]
    assert (vague["days_min"], vague["days_max"]) == (13, 38)


def test_a_way_round_is_told_apart_from_a_way_that_serves_the_pair(network):
    routes = {one.corridor.code: one for one in compare(network, Request("altynkol", "poti"))}
    assert routes["northern"].detour > FAR_ROUND
    assert 1 <= routes["caspian-turkmenistan"].detour < FAR_ROUND
    assert min(one.detour for one in routes.values() if one.route) == 1
    assert routes["sea-cape"].detour > FAR_ROUND
