"""A way in the order in which goods take it: legs and waits, those of one kind as one stretch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import isnan
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view.blocks import Piece
from dashboard.view.labels import Labels
from geodata.model import SHIPS
from geodata.network import Route, Span
from geodata.network.days import HOURS_PER_DAY
from geodata.network.legs import RANGE

WAIT = "wait"
# Fewer days than this are written in hundredths.
LEAST_TENTHS = 0.1
_DAYS, _HOURS = ([f"{unit}_{end}" for end in RANGE] for unit in ("days", "hours"))


@dataclass(frozen=True, slots=True)
class Step:
    """Legs of one mode that follow one another, or a wait at a node.

    ``kind`` is the mode, or ``WAIT``; ``places`` are the nodes that it touches, one of them for a wait; of
    the ``days`` what is not known is NaN.
    """

    kind: str
    places: tuple[str, ...]
    legs: tuple[str, ...]
    days: Span

    @property
    def is_wait(self) -> bool:
        """Whether goods wait."""
        return self.kind == WAIT


def steps(route: Route) -> tuple[Step, ...]:
    """Return the course of a way: consecutive legs of one mode and one country are one stretch."""
    course: list[Step] = []
    waited, legs = _waited(route), route.legs
    rows = legs[["from_node", "to_node", "mode", *_DAYS]].itertuples(name=None)
    for place, leg in zip(route.nodes, [*rows, None], strict=True):
        # A wait of no time is none; one of unknown time is NaN, which is true.
        if place in waited and any(waited[place]):
            course.append(Step(WAIT, (place,), (), Span(*(hours / HOURS_PER_DAY for hours in waited[place]))))
        if leg is not None:
            leg_id, start, end, mode, *days = leg
            course.append(Step(str(mode), (str(start), str(end)), (str(leg_id),), Span(*map(float, days))))
    passed = dict(zip(legs.index, legs["countries"], strict=True))
    alike = groupby(course, key=lambda step: step.places if step.is_wait else _kind(step, passed))
    return tuple(_joined(tuple(group)) for _, group in alike)


def _waited(route: Route) -> dict[str, tuple[float, ...]]:
    """Return the known hours of the waits at each node, NaN where none of them is known."""
    found: dict[str, tuple[float, ...]] = {}
    for place, *hours in route.stops[["node_id", *_HOURS]].itertuples(index=False, name=None):
        found[place] = tuple(map(sum, zip(found.get(place, (0.0,) * 3), hours, strict=True)))
    unknown = {place: (float("nan"),) * 3 for place in route.gaps["node_id"] if not any(found.get(place, ()))}
    return found | unknown


def waits(place: str, route: Route) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what goods wait for at a node, and for what of it no time is known."""
    stops, gaps = route.stops, route.gaps
    return stops[stops["node_id"] == place], gaps[gaps["node_id"] == place]


def days_of(leg: pd.Series[Any]) -> Span:
    """Return how long a leg of a way takes."""
    return Span(*(float(leg[f"days_{end}"]) for end in RANGE))


def _kind(step: Step, countries: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """By what legs that follow one another are one stretch; those over a border stand alone."""
    passed = () if step.kind in SHIPS else countries[step.legs[0]]
    own = step.legs if len(set(passed)) > 1 else ()
    return (step.kind, *passed, *own)


def _joined(group: tuple[Step, ...]) -> Step:
    first, *rest = group
    for step in rest:
        places, legs = (*first.places, *step.places[1:]), (*first.legs, *step.legs)
        first = Step(first.kind, places, legs, first.days + step.days)
    return first


def kind_name(kind: str, labels: Labels) -> str:
    """Name a mode, or a wait."""
    return labels.words("routes.wait") if kind == WAIT else labels.code("legs", "mode", kind)


def short(node: str, labels: Labels) -> str:
    """Name a place without what its name has in brackets."""
    return labels.place(node).partition(" (")[0]


def of_kind(kind: str, nodes: Iterable[str], labels: Labels) -> list[str]:
    """Return the nodes of a kind."""
    kinds = labels.facts.nodes["kind"]
    return [node for node in nodes if kinds[node] == kind]


def in_days(days: float, words: Words) -> str:
    """Write a time in days."""
    shown = words.number(days, 1 if days >= LEAST_TENTHS else 2)
    # Of a number that is not known the many stand.
    return words("routes.way_days", n=0 if isnan(days) else round(days, 1), days=shown)


def pieces(route: Route, labels: Labels) -> Iterator[Piece]:
    """Yield a piece per stretch of one kind; none where a typical time is not known, for it has no length."""
    course = [step for step in steps(route) if step.days.typical]
    timed = [step for step in course if not isnan(step.days.typical)]
    if isnan(route.totals.days.typical):
        return
    for kind, group in groupby(timed, key=lambda step: step.kind):
        yield _piece(kind, tuple(group), labels)


def kinds_of(found: Iterable[Piece], labels: Labels) -> dict[str, str]:
    """Name the kinds of pieces."""
    return {piece.kind: kind_name(piece.kind, labels) for piece in found}


def _piece(kind: str, group: tuple[Step, ...], labels: Labels) -> Piece:
    days = sum(step.days.typical for step in group)
    first, last = (short(node, labels) for node in (group[0].places[0], group[-1].places[-1]))
    where = first if kind == WAIT else f"{first} – {last}"
    said = f"{kind_name(kind, labels)}: {where}, {in_days(days, labels.words)}"
    return Piece(kind, round(days, 3), note=said)
