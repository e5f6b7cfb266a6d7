"""The view of resources: which sites there are, who needs what they give, by which way it can leave."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from dashboard.state import ViewState
from dashboard.view.blocks import Action, Block, Hint, OnMap, Page
from dashboard.view.context import Context
from dashboard.view.files import csv
from dashboard.view.labels import Labels
from dashboard.view.pages import ways
from dashboard.view.pages.repairs import refusal_hint
from dashboard.view.pages.resources import commodities, profile, published, site, sites
from dashboard.view.pages.resources.query import DEFAULT_END, Query, query_of
from geodata import supply
from geodata.network import DESTINATIONS
from geodata.selection import Mask

PARTS: Mapping[str, Callable[[Query], tuple[Block, ...]]] = {
    "commodities": commodities.blocks,
    "sites": sites.blocks,
    "production": published.production,
    "losses": commodities.losses,
    "japan": published.japan,
    "exports": published.exports,
    "profile": profile.blocks,
}
# Parts that tell of ways to an end, so that the end is asked for.
TO_AN_END = frozenset({"commodities", "sites", "losses"})
# What can be taken along, and what of it beside each part.
FRAMES: Mapping[str, Callable[[Query], pd.DataFrame]] = {
    "sites": lambda query: query.ways,
    "commodities": lambda query: supply.by_resource(query.ways, query.facts),
    "outputs": lambda query: supply.outputs(query.ways, query.facts).reset_index(),
    "losses": lambda query: query.disruption,
    **{key: partial(published.frame, key=key) for key in published.FRAMES},
}
FILES: Mapping[str, tuple[str, ...]] = {
    "commodities": ("commodities", "outputs"),
    "production": ("production", "reserves"),
    "japan": ("stakes",),
    "profile": ("production",),
}


def page(state: ViewState, context: Context, labels: Labels, show: Mapping[str, Mask]) -> Page:
    """Return how the sites that the filters leave can go to an end, and what the open part says."""
    query = query_of(state, labels, tuple(context.facts.sites.index[show["site"]]))
    kind, _, record_id = (state.sel or "").partition(":")
    part, site_id = state.open_part, record_id if kind == "site" else None
    example = {} if state.destination else {"to": DEFAULT_END}
    form = ways.form(state, labels, example, labels.words("resources.closed_none"))
    parts = labels.parts("resources")
    wrong = supply.wrong(query.network, query.request)
    if wrong:
        return Page(hints=tuple(refusal_hint(one, state, labels) for one in wrong), form=form, parts=parts)
    own, asks = context.keep(site.blocks, query, site_id) if site_id else (), part in TO_AN_END
    return Page(
        sentence=_sentence(query, site_id, is_told=part == "profile" or not show["pledge"].any()),
        hints=(_other_ends(query),) if asks else (),
        form=form if asks else None,
        on_map=OnMap(site.drawn_way(query, site_id) if site_id else None, _out(query), query.end),
        parts=parts,
        of_record=ways.with_rows(own),
        blocks=ways.with_rows(context.keep(PARTS[part], query)),
        files=tuple(
            csv(query.text(f"download_{key}"), f"resources-{key}", partial(FRAMES[key], query), query.facts)
            for key in FILES.get(part, (part,))
        ),
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
