"""What the browser keeps of the ledger: conversions with rates, ages, who says what."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard.state import CURRENCIES, LANGUAGES
from dashboard.text import catalogue, words_in
from dashboard.view.context import Context, as_of
from dashboard.view.names import Names
from geodata import conflicts
from geodata.sums import Conversion

# Columns of each row, beside those that every view has.
COLUMNS = (
    "donor_name", "instrument", "resources", "flow", "horizon_years", "amount_high", "age_days", "due",
    "overdue", "disputed", "whole", "maybe_whole", "declared_usd",
)  # fmt: skip
CODED = ("instrument", "resources", "flow")
# What only this view says, so that no other view waits for it.
WORD_SECTIONS = ("ledger.", "pledges.", "reason.")


def book(context: Context) -> dict[str, Any]:
    """Return the ledger's file.

    Returns
    -------
    dict
        ``columns`` and ``rows`` in the order of the pledges; ``conversions``: per currency and row ``[value,
        precision, rate ids]`` or ``[None, reason]``; ``rates`` and ``sources`` as they name them;
        ``disputes``: per row number the sentence and the claims; ``names`` of codes and ``words`` per
        language; ``as_of``.
    """
    sources = _Sources(context)
    return {
        "columns": COLUMNS,
        "rows": list(zip(*_columns(context), strict=True)),
        "conversions": {code: [_conversion(made) for made in _all(context, code)] for code in CURRENCIES},
        "rates": _rates(context, sources),
        "disputes": dict(_disputes(context, sources)),
        "sources": sources.lines,
        "names": {lang: _names(lang, context) for lang in LANGUAGES},
        "words": {lang: _words(lang) for lang in LANGUAGES},
        "as_of": as_of(context.facts).isoformat(),
    }


class _Sources:
    """The sources in use, each once, by the order in which they were first named."""

    def __init__(self, context: Context) -> None:
        self._table = context.facts.sources
        self._numbers: dict[str, int] = {}
        self.lines: list[list[str | None]] = []

    def numbers(self, ids: tuple[str, ...]) -> list[int]:
        return [self._number(source_id) for source_id in ids]

    def _number(self, source_id: str) -> int:
        if source_id not in self._numbers:
            row = self._table.loc[source_id]
            self._numbers[source_id] = len(self.lines)
            self.lines.append([_plain(row[name]) for name in ("publisher", "title", "url")])
        return self._numbers[source_id]


def _columns(context: Context) -> Iterator[list[Any]]:
    pledges = context.facts.pledges
    place = {row: number for number, row in enumerate(pledges.index)}
    for name in ("donor_name", "instrument", "resources", "flow", "horizon_years", "amount_high"):
        yield [_plain(cell) for cell in pledges[name]]
    yield [int(days) if np.isfinite(days) else None for days in context.age_days]
    yield [day or None for day in context.due]
    yield context.overdue.astype(int).tolist()
    yield context.disputed.astype(int).tolist()
    for name in ("part_of", "may_overlap"):
        yield [place.get(cell) for cell in pledges[name]]
    declared = pledges["conversion"] == "as-declared"
    yield [_plain(usd) if both else None for usd, both in zip(pledges["amount_usd"], declared, strict=True)]


def _all(context: Context, currency: str) -> Iterator[Conversion]:
    return (pledge.conversions[currency] for pledge in context.ledger.pledges)


def _conversion(made: Conversion) -> list[Any]:
    if made.value is None:
        return [None, made.reason]
    return [float(made.value), made.precision, [quote.rate_id for quote in made.quotes]]


def _rates(context: Context, sources: _Sources) -> dict[str, list[Any]]:
    quotes = {quote for code in CURRENCIES for made in _all(context, code) for quote in made.quotes}
    return {
        quote.rate_id: [quote.currency, quote.date, quote.per_usd, sources.numbers(quote.source_ids)]
        for quote in sorted(quotes, key=lambda quote: quote.rate_id)
    }


def _disputes(context: Context, sources: _Sources) -> Iterator[tuple[int, list[Any]]]:
    pledges = context.facts.pledges
    for number in np.flatnonzero(context.disputed).tolist():
        found = conflicts.disagreements(context.facts, "pledge", str(pledges.index[number]))
        yield (
            number,
            [
                _plain(pledges["conflict"].iloc[number]),
                [
                    [
                        each.aspect,
                        [[c.value, c.said_by, sources.numbers(c.source_ids), c.note] for c in each.claims],
                    ]
                    for each in found
                ],
            ],
        )


def _names(lang: str, context: Context) -> Mapping[str, dict[str, str]]:
    names, pledges = Names(context.facts, words_in(lang)), context.facts.pledges
    return {
        column: {code: names.code("pledges", column, code) for code in sorted(_codes(pledges[column]))}
        for column in CODED
    }


def _words(lang: str) -> dict[str, Any]:
    texts = catalogue(lang).items()
    return {key: text for key, text in texts if key.startswith(WORD_SECTIONS)}


def _codes(column: "pd.Series[Any]") -> set[str]:
    held: set[str] = set()
    for cell in column:
        held |= set(cell) if isinstance(cell, tuple) else {str(cell)} - {"nan"}
    return held


def _plain(cell: Any) -> Any:
    if isinstance(cell, tuple):
        return list(cell)
    if pd.isna(cell):
        return None
    return cell if isinstance(cell, int | float) else str(cell)
