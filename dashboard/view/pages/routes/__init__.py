"""The view of routes: what is asked, what the network answers, what the map draws, parts on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.state import LIST_SEPARATOR, ViewState
from dashboard.text import words_in
from dashboard.view.blocks import Action, Block
from dashboard.view.context import Context
from dashboard.view.names import Names, names_of
from dashboard.view.pages.routes import asked, closing, history, proof, rivals, way
from dashboard.view.pages.routes.say import Say
from geodata.model import Facts
from geodata.network import Answer, End, Permission, Refusal, Request, Route

# A straight line from a site to where it is loaded, with what it is.
Line = tuple[tuple[float, float], tuple[float, float], str]


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence about what stands in the way, and the buttons that mend it."""

    text: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the map draws: legs of each way by their place in the table, the way shown, straight access lines.

    ``ends`` names the pair, so that the map moves only for a new one; empty for the example. ``stops`` are
    the two ends with their names. Points are latitude, longitude.
    """

    ends: str
    stops: tuple[tuple[float, float, str], ...]
    ways: tuple[tuple[int, ...], ...]
    chosen: int
    access: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """What the view of routes says of a state.

    Attributes
    ----------
    is_example : bool
        Whether the pair is the example, since the reader has named none.
    hints : tuple of Hint
        What is wrong with the request, or why there is no way, each with its repair; else what to try.
    closed : mapping of str to str
        What is closed, by its id and name.
    drawn : Drawn or None
        None where there is no way.
    """

    request: Request
    is_example: bool
    sentence: str
    hints: tuple[Hint, ...]
    closed: Mapping[str, str]
    drawn: Drawn | None


def build(state: ViewState, context: Context, names: Names, _show: Mapping[str, NDArray[np.bool_]]) -> Routes:
    """Return what the view of routes adds to the page."""
    say, request = Say(context, names), asked.request(state)
    said = asked.found(context, request)
    shown = asked.chosen(state.way, said)
    ends = "" if asked.is_example(state) else f"{state.origin}|{state.destination}"
    return Routes(
        request=request,
        is_example=asked.is_example(state),
        sentence=way.sentence(shown, request, say) if shown else "",
        hints=tuple(_hints(state, said, say)),
        closed={item: say.item(item) for item in state.closed},
        drawn=drawn(ends, asked.ways(said), shown, say) if shown else None,
    )


def report(state: ViewState, context: Context) -> tuple[Block, ...]:
    """Return what the open part of the view says, worked out once per request and language."""
    return context.keep(_report, state.only(_KEPT), context)


_KEPT = ("view", "part", "way", "lang", "origin", "destination", "avoid", "closed", "prefer", "planned")
_PARTS: Mapping[str, Callable[[asked.Question], tuple[Block, ...]]] = {
    "way": way.blocks,
    "proof": proof.blocks,
    "rivals": rivals.blocks,
    "closing": closing.blocks,
    "history": history.blocks,
}


def _report(state: ViewState, context: Context) -> tuple[Block, ...]:
    question = asked.Question(
        asked.request(state),
        asked.is_example(state),
        state.way,
        Say(context, names_of(context, words_in(state.lang))),
    )
    return tuple(
        block for block in _PARTS[state.open_part](question) if block.table is None or block.table.rows
    )


def _hints(state: ViewState, said: Answer, say: Say) -> list[Hint]:
    if said.refusals:
        return [refused(refusal, state, say) for refusal in said.refusals]
    if not said.best:
        return [_no_way(said, say)]
    if asked.is_example(state):
        words = say.words
        pairs = [Action(say.ends(*pair), {"from": pair[0], "to": pair[1]}) for pair in asked.PAIRS]
        return [Hint(words("routes.example", ends=say.ends(*asked.EXAMPLE)), tuple(pairs))]
    if state.way > len(asked.ways(said)):
        return [Hint(say.words("routes.no_such_way", n=len(asked.ways(said))))]
    return []


def refused(refusal: Refusal, state: ViewState, say: Say) -> Hint:
    """Say what is wrong with a request, with the buttons that mend it."""
    words, values = say.words, dict(refusal.values)
    if "end" in values:
        values["end"] = words(f"routes.{values['end']}")
    if "country" in values:
        values["country"] = say.names.country(values["country"])
    if "value" in values and refusal.key not in ("unknown_end", "unknown_avoid", "unknown_closed"):
        values["value"] = say.item(values["value"])
    text = words(f"refusal.{refusal.key}", **values)
    return Hint(text, tuple(_repairs(refusal, state, say)))


def _repairs(refusal: Refusal, state: ViewState, say: Say) -> list[Action]:
    words, values = say.words, refusal.values
    if refusal.key == "unknown_end":
        key = {"origin": "from", "destination": "to"}[values["end"]]
        return [Action(say.place(end), {key: end, "way": ""}) for end in refusal.nearest]
    if refusal.key == "unserved_end":
        key = "from" if (state.origin or "").endswith(values["value"]) else "to"
        return [Action(say.place(end), {key: end, "way": ""}) for end in refusal.nearest]
    if refusal.key == "avoided_end":
        name = say.names.country(values["country"])
        return [
            Action(words("routes.allow", country=name), _without(state.avoid, "avoid", values["country"]))
        ]
    if refusal.key == "closed_end":
        name = say.item(values["value"])
        return [Action(words("routes.open", item=name), _without(state.closed, "closed", values["value"]))]
    return []


def _no_way(said: Answer, say: Say) -> Hint:
    text = say.words("routes.no_way", ends=say.ends(said.request.origin, said.request.destination))
    opening = "routes.no_way_but" if said.permissions else "routes.no_way_at_all"
    return Hint(
        f"{text} {say.words(opening)}", tuple(_permission(one, said, say) for one in said.permissions)
    )


def _permission(one: Permission, said: Answer, say: Say) -> Action:
    words = say.words
    if one.kind == "country":
        return Action(
            words("routes.allow", country=say.names.country(one.value)),
            _without(said.request.avoid, "avoid", one.value),
        )
    if one.kind == "closed":
        return Action(
            words("routes.open", item=say.item(one.value)), _without(said.request.closed, "closed", one.value)
        )
    return Action(words("routes.allow_planned"), {"planned": "yes", "way": ""})


def _without(items: tuple[str, ...], key: str, item: str) -> dict[str, str]:
    left = LIST_SEPARATOR.join(other for other in items if other != item)
    return {key: left or ("none" if key == "avoid" else ""), "way": ""}


def drawn(ends: str, offered: Sequence[Route], shown: Route, say: Say) -> Drawn:
    """Return what the map draws of ways, one of which is shown."""
    facts = say.context.facts
    return Drawn(
        ends=ends,
        stops=tuple((*_place(end, facts), say.place(_id(end))) for end in (shown.start, shown.end)),
        ways=tuple(tuple(int(at) for at in facts.legs.index.get_indexer(one.legs.index)) for one in offered),
        chosen=next(at for at, one in enumerate(offered) if one is shown),
        access=tuple(
            (
                _place(end, facts),
                _point(facts.nodes.geometry[end.node_id]),
                say.words("routes.access_label", km=say.words.number(end.access_km, 0)),
            )
            for end in (shown.start, shown.end)
            if end.site_id
        ),
    )


def _id(end: End) -> str:
    return f"site:{end.site_id}" if end.site_id else f"node:{end.node_id}"


def _place(end: End, facts: Facts) -> tuple[float, float]:
    return _point(facts.sites.geometry[end.site_id] if end.site_id else facts.nodes.geometry[end.node_id])


def _point(place: Any) -> tuple[float, float]:
    return round(place.y, 4), round(place.x, 4)
