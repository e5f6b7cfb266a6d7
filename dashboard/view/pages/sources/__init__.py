"""The view of sources: what rests on which source, how well the facts are covered, where sources disagree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.state import PARTS_OF, ViewState
from dashboard.view.blocks import Block, File, Page, Part
from dashboard.view.context import Context
from dashboard.view.files import csv
from dashboard.view.labels import Labels
from dashboard.view.pages.sources import asked, cite, covered, disputes, listed, unmapped
from dashboard.view.pages.sources.asked import Question
from geodata import coverage


def page(state: ViewState, _context: Context, labels: Labels, show: Mapping[str, NDArray[np.bool_]]) -> Page:
    """Return what carries the selection, and the open part of the view."""
    question = Question(state.only(_KEPT), labels)
    counts = {"list": len(question.named), "conflicts": question.disputed, "unmapped": question.unmapped}
    return Page(
        sentence=_sentence(state, question, counts, show),
        parts=tuple(Part(key, labels.words(f"part.{key}"), counts.get(key)) for key in PARTS_OF["sources"]),
        blocks=_blocks(state, question),
        files=_files(state, question),
    )


def _sentence(
    state: ViewState, question: Question, counts: Mapping[str, int], show: Mapping[str, NDArray[np.bool_]]
) -> str:
    words, sources = question.words, question.context.facts.sources
    return words(
        "sources.sentence",
        selection=question.labels.selection(state.selection),
        sources=words("sources.count_sources", n=counts["list"]),
        publishers=words("record.publishers", n=int(sources.loc[question.named, "publisher"].nunique())),
        sites=words("sentence.sites", n=int(show["site"].sum())),
        pledges=words("empty.pledges", n=int(show["pledge"].sum())),
        conflicts=words("sources.count_conflicts", n=counts["conflicts"]),
        unmapped=words("sources.count_unmapped", n=counts["unmapped"]),
    )


_KEPT = ("view", "part", "lang", "selection")
_PARTS: Mapping[str, Callable[[Question], tuple[Block, ...]]] = {
    "list": listed.blocks,
    "coverage": covered.blocks,
    "conflicts": disputes.blocks,
    "unmapped": unmapped.blocks,
    "cite": cite.blocks,
}


def _blocks(state: ViewState, question: Question) -> tuple[Block, ...]:
    """Return the open part, worked out once per selection and language, after what the address alone adds."""
    every = question.context.keep(_PARTS[state.open_part], question)
    if state.open_part == "cite":
        return (cite.citations(state, question.labels), *every, cite.downloads(question.words))
    opened = asked.source_of(state)
    own = (listed.rests(opened, question),) if opened and state.open_part == "list" else ()
    return (*own, *every)


def _files(state: ViewState, question: Question) -> tuple[File, ...]:
    facts = question.context.facts
    if state.open_part == "cite":
        return cite.files(question.labels)
    made: dict[str, Mapping[str, Callable[[], pd.DataFrame]]] = {
        "list": {"sources": partial(listed.frame, question)},
        "coverage": {
            "cells": lambda: coverage.cells(facts, question.held).set_index("table"),
            "gaps": lambda: question.gaps.set_index("record"),
        },
        "conflicts": {"conflicts": lambda: question.disputes.set_index("dispute")},
        "unmapped": {"unmapped": lambda: facts.unmapped[question.held["unmapped"]]},
    }
    return tuple(
        csv(question.words(f"sources.download_{key}"), f"sources-{key}", frame, facts)
        for key, frame in made[state.open_part].items()
    )
