"""All sites at once to one end, on the real facts and on facts that are bent."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata import supply
from geodata.network import Network, Request, answer
from geodata.supply.ways import with_russia, without_russia

ENDS = ("rotterdam", "yokohama", "duisburg")


def test_every_site_has_one_row_and_a_known_status(facts, to_rotterdam):
    assert list(to_rotterdam.index) == list(facts.sites.index)
    assert to_rotterdam["status"].notna().all()
    assert set(to_rotterdam["status"]) <= set(supply.STATUSES)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    "site", ["inkai", "aktogay", "anzob-dzhizhikrut", "kumtor", "atyrau-refinery", "kachar"]
)
def test_the_table_says_the_same_as_the_route(network, site, end):
    asked = Request(None, end)
    row = supply.ways_out(network, asked).loc[site]
    route = answer(network, replace(without_russia(asked), origin=f"site:{site}"), most=0).best
    other = answer(network, replace(with_russia(asked), origin=f"node:{row['node_id']}"), most=0).best
    for prefix, found in (("", route), ("russia_", other)):
        totals = found.totals
        assert row[f"{prefix}length_km"] == pytest.approx(totals.length_km)
        for name in ("low", "typical", "high"):
            assert row[f"{prefix}days_{name}"] == pytest.approx(getattr(totals.days, name))
            assert row[f"{prefix}co2_{name}"] == pytest.approx(getattr(totals.co2, name))
        assert row[f"{prefix}unknown_waits"] == len(found.gaps)
        assert row[f"{prefix}border_crossings"] == totals.border_crossings
        assert row[f"{prefix}co2_km"] == pytest.approx(totals.co2_share * totals.length_km)
    assert row["access_km"] == pytest.approx(route.start.access_km)
    assert row["node_id"] == route.start.node_id
    assert route.km_inside("RUS") == 0


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("prefer", "cost"), [("distance", "length_km"), ("co2", "co2_typical")])
def test_leave_to_cross_russia_never_costs_more(network, end, prefer, cost):
    ways = supply.ways_out(network, Request(None, end, prefer=prefer))
    whole = ways[ways["co2_km"].eq(ways["length_km"]) & ways["russia_co2_km"].eq(ways["russia_length_km"])]
    compared = ways if prefer == "distance" else whole
    assert len(compared)
    assert (compared[f"extra_{cost}"].dropna() >= -1e-6).all()


@pytest.mark.parametrize("closed", [(), ("aktau",), ("aktau", "turkmenbashi", "kuryk")])
def test_closing_more_never_opens_a_site_nor_shortens_its_way(network, closed):
    before = supply.ways_out(network, Request(None, "rotterdam", prefer="distance"))
    after = supply.ways_out(network, Request(None, "rotterdam", prefer="distance", closed=closed))
    same = after["node_id"] == before["node_id"]
    is_open = (before["status"] == "open") & (after["status"] == "open") & same
    assert (after["length_km"] - before["length_km"])[is_open].min() >= -1e-6
    assert not ((before["status"] != "open") & (after["status"] == "open") & same).any()


def test_what_russia_costs_is_the_difference_of_the_two_ways(network):
    ways = supply.ways_out(network, Request(None, "duisburg"))
    row = ways.loc["inkai"]
    assert row["russia_length_km"] != row["length_km"]
    for name in ("length_km", "days_low", "days_high", "border_crossings", "co2_typical", "unknown_waits"):
        assert row[f"extra_{name}"] == pytest.approx(row[name] - row[f"russia_{name}"])


def test_an_end_in_russia_can_only_be_reached_with_russia(network):
    ways = supply.ways_out(network, Request(None, "moscow"))
    assert supply.wrong(network, Request(None, "moscow")) == ()
    railed = ways[ways["status"] != "piped"]
    assert set(railed.loc[~railed["far"], "status"]) == {"russia"}
    assert ways["length_km"].isna().all()
    assert (railed["russia_length_km"].isna() == railed["far"]).all()


def test_a_status_does_not_depend_on_whether_russia_was_avoided(network, to_rotterdam):
    allowed = supply.ways_out(network, Request(None, "rotterdam", avoid=()))
    assert allowed.equals(to_rotterdam)


def test_avoiding_iran_too_leaves_no_way_through_it(network):
    ways = supply.ways_out(network, Request(None, "yokohama", avoid=("RUS", "IRN")))
    assert (ways["status"] == "open").sum() > 100
    route = answer(network, Request("site:inkai", "yokohama", avoid=("RUS", "IRN")), most=0).best
    assert ways.loc["inkai", "length_km"] == pytest.approx(route.totals.length_km)
    assert route.km_inside("IRN") == 0


def test_a_site_in_an_avoided_country_has_no_way(network):
    ways = supply.ways_out(network, Request(None, "rotterdam", avoid=("TJK",)))
    tajik = ways[ways["iso3"] == "TJK"]
    assert set(tajik["status"]) == {"none"}
    assert tajik["no_access"].all()
    assert tajik["length_km"].isna().all()


def test_a_site_that_is_loaded_at_the_end_is_there(network):
    ways = supply.ways_out(network, Request(None, "aktogay"))
    assert ways.loc["aktogay", "status"] == "at-end"
    assert ways.loc["aktogay", "access_km"] < 30


def test_legs_that_are_not_built_are_told_apart(facts):
    """Were the railways of Uzbekistan's border only planned, its neighbours' goods would need them."""
    legs = facts.legs.copy()
    at_home = legs["from_node"].map(facts.nodes["iso3"]).eq("TJK")
    at_home |= legs["to_node"].map(facts.nodes["iso3"]).eq("TJK")
    around = at_home & legs["mode"].isin(["rail", "road"])
    nodes = facts.nodes["iso3"]
    crossing = around & (legs["from_node"].map(nodes) != legs["to_node"].map(nodes))
    legs.loc[crossing, "status"] = "planned"
    bent = Network.build(replace(facts, legs=legs))
    ways = supply.ways_out(bent, Request(None, "rotterdam"))
    tajik = ways[ways["iso3"] == "TJK"]
    assert "planned" in set(tajik["status"])
    planned = tajik[tajik["status"] == "planned"]
    assert planned["length_km"].notna().all()
    assert planned["russia_length_km"].isna().all()
    assert planned["extra_length_km"].isna().all()


def test_a_site_without_a_place_cannot_be_told(facts):
    sites = facts.sites.copy()
    sites.loc["inkai", ["lat", "lon"]] = np.nan
    bent = Network.build(replace(facts, sites=sites))
    row = supply.ways_out(bent, Request(None, "rotterdam")).loc["inkai"]
    assert row["status"] == "no-place"
    assert np.isnan(row["length_km"])
    assert not row["with_russia"]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (Request(), "missing_end"),
        (Request(None, "roterdam"), "unknown_end"),
        (Request(None, "rotterdam", avoid=("XXX",)), "unknown_avoid"),
        (Request(None, "rotterdam", closed=("nowhere",)), "unknown_closed"),
        (Request(None, "rotterdam", prefer="luck"), "unknown_prefer"),
        (Request(None, "rotterdam", closed=("rotterdam",)), "closed_end"),
        (Request(None, "rotterdam", avoid=("NLD",)), "avoided_end"),
    ],
)
def test_a_wrong_request_is_named_once_and_gives_no_rows(network, asked, key):
    (refusal,) = supply.wrong(network, asked)
    assert refusal.key == key
    ways = supply.ways_out(network, asked)
    assert ways.empty
    assert "russia_days_low" in ways
    assert supply.disruptions(network, asked).empty
    assert supply.by_resource(ways, network.facts).empty
    assert supply.outputs(ways, network.facts).empty


def test_far_sites_are_said_to_be_off_the_network(to_rotterdam):
    assert to_rotterdam.loc["aqarkhar", "far"]
    assert (to_rotterdam["far"] == (to_rotterdam["status"] == "far")).all()
    assert not to_rotterdam.loc["aktogay", "far"]
    assert (to_rotterdam["far"] == (to_rotterdam["access_km"] > supply.FAR_KM)).all()
    figures = to_rotterdam[to_rotterdam["far"]].drop(columns="access_km").filter(regex="km|days|co2|waits")
    assert len(figures)
    assert figures.isna().all(axis=None), "a way that is not known has no days"


def test_a_site_loaded_where_the_end_is_loaded_is_at_the_end(network):
    asked = Request(None, "site:inkai")
    assert supply.ways_out(network, asked).loc["kurumsak", "status"] == "at-end"
    assert supply.way_out(network, "kurumsak", asked).status == "at-end"


def test_an_oil_or_gas_field_is_piped_and_has_no_days_of_goods(network, facts, to_rotterdam):
    sites = facts.sites
    pumped = sites["kind"].isin(["field", "offshore-field"])
    fields = sites.index[pumped & sites["resource"].isin(["oil", "natural-gas"])]
    assert {"karachaganak", "kashagan", "tengiz", "galkynysh"} <= set(fields)
    assert set(to_rotterdam.loc[fields, "status"]) == {"piped"}
    assert (
        to_rotterdam.loc[fields, ["days_typical", "russia_days_typical", "length_km"]].isna().all(axis=None)
    )
    assert supply.way_out(network, "karachaganak", Request(None, "rotterdam")).status == "piped"
    others = to_rotterdam.drop(fields)
    assert "piped" not in set(others["status"])
    assert (others["days_typical"].isna() == others["far"]).all()
    assert supply.disruptions(network, Request(None, "rotterdam")).query("resource == 'natural-gas'").empty


def test_goods_that_no_pipeline_carries_keep_their_own_way(facts, to_rotterdam):
    made = supply.by_resource(to_rotterdam, facts)
    assert made.loc["natural-gas", "piped"] == made.loc["natural-gas", "sites"]
    assert made.loc["natural-gas", "open"] == 0
    assert made.loc["sulfur", "piped"] == 0
    assert made.loc["sulfur", "open"] > 0


def test_a_site_that_is_then_loaded_at_the_end_needs_no_way(network):
    """Without Karatau, Moinkum-Tortkuduk is loaded where Inkai is: no km are left, and it is not cut off."""
    asked = Request(None, "site:inkai")
    row = supply.disruptions(network, asked).loc[("node", "karatau", "uranium")]
    closed = supply.ways_out(network, replace(asked, closed=("karatau",)))
    assert closed.loc["moinkum-tortkuduk", "status"] == "at-end"
    assert (row["sites"], row["cut_off"]) == (1, 0)
    now = supply.ways_out(network, asked).loc["moinkum-tortkuduk", "length_km"]
    assert row["extra_km_mean"] == pytest.approx(-now)


def test_days_are_compared_by_which_waits_are_unknown(network):
    """To Rotterdam only the way through Russia leaves out a border; to Duisburg only the other does."""
    for end, kind in (("rotterdam", "at-most"), ("duisburg", "at-least"), ("poti", "exact")):
        ways = supply.ways_out(network, Request(None, end))
        assert ways.loc["inkai", "extra_days_kind"] == kind, end
        assert ways["extra_days_typical"].notna().sum() == (~ways["status"].isin(["piped", "far"])).sum()
    row = supply.ways_out(network, Request(None, "rotterdam")).loc["inkai"]
    assert set(row["russia_unknown"]) - set(row["unknown"]) == {"border-hours@r-duisburg-rotterdam"}
    assert row["extra_days_typical"] == pytest.approx(row["days_typical"] - row["russia_days_typical"])


def test_days_that_cannot_be_compared_are_in_no_file_either(network):
    ways = supply.ways_out(network, Request(None, "yokohama"))
    unlike = ways[ways["extra_days_kind"] == "not-alike"]
    assert len(unlike) > 100
    assert unlike[["extra_days_low", "extra_days_typical", "extra_days_high"]].isna().all(axis=None)
    # Each leaves out one wait, so a count of them would have called them alike.
    assert unlike.loc["inkai", "extra_unknown_waits"] == 0
    same = ways[ways["extra_days_kind"] == "exact"]
    assert same["unknown"].tolist() == same["russia_unknown"].tolist()
    assert same["extra_days_typical"].notna().all()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_asked_the_table_says_what_the_single_site_and_its_route_say(network, facts, data):
    countries = st.sampled_from(["IRN", "CHN", "UZB", "TKM", "AZE", "TUR", "RUS"])
    items = st.sampled_from(["aktau", "baku", "alat", "tashkent", "turkmenbashi", "p-cpc", *ENDS])
    asked = Request(
        None,
        data.draw(st.sampled_from([*ENDS, "moscow", "site:inkai", "shanghai"])),
        avoid=tuple(data.draw(st.lists(countries, unique=True, max_size=3))),
        closed=tuple(data.draw(st.lists(items, unique=True, max_size=3))),
        prefer=data.draw(st.sampled_from(["time", "distance", "co2"])),
    )
    ways = supply.ways_out(network, asked)
    if supply.wrong(network, asked):
        assert ways.empty
        return
    site = data.draw(st.sampled_from(sorted(facts.sites.index)))
    out, row = supply.way_out(network, site, asked), ways.loc[site]
    assert (out.status, out.goods) == (row["status"], row["goods"])
    # Found on its own, by a search that ends at the destination.
    route = answer(network, replace(without_russia(asked), origin=f"site:{site}"), most=0).best
    assert (route is None) == (out.without_russia.best is None)
    assert (row["goods"] in ("open", "far")) or route is None
    if row["status"] in ("piped", "far"):
        assert row.drop("access_km").filter(regex="km|days|co2|waits").isna().all()
        return
    assert (out.with_russia.best is not None) == (row["with_russia"] and row["status"] != "at-end")
    if route:
        assert row["length_km"] == pytest.approx(route.totals.length_km)
        assert out.without_russia.best.totals.length_km == pytest.approx(route.totals.length_km)
        assert all(route.km_inside(code) == pytest.approx(0, abs=0.01) for code in (*asked.avoid, "RUS"))
        assert not {*route.nodes, *route.legs.index} & set(asked.closed)


@pytest.mark.parametrize(
    ("fields", "site", "node"),
    [
        ({"closed": ("tashkent",)}, "almalyk-smelter", "angren"),
        ({"avoid": ("RUS", "UZB")}, "jerooy", "bishkek"),
        ({}, "almalyk-smelter", "almalyk"),
    ],
)
def test_a_site_whose_nearest_place_is_cut_off_is_loaded_at_the_next(network, fields, site, node):
    row = supply.ways_out(network, Request(None, "rotterdam", **fields)).loc[site]
    assert (row["status"], row["node_id"]) == ("open", node)
    out = supply.way_out(network, site, Request(None, "rotterdam", **fields))
    assert (out.status, out.start.node_id) == ("open", node)
