"""The overview: how much the selection holds, and each kind of it as a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.state import ViewState
from dashboard.view import cells
from dashboard.view.bits import packed
from dashboard.view.blocks import Block, Cell, Figure, Kept, Page, Row, Table
from dashboard.view.context import TABLES, Context
from dashboard.view.labels import Labels, leg_titles, lined
from dashboard.view.pages.ledger import ledger
from geodata import measures
from geodata.selection import Mask

PLEDGE_COLUMNS = ("title", "donor", "beneficiaries", "amount", "status", "date", "theme")
# Columns of each list, the most important first; ``title`` of a leg and ``drawn_km`` are derived here.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "site": ("name", "iso3", "resource", "secondary_resources", "kind", "status", "operator", "precision"),
    "node": ("name", "kind", "iso3", "unlocode"),
    "leg": ("title", "corridor", "mode", "status", "gauge_mm", "drawn_km"),
    "event": ("date", "title", "countries"),
}
_NAMED = frozenset({"name", "title", "operator", "unlocode"})


def page(state: ViewState, _context: Context, labels: Labels, show: Mapping[str, Mask]) -> Page:
    """Return the counts of the selection, and the list of the open part."""
    kind, words = state.open_part, labels.words
    return Page(
        parts=labels.parts("overview", {key: int(mask.sum()) for key, mask in show.items()}, "tables"),
        blocks=(
            Block("counts", figures=_figures(show, labels)),
            Block(kind, table=_list(kind, labels, state, show[kind]), notes=(words("table.hint"),)),
        ),
    )


def _figures(show: Mapping[str, Mask], labels: Labels) -> tuple[Figure, ...]:
    words, regional = labels.words, show["pledge"] & labels.context.index.regional
    counts = {
        "sites": show["site"],
        "pledges": show["pledge"] & ~regional,
        "regional": regional,
        "legs": show["leg"],
        "events": show["event"],
    }
    return tuple(
        Figure(words(f"figure.{key}.label"), words.number(int(mask.sum())), words(f"figure.{key}.note"))
        for key, mask in counts.items()
    )


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
        frame = frame.assign(title=leg_titles(facts), drawn_km=measures.length_km(frame.geometry))
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
