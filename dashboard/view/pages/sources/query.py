"""What the view of sources asks of the library: worked out once per selection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import pandas as pd

from dashboard.state import ViewState
from dashboard.view.blocks import Action, Block, Figure
from dashboard.view.context import Context
from dashboard.view.pages.query import PageQuery
from geodata import citations, conflicts, coverage
from geodata.selection import Mask, Selection


@dataclass(frozen=True, slots=True)
class Query(PageQuery):
    """What a part of the view answers: the selection, on which facts, in which words."""

    VIEW: ClassVar[str] = "sources"

    state: ViewState

    @property
    def held(self) -> Mapping[str, Mask]:
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
        return coverage.carried(self.facts, _uses(self.context), self.held)

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
        facts = self.facts
        unknown = self.context.keep(coverage.unknown, facts)
        return coverage.kept_gaps(facts, unknown, self.held, self.state.selection)

    def reading(self, key: str, *rules: str, figures: tuple[Figure, ...] = ()) -> tuple[Block, ...]:
        """Return how to read a block, to be folded behind it."""
        return (Block(f"{key}_rule", self.words("table.reading"), says=rules, figures=figures),)

    def nothing(self, key: str, title: str, count: Callable[[Query], int]) -> Block:
        """Say that nothing is left, with a button per filter that hides some, the most first."""
        drops = {
            chosen: count(replace(self, state=self.state.choose(**{chosen: ()})))
            for chosen in self.state.selection
        }
        actions = tuple(
            Action(self.text(f"drop_{key}", filter=self.words(f"filter.{chosen}"), n=n), {chosen: ""})
            for chosen, n in sorted(drops.items(), key=lambda pair: -pair[1])
            if n
        )
        return Block(key, title, says=(self.text(f"no_{key}"),), actions=actions)


def _uses(context: Context) -> pd.DataFrame:
    return context.keep(citations.uses, context.facts)


def _held(context: Context, selection: Selection) -> Mapping[str, Mask]:
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
