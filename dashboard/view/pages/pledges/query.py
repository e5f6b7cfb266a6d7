"""What the view of pledges asks of the library, and why the same rows come to another sum elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from dashboard.view import amounts
from dashboard.view.blocks import Block, Table
from dashboard.view.pages.ledger import listed
from dashboard.view.pages.query import PageQuery
from geodata.selection import Mask, Selection
from geodata.sums import PLEDGED, TARGETS, Resolution, Total, resolve, total
from geodata.sums.rates import to_decimal

# As many rows of a list stand in a part at first.
FIRST = 8


@dataclass(frozen=True, slots=True)
class Query(PageQuery):
    """What a part of the view answers: which pledges, in which currency, in which words."""

    VIEW: ClassVar[str] = "pledges"

    selection: Selection
    money: str

    @property
    def selected(self) -> Mask:
        """Which pledges the filters leave."""
        return self.context.index.select(self.selection)["pledge"]

    @property
    def scopes(self) -> dict[str, Mask]:
        """Which of them are for countries that are named, and which for the region as a whole."""
        selected, regional = self.selected, self.context.index.regional
        return {"named": selected & ~regional, "region": selected & regional}

    @property
    def resolutions(self) -> Mapping[str, Resolution]:
        """What the totals of the selection count and leave out, by the key of the sum."""
        return self.context.keep(_resolved, self)

    @property
    def totals(self) -> dict[str, Total]:
        """The totals of the selection, by their keys."""
        return {key: total(resolution) for key, resolution in self.resolutions.items()}

    def without(self, *filters: str) -> Query:
        """Return the same query with some filters dropped."""
        return replace(self, selection=self.selection.but(**dict.fromkeys(filters, ())))

    def listed(self, rows: Iterable[int], *more: str) -> Table:
        """Return some pledges, by their rows in the table of the facts."""
        return listed(self.labels, self.money, rows, more)


def _resolved(query: Query) -> Mapping[str, Resolution]:
    ledger, selected = query.context.ledger, query.selected
    rows = {**query.scopes, "together": selected, "targets": selected}
    rules = {key: TARGETS if key == "targets" else PLEDGED for key in rows}
    return {
        key: resolve(ledger, ledger.select(mask), rules[key].into(query.money)) for key, mask in rows.items()
    }


def reconciled(query: Query, *filters: str) -> tuple[Block, ...]:
    """Say what the selected rows come to beside those of a wider selection; nothing if it is the same."""
    wide = query.without(*filters)
    if wide == query:
        return ()
    here, ledger = query.resolutions["together"], query.context.ledger
    return compared(here, resolve(ledger, ledger.select(wide.selected), here.rule), query, *filters)


def compared(here: Resolution, beside: Resolution, query: Query, *filters: str) -> tuple[Block, ...]:
    """Say how the sums of the same rows differ in two resolutions, with the rows that make the difference."""
    words = query.words
    # Hundredths that each row brings into a breakdown, in the currency of the rule.
    among, alone = ({each.pledge.row: each.converted or 0 for each in of.shown} for of in (beside, here))
    chosen = [pledge.row for pledge in here.pledges]
    rows = [row for row in chosen if alone.get(row, 0) != among.get(row, 0)]
    if not rows:
        return ()
    is_rated = any(pledge.conversions[query.money].quotes for pledge in here.pledges)
    wide, own = (
        amounts.summed(to_decimal(sum(brought.get(row, 0) for row in chosen)), query.money, is_rated, words)
        for brought in (among, alone)
    )
    named = words.listed([words(f"filter.{name}") for name in filters if name in query.selection])
    text = words("pledges.apart", n=len(rows), filters=named, wide=wide, here=own)
    return (Block("apart", says=(text,), table=query.listed(rows)),)
