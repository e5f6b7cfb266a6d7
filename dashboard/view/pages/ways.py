"""A way on the page, whichever view shows it: the request, what is said of the answer, what the map draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

import pandas as pd

from dashboard.state import ViewState
from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import UNKNOWN, Block, Cell, Drawn, Form, Row, Table
from dashboard.view.context import Context
from dashboard.view.labels import Labels, row_of
from dashboard.view.pages.query import PageQuery
from geodata.model import RUSSIA, Facts
from geodata.network import Answer, End, Network, Request, Route, Span, answer

# States of a leg that a source confirms.
CONFIRMED = ("operational", "limited")
# Rows of a ranking beyond these are counted, not shown.
MOST_ROWS = 60
# From here on the ends of a range are said in whole days.
LONG_DAYS = 10
Shown = Cell | str | None


@dataclass(frozen=True, slots=True)
class WayQuery(PageQuery):
    """A request to the network, and the labels in which a view answers."""

    request: Request

    @property
    def network(self) -> Network:
        """The network that answers."""
        return network(self.context)

    def block(
        self, key: str, heads: str, rows: Iterable[Row], *rules: str, title: str = "", **more: Any
    ) -> Block:
        """Return rows under heads, as ``table`` takes them.

        The title is the view's for the key where none is given, ``rules`` say how to read it, and ``more`` is
        what else the block has.
        """
        reading, table = self.reading(key, *rules), self.table(heads, rows)
        return Block(key, title or self.text(key), table=table, folded=reading, **more)

    def reading(self, key: str, *rules: str) -> tuple[Block, ...]:
        """Return how to read a block, to be folded beneath it."""
        return (Block(f"{key}_rule", self.words("table.reading"), says=rules),) if rules else ()

    def behind(self, block: Block) -> Block:
        """Fold the table of a block, with how to read it, behind its chart."""
        rows = len(block.table.rows) if block.table else 0
        table = Block(
            f"{block.key}_table",
            self.words("routes.table"),
            table=block.table,
            folded=block.folded,
            count=rows,
        )
        return replace(block, table=None, folded=(table,)) if rows else block

    def cut(self, found: pd.DataFrame) -> str:
        """Say how many rows of a ranking are shown."""
        return self.words("routes.cut_rows", shown=min(len(found), MOST_ROWS), n=len(found))


def picked(heads: str, named: Mapping[str, Shown], missing: Shown = cells.NONE) -> tuple[Shown, ...]:
    """Return the cells of a row in the order of its heads; what is not named is ``missing``."""
    return tuple(named.get(key, missing) for key in heads.replace("|", "").split())


def with_rows(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Leave out blocks whose table has no rows."""
    return tuple(block for block in blocks if block.table is None or block.table.rows)


def form(state: ViewState, labels: Labels, example: Mapping[str, str], none_closed: str = "") -> Form:
    """Return what is asked above the map."""
    return Form(
        only_to=state.view == "resources",
        closed={item: labels.item(item) for item in state.closed},
        example=example,
        countries={code: labels.country(code) for code in labels.context.vocabulary.avoidable},
        none_closed=none_closed,
    )


def network(context: Context) -> Network:
    """Return the network of some facts; built when it is first needed, so other views never pay for it."""
    return context.keep(_build, context)


def _build(context: Context) -> Network:
    return Network.build(context.facts, context.km_by_country)


def answered(context: Context, request: Request) -> Answer:
    """Return what the network answers to a request."""
    return context.keep(answer, network(context), request)


def end_text(days: float, words: Words) -> str:
    """Write an end of a range of days."""
    return words.number(days, 0 if days >= LONG_DAYS else 1)


def span_text(value: Span, words: Words) -> str:
    """Write low to high and the typical value for a sentence; nothing where none is known."""
    if isnan(value.low) and isnan(value.high):
        return ""
    low, high = (end_text(one, words) for one in (value.low, value.high))
    typical = words.number(value.typical, 1)
    return low if low == high else words("routes.span", low=low, typical=typical, high=high)


def figures(route: Route, words: Words) -> dict[str, Cell]:
    """Write the figures of a way by the heads of the tables; CO2e, lowest to highest, in kg per tonne."""
    totals, co2, waits = route.totals, route.totals.co2, cells.number(len(route.gaps), words)
    days = (totals.days.low, totals.days.typical, totals.days.high)
    return {
        "days_range": cells.span(*days, words),
        "km": cells.number(totals.length_km, words),
        "km_russia": cells.number(route.km_inside(RUSSIA), words),
        "waits_unknown": waits,
        "unknown_waits_of": waits,
        "borders": cells.number(totals.border_crossings, words),
        "mode_changes": cells.number(totals.mode_changes, words),
        "gauge_breaks": cells.number(totals.gauge_breaks, words),
        "co2": cells.between(co2.low, co2.high, words) if totals.co2_share else UNKNOWN,
    }


def costs(row: pd.Series[Any], of: str, no_other_way: Cell, words: Words) -> dict[str, Cell]:
    """Write what a closing costs all pairs or sites (``of``), by the heads of the tables of closings."""
    extra = {
        f"extra_{unit}_{part}": cells.signed(row[f"extra_{unit}_{part}"], words, digits)
        for unit, digits in (("km", 0), ("days", 1))
        for part in ("mean", "max")
    }
    if row["cut_off"] == row[of]:
        extra = dict.fromkeys(extra, no_other_way)
    affected, cut_off, timed = (cells.number(row[name], words) for name in (of, "cut_off", "timed"))
    return {**extra, of: affected, "cut_off": cut_off, f"cut_off_{of}": cut_off, f"timed_{of}": timed}


def caveats(route: Route, labels: Labels) -> Iterator[str]:
    """Say what of a way is not built or not confirmed, and how many waits its days leave out."""
    words, legs = labels.words, network(labels.context).legs.loc[route.legs.index]
    not_built = float(legs.loc[~legs["in_service"], "length_km"].sum())
    if not_built:
        yield words("routes.not_built", km=words.number(not_built, 0))
    unsure = float(legs.loc[legs["in_service"] & ~legs["status"].isin(CONFIRMED), "length_km"].sum())
    if unsure:
        yield words("routes.unsure", km=words.number(unsure, 0))
    if len(route.gaps) and not isnan(route.totals.days.high):
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
    """Return the rows of ``assumptions`` that a time was worked out from.

    First the sources, where there are any, of a time that is published for the leg itself, of this ``kind``.
    """
    words, facts = labels.words, labels.facts
    found = [row_of(facts.assumptions, one) for one in dict.fromkeys(assumption_ids) if one]
    rows = [_assumption(row, labels) for row in found]
    if own := labels.links(source_ids):
        given = (words("routes.own_days"), None, labels.time_kind(kind), None, None, None)
        rows.insert(0, Row(given, links=own))
    if not rows:
        return ()
    heads = labels.heads("parameter range time_kind note | applies_to period")
    return (Block("rests_on", words("routes.rests_on"), table=Table(heads, tuple(rows))),)


def _assumption(row: pd.Series[Any], labels: Labels) -> Row:
    shown = (
        labels.words(f"parameter.{row['parameter']}"),
        _in_unit(cells.span_in(row, "", labels.words, 2), str(row["unit"])),
        labels.time_kind(str(row["kind"])),
        *(cells.text(row[name]) for name in ("note", "applies_to", "period")),
    )
    return Row(shown, links=labels.links(row["source_ids"]))


def _in_unit(cell: Cell, unit: str) -> Cell:
    key = cell.key if isinstance(cell.key, float) else None
    return replace(cell, text=f"{cell.text} {unit}", kind="quantity", key=key and (unit, key))


def drawn(
    ends: str, offered: Sequence[Route], shown: Route, labels: Labels, former: Route | None = None
) -> Drawn:
    """Return what the map draws of ways, one of which is shown; ``ends`` names the pair.

    ``former`` is the way before places were closed.
    """
    facts, words = labels.facts, labels.words
    stops = (shown.start, shown.end)
    return Drawn(
        ends=ends,
        stops=tuple((*_place(end, facts), labels.place(_id(end))) for end in stops),
        ways=tuple(_at(one.legs.index, facts) for one in offered),
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
        ghost=_at(former.legs.index.difference(shown.legs.index), facts) if former else (),
    )


def _at(legs: Any, facts: Facts) -> tuple[int, ...]:
    return tuple(int(at) for at in facts.legs.index.get_indexer(legs))


def _id(end: End) -> str:
    return f"site:{end.site_id}" if end.site_id else f"node:{end.node_id}"


def _place(end: End, facts: Facts) -> tuple[float, float]:
    return _point(facts.sites.geometry[end.site_id] if end.site_id else facts.nodes.geometry[end.node_id])


def _point(place: Any) -> tuple[float, float]:
    return round(place.y, 4), round(place.x, 4)
