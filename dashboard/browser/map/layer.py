"""The folium map: Leaflet and our script from our own files, nothing from outside."""

from typing import Any

import folium
from jinja2 import Template

from dashboard.browser.assets import Files


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
