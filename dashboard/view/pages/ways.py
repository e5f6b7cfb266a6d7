"""A way on the page, whichever view shows it: the network, what is said of it, what the map draws of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import UNKNOWN, Block, Cell, Drawn, Row, Table
from dashboard.view.context import Context
from dashboard.view.labels import Labels, row_of
from geodata.model import Facts
from geodata.network import Answer, End, Network, Request, Route, Span, answer

# States of a leg that a source confirms.
CONFIRMED = ("operational", "limited")


def network(context: Context) -> Network:
    """Return the network of some facts; built when it is first needed, so other views never pay for it."""
    return context.keep(_build, context)


def _build(context: Context) -> Network:
    return Network.build(context.facts, context.km_by_country)


def answered(context: Context, request: Request) -> Answer:
    """Return what the network answers to a request."""
    return context.keep(answer, network(context), request)


def span(value: Span, words: Words, digits: int = 1) -> Cell:
    """Write low, typical and high as a cell; sorted by the typical value."""
    return cells.span(value.low, value.typical, value.high, words, digits)


def span_text(value: Span, words: Words) -> str:
    """Write low to high and the typical value for a sentence."""
    low, typical, high = (words.number(one, 1) for one in (value.low, value.typical, value.high))
    return low if low == high else words("routes.span", low=low, typical=typical, high=high)


def co2(route: Route, words: Words) -> Cell:
    """Write the lowest and highest kg CO2e per tonne; unknown where no leg has a factor."""
    totals = route.totals
    return cells.between(totals.co2.low, totals.co2.high, words) if totals.co2_share else UNKNOWN


def caveats(route: Route, labels: Labels) -> Iterator[str]:
    """Say what of a way is not built or not confirmed, and how many waits its days leave out."""
    words, legs = labels.words, network(labels.context).legs.loc[route.legs.index]
    not_built = float(legs.loc[~legs["in_service"], "length_km"].sum())
    if not_built:
        yield words("routes.not_built", km=words.number(not_built, 0))
    unsure = float(legs.loc[legs["in_service"] & ~legs["status"].isin(CONFIRMED), "length_km"].sum())
    if unsure:
        yield words("routes.unsure", km=words.number(unsure, 0))
    if len(route.gaps):
        yield words("routes.beside", n=len(route.gaps))


def passed_over(end: End, labels: Labels) -> str:
    """Say why a site is not loaded at the nearest place; empty where it is."""
    if not end.instead_of:
        return ""
    return labels.words(
        f"routes.instead_{end.because}",
        site=labels.place(f"site:{end.site_id}"),
        node=labels.place(f"node:{end.node_id}"),
        km=labels.words.number(end.access_km, 0),
        nearest=labels.place(f"node:{end.instead_of}"),
    )


def rests_on(
    assumption_ids: Iterable[str], source_ids: Iterable[str], kind: str, labels: Labels
) -> tuple[Block, ...]:
    """Return the rows of ``assumptions`` that a time was worked out from, and a published time's sources.

    Parameters
    ----------
    assumption_ids, source_ids : iterable of str
        The second are those of a time that a source gives for the leg itself, of this ``kind``.
    """
    words, facts = labels.words, labels.facts
    found = [row_of(facts.assumptions, one) for one in dict.fromkeys(assumption_ids) if one]
    rows = [_assumption(row, labels) for row in found]
    if own := labels.links(source_ids):
        given = (words("routes.own_days"), None, None, labels.time_kind(kind), None, None, None)
        rows.insert(0, Row(given, links=own))
    if not rows:
        return ()
    heads = labels.heads("parameter range unit time_kind applies_to period note")
    return (Block("rests_on", words("routes.rests_on"), table=Table(heads, tuple(rows))),)


def _assumption(row: pd.Series[Any], labels: Labels) -> Row:
    shown = (
        labels.words(f"parameter.{row['parameter']}"),
        cells.span_in(row, "", labels.words, 2),
        cells.text(row["unit"]),
        labels.time_kind(str(row["kind"])),
        cells.text(row["applies_to"]),
        cells.text(row["period"]),
        cells.text(row["note"]),
    )
    return Row(shown, links=labels.links(row["source_ids"]))


def drawn(ends: str, offered: Sequence[Route], shown: Route, labels: Labels) -> Drawn:
    """Return what the map draws of ways, one of which is shown; ``ends`` names the pair."""
    facts, words = labels.facts, labels.words
    stops = (shown.start, shown.end)
    return Drawn(
        ends=ends,
        stops=tuple((*_place(end, facts), labels.place(_id(end))) for end in stops),
        ways=tuple(tuple(int(at) for at in facts.legs.index.get_indexer(one.legs.index)) for one in offered),
        chosen=next(at for at, one in enumerate(offered) if one is shown),
        access=tuple(
            (
                _place(end, facts),
                _point(facts.nodes.geometry[end.node_id]),
                words("routes.access_label", km=words.number(end.access_km, 0)),
            )
            for end in stops
            if end.site_id
        ),
    )


def _id(end: End) -> str:
    return f"site:{end.site_id}" if end.site_id else f"node:{end.node_id}"


def _place(end: End, facts: Facts) -> tuple[float, float]:
    return _point(facts.sites.geometry[end.site_id] if end.site_id else facts.nodes.geometry[end.node_id])


def _point(place: Any) -> tuple[float, float]:
    return round(place.y, 4), round(place.x, 4)
