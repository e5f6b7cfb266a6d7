"""Counts, like output and what closings cost, per commodity."""

from functools import cache

import pytest

from geodata import supply
from geodata.network import Request


def test_every_site_counts_once_for_each_of_its_commodities(facts, to_rotterdam):
    made = supply.by_resource(to_rotterdam, facts)
    assert (made[list(supply.STATUSES)].sum(axis=1) == made["sites"]).all()
    assert made["main"].sum() == len(facts.sites)
    uranium = facts.sites[facts.sites["resource"] == "uranium"]
    assert made.loc["uranium", "main"] == len(uranium)
    assert made.loc["gallium", "main"] == 0
    assert made.loc["gallium", "sites"] > 0


def test_a_choice_of_sites_counts_only_them(facts, to_rotterdam):
    tajik = to_rotterdam[to_rotterdam["iso3"] == "TJK"]
    made = supply.by_resource(tajik, facts)
    assert made["main"].sum() == len(tajik)
    assert "uranium" not in made.index


def test_only_like_output_is_added(facts, to_rotterdam):
    made = supply.outputs(to_rotterdam, facts)
    sites = facts.sites
    for (resource, stage, unit, year, _), row in made.iterrows():
        rows = sites.loc[list(row["sites"])]
        assert set(rows["resource"]) == {resource}
        assert set(rows["output_unit"]) == {unit}
        assert set(rows["output_year"]) == {year}
        assert {supply.STAGES[kind] for kind in rows["kind"]} == {stage}
        assert row["output"] == pytest.approx(rows["output"].sum())
        assert set(rows["output_scope"]) == {"site"}
    left = supply.left_out(to_rotterdam, facts)
    assert sum(map(len, made["sites"])) + len(left) == sites["output"].notna().sum()


def test_a_sum_of_lower_bounds_is_one_and_other_scopes_are_in_none(facts, to_rotterdam):
    oil = supply.outputs(to_rotterdam, facts).loc[("oil", "extraction", "million t oil", 2025)]
    assert oil["output"].tolist() == [57.0]
    assert oil["bound"].tolist() == ["at-least"]
    left = supply.left_out(to_rotterdam, facts)["output_scope"]
    assert left["navoi-uranium"] == "country"
    assert left["ust-kamenogorsk-metallurgical"] == left["jilau"] == left["uzen"] == "group"
    assert "uranium" not in supply.outputs(to_rotterdam, facts).index.get_level_values("resource")


def test_copper_of_mines_and_of_smelters_and_in_other_units_stays_apart(facts, to_rotterdam):
    copper = supply.outputs(to_rotterdam, facts).loc["copper"].reset_index()
    assert len(copper) == copper[["stage", "unit", "year"]].drop_duplicates().shape[0] == 3
    aktogay = copper[[("aktogay" in sites) for sites in copper["sites"]]].iloc[0]
    assert (aktogay["unit"], aktogay["output"]) == ("kt Cu in concentrate", pytest.approx(217.0))


@pytest.fixture(scope="module")
def lost(network):
    return supply.disruptions(network, Request(None, "rotterdam"))


def test_closing_aktau_costs_uranium_what_the_routes_say(network, lost):
    row = lost.loc[("node", "aktau", "uranium")]
    before = supply.ways_out(network, Request(None, "rotterdam"))
    after = supply.ways_out(network, Request(None, "rotterdam", closed=("aktau",)))
    using = [
        site
        for site in before.index[(before["resource"] == "uranium") & (before["status"] == "open")]
        if "aktau" in supply.way_out(network, site, Request(None, "rotterdam")).without_russia.best.nodes
    ]
    extra = (after["length_km"] - before["length_km"])[using]
    assert row["sites"] == len(using) > 0
    assert row["cut_off"] == (after.loc[using, "status"] != "open").sum()
    assert row["extra_km_mean"] == pytest.approx(extra.mean())
    assert row["extra_km_max"] == pytest.approx(extra.max())


def test_avoiding_a_transit_country_is_told_apart_from_closing_a_node(lost):
    assert set(lost.index.get_level_values("kind")) == {"node", "country"}
    azerbaijan = lost.loc[("country", "AZE", "uranium")]
    assert azerbaijan["sites"] > 0
    # Neither Russia, avoided anyway, nor the country of the end is taken away.
    assert "RUS" not in lost.loc["country"].index.get_level_values("item")
    assert "NLD" not in lost.loc["country"].index.get_level_values("item")


@pytest.mark.parametrize(
    ("kind", "item", "moves"),
    [("country", "UZB", True), ("country", "TKM", False), ("node", "tashkent", True)],
)
def test_what_is_lost_is_what_the_table_of_sites_then_says(network, lost, kind, item, moves):
    """Also where a site is then loaded elsewhere, as behind the button beside the row."""
    asked = Request(None, "rotterdam")
    taken = {"avoid": ("RUS", item)} if kind == "country" else {"closed": (item,)}
    before, after = (
        supply.ways_out(network, asked),
        supply.ways_out(network, Request(None, "rotterdam", **taken)),
    )
    moved = 0
    for resource, row in lost.loc[kind].xs(item).iterrows():
        using = [
            site
            for site in before.index[(before["resource"] == resource) & (before["status"] == "open")]
            if _touched(kind, item, _best_way(network, site))
        ]
        using = [site for site in using if kind == "node" or not _is_home(network, item, site, before)]
        open_then = after.loc[using, "status"] == "open"
        extra = (after["length_km"] - before["length_km"])[using][open_then]
        assert row["sites"] == len(using)
        assert row["cut_off"] == (~open_then).sum()
        assert row["extra_km_mean"] == pytest.approx(extra.mean(), nan_ok=True)
        moved += (after["node_id"] != before["node_id"])[using][open_then].sum()
    assert bool(moved) == moves, "whether some site is then loaded elsewhere"


@cache
def _best_way(network, site):
    return supply.way_out(network, site, Request(None, "rotterdam")).without_russia.best


def _touched(kind, item, route):
    if kind == "node":
        return item in list(route.nodes)[1:-1]
    return route.km_inside(item) > 0 or any(item in codes for codes in route.legs["countries"])


def _is_home(network, country, site, ways):
    return country in (ways.loc[site, "iso3"], network.facts.nodes.loc[ways.loc[site, "node_id"], "iso3"])


def test_a_country_is_not_taken_from_its_own_sites(facts, lost):
    sites = facts.sites
    for resource, row in lost.loc["country"].xs("UZB").iterrows():
        abroad = (sites["resource"] == resource) & (sites["iso3"] != "UZB")
        assert row["sites"] <= abroad.sum()


def test_disruptions_are_whole_and_ranked(lost):
    assert (lost["cut_off"] <= lost["sites"]).all()
    assert (lost["timed"] <= lost["sites"] - lost["cut_off"]).all()
    assert lost["cut_off"].is_monotonic_decreasing
    assert lost.loc[lost["cut_off"] == lost["sites"], "extra_km_mean"].isna().all()
