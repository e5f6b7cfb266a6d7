"""The amounts of a pledge in its record: as declared, and converted as the ledger converts them."""

from typing import Any

import pandas as pd

from dashboard.text import Words
from dashboard.view.pages.pledges.sums import money
from geodata.sums import Conversion
from geodata.sums.rates import Quote


def converted(made: Conversion, words: Words, bound: bool) -> tuple[str, tuple[str, ...]]:
    """Say a conversion with its rates, or why there is none.

    Parameters
    ----------
    made : Conversion
        Of a pledge that has an amount.
    words : Words
        The reader's language.
    bound : bool
        Whether the amount is the lower bound of a range.

    Returns
    -------
    str, tuple of str
        The sentence, and the ids of the sources of its rates.
    """
    value = money(made.value, made.currency, words)
    if value is None:
        return words(f"reason.{made.reason}"), ()
    how = words(f"pledges.precision.{made.precision}")
    if bound:
        how = f"{words('pledges.lower_bound')}; {how}"
    if not made.quotes:
        return f"{value} ({how})", ()
    rates = "; ".join(_rate(quote, words) for quote in made.quotes)
    sources = dict.fromkeys(source for quote in made.quotes for source in quote.source_ids)
    return f"≈ {value}: {rates} ({how})", tuple(sources)


def _rate(quote: Quote, words: Words) -> str:
    number = words.number(quote.per_usd, 6)
    return words("pledges.rate", number=number, currency=quote.currency, date=quote.date)


def is_range(row: Any) -> bool:
    """Whether a source gives two bounds and no single amount."""
    return not pd.isna(row.get("amount_high"))


def span(row: Any, words: Words) -> str:
    """Write a range with both of its bounds."""
    return f"{words.compact(row['amount'])} – {words.compact(row['amount_high'])} {row['currency']}"
