"""The view `pledges`: totals, the open tab, charts, downloads, and the ledger."""

from dataclasses import fields, is_dataclass
from typing import Any

import streamlit as st

from dashboard import panel
from dashboard.assets import Files
from dashboard.bundle import packed
from dashboard.pledges import charts, downloads
from dashboard.state import COLUMNS, CURRENCIES, PARTS_OF
from dashboard.text import Words
from dashboard.view import View
from dashboard.view.pledges import Pledges


def draw(view: View, files: Files, words: Words) -> None:
    """Draw what the view adds."""
    added: Pledges = view.added
    failed = words("table.failed")
    panel.mount("pledges", files, failed, message(view))
    if added.charts:
        dark = st.context.theme.type == "dark"
        for chart in added.charts:
            charts.draw(chart, view, files, words, dark)
    downloads.draw(view, words)
    panel.mount("ledger", files, failed, ledger_message(view))


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
        "overlap": added.overlap,
        "targets": added.targets,
        "disputed": added.disputed,
        # The page itself says what to relax where no site is left either.
        "relax": () if view.suggestions else added.relax,
        "empty": not view.show["pledge"].any(),
        **{name: value for name, value in opened.items() if value},
        **(
            {"show": packed(view.show["pledge"]), "conflict": state.conflict}
            if state.open_part == "conflicts"
            else {}
        ),
        **(
            {"countries": [option.code for option in view.options["country"]]}
            if state.open_part == "stages"
            else {}
        ),
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
    """Write dataclasses as mappings; rows of numbers stay as they are, uncopied."""
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple) and value and is_dataclass(next(filter(None, value), None)):
        return [_plain(each) for each in value]
    return value
