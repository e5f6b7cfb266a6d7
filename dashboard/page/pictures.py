"""Charts as Altair has them: a function per kind, with the colours and the type of the one style."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from functools import reduce
from itertools import cycle
from operator import getitem
from typing import Any
from unicodedata import east_asian_width

import altair as alt
import pandas as pd

from dashboard.theme import STYLE
from dashboard.view.blocks import HOLLOW, Chart

Picture = alt.Chart | alt.LayerChart | alt.FacetChart
# Pixels of a row, more where its name stands in several lines; of a row of bars, a bar, a column, and what is
# written at the end of a bar; of a chart
# without rows.
ROW_HEIGHT, LINE_HEIGHT = 28, 13
BAR_ROW, BAR, COLUMN, END = 23, 15, 36, 40
YEARS_HEIGHT, COLUMNS_HEIGHT = 200, 260
# Letters of a line of a name, and of what stands beneath a chart. Japanese letters are twice as wide.
LABEL, CREDIT = 32, 60
# Pixels of what is written in a chart, as of all that is small on the page.
TYPE = 12.5
# Stages beside one another where their names have room.
FITTING = "width < 220 ? 1 : 4"
# Pixels of a chart that has room for no more than one column of its legend, and for half of its columns.
NARROW, MIDDLE = 340, 400
# Marks of a full year, of parts of a year, of plans and so on: a shape per scope.
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right")
# Square pixels of the largest circle, and what a legend of sizes shows: its three largest that occur.
CIRCLE_PX, STEPS = 1100, tuple(base * 10.0**power for power in range(-3, 7) for base in (1, 5))
PICK = "pick"


def pictures(chart: Chart, style: Mapping[str, Any]) -> list[Picture]:
    """Return a chart as Altair has it, one beneath the other where its marks are of several scales."""
    return [_finished(one, chart, style) for one in _KINDS[chart.kind](chart, style)]


def _ranges(chart: Chart, style: Mapping[str, Any]) -> list[Picture]:
    """Draw a row per place: days as a line from low to high with the typical value, km as a mark."""
    series, rows = _series(chart), _rows(chart)

    def one(group: str) -> Picture:
        base = alt.Chart(rows[rows["group"] == group]).encode(
            y=_names(rows, "place"),
            yOffset=alt.YOffset("series:N", sort=series),
            color=_colours("series", series, chart, style, columns=2),
            tooltip="tip:N",
        )
        scale = alt.Scale(zero=True)
        points = base.mark_point(filled=True, size=70, opacity=1).encode(
            x=alt.X("value:Q", title=chart.titles[group], scale=scale, axis=_ticks()),
            shape=alt.Shape("series:N", scale=alt.Scale(domain=series, range=SHAPES[: len(series)])),
        )
        line = base.mark_rule(strokeWidth=3).encode(
            x=alt.X("low:Q", title=chart.titles[group], scale=scale, axis=_ticks()), x2="high:Q"
        )
        has_range = rows.loc[rows["group"] == group, "low"].notna().any()
        layers = (line, points) if has_range else (points,)
        return alt.layer(*layers).properties(height=_height(rows["place"]))

    return [one(group) for group in chart.titles]


def _years(chart: Chart, style: Mapping[str, Any]) -> list[Picture]:
    """Draw figures through the years: a colour and a shape per scope, a line within one source only."""
    rows = _rows(chart)
    rows = rows.assign(year=rows["place"].astype(int))
    scopes, first, last = rows["group"].unique().tolist(), rows["year"].min(), rows["year"].max()
    (title,) = chart.titles.values()
    base = alt.Chart(rows).encode(
        # A year is a place on a line, so that a gap of years looks like one.
        x=alt.X(
            "year:Q",
            title=None,
            scale=alt.Scale(domain=[first - 0.5, last + 0.5], nice=False),
            axis=alt.Axis(values=list(range(first, last + 1)), format="d", labelAngle=0),
        ),
        y=alt.Y("value:Q", title=title, scale=alt.Scale(zero=bool(rows["value"].min() >= 0))),
        color=_colours("group", scopes, chart, style, columns=2),
        detail="series:N",
        tooltip="tip:N",
    )
    shape = alt.Shape("group:N", sort=scopes, scale=alt.Scale(domain=scopes, range=SHAPES[: len(scopes)]))
    line = base.mark_line(strokeWidth=2)
    points = base.mark_point(size=80, strokeWidth=2, opacity=1).encode(shape=shape)
    return [alt.layer(line, points).properties(height=YEARS_HEIGHT)]


def _stacked(chart: Chart, style: Mapping[str, Any]) -> list[Picture]:
    """Draw a bar per place, stacked by series, in the order of the marks."""
    rows = _rows(chart)
    (title,) = chart.titles.values()
    bars = alt.Chart(rows).mark_bar(stroke=style["panel"], strokeWidth=1)
    return [
        bars.encode(
            y=_names(rows, "place"),
            x=alt.X("value:Q", title=title, stack="zero", scale=alt.Scale(nice=False), axis=_ticks()),
            color=_colours("series", _series(chart), chart, style, columns=4),
            order=alt.Order("rank:Q"),
            tooltip="tip:N",
        ).properties(height=_height(rows["place"]))
    ]


def _stages(chart: Chart, style: Mapping[str, Any]) -> list[Picture]:
    """Draw a bar per place of its stages, its sum at its end; what is no money on the way is an outline."""
    rows = _rows(chart)
    is_hollow = rows["group"] == HOLLOW
    ends, y = _ends(rows, chart), _names(rows, "place")
    # Room for what stands at the end of the longest bar.
    room = alt.ExprRef(f"width - {END}")
    scale = alt.Scale(nice=False, domain=[0, ends["value"].max()], range=[0, room])
    x = alt.X("value:Q", stack="zero", axis=None, scale=scale)
    layers = [
        _staged(rows[~is_hollow], chart, style).encode(x=x, y=y),
        alt.Chart(rows[is_hollow])
        .mark_bar(size=BAR - 1, filled=False, stroke=style["ink_quiet"], strokeDash=[3, 2])
        .encode(x=x, y=y, tooltip="tip:N"),
        alt.Chart(ends)
        .mark_text(align="left", dx=6, color=style["ink"], fontSize=TYPE)
        .encode(x=alt.X("value:Q", scale=scale), y=y, text="end:N"),
    ]
    return [alt.layer(*layers).properties(height=_height(rows["place"], BAR_ROW))]


def _columns(chart: Chart, style: Mapping[str, Any]) -> list[Picture]:
    """Draw a column per year, its stages in their order."""
    rows = _rows(chart)
    years = rows["place"].unique().tolist()
    return [
        _staged(rows, chart, style, COLUMN)
        .encode(
            x=alt.X("place:N", sort=years, title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("value:Q", stack="zero", title=None, axis=alt.Axis(tickCount=5, domain=False)),
        )
        .properties(height=COLUMNS_HEIGHT)
    ]


def _staged(rows: pd.DataFrame, chart: Chart, style: Mapping[str, Any], size: int = BAR) -> alt.Chart:
    """Return bars whose stages darken in their order, beneath a legend that has the unit."""
    (title,) = chart.titles.values()
    order = [name for name in chart.palette if name in set(rows["series"])]
    colour = _colours("series", order, chart, style, columns=4)
    colour["legend"]["title"], colour["legend"]["columns"] = title, alt.ExprRef(FITTING)
    bars: alt.Chart = alt.Chart(rows).mark_bar(size=size, stroke=style["panel"], strokeWidth=0.5)
    return bars.encode(color=colour, order=alt.Order("rank:Q"), tooltip="tip:N")


def _ends(rows: pd.DataFrame, chart: Chart) -> pd.DataFrame:
    """Return per place where its bar ends, and what stands there."""
    sums = rows.groupby("place", sort=False)["value"].sum()
    said = [chart.ends.get(str(name), "") for name in sums.index]
    return pd.DataFrame({"place": sums.index, "value": sums.to_numpy(), "end": said})


def _bubbles(chart: Chart, style: Mapping[str, Any]) -> list[Picture]:
    """Draw a circle by area per place and series, with an edge so that the smallest still is a point."""
    rows, colour = _rows(chart), style["stage"]["signed"]
    (title,) = chart.titles.values()
    most = rows["value"].max()
    circles = alt.Chart(rows).mark_point(
        shape="circle", fill=colour, stroke=colour, strokeWidth=1.5, opacity=0.8
    )
    return [
        circles.encode(
            y=_names(rows, "series"),
            x=alt.X("place:N", title=None, axis=alt.Axis(labelAngle=-40, labelLimit=0)),
            size=alt.Size(
                "value:Q",
                title=title,
                scale=alt.Scale(domain=[0, most], range=[0, CIRCLE_PX]),
                legend=alt.Legend(orient="top", values=sizes(most), symbolFillColor=colour, offset=8),
            ),
            tooltip="tip:N",
        ).properties(height=_height(rows["series"]))
    ]


def sizes(most: float) -> list[float]:
    """Return the values that a legend of circles shows, in the unit of the axis; never zero."""
    return [step for step in STEPS if step <= most][-3:] or [most]


_KINDS: Mapping[str, Callable[[Chart, Mapping[str, Any]], list[Picture]]] = {
    "ranges": _ranges,
    "years": _years,
    "stacked": _stacked,
    "stages": _stages,
    "columns": _columns,
    "bubbles": _bubbles,
}


def _rows(chart: Chart) -> pd.DataFrame:
    """Return a row per mark: ``mark`` is its place in the chart, ``rank`` that of its series."""
    series = _series(chart)
    return pd.DataFrame(
        {
            "mark": place,
            "rank": series.index(mark.series),
            "tip": " · ".join(filter(None, (mark.place, mark.series, mark.said))),
            **{name: getattr(mark, name) for name in ("series", "place", "group", "value", "low", "high")},
        }
        for place, mark in enumerate(chart.marks)
    )


def _series(chart: Chart) -> list[str]:
    return list(dict.fromkeys(mark.series for mark in chart.marks))


def _ticks() -> alt.Axis:
    return alt.Axis(tickCount=10, labelOverlap=True)


def _names(rows: pd.DataFrame, field: str) -> alt.Y:
    """Return an axis of names, each in lines: whole names rather than cut ones."""
    lines = {name: _wrapped(name, LABEL) for name in rows[field].unique()}
    axis = alt.Axis(
        labelExpr=f"({json.dumps(lines)})[datum.label] || datum.label",
        labelLimit=0,
        labelOverlap=False,
        labelBaseline="middle",
        labelLineHeight=LINE_HEIGHT,
    )
    return alt.Y(f"{field}:N", sort=list(lines), title=None, axis=axis)


def _wrapped(text: str, width: int) -> list[str]:
    return [line for part in text.split(" · ") for line in _lines(part, width)]


def _lines(part: str, width: int) -> list[str]:
    wide = sum(east_asian_width(letter) == "W" for letter in part)
    if len(part) + wide <= width:
        return [part]
    return textwrap.wrap(part, width // 2 if wide else width)


def _height(names: pd.Series[str], row: int = ROW_HEIGHT) -> int:
    lines = [len(_wrapped(name, LABEL)) for name in names.unique()]
    return len(lines) * max(row, LINE_HEIGHT * max(lines) + 3)


def _colours(field: str, names: list[str], chart: Chart, style: Mapping[str, Any], columns: int) -> alt.Color:
    """Return the colours of a field: those that the chart names, the others in order."""
    left = cycle(style["series"])
    named = {
        # Of a group of colours one, as ``stage.signed``.
        name: reduce(getitem, path.split("."), style)
        for name, path in chart.palette.items()
    }
    colours = [named[name] if name in named else next(left) for name in names]
    fitting = alt.ExprRef(f"width < {NARROW} ? 1 : width < {MIDDLE} ? {columns // 2} : {columns}")
    return alt.Color(
        f"{field}:N",
        sort=names,
        scale=alt.Scale(domain=names, range=colours),
        legend=alt.Legend(orient="top", title=None, columns=fitting, labelLimit=0),
    )


def _finished(picture: Any, chart: Chart, style: Mapping[str, Any]) -> Any:
    """Give a picture the look of the page, what is written beneath it, and ears for a click."""
    if chart.is_clickable:
        picture = picture.add_params(alt.selection_point(name=PICK, fields=["mark"], on="click"))
    if chart.credit:
        below = [line for text in chart.credit for line in _wrapped(text, CREDIT)]
        title = alt.TitleParams("", subtitle=below, anchor="start", orient="bottom")
        picture = picture.properties(title=title)
    # The width fits the page; legend and axes are beside the height, or a narrow page had none left.
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    return picture.properties(background="transparent", autosize=fit).configure(**_look(style))


def _look(style: Mapping[str, Any]) -> dict[str, Any]:
    text = {
        "labelColor": style["ink"],
        "titleColor": style["ink"],
        "labelFontSize": TYPE,
        "titleFontSize": TYPE,
    }
    lines = {"gridColor": style["rule"], "domainColor": style["rule"], "tickColor": style["rule"]}
    return {
        "font": STYLE["font"],
        "axis": {**text, **lines, "labelPadding": 6, "titleFontWeight": "normal"},
        "axisY": {"ticks": False, "domain": False},
        "legend": {**text, "titleFontWeight": "normal"},
        "title": {
            "color": style["ink"],
            "subtitleColor": style["ink_quiet"],
            "subtitleFontSize": TYPE,
            "offset": 12,
        },
        "view": {"stroke": None},
    }
