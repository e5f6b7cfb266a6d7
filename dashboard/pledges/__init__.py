"""The view `pledges`: totals, the open tab, charts, downloads, and the ledger."""

from dataclasses import asdict
from typing import Any

import streamlit as st

from dashboard import panel
from dashboard.assets import Files
from dashboard.bundle import packed
from dashboard.pledges import charts, downloads
from dashboard.state import COLUMNS, CURRENCIES, TABS
from dashboard.text import Words
from dashboard.view import View
from dashboard.view.pledges import Pledges


def draw(view: View, files: Files, words: Words) -> None:
    """Draw what the view adds."""
    added: Pledges = view.added
    failed = words("table.failed")
    panel.mount("pledges", files, failed, _sent(view, added))
    if added.charts:
        dark = st.context.theme.type == "dark"
        for chart in added.charts:
            charts.draw(chart, view, files, words, dark)
    downloads.draw(view, words)
    panel.mount("ledger", files, failed, _ledger(view))


def _sent(view: View, added: Pledges) -> dict[str, Any]:
    state = view.state
    opened = {name: _plain(getattr(added, name)) for name in ("listings", "stages", "donors")}
    return {
        "lang": state.lang,
        "tab": state.tab,
        "tabs": TABS,
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
            if state.tab == "conflicts"
            else {}
        ),
        **(
            {"countries": [option.code for option in view.options["country"]]}
            if state.tab == "stages"
            else {}
        ),
    }


def _ledger(view: View) -> dict[str, Any]:
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
    if isinstance(value, tuple):
        return [asdict(each) for each in value]
    return asdict(value) if value is not None else None
