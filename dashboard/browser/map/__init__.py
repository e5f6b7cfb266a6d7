"""The map: View in, a drawn map out; clicks and the viewport come back through the session.

Leaflet and our script are our own files, nothing is from outside.
"""

from dataclasses import asdict
from typing import Any

import folium
import streamlit as st
from jinja2 import Template

from dashboard import session
from dashboard.browser.assets import Files
from dashboard.browser.bundle import DRAWN
from dashboard.view import View
from dashboard.view.bits import packed

HEIGHT = 600
_KEY = "map"


class AtlasMap(folium.Map):
    """A folium map that our own script makes and draws, so what is sent for it is a line.

    The script is the same at each run, so streamlit-folium keeps the frame and the reader's view.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = window.Atlas.boot('{{ this.get_name() }}');"
        "{% endmacro %}"
    )

    def __init__(self, files: Files) -> None:
        super().__init__(tiles=None)
        self.default_js = [("atlas", files.beside_map(files.script))]
        self.default_css: list[tuple[str, str]] = []

    def render(self, **_kwargs: Any) -> str:
        """Render nothing: folium's page header has no use in a frame that has its own."""
        return ""


class Show(folium.FeatureGroup):
    """Not features, but what to show: streamlit-folium runs its script whenever it changes."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = window.Atlas.apply({{ this.message|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, message: dict[str, Any]) -> None:
        super().__init__(name="show")
        self.message = message

    def render(self, **_kwargs: Any) -> str:
        """Render nothing into folium's page: its script is taken from the template."""
        return ""


def message(view: View, dark: bool, asked: int) -> dict[str, Any]:
    """Return what the map shows: a bit per row and kind, record, closed places, route, language, theme, base.

    ``asked`` counts the requests of the filters that this answers.
    """
    state, on_map = view.state, view.page.on_map
    return {
        "show": {kind: packed(view.show[kind]) for kind in DRAWN},
        "page": state.view,
        "hidden": list(state.hidden),
        "hide": list(state.hide),
        "show_too": list(state.show),
        "resource": list(state.selection["resource"]),
        "asked": asked,
        "country": list(state.selection["country"]),
        "sel": state.sel,
        "closed": list(state.closed),
        "route": asdict(on_map.drawn) if on_map.drawn else None,
        "out": on_map.out,
        "lang": state.lang,
        "dark": dark,
        "base": state.base,
        "view": [state.map.zoom, state.map.lat, state.map.lon] if state.map else None,
    }


def draw(view: View, files: Files) -> None:
    """Draw the map for a view."""
    # Imported in a run only: streamlit-folium registers its frame with the running server.
    from streamlit_folium import st_folium  # noqa: PLC0415

    dark = st.context.theme.type == "dark"
    st_folium(
        AtlasMap(files),
        key=_KEY,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Show(message(view, dark, session.requested())),
        on_change=_reported,
    )


def _reported() -> None:
    report = st.session_state.get(_KEY) or {}
    # Its count only makes a second click on one feature a change; the filters count their own requests.
    session.request({key: text for key, text in report.items() if key != "n"})
