"""View -> the small message that tells the map what to show."""

from dataclasses import asdict
from typing import Any

from dashboard.browser.bundle import DRAWN, packed
from dashboard.view import View


def message(view: View, dark: bool, asked: int) -> dict[str, Any]:
    """Return what the map shows: a bit per row and kind, record, route, ways out, language, theme, base.

    ``asked`` counts the wishes of the filters that this answers.
    """
    state = view.state
    viewport = state.map
    drawn = getattr(view.added, "drawn", None)
    return {
        "show": {kind: packed(view.show[kind]) for kind in DRAWN},
        "asked": asked,
        "country": list(state.selection["country"]),
        "sel": state.sel,
        "route": asdict(drawn) if drawn else None,
        "out": getattr(view.added, "out", ""),
        "lang": state.lang,
        "dark": dark,
        "base": state.base,
        "view": [viewport.zoom, viewport.lat, viewport.lon] if viewport else None,
    }
