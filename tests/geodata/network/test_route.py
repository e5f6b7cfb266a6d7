"""A route in figures: parts add up to the whole, and the whole agrees with what is published."""

import json
from itertools import pairwise

import numpy as np
import pytest
import shapely

from geodata import measures
from geodata.network import (
    PREFERENCES,
    Request,
    answer,
    as_json,
    as_text,
    proof,
    search,
)

PAIRS = [
    ("altynkol", "poti"),
    ("inkai", "rotterdam"),
    ("site:aktogay", "yokohama"),
    ("dushanbe", "constanta"),
    ("xian", "duisburg"),
    ("shanghai", "istanbul"),
]


@pytest.fixture(
    scope="module", params=[(*pair, prefer) for pair in PAIRS for prefer in PREFERENCES], ids="-".join
)
def found(request, network):
    origin, destination, prefer = request.param
    return answer(network, Request(origin, destination, prefer=prefer))


def every(found):
    return [found.best, *found.alternatives]


def test_legs_follow_one_another_from_end_to_end(found):
    for route in every(found):
        assert route.nodes[0] == route.start.node_id
        assert route.nodes[-1] == route.end.node_id
        assert list(zip(route.legs["from_node"], route.legs["to_node"], strict=True)) == list(
            pairwise(route.nodes)
        )
        assert len(set(route.nodes)) == len(route.nodes)


def test_totals_are_the_sum_of_their_parts(found):
    for route in every(found):
        totals, legs = route.totals, route.legs
        assert totals.length_km == pytest.approx(legs["length_km"].sum())
        assert sum(totals.km_by_mode.values()) == pytest.approx(totals.length_km)
        assert sum(totals.legs_by_mode.values()) == len(legs)
        assert sum(totals.km_by_country.values()) == pytest.approx(route.km_by_country.to_numpy().sum())
        for name in ("low", "typical", "high"):
            stops = route.stops[f"hours_{name}"].sum() / 24
            days = getattr(totals.days, name)
            assert days == pytest.approx(legs[f"days_{name}"].sum() + stops)
            parts = getattr(totals.days_published, name) + getattr(totals.days_modelled, name)
            assert days == pytest.approx(parts)
            assert getattr(totals.co2, name) == pytest.approx(legs[f"co2_{name}"].sum())
        assert totals.days.low <= totals.days.typical <= totals.days.high
        assert totals.co2.low <= totals.co2.typical <= totals.co2.high


def test_days_by_kind_add_up_and_name_every_kind(found, network):
    for route in every(found):
        kinds = route.days_by_kind
        for name in ("low", "typical", "high"):
            assert kinds[name].sum() == pytest.approx(getattr(route.totals.days, name))
        if "published" in kinds.index:
            said = kinds.loc["published", "typical"].sum()
            assert said == pytest.approx(route.totals.days_published.typical)
        assert set(kinds.index.get_level_values("basis")) <= {"published", "modelled", "wait"}
        modelled = route.legs[route.legs["days_basis"] == "modelled"]
        rows = [ids[0] for ids in modelled["assumption_ids"]]
        speeds = set(network.facts.assumptions.loc[rows, "kind"].astype(str))
        assert {kind for basis, kind in kinds.index if basis == "modelled"} == speeds


def test_the_proof_agrees_with_the_route(found, network):
    for route in every(found):
        table = proof(network, route.legs.index)
        assert table.index.tolist() == route.legs.index.tolist()
        assert (table["russia_km"] == 0).all()
        assert table["nearest_russia_km"].min() == route.nearest["distance_km"]
        for country, km in route.totals.km_by_country.items():
            assert table[f"km_{country}"].sum() == pytest.approx(km)


def test_the_proof_of_all_legs_shows_which_enter_russia(network):
    table = proof(network)
    assert len(table) == len(network.legs)
    entering = table[table["russia_km"] > 0.001]
    assert set(entering["corridor"]) == {"northern"}
    assert (entering["nearest_russia_km"] == 0).all()


def test_every_figure_of_a_route_has_a_source(found, facts):
    for route in every(found):
        used = {
            "assumptions": {*route.stops["assumption_id"]}.union(*route.legs["assumption_ids"]),
            "lengths": {*route.published_lengths.index},
            "emission_factors": {*route.legs["factor_id"]} - {""},
        }
        for table, rows in used.items():
            assert getattr(facts, table).loc[sorted(rows), "source_ids"].map(len).gt(0).all()
        said = route.legs[route.legs["days_basis"] == "published"]
        assert all(said["assumption_ids"].map(len) + said["days_source_ids"].map(len) > 0)


def test_no_kilometre_of_a_route_lies_in_russia(found):
    for route in every(found):
        assert route.km_inside("RUS") == 0
        assert (route.nearest_russia["distance_km"] > 0).all()
        assert route.nearest["distance_km"] == route.nearest_russia["distance_km"].min()


def test_every_modelled_figure_names_a_row_that_computes(found, facts):
    computing = facts.assumptions.index[facts.assumptions["use"] == "computing"]
    for route in every(found):
        modelled = route.legs[route.legs["days_basis"] == "modelled"]
        assert all(ids and set(ids) <= set(computing) for ids in modelled["assumption_ids"])
        assert set(route.stops["assumption_id"]) <= set(computing)
        assert set(route.legs["factor_id"]) <= set(facts.emission_factors.index)
        published = route.legs[route.legs["days_basis"] == "published"]
        assert set(published["days_kind"]) <= {
            "timetable",
            "measured",
            "operator-claim",
            "report-estimate",
            "target",
        }


def test_alternatives_really_differ_and_come_best_first(found):
    ways = [set(route.legs.index) for route in every(found)]
    lengths = [route.legs["length_km"] for route in every(found)]
    assert len(ways) <= 5
    for n, way in enumerate(ways):
        for m in range(n):
            shared = lengths[n][list(way & ways[m])].sum()
            assert shared <= search.MOST_SHARED * min(lengths[n].sum(), lengths[m].sum()) + 1e-6


def test_a_route_is_written_as_json_and_as_text(found):
    for route in every(found):
        plain = json.loads(json.dumps(as_json(route), allow_nan=False))
        assert [leg["leg_id"] for leg in plain["legs"]] == route.legs.index.tolist()
        assert plain["totals"]["length_km"] == pytest.approx(route.totals.length_km, abs=0.001)
        assert plain["proof"]["km_in_russia"] == 0
        assert all(set(leg) >= {"mode", "km", "days", "countries"} for leg in plain["legs"])
        assert "In Russia: 0.0 km" in as_text(route)


def test_the_model_gives_the_published_check_value(network, facts):
    """Altynkol-Aktau-Alat-Poti, 5.9 / 8.7 / 18.7 days, on the published 3,128 km Altynkol-Aktau."""
    route = answer(network, Request("altynkol", "poti", prefer="time"), most=0).best
    chain = facts.lengths.loc["len-altynkol-aktau-3128"]
    assert set(chain["legs"]) <= set(route.legs.index)
    kazakh = route.legs.loc[list(chain["legs"])]
    longer = chain["length_km"] / kazakh["length_km"].sum()
    days = [
        getattr(route.totals.days, name) + kazakh[f"days_{name}"].sum() * (longer - 1)
        for name in ("low", "typical", "high")
    ]
    assert np.round(days, 1).tolist() == [5.9, 8.7, 18.7]


def test_the_schedule_lies_within_the_computed_range(network, facts):
    """12 days to Poti by the operators' schedule."""
    claim = facts.comparison.loc["middle-altynkol-poti-2024"]
    days = answer(network, Request("altynkol", "poti"), most=0).best.totals.days
    assert days.low <= claim["days_low"] <= claim["days_high"] <= days.high


def test_sailing_hours_take_the_place_of_a_speed(network):
    ferry = network.legs.loc["f-aktau-alat"]
    assert (ferry["days_low"], ferry["days_high"]) == (18 / 24, 1)
    assert ferry["days_kind"] == "operator-claim"
    assert ferry["assumption_ids"] == ("use-aktau-alat",)


def test_published_days_of_a_leg_go_before_any_row(network, facts):
    ferry = network.legs.loc["f-kuryk-alat"]
    said = facts.legs.loc["f-kuryk-alat"]
    assert (ferry["days_low"], ferry["days_high"]) == (said["days_low"], said["days_high"])
    assert ferry["days_basis"] == "published"


def test_a_pipeline_has_no_days_and_carries_no_route(network):
    pipes = network.legs[network.legs["mode"] == "pipeline"]
    assert pipes["days_typical"].isna().all()
    assert answer(network, Request("tengiz", "novorossiysk", avoid=())).refusals[0].key == "unserved_end"


def test_an_unknown_time_is_covered_by_nothing(rebuilt, facts):
    """Without any sea speed the sea legs have no days, and the totals say what share they leave out."""
    rows = facts.assumptions
    network = rebuilt(assumptions=rows[rows["parameter"] != "sea-speed-knots"])
    route = answer(network, Request("shanghai", "singapore"), most=0).best
    assert route.totals.timed_share == 0
    assert route.totals.days.typical == pytest.approx(route.stops["hours_typical"].sum() / 24)
    assert set(route.gaps.loc[route.gaps["parameter"] == "days", "leg_id"]) == set(route.legs.index)


def test_an_untimed_leg_is_used_only_where_there_is_no_other(rebuilt, facts):
    rows = facts.assumptions
    network = rebuilt(
        assumptions=rows[~rows.index.isin(["use-aktau-alat"]) & (rows["parameter"] != "sea-speed-knots")]
    )
    assert "f-aktau-alat" not in answer(network, Request("altynkol", "poti"), most=0).best.legs.index
    only = Request("aktau", "alat", closed=("mangystau",))
    assert answer(network, only, most=0).best.legs.index.tolist() == ["f-aktau-alat"]


def test_a_border_is_waited_for_only_where_the_route_comes_through(network):
    through = answer(network, Request("jinghe", "zhetygen", closed=("alashankou",)), most=0).best.stops
    begun = answer(network, Request("altynkol", "zhetygen"), most=0).best.stops
    assert set(through["assumption_id"]) == {"use-khorgos-rail", "use-altynkol-rail"}
    assert begun.empty


def test_half_the_interval_is_waited_for_and_both_ports_handle(network, facts):
    stops = answer(network, Request("aktau", "alat"), most=0).best.stops
    rows = facts.assumptions
    by_parameter = stops.groupby("parameter")["hours_typical"].sum()
    assert by_parameter["sailing-interval-hours"] == rows.loc["use-aktau-interval", "typical"] / 2
    assert by_parameter["handling-hours"] == 2 * 20.1
    assert by_parameter["waiting-hours"] == pytest.approx(7.2 + 1.8)


def test_a_ship_that_sails_on_is_not_handled_on_its_way(network):
    stops = answer(network, Request("shanghai", "rotterdam"), most=0).best.stops
    assert set(stops["node_id"]) == {"shanghai", "rotterdam"}


def test_border_crossings_are_those_of_the_line(network):
    crossings = {
        ("aktau", "alat"): 1,
        ("tashkent", "saryagash"): 1,
        ("shanghai", "rotterdam"): 1,
        # The line runs 15 km through Kyrgyzstan, by Maimak.
        ("taraz", "shymkent"): 2,
        ("almaty", "shu"): 0,
    }
    for pair, count in crossings.items():
        assert answer(network, Request(*pair), most=0).best.totals.border_crossings == count, pair


def test_gauge_breaks_and_changes_of_mode(network):
    totals = answer(network, Request("tbilisi", "kars"), most=0).best.totals
    assert (totals.gauge_breaks, totals.mode_changes) == (1, 0)
    by_ferry = Request("beyneu", "tbilisi", closed=("zhanaozen",))
    assert answer(network, by_ferry, most=0).best.totals.mode_changes == 2


def test_co2_is_the_km_by_the_factor(network, facts):
    route = answer(network, Request("almaty", "shu"), most=0).best
    factor = facts.emission_factors.loc[route.legs["factor_id"].iloc[0]]
    assert factor["scope"] == "well-to-wheel"
    assert route.totals.co2.typical == pytest.approx(route.totals.length_km * factor["typical"] / 1000)


def test_each_scope_of_a_factor_is_the_same(network, facts):
    used = facts.emission_factors.loc[sorted(set(network.legs["factor_id"]) - {""})]
    assert set(used["scope"]) == {"well-to-wheel"}


def test_the_access_stretch_is_in_no_total(network, facts):
    by_site = answer(network, Request("inkai", "rotterdam"), most=0).best
    by_node = answer(network, Request(by_site.start.node_id, "rotterdam"), most=0).best
    site, node = facts.sites.loc["inkai"], facts.nodes.loc[by_site.start.node_id]
    away = measures.distance_km(site["lon"], site["lat"], node["lon"], node["lat"])
    assert by_site.start.access_km == pytest.approx(float(away))
    assert by_site.totals.access_km == by_site.start.access_km
    assert by_site.totals.length_km == by_node.totals.length_km
    assert by_site.totals.days == by_node.totals.days


def test_a_site_is_loaded_in_its_own_country(network, facts):
    abroad = {
        site
        for site, entries in network.entries.items()
        if facts.nodes.loc[entries[0].node_id, "iso3"] != facts.sites.loc[site, "iso3"]
    }
    assert not abroad


def test_a_node_goes_before_a_site_of_the_same_id(network):
    node = answer(network, Request("aktogay", "poti"), most=0).best
    site = answer(network, Request("site:aktogay", "poti"), most=0).best
    assert node.start.site_id is None
    assert site.start.site_id == "aktogay"
    assert site.start.access_km > 0


def test_nothing_is_changed_by_asking(network, facts):
    before = [frame.copy() for frame in (network.legs, facts.legs, facts.assumptions)]
    answer(network, Request("inkai", "rotterdam"))
    after = [network.legs, facts.legs, facts.assumptions]
    assert all(one.equals(other) for one, other in zip(before, after, strict=True))


def test_the_order_of_rows_does_not_matter(network, rebuilt, facts):
    other = rebuilt(
        legs=facts.legs.iloc[::-1], nodes=facts.nodes.iloc[::-1], assumptions=facts.assumptions.iloc[::-1]
    )
    for origin, destination in PAIRS[:2]:
        request = Request(origin, destination)
        assert as_json(answer(network, request, most=0).best) == as_json(answer(other, request, most=0).best)


def test_without_russia_in_the_borders_nothing_is_said_of_its_distance(rebuilt, facts):
    network = rebuilt(borders=facts.borders.drop("RUS"))
    route = answer(network, Request("aktau", "poti", avoid=()), most=0).best
    assert as_json(route)["proof"]["nearest_to_russia"]["distance_km"] is None
    assert "nearest" not in as_text(route)
    assert proof(network, route.legs.index)["russia_km"].isna().all()


def test_empty_tables_stop_no_route(rebuilt, facts):
    none = {
        name: getattr(facts, name).iloc[:0]
        for name in ("lengths", "sites", "assumptions", "emission_factors")
    }
    route = answer(rebuilt(**none), Request("altynkol", "poti", prefer="distance"), most=0).best
    assert route.totals.timed_share < 1
    assert route.totals.co2_share == 0
    assert route.published_lengths.empty


def test_a_waypoint_in_russia_shows_in_the_proof(rebuilt, facts):
    """Moved 300 km north of Khromtau: the leg has kilometres in Russia and its distance is zero."""
    legs = facts.legs.copy()
    coords = shapely.get_coordinates(legs.geometry["r-shalkar-beyneu"])
    middle = len(coords) // 2
    coords[middle] = (61.0, 54.0)
    legs.loc[["r-shalkar-beyneu"], "geometry"] = [shapely.LineString(coords)]
    network = rebuilt(legs=legs)
    assert network.km_by_country.loc["r-shalkar-beyneu", "RUS"] > 10
    assert network.nearest_russia.loc["r-shalkar-beyneu", "distance_km"] == 0
    refused = answer(network, Request("altynkol", "poti"))
    assert "r-shalkar-beyneu" not in refused.best.legs.index
    mine = refused.refused[refused.refused["leg_id"] == "r-shalkar-beyneu"]
    assert mine["reason"].tolist() == ["country"]
    assert mine["value"].tolist() == ["RUS"]
