"""The amounts of a pledge: as its source declares them, and converted with the rates used."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view import cells
from dashboard.view.blocks import Cell
from geodata.sums import Conversion
from geodata.sums.rates import Quote

# As many digits as a sum that rests on exchange rates is good for.
RATED_DIGITS = 3


def declared(row: Any, words: Words) -> Cell:
    """Write an amount as its source has it: both ends of a range, in dollars too where the source says so."""
    value = row["amount"]
    if pd.isna(value):
        return Cell(None, "amount", note=words("pledges.no_amount"))
    currency = cells.text(row["currency"]) or words("pledges.no_currency")
    said = cells.money_text(value, currency, words)
    if is_range(row):
        said = f"{cells.amount_text(value, words)} – {cells.money_text(row['amount_high'], currency, words)}"
    if row["conversion"] == "as-declared":
        said = f"{said} / {cells.money_text(row['amount_usd'], 'USD', words)}"
    return Cell(said, "amount")


def converted(made: Conversion, row: Any, words: Words) -> Cell:
    """Write a conversion, with how near its rate is; or why there is none."""
    if made.value is None:
        return Cell(None if made.reason == "no-amount" else words(f"reason.{made.reason}"), "amount")
    said = cells.money_text(made.value, made.currency, words)
    return Cell(
        f"≈ {said}" if made.quotes else said,
        "amount",
        float(made.value),
        words(f"pledges.precision.{made.precision}"),
        (words("pledges.lower_bound"),) if is_range(row) else (),
    )


def summed(value: Decimal, currency: str, is_rated: bool, words: Words) -> str:
    """Write a sum; one that rests on exchange rates is marked and rounded."""
    if not is_rated:
        return cells.money_text(value, currency, words)
    return f"≈ {cells.money_text(rounded(value, RATED_DIGITS), currency, words)}"


def rounded(value: Decimal, digits: int, way: str = ROUND_HALF_EVEN) -> Decimal:
    """Return an amount with some digits, whatever its size."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), way) if value else value


def sentence(made: Conversion, row: Any, words: Words) -> tuple[str | None, tuple[str, ...]]:
    """Say a conversion with its rates, or why there is none; and name the sources of the rates by id."""
    cell = converted(made, row, words)
    if made.value is None:
        return cell.text, ()
    how = "; ".join((*cell.tags, cell.note))
    told = rates(made, words)
    sources = dict.fromkeys(source for quote in made.quotes for source in quote.source_ids)
    return f"{cell.text}{f': {told}' if told else ''} ({how})", tuple(sources)


def rates(made: Conversion, words: Words) -> str:
    """Write the rates of a conversion, each with its day; empty where it needs none."""
    return "; ".join(rate(quote, words) for quote in made.quotes)


def rate(quote: Quote, words: Words) -> str:
    """Write a rate with its day."""
    number = words.number(quote.per_usd, 6)
    return words("pledges.rate", number=number, currency=quote.currency, date=quote.date)


def is_range(row: Any) -> bool:
    """Whether a source gives two bounds and no single amount."""
    return not pd.isna(row.get("amount_high"))
