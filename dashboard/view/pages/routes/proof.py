"""The proof of the bypass: km of each leg per country, how near Russian territory is, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Cell, Column, File, Row, Table
from dashboard.view.files import csv
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages.routes.query import Query
from geodata.network import Route, proof

# Less than this reads as none: a metre.
LEAST_KM = 0.001
AT_NEAREST_ZOOM = "7.00"


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the proof for the way that is shown, and the legs that were left out; nothing without a way."""
    route = query.route
    return (*((_proof(route, query),) if route else ()), _refused(query))


def files(query: Query) -> Iterator[File]:
    """Yield the proof of the way that is shown, and that of all legs, to take along."""
    built, facts, route = query.network, query.facts, query.route
    if route:
        legs = route.legs.index
        yield csv(query.text("download_route"), "proof-route", lambda: proof(built, legs), facts)
    yield csv(query.text("download_legs"), "proof-legs", lambda: proof(built), facts)


def _proof(route: Route, query: Query) -> Block:
    labels, words, near = query.labels, query.words, route.nearest
    countries = list(route.totals.km_by_country)
    heads = (
        *labels.heads("leg km to_russia"),
        *(Column(labels.country(code), code) for code in countries),
        Column(query.text("nearest_place"), "nearest_place"),
    )
    rows = tuple(_leg(str(leg_id), route, countries, labels) for leg_id in route.legs.index)
    said = query.text(
        "proof",
        russia=words.number(route.km_inside("RUS"), 1),
        km=words.number(route.totals.length_km, 0),
        distance=cells.number(near["distance_km"], words).text or words("record.unknown"),
        leg=labels.leg(str(near.name)),
        place=_place(near),
    )
    table = Table(heads, (*rows, _whole(route, countries, labels)))
    title, look = query.text("proof_title"), (_look(near, labels),)
    block = Block("proof", title, (said,), table=table, actions=look)
    return query.explained(block, query.text("proof_rule"), query.text("elsewhere_note"))


def _leg(leg_id: str, route: Route, countries: list[str], labels: Labels) -> Row:
    words = labels.words
    leg, near, inside = (
        row_of(part, leg_id) for part in (route.legs, route.nearest_russia, route.km_by_country)
    )
    shown: tuple[Cell | str, ...] = (
        f"{labels.place(leg['from_node'])} → {labels.place(leg['to_node'])}",
        cells.number(leg["length_km"], words, 1),
        cells.number(near["distance_km"], words),
        *(_km(inside[code], labels) for code in countries),
        _at(near),
    )
    return Row(shown, {"sel": f"leg:{leg_id}"}, actions=(_look(near, labels),))


def _whole(route: Route, countries: list[str], labels: Labels) -> Row:
    words, totals = labels.words, route.totals
    shown: tuple[Cell | str, ...] = (
        words("routes.whole"),
        cells.number(totals.length_km, words, 1),
        cells.number(route.nearest["distance_km"], words),
        *(cells.number(totals.km_by_country[code], words, 1) for code in countries),
        _at(route.nearest),
    )
    return Row(shown, strong=True)


def _km(km: float, labels: Labels) -> Cell:
    return cells.NONE if km < LEAST_KM else cells.number(km, labels.words, 1)


def _place(near: pd.Series[Any]) -> str:
    return f"{near['lat']:.3f}, {near['lon']:.3f}"


def _at(near: pd.Series[Any]) -> Cell:
    """Write a place as a cell, sorted from south to north."""
    return Cell(_place(near), "number", float(near["lat"]))


def _look(near: pd.Series[Any], labels: Labels) -> Action:
    spot = f"{AT_NEAREST_ZOOM}/{near['lat']:.4f}/{near['lon']:.4f}"
    return Action(labels.words("routes.look"), {"map": spot})


def _refused(query: Query) -> Block:
    labels, words = query.labels, query.words
    rows = tuple(
        Row(
            (
                labels.leg(row["leg_id"]),
                words(f"refused.{row['reason']}"),
                _because(str(row["reason"]), row["value"], labels),
                cells.number(row["km"], words, 1) if row["reason"] == "country" else cells.NONE,
            ),
            {"sel": f"leg:{row['leg_id']}"},
        )
        for _, row in query.answer.refused.iterrows()
    )
    block = query.block("refused", "leg reason because km_inside", rows)
    return query.explained(block, query.text("refused_rule"))


def _because(reason: str, value: Any, labels: Labels) -> str | None:
    if reason == "country":
        return labels.country(str(value))
    if reason == "closed":
        return labels.item(str(value))
    if reason == "not-goods":
        return labels.coded("legs", "mode", value)
    return labels.coded("legs", "status", value) or labels.words("routes.planned_corridor")
