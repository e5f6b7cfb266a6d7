"""The folium map: Leaflet and our script from our own files, nothing from outside."""

from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template

from dashboard.assets import Files

CENTRE = (43.0, 55.0)
ZOOM = 4


def base_map(files: Files) -> folium.Map:
    """Return a fresh map; its script is the same at each call, so the frame and its view stay."""
    drawn = folium.Map(
        list(CENTRE),
        zoom_start=ZOOM,
        tiles=None,
        zoom_control=False,
        attributionControl=False,
        zoomSnap=0.25,
        minZoom=2,
        maxZoom=12,
        worldCopyJump=True,
    )
    drawn.default_js = [("atlas", files.beside_map(files.script))]
    drawn.default_css = [("atlas", files.beside_map(files.style))]
    drawn.add_child(_Boot())  # type: ignore[no-untyped-call]
    return drawn


class _Boot(MacroElement):
    _template = Template(
        "{% macro script(this, kwargs) %}window.Atlas.boot({{ this._parent.get_name() }});{% endmacro %}"
    )


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
