"""Why the same rows come to another sum by themselves than beside those that a filter leaves out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dashboard.state import ViewState
from dashboard.view.blocks import Block
from dashboard.view.cells import money_text
from dashboard.view.context import Context
from dashboard.view.labels import Labels
from dashboard.view.pages.ledger import listed
from geodata.sums import Resolution, resolve
from geodata.sums.rates import to_decimal

Mask = NDArray[np.bool_]


def without(state: ViewState, context: Context, filters: tuple[str, ...]) -> Mask | None:
    """Return the pledges shown if some filters were not set; None if none of them is."""
    wider = state.selection.but(**dict.fromkeys(filters, ()))
    return None if wider == state.selection else context.index.select(wider)["pledge"]


def reconciled(
    here: Resolution, filters: tuple[str, ...], state: ViewState, labels: Labels
) -> tuple[Block, ...]:
    """Say what the rows of ``here`` come to beside those of a wider selection; nothing if it is the same."""
    wide = without(state, labels.context, filters)
    if wide is None:
        return ()
    ledger = labels.context.ledger
    return compared(here, resolve(ledger, ledger.select(wide), here.rule), filters, state, labels)


def compared(
    here: Resolution, beside: Resolution, filters: tuple[str, ...], state: ViewState, labels: Labels
) -> tuple[Block, ...]:
    """Say how the sums of the same rows differ in two resolutions, with the rows that make the difference."""
    words = labels.words
    among, alone = (_brought(resolution) for resolution in (beside, here))
    chosen = [pledge.row for pledge in here.pledges]
    rows = [row for row in chosen if alone.get(row, 0) != among.get(row, 0)]
    if not rows:
        return ()
    wide, own = (
        money_text(to_decimal(sum(brought.get(row, 0) for row in chosen)), here.rule.currency, words)
        for brought in (among, alone)
    )
    named = words.listed([words(f"filter.{name}") for name in filters if name in state.selection])
    text = words("pledges.apart", n=len(rows), filters=named, wide=wide, here=own)
    return (Block("apart", says=(text,), table=listed(labels, here.rule.currency, rows)),)


def _brought(resolution: Resolution) -> dict[int, int]:
    """Hundredths that each row brings into a breakdown, in the currency of the rule."""
    return {entry.pledge.row: entry.converted or 0 for entry in resolution.shown}
