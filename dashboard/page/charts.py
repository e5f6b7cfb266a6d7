"""Charts of a view's figures, with the colours of the one style. Altair is loaded when a chart is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard.theme import STYLE
from dashboard.view.blocks import Chart

if TYPE_CHECKING:
    import altair as alt

    AltairChart = alt.Chart | alt.LayerChart | alt.FacetChart

ROW_HEIGHT = 34
YEARS_HEIGHT = 300
LEGEND_HEIGHT = 70
LEGEND_ROW = 22
# Marks of a full year, of parts of a year, of plans and so on: a shape per scope.
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")


def draw(chart: Chart, key: str) -> None:
    """Draw a chart; its table and its sentence stand beside it."""
    if not chart.marks:
        return
    colours = STYLE["dark" if st.context.theme.type == "dark" else "light"]
    for place, drawn in enumerate(_CHARTS[chart.kind](chart, colours)):
        st.altair_chart(drawn, key=f"chart.{key}.{place}", width="stretch")


def _ranges(chart: Chart, colours: Mapping[str, Any]) -> list[AltairChart]:
    """Draw a row per corridor: days as a line from low to high with the typical value, km as a mark."""
    import altair as alt  # noqa: PLC0415

    series = list(dict.fromkeys(mark.series for mark in chart.marks))
    order = list(dict.fromkeys(mark.place for mark in chart.marks))

    def one(group: str) -> AltairChart:
        rows = [asdict(mark) for mark in chart.marks if mark.group == group]
        base = alt.Chart(pd.DataFrame(rows)).encode(
            y=alt.Y("place:N", sort=order, title=None, axis=alt.Axis(labelLimit=330, labelOverlap=False)),
            yOffset=alt.YOffset("series:N", sort=series),
            color=alt.Color(
                "series:N",
                scale=alt.Scale(domain=series, range=[colours["series"][0], colours["series"][3]]),
                legend=alt.Legend(orient="top", title=None, labelLimit=400),
            ),
            tooltip=["place:N", "series:N", "low:Q", "value:Q", "high:Q", "said:N"],
        )
        low = alt.X("low:Q", title=chart.titles[group], scale=alt.Scale(zero=True))
        value = alt.X("value:Q", title=chart.titles[group], scale=alt.Scale(zero=True))
        marks = base.mark_point(filled=True, size=70, opacity=1).encode(
            x=value, shape=alt.Shape("series:N", scale=alt.Scale(domain=series, range=["circle", "diamond"]))
        )
        line = base.mark_rule(strokeWidth=3).encode(x=low, x2="high:Q")
        layers = (line, marks) if group == "days" else (marks,)
        return alt.layer(*layers).properties(height=ROW_HEIGHT * len(order))

    return [one(group) for group in chart.titles]


def _exposure(chart: Chart, colours: Mapping[str, Any]) -> list[AltairChart]:
    """Draw a bar per corridor, stacked by country."""
    import altair as alt  # noqa: PLC0415

    series = list(dict.fromkeys(mark.series for mark in chart.marks))
    order = list(dict.fromkeys(mark.place for mark in chart.marks))
    # The last two are what is left over and what is at sea.
    palette = [*colours["series"][: len(series) - 2], colours["series_rest"], colours["series_sea"]]
    rows = [{**asdict(mark), "at": series.index(mark.series)} for mark in chart.marks]
    return [
        alt.Chart(pd.DataFrame(rows))
        .mark_bar(stroke=colours["panel"], strokeWidth=1)
        .encode(
            y=alt.Y("place:N", sort=order, title=None, axis=alt.Axis(labelLimit=330, labelOverlap=False)),
            x=alt.X("value:Q", title=chart.titles["share"], scale=alt.Scale(domain=[0, 100])),
            color=alt.Color(
                "series:N",
                sort=series,
                scale=alt.Scale(domain=series, range=palette),
                legend=alt.Legend(orient="top", title=None, columns=5, labelLimit=330),
            ),
            order=alt.Order("at:Q"),
            tooltip=["place:N", "series:N", alt.Tooltip("value:Q", format=".1f")],
        )
        .properties(height=ROW_HEIGHT * len(order) + LEGEND_HEIGHT)
    ]


def _years(chart: Chart, colours: Mapping[str, Any]) -> list[AltairChart]:
    """Draw figures through the years: a colour and a shape per scope, a line within one source only."""
    import altair as alt  # noqa: PLC0415

    scopes = list(dict.fromkeys(mark.group for mark in chart.marks))
    least = min(mark.value for mark in chart.marks)
    years = [int(mark.place) for mark in chart.marks]
    rows = pd.DataFrame([asdict(mark) for mark in chart.marks]).assign(year=years)
    base = alt.Chart(rows).encode(
        # A year is a place on a line, so that a gap of years looks like one.
        x=alt.X(
            "year:Q",
            title=None,
            scale=alt.Scale(domain=[min(years) - 0.5, max(years) + 0.5], nice=False),
            axis=alt.Axis(values=list(range(min(years), max(years) + 1)), format="d", labelAngle=0),
        ),
        y=alt.Y("value:Q", title=chart.titles["value"], scale=alt.Scale(zero=least >= 0)),
        color=alt.Color(
            "group:N",
            sort=scopes,
            scale=alt.Scale(domain=scopes, range=colours["series"][: len(scopes)]),
            legend=alt.Legend(orient="top", title=None, columns=2, labelLimit=400),
        ),
        detail="series:N",
        tooltip=["series:N", "place:O", "value:Q"],
    )
    shape = alt.Shape("group:N", sort=scopes, scale=alt.Scale(domain=scopes, range=SHAPES[: len(scopes)]))
    line = base.mark_line(strokeWidth=2)
    points = base.mark_point(size=80, strokeWidth=2, opacity=1).encode(shape=shape)
    return [alt.layer(line, points).properties(height=YEARS_HEIGHT + LEGEND_ROW * len(scopes) // 2)]


_CHARTS: Mapping[str, Callable[[Chart, Mapping[str, Any]], list[AltairChart]]] = {
    "ranges": _ranges,
    "exposure": _exposure,
    "years": _years,
}
