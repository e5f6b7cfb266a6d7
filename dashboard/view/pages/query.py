"""What the views that ask the network for ways share: the request, and how a block of its answer is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from dashboard.text import Words
from dashboard.view.blocks import Block, Row, Table
from dashboard.view.context import Context
from dashboard.view.labels import Labels
from dashboard.view.pages.ways import network
from geodata.model import Facts
from geodata.network import Network, Request


@dataclass(frozen=True, slots=True)
class WayQuery:
    """A request to the network, and the labels in which a view, which names the section of texts, answers."""

    VIEW: ClassVar[str]

    labels: Labels
    request: Request

    @property
    def words(self) -> Words:
        """The reader's language."""
        return self.labels.words

    @property
    def context(self) -> Context:
        """What the answers rest on."""
        return self.labels.context

    @property
    def facts(self) -> Facts:
        """The facts."""
        return self.labels.facts

    @property
    def network(self) -> Network:
        """The network that answers."""
        return network(self.context)

    def text(self, key: str, **values: object) -> str:
        """Return a text of the view."""
        return self.words(f"{self.VIEW}.{key}", **values)

    def table(self, heads: str, rows: tuple[Row, ...]) -> Table:
        """Return rows under heads, parted by blanks; what follows a bar opens beneath the row."""
        return Table(self.labels.heads(heads, self.VIEW), rows)

    def block(self, key: str, heads: str, rows: tuple[Row, ...], *says: str) -> Block:
        """Return rows under the title that the view has for their key, with what is said of them."""
        return Block(key, self.text(key), says, table=self.table(heads, rows))

    def explained(self, block: Block, *rules: str) -> Block:
        """Return a block with how to read it folded beneath."""
        reading = Block(f"{block.key}_rule", self.words("table.reading"), says=rules)
        return replace(block, folded=(*block.folded, reading))
