"""The tables: every feature of the map is a row, and a row opens its record."""

from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.browser.bundle import COLUMNS, packed
from dashboard.text import words_in
from dashboard.view import View


def draw(view: View, files: Files) -> None:
    """Draw the tables of a view."""
    # A view with a ledger of its own needs no second table of the pledges.
    kinds = [kind for kind in COLUMNS if view.state.view != "pledges" or kind != "pledge"]
    data = {
        "show": {kind: packed(view.show[kind]) for kind in kinds},
        "lang": view.state.lang,
        "sel": view.state.sel,
    }
    parts.mount("tables", files, words_in(view.state.lang)("table.failed"), data)
