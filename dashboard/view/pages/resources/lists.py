"""Which lists of critical minerals name a commodity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Row, Table
from dashboard.view.labels import Labels
from geodata import supply


class Listed(NamedTuple):
    """What the lists say of a commodity: in a line, and list by list with its sources."""

    in_short: str
    table: Table


def lists(labels: Labels) -> Mapping[str, Listed]:
    """Return what the lists say of each commodity: the same whatever is asked."""
    return labels.context.keep(_lists, labels)


def _lists(labels: Labels) -> dict[str, Listed]:
    return {str(code): _of(labels, supply.lists(labels.facts, code)) for code in labels.facts.resources.index}


def _of(labels: Labels, found: pd.DataFrame) -> Listed:
    said = (_in_short(labels, str(name), cells.text(row["named"])) for name, row in found.iterrows())
    rows = tuple(
        Row((_name(labels, str(name)), _outcome(labels, row)), links=labels.links(row["source_ids"]))
        for name, row in found.iterrows()
    )
    in_short = ", ".join(filter(None, said)) or labels.words("resources.on_no_list")
    return Listed(in_short, Table(labels.heads("list outcome", "resources"), rows))


def _name(labels: Labels, name: str) -> str:
    return labels.words(f"resources.list_{name}")


def _in_short(labels: Labels, name: str, outcome: str | None) -> str:
    """Name a list that has the commodity wholly or in part, or of which that is not known."""
    label = _name(labels, name)
    if outcome is None:
        return labels.words("resources.list_unknown", list=label)
    if outcome == "partly":
        return labels.words("resources.list_partly", list=label)
    return label if outcome == "yes" else ""


def _outcome(labels: Labels, row: pd.Series[Any]) -> str | None:
    """Say whether a list names a commodity, at which level, and the list's date."""
    words, named, date = labels.words, cells.text(row["named"]), cells.text(row["date"])
    if named is None:
        return None
    level = labels.coded("resources", "eu_level", row["level"]) if named != "no" else None
    when = words.day(date) if date else words("resources.no_date")
    return f"{level or words(f'code.list_japan.{named}')} ({when})"
