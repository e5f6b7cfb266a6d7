"""Rules about the rows that a route's days are modelled from: conditions, units, values."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pandas as pd

from geodata.check.context import Context
from geodata.errors import FactError
from geodata.model import columns, resources
from geodata.network.assumptions import NARROWNESS, conditions_of

_TABLE = "assumptions"
# Conditions whose values are codes of the dictionary -> table and column of the codes.
_CODES = {"corridor": ("legs", "corridor"), "kind": ("nodes", "kind"), "mode": ("legs", "mode")}
_CALLED = {"pair": "node", "kind": "kind of node"}
# Longer lists are searched, not read.
_MOST_LISTED = 12
_PAIR = 2
_HOURS = ("hours", (0.0, 2000.0))
# Parameter -> its unit, or what that begins with, and what its values may be: a slow train and a fast lorry,
# a ship against a storm and the fastest ferry, nothing and twelve weeks.
_PLAUSIBLE: Mapping[str, tuple[str, tuple[float, float]]] = {
    "speed-km-per-day": ("km/day", (20.0, 3000.0)),
    "sea-speed-knots": ("knots", (2.0, 40.0)),
}


def every_assumption_can_be_computed_with(facts: Context) -> Iterator[FactError]:
    """Check that a computing assumption has ordered values and says of what its figure is."""
    for row, cells in _computing(facts).iterrows():
        low, typical, high = (float(cells[name]) for name in ("low", "typical", "high"))
        if not 0 <= low <= typical <= high:
            repair = "give low, typical and high, none below zero, ordered by number"
            yield facts.fault(_TABLE, row, "typical", "the values are not low, typical, high", repair)
        if pd.isna(cells["figure_of"]):
            repair = "say of what its typical value is a figure: place, group or elsewhere"
            yield facts.fault(_TABLE, row, "figure_of", "nothing says what the figure is of", repair)


def every_assumption_is_plausible(facts: Context) -> Iterator[FactError]:
    """Check that the unit of an assumption fits its parameter, and its values lie within plausible bounds."""
    for row, cells in facts[_TABLE].iterrows():
        unit, (least, most) = _PLAUSIBLE.get(str(cells["parameter"]), _HOURS)
        if not f"{cells['unit']} ".startswith(f"{unit} "):
            problem = f"{cells['parameter']} is given in {cells['unit']}"
            yield facts.fault(_TABLE, row, "unit", problem, f"give it in {unit}, or mend the parameter")
            continue
        for name in ("low", "typical", "high"):
            if pd.notna(cells[name]) and not least <= cells[name] <= most:
                problem = f"{cells[name]:g} {unit} is not plausible"
                repair = f"give {unit} between {least:,.0f} and {most:,.0f}"
                yield facts.fault(_TABLE, row, name, problem, repair)


def every_condition_can_hold(facts: Context) -> Iterator[FactError]:
    """Check that an assumption depends on what is there, on each thing once, and on two ends of a pair."""
    known = _known(facts)
    for row, text in facts[_TABLE]["applies_to"].dropna().items():
        parts = [part.partition(":") for part in str(text).split(";")]
        for problem, repair in _faults_of(parts, known):
            yield facts.fault(_TABLE, row, "applies_to", problem, repair)


def no_assumption_is_there_twice(facts: Context) -> Iterator[FactError]:
    """Check that no two computing assumptions have one parameter and the same conditions."""
    alike: defaultdict[tuple[str, frozenset[tuple[str, frozenset[str]]]], list[str]] = defaultdict(list)
    for row, cells in _computing(facts).iterrows():
        conditions = conditions_of(str(cells["applies_to"]))
        alike[str(cells["parameter"]), frozenset(conditions.items())].append(str(row))
    for rows in alike.values():
        for row in rows if len(rows) > 1 else ():
            others = ", ".join(other for other in rows if other != row)
            problem = f"{others} has the same parameter and conditions"
            repair = "keep one for computing and make the other evidence, or narrow its conditions"
            yield facts.fault(_TABLE, row, "applies_to", problem, repair)


def _computing(facts: Context) -> pd.DataFrame:
    return facts[_TABLE][facts[_TABLE]["use"] == "computing"]


def _known(facts: Context) -> dict[str, frozenset[str]]:
    """Return what each condition may name; one of which nothing says what it may be is left out."""
    described, known = resources(facts.dictionary), {}
    for name, (table, column) in _CODES.items():
        codes = columns(described[table])[column].get("constraints", {}).get("enum")
        if codes:
            known[name] = frozenset(map(str, codes))
    if facts.can_read("nodes"):
        known["node"] = known["pair"] = frozenset(map(str, facts["nodes"].index))
    if facts.can_read("countries", "borders"):
        known["country"] = frozenset(map(str, [*facts["countries"].index, *facts["borders"].index]))
    return known


def _faults_of(
    parts: list[tuple[str, str, str]], known: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    names = [name for name, _, _ in parts]
    for place, (name, colon, text) in enumerate(parts):
        values = text.split("|")
        if name not in NARROWNESS or not text:
            repair = f"write <condition>:<value>, with one of {', '.join(NARROWNESS)}"
            yield f'"{name}{colon}{text}" is no condition', repair
        elif name in names[:place]:
            yield f"{name} is given twice", f"join its values by a bar: {name}:a|b"
        elif name == "pair" and len(set(values)) != _PAIR:
            yield f'"{text}" is not the two ends of a pair', "write two different nodes, pair:a|b"
        elif name in known:
            for value in sorted(set(values) - known[name]):
                yield f'"{value}" is no {_CALLED.get(name, name)}', _repair(value, known[name])


def _repair(value: str, known: frozenset[str]) -> str:
    if len(known) <= _MOST_LISTED:
        return f"write one of {', '.join(sorted(known))}"
    near = difflib.get_close_matches(value, sorted(known), n=3)
    return f"mend it: perhaps {' or '.join(near)}" if near else "mend it: nothing has a name like it"
