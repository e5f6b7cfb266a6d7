"""The overview: what was agreed in Tokyo, the route, who takes part, and each kind of record as a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard.state import ViewState
from dashboard.view import cells
from dashboard.view.bits import packed
from dashboard.view.blocks import (
    Action,
    Block,
    Cell,
    Cited,
    Column,
    Figure,
    Kept,
    Page,
    Piece,
    Row,
    Strip,
    Strips,
    Table,
)
from dashboard.view.context import TABLES, TRUNK, Context, Trunk
from dashboard.view.labels import Labels, lined, row_of
from dashboard.view.pages.ledger import ledger, widened
from dashboard.view.pages.ways import answered, end_text
from geodata import measures
from geodata.model import SHIPS
from geodata.network import Request
from geodata.selection import Mask

# The records that say what was agreed: the summit, Japan's offer for the route, the target.
SUMMIT = "2025-12-20-tokyo-summit"
OFFER = "jpn-ca-caspian-route-offer"
TARGET = "jpn-ca-business-target-3tn"
# The first sources of a row say what it says; later ones what else is said, which its record tells apart.
MOST_CITED = 2
# Less of a leg than this in a country is its drawn line at the border.
LEAST_KM = 1
# Rows of a list beside the map at first, where what it is all about stands above them.
FIRST = 10
PLEDGE_COLUMNS = ("title", "donor", "beneficiaries", "amount", "status", "date", "theme")
# Columns of each list, the most important first; ``title`` of a leg and ``drawn_km`` are derived here.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "site": ("name", "iso3", "resource", "secondary_resources", "kind", "status", "operator", "precision"),
    "node": ("name", "kind", "iso3", "unlocode"),
    "leg": ("title", "corridor", "mode", "status", "gauge_mm", "drawn_km"),
    "event": ("date", "title", "countries"),
}
_NAMED = frozenset({"name", "title", "operator", "unlocode"})


def page(state: ViewState, context: Context, labels: Labels, show: Mapping[str, Mask]) -> Page:
    """Return what it is all about, folded under a selection, and the list of the open part."""
    kind, words = state.open_part, labels.words
    listed = _list(kind, labels, state, show[kind])
    if state.open_width == "narrow":
        listed = replace(listed, first=FIRST)
    return Page(
        head=context.keep(_folded if state.selection else _told, labels),
        parts=labels.parts("overview", {key: int(mask.sum()) for key, mask in show.items()}, "tables"),
        blocks=(Block(kind, table=listed, notes=(words("table.hint"),), actions=(widened(state, words),)),),
    )


def _told(labels: Labels) -> tuple[Block, ...]:
    """Say what was agreed and by whom, and what the route measures; only what the facts hold of it."""
    return tuple(filter(None, (_agreement(labels), _participants(labels))))


def _folded(labels: Labels) -> tuple[Block, ...]:
    agreed = Block("agreed", labels.words("overview.about"), folded=_told(labels))
    return (Block("about", folded=(agreed,), kept=True),)


def _agreement(labels: Labels) -> Block | None:
    facts, words, trunk = labels.facts, labels.words, labels.context.trunk
    if trunk is None:
        return None
    rests: tuple[tuple[str, pd.DataFrame, str], ...] = (
        ("agreed", facts.timeline, SUMMIT),
        ("offer", facts.pledges, OFFER),
    )
    found = ((key, row_of(frame, row)) for key, frame, row in rests if row in frame.index)
    cited = (
        Cited(words(f"overview.{key}", date=words.day(row["date"])), labels.links(row["source_ids"]))
        for key, row in found
    )
    avoided = words.number(trunk.avoided_km, 1)
    return Block(
        "head",
        words("overview.headline", km=avoided),
        cited=tuple(cited),
        figures=tuple(filter(None, (_target(labels), *_measured(trunk, labels)))),
        strips=_by_country(trunk, labels),
        actions=(Action(words("overview.rests"), {"view": "routes", "from": TRUNK[0], "to": TRUNK[-1]}),),
        kept=True,
    )


def _target(labels: Labels) -> Figure | None:
    """Say the target as it was declared, with the dollars that its source gives."""
    words, pledges = labels.words, labels.facts.pledges
    if TARGET not in pledges.index:
        return None
    row = row_of(pledges, TARGET)
    dollars = words.compact(row["amount_usd"])
    note = words("overview.target", years=int(row["horizon_years"]), usd=dollars)
    if labels.context.disputed[pledges.index.get_loc(TARGET)]:
        note = f"{note}; {words('ledger.disputed')}"
    value = f"{words.compact(row['amount'])} {row['currency']}"
    return Figure(note, value, links=labels.links(row["source_ids"][:MOST_CITED]))


def _measured(trunk: Trunk, labels: Labels) -> tuple[Figure, ...]:
    words = labels.words
    ends = {"origin": labels.place(TRUNK[0]), "destination": labels.place(TRUNK[-1])}
    length = Figure(
        words("overview.length", **ends), f"{words.number(trunk.length_km, 0)} {words('unit.km')}",
        words("overview.length_note"),
    )  # fmt: skip
    route = answered(labels.context, Request(TRUNK[0], TRUNK[-1])).best
    if route is None:
        return (length,)
    days = route.totals.days
    low, high = (end_text(end, words) for end in (days.low, days.high))
    typical = words("overview.days", typical=words.number(days.typical, 1))
    return length, Figure(
        typical, f"{low}–{high} {words('unit.days', n=days.high)}", words("overview.days_note")
    )


def _by_country(trunk: Trunk, labels: Labels) -> Strips:
    """Return the route as one strip: km by country on land, by ferry at sea, in the order of the way."""
    facts, words, context = labels.facts, labels.words, labels.context
    km: dict[tuple[str, str], float] = {}
    lengths = measures.length_km(facts.legs.loc[list(trunk.legs)].geometry)
    for leg, length in lengths.items():
        mode = str(row_of(facts.legs, str(leg))["mode"])
        inside = row_of(context.km_by_country, str(leg))
        for place, part in [("", length)] if mode in SHIPS else list(inside[inside > LEAST_KM].items()):
            km[mode, str(place)] = km.get((mode, str(place)), 0.0) + part
    lands = [place for _, place in km if place]
    pieces = []
    for (mode, place), part in km.items():
        name = labels.country(place) if place else labels.code("legs", "mode", mode)
        said = f"{name} {words.number(part, 0)}"
        pieces.append(Piece(mode, part, "", f"{said} {words('unit.km')}", lands.index(place) if place else 0))
    # The names of short pieces would be cut off beneath them: they stand in one line.
    named = " · ".join(piece.note for piece in pieces)
    return Strips((Strip(tuple(pieces), note=named),), trunk.length_km)


def _participants(labels: Labels) -> Block:
    """Return who took part, each with its sites and pledges; a name sets the filter."""
    facts, words = labels.facts, labels.words
    given, sites = facts.pledges["donor"].value_counts(), facts.sites["iso3"].value_counts()
    to = facts.pledges["beneficiaries"].explode().value_counts()
    rows = []
    for iso3, row in facts.participants.iterrows():
        name, is_host = labels.country(str(iso3)), row["role"] == "host"
        if is_host:
            said = words("overview.pledges", n=int(given.get(iso3, 0)))
        else:
            counted = (
                words("sentence.sites", n=int(sites.get(iso3, 0))),
                words("overview.pledges", n=int(to.get(iso3, 0))),
            )
            said = " · ".join(counted)
        request = {"donor" if is_host else "country": str(iso3)}
        called = words("overview.host", name=name) if is_host else name
        rows.append(Row((called, said), request))
    columns = (Column(words("overview.country"), line=1), Column(words("overview.records"), line=1))
    table = Table(columns, tuple(rows), searched=False)
    return Block("participants", words("overview.participants"), table=table, kept=True)


def _list(kind: str, labels: Labels, state: ViewState, shown: Mask) -> Table:
    if kind == "pledge":
        return ledger(labels, state.money, shown, PLEDGE_COLUMNS)
    kept = labels.context.keep(_kept, labels, kind)
    order = "-date" if kind == "event" else ""
    return Table(kept.columns, kept.rows, order=order, kept=kept, show=packed(shown))


def _kept(labels: Labels, kind: str) -> Kept:
    facts = labels.facts
    frame = getattr(facts, TABLES[kind])
    if kind == "leg":
        titles = [labels.leg(str(row_id)) for row_id in frame.index]
        frame = frame.assign(title=titles, drawn_km=measures.length_km(frame.geometry))
    if kind == "node":
        frame = frame.assign(name=[labels.node(str(row_id)) for row_id in frame.index])
    names = COLUMNS[kind]
    rows = (
        Row(tuple(_cell(kind, name, row[name], labels) for name in names), {"sel": f"{kind}:{row_id}"})
        for row_id, row in frame.iterrows()
    )
    columns = lined({name: labels.column(TABLES[kind], name) for name in names})
    return Kept(f"{kind}-{labels.words.lang}", columns, tuple(rows))


def _cell(kind: str, name: str, value: Any, labels: Labels) -> Cell | str | None:
    if name == "drawn_km":
        return cells.number(value, labels.words, 1)
    if name == "date":
        return cells.day(value, labels.words)
    if isinstance(value, tuple):
        return ", ".join(labels.code(TABLES[kind], name, code) for code in value) or None
    known = cells.text(value)
    return known if known is None or name in _NAMED else labels.code(TABLES[kind], name, known)
