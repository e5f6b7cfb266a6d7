"""Differences of days, said as what they are: exact, at most, at least, or not to be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from dashboard.text import UNKNOWN
from dashboard.view import cells
from dashboard.view.blocks import Cell
from dashboard.view.pages.resources.query import Query

# More kinds of waits than this are counted, not named.
MOST_NAMED = 4


def difference(low: float, typical: float, high: float, kind: str | None, query: Query) -> Cell:
    """Write a difference of days, one figure or low, typical and high, with what it is.

    ``kind`` is one of ``supply.COMPARABILITY``, or None where there is nothing to compare.
    """
    if kind is None:
        return cells.NONE
    if kind == "not-alike":
        return Cell(query.text("not_alike"), "number")
    signed = [cells.signed(value, query.words, 1).text or UNKNOWN for value in (low, typical, high)]
    shown = signed[0] if len(set(signed)) == 1 else cells.RANGE_SIGN.join(signed)
    if shown != UNKNOWN and kind != "exact":
        shown = query.text(f"days_{kind}", days=shown)
    return Cell(shown, "number", None if pd.isna(typical) else float(typical))


def notes(query: Query) -> tuple[str, ...]:
    """Return the rule, and which waits one of the two ways leaves out and the other does not."""
    ways = query.ways
    compared = ways.loc[ways["extra_days_kind"].map(cells.text).notna(), ["unknown", "russia_unknown"]]
    pairs = [(set(here), set(there)) for here, there in compared.itertuples(index=False)]
    sides = {
        "allowed": Counter(wait for here, there in pairs for wait in sorted(there - here)),
        "without": Counter(wait for here, there in pairs for wait in sorted(here - there)),
    }
    said = (
        query.text(f"waits_{side}", waits=_named(counts, query), end=query.end)
        for side, counts in sides.items()
        if counts
    )
    return query.text("days_rule"), *said


def names(waits: Iterable[str], query: Query) -> tuple[str, ...]:
    """Name waits, each once."""
    return tuple(dict.fromkeys(_name(wait, query) for wait in waits))


def _named(counts: Counter[str], query: Query) -> str:
    """Name waits and in how many sites' ways they are."""
    shown = counts.most_common(MOST_NAMED)
    items = [query.text("wait_of", wait=_name(wait, query), n=n) for wait, n in shown]
    if len(counts) > len(shown):
        items.append(query.text("waits_more", n=len(counts) - len(shown)))
    return query.words.listed(items)


def _name(wait: str, query: Query) -> str:
    """Name a wait, ``parameter@place``."""
    parameter, _, place = wait.partition("@")
    return f"{query.words(f'parameter.{parameter}')}, {query.labels.item(place)}"
