"""Rules about amounts of goods: their unit, their year, and one figure for one thing."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pandas as pd

from geodata.check.context import Context
from geodata.errors import FactError
from geodata.model import unit_of, units

# Table -> columns of an amount and of its unit.
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
    for row in sites.index[sites["output"].notna() & sites["output_year"].isna()]:
        yield facts.fault("sites", row, "output_year", "the output has no year", "write the year")


def no_output_of_a_country_is_there_twice(facts: Context) -> Iterator[FactError]:
    """Check that one publisher has one figure for a country, commodity, year and stage."""
    publisher = facts["sources"]["publisher"].dropna().to_dict()
    production = facts["production"].dropna(subset=["iso3", "resource", "year", "unit"])
    known, alike = units(facts.dictionary), ["iso3", "resource", "year", "stage"]
    production = production.assign(stage=[_stage(text, known) for text in production["unit"]])
    for _, rows in production[production.duplicated(alike, keep=False)].groupby(alike, observed=True):
        figures: Any = rows[["value", "unit", "source_ids"]]
        for one, other in combinations(figures.itertuples(), 2):
            # Two yearbooks of one publisher are one voice: the newer replaces the older.
            said = [{publisher.get(source, source) for source in row.source_ids} for row in (one, other)]
            if said[0] & said[1]:
                yield facts.fault("production", other.Index, "year", *_twice(one, other))


def _stage(text: str, known: tuple[str, ...]) -> str:
    return text[len(unit_of(text, known) or "") :].strip()


def _twice(one: Any, other: Any) -> tuple[str, str]:
    figures = f"{one.value:g} {one.unit} there, {other.value:g} {other.unit} here"
    problem = f"{one.Index} has the same country, commodity, year, stage and publisher: {figures}"
    return problem, "mend the year or the unit of one of them, or remove one"
