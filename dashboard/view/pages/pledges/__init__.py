"""The view of pledges: totals that say what is in them, stages, donors, conflicts, charts, and the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from dashboard.state import PARTS_OF, ViewState, query_string
from dashboard.view.blocks import Action, Block, File, Page, Part, Switch
from dashboard.view.context import Context
from dashboard.view.files import HERE, csv
from dashboard.view.labels import Labels
from dashboard.view.pages.ledger import Mask, ledger
from dashboard.view.pages.pledges import charts, disputes, donors, frames, stages, totals
from geodata.selection import missing
from geodata.sums import PLEDGED, TARGETS, Resolution, Rule, resolve

# What the blocks depend on: all else, as an open record or the order of rows, changes none of them.
_KEPT = ("view", "part", "selection", "money", "conflict", "cols")


def page(state: ViewState, context: Context, labels: Labels, show: Mapping[str, Mask]) -> Page:
    """Return the totals of the selection, the open part, and the ledger; of the parts only the open one."""
    counts = {"conflicts": int((show["pledge"] & context.disputed).sum())}
    return Page(
        parts=tuple(
            Part(key, labels.words(f"pledges.tab.{key}"), counts.get(key)) for key in PARTS_OF["pledges"]
        ),
        blocks=context.keep(_blocks, labels, state.only(_KEPT)),
        files=_files(state, show["pledge"], labels),
    )


def _blocks(labels: Labels, state: ViewState) -> tuple[Block, ...]:
    show = labels.context.index.select(state.selection)
    selected = show["pledge"]
    resolutions = _resolved_for(labels.context, state)
    # What stands in a part without a pledge would be empty; donors are compared whatever is chosen.
    has_part = selected.any() or state.open_part == "donors"
    return (
        totals.head(resolutions, labels),
        *_relax(state, show, labels),
        *(_part(state, resolutions, selected, labels) if has_part else ()),
        *_ledger(state, selected, labels),
    )


def _resolved_for(context: Context, state: ViewState) -> Mapping[str, Resolution]:
    return context.keep(_resolved, context, state.only(("selection", "money")))


def _resolved(context: Context, state: ViewState) -> Mapping[str, Resolution]:
    """Return what the totals of a selection count and leave out, by the key of the sum."""
    selected, regional = context.index.select(state.selection)["pledge"], context.index.regional
    made: dict[str, tuple[Mask, Rule]] = {
        "named": (selected & ~regional, PLEDGED),
        "region": (selected & regional, PLEDGED),
        "together": (selected, PLEDGED),
        "targets": (selected, TARGETS),
    }
    return {
        key: resolve(context.ledger, context.ledger.select(rows), rule.into(state.money))
        for key, (rows, rule) in made.items()
    }


def _part(
    state: ViewState, resolutions: Mapping[str, Resolution], selected: Mask, labels: Labels
) -> tuple[Block, ...]:
    made: Mapping[str, Callable[[], tuple[Block, ...]]] = {
        "totals": lambda: totals.listings(resolutions, labels),
        "stages": lambda: stages.blocks(state, resolutions["together"], labels),
        "donors": lambda: donors.blocks(state, resolutions, selected, labels),
        "conflicts": lambda: disputes.blocks(selected & labels.context.disputed, labels),
        "charts": lambda: charts.blocks(state, resolutions, labels),
    }
    return made[state.open_part]()


def _relax(state: ViewState, show: Mapping[str, Mask], labels: Labels) -> tuple[Block, ...]:
    """Say that no pledge is left and what brings some back, where the page itself does not say so."""
    if show["pledge"].any():
        return ()
    words, context = labels.words, labels.context
    drops = () if missing(state.selection, show) else context.index.relax(state.selection)
    actions = tuple(
        Action(words("pledges.drop", filter=words(f"filter.{name}"), n=counts["pledge"]), {name: ""})
        for name, counts in drops
        if counts["pledge"]
    )
    return (Block("empty", says=(words("pledges.empty"),), actions=actions),)


def _ledger(state: ViewState, selected: Mask, labels: Labels) -> tuple[Block, ...]:
    """Return the ledger, and the switch that leaves in it only what sources disagree on."""
    words, disputed = labels.words, selected & labels.context.disputed
    shown = disputed if state.conflict else selected
    only = f"{words('ledger.only_disputed')} ({disputed.sum()})"
    options = (
        Action(f"{words('ledger.all')} ({selected.sum()})", {"conflict": ""}, not state.conflict),
        Action(only, {"conflict": "yes"}, state.conflict),
    )
    nothing = (words("ledger.nothing_disputed"),) if state.conflict and selected.any() else ()
    return (
        Block(
            "ledger",
            words("ledger.heading"),
            switches=(Switch(words("ledger.rows"), options),),
            says=() if shown.any() else nothing,
            table=ledger(labels, state.money, shown, state.cols, choosable=True) if shown.any() else None,
            notes=(words("ledger.hint"),),
        ),
    )


def _files(state: ViewState, selected: Mask, labels: Labels) -> tuple[File, ...]:
    context, words = labels.context, labels.words
    said = frames.terms(context, HERE + query_string(state))
    resolutions = _resolved_for(context, state)
    made: dict[str, Callable[[], pd.DataFrame]] = {
        "totals": partial(frames.totals, resolutions, context, said),
        "rows": partial(frames.rows, resolutions, context, said),
        "stages": partial(frames.stages, context, selected, state.money, said),
        "donors": lambda: frames.donors(
            context, donors.compared_rows(state, context, selected), state.money, said
        ),
        "disputes": partial(frames.disputes, context, selected, said),
    }
    # Which charts there are is worked out where they stand; elsewhere nobody asks for their files.
    drawn = charts.drawings(resolutions, labels) if state.open_part == "charts" else ()
    made |= {one.key: partial(frames.marks, one, context, said) for one in drawn}
    currency = state.money.lower()
    return tuple(
        csv(words(f"pledges.file.{key}"), f"pledges-{key}-{currency}", frame, context.facts)
        for key, frame in made.items()
    )
