"""The view of sources: what rests on which source, how well the facts are covered, where sources disagree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.state import ViewState
from dashboard.text import words_in
from dashboard.view.blocks import Block
from dashboard.view.context import Context
from dashboard.view.names import Names, names_of
from dashboard.view.pages.sources import asked, cite, covered, disputes, listed, unmapped
from dashboard.view.pages.sources.asked import Question
from geodata import coverage

Files = Mapping[str, Callable[[], pd.DataFrame]]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the view of sources says of a state.

    Attributes
    ----------
    sentence : str
        What is selected, how many sources carry it, on how much they disagree, what is not drawn.
    counts : mapping of str to int
        Per part that lists something, how much.
    """

    sentence: str
    counts: Mapping[str, int]


def build(state: ViewState, context: Context, names: Names, show: Mapping[str, NDArray[np.bool_]]) -> Sources:
    """Return what the view of sources adds to the page."""
    question, words = Question(state.only(_KEPT), context, names), names.words
    named = question.named
    counts = {"list": len(named), "conflicts": question.disputed, "unmapped": question.unmapped}
    sentence = words(
        "sources.sentence",
        selection=names.selection(state.selection),
        sources=words("sources.count_sources", n=counts["list"]),
        publishers=words("record.publishers", n=int(context.facts.sources.loc[named, "publisher"].nunique())),
        sites=words("sentence.sites", n=int(show["site"].sum())),
        pledges=words("empty.pledges", n=int(show["pledge"].sum())),
        conflicts=words("sources.count_conflicts", n=counts["conflicts"]),
        unmapped=words("sources.count_unmapped", n=counts["unmapped"]),
    )
    return Sources(sentence, counts)


def report(state: ViewState, context: Context) -> tuple[Block, ...]:
    """Return what the open part of the view says, worked out once per selection and language.

    Before the list of all sources stands what rests on the open one.
    """
    plain, opened = state.only(_KEPT), asked.source_of(state)
    own = (
        (listed.rests(opened, _question_of(plain, context)),) if opened and state.open_part == "list" else ()
    )
    return (*own, *context.keep(_report, plain, context))


def files(state: ViewState, context: Context) -> Files:
    """Return the tables of the open part, by key, as they are worked out when a reader takes them."""
    question = _question_of(state.only(_KEPT), context)
    made: dict[str, Files] = {
        "list": {"sources": partial(listed.frame, question)},
        "coverage": {
            "cells": lambda: coverage.cells(context.facts, question.held).set_index("table"),
            "gaps": lambda: question.gaps.set_index("record"),
        },
        "conflicts": {"conflicts": lambda: question.disputes.set_index("dispute")},
        "unmapped": {"unmapped": lambda: context.facts.unmapped[question.held["unmapped"]]},
    }
    return made.get(state.open_part, {})


_KEPT = ("view", "part", "lang", "selection")
_PARTS: Mapping[str, Callable[[Question], tuple[Block, ...]]] = {
    "list": listed.blocks,
    "coverage": covered.blocks,
    "conflicts": disputes.blocks,
    "unmapped": unmapped.blocks,
    "cite": cite.blocks,
}


def _report(state: ViewState, context: Context) -> tuple[Block, ...]:
    return _PARTS[state.open_part](_question_of(state, context))


def _question_of(state: ViewState, context: Context) -> Question:
    return Question(state, context, names_of(context, words_in(state.lang)))
