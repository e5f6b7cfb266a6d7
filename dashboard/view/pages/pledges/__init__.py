"""The view of pledges: a sentence to quote with its rule, a part (donors first), and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from dashboard.state import DEFAULT_COLUMNS, ViewState, query_string
from dashboard.view.blocks import Action, Block, File, Page, Switch
from dashboard.view.context import Context
from dashboard.view.files import HERE, csv
from dashboard.view.labels import Labels
from dashboard.view.pages.ledger import LISTED, ledger, widened
from dashboard.view.pages.pledges import charts, disputes, donors, frames, stages
from dashboard.view.pages.pledges.head import head, sentence
from dashboard.view.pages.pledges.query import FIRST, Query
from geodata import export
from geodata.selection import Mask, missing

# What the blocks depend on: all else, as an open record or the order of rows, changes none of them.
_KEPT = ("view", "part", "selection", "money", "conflict", "cols", "width")
_PARTS: Mapping[str, Callable[[Query], tuple[Block, ...]]] = {
    "donors": lambda query: (*charts.blocks(query, "donors"), *donors.blocks(query)),
    "stages": stages.blocks,
    "countries": lambda query: charts.blocks(query, "countries"),
    "time": lambda query: charts.blocks(query, "time"),
    "conflicts": disputes.blocks,
}


def page(state: ViewState, context: Context, labels: Labels, show: Mapping[str, Mask]) -> Page:
    """Return the totals of the selection, the open part, and the ledger; of the parts only the open one."""
    counts = {"conflicts": int((show["pledge"] & context.disputed).sum())}
    told, above, blocks = context.keep(_told, labels, state.only(_KEPT))
    return Page(
        sentence=told,
        head=above,
        parts=labels.parts("pledges", counts, "pledges.tab"),
        blocks=blocks,
        files=_files(state, Query(labels, state.selection, state.money)),
    )


def _told(labels: Labels, state: ViewState) -> tuple[str, tuple[Block, ...], tuple[Block, ...]]:
    """Return the sentence, what stands above the parts, and the open part with the ledger beneath."""
    query = Query(labels, state.selection, state.money)
    # What stands in a part without a pledge would be empty; donors are compared whatever is chosen.
    has_part = query.selected.any() or state.open_part == "donors"
    part = _PARTS[state.open_part](query) if has_part else ()
    return sentence(query), (*head(query), *_relax(query)), (*part, _ledger(state, query))


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
    is_table = state.open_width == "whole" or state.cols != DEFAULT_COLUMNS
    columns = state.cols if is_table else LISTED
    table = ledger(query.labels, state.money, shown, columns, choosable=True)
    # Who asks for the whole window asks for the table; else it stands beneath what the part is about.
    first = 0 if state.width == "whole" else FIRST
    return Block(
        "ledger",
        words("ledger.heading"),
        switches=(Switch(words("ledger.rows"), options),),
        says=(words("ledger.nothing_disputed"),) if is_empty and selected.any() else (),
        table=None if is_empty else replace(table, first=first),
        notes=(words("ledger.hint"),),
        actions=(widened(state, words),),
    )


def _files(state: ViewState, query: Query) -> tuple[File, ...]:
    """Return the tables; each row says the selection as a link, licence, citation and version."""
    words, facts = query.words, query.facts
    terms = zip(("licence", "citation", "version"), export.terms("pledges", facts.version), strict=True)
    said = {"selection": HERE + query_string(state), **dict(terms)}
    # Which charts there are is worked out where they stand; elsewhere nobody asks for their files.
    keys = charts.DRAWN_IN.get(state.open_part, ())
    drawn = query.context.keep(charts.drawings, query, *keys) if keys else ()
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
