"""What is asked of the network by a state, and what the network says: worked out once per request."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from dashboard.state import ViewState
from dashboard.view.context import TRUNK, Context
from dashboard.view.pages.routes.say import Say
from geodata.network import (
    Answer,
    Network,
    Request,
    Rival,
    Route,
    answer,
    claims,
    closing,
    closing_all,
    compare,
)

# Shown where a reader has named neither end: the stretch of the sentence above the map.
EXAMPLE = (TRUNK[0], TRUNK[-1])
# Offered beside it.
PAIRS = (
    ("xian", "duisburg"),
    ("inkai", "rotterdam"),
    ("site:aktogay", "yokohama"),
    ("tashkent", "constanta"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a part of the view answers: the request, which of its ways (1 is the best), in which words."""

    request: Request
    is_example: bool
    number: int
    say: Say

    @property
    def context(self) -> Context:
        """The facts that the answer rests on."""
        return self.say.context

    @property
    def network(self) -> Network:
        """The network that answers."""
        return network(self.context)

    @property
    def answer(self) -> Answer:
        """What the network says to the request."""
        return found(self.context, self.request)

    @property
    def route(self) -> Route | None:
        """The way that is shown."""
        return chosen(self.number, self.answer)


def request(state: ViewState) -> Request:
    """Return what a state asks for; the example pair where it names neither end."""
    asked = Request(
        state.origin, state.destination, state.avoid, state.closed, state.prefer, planned=state.planned
    )
    if is_example(state):
        return replace(asked, origin=EXAMPLE[0], destination=EXAMPLE[1])
    return asked


def is_example(state: ViewState) -> bool:
    """Whether the reader has named neither end."""
    return not state.origin and not state.destination


def network(context: Context) -> Network:
    """Return the network of some facts; built when it is first asked for, so other views never pay for it."""
    return context.keep(_build, context)


def _build(context: Context) -> Network:
    return Network.build(context.facts, context.km_by_country)


def found(context: Context, asked: Request) -> Answer:
    """Return what the network says to a request."""
    return context.keep(answer, network(context), asked)


def ways(said: Answer) -> tuple[Route, ...]:
    """Return the best way and its alternatives."""
    return (said.best, *said.alternatives) if said.best else ()


def chosen(number: int, said: Answer) -> Route | None:
    """Return the way of a number, from 1: the best where there are not so many."""
    offered = ways(said)
    return offered[number - 1] if number <= len(offered) else said.best


def rivals(context: Context, asked: Request) -> tuple[Rival, ...]:
    """Return the rival corridors for a pair; where one does not join the two, for its own ends."""
    own = {rival.corridor.code: rival for rival in rivals_of_own(context, asked)}
    compared = context.keep(compare, network(context), asked)
    return tuple(rival if rival.route else own[rival.corridor.code] for rival in compared)


def rivals_of_own(context: Context, asked: Request) -> tuple[Rival, ...]:
    """Return the rival corridors, each for its own ends; the pair asked for plays no part."""
    return context.keep(compare, network(context), _without_pair(asked))


def published(context: Context) -> pd.DataFrame:
    """Return every published claim on a corridor beside what is computed."""
    return context.keep(claims, network(context))


def closings(context: Context, asked: Request) -> pd.DataFrame:
    """Return what closing each node and leg costs a pair."""
    return context.keep(closing, network(context), asked)


def closings_all(context: Context, asked: Request) -> pd.DataFrame:
    """Return what closing each node and leg costs all sites to all ends; the pair asked for plays no part."""
    return context.keep(closing_all, network(context), _without_pair(asked))


def _without_pair(asked: Request) -> Request:
    return replace(asked, origin=None, destination=None)
