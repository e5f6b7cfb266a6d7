"""What the record of a site says beside its own cells: who holds what of it, and how little is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view.names import Names
from geodata.model import Facts

Line = tuple[str, str, tuple[str, ...]]


def holdings(facts: Facts, site_id: str, names: Names) -> Iterator[Line]:
    """Yield a label, what is held and the sources, per row of ``holdings`` at a site."""
    words = names.words
    held = facts.holdings[facts.holdings["site_id"] == site_id]
    for _, row in held.iterrows():
        kind = words(f"resources.stake_{row['kind']}")
        yield f"{kind}: {row['holder']}", _said(row, names), row["source_ids"]


def is_bare(site: pd.Series[Any]) -> bool:
    """Whether a site is known by its commodity and place alone."""
    return bool(site[["output", "operator", "reserves"]].isna().all())


def _said(row: pd.Series[Any], names: Names) -> str:
    words = names.words
    share = None if pd.isna(row["share_pct"]) else f"{words.exact(float(row['share_pct']))} %"
    value = (
        None if pd.isna(row["value"]) else f"{words.exact(float(row['value']))} {names.measure(row['unit'])}"
    )
    venture = None if pd.isna(row["venture"]) else str(row["venture"])
    year = None if pd.isna(row["year"]) else str(row["year"])
    state = holding_state(str(row["state"]), year, words)
    parts = (share or value or words("resources.share_unknown"), venture, state)
    note = "" if pd.isna(row["note"]) else f" {row['note']}"
    return "; ".join(filter(None, parts)) + "." + note


def holding_state(state: str, year: str | None, words: Words) -> str:
    """Say whether a holding is known to stand, and as of when where that is all that is known."""
    if state == "unchecked":
        return words("resources.state_unchecked", year=year or words("resources.no_year"))
    return words(f"resources.state_{state}")
