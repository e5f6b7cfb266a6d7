"""A way leg by leg: a line per stretch and wait, what its figure rests on beneath it, how it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import UNKNOWN, Block, Cell, Row
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages.course import Step, days_of, kind_name, short, steps, waits
from dashboard.view.pages.repairs import close_all, close_or_open
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import Shown, picked, rests_on
from geodata.network import Route, Span

HEADS = "leg mode leg_km leg_days | state km_published gauge operator co2_leg countries"
OF_STOP = "waits_for hours_range figure_of"
# What a time is, by its kind in the facts: said by an operator or aimed at, worked out here, else published.
MARKS = {"operator-claim": "claim", "target": "claim", "modelled": "model"}


def legs(route: Route, query: Query) -> Block:
    """Return the course of a way."""
    rows = tuple(_row(step, route, query) for step in steps(route))
    return query.block("legs", HEADS, rows, says=(query.text("leg_hint"),), notes=(query.text("marks"),))


def _row(step: Step, route: Route, query: Query) -> Row:
    if step.is_wait:
        return _wait(step, route, query)
    return _leg(step.legs[0], route, query) if len(step.legs) == 1 else _stretch(step, route, query)


def marked(days: Span, kinds: Iterable[str], unknown: int, query: Query) -> Cell:
    """Write days from low to high, with a mark for what each figure is, and how many waits they lack."""
    digits = 2 if days.high < 1 else 1
    names = {query.text(f"mark_{_mark(kind)}"): query.text(f"time_{_mark(kind)}") for kind in kinds if kind}
    cell = cells.span(days.low, days.typical, days.high, query.words, digits)
    if cell.text is None:
        return cell
    lacking = (query.text("waits_out", n=unknown),) if unknown else ()
    return replace(cell, tags=(*names, *lacking), note="; ".join(names.values()))


def _lacking(route: Route, leg_ids: Iterable[str]) -> int:
    """Count the waits within legs that no row gives a time for."""
    gaps = route.gaps
    return int(((gaps["node_id"] == "") & gaps["leg_id"].isin([*leg_ids])).sum())


def _mark(kind: str) -> str:
    return MARKS.get(kind, "source")


def _leg(leg_id: str, route: Route, query: Query) -> Row:
    labels, words, leg = query.labels, query.words, row_of(route.legs, leg_id)
    kind = str(leg["days_kind"])
    found: dict[str, Shown] = {
        "leg": f"{short(leg['from_node'], query.labels)} – {short(leg['to_node'], query.labels)}",
        "mode": labels.coded("legs", "mode", leg["mode"]),
        "leg_km": cells.number(leg["length_km"], words),
        "leg_days": marked(days_of(leg), (kind,), _lacking(route, [leg_id]), query),
        "state": labels.coded("legs", "status", leg["status"]),
        "km_published": cells.between(leg["published_km_low"], leg["published_km_high"], words, 1),
        "gauge": labels.coded("legs", "gauge_mm", leg["gauge_mm"]),
        "operator": cells.text(leg["operator"]),
        "co2_leg": cells.between(leg["co2_low"], leg["co2_high"], words),
        "countries": ", ".join(_inside(leg, route, labels)) or None,
    }
    return Row(
        picked(HEADS, found, UNKNOWN),
        {"sel": f"leg:{leg_id}"},
        actions=(close_or_open(leg_id, query.request, labels),),
        details=rests_on(leg["assumption_ids"], leg["days_source_ids"], kind, labels),
    )


def _inside(leg: pd.Series[Any], route: Route, labels: Labels) -> Iterator[str]:
    inside = row_of(route.km_by_country, str(leg.name))
    for code in dict.fromkeys(leg["countries"]):
        if code in inside:
            yield f"{labels.country(code)} {labels.words.number(float(inside[code]), 0)}"


def _stretch(step: Step, route: Route, query: Query) -> Row:
    """Return several legs as one line, which opens."""
    held = route.legs.loc[[*step.legs]]
    found: dict[str, Shown] = {
        "leg": Cell(
            f"{short(step.places[0], query.labels)} – {short(step.places[-1], query.labels)}",
            tags=(query.text("legs_n", n=len(step.legs)),),
        ),
        "mode": kind_name(step.kind, query.labels),
        "leg_km": cells.number(held["length_km"].sum(), query.words),
        "leg_days": marked(step.days, held["days_kind"], _lacking(route, step.legs), query),
    }
    rows = tuple(_leg(leg_id, route, query) for leg_id in step.legs)
    sign = close_all(step.legs, query.request, query.labels)
    within = Block("stretch", table=query.table(HEADS, rows))
    return Row(
        picked(HEADS, found),
        actions=(sign,),
        details=(within,),
        lights=tuple(f"leg:{leg}" for leg in step.legs),
    )


def _wait(step: Step, route: Route, query: Query) -> Row:
    labels, (place,) = query.labels, step.places
    known, unknown = waits(place, route)
    reasons = dict.fromkeys([*known["parameter"], *unknown["parameter"]])
    said = query.words.listed([query.words(f"parameter.{reason}").lower() for reason in reasons])
    found: dict[str, Shown] = {
        "leg": f"{short(place, query.labels)}: {said}",
        "mode": query.text("wait"),
        "leg_days": marked(step.days, known["kind"], len(unknown), query),
    }
    is_end = place in (route.nodes[0], route.nodes[-1])
    return Row(
        picked(HEADS, found),
        {"sel": f"node:{place}"},
        actions=() if is_end else (close_or_open(place, query.request, labels),),
        details=tuple(_stops(known, query)),
    )


def _stops(known: pd.DataFrame, query: Query) -> Iterator[Block]:
    if len(known):
        rows = tuple(stop(row, query) for _, row in known.iterrows())
        yield Block("stops_here", table=query.table(OF_STOP, rows))


def stop(row: pd.Series[Any], query: Query, *before: Shown, **more: Any) -> Row:
    """Return what goods wait for at a place, with what its hours rest on; ``before`` are cells before it."""
    hours = cells.span_in(row, "hours_", query.words)
    kind = query.labels.time_kind(str(row["kind"]))
    shown = (
        *before,
        query.words(f"parameter.{row['parameter']}"),
        replace(hours, tags=(kind,)) if kind and hours.text else hours,
        query.text(f"figure_of_{row['figure_of']}"),
    )
    return Row(shown, details=rests_on((row["assumption_id"],), (), "", query.labels), **more)
