"""The corridor through time: every published figure per year, the level of the sea, the depth at ports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.view.blocks import Block, Chart, Mark, Row, Table
from dashboard.view.pages.routes import asked
from dashboard.view.pages.routes.say import Say

# Metrics drawn together: the same unit of the same corridor. Each is a scope of its own, named as such.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "tonnes": (
        "titr-freight-tonnes",
        "titr-freight-tonnes-part-year",
        "titr-freight-tonnes-plan",
        "titr-rail-freight-tonnes-ktz",
        "titr-rail-freight-tonnes-ady",
        "titr-seaport-freight-tonnes",
    ),
    "teu": ("titr-containers-teu", "titr-containers-teu-part-year", "titr-containers-teu-plan"),
    "days": (
        "transit-days-titr",
        "transit-days-titr-low",
        "transit-days-titr-high",
        "transit-days-altynkol-absheron",
        "transit-days-altynkol-poti",
        "transit-days-altynkol-constanta-low",
        "transit-days-altynkol-constanta-high",
    ),
    "level": ("caspian-level-m",),
}
# Events about the depth at the ports.
DREDGING = ("2024-kuryk-dredging", "2025-06-aktau-dredging-plan")


def blocks(question: asked.Question) -> tuple[Block, ...]:
    """Return a chart and a table per group of figures, and the notes on the depth at the ports."""
    return (*(_group(key, question.say) for key in GROUPS), _dredging(question.say))


def _group(key: str, say: Say) -> Block:
    words, statistics = say.words, say.context.facts.statistics
    order = {metric: at for at, metric in enumerate(GROUPS[key])}
    chosen = statistics[statistics["metric"].isin(order)]
    chosen = chosen.assign(_at=chosen["metric"].astype(str).map(order)).sort_values(["_at", "year"])
    rows = tuple(_row(figure, say) for _, figure in chosen.iterrows())
    heads = say.heads("scope year value unit note", {1, 2})
    dated = chosen[chosen["year"].notna()]
    marks = tuple(_mark(figure, say) for _, figure in dated.iterrows())
    chart = Chart("years", marks, {"value": words(f"history.{key}_axis")})
    return Block(
        key,
        words(f"history.{key}"),
        says=(words(f"history.{key}_rule"),),
        table=Table(heads, rows),
        chart=chart,
    )


def _row(figure: pd.Series[Any], say: Say) -> Row:
    cells = (
        say.words(f"metric.{figure['metric']}"),
        None if pd.isna(figure["year"]) else str(int(figure["year"])),
        say.number(figure["value"], 2),
        say.words(f"figure_unit.{figure['unit']}"),
        None if pd.isna(figure["note"]) else str(figure["note"]),
    )
    return Row(cells, links=say.links(figure["source_ids"]))


def _mark(figure: pd.Series[Any], say: Say) -> Mark:
    """Make a mark whose series is one metric of one source, so no line joins unlike figures."""
    who = ", ".join(link.label for link in say.links(figure["source_ids"]))
    scope = say.words(f"metric.{figure['metric']}")
    return Mark(f"{scope}: {who}", str(int(figure["year"])), float(figure["value"]), group=scope, said=who)


def _dredging(say: Say) -> Block:
    words, events = say.words, say.context.facts.timeline
    rows = tuple(
        Row(
            (
                words.day(str(event["date"])),
                str(event["title"]),
                None if pd.isna(event["summary"]) else str(event["summary"]),
            ),
            ask={"sel": f"event:{event_id}"},
            links=say.links(event["source_ids"]),
        )
        for event_id, event in events[events.index.isin(DREDGING)].iterrows()
    )
    heads = say.heads("date event note")
    return Block(
        "dredging",
        words("history.dredging"),
        says=(words("history.dredging_rule"),),
        table=Table(heads, rows),
    )
