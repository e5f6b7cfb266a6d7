"""The way that is shown: its figures, each with what it is made of, the other ways, and leg by leg."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from dashboard.view import cells
from dashboard.view.blocks import Block, Cell, Figure, Row
from dashboard.view.pages.repairs import close_or_open
from dashboard.view.pages.routes.details import details, notes, of_kind
from dashboard.view.pages.routes.query import Query
from dashboard.view.pages.ways import Shown, caveats, figures, passed_over, picked, rests_on, span_text
from geodata.model import RUSSIA
from geodata.network import Route

# How many places tell one way from another before the list is cut.
MOST_PLACES = 4
HEADS = "number days_range unlike km waits_unknown borders mode_changes gauge_breaks co2"


def sentence(route: Route, query: Query) -> str:
    """Say a way in one sentence."""
    totals, words = route.totals, query.words
    parts = [
        query.text(
            "sentence",
            ends=query.ends,
            km=words.number(totals.length_km, 0),
            low=words.number(totals.days.low, 1),
            typical=words.number(totals.days.typical, 1),
            high=words.number(totals.days.high, 1),
            russia=words.number(route.km_inside(RUSSIA), 1),
        ),
        *caveats(route, query.labels),
    ]
    if totals.access_km:
        parts.append(query.text("access", km=words.number(totals.access_km, 0)))
    parts += [passed_over(end, query.labels) for end in (route.start, route.end)]
    return " ".join(filter(None, parts))


def blocks(query: Query) -> tuple[Block, ...]:
    """Return everything about the way that is shown; nothing where there is none."""
    route = query.route
    return (_figures(route, query), _ways(query), _legs(route, query)) if route else ()


def _figures(route: Route, query: Query) -> Block:
    totals, words, nothing = route.totals, query.words, query.text("nothing")
    written = figures(route, words)
    values = {
        "length": f"{words.number(totals.length_km, 0)} {words('unit.km')}",
        "days": span_text(totals.days, words),
        "published": span_text(totals.days_published, words) if totals.days_published.high else nothing,
        "modelled_days": span_text(totals.days_modelled, words) if totals.days_modelled.high else nothing,
        "timed": cells.percent(totals.timed_share, words, 0).text,
        **{key: written[key].text for key in ("borders", "mode_changes", "gauge_breaks", "co2")},
    }
    made_of = details(route, query)
    made = tuple(
        Figure(
            query.text(key),
            value or words("record.unknown"),
            query.text(f"{key}_note"),
            details=made_of.get(key, ()),
        )
        for key, value in values.items()
    )
    says, more = ("; ".join(_modes(route, query)),), tuple(notes(route, query.labels))
    return Block("figures", query.text("shown"), says, figures=made, notes=more)


def _modes(route: Route, query: Query) -> Iterator[str]:
    for mode, legs in route.totals.legs_by_mode.items():
        named, km = query.labels.code("legs", "mode", mode), route.totals.km_by_mode[mode]
        yield query.text("by_mode", mode=named, legs=legs, km=query.words.number(km, 0))


def _ways(query: Query) -> Block:
    rows = (
        Row(
            picked(HEADS, {**figures(one, query.words), **_told_apart(number, one, query)}),
            {"way": str(number) if number > 1 else ""},
            strong=one is query.route,
        )
        for number, one in enumerate(query.ways, start=1)
    )
    return query.block("ways", HEADS, rows, query.text("ways_rule"))


def _told_apart(number: int, route: Route, query: Query) -> Mapping[str, Shown]:
    """Return by what a way is told from others: its number and ports, and places that the best has not."""
    kinds, best, place = query.facts.nodes["kind"], query.answer.best, query.labels.place
    ports = " – ".join(place(node) for node in route.nodes if kinds[node] == "port")
    name = f"{number} · {ports}" if ports else query.text("way_number", n=number)
    new = [node for node in route.nodes if best and node not in best.nodes]
    some = new[:: max(1, len(new) // MOST_PLACES)][:MOST_PLACES]
    return {"number": Cell(name, key=float(number)), "unlike": ", ".join(map(place, some)) or cells.NONE}


def _legs(route: Route, query: Query) -> Block:
    rows = (_leg(str(leg_id), leg, route, query) for leg_id, leg in route.legs.iterrows())
    heads = "leg days_range mode km state km_published | gauge operator co2_leg countries"
    return query.block("legs", heads, rows, notes=(query.text("leg_hint"), query.text("kinds_apart")))


def _leg(leg_id: str, leg: pd.Series[Any], route: Route, query: Query) -> Row:
    labels, words, kind = query.labels, query.words, str(leg["days_kind"])
    inside = route.km_by_country.loc[leg_id]
    km = (
        f"{labels.country(code)} {words.number(float(inside[code]), 0)}"
        for code in dict.fromkeys(leg["countries"])
        if code in inside
    )
    return Row(
        (
            labels.ends(leg["from_node"], leg["to_node"]),
            of_kind(cells.span_in(leg, "days_", words, 2), kind, labels),
            labels.coded("legs", "mode", leg["mode"]),
            cells.number(leg["length_km"], words, 1),
            labels.coded("legs", "status", leg["status"]),
            cells.between(leg["published_km_low"], leg["published_km_high"], words, 1),
            labels.coded("legs", "gauge_mm", leg["gauge_mm"]),
            cells.text(leg["operator"]),
            cells.between(leg["co2_low"], leg["co2_high"], words),
            ", ".join(km) or None,
        ),
        {"sel": f"leg:{leg_id}"},
        actions=(close_or_open(leg_id, query.request, labels),),
        details=rests_on(leg["assumption_ids"], leg["days_source_ids"], kind, labels),
    )
