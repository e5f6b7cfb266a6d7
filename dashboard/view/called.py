"""What a row of any table is called, and which record of the page holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.view.context import TABLES, Context
from dashboard.view.names import Names
from geodata.model import Facts

Cells = Mapping[str, Any]
# Tables whose rows are records of the page, and the kind of the record.
RECORDS: Mapping[str, str] = {table: kind for kind, table in TABLES.items()}


@dataclass(frozen=True)
class Called:
    """Titles of rows and records in one language."""

    context: Context
    names: Names

    def row(self, table: str, row_id: str) -> str:
        """Title of a row."""
        cells = getattr(self.context.facts, table).loc[row_id]
        return _TITLES[table](self, row_id, cells) if table in _TITLES else str(cells["name"])

    def record(self, table: str, row_id: str) -> str | None:
        """Return the record that a row is, or is about; None where the page has none."""
        cells = getattr(self.context.facts, table).loc[row_id]
        if table in RECORDS:
            return f"{RECORDS[table]}:{row_id}"
        sel = {
            "participants": f"country:{row_id}",
            "claims": cells.get("record"),
            "lengths": f"leg:{cells['legs'][0]}" if table == "lengths" else None,
            "holdings": f"site:{cells.get('site_id')}",
        }.get(table)
        return sel if sel in self.context.vocabulary.records else None

    def record_title(self, sel: str) -> str:
        """Title of a record."""
        kind, _, row_id = sel.partition(":")
        return self.names.country(row_id) if kind == "country" else self.row(TABLES[kind], row_id)

    def listed(self, parts: Iterable[Any]) -> str:
        """Join the parts that are known."""
        return ", ".join(str(part) for part in parts if _is_known(part))

    def code(self, table: str, cells: Cells, column: str) -> str | None:
        """Name of a code of a row."""
        value = cells[column]
        return self.names.code(table, column, str(value)) if _is_known(value) else None


def leg_titles(facts: Facts) -> pd.Series[str]:
    """Names of all legs, each by its two ends, indexed by leg_id."""
    names = facts.nodes["name"]
    legs = facts.legs
    return legs["from_node"].map(names).astype(str) + " – " + legs["to_node"].map(names).astype(str)


def leg_title(leg_id: str, context: Context) -> str:
    """Name of a leg: its two ends."""
    row = context.facts.legs.loc[leg_id]
    names = context.facts.nodes["name"]
    return f"{names[row['from_node']]} – {names[row['to_node']]}"


def _source(_called: Called, _row_id: str, cells: Cells) -> str:
    return str(cells["title"] if _is_known(cells["title"]) else cells["publisher"])


def _goods(called: Called, cells: Cells, *more: Any) -> str:
    country, goods = called.names.country(cells["iso3"]), called.names.resource(cells["resource"])
    return called.listed([country, goods, cells["year"], *more])


def _length(called: Called, _row_id: str, cells: Cells) -> str:
    first, last = (leg_title(leg, called.context) for leg in (cells["legs"][0], cells["legs"][-1]))
    return first if first == last else f"{first} … {last}"


def _holding(called: Called, _row_id: str, cells: Cells) -> str:
    site = cells["site_id"]
    held = called.row("sites", site) if _is_known(site) else cells["venture"]
    return called.listed([cells["holder"], called.names.resource(cells["resource"]), held])


def _statistic(called: Called, _row_id: str, cells: Cells) -> str:
    metric = str(cells["metric"])
    named = called.names.code("statistics", "metric", metric)
    return called.listed([called.names.words.get(f"metric.{metric}", named), cells["year"]])


def _claimed(called: Called, _row_id: str, cells: Cells) -> str:
    words, corridor = called.names.words, str(cells["corridor"])
    ends = f"{cells['origin']} – {cells['destination']}"
    return called.listed([words.get(f"claimed.{corridor}", corridor), ends, cells["year"]])


def _assumption(called: Called, _row_id: str, cells: Cells) -> str:
    parameter = str(cells["parameter"])
    return called.listed([called.names.words.get(f"parameter.{parameter}", parameter), cells["applies_to"]])


_TITLES: Mapping[str, Callable[[Called, str, Cells], str]] = {
    "sources": _source,
    "countries": lambda called, row_id, _: called.names.country(row_id),
    "participants": lambda called, row_id, _: called.names.country(row_id),
    "legs": lambda called, row_id, _: leg_title(row_id, called.context),
    "pledges": lambda _called, _row_id, cells: str(cells["title"]),
    "timeline": lambda _called, _row_id, cells: str(cells["title"]),
    "lengths": _length,
    "resources": lambda called, row_id, _: called.names.resource(row_id),
    "production": lambda called, _, cells: _goods(called, cells),
    "exports": lambda called, _, cells: _goods(called, cells, cells["way"], cells["destination"]),
    "holdings": _holding,
    "claims": lambda called, _, cells: f"{called.record_title(cells['record'])}: {cells['aspect']}",
    "rates": lambda called, _, cells: called.listed(
        [cells["currency"], called.names.words.day(cells["date"])]
    ),
    "statistics": _statistic,
    "comparison": _claimed,
    "assumptions": _assumption,
    "emission_factors": lambda called, _, cells: called.listed(
        [called.code("emission_factors", cells, "mode"), cells["region"], cells["year"]]
    ),
    "unmapped": lambda _called, _row_id, cells: str(cells["item"]),
}


def _is_known(value: Any) -> bool:
    return value is not None and value is not pd.NA and not pd.isna(value)
