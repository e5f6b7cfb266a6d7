"""What every view's query has: the labels in which it answers, and tables and texts of its own section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from dashboard.text import Words
from dashboard.view.blocks import Row, Table
from dashboard.view.context import Context
from dashboard.view.labels import Labels
from geodata.model import Facts


@dataclass(frozen=True, slots=True)
class PageQuery:
    """What a part of a view answers; ``VIEW`` names the section of its texts and heads."""

    VIEW: ClassVar[str]

    labels: Labels

    @property
    def words(self) -> Words:
        """The reader's language."""
        return self.labels.words

    @property
    def context(self) -> Context:
        """What every view stands on."""
        return self.labels.context

    @property
    def facts(self) -> Facts:
        """The facts."""
        return self.labels.facts

    def text(self, key: str, **values: object) -> str:
        """Return a text of the view."""
        return self.words(f"{self.VIEW}.{key}", **values)

    def table(self, heads: str, rows: Iterable[Row], linked: str = "", opens: str = "") -> Table:
        """Return rows under heads, parted by blanks; what follows a bar opens beneath the row."""
        return Table(self.labels.heads(heads, self.VIEW), tuple(rows), linked, opens)
