"""The charts of the pledges: drawn by Altair, which is loaded only here and only when one is drawn."""

import json
import textwrap
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.browser import parts
from dashboard.browser.assets import Files
from dashboard.text import Words
from dashboard.theme import STYLE
from dashboard.view import View
from dashboard.view.pages.pledges.charts import UMBRELLA, Chart, Mark

# What the axis counts in: Japanese counts in hundred millions, the others in thousand millions.
SCALES = {"ja": 1e8}
SCALE = 1e9
LINE = 56
# Pixels of a bar, of what stands around the bars, of a line below the title, of slanted labels.
ROW_PX, LEGEND_PX, LINE_PX, LABELS_PX = 34, 165, 14, 110
# Letters of a line of a label: whole names stand in two lines rather than cut in one.
LABEL, LABEL_PX = 30, 230
# Square pixels of the largest circle, and what a legend of sizes shows: its three largest that occur.
CIRCLE_PX, STEPS = 1100, tuple(base * 10.0**power for power in range(-3, 7) for base in (1, 5))
PICK = "pick"


def draw(chart: Chart, view: View, files: Files, words: Words, dark: bool) -> None:
    """Draw a chart with its sentence and its table; a click on a mark becomes a wish for filters."""
    known = [mark for mark in chart.marks if mark.value is not None]
    if known:
        # A chart of other marks is another chart: what was picked in the one before is not picked in it.
        key = f"chart.{chart.key}.{hash(chart)}"
        st.altair_chart(
            picture(chart, view.state.money, words, dark),
            width="stretch",
            theme=None,
            key=key,
            on_select=partial(_picked, key, chart.dimensions),
            selection_mode=PICK,
        )
    else:
        st.markdown(f"**{words(f'pledges.chart_title.{chart.key}')}**")
    st.text(chart.sentence)
    parts.mount("grid", files, words("table.failed"), _table(chart, view, words), name=f".{chart.key}")


def picture(chart: Chart, currency: str, words: Words, dark: bool) -> Any:
    """Return a chart as Altair has it.

    Parameters
    ----------
    chart : Chart
        At least one of its marks has a value.
    currency : str
        Of the values.
    words : Words
        The reader's language.
    dark : bool
        Whether the page is dark.

    Returns
    -------
    altair.Chart
        With its rule, licence and version below the title, so that a saved picture carries them.
    """
    # Half a second and sixty megabytes that no other view needs.
    import altair as alt  # noqa: PLC0415

    look = _Look.of(chart, currency, words, dark)
    scale = SCALES.get(words.lang, SCALE)
    records = [_record(chart, mark, scale) for mark in chart.marks if mark.value is not None]
    picked = alt.selection_point(name=PICK, fields=[f"{name}_code" for name in chart.dimensions], on="click")
    base = alt.Chart(alt.InlineData(values=records)).add_params(picked)
    drawn = (_bubbles if chart.key == "country" else _bars)(base, chart, look)
    below = _below_title(chart, words)
    around = LEGEND_PX + LINE_PX * len(below) + (LABELS_PX if chart.key == "country" else 0)
    rows = len({record["second" if chart.key == "country" else "first"] for record in records})
    return drawn.properties(
        title=alt.TitleParams(words(f"pledges.chart_title.{chart.key}"), subtitle=below, anchor="start"),
        height=ROW_PX * rows + around,
        background="transparent",
    ).configure(**_style(look.colours))


@dataclass(frozen=True)
class _Look:
    """How a chart looks: title of its axis, colours, tips, language."""

    axis: str
    colours: dict[str, Any]
    tips: list[Any]
    words: Words

    @classmethod
    def of(cls, chart: Chart, currency: str, words: Words, dark: bool) -> "_Look":
        axis = words("pledges.axis", currency=currency)
        return cls(axis, STYLE["dark" if dark else "light"], _tooltip(chart, currency, words), words)


def _bars(base: Any, chart: Chart, look: _Look) -> Any:
    import altair as alt  # noqa: PLC0415

    colours = look.colours
    codes = list(colours["stage"])
    names = dict.fromkeys(codes, "")
    names |= {mark.codes[1]: mark.names[1] for mark in chart.marks if mark.value is not None}
    domain = [names[code] for code in codes if names[code]]
    order: Any = None if chart.key in ("year", UMBRELLA) else "-x"
    return base.mark_bar(stroke=colours["panel"], strokeWidth=1).encode(
        y=alt.Y("first:N", sort=order, title=None, axis=_named(chart.marks, 0, look.words)),
        x=alt.X("value:Q", title=look.axis, stack="zero", axis=alt.Axis(tickCount=6)),
        color=alt.Color(
            "second:N",
            title=None,
            scale=alt.Scale(domain=domain, range=[colours["stage"][code] for code in codes if names[code]]),
            legend=alt.Legend(orient="top", columns=1),
        ),
        order=alt.Order("place:Q"),
        tooltip=look.tips,
    )


def _bubbles(base: Any, chart: Chart, look: _Look) -> Any:
    import altair as alt  # noqa: PLC0415

    colour = look.colours["stage"]["signed"]
    scale = SCALES.get(look.words.lang, SCALE)
    most = max(mark.value for mark in chart.marks if mark.value is not None) / scale
    # An edge, so that a circle that is too small for its area still is a point.
    mark = base.mark_point(shape="circle", fill=colour, stroke=colour, strokeWidth=1.5, opacity=0.8)
    return mark.encode(
        y=alt.Y("second:N", title=None, axis=_named(chart.marks, 1, look.words)),
        x=alt.X("first:N", title=None, axis=alt.Axis(labelAngle=-40, orient="bottom", labelLimit=LABEL_PX)),
        size=alt.Size(
            "value:Q",
            title=look.axis,
            scale=alt.Scale(domain=[0, most], range=[0, CIRCLE_PX]),
            legend=alt.Legend(orient="top", values=sizes(most), symbolFillColor=colour, offset=8),
        ),
        tooltip=look.tips,
    )


def sizes(most: float) -> list[float]:
    """Return the values that a legend of circles shows, in the unit of the axis; never zero."""
    return [step for step in STEPS if step <= most][-3:] or [most]


def _named(marks: tuple[Mark, ...], dimension: int, words: Words) -> Any:
    """Return an axis of names that stand whole, in two lines where one is too long."""
    import altair as alt  # noqa: PLC0415

    width = LABEL // 2 if words.lang == "ja" else LABEL
    names = {mark.names[dimension] for mark in marks}
    lines = {name: textwrap.wrap(name, width) for name in sorted(names) if len(name) > width}
    return alt.Axis(
        labelExpr=f"({json.dumps(lines)})[datum.label] || datum.label",
        labelLimit=LABEL_PX,
        labelOverlap=False,
    )


def _tooltip(chart: Chart, currency: str, words: Words) -> list[Any]:
    import altair as alt  # noqa: PLC0415

    first, second = heads(chart, words)
    titles = {
        "first": first,
        "second": second,
        "text": words("pledges.amount_in", currency=currency),
        "counted": words("pledges.with_amount"),
    }
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in titles.items()]


def heads(chart: Chart, words: Words) -> list[str]:
    """Return what the two dimensions of a chart are called."""
    if chart.key == UMBRELLA:
        return [words("pledges.umbrella.label"), words("filter.status")]
    return [words(f"filter.{name}") for name in chart.dimensions]


def _record(chart: Chart, mark: Any, scale: float) -> dict[str, Any]:
    codes = {f"{name}_code": code for name, code in zip(chart.dimensions, mark.codes, strict=True)}
    return codes | {
        "first": mark.names[0],
        "second": mark.names[1],
        "value": mark.value / scale,
        "text": mark.text,
        "counted": f"{mark.counted} / {mark.rows}",
        "place": list(STYLE["light"]["stage"]).index(mark.codes[1])
        if mark.codes[1] in STYLE["light"]["stage"]
        else 0,
    }


def _below_title(chart: Chart, words: Words) -> list[str]:
    width = LINE // 2 if words.lang == "ja" else LINE
    rule = words("pledges.rule.short") if chart.key != UMBRELLA else words("pledges.rule.umbrella")
    return [line for text in (rule, words("pledges.credit")) for line in textwrap.wrap(text, width)]


def _style(colours: dict[str, Any]) -> dict[str, Any]:
    text = {
        "labelColor": colours["ink"],
        "titleColor": colours["ink"],
        "labelFontSize": 12,
        "titleFontSize": 12,
    }
    return {
        "font": STYLE["font"],
        "axis": text
        | {
            "gridColor": colours["line"],
            "domainColor": colours["line"],
            "tickColor": colours["line"],
            "labelPadding": 6,
        },
        "axisY": {"grid": False, "ticks": False},
        "legend": text
        | {"symbolStrokeColor": colours["ink"], "titlePadding": 6, "titleFontWeight": "normal"},
        "title": {
            "color": colours["ink"],
            "subtitleColor": colours["ink_quiet"],
            "fontSize": 14,
            "subtitleFontSize": 11,
            "subtitlePadding": 5,
            "offset": 16,
        },
        "view": {"stroke": None},
    }


def _picked(key: str, dimensions: tuple[str, ...]) -> None:
    """Turn the mark that was clicked into filters, read as an address is."""
    event = st.session_state.get(key) or {}
    marks = event.get("selection", {}).get(PICK) or []
    if marks:
        wish = {name: str(marks[0].get(f"{name}_code") or "") for name in dimensions}
        session.ask({name: code for name, code in wish.items() if code})


def _table(chart: Chart, view: View, words: Words) -> dict[str, Any]:
    first = heads(chart, words)
    rest = [
        words(f"pledges.head.{name}", currency=view.state.money)
        for name in ("rows", "counted", "value", "rest")
    ]
    return {
        "lang": view.state.lang,
        "head": first + rest,
        "numbers": len(first),
        "rows": [
            [
                *mark.names,
                words.number(mark.rows),
                words.number(mark.counted),
                mark.text,
                mark.undivided or "–",
            ]
            for mark in chart.marks
        ],
    }
