"""The proof of the bypass: km of each leg per country, how near Russian territory is, what is refused."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.view.blocks import Action, Block, Column, Row, Table
from dashboard.view.pages.routes import asked
from dashboard.view.pages.routes.say import Say, row_of
from geodata.network import Route

# Less than this reads as none: a metre.
LEAST_KM = 0.001
AT_NEAREST_ZOOM = "7.00"


def blocks(question: asked.Question) -> tuple[Block, ...]:
    """Return the proof for the way that is shown, and the legs that were left out; nothing without a way."""
    route = question.route
    proof = (_proof(route, question.say),) if route else ()
    return (*proof, _refused(question))


def _proof(route: Route, say: Say) -> Block:
    words = say.words
    countries = list(route.totals.km_by_country)
    heads = [words("routes.leg"), words("routes.km"), *(say.names.country(code) for code in countries)]
    heads += [words("routes.to_russia"), words("routes.nearest_place")]
    rows = tuple(_row(str(leg_id), route, countries, say) for leg_id in route.legs.index)
    table = Table(
        tuple(Column(head, 0 < at < len(heads) - 1) for at, head in enumerate(heads)),
        (*rows, _total(route, countries, say)),
    )
    near = route.nearest
    says = (
        words(
            "routes.proof",
            russia=words.number(route.km_inside("RUS"), 1),
            km=words.number(route.totals.length_km, 0),
            distance=say.number(float(near["distance_km"])) or words("record.unknown"),
            leg=say.leg(str(near.name)),
            place=_place(near),
        ),
    )
    look = Action(words("routes.look"), {"map": f"{AT_NEAREST_ZOOM}/{near['lat']:.4f}/{near['lon']:.4f}"})
    notes = (words("routes.proof_rule"), words("routes.elsewhere_note"))
    return Block("proof", words("routes.proof_title"), says=says, table=table, notes=notes, actions=(look,))


def _row(leg_id: str, route: Route, countries: list[str], say: Say) -> Row:
    leg, near, inside_of = (
        row_of(part, leg_id) for part in (route.legs, route.nearest_russia, route.km_by_country)
    )
    inside = [_km(float(inside_of[code]), say) for code in countries]
    cells = (
        f"{say.place(leg['from_node'])} → {say.place(leg['to_node'])}",
        say.number(leg["length_km"], 1),
        *inside,
        say.number(near["distance_km"]),
        _place(near),
    )
    spot = {"map": f"{AT_NEAREST_ZOOM}/{near['lat']:.4f}/{near['lon']:.4f}"}
    return Row(cells, ask={"sel": f"leg:{leg_id}"}, actions=(Action(say.words("routes.look"), spot),))


def _total(route: Route, countries: list[str], say: Say) -> Row:
    sums = [say.number(route.totals.km_by_country[code], 1) for code in countries]
    near = say.number(float(route.nearest["distance_km"]))
    cells = (
        say.words("routes.whole"),
        say.number(route.totals.length_km, 1),
        *sums,
        near,
        _place(route.nearest),
    )
    return Row(cells, strong=True)


def _km(km: float, say: Say) -> str:
    return "–" if km < LEAST_KM else str(say.number(km, 1))


def _place(near: pd.Series[Any]) -> str:
    return f"{near['lat']:.3f}, {near['lon']:.3f}"


def _refused(question: asked.Question) -> Block:
    say, words = question.say, question.say.words
    refused = question.answer.refused
    rows = tuple(
        Row(
            (
                say.leg(row["leg_id"]),
                words(f"refused.{row['reason']}"),
                _value(row, say),
                say.number(row["km"], 1),
            ),
            ask={"sel": f"leg:{row['leg_id']}"},
        )
        for _, row in refused.iterrows()
    )
    labels = "leg reason because km_inside"
    heads = say.heads(labels, {3})
    says = (words("routes.refused_rule"),)
    return Block("refused", words("routes.refused"), says=says, table=Table(heads, rows))


def _value(row: pd.Series[Any], say: Say) -> str | None:
    if row["reason"] == "country":
        return say.names.country(str(row["value"]))
    if row["reason"] == "closed":
        return say.item(str(row["value"]))
    if row["reason"] == "not-goods":
        return say.code("legs", "mode", row["value"])
    return say.code("legs", "status", row["value"]) or say.words("routes.planned_corridor")
