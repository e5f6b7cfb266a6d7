"""The view `pledges`: totals, the open tab, charts, downloads, and the ledger."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import numpy as np
import streamlit as st

from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.browser.bundle import packed
from dashboard.page.pledges import charts, downloads
from dashboard.state import COLUMNS, CURRENCIES, PARTS_OF
from dashboard.text import Words
from dashboard.view import View
from dashboard.view.pages.pledges import Pledges
from geodata.sums import PLEDGED

_SIMPLE = {str, int, float, bool, type(None)}


def draw(view: View, files: Files, words: Words) -> None:
    """Draw what the view adds."""
    added: Pledges = view.added
    failed = words("table.failed")
    parts.mount("pledges", files, failed, message(view))
    if added.charts:
        dark = st.context.theme.type == "dark"
        for chart in added.charts:
            charts.draw(chart, view, files, words, dark)
    downloads.draw(view, words)
    parts.mount("ledger", files, failed, ledger_message(view))


def message(view: View) -> dict[str, Any]:
    """Return what the totals and the open tab are drawn from."""
    state, added = view.state, view.added
    opened = {name: _plain(getattr(added, name)) for name in ("listings", "stages", "donors")}
    return {
        "lang": state.lang,
        "tab": state.open_part,
        "tabs": PARTS_OF["pledges"],
        "money": state.money,
        "currencies": CURRENCIES,
        "sums": _plain(added.sums),
        "rules": added.rules,
        "overlap": added.overlap,
        "targets": added.targets,
        "disputed": added.disputed,
        # The page itself says what to relax where no site is left either.
        "relax": () if view.suggestions else added.relax,
        "empty": not view.show["pledge"].any(),
        **{name: value for name, value in opened.items() if value},
        **(
            {"show": packed(view.show["pledge"]), "conflict": state.conflict}
            if state.open_part in ("conflicts", "stages")
            else {}
        ),
        # What a total counts: any other direction of money is the reason why it does not.
        "flows": PLEDGED.flows,
        **({"countries": list(view.counts["country"])} if state.open_part == "stages" else {}),
    }


def ledger_message(view: View) -> dict[str, Any]:
    """Return what the ledger shows: which rows, in which order and columns."""
    state = view.state
    return {
        "show": packed(view.show["pledge"]),
        "lang": state.lang,
        "money": state.money,
        "conflict": state.conflict,
        "q": state.q,
        "sort": state.sort,
        "cols": state.cols,
        "columns": COLUMNS,
        "sel": state.sel,
    }


def _plain(value: Any) -> Any:
    """Write dataclasses as mappings and masks packed; rows of numbers stay as they are, uncopied."""
    kind = value.__class__
    if kind in _SIMPLE:
        return value
    if kind is tuple:
        return [_plain(each) for each in value] if any(_fields(each.__class__) for each in value) else value
    if kind is np.ndarray:
        return packed(value)
    return {name: _plain(getattr(value, name)) for name in _fields(kind)} or value


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
