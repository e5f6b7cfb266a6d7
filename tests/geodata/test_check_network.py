"""Checks of what routes are worked out from: each finds what it is for."""

import pytest
import shapely


def copy_of(breaker, table, row, **cells):
    """A copy of a row under another id."""
    frame = breaker.tables[table]
    extra = frame[frame[breaker.key(table)] == row].copy()
    breaker.tables[table] = type(frame)(
        {column: [*frame[column], *extra[column]] for column in frame}, index=range(len(frame) + 1)
    )
    new = cells.pop(breaker.key(table))
    breaker.tables[table].loc[len(frame), breaker.key(table)] = new
    return breaker.set(table, new, **cells) if cells else new


def test_a_leg_that_is_there_twice_is_found_even_drawn_backwards(breaker):
    line = breaker.get("legs", "r-shu-mointy", "geometry")
    twin = copy_of(
        breaker,
        "legs",
        "r-shu-mointy",
        leg_id="r-zz-twin",
        from_node="mointy",
        to_node="shu",
        geometry=line.reverse(),
    )
    breaker.expect("legs", twin, "to_node", "same nodes as r-shu-mointy")


def test_a_leg_without_a_length_is_found(breaker):
    row = breaker.set("legs", "r-khorgos-gateway", geometry=shapely.LineString([(80.2954, 44.1649)] * 2))
    assert ("legs.geojson", row, "geometry") in breaker.found()


def test_a_leg_that_ends_where_it_starts_is_found(breaker):
    row = breaker.set("legs", "r-shu-mointy", to_node="shu")
    breaker.expect("legs", row, "from_node", "ends where it starts")


def test_a_cut_network_is_found(breaker):
    for leg in ("r-tashkent-angren", "r-angren-kokand", "r-khujand-kokand", "d-kashgar-osh"):
        breaker.set("legs", leg, status="planned")
    faults = [fault for fault in breaker.found().values() if "to the rest of the network" in fault.problem]
    assert any("andijan" in fault.problem and "osh" in fault.problem for fault in faults)


def test_an_island_is_found(breaker):
    row = breaker.set("legs", "p-cpc", mode="rail", status="operational")
    breaker.expect("legs", row, "from_node", "novorossiysk, tengiz")


def test_a_node_without_a_leg_is_found_unless_it_says_so(breaker):
    row = breaker.set("nodes", "astara-az", note="North-South corridor.")
    breaker.expect("nodes", row, "node_id", "no leg starts or ends")


@pytest.mark.parametrize(
    ("cells", "column", "problem"),
    [
        ({"low": "0"}, "low", "0 km/day is not plausible"),
        ({"low": "0.0001"}, "low", "0.0001 km/day is not plausible"),
        ({"high": "3001"}, "high", "3001 km/day is not plausible"),
        ({"unit": "hours"}, "unit", "speed-km-per-day is given in hours"),
        ({"unit": "knots"}, "unit", "speed-km-per-day is given in knots"),
        ({"typical": None}, "typical", "not low, typical, high"),
        ({"low": "9000"}, "typical", "not low, typical, high"),
        ({"applies_to": "planet:mars"}, "applies_to", '"planet:mars" is no condition'),
        ({"applies_to": "mode:rail;"}, "applies_to", '"" is no condition'),
        ({"applies_to": "country:KAX;mode:rail"}, "applies_to", '"KAX" is no country'),
        ({"applies_to": "country:KAZ|KAX;mode:rail"}, "applies_to", '"KAX" is no country'),
        ({"applies_to": "mode:rial"}, "applies_to", '"rial" is no mode'),
        ({"applies_to": "node:alatt"}, "applies_to", '"alatt" is no node'),
        ({"applies_to": "kind:prot"}, "applies_to", '"prot" is no kind of node'),
        ({"applies_to": "corridor:btkk"}, "applies_to", '"btkk" is no corridor'),
        ({"applies_to": "pair:kuryk"}, "applies_to", "not the two ends of a pair"),
        ({"applies_to": "pair:kuryk|kuryk"}, "applies_to", "not the two ends of a pair"),
        ({"applies_to": "pair:kuryk|alat|poti"}, "applies_to", "not the two ends of a pair"),
        ({"applies_to": "pair:kuryk|alatt"}, "applies_to", '"alatt" is no node'),
        ({"applies_to": "country:UZB;country:KAZ;mode:rail"}, "applies_to", "country is given twice"),
    ],
)
def test_an_assumption_that_cannot_be_computed_with_is_found(breaker, cells, column, problem):
    breaker.expect("assumptions", breaker.set("assumptions", "use-kaz-rail", **cells), column, problem)


def test_a_typo_in_evidence_is_found_too_and_the_repair_names_what_is_like_it(breaker):
    breaker.set("assumptions", "ev-kuryk-storm", applies_to="node:kuryc")
    fault = breaker.found()["assumptions.csv", "ev-kuryk-storm", "applies_to"]
    assert "kuryk" in fault.repair


@pytest.mark.parametrize(
    ("row", "cells", "column", "bounds"),
    [
        ("use-mode-sea-speed", {"low": "1.9"}, "low", "2 and 40"),
        ("use-mode-sea-speed", {"high": "41"}, "high", "2 and 40"),
        ("use-kuryk-waiting", {"high": "2001"}, "high", "0 and 2,000"),
        ("use-kaz-rail", {"low": "19"}, "low", "20 and 3,000"),
    ],
)
def test_a_value_beyond_belief_is_found_with_its_bounds(breaker, row, cells, column, bounds):
    breaker.set("assumptions", row, **cells)
    assert bounds in breaker.found()["assumptions.csv", row, column].repair


@pytest.mark.parametrize(
    ("row", "twin"),
    [("use-kaz-rail", "mode:rail;country:KAZ"), ("use-kuryk-alat", "pair:alat|kuryk")],
)
def test_two_assumptions_that_hold_alike_are_both_found(breaker, row, twin):
    other = copy_of(breaker, "assumptions", row, assumption_id="use-zz-twin", applies_to=twin)
    found = breaker.found()
    for one, its_twin in ((row, other), (other, row)):
        assert its_twin in found["assumptions.csv", one, "applies_to"].problem


def test_days_in_the_wrong_order_are_found(breaker):
    row = breaker.set("legs", "f-kuryk-alat", days_low="3", days_high="2")
    breaker.expect("legs", row, "days_low", "3 is above days_high, 2")


def test_an_end_of_a_claim_that_is_no_node_is_found(breaker):
    row = breaker.set("comparison", "middle-xian-baku-2024", origin_node="atlantis")
    breaker.expect("comparison", row, "origin_node", "is not in nodes")
