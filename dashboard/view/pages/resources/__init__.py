"""The view of resources: which sites there are, who needs what they give, by which way it can leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.state import PARTS_OF, ViewState
from dashboard.view.blocks import Action, Block, File, Form, Hint, OnMap, Page, Part
from dashboard.view.context import Context
from dashboard.view.files import csv
from dashboard.view.labels import Labels
from dashboard.view.pages.repairs import refusal_hint
from dashboard.view.pages.resources import (
    commodities,
    disruption,
    exports,
    production,
    profile,
    site,
    sites,
    stakes,
)
from dashboard.view.pages.resources.query import DEFAULT_END, Query, query_of, site_of
from geodata import supply
from geodata.network import DESTINATIONS

Mask = NDArray[np.bool_]
Frames = Mapping[str, Callable[[Query], pd.DataFrame]]

PARTS: Mapping[str, Callable[[Query], tuple[Block, ...]]] = {
    "sites": sites.blocks,
    "commodities": commodities.blocks,
    "production": production.blocks,
    "losses": disruption.blocks,
    "japan": stakes.blocks,
    "exports": exports.blocks,
    "profile": profile.blocks,
}
# What of each part can be taken along.
FRAMES: Mapping[str, Frames] = {
    "sites": {"sites": lambda query: query.ways},
    "commodities": {
        "commodities": lambda query: supply.by_resource(query.ways, query.facts),
        "outputs": lambda query: supply.outputs(query.ways, query.facts).reset_index(),
    },
    "production": {"production": production.production_of, "reserves": production.reserves_of},
    "losses": {"losses": lambda query: query.disruption},
    "japan": {"stakes": stakes.stakes_of},
    "exports": {"exports": exports.exports_of},
    "profile": {"production": production.production_of},
}


def page(state: ViewState, context: Context, labels: Labels, show: Mapping[str, Mask]) -> Page:
    """Return how the sites that the filters leave can go to an end, and what the open part says."""
    query = query_of(state, labels, tuple(context.facts.sites.index[show["site"]]))
    part, site_id, form = state.open_part, site_of(state), _form(state, labels)
    parts = tuple(Part(key, labels.words(f"part.{key}")) for key in PARTS_OF[state.view])
    wrong = supply.wrong(query.network, query.request)
    if wrong:
        return Page(hints=tuple(refusal_hint(one, state, labels) for one in wrong), form=form, parts=parts)
    own = context.keep(site.blocks, query, site_id) if site_id else ()
    made = (*own, *context.keep(PARTS[part], query))
    return Page(
        sentence=_sentence(query, site_id, is_told=part == "profile" or not show["pledge"].any()),
        hints=(_other_ends(query),),
        form=form,
        on_map=OnMap(site.drawn_way(query, site_id) if site_id else None, _out(query), query.end),
        parts=parts,
        blocks=tuple(block for block in made if block.table is None or block.table.rows),
        files=tuple(_file(query, key, frame) for key, frame in FRAMES[part].items()),
    )


def _form(state: ViewState, labels: Labels) -> Form:
    return Form(
        only_to=True,
        closed={item: labels.item(item) for item in state.closed},
        example={} if state.destination else {"to": DEFAULT_END},
        countries={code: labels.country(code) for code in labels.context.vocabulary.avoidable},
        none_closed=labels.words("resources.closed_none"),
    )


def _sentence(query: Query, site_id: str | None, *, is_told: bool) -> str:
    """Say how many sites leave in which way, and the way of the chosen one.

    Where no site is left, a profile tells what there is, and a page without pledges what to clear.
    """
    none = "" if is_told else query.text("no_sites")
    own = site.sentence(query, site_id) if site_id else ""
    return " ".join(filter(None, (_counts(query) if query.sites else none, own)))


def _counts(query: Query) -> str:
    counts = query.ways["status"].value_counts()
    keys = {site.AT_END: site.at_end(query)}
    said = [
        query.text(f"count_{keys.get(status, status)}", n=int(counts[status]))
        for status in supply.STATUSES
        if counts[status]
    ]
    return f"{query.text('found', n=len(query.sites), end=query.end)} {'; '.join(said)}."


def _out(query: Query) -> str:
    status = query.ways["status"].reindex(query.all_ways.index)
    return "".join("-" if code < 0 else str(code) for code in status.cat.codes)


def _other_ends(query: Query) -> Hint:
    actions = (
        Action(query.labels.place(end), {"to": "" if end == DEFAULT_END else end})
        for end in DESTINATIONS
        if end != query.request.destination
    )
    return Hint(query.text("other_ends"), tuple(actions))


def _file(query: Query, key: str, frame: Callable[[Query], pd.DataFrame]) -> File:
    return csv(query.text(f"download_{key}"), f"resources-{key}", partial(frame, query), query.facts)
