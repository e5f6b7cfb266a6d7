"""Differences of days, said as what they are: exact, at most, at least, or not to be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from dashboard.text import UNKNOWN
from dashboard.view.pages.resources.asked import Question, text

# More kinds of waits than this are counted, not named.
MOST_NAMED = 4


def signed(value: float, question: Question, digits: int = 0) -> str | None:
    """Write a difference with its sign."""
    written = question.say.number(value, digits)
    if written in ("0", "-0", "−0"):
        return "0"
    return f"+{written}" if written and value > 0 else written


def bounded(values: Iterable[float], kind: str | None, question: Question) -> str | None:
    """Write a difference of days, one figure or low, typical and high, with what it is."""
    words = question.say.words
    if kind is None:
        return None
    if kind == "not-alike":
        return words("resources.not_alike")
    said = [signed(value, question, 1) or UNKNOWN for value in values]
    written = " – ".join(said)
    if set(said) == {UNKNOWN}:
        return UNKNOWN
    return written if kind == "exact" else words(f"resources.days_{kind}", days=written)


def likeness(kind: str | None, question: Question) -> str:
    """Say how a difference of days stands to that in full."""
    return question.say.words(f"resources.likeness_{kind}") if kind else "–"


def notes(ways: pd.DataFrame, question: Question) -> tuple[str, ...]:
    """Return the rule, and which waits one of the two ways leaves out and the other does not."""
    words = question.say.words
    pairs = list(zip(ways["unknown"], ways["russia_unknown"], strict=True))
    compared = [pair for pair, kind in zip(pairs, ways["extra_days_kind"], strict=True) if text(kind)]
    sides = {
        "allowed": Counter(wait for here, there in compared for wait in set(there) - set(here)),
        "without": Counter(wait for here, there in compared for wait in set(here) - set(there)),
    }
    said = [
        words(f"resources.waits_{side}", waits=named(counts, question), end=question.end)
        for side, counts in sides.items()
        if counts
    ]
    return (words("resources.days_rule"), *said)


def named(counts: Counter[str], question: Question) -> str:
    """Name waits and in how many sites' ways they are."""
    words = question.say.words
    shown = counts.most_common(MOST_NAMED)
    items = [words("resources.wait_of", wait=wait(code, question), n=n) for code, n in shown]
    if len(counts) > len(shown):
        items.append(words("resources.waits_more", n=len(counts) - len(shown)))
    return words.listed(items)


def wait(code: str, question: Question) -> str:
    """Name a wait, ``parameter@place``."""
    parameter, _, place = code.partition("@")
    return f"{question.say.words(f'parameter.{parameter}')}, {question.say.item(place)}"
