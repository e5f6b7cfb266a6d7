"""What is asked of the network by a state, and what the network says: worked out once per request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

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

    network: Network
    request: Request
    is_example: bool
    number: int
    say: Say

    @property
    def answer(self) -> Answer:
        """What the network says to the request."""
        return found(self.network, self.request)

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


@lru_cache(maxsize=1)
def network(context: Context) -> Network:
    """Return the network of some facts; built when it is first asked for, so other views never pay for it."""
    return Network.build(context.facts, context.km_by_country)


@lru_cache(maxsize=96)
def found(built: Network, asked: Request) -> Answer:
    """Return what the network says to a request."""
    return answer(built, asked)


def ways(said: Answer) -> tuple[Route, ...]:
    """Return the best way and its alternatives."""
    return (said.best, *said.alternatives) if said.best else ()


def chosen(number: int, said: Answer) -> Route | None:
    """Return the way of a number, from 1: the best where there are not so many."""
    offered = ways(said)
    return offered[number - 1] if number <= len(offered) else said.best


def rivals(built: Network, asked: Request) -> tuple[Rival, ...]:
    """Return the rival corridors for a pair; where one does not join the two, for its own ends."""
    own = {rival.corridor.code: rival for rival in rivals_of_own(built, asked)}
    return tuple(rival if rival.route else own[rival.corridor.code] for rival in _compared(built, asked))


def rivals_of_own(built: Network, asked: Request) -> tuple[Rival, ...]:
    """Return the rival corridors, each for its own ends; the pair asked for plays no part."""
    return _compared(built, replace(asked, origin=None, destination=None))


@lru_cache(maxsize=64)
def _compared(built: Network, asked: Request) -> tuple[Rival, ...]:
    return compare(built, asked)


@lru_cache(maxsize=1)
def published(built: Network) -> pd.DataFrame:
    """Return every published claim on a corridor beside what is computed."""
    return claims(built)


@lru_cache(maxsize=64)
def closings(built: Network, asked: Request) -> pd.DataFrame:
    """Return what closing each node and leg costs a pair."""
    return closing(built, asked)


@lru_cache(maxsize=32)
def _closings_all(built: Network, asked: Request) -> pd.DataFrame:
    return closing_all(built, asked)


def closings_all(built: Network, asked: Request) -> pd.DataFrame:
    """Return what closing each node and leg costs all sites to all ends; the pair asked for plays no part."""
    return _closings_all(built, replace(asked, origin=None, destination=None))
