"""The way that a state asks for, and what the network answers."""

from dataclasses import dataclass, replace
from typing import ClassVar

from dashboard.state import ViewState
from dashboard.view.context import TRUNK
from dashboard.view.labels import Labels
from dashboard.view.pages.ways import WayQuery, answered
from geodata.network import Answer, Request, Route

# Shown where a reader has named neither end: the route of the sentence above the map.
EXAMPLE = (TRUNK[0], TRUNK[-1])
# Offered beside it.
PAIRS = (
    ("xian", "duisburg"),
    ("inkai", "rotterdam"),
    ("site:aktogay", "yokohama"),
    ("tashkent", "constanta"),
)


@dataclass(frozen=True, slots=True)
class Query(WayQuery):
    """A request with its answer: which of its ways (1 is the best) is shown, and which is beside it.

    ``is_example``: the pair is the example, since the reader has named none.
    """

    VIEW: ClassVar[str] = "routes"

    answer: Answer
    numbers: tuple[int, ...]
    is_example: bool

    @property
    def ways(self) -> tuple[Route, ...]:
        """The best way and its alternatives."""
        return (self.answer.best, *self.answer.alternatives) if self.answer.best else ()

    @property
    def route(self) -> Route | None:
        """The way that is shown: the best where there are not so many."""
        return self.ways[self.shown - 1] if self.ways else None

    @property
    def shown(self) -> int:
        """Its number."""
        return self.numbers[0] if self.numbers[0] <= len(self.ways) else 1

    @property
    def beside(self) -> Route | None:
        """The way that is laid beside it."""
        found = [number for number in self.numbers[1:] if number <= len(self.ways)]
        return self.ways[found[0] - 1] if found and found[0] != self.shown else None

    @property
    def former(self) -> Route | None:
        """The best way before places were closed; None where none is closed, or it is no other."""
        if not self.request.closed or not self.route:
            return None
        best = answered(self.context, replace(self.request, closed=())).best
        return best if best and best.nodes != self.route.nodes else None

    @property
    def ends(self) -> str:
        """Names of the two ends."""
        return self.labels.ends(self.request.origin, self.request.destination)


def query_of(state: ViewState, labels: Labels) -> Query:
    """Return the request of a state, for the example pair where it names neither end, with its answer."""
    request = Request(
        state.origin, state.destination, state.avoid, state.closed, state.prefer, planned=state.planned
    )
    is_example = not state.origin and not state.destination
    if is_example:
        request = replace(request, origin=EXAMPLE[0], destination=EXAMPLE[1])
    return Query(labels, request, answered(labels.context, request), state.way, is_example)
