"""View -> the small message that tells the map what to show."""

from dataclasses import asdict
from typing import Any

from dashboard.browser.bundle import DRAWN
from dashboard.view import View
from dashboard.view.bits import packed


def message(view: View, dark: bool, asked: int) -> dict[str, Any]:
    """Return what the map shows: a bit per row and kind, record, route, ways out, language, theme, base.

    ``asked`` counts the requests of the filters that this answers.
    """
    state = view.state
    viewport = state.map
    on_map = view.page.on_map
    return {
        "show": {kind: packed(view.show[kind]) for kind in DRAWN},
        "asked": asked,
        "country": list(state.selection["country"]),
        "sel": state.sel,
        "route": asdict(on_map.drawn) if on_map.drawn else None,
        "out": on_map.out,
        "lang": state.lang,
        "dark": dark,
        "base": state.base,
        "view": [viewport.zoom, viewport.lat, viewport.lon] if viewport else None,
    }
