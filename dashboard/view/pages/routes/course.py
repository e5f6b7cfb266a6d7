"""A way in the order in which goods take it: legs and waits, legs of one kind as one stretch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from geodata.model import SHIPS
from geodata.network import Route, Span
from geodata.network.days import HOURS_PER_DAY
from geodata.network.legs import RANGE

WAIT = "wait"


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
    legs = route.legs
    for place, leg_id in zip(route.nodes, [*legs.index, None], strict=True):
        course += _wait(place, route)
        if leg_id is not None:
            course.append(_leg(str(leg_id), legs.loc[leg_id]))
    alike = groupby(course, key=lambda step: step.places if step.is_wait else _kind(step, legs))
    return tuple(_joined(tuple(group)) for _, group in alike)


def waits(place: str, route: Route) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what goods wait for at a node, and for what of it no time is known."""
    stops, gaps = route.stops, route.gaps
    return stops[stops["node_id"] == place], gaps[gaps["node_id"] == place]


def _wait(place: str, route: Route) -> Iterator[Step]:
    known, unknown = waits(place, route)
    hours = [float(known[f"hours_{end}"].sum(skipna=False)) for end in RANGE]
    if any(hours):
        yield Step(WAIT, (place,), (), Span(*(value / HOURS_PER_DAY for value in hours)))
    elif len(unknown):
        yield Step(WAIT, (place,), (), Span(*[float("nan")] * 3))


def days_of(leg: pd.Series[Any]) -> Span:
    """Return how long a leg of a way takes."""
    return Span(*(float(leg[f"days_{end}"]) for end in RANGE))


def _leg(leg_id: str, leg: pd.Series[Any]) -> Step:
    ends = (str(leg["from_node"]), str(leg["to_node"]))
    return Step(str(leg["mode"]), ends, (leg_id,), days_of(leg))


def _kind(step: Step, legs: pd.DataFrame) -> tuple[str, ...]:
    """By what legs that follow one another are one stretch; those over a border stand alone."""
    passed = () if step.kind in SHIPS else tuple(legs["countries"][step.legs[0]])
    own = step.legs if len(set(passed)) > 1 else ()
    return (step.kind, *passed, *own)


def _joined(group: tuple[Step, ...]) -> Step:
    first, *rest = group
    for step in rest:
        places, legs = (*first.places, *step.places[1:]), (*first.legs, *step.legs)
        first = Step(first.kind, places, legs, first.days + step.days)
    return first
