"""The map: View in, a drawn map out; clicks and the viewport come back through the session."""

import streamlit as st

from dashboard import session
from dashboard.browser.assets import Files
from dashboard.browser.map.layer import AtlasMap, Show
from dashboard.browser.map.message import message
from dashboard.view import View

HEIGHT = 600
_KEY = "map"


def draw(view: View, files: Files) -> None:
    """Draw the map for a view."""
    # Imported in a run only: streamlit-folium registers its frame with the running server.
    from streamlit_folium import st_folium  # noqa: PLC0415

    dark = st.context.theme.type == "dark"
    # By the key of its container the scripts of the page find the frame.
    with st.container(key="atlas"):
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
