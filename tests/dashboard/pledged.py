"""The view of pledges for the tests: its blocks by their keys, and the rows that a list stands for."""

import base64
import re
from dataclasses import replace

import numpy as np

from dashboard.state import ViewState
from dashboard.text import words_in
from dashboard.view import build
from dashboard.view.blocks import Figure
from geodata.sums import PLEDGED, TARGETS, resolve, total
from tests.dashboard.states import state_of

ENGLISH = words_in("en")
ALL = ViewState(view="pledges")
STATES = [
    ALL,
    replace(ALL, money="JPY"),
    state_of(ALL, country=("KAZ",)),
    state_of(ALL, country=("KAZ", "UZB"), years=("2024", "2025")),
    state_of(ALL, donor=("JPN",), status=("signed",)),
    state_of(ALL, theme=("logistics",), money="JPY"),
    state_of(ALL, resource=("uranium",)),
    state_of(ALL, country=("TJK",), donor=("SAU",)),
]
EMPTY = STATES[-1]
# Blocks that hold others, folded.
HOLDERS = {"totals", "rule", "donors", "kinds", "whole"}
SUMS = ("named", "region", "together", "targets")


def shown(context, state=ALL, **fields):
    state = state_of(state, **fields)
    return build(state, context, words_in(state.lang))


def blocks(context, state=ALL, **fields):
    """All blocks of the page by their keys: what stands above the parts, the open one, and what is folded."""
    page = shown(context, state, **fields).page
    return dict(_all((*page.head, *page.blocks)))


def _all(some):
    for block in some:
        yield block.key, block
        if block.key in HOLDERS:
            yield from _all(block.folded)


def figure(made, key, lang="en"):
    """A sum of the rule by its key: its value, and what is said of it."""
    label, block = words_in(lang)(f"pledges.sum.{key}"), made[f"sum_{key}"]
    return Figure(label, block.title.removeprefix(f"{label}: "), says=block.says)


def amount_of(text):
    """A written amount: whether it is rounded, and its value."""
    number, unit = re.search(r"([\d.,]+)(?: (thousand|million|billion|trillion))? [A-Z]{3}$", text).groups()
    scale = {None: 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}[unit]
    return text.startswith("≈ "), float(number.replace(",", "")) * scale


def rows(table):
    """The rows of the facts that a list of pledges stands for."""
    bits = np.unpackbits(np.frombuffer(base64.b64decode(table.show), dtype=np.uint8))
    return np.flatnonzero(bits[: len(table.rows)]).tolist()


def folded(block):
    """What is folded beneath a block, by key: the rows of each list, without those that hold others."""
    return {one.key: rows(one.table) for one in block.folded if one.table and one.table.kept}


def left_out(block):
    """Per reason the rows that a sum leaves out."""
    out = [one for one in block.folded if one.key == "out"]
    return {key.removeprefix("out."): found for one in out for key, found in folded(one).items()}


def cells(table, label):
    at = [column.label for column in table.columns].index(label)
    return [row.cells[at] for row in table.rows]


def row(table, name):
    """A row of a table by its first cell."""
    return next(one for one in table.rows if one.cells[0] == name)


def cell(table, name, label):
    at = [column.label for column in table.columns].index(label)
    return row(table, name).cells[at]


def resolved(context, view, currency="USD"):
    """What the totals of a view count, from the library alone."""
    selected, regional = view.show["pledge"], context.index.regional
    asked = {
        "named": (selected & ~regional, PLEDGED),
        "region": (selected & regional, PLEDGED),
        "together": (selected, PLEDGED),
        "targets": (selected, TARGETS),
    }
    return {
        key: resolve(context.ledger, context.ledger.select(mask), rule.into(currency))
        for key, (mask, rule) in asked.items()
    }


def totals(context, view, currency="USD"):
    return {key: total(found) for key, found in resolved(context, view, currency).items()}
