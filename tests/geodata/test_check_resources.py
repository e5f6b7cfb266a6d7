"""Checks of sites, their output, their holders and how their goods leave: each finds what it is for."""

import pytest

from geodata.model import unit_of, units


@pytest.mark.parametrize(
    ("cell", "cells", "problem"),
    [
        ("sites tengiz output_unit", {"output_unit": "barrels of oil"}, "begins with no known unit"),
        ("sites tengiz output_unit", {"output_unit": "tonnes"}, "begins with no known unit"),
        ("sites tengiz output_unit", {"output_unit": "t/year"}, "begins with no known unit"),
        ("sites tengiz output_unit", {"output_unit": None}, "one of output and output_unit is empty"),
        ("sites tengiz output_unit", {"output": None}, "one of output and output_unit is empty"),
        (
            "sites tengiz output_unit",
            {"output_unit": "t of unicorn dust per fortnight"},
            "unicorn, dust, per",
        ),
        ("sites tengiz output_unit", {"output_unit": "million t oil (per week)"}, "hides a part of its unit"),
        (
            "sites tengiz output_unit",
            {"output_unit": "million t oil (whole"},
            "words of no known unit: (whole",
        ),
        ("production kaz-uranium-2024 unit", {"unit": "t U per month"}, "words of no known unit: per, month"),
        ("sites tengiz output_year", {"output_year": None}, "the output has no year"),
        ("sites tengiz output", {"output_scope": None}, "one of output, output_scope and output_source_ids"),
        ("sites kalmakyr reserves", {"reserves_source_ids": None}, "reserves_source_ids is empty"),
        ("sites inkai output", {"output_source_ids": "rferl-org-1064987-fb35"}, "output_scope"),
        ("sites tengiz output_year", {"output_year": "2027"}, "2027 lies after 2026-11-24"),
        ("production kaz-uranium-2024 year", {"year": "2027"}, "2027 lies after 2026-11-24"),
        ("exports kaz-uranium-2023-western year", {"year": "2027"}, "2027 lies after 2026-11-24"),
        ("holdings inkai-cameco year", {"year": "2027"}, "2027 lies after 2026-11-24"),
        ("production kaz-antimony-2024 year", {"year": "2023"}, "kaz-antimony-2023 has the same country"),
        (
            "production kaz-antimony-2024 year",
            {"year": "2023", "unit": "kt Sb"},
            "300 t Sb there, 40 kt Sb here",
        ),
        ("sites aktogay secondary_resources", {"secondary_resources": "gold;copper"}, "copper is the main"),
        ("sites tengiz precision", {"precision": "country"}, "country has a point"),
        (
            "sites tengiz precision",
            {"lat": None, "lon": None},
            "approximate claims a point, and there is none",
        ),
        ("sites konchoch reserves_unit", {"reserves_unit": "ounces"}, "begins with no known unit"),
        ("production kaz-uranium-2024 unit", {"unit": "lb U3O8"}, "begins with no known unit"),
        ("production kaz-gold-2024 reserves_unit", {"reserves": None}, "is empty"),
        ("exports kaz-oil-2025-cpc unit", {"unit": "Mio. t"}, "begins with no known unit"),
        ("exports kaz-uranium-2023-western share_of", {"share_of": None}, "the share has no whole"),
        ("exports kaz-oil-2025-cpc leg_ids", {"leg_ids": "p-nowhere"}, "is not in legs"),
        ("holdings inkai-cameco share_pct", {"share_pct": "140"}, "is above 100"),
        ("holdings inkai-cameco iso3", {"iso3": "UZB"}, "inkai lies in KAZ"),
        ("holdings inkai-cameco site_id", {"site_id": "no-such-site"}, "is not in sites"),
        ("legs r-shu-mointy commodity", {"commodity": "oil"}, "the leg is no pipeline"),
        ("legs p-cpc commodity", {"commodity": "wine"}, "is not in resources"),
        ("unmapped garlyk resources", {"resources": "unobtainium"}, "is not in resources"),
    ],
)
def test_a_wrong_cell_is_found(breaker, cell, cells, problem):
    table, row, column = cell.split()
    breaker.expect(table, breaker.set(table, row, **cells), column, problem)


@pytest.mark.parametrize(
    ("site", "lat", "lon"),
    [
        ("inkai", "42.0", "51.0"),
        ("inkai", "67.5", "45.3"),
        ("kashagan", "41.0", "31.0"),
        ("tengiz", "43.0", "50.0"),
        ("dunga", "44.2", "49.9"),
    ],
)
def test_a_site_in_the_sea_or_with_swapped_degrees_is_found(breaker, site, lat, lon):
    breaker.set("sites", site, lat=lat, lon=lon)
    breaker.expect("sites", site, "lat", f"km outside {breaker.get('sites', site, 'iso3')}")


def test_a_field_off_the_coast_and_a_mine_at_the_border_are_no_faults(breaker):
    assert breaker.get("sites", "kashagan", "kind") == "offshore-field"
    breaker.set("sites", "kashagan", lat="46.2", lon="51.6")
    assert breaker.found() == {}


def test_what_is_expected_may_lie_ahead_and_another_publisher_may_say_otherwise(breaker):
    breaker.set("exports", "kaz-oil-2026-btc-expected", year="2027")
    breaker.set("production", "tkm-natural-gas-2023", value="9")
    assert breaker.found() == {}


def test_a_remark_in_brackets_and_a_number_are_no_faults_of_a_unit(breaker):
    breaker.set("sites", "aktogay", reserves_unit="Mt ore at 0.5 % Cu (as a bank said in 2024)")
    assert breaker.found() == {}


def test_shares_of_more_than_the_whole_are_found(breaker):
    breaker.set("holdings", "inkai-cameco", share_pct="60")
    breaker.expect("holdings", "inkai-kazatomprom", "share_pct", "are 120 percent together")


def test_the_longest_unit_wins(facts):
    known = units(facts.dictionary)
    assert unit_of("million bbl a day, crude", known) == "million bbl a day"
    assert unit_of("million bbl oil", known) == "million bbl"
    assert unit_of("trillion cubic feet (proved)", known) == "trillion cubic feet"
    assert unit_of("t Sb, with about 50 t Au", known) == "t"
    assert unit_of("", known) is None
    assert unit_of("Mtpa", known) is None
