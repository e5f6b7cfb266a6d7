"""What to draw, list, cite and say: a pure function of the state and the facts.

``prepare`` works out once what all readers share; ``build`` turns one reader's state into a frozen
:class:`View`. Nothing here knows of Streamlit, folium or a browser.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view.blocks import Action
from dashboard.view.context import Context, Trunk, prepare
from dashboard.view.names import Names, names_of
from dashboard.view.pages import resources, routes, sources
from dashboard.view.pages.pledges import pledges
from dashboard.view.record import Field, Record, SourceLine
from dashboard.view.record import build as build_record
from geodata.selection import missing

__all__ = [
    "Context",
    "Field",
    "Figure",
    "Names",
    "Record",
    "SourceLine",
    "Suggestion",
    "Trunk",
    "View",
    "build",
    "prepare",
]  # fmt: skip

Mask = NDArray[np.bool_]
MOST_SUGGESTIONS = 6
# Views whose own sentence is about a way, so that the general one names none.
_OWN_WAY = frozenset({"routes", "resources"})
# What a view adds to the map and the tables: from the state, the context, the names and the rows shown.
ADDED: Mapping[str, Callable[[ViewState, Context, Names, Mapping[str, Mask]], Any]] = {
    "routes": routes.build,
    "resources": resources.build,
    "pledges": pledges,
    "sources": sources.build,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the row under the sentence: its key, which the catalogue names, and its text."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Filters that can be dropped together, and how many rows of each missing kind are then shown."""

    filters: tuple[str, ...]
    label: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows for one state.

    Attributes
    ----------
    show : mapping of str to array of bool
        Per kind (site, pledge, leg, node, event): which rows, in the order of the facts' tables.
    counts : mapping of str to mapping of str to int
        Per filter and option, how many rows of the kinds that the filter narrows it would leave on the page.
    profiles : tuple of Action
        What leads to the profile of the one country, and of the one commodity, that is chosen; none where it
        is open.
    suggestions : tuple of Suggestion
        Empty unless neither a site nor a pledge is left, or none of a kind that a filter alone is about.
    added : object or None
        What the open view adds to map and tables, as its function in ``ADDED`` makes it.
    """

    state: ViewState
    sentence: str
    figures: tuple[Figure, ...]
    counts: Mapping[str, Mapping[str, int]]
    show: Mapping[str, Mask]
    record: Record | None
    suggestions: tuple[Suggestion, ...]
    profiles: tuple[Action, ...] = ()
    added: Any = None


def build(state: ViewState, context: Context, words: Words) -> View:
    """Return what the page shows.

    Parameters
    ----------
    state : ViewState
        What the reader has set; its codes are known to ``context.vocabulary``.
    context : Context
        Facts and what derives from them.
    words : Words
        The reader's language.
    """
    show = context.index.select(state.selection)
    names = names_of(context, words)
    return View(
        state=state,
        sentence=_sentence(state, context, show, names),
        figures=_figures(context, show, words),
        counts=_counts(state, context),
        show=show,
        record=build_record(state.sel, context, words, state.money) if state.sel else None,
        suggestions=_suggestions(state, context, show, words),
        profiles=_profiles(state, names),
        added=ADDED[state.view](state, context, names, show) if state.view in ADDED else None,
    )


def _sentence(state: ViewState, context: Context, show: Mapping[str, Mask], names: Names) -> str:
    words = names.words
    regional = int((show["pledge"] & context.index.regional).sum())
    found = words(
        "sentence.found",
        selection=names.selection(state.selection),
        sites=words("sentence.sites", n=int(show["site"].sum())),
        pledges=words("sentence.pledges", n=int(show["pledge"].sum()) - regional),
        regional=words("sentence.regional", n=regional),
    )
    # A view that asks for a way of its own says nothing of another.
    return found if state.view in _OWN_WAY else f"{found} {_route(context, words)}".strip()


def _route(context: Context, words: Words) -> str:
    trunk = context.trunk
    if trunk is None:
        return ""
    return words(
        "sentence.route",
        km=words.number(trunk.length_km, 0),
        avoided=words.number(trunk.avoided_km, 1),
    )


def _profiles(state: ViewState, names: Names) -> tuple[Action, ...]:
    if state.view == "resources" and state.open_part == "profile":
        return ()
    chosen = {"country": state.selection["country"], "resource": state.selection["resource"]}
    of = {"country": names.country, "resource": names.resource}
    there = {"view": "resources", "part": "profile", "country": "", "resource": ""}
    return tuple(
        Action(names.words("sentence.profile", name=of[key](codes[0])), {**there, key: codes[0]})
        for key, codes in chosen.items()
        if len(codes) == 1
    )


def _figures(context: Context, show: Mapping[str, Mask], words: Words) -> tuple[Figure, ...]:
    regional = show["pledge"] & context.index.regional
    counts: dict[str, Any] = {
        "sites": show["site"].sum(),
        "pledges": (show["pledge"] & ~regional).sum(),
        "regional": regional.sum(),
        "legs": show["leg"].sum(),
        "events": show["event"].sum(),
    }
    return tuple(Figure(key, words.number(int(count))) for key, count in counts.items())


def _counts(state: ViewState, context: Context) -> dict[str, dict[str, int]]:
    return {
        key: {code: sum(rows.values()) for code, rows in counts.items()}
        for key, counts in context.index.counts(state.selection).items()
    }


def _suggestions(
    state: ViewState, context: Context, show: Mapping[str, Mask], words: Words
) -> tuple[Suggestion, ...]:
    kinds = missing(state.selection, show)
    found = context.index.relax_together(state.selection, kinds) if kinds else []
    return tuple(
        Suggestion(keys, words.listed([words(f"filter.{key}") for key in keys]), rows)
        for keys, rows in found[:MOST_SUGGESTIONS]
    )
