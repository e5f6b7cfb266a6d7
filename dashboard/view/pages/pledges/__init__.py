"""The view of pledges: totals that say what is in them, stages, donors, conflicts, charts, and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from dashboard.state import ViewState, query_string
from dashboard.view.blocks import Action, Block, File, Page, Switch
from dashboard.view.context import Context
from dashboard.view.files import HERE, csv
from dashboard.view.labels import Labels
from dashboard.view.pages.ledger import ledger
from dashboard.view.pages.pledges import charts, disputes, donors, frames, stages, totals
from dashboard.view.pages.pledges.query import Query
from geodata import export
from geodata.selection import Mask, missing

# What the blocks depend on: all else, as an open record or the order of rows, changes none of them.
_KEPT = ("view", "part", "selection", "money", "conflict", "cols")
_PARTS: Mapping[str, Callable[[Query], tuple[Block, ...]]] = {
    "totals": totals.listings,
    "stages": stages.blocks,
    "donors": donors.blocks,
    "conflicts": disputes.blocks,
    "charts": charts.blocks,
}


def page(state: ViewState, context: Context, labels: Labels, show: Mapping[str, Mask]) -> Page:
    """Return the totals of the selection, the open part, and the ledger; of the parts only the open one."""
    counts = {"conflicts": int((show["pledge"] & context.disputed).sum())}
    return Page(
        parts=labels.parts("pledges", counts, "pledges.tab"),
        blocks=context.keep(_blocks, labels, state.only(_KEPT)),
        files=_files(state, Query(labels, state.selection, state.money)),
    )


def _blocks(labels: Labels, state: ViewState) -> tuple[Block, ...]:
    query = Query(labels, state.selection, state.money)
    # What stands in a part without a pledge would be empty; donors are compared whatever is chosen.
    has_part = query.selected.any() or state.open_part == "donors"
    return (
        totals.head(query),
        *_relax(query),
        *(_PARTS[state.open_part](query) if has_part else ()),
        _ledger(state, query),
    )


def _relax(query: Query) -> tuple[Block, ...]:
    """Say that no pledge is left and what brings some back, where the page itself does not say so."""
    words, index = query.words, query.context.index
    shown = index.select(query.selection)
    if shown["pledge"].any():
        return ()
    drops = () if missing(query.selection, shown) else index.relax(query.selection)
    actions = tuple(
        Action(words("pledges.drop", filter=words(f"filter.{name}"), n=counts["pledge"]), {name: ""})
        for name, counts in drops
        if counts["pledge"]
    )
    return (Block("empty", says=(words("pledges.empty"),), actions=actions),)


def _ledger(state: ViewState, query: Query) -> Block:
    """Return the ledger, and the switch that leaves in it only what sources disagree on."""
    words, selected = query.words, query.selected
    disputed = selected & query.context.disputed
    shown = disputed if state.conflict else selected
    only = f"{words('ledger.only_disputed')} ({disputed.sum()})"
    options = (
        Action(f"{words('ledger.all')} ({selected.sum()})", {"conflict": ""}, not state.conflict),
        Action(only, {"conflict": "yes"}, state.conflict),
    )
    is_empty = not shown.any()
    return Block(
        "ledger",
        words("ledger.heading"),
        switches=(Switch(words("ledger.rows"), options),),
        says=(words("ledger.nothing_disputed"),) if is_empty and selected.any() else (),
        table=None if is_empty else ledger(query.labels, state.money, shown, state.cols, choosable=True),
        notes=(words("ledger.hint"),),
    )


def _files(state: ViewState, query: Query) -> tuple[File, ...]:
    """Return the tables; each row says the selection as a link, licence, citation and version."""
    words, facts = query.words, query.facts
    terms = zip(("licence", "citation", "version"), export.terms("pledges", facts.version), strict=True)
    said = {"selection": HERE + query_string(state), **dict(terms)}
    # Which charts there are is worked out where they stand; elsewhere nobody asks for their files.
    drawn = query.context.keep(charts.drawings, query) if state.open_part == "charts" else ()
    made = dict(frames.FRAMES) | {one.key: partial(frames.marks, one) for one in drawn}

    def written(frame: Callable[[Query], pd.DataFrame]) -> pd.DataFrame:
        return frame(query).assign(**said)

    return tuple(
        csv(
            words(f"pledges.file.{key}"),
            f"pledges-{key}-{state.money.lower()}",
            partial(written, frame),
            facts,
        )
        for key, frame in made.items()
    )
