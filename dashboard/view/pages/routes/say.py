"""How places, legs, ranges, kinds and sources are called in the view of routes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd

from dashboard.text import Words
from dashboard.view.blocks import Column, Link
from dashboard.view.called import leg_title
from dashboard.view.context import Context
from dashboard.view.names import Names
from geodata.network import Span


def row_of(frame: pd.DataFrame, row_id: str) -> pd.Series[Any]:
    """Return a row of a table by its id."""
    return cast("pd.Series[Any]", frame.loc[row_id])


@dataclass(frozen=True)
class Say:
    """Names and numbers of one language on one set of facts."""

    context: Context
    names: Names

    @property
    def words(self) -> Words:
        """The words of the language."""
        return self.names.words

    def heads(
        self, labels: str, numbers: Collection[int] = (), details: Collection[int] = ()
    ) -> tuple[Column, ...]:
        """Return columns by their keys, parted by blanks.

        ``numbers`` are the places of numbers, ``details`` of what opens beneath a row.
        """
        return tuple(
            Column(self.words(f"routes.{label}"), place in numbers, place in details)
            for place, label in enumerate(labels.split())
        )

    def place(self, end_id: str) -> str:
        """Name of a node or site; the id itself where there is none."""
        kind, _, plain = end_id.rpartition(":")
        tables = {"site": ("sites",), "node": ("nodes",)}.get(kind, ("nodes", "sites"))
        for table in tables:
            frame = getattr(self.context.facts, table)
            if plain in frame.index:
                return str(frame.loc[plain, "name"])
        return end_id

    def item(self, item_id: str) -> str:
        """Name of a node or a leg."""
        return self.leg(item_id) if item_id in self.context.facts.legs.index else self.place(item_id)

    def leg(self, leg_id: str) -> str:
        """Name of a leg: its two ends."""
        return leg_title(leg_id, self.context)

    def code(self, table: str, column: str, value: object) -> str | None:
        """Name of a code; None where the cell is empty."""
        empty = value is None or value == "" or pd.isna(value)  # type: ignore[call-overload]
        return None if empty else self.names.code(table, column, str(value))

    def kind(self, kind: str) -> str | None:
        """Name the kind of a time: a timetable, a measurement, a claim, or modelled by us."""
        return self.words("routes.modelled") if kind == "modelled" else self.code("legs", "days_kind", kind)

    def number(self, value: float, digits: int = 0) -> str | None:
        """Write a number; None where it is not known."""
        return None if pd.isna(value) else self.words.number(float(value), digits)

    def change(self, share: float) -> str:
        """Write a difference as a percentage with its sign."""
        sign = "+" if share > 0 else ""
        return f"{sign}{self.words.number(100 * share, 1)} %"

    def between(self, low: float, high: float, digits: int = 0) -> str | None:
        """Write a range, or the one number that it is."""
        texts = list(
            dict.fromkeys(text for text in (self.number(low, digits), self.number(high, digits)) if text)
        )
        return "–".join(texts) or None

    def range(self, span: Span, digits: int = 1) -> str | None:
        """Write low, typical and high in one cell; None where the typical value is not known."""
        texts = [self.number(value, digits) for value in (span.low, span.typical, span.high)]
        if texts[1] is None:
            return None
        return " – ".join(text or "?" for text in texts) if len(set(texts)) > 1 else texts[1]

    def span(self, span: Span, digits: int = 1) -> str:
        """Write low to high and the typical value."""
        low, typical, high = (
            self.number(value, digits) or "?" for value in (span.low, span.typical, span.high)
        )
        if low == high:
            return low
        return self.words("routes.span", low=low, typical=typical, high=high)

    def listed(self, codes: Iterable[str]) -> str:
        """Names of countries, joined."""
        return self.words.listed([self.names.country(code) for code in codes])

    def links(self, source_ids: Iterable[str]) -> tuple[Link, ...]:
        """Return sources by their ids, each once."""
        table = self.context.facts.sources
        rows = [table.loc[source_id] for source_id in dict.fromkeys(source_ids)]
        return tuple(
            Link(str(row["url"] if pd.isna(row["publisher"]) else row["publisher"]), str(row["url"]))
            for row in rows
        )

    def ends(self, origin: str | None, destination: str | None) -> str:
        """Both ends of a way."""
        return f"{self.place(origin or '?')} → {self.place(destination or '?')}"
