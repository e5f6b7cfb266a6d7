"""Rules about sites and amounts of goods: what they give, in which unit, who holds it, how it leaves."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd

from geodata.check.context import Context
from geodata.check.geometry import COUNTRY_TOLERANCE_KM, outside
from geodata.errors import FactError
from geodata.model import unit_of, units

# Table, and columns of an amount and of its unit.
_AMOUNTS = (
    ("sites", "output", "output_unit"),
    ("sites", "reserves", "reserves_unit"),
    ("production", "value", "unit"),
    ("production", "reserves", "reserves_unit"),
    ("exports", "value", "unit"),
    ("holdings", "value", "unit"),
)
# A remark in brackets says what is counted, where and by whom; it never changes the unit.
_REMARK = re.compile(r"\(([^()]*)\)")
_PER = re.compile(r"/|\bper\b|\ba (day|week|month|year)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
# How far off the coast a field in the sea may lie: the borders do not draw the sea.
OFFSHORE_TOLERANCE_KM = 120.0
OFFSHORE = "offshore-field"
# Shares published to three digits may come to a little more than the whole.
FULL_PCT = 100.05


def every_quantity_has_a_known_unit(facts: Context) -> Iterator[FactError]:
    """Check that an amount has a unit, a unit an amount, and that all of the unit is the dictionary's."""
    known = units(facts.dictionary)
    allowed = {str(word) for word in facts.dictionary.get("unit_words", ())}
    for table, column, unit in _AMOUNTS:
        for row, amount, text in facts[table][[column, unit]].itertuples():
            if pd.isna(amount) != pd.isna(text):
                problem = f"one of {column} and {unit} is empty"
                yield facts.fault(table, row, unit, problem, "give both or neither")
            elif not pd.isna(text) and (wrong := _unknown(text, known, allowed)):
                yield facts.fault(table, row, unit, *wrong)


def _unknown(text: str, known: tuple[str, ...], allowed: set[str]) -> tuple[str, str] | None:
    """Return what of a published unit nobody knows, and the repair.

    It is a unit, then words that say of what, each of them in the dictionary, then remarks in brackets.
    """
    unit = unit_of(text, known)
    if unit is None:
        repair = f"begin with one of {', '.join(known)}, or add the unit to datapackage.json"
        return f'"{text}" begins with no known unit', repair
    remarks, words = _REMARK.findall(text), _REMARK.sub(" ", text[len(unit) :]).replace(",", " ").split()
    strange = [word for word in words if word not in allowed and not _NUMBER.fullmatch(word)]
    if strange:
        repair = "mend the words, put a remark into brackets, or add them to unit_words of datapackage.json"
        return f'"{text}" has words of no known unit: {", ".join(strange)}', repair
    if any(_PER.search(remark) for remark in remarks):
        return f'"{text}" hides a part of its unit in brackets', "write the whole unit before the brackets"
    return None


def every_output_has_its_year(facts: Context) -> Iterator[FactError]:
    """Check that a site's output says of which year it is: no year, no sum with others."""
    sites = facts["sites"]
    undated = sites.index[sites["output"].notna() & sites["output_year"].isna()]
    return facts.faults("sites", undated, "output_year", "the output has no year", "write the year")


def no_output_of_a_country_is_there_twice(facts: Context) -> Iterator[FactError]:
    """Check that one publisher has one figure for a country, commodity, year and stage."""
    publisher = facts["sources"]["publisher"].dropna().to_dict()
    production = facts["production"].dropna(subset=["iso3", "resource", "year", "unit"])
    known, alike = units(facts.dictionary), ["iso3", "resource", "year", "stage"]
    stages = [text[len(unit_of(text, known) or "") :].strip() for text in production["unit"]]
    production = production.assign(stage=stages)
    for _, rows in production[production.duplicated(alike, keep=False)].groupby(alike, observed=True):
        figures: Any = rows[["value", "unit", "source_ids"]]
        for one, other in combinations(figures.itertuples(), 2):
            # Two yearbooks of one publisher are one voice: the newer replaces the older.
            said = [{publisher.get(source, source) for source in row.source_ids} for row in (one, other)]
            if said[0] & said[1]:
                both = f"{one.value:g} {one.unit} there, {other.value:g} {other.unit} here"
                problem = f"{one.Index} has the same country, commodity, year, stage and publisher: {both}"
                repair = "mend the year or the unit of one of them, or remove one"
                yield facts.fault("production", other.Index, "year", problem, repair)


def every_figure_of_a_site_says_of_what_and_by_whom(facts: Context) -> Iterator[FactError]:
    """Check that output and reserves of a site name what they cover and their own sources."""
    sites = facts["sites"]
    for column in ("output", "reserves"):
        stated, scoped = sites[column].notna(), sites[f"{column}_scope"].notna()
        sourced = sites[f"{column}_source_ids"].map(len) > 0
        partial = sites.index[(stated != scoped) | (stated != sourced)]
        problem = f"one of {column}, {column}_scope and {column}_source_ids is empty"
        yield from facts.faults("sites", partial, column, problem, "give all three or none")


def every_share_says_of_what(facts: Context) -> Iterator[FactError]:
    """Check that a share of exports names its whole, and that shares in a site are at most the whole."""
    exports, holdings = facts["exports"], facts["holdings"]
    bare = exports.index[exports["share_pct"].notna() & exports["share_of"].isna()]
    repair = "write of what it is a share"
    yield from facts.faults("exports", bare, "share_of", "the share has no whole", repair)
    together = holdings.groupby(["site_id", "state"], observed=True)["share_pct"].sum().reset_index()
    for _, site, _, share in together[together["share_pct"] > FULL_PCT].itertuples():
        row = holdings.index[holdings["site_id"] == site][-1]
        problem = f"the shares in {site} are {share:g} percent together"
        yield facts.fault("holdings", row, "share_pct", problem, "mend the shares or their states")


def every_holding_is_in_the_country_of_its_site(facts: Context) -> Iterator[FactError]:
    """Check that a holding names the country that its site lies in."""
    country = facts["sites"]["iso3"]
    for row, site, iso3 in facts["holdings"][["site_id", "iso3"]].itertuples():
        if site in country.index and country[site] != iso3:
            problem = f"{site} lies in {country[site]}"
            yield facts.fault("holdings", row, "iso3", problem, "mend one of the two")


def every_commodity_of_a_leg_is_in_a_pipeline(facts: Context) -> Iterator[FactError]:
    """Check that only a pipeline is bound to a commodity."""
    legs = facts["legs"]
    bound = legs.index[legs["commodity"].notna() & (legs["mode"] != "pipeline")]
    return facts.faults("legs", bound, "commodity", "the leg is no pipeline", "leave the cell empty")


def no_site_names_its_commodity_twice(facts: Context) -> Iterator[FactError]:
    """Check that the main commodity of a site is not among its others."""
    for row, main, others in facts["sites"][["resource", "secondary_resources"]].itertuples():
        if main in others:
            problem = f"{main} is the main commodity of the site"
            yield facts.fault("sites", row, "secondary_resources", problem, f"take {main} out of the list")


def every_site_lies_in_its_country(facts: Context) -> Iterator[FactError]:
    """Check that a site is within 15 km of its country, an offshore field within 120 km."""
    sites = facts.shapes("sites")
    for at_sea, km in ((True, OFFSHORE_TOLERANCE_KM), (False, COUNTRY_TOLERANCE_KM)):
        for row, country in outside(facts, sites[(sites["kind"] == OFFSHORE) == at_sea], km):
            repair = f"mend lat and lon (not swapped?) or iso3; a field in the sea is an {OFFSHORE}"
            problem = f"the site is more than {km:g} km outside {country}, perhaps in the sea"
            yield facts.fault("sites", row, "lat", problem, repair)
