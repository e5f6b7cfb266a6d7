"""The corridor through time: every published figure per year, the level of the sea, the depth at ports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Block, Chart, Mark, Row
from dashboard.view.labels import Labels
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import with_rows

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


def blocks(query: Query) -> tuple[Block, ...]:
    """Return a chart per group of figures, and behind the last what is noted of the depth at ports."""
    *groups, level = (_group(key, query) for key in GROUPS)
    return (*groups, replace(level, folded=(*level.folded, *with_rows([_dredging(query)]))))


def _group(key: str, query: Query) -> Block:
    labels, words, statistics = query.labels, query.words, query.facts.statistics
    chosen = statistics[statistics["metric"].isin(GROUPS[key])]
    order = chosen["metric"].astype(str).map(GROUPS[key].index)
    chosen = chosen.assign(_at=order).sort_values(["_at", "year"])
    dated = chosen[chosen["year"].notna()]
    marks = tuple(_mark(figure, labels) for _, figure in dated.iterrows())
    block = query.block(
        key,
        "scope value year | note",
        (_row(figure, labels) for _, figure in chosen.iterrows()),
        words(f"history.{key}_rule"),
        title=words(f"history.{key}"),
        chart=Chart("years", marks, {"value": words(f"history.{key}_axis")}),
    )
    return query.behind(block)


def _row(figure: pd.Series[Any], labels: Labels) -> Row:
    words, unit = labels.words, str(figure["unit"])
    shown = (
        words(f"metric.{figure['metric']}"),
        cells.quantity(figure["value"], unit, words, words(f"figure_unit.{unit}")),
        cells.year(figure["year"], words),
        cells.text(figure["note"]),
    )
    return Row(shown, links=labels.links(figure["source_ids"]))


def _mark(figure: pd.Series[Any], labels: Labels) -> Mark:
    """Make a mark whose series is one metric of one source, so no line joins unlike figures."""
    words, publishers = labels.words, ", ".join(link.label for link in labels.links(figure["source_ids"]))
    scope, year = words(f"metric.{figure['metric']}"), str(int(figure["year"]))
    said = words.exact(float(figure["value"]))
    return Mark(f"{scope}: {publishers}", year, float(figure["value"]), group=scope, said=said)


def _dredging(query: Query) -> Block:
    labels, words, events = query.labels, query.words, query.facts.timeline
    rows = tuple(
        Row(
            (str(event["title"]), cells.day(event["date"], words), cells.text(event["summary"])),
            {"sel": f"event:{event_id}"},
            links=labels.links(event["source_ids"]),
        )
        for event_id, event in events[events.index.isin(DREDGING)].iterrows()
    )
    title, rule = words("history.dredging"), words("history.dredging_rule")
    return query.block("dredging", "event date | note", rows, rule, title=title, count=len(rows))
