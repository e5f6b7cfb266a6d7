"""Charts on the page, drawn by Altair, which is loaded when the first is drawn; a click on a mark asks."""

from __future__ import annotations

from functools import partial
from typing import Any
from zlib import crc32

import streamlit as st

from dashboard import session
from dashboard.theme import STYLE
from dashboard.view.blocks import Chart


def draw(chart: Chart, key: str) -> None:
    """Draw a chart; its table and its sentence stand beside it. A click on a mark makes its request."""
    if not chart.marks:
        return
    # Half a second and sixty megabytes that no page without a chart needs.
    from dashboard.page.pictures import pictures  # noqa: PLC0415

    style = STYLE["dark" if st.context.theme.type == "dark" else "light"]
    # A chart of other marks is another chart: what was picked in the one before is not picked in it.
    name = f"chart.{key}.{crc32(repr(chart.marks).encode())}"
    for place, picture in enumerate(pictures(chart, style)):
        one = f"{name}.{place}"
        picked: Any = partial(_picked, one, chart) if chart.is_clickable else "ignore"
        st.altair_chart(picture, key=one, width="stretch", theme=None, on_select=picked)


def _picked(key: str, chart: Chart) -> None:
    """Make the request of the mark that was clicked."""
    event = st.session_state.get(key) or {}
    for marks in event.get("selection", {}).values():
        if marks:
            session.request(chart.marks[int(marks[0]["mark"])].request)
