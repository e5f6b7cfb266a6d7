"""What to draw, list, cite and say: a pure function of the state and the facts.

``prepare`` works out once what all readers share; ``build`` turns one reader's state into a frozen
:class:`View`. Nothing here knows of Streamlit, folium or a browser.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.state import Notice, ViewState
from dashboard.text import Words
from dashboard.view.blocks import Action, Block, Page, Table
from dashboard.view.context import Context, Trunk, prepare
from dashboard.view.labels import Labels, labels_of
from dashboard.view.pages import overview, pledges, resources, routes, sources
from dashboard.view.pages.resources.leaving import Leaving, leaving
from dashboard.view.pages.resources.query import DEFAULT_END
from dashboard.view.record import Record
from dashboard.view.record import build as build_record
from geodata.selection import Mask, missing

__all__ = [
    "Context", "Labels", "Leaving", "Page", "Record", "Suggestion", "Trunk", "View", "build",
    "prepare",
]  # fmt: skip

MOST_SUGGESTIONS = 6
# Views whose own sentence is about a way, so that the general one names none.
_OWN_WAY = frozenset({"routes", "resources"})
PAGES: Mapping[str, Callable[[ViewState, Context, Labels, Mapping[str, Mask]], Page]] = {
    "overview": overview.page,
    "routes": routes.page,
    "resources": resources.page,
    "sources": sources.page,
    "pledges": pledges.page,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Filters that can be dropped together, and how many rows of each missing kind are then shown."""

    filters: tuple[str, ...]
    label: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows for one state: ``sentence`` says what is selected, ``page`` is the open view.

    Attributes
    ----------
    counts : mapping of str to mapping of str to int
        Per filter and option, how many rows of the kinds that the filter narrows it would leave on the page.
    show : mapping of str to array of bool
        Per kind (site, pledge, leg, node, event): which rows, in the order of the facts' tables.
    leaving : Leaving or None
        The way out of the open record, where that is a site.
    suggestions : tuple of Suggestion
        Empty unless neither a site nor a pledge is left, or none of a kind that a filter alone is about.
    profiles : tuple of Action
        What leads to the profile of the one country, and of the one commodity, that is chosen; none where it
        is open.
    notices : tuple of Notice
        What of the state this page has no use for.
    """

    state: ViewState
    sentence: str
    counts: Mapping[str, Mapping[str, int]]
    show: Mapping[str, Mask]
    record: Record | None
    leaving: Leaving | None
    suggestions: tuple[Suggestion, ...]
    profiles: tuple[Action, ...]
    page: Page
    notices: tuple[Notice, ...]


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
    labels = labels_of(context, words)
    page = PAGES[state.view](state, context, labels, show)
    end = state.destination or DEFAULT_END
    kind, _, row_id = (state.sel or "").partition(":")
    return View(
        state=state,
        sentence=_sentence(state, context, show, labels),
        counts={
            key: {code: sum(rows.values()) for code, rows in counts.items()}
            for key, counts in context.index.counts(state.selection).items()
        },
        show=show,
        record=build_record(state.sel, labels, state.money, end) if state.sel else None,
        leaving=leaving(state, labels, row_id) if kind == "site" else None,
        suggestions=_suggestions(state, context, show, words),
        profiles=_profiles(state, labels),
        page=page,
        notices=_notices(state.sort, (*page.of_record, *page.blocks)),
    )


def _sentence(state: ViewState, context: Context, show: Mapping[str, Mask], labels: Labels) -> str:
    words = labels.words
    regional = int((show["pledge"] & context.index.regional).sum())
    found = words(
        "sentence.found",
        selection=labels.selection(state.selection),
        sites=words("sentence.sites", n=int(show["site"].sum())),
        pledges=words("sentence.pledges", n=int(show["pledge"].sum()) - regional),
        regional=words("sentence.regional", n=regional),
    )
    trunk = context.trunk
    # A view that asks for a way of its own says nothing of another.
    if trunk is None or state.view in _OWN_WAY:
        return found
    km, avoided = words.number(trunk.length_km, 0), words.number(trunk.avoided_km, 1)
    return f"{found} {words('sentence.route', km=km, avoided=avoided)}"


def _notices(order: str, blocks: Iterable[Block]) -> tuple[Notice, ...]:
    """Name an order that no table of the page stands in."""
    ordered = [table for table in _tables(blocks) if table.is_ordered] if order else []
    known = {column.key for table in ordered for column in table.columns if column.key}
    if not order or order.removeprefix("-") in known:
        return ()
    return (Notice("sort", order, "unknown_value" if known else "unused"),)


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        if block.table:
            yield block.table
        yield from _tables(block.folded)
        for figure in block.figures:
            yield from _tables(figure.details)


def _profiles(state: ViewState, labels: Labels) -> tuple[Action, ...]:
    if state.view == "resources" and state.open_part == "profile":
        return ()
    chosen = {"country": state.selection["country"], "resource": state.selection["resource"]}
    of = {"country": labels.country, "resource": labels.resource}
    there = {"view": "resources", "part": "profile", "country": "", "resource": ""}
    return tuple(
        Action(labels.words("sentence.profile", name=of[key](codes[0])), {**there, key: codes[0]})
        for key, codes in chosen.items()
        if len(codes) == 1
    )


def _suggestions(
    state: ViewState, context: Context, show: Mapping[str, Mask], words: Words
) -> tuple[Suggestion, ...]:
    kinds = missing(state.selection, show)
    found = context.index.relax_together(state.selection, kinds) if kinds else []
    return tuple(
        Suggestion(keys, words.listed([words(f"filter.{key}") for key in keys]), rows)
        for keys, rows in found[:MOST_SUGGESTIONS]
    )
