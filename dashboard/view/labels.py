"""What rows, records, places and sources are called in the reader's language, and heads of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from typing import Any, cast

import pandas as pd

from dashboard.state import PARTS_OF
from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import Cell, Column, Link, Part
from dashboard.view.context import TABLES, Context
from dashboard.view.names import Names
from geodata.model import Facts
from geodata.sums.rates import DOLLAR

Cells = Mapping[str, Any]
# Tables whose rows are records of the page, and the kind of the record.
RECORDS: Mapping[str, str] = {table: kind for kind, table in TABLES.items()}


def row_of(frame: pd.DataFrame, row_id: str) -> pd.Series[Any]:
    """Return a row of a table by its id."""
    return cast("pd.Series[Any]", frame.loc[row_id])


@dataclass(frozen=True, eq=False)
class Labels(Names):
    """Names in one language on one set of facts; equal only to itself."""

    context: Context

    def row(self, table: str, row_id: str) -> str:
        """Title of a row."""
        found = getattr(self.facts, table).loc[row_id]
        return _TITLES[table](self, row_id, found) if table in _TITLES else str(found["name"])

    def record(self, table: str, row_id: str) -> str | None:
        """Return the record that a row is, or is about; None where the page has none."""
        if table in RECORDS:
            return f"{RECORDS[table]}:{row_id}"
        found = getattr(self.facts, table).loc[row_id]
        sel = {
            "participants": f"country:{row_id}",
            "claims": found.get("record"),
            "lengths": f"leg:{found['legs'][0]}" if table == "lengths" else None,
            "holdings": f"site:{found.get('site_id')}",
        }.get(table)
        return sel if sel in self.context.vocabulary.records else None

    def record_title(self, sel: str) -> str:
        """Title of a record."""
        kind, _, row_id = sel.partition(":")
        return self.country(row_id) if kind == "country" else self.row(TABLES[kind], row_id)

    def parts(self, view: str, counts: Mapping[str, int] = {}, section: str = "part") -> tuple[Part, ...]:
        """Name the parts of a view, with how many rows some of them have."""
        return tuple(Part(key, self.words(f"{section}.{key}"), counts.get(key)) for key in PARTS_OF[view])

    def node(self, node_id: str) -> str:
        """Name of a node in the reader's language, else as the facts have it."""
        return self.words.get(f"place.{node_id}", str(self.facts.nodes["name"][node_id]))

    def place(self, end_id: str) -> str:
        """Name of a node or site; the id itself where there is none."""
        kind, _, plain = end_id.rpartition(":")
        tables = {"site": ("sites",), "node": ("nodes",)}.get(kind, ("nodes", "sites"))
        for table in tables:
            frame = getattr(self.facts, table)
            if plain in frame.index:
                return self.node(plain) if table == "nodes" else str(frame.loc[plain, "name"])
        return end_id

    def leg(self, leg_id: str) -> str:
        """Name of a leg: its two ends."""
        leg = row_of(self.facts.legs, leg_id)
        return f"{self.node(leg['from_node'])} – {self.node(leg['to_node'])}"

    def item(self, item_id: str) -> str:
        """Name of a node or a leg."""
        return self.leg(item_id) if item_id in self.facts.legs.index else self.place(item_id)

    def ends(self, origin: str | None, destination: str | None) -> str:
        """Both ends of a way."""
        return f"{self.place(origin or '?')} → {self.place(destination or '?')}"

    def coded(self, table: str, column: str, value: object) -> str | None:
        """Name of a code; None where the cell is empty."""
        known = cells.text(value)
        return None if known is None else self.code(table, column, known)

    def phrased(self, value: object) -> str | None:
        """Name of a phrase that stands in place of a code; None where the cell is empty."""
        known = cells.text(value)
        return None if known is None else self.phrase(known)

    def time_kind(self, kind: str) -> str | None:
        """Name the kind of a time: a timetable, a measurement, a claim, or modelled by us."""
        return self.words("routes.modelled") if kind == "modelled" else self.coded("legs", "days_kind", kind)

    def countries(self, codes: Iterable[str]) -> str:
        """Names of countries, joined."""
        return self.words.listed([self.country(code) for code in codes])

    def joined(self, parts: Iterable[Any]) -> str:
        """Join the parts that are known."""
        return ", ".join(str(part) for part in parts if cells.text(part) is not None)

    def quantity(self, value: Any, unit: Any, dollars: Any = None) -> Cell:
        """Write a published quantity in its unit; money as all money is written.

        Among other quantities money is a group of its own, sorted by its value in ``dollars``.
        """
        known = cells.text(unit) or ""
        money = cells.money_in(known)
        if money is None or pd.isna(value):
            return cells.quantity(value, known, self.words, self.measure(known) if known else "")
        scale, currency = money
        whole = float(value) * scale
        worth = whole if currency == DOLLAR else dollars
        # What cannot be converted has no place among what can: it stands last.
        key = None if worth is None or pd.isna(worth) else (DOLLAR, float(worth))
        return Cell(cells.money_text(whole, currency, self.words), "amount", key)

    def links(self, source_ids: Iterable[str]) -> tuple[Link, ...]:
        """Return sources by their ids, each once; one without a publisher by its address."""
        return tuple(self._sources[source_id] for source_id in dict.fromkeys(source_ids))

    def publishers(self, source_ids: Iterable[str]) -> str:
        """Names of the publishers of sources, each once."""
        return ", ".join(dict.fromkeys(link.label for link in self.links(source_ids)))

    @cached_property
    def _sources(self) -> dict[str, Link]:
        table = self.facts.sources[["publisher", "url"]].astype(object)
        return {
            str(row): Link(cells.text(publisher) or url, url) for row, publisher, url in table.itertuples()
        }

    def heads(self, keys: str, section: str = "routes") -> tuple[Column, ...]:
        """Return columns by their keys, parted by blanks; what follows a bar opens beneath the row.

        A key reads as ``section`` of the catalogue has it, else as the view of routes has.
        """
        words = self.words
        shown, hidden = (
            {key: words.get(f"{section}.{key}", words.get(f"routes.{key}", key)) for key in part.split()}
            for part in keys.partition("|")[::2]
        )
        return (*lined(shown), *(Column(name, key, detail=True) for key, name in hidden.items()))


def labels_of(context: Context, words: Words) -> Labels:
    """Return the labels of some facts in one language, the same for all readers."""
    return context.keep(Labels, context.facts, words, context)


def lined(names: Mapping[str, str]) -> tuple[Column, ...]:
    """Return columns by key and name: of two lines two stand in the first, the next three in the second."""
    lines = chain((1, 1, 2, 2, 2), repeat(0))
    return tuple(
        Column(name, key, line=line) for (key, name), line in zip(names.items(), lines, strict=False)
    )


def leg_titles(facts: Facts) -> pd.Series[str]:
    """Names of all legs, each by its two ends, indexed by leg_id."""
    names = facts.nodes["name"]
    first, last = (facts.legs[end].map(names).astype(str) for end in ("from_node", "to_node"))
    return first + " – " + last


def _goods(labels: Labels, row: Cells, *more: Any) -> str:
    country, goods = labels.country(row["iso3"]), labels.resource(row["resource"])
    return labels.joined([country, goods, row["year"], *more])


def _length(labels: Labels, _row_id: str, row: Cells) -> str:
    first, last = (labels.leg(leg) for leg in (row["legs"][0], row["legs"][-1]))
    return first if first == last else f"{first} … {last}"


def _holding(labels: Labels, _row_id: str, row: Cells) -> str:
    site = cells.text(row["site_id"])
    held = labels.row("sites", site) if site else row["venture"]
    return labels.joined([row["holder"], labels.resource(row["resource"]), held])


def _statistic(labels: Labels, _row_id: str, row: Cells) -> str:
    metric = str(row["metric"])
    named = labels.code("statistics", "metric", metric)
    return labels.joined([labels.words.get(f"metric.{metric}", named), row["year"]])


def _claimed(labels: Labels, _row_id: str, row: Cells) -> str:
    words, corridor = labels.words, str(row["corridor"])
    ends = f"{row['origin']} – {row['destination']}"
    return labels.joined([words.get(f"claimed.{corridor}", corridor), ends, row["year"]])


def _assumption(labels: Labels, _row_id: str, row: Cells) -> str:
    parameter = str(row["parameter"])
    return labels.joined([labels.words.get(f"parameter.{parameter}", parameter), row["applies_to"]])


_TITLES: Mapping[str, Callable[[Labels, str, Cells], str]] = {
    "sources": lambda _labels, _row_id, row: cells.text(row["title"]) or str(row["publisher"]),
    "countries": lambda labels, row_id, _: labels.country(row_id),
    "participants": lambda labels, row_id, _: labels.country(row_id),
    "nodes": lambda labels, row_id, _: labels.node(row_id),
    "legs": lambda labels, row_id, _: labels.leg(row_id),
    "pledges": lambda _labels, _row_id, row: str(row["title"]),
    "timeline": lambda _labels, _row_id, row: str(row["title"]),
    "lengths": _length,
    "resources": lambda labels, row_id, _: labels.resource(row_id),
    "production": lambda labels, _, row: _goods(labels, row),
    "exports": lambda labels, _, row: _goods(labels, row, row["way"], row["destination"]),
    "holdings": _holding,
    "claims": lambda labels, _, row: f"{labels.record_title(row['record'])}: {row['aspect']}",
    "rates": lambda labels, _, row: labels.joined([row["currency"], labels.words.day(row["date"])]),
    "statistics": _statistic,
    "comparison": _claimed,
    "assumptions": _assumption,
    "emission_factors": lambda labels, _, row: labels.joined(
        [labels.coded("emission_factors", "mode", row["mode"]), row["region"], row["year"]]
    ),
    "unmapped": lambda _labels, _row_id, row: str(row["item"]),
}
