"""The pledges as a table: kept by the browser once per language and currency, wherever it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd

from dashboard.state import COLUMNS, ViewState
from dashboard.text import Words
from dashboard.view import amounts, cells
from dashboard.view.bits import packed
from dashboard.view.blocks import UNKNOWN, Action, Block, Cell, Column, Kept, Row, Table
from dashboard.view.labels import Labels
from geodata.selection import Mask
from geodata.sums import Conversion
from geodata.sums.rates import Quote

# What a row of two lines has: name and amount, then donor, stage and date.
LISTED = ("title", "donor", "amount", "status", "date")
LINES = {"title": 1, "amount": 1, "donor": 2, "status": 2, "date": 2}


def ledger(
    labels: Labels, currency: str, shown: Mask, columns: Collection[str], choosable: bool = False
) -> Table:
    """Return the pledges of a mask as a table.

    Parameters
    ----------
    labels : Labels
        Names in the reader's language.
    currency : str
        Into which amounts are converted.
    shown : array of bool
        Which pledges, in the order of the table of the facts.
    columns : collection of str
        Those of ``COLUMNS`` that stand in the row; the others open beneath it.
    choosable : bool
        Whether the reader chooses them.
    """
    kept = labels.context.keep(_kept, labels, currency)
    return Table(
        columns=tuple(replace(column, detail=column.key not in columns) for column in kept.columns),
        rows=kept.rows,
        order="-date",
        kept=kept,
        show=packed(shown),
        choosable=choosable,
    )


def listed(labels: Labels, currency: str, rows: Iterable[int], more: Collection[str] = ()) -> Table:
    """Return some pledges, by their rows in the table of the facts, in the columns that say most of one.

    ``more`` are further columns. What is searched for in the ledger leaves no pledge out of such a list.
    """
    shown = np.zeros(len(labels.facts.pledges), dtype=bool)
    shown[list(rows)] = True
    return replace(ledger(labels, currency, shown, (*LISTED, *more)), searched=False)


def widened(state: ViewState, words: Words) -> Action:
    """Return the button that gives a table the whole window, or the map its place again."""
    if state.open_width != "whole":
        return Action(words("table.wide"), {"width": "whole"})
    own = replace(state, width="").open_width
    return Action(words("table.beside"), {"width": "half" if own == "whole" else ""})


def _kept(labels: Labels, currency: str) -> Kept:
    """Return a row per pledge, in the order of the table of the facts."""
    rows = tuple(
        _row(place, str(pledge), row, labels, currency)
        for place, (pledge, row) in enumerate(labels.facts.pledges.iterrows())
    )
    heads = (
        Column(labels.words(f"ledger.column.{key}", currency=currency), key, line=LINES.get(key, 0))
        for key in COLUMNS
    )
    return Kept(f"pledges-{labels.words.lang}-{currency.lower()}", tuple(heads), rows)


def _row(place: int, pledge: str, row: Any, labels: Labels, currency: str) -> Row:
    context, words = labels.context, labels.words
    conversions = context.ledger.by_id[pledge].conversions
    made, dollars = conversions[currency], conversions["USD"].value
    declared = amounts.declared(row, words)
    age = context.age_days[place]
    named = {
        "title": Cell(str(row["title"]), tags=tuple(_tags(place, row, labels))),
        "donor": cells.text(row["donor_name"]) or labels.coded("pledges", "donor", row["donor"]),
        "beneficiaries": _codes("beneficiaries", row, labels),
        "amount": Cell(declared.text, "amount", None if dollars is None else float(dollars), declared.note),
        "converted": amounts.converted(made, row, words),
        "rate": _rate(made, words),
        "status": labels.coded("pledges", "status", row["status"]),
        "date": cells.day(row["date"], words),
        "age": cells.number(age if np.isfinite(age) else None, words),
        "due": cells.day(context.due[place] or None, words),
        "theme": labels.coded("pledges", "theme", row["theme"]),
        "resources": _codes("resources", row, labels),
        "instrument": labels.coded("pledges", "instrument", row["instrument"]),
        "flow": labels.coded("pledges", "flow", row["flow"]),
        "whole": _wholes(row, labels) or cells.NONE,
        "conflict": cells.text(row["conflict"]) or cells.NONE,
    }
    return Row(
        tuple(named[key] for key in COLUMNS),
        {"sel": f"pledge:{pledge}"},
        details=_rates(made, labels),
    )


def rates(quotes: Collection[Quote], labels: Labels) -> Table:
    """Return exchange rates with their sources."""
    words = labels.words
    rows = (Row((amounts.rate(quote, words),), links=labels.links(quote.source_ids)) for quote in quotes)
    return Table((Column(words("ledger.column.rate"), line=1),), tuple(rows))


def _rate(made: Conversion, words: Words) -> Cell:
    """Write the rates of a conversion, the first day first; or why it needs none."""
    if made.value is None:
        return UNKNOWN
    how = words(f"pledges.precision.{made.precision}")
    told = amounts.rates(made, words)
    return Cell(told or how, key=made.quotes[0].date if told else None, note=how if told else "")


def _rates(made: Conversion, labels: Labels) -> tuple[Block, ...]:
    if not made.quotes:
        return ()
    how = labels.words(f"pledges.precision.{made.precision}")
    return (Block("rates", says=(how,), table=rates(made.quotes, labels)),)


def _tags(place: int, row: Any, labels: Labels) -> list[str]:
    context = labels.context
    held = (context.overdue[place], context.disputed[place], not pd.isna(row["part_of"]))
    return [labels.words(f"ledger.{tag}") for tag in compress(("overdue", "disputed", "part"), held)]


def _codes(column: str, row: Any, labels: Labels) -> str | None:
    return ", ".join(labels.code("pledges", column, code) for code in row[column]) or None


def _wholes(row: Any, labels: Labels) -> str:
    whole, maybe = cells.text(row["part_of"]), cells.text(row["may_overlap"])
    said = [labels.row("pledges", whole)] if whole else []
    if maybe:
        said.append(f"{labels.words('ledger.maybe')} {labels.row('pledges', maybe)}")
    return "; ".join(said)
