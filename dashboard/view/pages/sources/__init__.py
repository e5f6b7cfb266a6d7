"""The view of sources: what rests on which source, how well the facts are covered, where sources disagree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from dashboard.state import ViewState
from dashboard.view.blocks import Block, File, Page
from dashboard.view.context import Context
from dashboard.view.files import csv
from dashboard.view.labels import Labels
from dashboard.view.pages.sources import cite, covered, disputes, glossary, listed, unmapped
from dashboard.view.pages.sources.query import Query
from geodata import coverage
from geodata.selection import Mask


def page(state: ViewState, _context: Context, labels: Labels, show: Mapping[str, Mask]) -> Page:
    """Return what carries the selection, and the open part of the view."""
    query = Query(labels, state.only(_KEPT))
    counts = {"list": len(query.named), "conflicts": query.disputed, "unmapped": query.unmapped}
    return Page(
        sentence=_sentence(query, counts, show),
        parts=labels.parts("sources", counts),
        of_record=_of_record(state, query),
        blocks=_blocks(state, query),
        files=_files(state, query),
    )


def _sentence(query: Query, counts: Mapping[str, int], show: Mapping[str, Mask]) -> str:
    words, sources = query.words, query.facts.sources
    return words(
        "sources.sentence",
        selection=query.labels.selection(query.state.selection),
        sources=words("sources.count_sources", n=counts["list"]),
        publishers=words("record.publishers", n=int(sources.loc[query.named, "publisher"].nunique())),
        sites=words("sentence.sites", n=int(show["site"].sum())),
        pledges=words("empty.pledges", n=int(show["pledge"].sum())),
        conflicts=words("sources.count_conflicts", n=counts["conflicts"]),
        unmapped=words("sources.count_unmapped", n=counts["unmapped"]),
    )


_KEPT = ("view", "part", "lang", "selection")
_PARTS: Mapping[str, Callable[[Query], tuple[Block, ...]]] = {
    "list": listed.blocks,
    "coverage": covered.blocks,
    "conflicts": disputes.blocks,
    "unmapped": unmapped.blocks,
    "cite": cite.blocks,
    "glossary": glossary.blocks,
}


def _blocks(state: ViewState, query: Query) -> tuple[Block, ...]:
    """Return the open part, worked out once per selection and language, after what the address alone adds."""
    every = query.context.keep(_PARTS[state.open_part], query)
    if state.open_part == "cite":
        cited = () if state.sel else (cite.citations(state, query.labels),)
        return (*cited, *every, cite.downloads(query.words))
    return every


def _of_record(state: ViewState, query: Query) -> tuple[Block, ...]:
    """Return what rests on the open source, and where all is cited how the open record is."""
    if state.open_part == "cite" and state.sel:
        return (cite.citations(state, query.labels),)
    kind, _, opened = (state.sel or "").partition(":")
    return (listed.rests(opened, query),) if kind == "source" else ()


def _files(state: ViewState, query: Query) -> tuple[File, ...]:
    facts = query.facts
    if state.open_part == "cite":
        return cite.files(query.labels)
    made: dict[str, Mapping[str, Callable[[], pd.DataFrame]]] = {
        "list": {"sources": partial(listed.frame, query)},
        "coverage": {
            "cells": lambda: coverage.cells(facts, query.held).set_index("table"),
            "gaps": lambda: query.gaps.set_index("record"),
        },
        "conflicts": {"conflicts": lambda: query.disputes.set_index("dispute")},
        "unmapped": {"unmapped": lambda: facts.unmapped[query.held["unmapped"]]},
        "glossary": {"glossary": partial(glossary.frame, query)},
    }
    return tuple(
        csv(query.words(f"sources.download_{key}"), f"sources-{key}", frame, facts)
        for key, frame in made[state.open_part].items()
    )
