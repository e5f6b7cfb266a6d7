"""The proof of the bypass: km of each leg per country, how near Russian territory is, what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Action, Block, Cell, File, Row
from dashboard.view.files import csv
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import with_rows
from geodata.model import RUSSIA
from geodata.network import Route, proof

# Less than this reads as none: a metre.
LEAST_KM = 0.001
# The sign of a place on the map.
SPOT = "◎"
AT_NEAREST_ZOOM = "7.00"


def blocks(query: Query) -> tuple[Block, ...]:
    """Return the proof for the way that is shown, and the legs that were left out; nothing without a way."""
    route = query.route
    return (_proof(route, query),) if route else (_refused(query),)


def files(query: Query) -> Iterator[File]:
    """Yield the proof of the way that is shown, and that of all legs, to take along."""
    built, facts, route = query.network, query.facts, query.route
    if route:
        legs = route.legs.index
        yield csv(query.text("download_route"), "proof-route", lambda: proof(built, legs), facts)
    yield csv(query.text("download_legs"), "proof-legs", lambda: proof(built), facts)


def _proof(route: Route, query: Query) -> Block:
    labels, words, near = query.labels, query.words, route.nearest
    rows = tuple(_leg(str(leg_id), route, labels) for leg_id in route.legs.index)
    said = query.text(
        "proof",
        russia=words.number(route.km_inside(RUSSIA), 1),
        km=words.number(route.totals.length_km, 0),
        distance=cells.number(near["distance_km"], words).text or words("record.unknown"),
        leg=labels.leg(str(near.name)),
        place=_place(near),
    )
    return Block(
        "proof",
        query.text("proof_title"),
        (said,),
        table=query.table("leg km countries to_russia | nearest_place", (*rows, _whole(route, labels))),
        folded=(
            *query.reading("proof", query.text("proof_rule"), query.text("elsewhere_note")),
            *with_rows([_refused(query)]),
        ),
    )


def _leg(leg_id: str, route: Route, labels: Labels) -> Row:
    leg, near, inside = (
        row_of(part, leg_id) for part in (route.legs, route.nearest_russia, route.km_by_country)
    )
    # In the order in which the way comes to them.
    km = {
        str(code): float(inside[code])
        for code in dict.fromkeys([*leg["countries"], *inside.index])
        if code in inside
    }
    shown = _shown(labels.ends(leg["from_node"], leg["to_node"]), leg["length_km"], near, km, labels)
    return Row(shown, {"sel": f"leg:{leg_id}"}, actions=(_look(near, labels),))


def _whole(route: Route, labels: Labels) -> Row:
    name, totals = labels.words("routes.whole"), route.totals
    shown = _shown(name, totals.length_km, route.nearest, totals.km_by_country, labels)
    return Row(shown, actions=(_look(route.nearest, labels),), strong=True)


def _shown(
    name: str, length_km: float, near: pd.Series[Any], inside: Mapping[str, float], labels: Labels
) -> tuple[Cell | str, ...]:
    """Return what the proof shows of a leg or of all; the nearest place is sorted from south to north."""
    words, place = labels.words, Cell(_place(near), "number", float(near["lat"]))
    countries = "; ".join(
        f"{labels.country(code)} {words.number(km, 1)}" for code, km in inside.items() if km >= LEAST_KM
    )
    return (
        name,
        cells.number(length_km, words, 1),
        countries or cells.NONE,
        cells.number(near["distance_km"], words),
        place,
    )


def _place(near: pd.Series[Any]) -> str:
    return f"{near['lat']:.3f}, {near['lon']:.3f}"


def _look(near: pd.Series[Any], labels: Labels) -> Action:
    spot = f"{AT_NEAREST_ZOOM}/{near['lat']:.4f}/{near['lon']:.4f}"
    return Action(SPOT, {"map": spot}, said=labels.words("routes.look"))


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
    heads, rule = "leg reason because km_inside", query.text("refused_rule")
    return query.block("refused", heads, rows, rule, count=len(rows))


def _because(reason: str, value: Any, labels: Labels) -> str | None:
    if reason == "country":
        return labels.country(str(value))
    if reason == "closed":
        return labels.item(str(value))
    if reason == "not-goods":
        return labels.coded("legs", "mode", value)
    return labels.coded("legs", "status", value) or labels.words("routes.planned_corridor")
