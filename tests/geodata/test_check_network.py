"""Checks of what routes are worked out from: each finds what it is for."""

import pytest
import shapely

from tests.geodata.test_check import Breaker


@pytest.fixture
def breaker(raw):
    return Breaker(*raw)


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
        ({"low": "0"}, "low", "a speed is zero"),
        ({"typical": None}, "typical", "not low, typical, high"),
        ({"low": "9000"}, "typical", "not low, typical, high"),
        ({"applies_to": "planet:mars"}, "applies_to", '"planet:mars" is no condition'),
        ({"applies_to": "mode:rail;"}, "applies_to", '"" is no condition'),
    ],
)
def test_an_assumption_that_cannot_be_computed_with_is_found(breaker, cells, column, problem):
    breaker.expect("assumptions", breaker.set("assumptions", "use-kaz-rail", **cells), column, problem)


def test_days_in_the_wrong_order_are_found(breaker):
    row = breaker.set("legs", "f-kuryk-alat", days_low="3", days_high="2")
    breaker.expect("legs", row, "days_low", "3 is above days_high, 2")


def test_an_end_of_a_claim_that_is_no_node_is_found(breaker):
    row = breaker.set("comparison", "middle-xian-baku-2024", origin_node="atlantis")
    breaker.expect("comparison", row, "origin_node", "is not in nodes")
