"""What the view of sources asks of the library: worked out once per selection."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view.blocks import Action, Column, Link
from dashboard.view.called import Called
from dashboard.view.context import Context
from dashboard.view.names import Names
from geodata import citations, conflicts, coverage
from geodata.selection import Selection

DASH = "–"


@dataclass(frozen=True)
class Question:
    """What a part of the view answers: the selection, on which facts, in which words."""

    state: ViewState
    context: Context
    names: Names

    @property
    def words(self) -> Words:
        """The words of the language."""
        return self.names.words

    @cached_property
    def called(self) -> Called:
        """Titles of rows."""
        return Called(self.context, self.names)

    @property
    def held(self) -> Mapping[str, NDArray[np.bool_]]:
        """Which rows of each table the filters leave."""
        return _held(self.context, self.state.selection)

    @property
    def uses(self) -> pd.DataFrame:
        """Where those rows name sources."""
        return coverage.resting(_uses(self.context), self.held)

    @property
    def named(self) -> list[str]:
        """Ids of the sources that those rows name."""
        return self.uses["source_id"].unique().tolist()

    @property
    def carried(self) -> pd.DataFrame:
        """The sources that those rows name, with counts of rows per table."""
        return coverage.carried(self.context.facts, _uses(self.context), self.held)

    @property
    def disputes(self) -> pd.DataFrame:
        """Every value on which the sources of those rows disagree."""
        return self.context.keep(_disputes, self.context, self.state.selection)

    @property
    def disputed(self) -> int:
        """How many records those are."""
        return int(self.disputes["dispute"].nunique())

    @property
    def unmapped(self) -> int:
        """How much is known and not drawn."""
        return int(self.held["unmapped"].sum())

    @property
    def gaps(self) -> pd.DataFrame:
        """What is not known of those rows."""
        facts = self.context.facts
        unknown = self.context.keep(coverage.unknown, facts)
        return coverage.kept_gaps(facts, unknown, self.held, self.state.selection)

    def heads(
        self, labels: str, numbers: Collection[int] = (), details: Collection[int] = ()
    ) -> tuple[Column, ...]:
        """Return columns by their keys, parted by blanks.

        ``numbers`` are the places of numbers, ``details`` of what opens beneath a row.
        """
        return tuple(
            Column(self.words(f"sources.{label}"), place in numbers, place in details)
            for place, label in enumerate(labels.split())
        )

    def links(self, source_ids: Iterable[str]) -> tuple[Link, ...]:
        """Return sources by their ids, each once."""
        table = self.context.facts.sources
        rows = (table.loc[source_id] for source_id in dict.fromkeys(source_ids))
        return tuple(Link(str(row["publisher"]), str(row["url"])) for row in rows)

    def number(self, value: float) -> str:
        """Write a whole number."""
        return self.words.number(int(value), 0)

    def without(self, key: str) -> Question:
        """Return the same question with a filter dropped."""
        return replace(self, state=self.state.choose(**{key: ()}))

    def relax(self, key: str, count: Callable[[Question], int]) -> tuple[Action, ...]:
        """Return a button per filter whose dropping brings something back, the most first."""
        drops = {chosen: count(self.without(chosen)) for chosen in self.state.selection}
        return tuple(
            Action(self.words(key, filter=self.words(f"filter.{chosen}"), n=n), {chosen: ""})
            for chosen, n in sorted(drops.items(), key=lambda pair: -pair[1])
            if n
        )


def source_of(state: ViewState) -> str | None:
    """Return the id of the open source."""
    kind, _, source_id = (state.sel or "").partition(":")
    return source_id if kind == "source" else None


def _uses(context: Context) -> pd.DataFrame:
    return context.keep(citations.uses, context.facts)


def _held(context: Context, selection: Selection) -> Mapping[str, NDArray[np.bool_]]:
    return context.keep(coverage.rows, context.facts, context.index, selection)


def _disputes(context: Context, selection: Selection) -> pd.DataFrame:
    """Return the values of each dispute of which any row is held."""
    facts = context.facts
    every, held = context.keep(conflicts.everywhere, facts), _held(context, selection)
    here = [
        bool(held[table][getattr(facts, table).index.get_loc(row_id)])
        for table, row_id in zip(every["table"], every["row_id"], strict=True)
    ]
    return pd.DataFrame(every[every["dispute"].isin(set(every.loc[here, "dispute"]))])
