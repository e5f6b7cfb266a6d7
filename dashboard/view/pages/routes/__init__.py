"""The view of routes: a way between two ends, how it is made up, what competes with it, what it hangs on."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.state import ViewState
from dashboard.view.blocks import Action, Block, Drawn, Hint, OnMap, Page
from dashboard.view.context import Context
from dashboard.view.labels import Labels
from dashboard.view.pages import ways
from dashboard.view.pages.repairs import no_way_hint, refusal_hint
from dashboard.view.pages.routes import closing, corridors, history, proof, way
from dashboard.view.pages.routes.query import EXAMPLE, PAIRS, Query, query_of

_PARTS: Mapping[str, Callable[[Query], tuple[Block, ...]]] = {
    "way": way.blocks,
    "proof": proof.blocks,
    "rivals": corridors.blocks,
    "closing": closing.blocks,
    "history": history.blocks,
}
# What the blocks depend on: all else, as an open record, changes none of them.
_KEPT = ("view", "part", "way", "origin", "destination", "avoid", "closed", "prefer", "planned")


def page(state: ViewState, context: Context, labels: Labels, _show: Mapping[str, Any]) -> Page:
    """Return the way that is asked for, and what the open part says of it."""
    query = query_of(state, labels)
    example = {"from": EXAMPLE[0], "to": EXAMPLE[1]} if query.is_example else {}
    return Page(
        sentence=way.sentence(query.route, query) if query.route else "",
        hints=_hints(state, query),
        form=ways.form(state, labels, example),
        on_map=OnMap(_drawn(state, query)),
        head=(Block("answer", says=(way.says(query.route, query),)),) if query.route else (),
        parts=labels.parts("routes"),
        blocks=context.keep(_blocks, labels, state.only(_KEPT)),
        files=tuple(proof.files(query)) if state.open_part == "proof" else (),
    )


def _blocks(labels: Labels, state: ViewState) -> tuple[Block, ...]:
    return ways.with_rows(_PARTS[state.open_part](query_of(state, labels)))


def _drawn(state: ViewState, query: Query) -> Drawn | None:
    ends = "" if query.is_example else f"{state.origin}|{state.destination}"
    if query.route is None:
        return None
    beside = query.ways.index(query.beside) if query.beside else None
    return replace(ways.drawn(ends, query.ways, query.route, query.labels, query.former), beside=beside)


def _hints(state: ViewState, query: Query) -> tuple[Hint, ...]:
    answer, labels, found = query.answer, query.labels, len(query.ways)
    if answer.refusals:
        return tuple(refusal_hint(refusal, state, labels) for refusal in answer.refusals)
    if not answer.best:
        return (no_way_hint(answer, labels),)
    if query.is_example:
        pairs = tuple(Action(labels.ends(*pair), {"from": pair[0], "to": pair[1]}) for pair in PAIRS)
        return (Hint(labels.words("routes.example", ends=query.ends), pairs),)
    if max(state.way) > found:
        return (Hint(labels.words("routes.no_such_way", n=found)),)
    return ()
