"""The way out of one site."""

import pytest

from geodata import measures, supply
from geodata.network import Request


@pytest.mark.parametrize("end", ["rotterdam", "yokohama"])
@pytest.mark.parametrize("site", ["inkai", "aktogay", "anzob-dzhizhikrut"])
def test_a_site_leaves_without_a_kilometre_in_russia(network, site, end):
    out = supply.way_out(network, site, Request(None, end))
    assert out.status == "open"
    assert out.without_russia.best.km_inside("RUS") == 0
    assert out.without_russia.best.nodes[0] == out.start.node_id
    assert out.without_russia.best.nodes[-1] == end
    here, there = out.without_russia.best.totals, out.with_russia.best.totals
    assert out.difference.length_km == pytest.approx(here.length_km - there.length_km)
    assert out.difference.days.typical == pytest.approx(here.days.typical - there.days.typical)
    assert out.difference.border_crossings == here.border_crossings - there.border_crossings


def test_the_access_is_straight_and_in_no_total(network, facts):
    out = supply.way_out(network, "inkai", Request(None, "rotterdam"))
    site, node = facts.sites.loc["inkai"], facts.nodes.loc[out.start.node_id]
    away = measures.distance_km(site["lon"], site["lat"], node["lon"], node["lat"])
    assert out.start.access_km == pytest.approx(float(away))
    route = out.without_russia.best
    assert route.totals.length_km == pytest.approx(route.legs["length_km"].sum())


def test_a_closed_aktau_sends_inkai_by_another_port(network):
    before = supply.way_out(network, "inkai", Request(None, "rotterdam"))
    after = supply.way_out(network, "inkai", Request(None, "rotterdam", closed=("aktau",)))
    assert "aktau" in before.without_russia.best.nodes
    assert after.status == "open"
    assert "aktau" not in after.without_russia.best.nodes
    assert after.without_russia.best.km_inside("RUS") == 0
    assert after.without_russia.best.totals.length_km > before.without_russia.best.totals.length_km


def test_avoiding_iran_too(network):
    out = supply.way_out(network, "anzob-dzhizhikrut", Request(None, "rotterdam", avoid=("IRN",)))
    assert out.without_russia.request.avoid == ("IRN", "RUS")
    assert out.with_russia.request.avoid == ("IRN",)
    assert out.without_russia.best.km_inside("IRN") == 0
    assert out.with_russia.best.km_inside("IRN") == 0


@pytest.mark.parametrize("site", ["nowhere", "", "node:aktau", "site:inkai", "' or 1=1"])
def test_what_is_no_site_is_refused(network, site):
    out = supply.way_out(network, site, Request(None, "rotterdam"))
    assert out.status == "no-place"
    assert out.start is None
    assert out.difference is None
    assert out.without_russia.best is None
    assert out.without_russia.refusals


def test_a_site_in_an_avoided_country_is_not_without_a_place(network):
    asked = Request(None, "rotterdam", avoid=("TJK",))
    out = supply.way_out(network, "anzob-dzhizhikrut", asked)
    assert out.start is None
    assert [refusal.key for refusal in out.with_russia.refusals] == ["avoided_end"]
    assert out.status == supply.ways_out(network, asked).loc["anzob-dzhizhikrut", "status"] == "none"


def test_the_best_way_through_russia_is_shown_even_where_the_best_of_all_avoids_it(network):
    out = supply.way_out(network, "inkai", Request(None, "poti"))
    assert out.with_russia.best.km_inside("RUS") == 0
    assert out.difference.length_km == 0
    assert out.through_russia.km_inside("RUS") > 100
    assert out.through_russia.nodes[0] == out.start.node_id
    shorter = out.without_russia.best.totals.length_km - out.through_russia.totals.length_km
    assert out.through_difference.length_km == pytest.approx(shorter)


def test_where_the_best_way_crosses_russia_it_is_the_best_way_through_it(network):
    out = supply.way_out(network, "aktogay", Request(None, "moscow"))
    assert out.through_russia.legs.index.tolist() == out.with_russia.best.legs.index.tolist()
    assert out.through_difference is None
    closed = supply.way_out(network, "aktogay", Request(None, "aktogay"))
    assert closed.through_russia is None
