"""What the figures of a way are made of: days by their kind, stops, gaps, published lengths, factors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Row
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages.repairs import close_or_open
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import rests_on
from geodata.network import Route
from geodata.network.days import HOURS_PER_DAY


def details(route: Route, query: Query) -> Mapping[str, tuple[Block, ...]]:
    """Return the tables that a figure is made of, by the key of the figure; none without rows."""
    made = {
        "length": (_lengths(route, query),),
        "days": (_kinds(route, query), _stops(route, query), _gaps(route, query)),
        "co2": (_factors(route, query),),
    }
    return {key: tuple(one for one in blocks if one.table and one.table.rows) for key, blocks in made.items()}


def of_kind(time: Cell, kind: str, labels: Labels) -> Cell:
    """Mark a time with its kind: a timetable, a measurement, a claim, or modelled by us."""
    named = labels.time_kind(kind)
    return replace(time, tags=(named,)) if named and time.text else time


def _kinds(route: Route, query: Query) -> Block:
    """Part the days by what they rest on, so that a timetable and a model are never one figure."""
    rows = tuple(
        Row(
            (
                query.text(f"basis_{row['basis']}"),
                cells.span_in(row, "", query.words),
                query.labels.time_kind(str(row["kind"])),
            )
        )
        for _, row in route.days_by_kind.reset_index().iterrows()
    )
    return query.block("kinds", "basis days_range time_kind", rows, query.text("kinds_rule"))


def _stops(route: Route, query: Query) -> Block:
    rows = tuple(_stop(stop, query) for _, stop in route.stops.iterrows())
    says = (query.text("stops_rule"), *_taken_over(route, query.words))
    return replace(
        query.block("stops", "place hours_range waits_for figure_of", rows, *says), count=len(rows)
    )


def _stop(stop: pd.Series[Any], query: Query) -> Row:
    labels, node = query.labels, str(stop["node_id"])
    return Row(
        (
            labels.place(node),
            of_kind(cells.span_in(stop, "hours_", query.words), str(stop["kind"]), labels),
            query.words(f"parameter.{stop['parameter']}"),
            query.text(f"figure_of_{stop['figure_of']}"),
        ),
        {"sel": f"node:{node}"},
        actions=(close_or_open(node, query.request, labels),),
        details=rests_on((stop["assumption_id"],), (), "", labels),
    )


def _taken_over(route: Route, words: Words) -> Iterator[str]:
    """Say which part of the waits is no figure of the place itself."""
    days = route.stops.groupby("figure_of")["hours_typical"].sum() / HOURS_PER_DAY
    if days.drop("place", errors="ignore").sum():
        parts = {of: words.number(float(days.get(of, 0.0)), 1) for of in ("place", "group", "elsewhere")}
        yield words("routes.stops_of", **parts)


def _gaps(route: Route, query: Query) -> Block:
    rows = tuple(
        Row(
            (
                query.labels.item(gap["node_id"] or gap["leg_id"]),
                query.words(f"parameter.{gap['parameter']}"),
            ),
            {"sel": f"node:{gap['node_id']}" if gap["node_id"] else f"leg:{gap['leg_id']}"},
        )
        for _, gap in route.gaps.iterrows()
    )
    return replace(query.block("gaps", "place lacking", rows, query.text("gaps_rule")), count=len(rows))


def _gap(gap: pd.Series[Any], query: Query) -> Row:
    node, leg = gap["node_id"], gap["leg_id"]
    shown = (query.labels.item(node or leg), query.words(f"parameter.{gap['parameter']}"))
    return Row(shown, {"sel": f"node:{node}" if node else f"leg:{leg}"})


def _lengths(route: Route, query: Query) -> Block:
    labels, words = query.labels, query.words
    rows = tuple(
        Row(
            (
                _chain(row["legs"], route, labels),
                cells.number(row["length_km"], words, 1),
                cells.number(row["computed_km"], words, 1),
                cells.signed(100 * (row["computed_km"] / row["length_km"] - 1), words, 1),
                cells.number(len(row["legs"]), words),
                labels.coded("lengths", "kind", row["kind"]),
            ),
            links=labels.links(row_of(query.facts.lengths, str(length_id))["source_ids"]),
        )
        for length_id, row in route.published_lengths.iterrows()
    )
    heads = "chain km_published km difference leg_count length_kind"
    return replace(query.block("lengths", heads, rows, query.text("lengths_rule")), count=len(rows))


def _chain(legs: tuple[str, ...], route: Route, labels: Labels) -> str:
    """Name what published legs cover: from the first to the last as travelled."""
    on_way = route.legs.loc[[leg for leg in route.legs.index if leg in set(legs)]]
    return f"{labels.place(on_way['from_node'].iloc[0])} → {labels.place(on_way['to_node'].iloc[-1])}"


def _factors(route: Route, query: Query) -> Block:
    used = route.legs[route.legs["factor_id"] != ""].groupby("factor_id", sort=False)["mode"].unique()
    rows = tuple(_factor(str(factor_id), modes, query) for factor_id, modes in used.items())
    heads = "mode range unit scope region year note"
    return query.block("factors", heads, rows, query.text("factors_rule"))


def _factor(factor_id: str, modes: Any, query: Query) -> Row:
    labels, row = query.labels, row_of(query.facts.emission_factors, factor_id)
    shown = (
        ", ".join(labels.code("legs", "mode", mode) for mode in modes),
        cells.span_in(row, "", query.words, 2),
        *(cells.text(row[name]) for name in ("unit", "scope", "region", "year", "note")),
    )
    return Row(shown, links=labels.links(row["source_ids"]))
