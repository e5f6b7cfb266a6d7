"""Each check finds what it is for, names the cell, and says how to mend it."""

import pytest
import shapely

from geodata.check import RULES, check
from geodata.model import resources
from tests import real


def test_the_real_facts_have_no_fault():
    assert [str(fault) for fault in check(*real.text())] == []


@pytest.mark.parametrize("table", ["nodes", "sites", "pledges"])
@pytest.mark.parametrize(
    ("column", "text"), [("lat", "143.6"), ("lat", "-90.01"), ("lon", "180.1"), ("lon", "99999")]
)
def test_a_place_off_the_globe_is_one_fault_and_stops_no_rule(breaker, table, column, text):
    row = breaker.set(table, breaker.rows(table, lat=None)[0], **{column: text})
    faults = [fault for fault in breaker.faults() if fault.row == row]
    assert [(fault.column, fault.problem[: len(text)]) for fault in faults] == [(column, text)]
    assert "between" in faults[0].repair


@pytest.mark.parametrize(
    ("table", "column", "text", "problem"),
    [
        ("sites", "lat", "95", "95 is above 90"),
        ("sites", "lon", "-181", "is below -180"),
        ("sites", "lat", "NaN", "is not a number"),
        ("sites", "lat", "1e999", "is not a number"),
        ("sites", "resource", "unobtainium", "is not in resources"),
        ("sites", "secondary_resources", "copper;unobtainium", "is not in resources"),
        ("sites", "source_ids", None, "names no source"),
        ("sites", "source_ids", "no-such-source", "is not in sources"),
        ("sites", "iso3", "kaz", "has the wrong form"),
        ("sites", "status", "booming", "is not a known code"),
        ("sites", "name", None, "is empty"),
        ("sites", "name", " Inkai", "has blanks"),
        ("sites", "lat", None, "one of lat and lon is empty"),
        ("pledges", "amount", "-5", "is below 0"),
        ("pledges", "amount", "1,000", "is not a number"),
        ("pledges", "date", "2025-02-30", "is no date"),
        ("pledges", "date", "2099", "is after"),
        ("pledges", "date", "2027", "lies after"),
        ("rates", "date", "2027-01-01", "lies after"),
        ("sources", "published", "2026-12", "lies after"),
        ("pledges", "may_overlap", "no-such-pledge", "is not in pledges"),
        ("pledges", "places", "city:aktau", "has the wrong form"),
        ("pledges", "places", "node:no-such-node", "is not in nodes"),
        ("claims", "record", "pledge:no-such-pledge", "is not in pledges"),
        ("claims", "column", "no_such_column", "is no column of pledges"),
        ("pledges", "part_of", "no-such-pledge", "is not in pledges"),
        ("pledges", "beneficiaries", "KAZ;KAZ", "names an item twice"),
        ("pledges", "beneficiaries", "KAZ;", "has blanks or empty items"),
        ("pledges", "beneficiaries", "XXX", "is not in countries"),
        ("timeline", "countries", "XXX", "is not in countries"),
        ("resources", "letter", "Abc", "characters"),
        ("nodes", "name", None, "is empty"),
        ("legs", "from_node", "no-such-node", "is not in nodes"),
        ("lengths", "legs", "no-such-leg", "is not in legs"),
        ("sources", "url", "http://user:pass@example.org/", ""),
        ("sources", "url", "javascript:alert(1)", ""),
        ("sources", "url", "https://", ""),
        ("sources", "url", "//example.org/x", ""),
        ("sources", "published", "yesterday", ""),
    ],
)
def test_a_wrong_cell_is_found(breaker, table, column, text, problem):
    row = breaker.rows(table, **({"lat": None} if column in ("lat", "lon") else {}))[0]
    breaker.set(table, row, **{column: text})
    breaker.expect(table, row, column, problem)


@pytest.mark.parametrize("url", ["https://user@example.org/", "https://example.org:x/", "ftp://example.org/"])
def test_an_address_is_refused_whatever_the_pattern(breaker, url):
    del next(
        field
        for field in resources(breaker.dictionary)["sources"]["schema"]["fields"]
        if field["name"] == "url"
    )["constraints"]
    row = breaker.set("sources", breaker.rows("sources")[0], url=url)
    breaker.expect("sources", row, "url", "is not a plain address")


def test_an_id_that_stands_twice_is_found(breaker):
    first, second = breaker.rows("sites")[:2]
    breaker.set("sites", second, site_id=first)
    breaker.expect("sites", first, "site_id", "stands in two rows")


def test_rows_out_of_order_are_found(breaker):
    breaker.tables["sites"] = breaker.tables["sites"].iloc[::-1]
    faults = [str(fault) for fault in breaker.faults()]
    assert len(faults) == 1
    assert "sort the rows by id" in faults[0]


def test_missing_and_unknown_columns_are_found(breaker):
    breaker.tables["sites"] = breaker.tables["sites"].rename(columns={"status": "state"})
    found = breaker.found()
    assert found["sites.csv", None, "status"].problem == "the column is missing"
    assert found["sites.csv", None, "state"].problem == "the column is unknown"


def test_an_amount_without_currency_is_found(breaker):
    row = breaker.set("pledges", breaker.rows("pledges", amount=None)[0], currency=None)
    breaker.expect("pledges", row, "currency", "has no currency")


def test_a_circle_of_parts_is_found_at_each_row_of_it(breaker):
    first, second, third = breaker.rows("pledges")[:3]
    breaker.set("pledges", first, part_of=second)
    breaker.set("pledges", second, may_overlap=first)
    breaker.set("pledges", third, part_of=first)
    circle = {(row, column) for _, row, column in breaker.found() if column in ("part_of", "may_overlap")}
    assert circle == {(first, "part_of"), (second, "may_overlap")}


def test_a_pledge_is_either_a_part_or_may_be_one(breaker):
    row = breaker.rows("pledges", may_overlap=None)[0]
    breaker.set("pledges", row, part_of=breaker.rows("pledges", part_of=None)[0])
    breaker.expect("pledges", row, "may_overlap", "is part of another row and may overlap")


def test_a_currency_without_a_rate_is_found_unless_the_row_says_so(breaker):
    row = breaker.rows("pledges", currency="JPY")[-1]
    breaker.set("pledges", row, currency="UZS", conversion=None)
    breaker.expect("pledges", row, "currency", "no rate of UZS near")
    breaker.set("pledges", row, conversion="no-rate")
    assert not [key for key in breaker.found() if key[1] == row]
    breaker.set("pledges", row, currency="JPY")
    breaker.expect("pledges", row, "conversion", "a rate near its date is known")


def test_an_amount_in_another_currency_without_a_date_is_found(breaker):
    row = breaker.set("pledges", breaker.rows("pledges", currency="CNY")[0], date=None)
    breaker.expect("pledges", row, "currency", "it has no date")


def test_a_date_that_does_not_exist_stops_no_check(breaker):
    row = breaker.set("pledges", breaker.rows("pledges", currency="EUR")[0], date="2025-02-30")
    breaker.set("rates", breaker.rows("rates", currency="EUR")[0], date="2025-02-30")
    breaker.expect("pledges", row, "date", "is no date")


def test_a_rate_that_is_only_implied_is_no_rate(breaker):
    breaker.tables["rates"] = breaker.tables["rates"][
        (breaker.tables["rates"]["kind"] == "implied") | (breaker.tables["rates"]["currency"] != "KRW")
    ]
    breaker.expect("pledges", "kor-uzb-hyundai-rotem-trains", "currency", "no rate of KRW near 2024-06-14")


def test_a_pair_as_declared_has_both_amounts(breaker):
    row = breaker.set("pledges", breaker.rows("pledges", conversion="as-declared")[0], amount_usd=None)
    breaker.expect("pledges", row, "amount_usd", "its dollars are missing")


@pytest.mark.parametrize(
    ("table", "cells", "column", "problem"),
    [
        ("pledges", {"amount": "8", "amount_high": "7"}, "amount", "8 is above amount_high, 7"),
        ("pledges", {"amount": None, "amount_high": "7"}, "amount", "the range has no lower bound"),
        ("legs", {"days_low": "3", "days_high": "2"}, "days_low", "3 is above days_high, 2"),
        ("comparison", {"days_low": "3", "days_high": "2"}, "days_low", "3 is above days_high, 2"),
        ("assumptions", {"low": "3", "typical": None, "high": "2"}, "low", "3 is above high, 2"),
        ("emission_factors", {"low": None, "typical": "3", "high": "2"}, "typical", "3 is above high, 2"),
    ],
)
def test_a_range_that_is_upside_down_is_found(breaker, table, cells, column, problem):
    row = breaker.set(table, breaker.rows(table)[0], **cells)
    breaker.expect(table, row, column, problem)


@pytest.mark.parametrize(
    ("row", "cells", "column", "problem"),
    [
        ("jpy-2025-12-19-ecb", {"per_usd": "0"}, "per_usd", "0 is not above 0"),
        ("jpy-2025-12-19-ecb", {"per_usd": "157232"}, "per_usd", "times off the nearest rates"),
        ("jpy-2025-12-19-ecb", {"per_usd": "0.157232"}, "per_usd", "times off the nearest rates"),
        ("jpy-2023-03-16-ecb", {"per_usd": "300"}, "per_usd", "times off the nearest rates"),
        ("krw-2024-fed", {"per_usd": "13.634"}, "per_usd", "times off the nearest rates"),
        ("jpy-2025-12-19-ecb", {"per_usd": "0.00636"}, "per_usd", "looks like dollars for one unit"),
        ("eur-2025-12-19-ecb", {"per_usd": "1.1712"}, "per_usd", "looks like dollars for one unit"),
        ("eur-2024-11-13-ecb", {"per_usd": "1.0629"}, "per_usd", "looks like dollars for one unit"),
        ("cny-2025-fed", {"per_usd": "0.13913"}, "per_usd", "looks like dollars for one unit"),
        ("jpy-2025-12-ecb", {"date": "2025-12-19"}, "date", "no date of a rate of the kind monthly-average"),
        ("jpy-2025-ecb", {"date": "2025-12"}, "date", "no date of a rate of the kind annual-average"),
        (
            "jpy-2025-12-19-ecb",
            {"date": "2025-12"},
            "date",
            "no date of a rate of the kind central-bank-daily",
        ),
    ],
)
def test_a_rate_that_cannot_be_is_found_and_no_other_is_blamed(breaker, row, cells, column, problem):
    breaker.set("rates", row, **cells)
    breaker.expect("rates", row, column, problem)
    assert {name for file, name, _ in breaker.found() if file == "rates.csv"} == {row}


def test_a_currency_at_par_with_the_dollar_is_no_inverse(breaker):
    breaker.set("rates", "eur-2024-01-29-ecb", per_usd="1.01")
    assert breaker.found() == {}


def test_a_part_larger_than_its_whole_is_found_with_both_rows(breaker):
    breaker.set("pledges", "eib-tjk-transport-100m", amount="365000001")
    breaker.expect(
        "pledges", "eib-tjk-transport-100m", "amount", "larger than its whole eib-ca-365m-2025, 365000000 EUR"
    )
    breaker.set("pledges", "eib-tjk-transport-100m", amount="365000000")
    assert breaker.found() == {}


def test_a_part_is_held_against_the_nearest_whole_with_an_amount_in_its_currency(breaker):
    whole = "jpn-kgz-grants-dec2025-total"
    breaker.set(
        "pledges", "jpn-kgz-osh-hospitals", part_of="jpn-kgz-kjc-ict", amount="7000000000", amount_usd=None
    )
    breaker.expect("pledges", "jpn-kgz-osh-hospitals", "amount", f"larger than its whole {whole}")
    breaker.set("pledges", whole, amount_high="8000000000")
    assert ("pledges.csv", "jpn-kgz-osh-hospitals", "amount") not in breaker.found()


@pytest.mark.parametrize(
    ("row", "dollars", "problem"),
    [
        ("adb-aze-2029", "2500000001", "2500000001 dollars are not the amount, 2500000000 USD"),
        ("jpn-ca-business-target-3tn", "25000000000", "says 157.89"),
        ("jpn-ca-business-target-3tn", "19200000000", "says 157.89"),
        ("chn-kaz-aktau-container-hub", "20700000000", "says 544.74"),
        ("jpn-uzb-budget-loan-feb2024", "37000000000", "says 150.41"),
    ],
)
def test_dollars_that_contradict_the_amount_are_found(breaker, row, dollars, problem):
    breaker.set("pledges", row, amount_usd=dollars)
    breaker.expect("pledges", row, "amount_usd", problem)


def test_dollars_far_off_every_rate_are_found_also_where_no_rate_is_made_of_them(breaker):
    row = "jpn-kaz-aktau-customs-xray"
    breaker.set("pledges", row, amount_usd="719000000")
    breaker.expect("pledges", row, "amount_usd", "times off the amount by the rate near its date")
    breaker.set("pledges", row, amount_usd="4700000")
    assert breaker.found() == {}


def test_a_pledge_without_a_point_claims_none(breaker):
    row = breaker.set("pledges", breaker.rows("pledges", precision="country")[0], precision="town-centre")
    breaker.expect("pledges", row, "precision", "town-centre claims a point, and there is none")
    row = breaker.set("pledges", breaker.rows("pledges", precision="near")[0], precision="none")
    breaker.expect("pledges", row, "precision", "none has a point")


def test_a_claim_without_another_value_is_found(breaker):
    first = breaker.rows("claims", record="pledge:ots-turkic-investment-fund")[0]
    breaker.set("claims", first, aspect="Something else")
    breaker.expect("claims", first, "aspect", "no other claim")


def test_a_claim_on_a_record_without_a_disagreement_or_by_a_foreign_source_is_found(breaker):
    first, second = breaker.rows("claims", record="pledge:ots-turkic-investment-fund")
    breaker.set("claims", second, source_ids="ecb-europa-eu-index-en-9dec")
    breaker.expect("claims", second, "source_ids", "is no source of the record")
    breaker.set("pledges", "ots-turkic-investment-fund", conflict=None)
    breaker.expect("claims", first, "record", "the record names no disagreement")


def test_a_source_that_nothing_cites_is_found(breaker):
    last = breaker.tables["sources"].iloc[[-1]].assign(source_id="zzzz-never-cited")
    frame = breaker.tables["sources"]
    breaker.tables["sources"] = type(frame)(
        {name: [*frame[name], last[name].iloc[0]] for name in frame.columns}, dtype="str"
    )
    breaker.expect("sources", "zzzz-never-cited", None, "no row cites")


def test_a_retired_id_in_use_and_a_lost_successor_are_found(breaker):
    site = breaker.rows("sites")[0]
    row = {"retired_id": f"site:{site}", "reason": "x", "replaced_by": "site:gone", "date": "2026"}
    frame = breaker.tables["retired"]
    breaker.tables["retired"] = type(frame)({name: [row.get(name)] for name in frame.columns}, dtype="str")
    found = breaker.found()
    assert "in use" in found["retired.csv", f"site:{site}", None].problem
    assert "is no record" in found["retired.csv", f"site:{site}", "replaced_by"].problem


def line(breaker, leg):
    return shapely.get_coordinates(breaker.get("legs", leg, "geometry"))


def test_a_waypoint_moved_into_russia_is_refused(breaker):
    leg = breaker.rows("legs", corridor="titr-kazakhstan", mode="rail")[0]
    points = line(breaker, leg).tolist()
    points.insert(1, [55.0, 56.0])
    breaker.set("legs", leg, geometry=shapely.LineString(points))
    breaker.expect("legs", leg, "geometry", "inside RUS, which its corridor bypasses")


def test_russia_may_be_crossed_by_a_corridor_that_does(breaker, facts):
    northern = breaker.rows("legs", corridor="northern")
    assert northern
    assert not {row for _, row, _ in breaker.found()} & set(northern)


def test_the_bypass_is_not_shown_without_russia(breaker):
    frame = breaker.tables["borders"]
    breaker.tables["borders"] = frame[frame["iso3"] != "RUS"]
    breaker.expect("borders", "RUS", None, "the bypass cannot be shown")


@pytest.mark.parametrize(("column", "end"), [("from_node", 0), ("to_node", -1)])
def test_a_leg_that_misses_its_node_is_found(breaker, column, end):
    leg = breaker.rows("legs", mode="rail")[0]
    points = line(breaker, leg)
    points[end] += [0.0, 0.02]
    breaker.set("legs", leg, geometry=shapely.LineString(points))
    breaker.expect("legs", leg, column, "the line ends 2.2 km from")


def test_a_node_far_outside_its_country_is_found(breaker):
    node = breaker.rows("nodes", iso3="KAZ")[0]
    lat, lon = breaker.get("nodes", node, "lat"), breaker.get("nodes", node, "lon")
    breaker.set("nodes", node, lat=lon, lon=lat)
    breaker.expect("nodes", node, "lat", "km outside KAZ")


def test_a_sea_leg_over_land_is_found_unless_its_note_says_why(breaker):
    leg = breaker.rows("legs", mode="sea-ferry")[0]
    points = line(breaker, leg).tolist()
    points.insert(1, [67.0, 48.0])
    breaker.set("legs", leg, geometry=shapely.LineString(points), note=None, length_check_note=None)
    breaker.expect("legs", leg, "geometry", "km over land")
    breaker.set("legs", leg, note="Drawn over land on purpose.")
    assert not [key for key in breaker.found() if key[1:] == (leg, "geometry")]


def test_a_rail_leg_beyond_the_borders_is_found(breaker):
    leg = breaker.rows("legs", mode="rail")[0]
    breaker.set("legs", leg, geometry=shapely.LineString([(-40, 30), (-41, 30)]))
    breaker.expect("legs", leg, "geometry", "96.5 km of the leg lie in no country")


def test_a_line_that_is_too_short_for_its_published_length_is_found(breaker):
    length = breaker.rows("lengths")[0]
    for leg in breaker.get("lengths", length, "legs").split(";"):
        breaker.set("legs", leg, length_check_note=None)
    breaker.set("lengths", length, length_km="99999")
    breaker.expect("lengths", length, "length_km", "published as 99999 km, drawn as")
    for leg in breaker.get("lengths", length, "legs").split(";"):
        breaker.set("legs", leg, length_check_note="The line is smoothed.")
    assert not [key for key in breaker.found() if key[1:] == (length, "length_km")]


@pytest.mark.parametrize(
    ("table", "shape", "problem"),
    [
        ("legs", None, "no geometry that can be read"),
        ("legs", shapely.Point(50, 40), "it is a Point"),
        ("legs", shapely.LineString([(50, 40), (50, 95)]), "[50.0, 95.0] is not on the globe"),
        ("legs", shapely.LineString([(50, 40), (float("inf"), 41)]), "is not on the globe"),
        ("legs", shapely.LineString([(50, 40), (50, 40)]), "is not valid"),
        ("legs", shapely.LineString([(50, 40, 1), (50, 41, 2)]), "has heights"),
        ("countries", shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]), "is not valid"),
        ("borders", shapely.LineString([(50, 40), (50, 41)]), "it is a LineString"),
    ],
)
def test_a_shape_that_cannot_be_measured_is_found_and_stops_no_other_check(breaker, table, shape, problem):
    row = breaker.set(table, breaker.rows(table)[0], geometry=shape)
    site = breaker.set("sites", breaker.rows("sites")[0], lat="95")
    breaker.expect(table, row, "geometry", problem)
    breaker.expect("sites", site, "lat", "95 is above 90")


@pytest.mark.parametrize(
    "table", ["nodes", "legs", "sources", "countries", "pledges", "borders", "rates", "claims"]
)
def test_a_table_that_could_not_be_read_stops_no_check_of_another(breaker, table):
    del breaker.tables[table]
    assert breaker.faults() == []
    site = breaker.set("sites", breaker.rows("sites")[0], lat="95")
    breaker.expect("sites", site, "lat", "95 is above 90")


def test_an_empty_table_stops_no_check(breaker):
    for table in ("exports", "legs", "lengths"):
        breaker.tables[table] = breaker.tables[table].iloc[:0]
    # What the rows that are gone were for is said all the same.
    left = {("sources.csv", None), ("pledges.csv", "places")}
    assert {(fault.file, fault.column) for fault in breaker.faults()} <= left


def test_a_dictionary_without_a_table_or_a_column_is_refused(breaker):
    described = resources(breaker.dictionary)
    described["nodes"]["schema"]["fields"] = [
        field for field in described["nodes"]["schema"]["fields"] if field["name"] != "iso3"
    ]
    breaker.dictionary["resources"].remove(described["lengths"])
    found = breaker.found()
    assert ("datapackage.json", "nodes", "iso3") in found
    assert ("datapackage.json", "lengths", None) in found


def test_an_unknown_type_in_the_dictionary_is_refused(breaker):
    resources(breaker.dictionary)["sites"]["schema"]["fields"][1]["type"] = "blob"
    assert any(key[0] == "datapackage.json" for key in breaker.found())


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("sites", {"lat": "42.0", "lon": "51.0", "iso3": "XXX", "precision": "country"}),
        ("pledges", {"currency": "UZS", "part_of": "no-such-pledge", "date": "2027", "places": "site:gone"}),
        ("legs", {"geometry": shapely.LineString([(55, 56), (56, 56)]), "mode": "sea", "commodity": "oil"}),
        ("nodes", {"node_id": "zzz", "lat": "0.0", "lon": "0.0"}),
        ("rates", {"per_usd": "-1", "currency": "KZT"}),
        ("sources", {"source_id": "zzz", "publisher": None, "published": "2099"}),
        ("borders", {"iso3": "ZZZ"}),
    ],
)
def test_the_rules_that_a_case_leaves_out_have_nothing_to_say(breaker, table, cells):
    breaker.set(table, breaker.rows(table)[0], **cells)
    every = check(breaker.tables, breaker.dictionary)
    assert every
    assert breaker.faults() == every


def test_no_argument_is_changed():
    tables, dictionary = real.text()
    before = {name: frame.copy() for name, frame in tables.items()}
    check(tables, dictionary)
    assert all(frame.equals(before[name]) for name, frame in tables.items())


def test_rules_have_names_that_read_as_sentences():
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(rule.__name__.startswith(("every_", "no_")) for rule in RULES)
