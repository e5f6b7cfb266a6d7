"""Bad input gets a sentence with the repair; no way is said, with what would open one."""

from dataclasses import replace

import pytest

from geodata.network import Request, answer


def keys(network, *args, **kwargs):
    return [refusal.key for refusal in answer(network, Request(*args, **kwargs)).refusals]


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        (Request(None, "poti"), "missing_end"),
        (Request("aktau", ""), "missing_end"),
        (Request("atlantis", "poti"), "unknown_end"),
        (Request("日本", "poti"), "unlike_end"),
        (Request("aktau", "poti", avoid=("NONE", "RUS")), "none_alone"),
        (Request("site:poti", "aktau"), "unknown_end"),
        (Request("leg:r-shu-mointy", "aktau"), "unknown_end"),
        (Request("poti", "poti"), "same_ends"),
        (Request("aktau", "poti", avoid=("XXX",)), "unknown_avoid"),
        (Request("aktau", "poti", closed=("nowhere",)), "unknown_closed"),
        (Request("aktau", "poti", prefer="beauty"), "unknown_prefer"),
        (Request("aktau", "poti", closed=("aktau",)), "closed_end"),
        (Request("aktau", "poti", closed=("poti",)), "closed_end"),
        (Request("aktau", "poti", avoid=("KAZ",)), "avoided_end"),
        (Request("inkai", "poti", avoid=("KAZ",)), "avoided_end"),
        (Request("moscow", "poti"), "avoided_end"),
        (Request("caspian-mid", "poti"), "unserved_end"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_input_is_refused_in_words(network, request_, key):
    found = answer(network, request_)
    assert [refusal.key for refusal in found.refusals] == [key]
    (refusal,) = found.refusals
    assert refusal.problem
    assert refusal.repair
    assert "{" not in str(refusal)
    assert found.best is None
    assert found.alternatives == found.permissions == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [("roterdam", "rotterdam"), ("Inkay", "inkai"), ("AKTAU2", "aktau"), ("almati", "almaty")],
)
def test_an_unknown_id_answers_with_the_nearest_names(network, written, meant):
    (refusal,) = answer(network, Request(written, "poti")).refusals
    assert refusal.nearest[0] == meant
    assert meant in str(refusal)


@pytest.mark.parametrize("written", ["Ташкент", "日本", "..", "a1", "zz"])
def test_what_is_like_no_name_gets_no_names_but_where_to_look(network, written):
    (refusal,) = answer(network, Request(written, "poti")).refusals
    assert (refusal.key, refusal.nearest) == ("unlike_end", ())
    assert "look in nodes.csv and sites.csv" in str(refusal)


def test_what_is_like_no_country_or_leg_is_to_be_left_out(network):
    refusals = answer(network, Request("aktau", "poti", avoid=("日本",), closed=("日本",))).refusals
    assert [refusal.nearest for refusal in refusals] == [(), ()]
    assert all("leave it out: no name is like it" in str(refusal) for refusal in refusals)


def test_all_are_named_where_they_are_few(network):
    (refusal,) = answer(network, Request("aktau", "poti", prefer="beauty")).refusals
    assert set(refusal.nearest) == {"time", "distance", "co2"}


def test_everything_that_is_wrong_is_said_at_once(network):
    assert keys(network, "a1", "b2", ("XXX", "YYY"), ("zz",), "x") == [
        *("unknown_avoid", "unknown_avoid", "unknown_closed", "unknown_prefer"),
        *("unlike_end", "unlike_end"),
    ]


@pytest.mark.parametrize(
    "hostile", ["{value}", "'; drop", "\x00", "x" * 5000, "site:", ":", "site:site:inkai", "日本"]
)
def test_hostile_text_is_only_an_unknown_id(network, hostile):
    found = answer(network, Request(hostile, "poti", closed=(hostile,), avoid=(hostile,)))
    keys = [refusal.key for refusal in found.refusals]
    assert keys[:2] == ["unknown_avoid", "unknown_closed"]
    assert keys[2:] in (["unknown_end"], ["unlike_end"])
    assert all(str(refusal) for refusal in found.refusals)


def test_a_site_without_a_place_says_so(rebuilt, facts):
    sites = facts.sites.copy()
    sites.loc["inkai", ["lat", "lon"]] = float("nan")
    assert keys(rebuilt(sites=sites), "inkai", "poti") == ["no_place"]


def test_two_sites_loaded_at_one_node_have_no_route_between_them(network):
    by_node = {}
    for site, entries in network.entries.items():
        by_node.setdefault(entries[0].node_id, []).append(site)
    pair = next(sites for sites in by_node.values() if len(sites) > 1)[:2]
    assert keys(network, *(f"site:{site}" for site in pair)) == ["same_ends"]


def test_a_site_goes_to_the_next_node_if_the_nearest_is_closed(network):
    usual = answer(network, Request("inkai", "poti"), most=0).best.start
    other = answer(network, Request("inkai", "poti", closed=(usual.node_id,)), most=0).best.start
    assert other.node_id != usual.node_id
    assert other.access_km > usual.access_km


@pytest.mark.parametrize("avoid", [("RUS",), ("RUS", "IRN"), ("RUS", "IRN", "TKM"), ("RUS", "CHN", "BLR")])
def test_an_avoided_country_is_touched_by_no_leg(network, avoid):
    found = answer(network, Request("site:tengiz", "istanbul", avoid=avoid))
    for route in (found.best, *found.alternatives):
        assert all(route.km_inside(country) == pytest.approx(0, abs=0.001) for country in avoid)
        assert not {country for passed in route.legs["countries"] for country in passed} & set(avoid)


def test_closed_nodes_and_legs_are_not_used(network):
    closed = ("aktau", "r-shu-lugovaya")
    route = answer(network, Request("altynkol", "poti", closed=closed), most=0).best
    assert "aktau" not in route.nodes
    assert "r-shu-lugovaya" not in route.legs.index


def test_planned_legs_are_used_only_if_they_are_allowed(network):
    today = answer(network, Request("horadiz", "kars"), most=0).best
    one_day = answer(network, Request("horadiz", "kars", avoid=("RUS",), planned=True), most=0).best
    assert not set(today.legs["status"]) & {"planned", "under-construction"}
    assert "r-aghband-ordubad" in one_day.legs.index
    assert one_day.totals.length_km < today.totals.length_km


def test_no_way_names_each_single_permission_that_opens_one(network):
    found = answer(network, Request("baku", "istanbul", avoid=("RUS", "GEO", "KAZ", "TKM"), closed=()))
    assert found.best is None
    assert found.refusals == ()
    opened = {(one.kind, one.value) for one in found.permissions}
    assert ("country", "GEO") in opened
    assert ("planned", "") in opened
    for permission in found.permissions:
        assert answer(network, permission.request, most=0).best is not None


def test_no_way_names_the_closed_node_that_would_open_one(network):
    found = answer(network, Request("dushanbe", "duisburg", closed=("r-karshi-termez",)))
    assert found.best is None
    assert ("closed", "r-karshi-termez") in {(one.kind, one.value) for one in found.permissions}


def test_where_two_permissions_are_needed_none_is_named(network):
    request = Request("kara-keche", "almaty", closed=("balykchy", "makmal"))
    found = answer(network, request)
    assert found.best is None
    assert not [one for one in found.permissions if one.kind == "planned"]


def test_refused_legs_are_listed_with_the_reason(network):
    refused = answer(network, Request("altynkol", "poti", closed=("aktau",))).refused
    by_reason = refused.groupby("reason")["leg_id"].agg(set)
    assert "r-moscow-brest" in by_reason["country"]
    assert "f-aktau-alat" in by_reason["closed"]
    assert "r-aghband-ordubad" in by_reason["not-built"]
    assert "p-btc" in by_reason["not-goods"]
    inside = refused[refused["leg_id"] == "r-petropavl-yekaterinburg"]
    assert inside["km"].iloc[0] > 500


def test_a_place_that_no_goods_reach_names_the_deposit_of_its_name(network):
    refusal = answer(network, Request("tengiz", "poti")).refusals[0]
    assert (refusal.key, refusal.nearest) == ("unserved_end", ("site:tengiz",))
    assert answer(network, Request("site:tengiz", "poti")).best is not None


def test_a_site_is_loaded_at_the_next_place_where_the_nearest_is_cut_off(network):
    request = Request("site:almalyk-smelter", "rotterdam", closed=("tashkent",))
    start = answer(network, request).best.start
    assert (start.node_id, start.instead_of, start.because) == ("angren", "almalyk", "cut-off")
    plain = answer(network, replace(request, closed=())).best.start
    assert (plain.node_id, plain.instead_of, plain.because) == ("almalyk", "", "")
    closed = answer(network, replace(request, closed=("almalyk",))).best.start
    assert (closed.instead_of, closed.because) == ("almalyk", "closed")


def test_a_line_across_an_avoided_country_is_passed_over(network):
    start = answer(network, Request("site:jerooy", "rotterdam", avoid=("RUS", "UZB"))).best.start
    assert (start.node_id, start.instead_of, start.because) == ("bishkek", "jalal-abad", "cut-off")
