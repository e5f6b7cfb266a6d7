"""The view of resources: which sites there are, who needs what they give, by which way it can leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.state import ViewState
from dashboard.text import words_in
from dashboard.view.blocks import Action, Block
from dashboard.view.context import Context
from dashboard.view.names import Names, names_of
from dashboard.view.pages.resources import asked, losses, produced, profile, published, site, sites
from dashboard.view.pages.resources.asked import Question
from dashboard.view.pages.routes import Drawn, Hint, refused
from geodata import supply
from geodata.network import DESTINATIONS

Files = Mapping[str, Callable[[], pd.DataFrame]]


@dataclass(frozen=True, slots=True)
class Resources:
    """What the view of resources says of a state.

    Attributes
    ----------
    is_default : bool
        Whether the end is the default one, since the reader has named none.
    sentence : str
        How many of the sites that the filters leave can leave in which way, and the way of the chosen one.
    hints : tuple of Hint
        What is wrong with the request, with its repair; else other ends to try.
    closed : mapping of str to str
        What is closed, by its id and name.
    drawn : Drawn or None
        The way out of the chosen site.
    out, end : str
        Per site, in the order of its table, the place of its way out in ``supply.STATUSES``, or ``-`` where
        the filters leave it out; and the name of the end.
    """

    is_default: bool
    sentence: str
    hints: tuple[Hint, ...]
    closed: Mapping[str, str]
    drawn: Drawn | None
    out: str
    end: str


def build(
    state: ViewState, context: Context, names: Names, show: Mapping[str, NDArray[np.bool_]]
) -> Resources:
    """Return what the view of resources adds to the page."""
    question = _question(state, context, names, show["site"])
    wrong = supply.wrong(question.network, question.request)
    site_id = asked.site_of(state)
    said = [] if wrong else [_sentence(question, show)]
    if site_id and not wrong:
        said.append(site.sentence(site_id, question))
    return Resources(
        is_default=not state.destination,
        sentence=" ".join(filter(None, said)),
        hints=tuple(refused(one, state, question.say) for one in wrong) or _ends(question),
        closed={item: question.say.item(item) for item in state.closed},
        drawn=site.drawn_way(site_id, question) if site_id and not wrong else None,
        out="" if wrong else _out(question),
        end=question.end if not wrong else "",
    )


def report(state: ViewState, context: Context) -> tuple[Block, ...]:
    """Return the way out of the chosen site, and what the open part of the view says."""
    return context.keep(_report, _kept(state), context)


def files(state: ViewState, context: Context) -> Files:
    """Return the tables of the open part, by key, as they are worked out when a reader takes them."""
    question = _question_of(_kept(state), context)
    facts = context.facts
    country, resource = (next(iter(state.selection[key]), None) for key in ("country", "resource"))
    made: dict[str, Files] = {
        "sites": {"sites": lambda: question.ways},
        "commodities": {
            "commodities": lambda: supply.by_resource(question.ways, facts),
            "outputs": lambda: supply.outputs(question.ways, facts).reset_index(),
        },
        "production": {
            "production": lambda: produced.production_of(question),
            "reserves": lambda: produced.reserves_of(question),
        },
        "losses": {"losses": lambda: question.losses},
        "japan": {"stakes": lambda: published.stakes_of(question)},
        "exports": {"exports": lambda: published.exports_of(question)},
        "profile": {
            "production": partial(supply.production, facts, resource, country),
        },
    }
    return made[state.open_part]


_KEPT = ("view", "part", "lang", "destination", "avoid", "closed", "prefer", "planned", "sel")
_PARTS: Mapping[str, Callable[[Question], tuple[Block, ...]]] = {
    "sites": sites.blocks,
    "commodities": sites.commodities,
    "production": produced.blocks,
    "losses": losses.blocks,
    "japan": published.japan,
    "exports": published.exports,
    "profile": profile.blocks,
}


def _kept(state: ViewState) -> ViewState:
    """Return what the answer depends on, of all that is set."""
    return replace(state.only(_KEPT), selection=state.selection.on("sites"))


def _report(state: ViewState, context: Context) -> tuple[Block, ...]:
    question = _question_of(state, context)
    if supply.wrong(question.network, question.request):
        return ()
    site_id = asked.site_of(state)
    own = site.blocks(site_id, question) if site_id else ()
    made = (*own, *_PARTS[state.open_part](question))
    return tuple(block for block in made if block.table is None or block.table.rows)


def _question_of(state: ViewState, context: Context) -> Question:
    names = names_of(context, words_in(state.lang))
    return _question(state, context, names, context.index.select(state.selection)["site"])


def _question(state: ViewState, context: Context, names: Names, shown: NDArray[np.bool_]) -> Question:
    return Question(
        state,
        asked.request(state),
        tuple(context.facts.sites.index[shown]),
        asked.says(context, names),
    )


def _sentence(question: Question, show: Mapping[str, NDArray[np.bool_]]) -> str:
    words = question.say.words
    counts = question.ways["status"].value_counts()
    if not question.sites:
        # A profile tells what there is, and a page without sites and pledges what to clear.
        is_told = question.state.open_part == "profile" or not show["pledge"].any()
        return "" if is_told else words("resources.no_sites")
    said = [
        words(f"resources.count_{site.at_end(question) if status == site.AT_END else status}", n=int(n))
        for status, n in ((status, counts[status]) for status in supply.STATUSES)
        if n
    ]
    return f"{words('resources.found', n=len(question.ways), end=question.end)} {'; '.join(said)}."


def _out(question: Question) -> str:
    status = question.ways["status"].reindex(question.all_ways.index)
    return "".join("-" if code < 0 else str(code) for code in status.cat.codes)


def _ends(question: Question) -> tuple[Hint, ...]:
    say = question.say
    actions = [
        Action(say.place(end), {"to": "" if end == asked.DEFAULT_END else end})
        for end in DESTINATIONS
        if end != question.request.destination
    ]
    return (Hint(say.words("resources.other_ends"), tuple(actions)),)
